"""Appointments as an iCalendar file (RFC 5545). Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

FOLD = 74  # bytes of a line, the space of a continuation not counted
PRODUCT = "-//Hillcoach//Hillcoach//EN"


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something on a day, or at an aware moment for some minutes; `uid` is the same whenever it is written again."""

    uid: str
    at: date
    minutes: int
    title: str


def calendar_of(appointments: Iterable[Appointment], stamp: datetime, sequence: int) -> str:
    """The file; of two with the same UIDs the one with the higher `sequence` counts. `stamp` is aware."""
    events = (line for each in appointments for line in _event(each, stamp, sequence))
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "METHOD:PUBLISH", *events, "END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(each: Appointment, stamp: datetime, sequence: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{each.uid}"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTAMP:{_utc(stamp)}"
    if isinstance(each.at, datetime):
        yield f"DTSTART:{_utc(each.at)}"
        yield f"DURATION:PT{each.minutes}M"
    else:
        yield f"DTSTART;VALUE=DATE:{each.at:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{each.at + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(each.title)}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for special in ("\\", ";", ","):
        text = text.replace(special, f"\\{special}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A long line goes on after a line break and a space; no character is cut in two."""
    pieces, size = [""], 0
    for character in line:
        size += len(character.encode())
        if size > FOLD:
            pieces.append("")
            size = len(character.encode())
        pieces[-1] += character
    return "\r\n ".join(pieces)
