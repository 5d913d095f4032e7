"""Too much from one person: answered up to the limit, told once, then silence; nobody else notices."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from core.conversation.tables import Handled
from core.flood import MINUTE, PRESSES, QUESTIONS, Flood, Verdict
from core.messages import Action, Address, Request, Sender
from tests.play import Play, Player

CALM = "That was a lot in one minute"
HELP = Action("faq.more", ("calf-raises",))


def asked(person: Player, times: int, text: str = "/help") -> list[str]:
    """What comes back for the same words, again and again: "answer", "no" or "silence"."""
    return [kind(person.says(text)) for _ in range(times)]


def pressed(person: Player, times: int) -> list[str]:
    return [kind(person.press(Action("gone.feature"))) for _ in range(times)]


def kind(said: str) -> str:
    return "silence" if not said else "no" if said.startswith(CALM) else "answer"


def handled(play: Play) -> int:
    with play.house.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(Handled)) or 0


def test_twenty_questions_are_answered_the_next_is_refused_once_and_then_there_is_silence(limited: Play):
    anna = limited.person("Anna")
    assert asked(anna, QUESTIONS + 30) == ["answer"] * 20 + ["no"] + ["silence"] * 29


def test_sixty_presses_are_answered_before_one_is_too_much(limited: Play):
    anna = limited.person("Anna")
    assert pressed(anna, PRESSES + 5) == ["answer"] * 60 + ["no"] + ["silence"] * 4


def test_a_hasty_thumb_does_not_cost_a_question(limited: Play):
    anna = limited.person("Anna")
    pressed(anna, PRESSES + 5)
    assert asked(anna, 1) == ["answer"]


def test_after_a_minute_everything_is_as_before(limited: Play):
    anna = limited.person("Anna")
    asked(anna, QUESTIONS + 5)
    limited.now[0] += timedelta(seconds=MINUTE - 1)
    assert asked(anna, 1) == ["silence"]
    limited.now[0] += timedelta(seconds=1)
    assert asked(anna, 21) == ["answer"] * 20 + ["no"]


def test_the_flood_of_one_is_not_felt_by_another(limited: Play):
    anna, ben = limited.person("Anna"), limited.person("Ben")
    asked(anna, QUESTIONS + 5)
    assert asked(ben, QUESTIONS) == ["answer"] * 20


def test_the_captain_of_300_members_is_not_hit_by_their_presses(limited: Play):
    for number in range(300):
        limited.person(f"Member {number}").inside("club").press(Action("gone.feature"))
    carla = limited.person("Carla").inside("club", admin=True)
    assert asked(carla, 1, "/challenge") == ["answer"]


def test_what_is_too_much_never_reaches_the_database(limited: Play):
    asked(limited.person("Anna"), QUESTIONS + 30)
    assert handled(limited) == QUESTIONS


def test_a_flood_is_refused_in_private_in_a_group_too(limited: Play):
    anna = limited.person("Anna").inside("club")
    asked(anna, QUESTIONS + 1)
    assert anna.seen is not None
    assert (anna.seen.text.startswith(CALM), anna.seen.private, anna.seen.choices) == (True, True, ())


@pytest.mark.parametrize("words", ["chest pain on hills", "/ask chest pain on hills"])
def test_a_red_flag_is_answered_beyond_the_limit(limited: Play, words: str):
    anna = limited.person("Anna")
    asked(anna, QUESTIONS + 5)
    answer = anna.says(words)
    assert answer == limited.person("Ben").says(words)
    assert kind(answer) == "answer"
    assert asked(anna, 1) == ["silence"]


def test_looking_for_red_flags_ends_somewhere(limited: Play):
    anna = limited.person("Anna")
    assert "answer" not in asked(anna, QUESTIONS + 100)[QUESTIONS:]
    assert asked(anna, 1, "chest pain on hills") == ["silence"]


def test_a_captain_is_not_looked_up_for_a_flood(limited: Play):
    anna = limited.person("Anna").inside("club")
    ask = Request(anna.sender, Address("stage", "club"), False, "k", text="who leads?")
    assert limited.house.needs_admin(ask)
    asked(anna, QUESTIONS)
    assert not limited.house.needs_admin(ask)


# -- The counting itself


def request_of(person: str, *, press: bool = False) -> Request:
    what = {"action": HELP} if press else {"text": "why?"}
    return Request(Sender("stage", person, person), Address("stage", person), True, "k", **what)


@given(st.lists(st.floats(0, 30), min_size=1, max_size=400), st.booleans())
def test_whatever_the_rhythm_a_minute_has_so_many_answers_and_one_no(pauses: list[float], press: bool):
    now = 0.0
    flood = Flood(lambda: now)
    minutes: list[list[Verdict]] = []
    began = -MINUTE
    for pause in pauses:
        now += pause
        if now - began >= MINUTE:
            began = now
            minutes.append([])
        minutes[-1].append(flood.judge(request_of("anna", press=press), lambda: False))
    limit = PRESSES if press else QUESTIONS
    for verdicts in minutes:
        over = max(len(verdicts) - limit, 0)
        expected = [Verdict.WELCOME] * min(len(verdicts), limit)
        expected += [Verdict.TOO_MUCH] * min(over, 1) + [Verdict.UNHEARD] * max(over - 1, 0)
        assert verdicts == expected


@given(st.lists(st.sampled_from("abcdefgh"), max_size=200))
def test_memory_is_bounded_and_whoever_was_seen_last_is_remembered(people: list[str]):
    flood = Flood(lambda: 0.0, persons=3)
    for person in people:
        flood.judge(request_of(person), lambda: False)
        assert len(flood) <= 3
    seen_last = list(dict.fromkeys(reversed(people)))[:3]
    assert len(flood) == len(seen_last)


def test_a_crowd_does_not_wash_away_the_flood_of_somebody_who_goes_on():
    flood = Flood(lambda: 0.0, persons=100)
    verdicts = []
    for number in range(200):
        verdicts.append(flood.judge(request_of("anna"), lambda: False))
        flood.judge(request_of(f"p{number}"), lambda: False)
    assert verdicts.count(Verdict.WELCOME) == QUESTIONS
