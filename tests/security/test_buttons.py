"""Buttons are untrusted input: forged, foreign, cut, or somebody else's, they do nothing and are answered in words."""

import inspect
from collections.abc import Iterable
from itertools import islice, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from bot.tables import Base
from bot.wiring import FEATURES
from core.feature import Press
from core.messages import Action, BadToken
from core.people.tables import Account, Person
from core.registry import Registry
from tests.challenges.stage import CALVES, ROOM, board, member, started
from tests.plans.chat.stage import runner
from tests.platforms.place import Place, hears, is_told
from tests.play import Play

PRESSES = Registry(FEATURES).presses
CAPTAINS = [name for name, press in PRESSES.items() if press.admin]
CLUB_TABLES = ("club", "club_captain", "challenge", "challenge_member", "challenge_entry", "challenge_note")
ARGUMENTS = (
    "1",
    "2",
    "",
    "-1",
    "٣",
    "9" * 9,
    "calf-30",
    "days",
    "Europe/London",
    "x" * 30,
    "2026-11-23",
    "'; --",
    "\x01\u202e",
)
HANDLES = ("", "~", "0~", "0~~", ":", ":::", "0~\x00", "0~session.done", "🏔" * 12, "0~" + "🏔" * 12, "0~a:b:c:d:e:f")


def club_of(play: Play) -> set[object]:
    """Everything that is stored of clubs and challenges."""
    with play.house.database.transaction() as session:
        return {(name, *row) for name in CLUB_TABLES for row in session.execute(text(f"SELECT * FROM {name}"))}


def stored_of(play: Play, who: str) -> set[object]:
    """Every row that belongs to a person."""
    with play.house.database.transaction() as session:
        person = session.scalar(select(Account.person_id).where(Account.external_id == who))
        tables = [each for each in Base.metadata.sorted_tables if "person_id" in each.c]
        owned = [(each, each.c.person_id) for each in tables] + [(Person.__table__, Person.__table__.c.id)]
        return {
            (table.name, *row)
            for table, owner in owned
            for row in session.execute(select(table).where(owner == person))
        }


def forgeries(press: Press, most: int = 40) -> Iterable[tuple[str, ...]]:
    """Arguments of the right number that nobody was offered."""
    arity = len(inspect.signature(press.handler).parameters) - 1
    every = list(product(ARGUMENTS, repeat=arity))
    return islice(every, 0, None, max(1, len(every) // most))


@pytest.fixture
def club(play: Play) -> Play:
    """A club with a challenge that Anna has joined."""
    started(play)
    board(play)
    member(play, "Anna").says("/log 5")
    return play


@pytest.mark.parametrize("name", CAPTAINS)
def test_a_captains_button_does_nothing_for_anybody_else(club: Play, name: str):
    before = club_of(club)
    mallory = club.person("Mallory")
    strangers = (mallory, mallory.inside(ROOM), club.person("Cara").inside("another club", admin=True))
    for args in forgeries(PRESSES[name], 12):
        for stranger in strangers:
            stranger.press(Action(name, args))
            assert before - club_of(club) == set(), (args, stranger.room)


def test_whatever_a_button_is_made_to_say_it_is_answered_in_words(play: Play):
    anna = runner(play)
    for name, press in PRESSES.items():
        for args in forgeries(press, 8):
            for presser in (anna, anna.inside(ROOM)):
                assert "something went wrong" not in presser.press(Action(name, args)), (name, args)


def test_nobody_takes_back_what_somebody_else_has_logged(club: Play):
    anna, mallory = club.person("Anna").inside(ROOM), club.person("Mallory").inside(ROOM)
    anna.says("/log 7")
    undo = anna.seen
    after = club_of(club)
    for place in (mallory, club.person("Mallory")):
        place.seen = undo
        place.presses("Undo")
        assert club_of(club) == after


def test_no_forged_button_touches_what_belongs_to_somebody_else(club: Play):
    anna = runner(club)
    anna.says("what is the best brand of skis?")
    anna.says("/today")
    before = stored_of(club, "anna")
    mallory = club.person("Mallory")
    for name, press in PRESSES.items():
        for args in forgeries(press, 8):
            for place in (mallory, mallory.inside(ROOM)):
                place.press(Action(name, args))
        assert stored_of(club, "anna") == before, name


def test_a_session_of_somebody_elses_plan_is_out_of_reach(play: Play):
    anna = runner(play)
    anna.says("/today")
    seen, before = anna.seen, stored_of(play, "anna")
    for place in (play.person("Mallory"), play.person("Mallory").inside(ROOM)):
        assert seen is not None
        for choice in seen.choices:
            place.press(choice.action)
    assert stored_of(play, "anna") == before


def test_a_button_cut_short_is_an_old_one(play: Play):
    anna = runner(play)
    anna.says("/today")
    assert anna.seen is not None
    for choice in anna.seen.choices:
        token = choice.action.token
        for length in range(1, len(token)):
            assert "something went wrong" not in anna.press(Action.parse(token[:length])), token[:length]


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda raw: raw.decode("utf-8", "surrogateescape")))
def test_any_text_is_an_action_or_no_token_of_ours(token: str):
    try:
        action = Action.parse(token)
    except BadToken:
        assert token == "" or len(token.encode(errors="replace")) > 64
    else:
        assert ":".join((action.name, *action.args)) == token


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=20))
def test_any_name_on_a_button_is_answered_in_words(play: Play, name: str):
    assert play.person("Anna").press(Action(name, ("1",))).startswith("That button is from an older message")


async def test_buttons_of_arbitrary_bytes_are_answered_by_the_real_clients(network: Place, play: Play):
    anna = network.person("Anna")
    async with network.coached_by(play.house):
        await anna.commands("help")
        seen = await hears(network, anna, "Ask me anything")
        for number, handle in enumerate(HANDLES, start=1):
            await anna.presses_handle(_sent(network, handle), seen)
            await network.until(lambda so_far=number: _answers(anna) >= so_far, 10)


async def test_a_button_sent_again_and_again_logs_once(club_on_a_platform):
    club = club_on_a_platform
    await club.starts()
    await club.joins(club.anna)
    again = await club.anna.presses("+10", club.room)
    await is_told(club.place, club.anna, "+10 calf raises. Today: 10, your aim: 25.")
    await again()
    await club.anna.commands("log", club.room, amount="1")
    await is_told(club.place, club.anna, "+1 calf raises. Today: 11, your aim: 25.")
    club.place.forgives("already been acknowledged")
    club.place.forgives("query is too old")


async def test_somebody_elses_button_acts_for_whoever_presses_it(club_on_a_platform):
    club = club_on_a_platform
    await club.starts()
    await club.joins(club.anna)
    await club.ben.presses("+10", club.room)
    await is_told(club.place, club.ben, "Join first, then log")
    await club.ticks()
    assert "▱▱▱▱▱▱▱▱▱▱ Anna, 0 %" in club.board().text


async def test_a_hidden_captains_button_is_refused_to_a_member(club_on_a_platform):
    club = club_on_a_platform
    await club.starts()
    stop = "challenge.stop:1"
    board = club.board()
    await club.ben.presses_handle(
        _sent(club.place, f"0~{stop}" if club.place.name == "discord" else stop), board, club.room
    )
    await is_told(club.place, club.ben, "Only the captains of this group can do that")
    await club.ticks()
    assert club.board().text.startswith(f"{CALVES} · day 1 of 30")


def _sent(place: Place, handle: str) -> object:
    return handle if place.name == "telegram" else {"custom_id": handle, "component_type": 2}


def _answers(anna: object) -> int:
    return len([each for each in anna.reads() if each.startswith("That button")])  # type: ignore[attr-defined]
