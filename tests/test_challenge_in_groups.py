"""A club's challenge from its start to the first board, over the real clients: a Discord server, a Telegram group."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from core.delivery.ports import Messenger
from tests.platforms import NETWORKS, PLACES
from tests.platforms.place import Place, Room, Seen, Somebody, hears, is_told
from tests.play import Play

CALVES = "30 days of calf raises"
CAPTAINS_ONLY = "Only the captains of this group can do that"


@dataclass
class Club:
    """A room on a platform with the real coach in it, whose clock is held."""

    place: Place
    play: Play
    messenger: Messenger
    room: Room
    carla: Somebody  # the captain
    anna: Somebody
    ben: Somebody

    async def starts(self) -> Seen:
        """Let the captain set the club up and start the challenge; returns the board."""
        await self.sets_up()
        await self.lists(self.carla)
        await self.carla.presses(CALVES, self.room)
        await hears(self.place, self.carla, f"{CALVES} – not started yet.", self.room)
        await self.carla.presses("Start today", self.room)
        await hears(self.place, self.ben, f"{CALVES} has started.", self.room)
        await self.ticks()
        return self.board()

    async def sets_up(self) -> None:
        """Let the captain say where the club is, and look at the clock."""
        await self.carla.commands("club", self.room)
        await hears(self.place, self.carla, "No club is set up here yet.", self.room)
        await self.carla.presses("Set up the club here", self.room)
        await hears(self.place, self.carla, "Where is the club?", self.room)
        await self.carla.presses("London", self.room)
        await hears(self.place, self.carla, "Is it Sunday 07:42 where the club is?", self.room)
        await self.carla.presses("Yes", self.room)
        await hears(self.place, self.carla, "Club is set up", self.room)

    async def joins(self, person: Somebody) -> None:
        """Let somebody join under their own name."""
        await person.presses("Join", self.room)
        await is_told(self.place, person, f"{CALVES}: I store what you log here")
        room = None if self.place.name == "telegram" else self.room
        await person.presses(person.sees(room)[-1].labels[0], room)
        await is_told(self.place, person, "You're in")

    async def lists(self, person: Somebody) -> None:
        """Let somebody ask which challenges there are, and wait for the list."""
        before = len(person.sees(self.room))
        await person.commands("challenge", self.room)
        await self.place.until(lambda: len(person.sees(self.room)) > before)
        await hears(self.place, person, "Challenges", self.room)

    async def ticks(self) -> None:
        """Let the outbox send what is due."""
        seconds = itertools.count(step=60)
        self.play.now[0] += timedelta(seconds=6)
        await self.play.house.pump(self.messenger, rate=1000, monotonic=lambda: float(next(seconds))).tick()

    @property
    def alone(self) -> Room:
        """Where private answers to what is done in the room are read."""
        return None if self.place.name == "telegram" else self.room

    async def manages(self) -> None:
        """Let the captain open what a captain can do; nobody else sees it."""
        await self.lists(self.carla)
        await self.carla.presses(f"Manage: {CALVES}", self.room)
        await hears(self.place, self.carla, f"{CALVES}: what would you like to do?", self.alone)

    def board(self) -> Seen:
        """The one board everybody in the room sees."""
        boards = [each for each in self.ben.sees(self.room) if each.text.startswith(f"{CALVES} · day")]
        [board] = boards
        return board


@pytest.fixture(params=NETWORKS)
async def club(request: pytest.FixtureRequest, play: Play) -> AsyncIterator[Club]:
    async with PLACES[request.param]() as place, club_on(place, play) as made:
        yield made


@asynccontextmanager
async def club_on(place: Place, play: Play) -> AsyncIterator[Club]:
    carla, anna, ben = (place.person(name) for name in ("Carla", "Anna", "Ben"))
    room = place.club(anna, ben, captain=carla)
    async with place.coached_by(play.house) as messenger:
        yield Club(place, play, messenger, room, carla, anna, ben)


async def test_a_captain_starts_a_challenge_and_its_board_appears(club: Club):
    board = await club.starts()
    assert board.text.startswith(f"{CALVES} · day 1 of 30\n")
    assert "Nobody has joined so far." in board.text
    assert board.choices == ("Join", "+10", "+25", "My day", "Rules")


async def test_members_join_and_log_by_button_and_by_command_on_one_board(club: Club):
    await club.starts()
    posted = len(club.carla.sees(club.room))
    for person in (club.anna, club.ben):
        await club.joins(person)
    await club.anna.presses("+10", club.room)
    await is_told(club.place, club.anna, "+10 calf raises. Today: 10, your aim: 25.")
    await club.anna.commands("log", club.room, amount="15")
    await is_told(club.place, club.anna, "+15 calf raises. Today: 25, your aim: 25.")
    await club.ben.commands("log", club.room, amount="5")
    await is_told(club.place, club.ben, "+5 calf raises. Today: 5, your aim: 25.")
    await club.ticks()
    board = club.board()
    assert "1. ▰▰▰▰▰▰▰▰▰▰ Anna, 100 %\n2. ▰▰▱▱▱▱▱▱▱▱ Ben, 20 %" in board.text
    assert board.text.splitlines()[-1].startswith("Together: 30 ")
    assert (len(club.carla.sees(club.room)), board.edits) == (posted, 1)


async def test_each_tick_edits_the_same_message_once(club: Club):
    first = await club.starts()
    await club.joins(club.anna)
    for amount in (5, 10):
        await club.anna.commands("log", club.room, amount=f"{amount}")
        await is_told(club.place, club.anna, f"+{amount} calf raises")
        await club.ticks()
        await club.ticks()
    assert (club.board().edits, club.board().source) == (2, first.source)


async def test_personal_answers_are_not_visible_to_others(club: Club):
    await club.starts()
    public = len(club.ben.reads())
    await club.joins(club.anna)
    for label, answer in (
        ("+10", "+10 calf raises."),
        ("My day", "Today: 10 calf raises, your aim: 25"),
        ("Rules", CALVES),
    ):
        await club.anna.presses(label, club.room)
        await is_told(club.place, club.anna, answer)
    await club.anna.commands("log", club.room, amount="ten")
    await is_told(club.place, club.anna, 'I can\'t count "ten".')
    await club.ticks()
    assert (len(club.ben.reads()), len(club.carla.sees(club.room))) == (public, public)


async def test_a_member_who_is_no_captain_gets_a_polite_no_and_nobody_else_reads_it(club: Club):
    await club.lists(club.anna)
    await club.anna.presses(CALVES, club.room)
    await is_told(club.place, club.anna, CAPTAINS_ONLY)
    await club.starts()
    await club.lists(club.ben)
    await club.ben.presses(f"Manage: {CALVES}", club.room)
    await is_told(club.place, club.ben, CAPTAINS_ONLY)
    assert club.board().choices != ()
    assert [each for each in club.carla.reads() if each.startswith(CAPTAINS_ONLY)] == []


async def test_a_captain_stops_it_and_the_board_stays_without_buttons(club: Club):
    await club.starts()
    await club.manages()
    await club.carla.presses("Stop the challenge", club.alone)
    await hears(club.place, club.carla, f"Stop {CALVES} for everybody, now? It is at: day 1 of 30.", club.alone)
    await club.carla.presses("Yes, stop it", club.alone)
    await is_told(club.place, club.carla, f"{CALVES} has been stopped by a captain, Carla")
    await club.ticks()
    await club.ticks()
    await is_told(club.place, club.ben, f"{CALVES} has been stopped by a captain, Carla, at: day 1 of 30.")
    [board] = [each for each in club.ben.sees(club.room) if each.text.startswith(f"{CALVES} · ")]
    assert (board.text.splitlines()[0], board.labels) == (f"{CALVES} · stopped early", ())


async def test_what_a_platform_delivers_twice_counts_once(club: Club):
    await club.starts()
    await club.joins(club.anna)
    again = await club.anna.commands("log", club.room, amount="5")
    await is_told(club.place, club.anna, "+5 calf raises.")
    await again()
    await club.anna.commands("log", club.room, amount="7")
    await is_told(club.place, club.anna, "+7 calf raises. Today: 12, your aim: 25.")
    if club.place.name == "discord":
        await club.place.until(lambda: club.place.fake.complaints)  # type: ignore[attr-defined]
        club.place.pardons("already been acknowledged")


async def test_a_name_cannot_shout_or_break_the_board(club: Club):
    mallory = club.place.person("@everyone **x** </b>")
    if club.place.name == "telegram":
        club.room.members[mallory.person.id] = "member"  # type: ignore[attr-defined]
    await club.starts()
    await club.joins(mallory)
    await club.ticks()
    assert "1. ▱▱▱▱▱▱▱▱▱▱ @everyone **x** </b>, 0 %" in club.board().text.replace("\u200b", "")
    if club.place.name == "discord":
        assert club.board().source.pings == []


async def test_a_captain_takes_a_bad_name_off_the_board_and_the_member_is_told_alone(club: Club):
    mallory = club.place.person("Ben is a fool")
    if club.place.name == "telegram":
        club.room.members[mallory.person.id] = "member"  # type: ignore[attr-defined]
    await club.starts()
    await club.joins(mallory)
    await club.manages()
    for label, answer in (
        ("Names and members", f"{CALVES}: what is it about?"),
        ("Take a name off the board", "Whose name?"),
        ("Ben is a fool", "Why shall the name"),
    ):
        await club.carla.presses(label, club.alone)
        await hears(club.place, club.carla, answer, club.alone)
    await club.carla.answers("no insults", club.alone)
    await hears(club.place, club.carla, "Done. On the board it says A runner now", club.alone)
    club.play.now[0] += timedelta(minutes=2)
    await club.ticks()
    assert "1. ▱▱▱▱▱▱▱▱▱▱ A runner, 0 %" in club.board().text
    told = await is_told(club.place, mallory, CALVES)
    assert told.split("\n")[-1].endswith("it is A runner now. Reason: no insults")
    assert [each.text for each in club.ben.sees(club.room) if "no insults" in each.text] == []


async def test_what_a_captain_corrects_is_answered_to_them_alone_and_noted_for_everybody(club: Club):
    await club.starts()
    for person in (club.anna, club.ben):
        await club.joins(person)
    await club.anna.commands("log", club.room, amount="25")
    await is_told(club.place, club.anna, "+25 calf raises")
    await club.manages()
    public = len(club.ben.reads())
    await club.carla.presses("Correct a number", club.alone)
    await hears(club.place, club.carla, f"{CALVES}: whose number", club.alone)
    await club.carla.answers("Anna -5 today counted twice", club.alone)
    await hears(club.place, club.carla, "Corrected: Anna, -5 calf raises", club.alone)
    assert len(club.ben.reads()) == public
    await club.ben.presses("Rules", club.room)
    await is_told(club.place, club.ben, f"{CALVES} – the rules")
    await club.ben.presses("Changes by captains", club.alone)
    assert "Anna, -5 calf raises" in await is_told(club.place, club.ben, f"{CALVES} – what captains changed")


async def test_a_board_is_brought_down_and_the_old_one_points_to_it(club: Club):
    await club.starts()
    await club.lists(club.anna)
    await club.anna.presses("Bring the board down", club.room)
    await is_told(club.place, club.anna, CAPTAINS_ONLY)
    await club.carla.presses("Bring the board down", club.room)
    await is_told(club.place, club.carla, f"The board of {CALVES} comes anew below")
    await club.ticks()
    await club.ticks()
    seen = [each for each in club.ben.sees(club.room) if each.text.startswith((f"{CALVES} ·", f"{CALVES}: the board"))]
    assert [each.text.splitlines()[0] for each in seen] == [
        f"{CALVES}: the board is further down.",
        f"{CALVES} · day 1 of 30",
    ]
    assert (seen[0].labels, seen[1].choices) == ((), ("Join", "+10", "+25", "My day", "Rules"))
