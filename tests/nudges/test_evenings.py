"""The one message beside the session: a moment before the race, the open session by consent, the week ahead."""

from datetime import date, datetime, timedelta

import pytest

from bot.markup import plain
from core.messages import Action
from core.nudges.rules import MOMENTS, days_of_moments, evening_minute, evenings, in_quiet_hours, moment_on
from core.plans.rules.phases import DAY
from tests.play import Play
from tests.test_pushes import monday, runner

RACE = date(2027, 6, 13)


def consenting(play: Play):
    anna = runner(play)
    anna.press(Action("nudges.set", ("evening", "on")))
    return anna


def test_nobody_gets_an_evening_message_who_did_not_say_yes(play: Play):
    runner(play)
    assert len(play.at(monday(7))) == 1
    assert len(play.at(monday(19, 30))) == 0


def test_an_open_session_is_named_once_in_the_evening(play: Play):
    consenting(play)
    play.at(monday(7))
    (nudge,) = play.at(monday(19, 30))
    assert plain(nudge.reply.text).startswith("Today's session is still open.")
    assert [choice.label for choice in nudge.reply.choices] == ["Done", "Short version", "Skip", "No evening message"]
    assert len(play.at(monday(20, 30))) == 0


@pytest.mark.parametrize("button", ["Done", "Skip"])
def test_what_is_settled_a_second_before_is_not_named(play: Play, button: str):
    anna = consenting(play)
    (push,) = play.at(monday(7))
    play.now[0] = monday(19, 29) + timedelta(seconds=59)
    anna.seen = push.reply
    anna.presses(button)
    assert len(play.at(monday(19, 30))) == 0


@pytest.mark.parametrize("words", ["/pause", "/pause until 30 November"])
def test_whoever_pauses_a_second_before_hears_nothing(play: Play, words: str):
    anna = consenting(play)
    play.at(monday(7))
    play.now[0] = monday(19, 29) + timedelta(seconds=59)
    anna.says(words)
    assert len(play.at(monday(19, 30))) == 0


def test_it_is_switched_off_from_the_message_itself(play: Play):
    anna = consenting(play)
    play.at(monday(7))
    (nudge,) = play.at(monday(19, 30))
    anna.seen = nudge.reply
    assert anna.presses("No evening message").startswith("No message in the evening, then.")
    play.at(monday(7) + timedelta(days=3))
    assert len(play.at(monday(19, 30) + timedelta(days=3))) == 0


def test_the_week_ahead_comes_on_sunday_evening(play: Play):
    anna = runner(play)
    (week,) = play.at(monday(19, 30) - DAY)
    assert plain(week.reply.text).split("\n\n")[0] == "Your week ahead"
    assert "Monday 23 November" in week.reply.text
    assert "Thursday 26 November" in week.reply.text
    anna.seen = week.reply
    anna.presses("No Sunday message")
    assert len(play.at(monday(19, 30) + 6 * DAY)) == 0


def test_no_plan_no_week_ahead(play: Play):
    anna = play.person("Anna")
    anna.says("/start")
    assert len(play.at(monday(19, 30) - DAY)) == 0


def test_the_evening_before_the_race_has_a_word_for_it_and_nothing_else(play: Play):
    anna = runner(play)
    for weeks in range(28):  # they are around all winter
        play.now[0] = monday(12) + weeks * 7 * DAY
        anna.says("/week")
    days = {}
    for day in range(21):
        moment = datetime(2027, 5, 24, 18, 30, tzinfo=monday(0).tzinfo) + day * DAY
        play.now[0] = moment - timedelta(hours=6)
        anna.says("/week")
        for push in play.at(moment.replace(hour=19)):
            days[moment.date()] = plain(push.reply.text).split("\n")[0].split(".")[0]
    assert days[RACE - DAY] == "Tomorrow is your race"
    assert sorted(set(days.values())) == [
        "Heavy lifting ends today", "Tomorrow is your race", "Your taper begins tomorrow", "Your week ahead",
    ]  # fmt: skip


def test_a_moment_goes_before_everything_else():
    moments = {"last_heavy": RACE - 10 * DAY, "taper": RACE - 9 * DAY, "race": RACE}
    assert moment_on(moments, RACE - DAY) == "race"
    assert moment_on(moments, RACE - 10 * DAY) == "last_heavy"  # on the same evening as the taper's
    assert moment_on(moments, RACE) is None
    assert list(days_of_moments(moments, RACE - 5 * DAY)) == [RACE - DAY]
    assert list(MOMENTS) == ["race", "last_heavy", "taper"]


@pytest.mark.parametrize(
    ("hour", "quiet", "clock"),
    [
        *[(7 * 60, None, (19, 30)), (18 * 60, None, (20, 0)), (22 * 60, None, (21, 0))],
        *[(7 * 60, 20, (19, 30)), (18 * 60, 20, (19, 30))],
    ],
)
def test_the_evening_comes_after_the_session_and_before_quiet_hours(hour: int, quiet: int | None, clock: tuple):
    assert divmod(evening_minute(hour, quiet), 60) == clock


def test_sundays_for_the_week_and_training_days_for_the_nudge():
    assert evenings(0b0001001, nudge=False, week_ahead=True) == 0b1000000
    assert evenings(0b0001001, nudge=True, week_ahead=True) == 0b1001001
    assert evenings(0b0001001, nudge=False, week_ahead=False) == 0


def test_settings_lead_to_the_messages_and_their_hours(play: Play):
    anna = runner(play)
    anna.says("/settings")
    said = anna.presses("My messages")
    assert "Your week ahead, on Sunday evening: on" in said
    assert "Quiet hours: 22:00 to 6:00" in said
    anna.presses("Change quiet hours")
    assert "Quiet hours: 21:00 to 8:00" in anna.presses("21:00 to 8:00")


def test_in_quiet_hours_of_ones_own_nothing_comes_late(play: Play):
    anna = runner(play)
    anna.press(Action("nudges.quiet", ("21-8",)))
    assert len(play.at(monday(7, 10))) == 1  # it was due just then: they chose the hour
    assert len(play.at(monday(7, 40) + 3 * DAY)) == 0


def test_the_evening_message_keeps_ones_own_quiet_hours_too(play: Play):
    anna = consenting(play)
    anna.press(Action("nudges.quiet", ("20-8",)))
    play.at(monday(7))
    assert len(play.at(monday(20, 20))) == 0  # late, though within its grace


@pytest.mark.parametrize(
    ("hour", "minutes_late", "wakes"),
    [(3, 0, False), (3, 15, False), (0, 10, False), (0, 16, True), (22, 30, True), (6, 170, False), (21, 59, False)],
)
def test_only_what_is_late_wakes_anybody_whatever_the_clock_on_the_wall_did(hour: int, minutes_late: int, wakes: bool):
    assert in_quiet_hours(hour, 22, 6, 60 * minutes_late) == wakes


@pytest.mark.parametrize("args", [("evening",), ("nonsense", "on"), ("week", "perhaps")])
def test_a_button_that_cannot_be_ours_changes_nothing(play: Play, args: tuple[str, ...]):
    assert runner(play).press(Action("nudges.set", args)).startswith("That button")
