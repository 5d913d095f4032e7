"""/export: everything that is stored of somebody, for them alone."""

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime

from sqlalchemy import inspect, select

from core.messages import Action
from core.people.tables import Person
from core.privacy.calendar import Appointment, calendar_of
from tests.linking.stage import code_on, desk, phone
from tests.play import SUNDAY, Play, Player
from tests.privacy.stage import ALIAS, ID, WORDS, life, runner
from tests.test_pushes import monday


def exported(player: Player) -> dict[str, str]:
    """The files of the zip, by name."""
    player.says("/export")
    assert player.seen is not None
    assert player.seen.file is not None
    with zipfile.ZipFile(io.BytesIO(player.seen.file.content)) as archive:
        return {each: archive.read(each).decode() for each in archive.namelist()}


def events(calendar: str) -> list[dict[str, str]]:
    """The events of a calendar as fields by name, as another program reads them: unfolded."""
    whole = calendar.replace("\r\n ", "")
    blocks = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", whole, re.DOTALL)
    return [dict(line.split(":", 1) for line in block.strip().split("\r\n")) for block in blocks]


def test_everything_somebody_did_is_in_it(both: Play):
    anna = life(both)
    everything = json.loads(exported(anna)["everything.json"])
    assert [each["id"] for each in everything["accounts"]] == [ID]
    assert everything["you"][0]["kit"] == "none"
    assert [each["name"] for each in everything["challenges"]] == [ALIAS]
    assert [each["amount"] for each in everything["challenge_log"]] == [15, 5]
    assert [each["state"] for each in everything["plans"]] == ["active"]
    assert WORDS in [each["text"] for each in everything["open_questions"]]


def test_days_and_hours_are_written_as_people_write_them(play: Play):
    anna = runner(play)
    with play.house.database.transaction() as session:
        person = session.scalars(select(Person)).one()
        person.weekdays, person.hard_days, person.long_day, person.minute_of_day = 0b1001, 0b10, 6, 390
    (you,) = json.loads(exported(anna)["everything.json"])["you"]
    told = [you[each] for each in ("weekdays", "hard_days", "long_day", "minute_of_day")]
    assert told == ["Mon, Thu", "Tue", "Sunday", "06:30"]


def test_no_column_of_a_person_is_left_out(play: Play):
    (you,) = json.loads(exported(runner(play))["everything.json"])["you"]
    assert {column.key for column in inspect(Person).columns} - you.keys() == {"id"}


def test_a_link_that_was_begun_is_in_it(play: Play):
    anna, at_desk = phone(play), desk(play)
    at_desk.says(f"/link {code_on(anna)}")
    assert [len(json.loads(exported(each)["everything.json"])["link_offers"]) for each in (anna, at_desk)] == [1, 1]


def test_the_tables_say_the_same_as_the_whole(play: Play):
    anna = runner(play)
    play.at(monday(7))
    anna.press(Action("session.done", ("2026-11-23",)))
    files = exported(anna)
    (row,) = csv.DictReader(io.StringIO(files["sessions.csv"]))
    assert (row["day"], row["outcome"]) == ("2026-11-23", "done")
    assert json.loads(files["everything.json"])["sessions"][0]["day"] == row["day"]


def test_a_name_that_a_spreadsheet_would_run_is_inert_there(play: Play):
    life(play)
    ben = Player(play, play.person("Ben").sender)
    ben.press(Action("challenge.as", ("1", "other")))
    ben.says('=HYPERLINK("https://example.org")')
    (row,) = csv.DictReader(io.StringIO(exported(ben)["challenges.csv"]))
    assert row["name"].startswith("'=")


def test_a_file_in_words_says_what_each_of_the_others_is(play: Play):
    files = exported(life(play))
    told = dict(line.split(": ", 1) for line in files["README.txt"].strip().split("\n")[2:])
    assert set(told) == files.keys() - {"README.txt"}
    assert told["plan.ics"] == "your sessions and your race, for a calendar"


def test_no_kind_of_row_lacks_a_word_for_its_file(play: Play):
    kinds = json.loads(exported(runner(play))["everything.json"]).keys() - {"exported_at"}
    assert [each for each in sorted(kinds) if f"export.file.{each}" not in play.house.library.texts] == []


def test_nobody_elses_rows_are_in_it(play: Play):
    life(play)
    ben = exported(Player(play, play.person("Ben").sender))
    assert [name for name, text in ben.items() if ID in text or ALIAS in text] == []


def test_the_calendar_holds_the_sessions_at_their_hour_and_the_race(play: Play):
    found = events(exported(runner(play))["plan.ics"])
    assert found[0] | {"UID": ""} == {
        "UID": "", "SEQUENCE": "0", "DTSTAMP": "20261122T074200Z", "DTSTART": "20261123T070000Z",
        "DURATION": "PT40M", "SUMMARY": "Strength: A\\, 40 min",
    }  # fmt: skip
    assert found[-1]["DTSTART;VALUE=DATE"] == "20270613"


def test_imported_twice_the_calendar_has_every_session_once_and_the_later_one_counts(play: Play):
    anna = runner(play)
    first = events(exported(anna)["plan.ics"])
    play.after(hours=1)
    second = events(exported(anna)["plan.ics"])
    assert [each["UID"] for each in second] == [each["UID"] for each in first]
    assert len({each["UID"] for each in first}) == len(first)
    assert {int(each["SEQUENCE"]) for each in second} == {60}


def test_a_line_of_a_calendar_has_at_most_75_bytes_and_no_letter_is_cut():
    long = Appointment("u", datetime(2027, 1, 1, 7, tzinfo=SUNDAY.tzinfo), 40, "🏔é, ;" * 40)
    written = calendar_of([long, Appointment("v", date(2027, 1, 2), 0, "x")], SUNDAY, 3)
    lines = written.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line for line in lines if not line.decode()] == [b""]
    assert events(written)[0]["SUMMARY"] == "🏔é\\, \\;" * 40


def test_in_a_group_the_file_is_for_the_asker_alone(play: Play):
    anna = runner(play).inside("club")
    anna.says("/export")
    assert anna.seen is not None
    assert (anna.seen.private, anna.seen.file is not None) == (True, True)


def test_the_file_is_kept_nowhere(play: Play):
    anna = runner(play)
    anna.says("/export", key="twice")
    assert anna.says("/export", key="twice").startswith("You have had the answer to that already.")
