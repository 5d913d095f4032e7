"""What touches the future is shown first: races, kit, days; and a proposal that is out of date says so."""

import pytest

from core.messages import Action
from tests.plans.chat.stage import changes, lines, moment, runner
from tests.play import Play, Player


def race_moved(play: Play, date: str, kind: str = "Marathon", anna: Player | None = None) -> tuple[Player, str]:
    anna = anna or runner(play)
    anna.says("/settings")
    anna.presses("Change race")
    anna.says(date)
    return anna, anna.presses(kind)


def test_a_moved_race_moves_every_phase(play: Play):
    anna, text = race_moved(play, "20 June 2027")
    assert text.startswith("New: race date")
    assert changes(text) == [
        "Race: Sun 13 Jun 2027 → Sun 20 Jun 2027, 29 weeks to go",
        "Build begins Mon 5 Apr → Mon 12 Apr",
        "Peak begins Mon 10 May → Mon 17 May",
        "Taper begins Mon 31 May → Mon 7 Jun",
        "Last heavy lifting: Thu 3 Jun → Thu 10 Jun",
    ]
    anna.presses("Take it")
    assert lines(anna.says("/plan"))[0] == "Your way to the race on Sun 20 Jun 2027"


def test_what_was_left_stays_unstored(play: Play):
    anna, _ = race_moved(play, "20 June 2027")
    anna.presses("Leave it")
    assert lines(anna.says("/plan"))[0] == "Your way to the race on Sun 13 Jun 2027"
    assert "Race: Sun 13 Jun 2027" in anna.says("/settings")


def test_a_later_race_beside_the_first_comes_after_rest(play: Play):
    anna, _ = race_moved(play, "27 June 2027", "Half marathon")
    text = anna.presses("It's a second race")
    assert text.startswith(
        "A further race on Sunday 27 June. After your first race come rest and then what time allows."
    )
    anna.presses("Take it")
    assert "Also: Half marathon on Sun 27 Jun 2027" in anna.says("/plan")
    assert lines(anna.says("/plan"))[0] == "Your way to the race on Sun 13 Jun 2027"
    play.now[0] = moment(6, 15, year=2027)
    assert lines(anna.says("/plan"))[:2] == ["Your way to the race on Sun 27 Jun 2027", "12 days to go"]
    assert "/today" not in anna.says("/week")


def test_a_race_on_the_way_has_nothing_heavy_beside_it(play: Play):
    anna, _ = race_moved(play, "Tue 19 January 2027", "5 to 10 km")
    text = anna.presses("It's a second race")
    assert text.startswith("A race on the way, on Tuesday 19 January. Your plan still counts back from the main race;")
    anna.presses("Take it")
    play.now[0] = moment(1, 17, year=2027)
    assert "Your next session: Thursday 21 January" in lines(anna.says("/today"))


@pytest.mark.parametrize("date", ["21 November 2026", "1 January 2030"])
def test_an_impossible_race_is_refused_and_nothing_is_stored(play: Play, date: str):
    anna = runner(play)
    anna.says("/settings")
    anna.presses("Change race")
    anna.says(date)
    assert lines(anna.says("/plan"))[0] == "Your way to the race on Sun 13 Jun 2027"


def test_new_kit_changes_exercises_from_the_next_open_session_and_not_the_past(play: Play):
    anna = runner(play)
    anna.says("/today")
    anna.presses("Done")
    anna.says("/settings")
    anna.presses("Change kit")
    text = anna.presses("A full gym")
    assert changes(text)[0] == "Bulgarian split squat → Goblet squat, from Mon 30 Nov"
    anna.presses("Take it")
    week = lines(anna.says("/week"))
    assert week[1:3] == [
        "Mon 23 Nov: Session A, strength, 40 min ✓",
        "Bulgarian split squat, Single-leg Romanian deadlift, Single-leg calf raise, Prone back raise, Dead bug",
    ]


def test_close_to_the_race_new_kit_brings_nothing_new(play: Play):
    anna = runner(play)
    play.now[0] = moment(5, 26, year=2027)
    before = {label for day in (27, 31) for label in _cards(play, anna, day)}
    anna.says("/settings")
    anna.presses("Change kit")
    anna.presses("A full gym")
    anna.presses("Take it")
    for day in (27, 31):
        assert set(_cards(play, anna, day)) <= before | {"? Single-leg hamstring bridge"}


def _cards(play: Play, anna: Player, day: int) -> list[str]:
    now, play.now[0] = play.now[0], moment(5, day, year=2027)
    anna.says("/today")
    play.now[0] = now
    return [label for label in anna.buttons if label.startswith("? ")]


def test_fewer_days_mean_fewer_sessions(play: Play):
    anna = runner(play)
    anna.says("/settings")
    anna.presses("Change days")
    assert changes(anna.says("tue"))[0] == "Sessions a week: 2 → 1"
    anna.presses("Take it")
    assert [len(play.at(moment(11, 24, 7))), len(play.at(moment(11, 26, 7)))] == [1, 0]


def test_a_proposal_is_taken_once(play: Play):
    anna = runner(play)
    anna.says("on holiday until 29 November")
    kept = anna.seen
    anna.presses("Take it")
    anna.seen = kept
    assert anna.presses("Take it") == (
        "That proposal is out of date: something changed since. /change starts again, /today shows where you are."
    )


def test_only_the_latest_proposal_counts(play: Play):
    anna = runner(play)
    anna.says("on holiday until 29 November")
    first = anna.seen
    anna.says("on holiday until 6 December")
    anna.seen = first
    assert anna.presses("Take it").startswith("That proposal is out of date")


def test_a_proposal_of_yesterday_is_shown_anew(play: Play):
    anna = runner(play)
    anna.says("on holiday until 29 November")
    play.now[0] = moment(11, 24)
    assert lines(anna.presses("Take it"))[0] == "That was worked out for another day. This is how it looks now:"
    assert anna.presses("Take it") == "Taken. Your plan is up to date."


def test_nobody_takes_the_proposal_of_somebody_else(play: Play):
    anna, eve = runner(play), runner(play, name="Eve")
    anna.says("on holiday until 29 November")
    eve.seen = anna.seen
    assert eve.presses("Take it").startswith("That proposal is out of date")


@pytest.mark.parametrize("action", [Action("change.take", ("x",)), Action("change.second", ("1",)), Action("off.back")])
def test_buttons_without_anything_behind_them_are_refused(play: Play, action: Action):
    anna = runner(play)
    week = anna.says("/week")
    anna.press(action)
    assert anna.says("/week") == week


def test_race_day_then_rest_then_maintenance(play: Play):
    anna = runner(play)
    play.now[0] = moment(6, 13, year=2027)
    assert lines(anna.says("/today"))[0].startswith("Race day. No strength today")
    play.now[0] = moment(6, 14, year=2027)
    assert anna.says("/today").startswith("Well done. Your legs rest from loaded work until Sunday 20 June;")
    play.now[0] = moment(6, 21, year=2027)
    assert "After the race: half the sets for now." in anna.says("/today")
    play.now[0] = moment(7, 5, year=2027)
    assert lines(anna.says("/plan"))[0] == "Staying strong between races"
    assert "After the race" not in anna.says("/today")


def test_the_next_race_is_counted_back_from_anew(play: Play):
    anna = runner(play)
    play.now[0] = moment(7, 5, year=2027)
    anna, text = race_moved(play, "17 October 2027", anna=anna)
    assert changes(text)[0] == "Race: Sun 17 Oct 2027, 14 weeks to go"
    anna.presses("Take it")
    assert lines(anna.says("/plan"))[2].startswith("Base Mon 5 Jul")


@pytest.mark.parametrize(
    ("day", "words"),
    [(moment(6, 12, year=2027), "1 day to go"), (moment(5, 31, year=2027), "13 days to go"),
     (moment(5, 30, year=2027), "2 weeks to go")],
)  # fmt: skip
def test_the_way_is_counted_in_weeks_then_in_days(play: Play, day, words: str):
    anna = runner(play)
    play.now[0] = day
    assert lines(anna.says("/plan"))[1] == words


def test_dates_that_are_over_are_not_shown(play: Play):
    anna = runner(play)
    play.now[0] = moment(6, 9, year=2027)
    shown = lines(anna.says("/plan"))
    assert shown[shown.index("Key dates") + 1] == "Race: Sun 13 Jun 2027"
