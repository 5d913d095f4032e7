"""A whole challenge over a real client and a fake server, day by day, written down as it goes."""

import asyncio
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.telegram.updates import PLATFORM as TELEGRAM
from core.challenges.tables import Challenge, Club
from core.delivery.ports import Messenger
from core.people.tables import Account, Person
from tests.fakes.discord import payloads
from tests.platforms.place import HOME, Place, Room, Seen, Somebody, hears, is_told
from tests.play import Play

START = datetime(2026, 10, 12, 8, tzinfo=UTC)  # thirty days from here, Europe and America change their clocks
CALVES = "30 days of calf raises"
PEOPLE = {
    "Anna": "Europe/London",
    "Ben": "Europe/London",
    "Cleo": "Europe/London",
    "Dan": "Europe/Athens",
    "Eve": "Europe/Athens",
    "Finn": "America/New_York",
    "Gus": "America/New_York",
    "Hana": "Asia/Tokyo",
    "Ivo": "Asia/Tokyo",
    "Jo": "Pacific/Honolulu",
    "Kim": "Pacific/Honolulu",
    "Lou": "Europe/London",
}
LATE = "Lou"  # joins on the ninth day
EVENING = 21  # o'clock, where everybody is


@dataclass
class Month:
    """The club, its people, and what was written down so far."""

    place: Place
    play: Play
    messenger: Messenger
    room: Room
    carla: Somebody
    people: dict[str, Somebody]
    lines: list[str] = field(default_factory=list)
    posts: dict[int, tuple[int, str]] = field(default_factory=dict)

    async def goes(self) -> str:
        """Everything, from the set-up to the last word."""
        self.write(f"# A whole month on {self.place.name.capitalize()}", HEAD)
        await self.begins()
        for day in range(30):
            await self.day(day)
        self.write("## The end")
        await self.at(datetime(2026, 11, 12, 18, tzinfo=UTC))
        self.place.forgives("message is not modified")
        return "\n\n".join(self.lines) + "\n"

    async def begins(self) -> None:
        self.write(f"## {START:%A} {START.day} {START:%B %Y}")
        await self.says(self.carla, "/club", "No club is set up here yet.")
        for label, answer in (
            ("Set up the club here", "Where is the club?"),
            ("London", "Is it Monday 09:00"),
            ("Yes", ""),
        ):
            await self.carla_presses(label, answer)
        await self.says(self.carla, "/challenge", "Challenges")
        await self.carla_presses(CALVES, f"{CALVES} – not started yet.")
        await self.carla_presses("Start today", f"{CALVES} has started.")
        await self.at(self.play.now[0] + timedelta(seconds=6))
        for name in PEOPLE:
            if name != LATE:
                await self.joins(name)
        await self.at(self.play.now[0] + timedelta(seconds=6))

    async def day(self, day: int) -> None:
        """Everybody's evening, in the order in which it comes around the world."""
        date = (START + timedelta(days=day)).date()
        self.write(f"## Day {day + 1}, {date:%A} {date.day} {date:%B}")
        evenings = {
            name: datetime(date.year, date.month, date.day, EVENING, tzinfo=ZoneInfo(zone))
            for name, zone in PEOPLE.items()
        }
        digest = datetime(date.year, date.month, date.day, 18, tzinfo=ZoneInfo("Europe/London")).astimezone(UTC)
        told = False
        for moment, name in sorted((moment.astimezone(UTC), name) for name, moment in evenings.items()):
            if not told and moment > digest:
                await self.at(digest)
                told = True
            self.play.now[0] = max(moment, self.play.now[0])
            await self.evening(day, name)
        await self.at(self.play.now[0] + timedelta(minutes=1))
        await self.happens(day)

    async def evening(self, day: int, name: str) -> None:
        """What somebody does on an evening: most log, some rest, each in a rhythm of their own."""
        if name == LATE and day < 8:
            return
        if name == LATE and day == 8:
            await self.joins(name)
        if (day + len(name) + ord(name[0])) % 6 == 0:
            return
        amount = 10 + 5 * ((ord(name[0]) + day) % 5)
        away = day in (12, 13)  # the bot is not in the chat
        await self.logs(name, f"{amount}", HOME if away else self.room)

    async def happens(self, day: int) -> None:
        """The events of the month."""
        match day:
            case 5:
                self.write("_Ben logs for the evening before, and takes it back._")
                await self.logs("Ben", "yesterday 40", self.room)
                await self.undoes("Ben")
            case 9:
                self.write("_A captain corrects, and everybody can read it._")
                await self.corrects()
            case 11:
                self.write("_The bot is removed from the chat. People go on logging in private._")
                await self.leaves()
            case 13:
                self.write("_The bot is added again._")
                await self.returns()
            case 17 if self.place.name == TELEGRAM:
                self.write("_The group becomes a supergroup._")
                await self.moves()

    async def says(self, person: Somebody, text: str, answer: str) -> None:
        self.write(f"**{person.name}:** {text}")
        before = len(person.sees(self.room))
        await person.commands(text[1:], self.room)
        await self.place.until(lambda: len(person.sees(self.room)) > before)
        self.quote(await hears(self.place, person, answer, self.room))

    async def carla_presses(self, label: str, answer: str) -> None:
        await self.carla_taps(label, answer, self.room, self.room)

    async def carla_taps(self, label: str, answer: str, there: Room, read: Room) -> None:
        """Press a button there; the answer is read here or there."""
        self.write(f"**Carla** taps _{label}_")
        before = [each.text for each in self.carla.sees(read)][-1:]
        await self.carla.presses(label, there)
        await self.place.until(lambda: [each.text for each in self.carla.sees(read)][-1:] != before)
        self.quote(await hears(self.place, self.carla, answer, read))

    async def joins(self, name: str) -> None:
        person, alone = self.people[name], self.alone
        await person.presses("Join", self.room)
        await is_told(self.place, person, f"{CALVES}: I store")
        self.settles(person)
        await person.presses(f"As {name}", alone)
        told = await is_told(self.place, person, "You're in")
        self.write(f"**{name}** joins: {told}")

    async def logs(self, name: str, amount: str, room: Room) -> None:
        person = self.people[name]
        before = len(person.reads())
        await person.commands("log", room, amount=amount)
        await self.place.until(lambda: len(person.reads()) > before)
        there = self.play.now[0].astimezone(ZoneInfo(PEOPLE[name]))
        answer = _latest(person, self.alone if room is not HOME or self.place.name == TELEGRAM else HOME)
        self.write(f"- {name}, {there:%H:%M}: /log {amount} → {answer.text.splitlines()[0]}")

    async def undoes(self, name: str) -> None:
        person = self.people[name]
        await person.presses("Undo", self.alone)
        self.write(f"- {name} taps _Undo_ → {await is_told(self.place, person, 'Took back')}")

    async def corrects(self) -> None:
        await self.says(self.carla, "/challenge", "Challenges")
        alone = self.alone
        await self.carla_taps(f"Manage: {CALVES}", f"{CALVES}: what would you like to do?", self.room, alone)
        await self.carla_taps("Correct a number", f"{CALVES}: whose number", alone, alone)
        self.write("**Carla:** Eve -5 yesterday told me so herself")
        await self.carla.answers("Eve -5 yesterday told me so herself", alone)
        self.quote(await hears(self.place, self.carla, "Corrected: Eve", alone))

    async def leaves(self) -> None:
        if self.place.name == TELEGRAM:
            self.room.blocked = True
            self.place.fake.push(_membership(self, "member", "left"))  # type: ignore[attr-defined]
        else:
            await self.place.fake.gateway.tell("GUILD_DELETE", {"id": str(self.room.guild.id)})  # type: ignore[attr-defined]
        await self.club_is("removed")
        await self.at(self.play.now[0] + timedelta(minutes=1))
        self.write(f"Carla reads in private: {self.carla.sees()[-1].text}")

    async def returns(self) -> None:
        if self.place.name == TELEGRAM:
            self.room.blocked = False
            self.place.fake.push(_membership(self, "left", "member"))  # type: ignore[attr-defined]
        else:
            fake = self.place.fake  # type: ignore[attr-defined]
            server = payloads.guild(self.room.guild, fake.world.bot)
            del server["unavailable"]
            await fake.gateway.tell("GUILD_CREATE", server)
        await self.club_is("")
        await self.at(self.play.now[0] + timedelta(minutes=1))
        self.write(f"Carla reads in private: {self.carla.sees()[-1].text}")

    async def moves(self) -> None:
        """A new chat with the same people: the old messages are not there."""
        fake = self.place.fake  # type: ignore[attr-defined]
        people = [each.person for each in (self.carla, *self.people.values())]  # type: ignore[attr-defined]
        old, self.room = self.room, fake.group("Club", *people, admin=people[0])
        moved = {"message_id": 999, "date": 0, "chat": old.described(), "migrate_to_chat_id": self.room.id}
        fake.push({"message": moved})
        await self.holds(lambda session: session.scalar(select(Challenge.chat)) == str(self.room.id))
        self.posts.clear()
        await self.logs("Anna", "1", HOME)
        for _ in range(3):
            await self.at(self.play.now[0] + timedelta(seconds=10))
        self.place.pardons("message to edit not found")

    async def club_is(self, lost: str) -> None:
        await self.holds(lambda session: session.scalar(select(Club.lost)) == lost)

    async def holds(self, look: object) -> None:
        """Wait until the coach has taken note."""
        async with asyncio.timeout(10):
            while True:
                with self.play.house.database.transaction() as session:
                    if look(session):  # type: ignore[operator]
                        return
                await asyncio.sleep(0.02)

    async def at(self, moment: datetime) -> None:
        """Let it be a moment; whatever the chat shows anew is written down."""
        self.play.now[0] = max(moment, self.play.now[0])
        for _ in range(2):
            seconds = itertools.count(step=60)
            await self.play.house.pump(
                self.messenger, rate=1000, monotonic=lambda ticks=seconds: float(next(ticks))
            ).tick()
            self.play.now[0] += timedelta(seconds=6)
        for seen in self.carla.sees(self.room):
            before = self.posts.get(id(seen.source), (-1, ""))
            if seen.text != before[1] and before[0] < 0 and "/" not in seen.text[:1]:
                self.posts[id(seen.source)] = (seen.edits, seen.text)
                if seen.text.startswith((CALVES, "Club", "training")) and "Captains" not in seen.text:
                    self.write(f"_{self.play.now[0]:%H:%M} UTC, in the chat:_")
                    self.quote(seen)

    def settles(self, person: Somebody) -> None:
        """Their zone, as the setup in private would store it."""
        with self.play.house.database.transaction() as session:
            external = str(person.person.id)  # type: ignore[attr-defined]
            found = session.scalars(select(Person).join(Account).where(Account.external_id == external)).one()
            found.zone = PEOPLE[person.name]

    @property
    def alone(self) -> Room:
        """Where private answers to what is done in the room are read."""
        return HOME if self.place.name == TELEGRAM else self.room

    def write(self, *paragraphs: str) -> None:
        self.lines += paragraphs

    def quote(self, seen: Seen) -> None:
        lines = re.sub(r"(?<=.)\n(?=.)", "\\\\\n", seen.text).split("\n")
        labels = " ".join(f"[{label}]" for label in seen.labels)
        self.write("\n".join(f"> {line}".rstrip() for line in [*lines, *(["", labels] if labels else [])]))


HEAD = (
    "Thirty days of a club over the real client and a server of our own, with the clock in our hand: twelve members in five "
    "time zones, two changes of the clocks, a late joiner, an undo, a correction, a bot that was removed"
    ", and the end. Written by `python -m tests.transcribe`; do not edit."
)


def _latest(person: Somebody, room: Room) -> Seen:
    seen: Sequence[Seen] = person.sees(room)
    return next(each for each in reversed(seen) if each.text.startswith("+"))


def _membership(month: Month, before: str, after: str) -> dict[str, object]:
    bot, chat = month.place.fake.bot, month.room.described()  # type: ignore[attr-defined]
    captain = month.carla.person.described()  # type: ignore[attr-defined]
    old, new = ({"user": bot, "status": status} for status in (before, after))
    return {
        "my_chat_member": {"chat": chat, "from": captain, "date": 0, "old_chat_member": old, "new_chat_member": new}
    }


async def month_on(place: Place, play: Play) -> str:
    """The transcript of a month on a platform, with the coach on this stage."""
    play.now[0] = START
    carla, *others = (place.person(name) for name in ("Carla", *PEOPLE))
    room = place.club(*others, captain=carla)
    assert [each.sees() for each in (carla, *others)] == [[]] * (1 + len(others))  # everybody has a private chat
    async with place.coached_by(play.house) as messenger:
        people = {each.name: each for each in others}
        return await Month(place, play, messenger, room, carla, people).goes()
