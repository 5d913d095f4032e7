"""`hillcoach simulate`: what one runner would receive, to the minute, without anybody waiting for it."""

import re
from pathlib import Path

from tests.processes import hillcoach

FORTNIGHT = ("--days", "14", "--tz", "Europe/Berlin", "--start", "2027-03-22")
TITLE = re.compile(r"^\w{3} \d\d \w{3} \d{4}, \d\d:\d\d \S+$")


def headings(printed: str) -> list[tuple[str, str]]:
    """When each message comes, and how it begins."""
    lines = printed.splitlines()
    return [(line, lines[number + 1].strip()) for number, line in enumerate(lines) if TITLE.match(line)]


def refused(folder: Path, *arguments: str) -> str:
    ended = hillcoach(folder, "simulate", *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    return ended.stderr.strip()


def test_two_weeks_come_at_the_runners_hour_across_the_change_of_clocks(tmp_path: Path):
    ended = hillcoach(
        tmp_path, "simulate", *FORTNIGHT, "--days", "mon,thu", "--hour", "06:30", "--race-date", "2027-07-11"
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert headings(ended.stdout) == [
        ("Mon 22 Mar 2027, 00:01 CET", "Your session today"),
        ("Mon 22 Mar 2027, 06:30 CET", "Time for strength: your session today"),
        ("Thu 25 Mar 2027, 06:30 CET", "Time for strength: your session today"),
        ("Sun 28 Mar 2027, 19:30 CEST", "Your week ahead"),
        ("Mon 29 Mar 2027, 06:30 CEST", "Time for strength: your session today"),
        ("Thu 01 Apr 2027, 06:30 CEST", "Time for strength: your session today"),
        ("Sun 04 Apr 2027, 19:30 CEST", "Your week ahead"),
    ]
    assert ended.stdout.splitlines()[-1] == "6 messages in 14 days."


def test_it_touches_neither_a_database_nor_the_folder(tmp_path: Path):
    ended = hillcoach(tmp_path, "simulate", "--days", "1", DATABASE_URL="banana")
    assert (ended.returncode, ended.stderr, list(tmp_path.iterdir())) == (0, "", [])


def test_it_says_the_same_twice(tmp_path: Path):
    first, second = (hillcoach(tmp_path, "simulate", *FORTNIGHT, "--race-date", "2027-04-04") for _ in range(2))
    assert first.stdout == second.stdout != ""


def test_whoever_never_answers_is_written_to_less_and_less(tmp_path: Path):
    ended = hillcoach(tmp_path, "simulate", "--days", "365", "--start", "2027-01-04", "--silent")
    *_, (when, last) = headings(ended.stdout)
    assert when == "Mon 31 May 2027, 07:00 UTC"
    assert last.startswith("I have not heard from you in a long time, so I'll stop writing.")


def test_what_the_coach_does_not_understand_is_said_in_its_words_with_the_option(tmp_path: Path):
    assert refused(tmp_path, "--hour", "quark") == (
        """--hour: 'quark'. I can't read "quark" as a time of day. Try "6:30" or "7pm"."""
    )
    past = refused(tmp_path, "--race-date", "2020-01-01")
    assert past.startswith("--race-date: '2020-01-01'. 01 January 2020 is not ahead of us any more.")


def test_what_cannot_be_simulated_is_one_sentence(tmp_path: Path):
    assert refused(tmp_path, "--tz", "Berlin") == "--tz: 'Berlin' is no time zone: write one such as Europe/Berlin."
    assert refused(tmp_path, "--days", "0") == "--days: simulate 1 to 800 days."
    assert refused(tmp_path, "--days", "9" * 30) == "--days: simulate 1 to 800 days."
    assert refused(tmp_path, "--start", "soon") == "--start: 'soon' is no date: write one such as 2027-01-04."
    assert refused(tmp_path, "--start", "9999-12-31") == "--start: 9999-12-31 is too far from today."
