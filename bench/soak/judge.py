"""The verdict: what the database, the platforms and the log say when it is over."""

import re
import sqlite3
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bench.soak.excuses import Excuses, Span
from bench.soak.ledger import Ledger, Word
from bench.soak.postman import LATE, MARK
from bench.soak.process import Life
from bench.soak.words import PUSH
from tests.fakes.witness import Arrival, Struck

IN_FLIGHT = 2.0  # seconds that a message may be on its way, its answer included
STILL_HEARD = 1.0  # seconds in which a platform may still read what a process had sent before it was killed
GRACE = 3 * 3600  # seconds
LONG_LIFE = 60.0  # seconds a process must live for its memory to be compared
WARM_UP = 15.0  # seconds at the beginning of a life that are not
FLAT = 1.10
OUR_FAULT = re.compile(r"request failed: |the coach (did not answer|failed)(?!.*TimeoutError)")
_LEVEL = re.compile(r"\b(WARNING|ERROR|CRITICAL)\b (.*)")


@dataclass
class Evidence:
    """Everything a soak leaves behind; times are monotonic seconds, `offset` turns them into those of the wall."""

    file: Path
    ledgers: Sequence[Ledger]
    lives: Sequence[Life]
    deaths: Sequence[float]
    arrivals: Sequence[Arrival]
    struck: Sequence[Struck]
    excuses: Excuses
    outages: Sequence[Span]
    texts: dict[int, list[str]]  # what each runner has been told, by person
    chats: dict[int, int]  # the private chat of each person
    complaints: Sequence[str]
    status: int
    offset: float
    deeds: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table; `good` None for what is only told."""

    what: str
    wanted: str
    measured: str
    good: bool | None = None


def findings(seen: Evidence) -> Iterator[Finding]:
    """Every line, in order."""
    with closing(sqlite3.connect(seen.file)) as database:
        yield from _scale(seen)
        yield from _acknowledged(seen, database)
        yield from _once(seen, database)
        yield from _pushes(seen, database)
    yield from _answers(seen)
    yield from _memory(seen)
    yield from _log(seen)


def _scale(seen: Evidence) -> Iterator[Finding]:
    words = sum(len(each.words) for each in seen.ledgers)
    platforms = Counter(each.platform for each in seen.ledgers)
    who = ", ".join(f"{count} on {name}" for name, count in sorted(platforms.items()))
    set_up = sum(each.set_up for each in seen.ledgers)
    yield Finding("runners; things they did", "", f"{who} ({set_up} set up); {words:,}")
    faults = sum(count for name, count in seen.deeds.items() if not name.startswith("kill"))
    yield Finding(
        "kills (SIGKILL); other deeds; requests struck", "", f"{len(seen.deaths)}; {faults}; {len(seen.struck)}"
    )


def _acknowledged(seen: Evidence, database: sqlite3.Connection) -> Iterator[Finding]:
    confirmed, lost = 0, []
    for ledger in seen.ledgers:
        person = _person(database, ledger)
        amounts = _amounts(database, person)
        told = _told_amounts(seen, ledger)
        confirmed += len(told) + (len(ledger.session) == 1) + ledger.set_up + ledger.joined
        lost += [f"{ledger.platform} {ledger.person} +{each}" for each in told if each not in amounts]
        if _session(database, person) not in ledger.session:
            lost.append(f"{ledger.platform} {ledger.person} session {ledger.session}")
        if ledger.set_up and not _count(database, "plan WHERE person_id = ? AND state = 'active'", person):
            lost.append(f"{ledger.platform} {ledger.person} plan")
        if ledger.joined and not _count(database, "challenge_member WHERE person_id = ? AND state = 'in'", person):
            lost.append(f"{ledger.platform} {ledger.person} membership")
    yield Finding("confirmed to somebody; not in the database", "0 lost", f"{confirmed:,}; {_some(lost)}", not lost)


def _once(seen: Evidence, database: sqlite3.Connection) -> Iterator[Finding]:
    rows, twice, invented = 0, [], []
    for ledger in seen.ledgers:
        amounts = Counter(_amounts(database, _person(database, ledger)))
        rows += amounts.total()
        twice += [f"{ledger.platform} {ledger.person} +{each}" for each, times in amounts.items() if times > 1]
        invented += [f"+{each}" for each in amounts if each not in ledger.logged]
    yield Finding(
        "things counted; counted twice", "0", f"{rows:,}; {_some(twice + invented)}", not twice and not invented
    )


def _pushes(seen: Evidence, database: sqlite3.Connection) -> Iterator[Finding]:
    query = (
        "SELECT id, platform, chat, due_at, state, handle, detail FROM outgoing WHERE kind = 'workout' AND key LIKE ?"
    )
    rows = database.execute(query, (f"%{MARK}%",)).fetchall()
    owner = {f"{each.person}": seen.chats[each.person] for each in seen.ledgers}
    owner |= {f"@{each.person}": seen.chats[each.person] for each in seen.ledgers}
    arrived = [each for each in seen.arrivals if PUSH in each.text]
    by_message = {each.message: each for each in arrived}
    states = Counter(row[4] for row in rows)
    lost, late, lateness = [], [], []
    kept: set[int] = set()
    for _, _, chat, due, state, handle, detail in rows:
        if state in ("ready", "sending") or (state == "sent" and int(handle.split(",")[0] or 0) not in by_message):
            lost.append(f"{owner.get(chat, chat)} {state} {detail}")
        if state == "sent" and handle:
            push = by_message.get(int(handle.split(",")[0]))
            kept.add(int(handle.split(",")[0]))
            if push is not None:
                lateness.append(push.at + seen.offset - due)
                late += [chat] if lateness[-1] > GRACE else []
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    yield Finding(
        "pushes fallen due, and what became of them", "0 lost", f"{len(rows)}: {told}; {_some(lost)}", not lost
    )
    overdue = sum(row[3] < min((life.began for life in seen.lives), default=0) + seen.offset - LATE / 2 for row in rows)
    slowest = f"{max(lateness, default=0):.1f} s, median {statistics.median(lateness) if lateness else 0:.1f} s"
    yield Finding(
        "of them overdue by four hours; sent after their window; latest other one", "0 sent",
        f"{overdue}; {len(late)}; {slowest}", not late,
    )  # fmt: skip
    yield _doubles(seen, [each for each in arrived if each.message not in kept])


def _doubles(seen: Evidence, more: Sequence[Arrival]) -> Finding:
    """Copies of a push that the outbox does not know of: sent by a process that could not say so any more."""
    causes: Counter[str] = Counter()
    people = {chat: person for person, chat in seen.chats.items()}
    for copy in more:
        whom = {copy.chat, people.get(copy.chat, 0)}
        cut = any(each.accepted and each.whom in whom and abs(each.at - copy.at) < IN_FLIGHT for each in seen.struck)
        killed = any(-STILL_HEARD <= death - copy.at <= IN_FLIGHT for death in seen.deaths)
        causes["in flight at a kill" if killed else "its receipt was lost on purpose" if cut else "unexplained"] += 1
    told = ", ".join(f"{count} {cause}" for cause, count in sorted(causes.items())) or "none"
    return Finding("pushes that came twice", "only in flight at a kill", told, not causes["unexplained"])


def _answers(seen: Evidence) -> Iterator[Finding]:
    fates: Counter[str] = Counter()
    unexplained = []
    for word in (each for ledger in seen.ledgers for each in ledger.words):
        fate = _fate(seen, word)
        fates[fate] += 1
        if fate == "unexplained":
            unexplained.append(f"{word.platform} {word.what}")
    times = sorted(word.answered - word.at for each in seen.ledgers for word in each.words if word.answered)
    waited = f"median {statistics.median(times):.2f} s, p99 {times[int(len(times) * 0.99)]:.1f} s" if times else ""
    told = "; ".join(f"{count:,} {fate}" for fate, count in fates.most_common())
    yield Finding(
        "things done: answered or not, and why", "0 unexplained", f"{told}. {_some(unexplained)}", not unexplained
    )
    yield Finding("time to an answer, restarts and outages included", "", waited)
    during = [w for each in seen.ledgers for w in each.words if any(a <= w.at <= b for a, b in seen.outages)]
    silent = [f"{w.platform} {w.what}" for w in during if _fate(seen, w) == "unexplained"]
    yield Finding(
        "done while the database was locked or the disk full; never answered",
        "0",
        f"{len(during)}; {_some(silent)}",
        not silent,
    )
    sorry = sum("on my side" in text or "a bit slow" in text for texts in seen.texts.values() for text in texts)
    yield Finding("apologies", "", f"{sorry}")


def _fate(seen: Evidence, word: Word) -> str:
    return "answered" if word.answered else seen.excuses.of(word)


def _memory(seen: Evidence) -> Iterator[Finding]:
    for number, life in enumerate(seen.lives, 1):
        held = [(at, mb) for at, mb in life.memory if at > life.began + WARM_UP]
        if life.ended - life.began < LONG_LIFE or len(held) < 9:
            continue
        third = len(held) // 3
        first, last = (statistics.median(mb for _, mb in part) for part in (held[:third], held[-third:]))
        yield Finding(
            f"memory of life {number} ({life.ended - life.began:.0f} s): first third, last third", "at most +10 %",
            f"{first:.1f} MB, {last:.1f} MB ({last / first - 1:+.1%})", last / first <= FLAT,
        )  # fmt: skip


def _log(seen: Evidence) -> Iterator[Finding]:
    lines = [line for life in seen.lives for line in life.log]
    traces = sum(_is_trace(line) and not _is_trace(before) for before, line in pairwise(["", *lines]))
    calm = Counter(_kind(found[2]) for line in lines if (found := _LEVEL.search(line)))
    yield Finding("lines logged; tracebacks", "0", f"{len(lines):,}; {traces}", not traces)
    failed = [_kind(line.partition(": ")[2]) for line in lines if OUR_FAULT.search(line)]
    yield Finding("requests that failed for another reason than the database", "0", _some(failed), not failed)
    yield Finding("sorts of warnings and errors, single lines", "", f"{len(calm)} sorts, {calm.total():,} lines")
    wrong = [each for each in seen.complaints if not PARDONED.search(each)]
    yield Finding("platform rules broken", "0", _some(wrong), not wrong)
    yield Finding("exit status after SIGTERM at the end", "0", f"{seen.status}", seen.status == 0)


PARDONED = re.compile(
    "query is too old|message is not modified"  # pressed twice, or long ago
    "|40060|10062"  # an interaction that was delivered twice, or while the process was away
)


def kinds(seen: Evidence) -> Counter[str]:
    """Warnings and errors with their numbers taken out, and how often each was logged."""
    return Counter(_kind(found[2]) for life in seen.lives for line in life.log if (found := _LEVEL.search(line)))


def _kind(line: str) -> str:
    return re.sub(r"[0-9a-f]{6}\b|\d+(\.\d+)?", "N", line)


def _is_trace(line: str) -> bool:
    """Whether a line tells where in the code an error came from."""
    return line.startswith(("Traceback", '    File "', "      "))


def _some(things: Sequence[str]) -> str:
    return f"{len(things)}" + (f" ({', '.join(things[:5])} …)" if things else "")


def _person(database: sqlite3.Connection, ledger: Ledger) -> int:
    query = "SELECT person_id FROM account WHERE platform = ? AND external_id = ?"
    row = database.execute(query, (ledger.platform, f"{ledger.person}")).fetchone()
    return int(row[0]) if row else 0


def _amounts(database: sqlite3.Connection, person: int) -> list[int]:
    return [row[0] for row in database.execute("SELECT amount FROM challenge_entry WHERE person_id = ?", (person,))]


def _session(database: sqlite3.Connection, person: int) -> str:
    row = database.execute("SELECT outcome FROM session_log WHERE person_id = ?", (person,)).fetchone()
    return str(row[0]) if row else ""


def _count(database: sqlite3.Connection, rows: str, person: int) -> int:
    return int(database.execute(f"SELECT count(*) FROM {rows}", (person,)).fetchone()[0])


def _told_amounts(seen: Evidence, ledger: Ledger) -> set[int]:
    found = (re.search(r"^\+(\d+) calf raises", text) for text in seen.texts[ledger.person])
    return {int(each[1]) for each in found if each}
