"""/export: everything that is stored of somebody, as a file for them alone."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from hashlib import blake2s
from pathlib import PurePath
from zoneinfo import ZoneInfo

from core.context import Context
from core.messages import Document, Reply
from core.people.tables import Person
from core.privacy.archive import files_of, zipped
from core.privacy.calendar import Appointment, calendar_of
from core.privacy.declared import feature


@feature.command("export")
def export(ctx: Context) -> Reply:
    """Hand out everything: as JSON, as tables, and the plan as a calendar."""
    sheets = ctx.holdings.sheets(ctx.session, ctx.person)
    files = files_of(sheets, _calendar(ctx), ctx.now)
    files = {"README.txt": _readme(ctx, files), **files}
    document = Document(f"hillcoach-{ctx.today}.zip", zipped(files, ctx.now), "application/zip")
    return Reply(ctx.say("export.text", rows=sum(len(each.rows) for each in sheets)), file=document)


@feature.press("privacy.export")
def export_pressed(ctx: Context) -> Reply:
    """The same from a button."""
    return export(ctx)


def _readme(ctx: Context, files: Iterable[str]) -> str:
    """What each file is."""
    told = (f"{name}: {ctx.say(f'export.file.{PurePath(name).stem}')}" for name in files)
    return "\n".join((ctx.say("export.readme"), "", *told, ""))


def _calendar(ctx: Context) -> str:
    """The sessions that are planned and the race. What is written later counts more: its sequence is higher."""
    age = int((ctx.now - ctx.person.created_at).total_seconds()) // 60
    return calendar_of(_appointments(ctx), ctx.now, age)


def _appointments(ctx: Context) -> Iterator[Appointment]:
    agenda = ctx.agenda()
    if agenda is None:
        return
    for each in agenda.appointments:
        title = ctx.say("export.session", slot=each.slot, minutes=each.minutes).replace("\\", "")
        yield Appointment(_uid(ctx.person, f"{each.on}"), _moment(ctx.person, each.on), each.minutes, title)
    if race := agenda.moments.get("race"):
        yield Appointment(_uid(ctx.person, "race"), race, 0, ctx.say("export.race"))


def _moment(person: Person, day: date) -> date:
    """The hour of the session; the day alone while no hour is set."""
    minute = person.minute_of_day
    if person.zone is None or minute is None:
        return day
    return datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(person.zone))


def _uid(person: Person, what: str) -> str:
    """The same for the same thing in every export, and nothing that leads to the person."""
    return f"{blake2s(f'{person.created_at}/{person.id}/{what}'.encode(), digest_size=12).hexdigest()}@hillcoach"
