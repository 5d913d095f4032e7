"""`hillcoach plan preview`: what it prints, and the sentence for each input that makes no sense."""

import json
from datetime import date

import pytest

from bot.__main__ import main
from bot.preview.reading import read

RACE = ("--race-date", "2027-06-13", "--start", "2027-02-22")
FULL = (
    *RACE, "--type", "marathon", "--distance-km", "42.2", "--ascent-m", "850", "--descent-m", "850", "--level", "Advanced",
    "--kit", "gym", "--days", "mon,tue,fri", "--hard", "tue,thu", "--long", "sun", "--age", "56",
)  # fmt: skip
DISTANCES = [
    (8, "5-10k"),
    (10.5, "5-10k"),
    (16, "half"),
    (21.1, "half"),
    (30, "marathon"),
    (42.2, "marathon"),
    (50, "ultra"),
]


def printed(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    status = main(["plan", "preview", *options])
    said = capsys.readouterr()
    return status, said.out, said.err


def document(capsys: pytest.CaptureFixture[str], *options: str) -> dict:
    status, out, err = printed(capsys, *options, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def test_every_option_is_understood(capsys):
    plan = document(capsys, *FULL)
    assert plan["key_dates"] == {
        "last_heavy": "2027-06-03", "last_eccentric": "2027-05-30", "last_light": "2027-06-08", "race": "2027-06-13",
    }  # fmt: skip
    assert len(plan["weeks"]) == 16
    assert [week["deload"] for week in plan["weeks"]][:3] == [False, False, True]
    assert {date.fromisoformat(each["date"]).weekday() for week in plan["weeks"] for each in week["sessions"]} <= {
        0,
        1,
        4,
    }
    assert plan["emphasis"] == {"HC": 5, "K": 6, "ER": 2, "EQ": 2, "AR": 2, "FF": 1}
    assert plan["notes"] == []


def test_what_is_left_out_is_taken_for_granted_and_said(capsys):
    notes = document(capsys, *RACE)["notes"]
    assert notes[0] == (
        "Taken for what was not said: type half, level beginner, kit none, time to lift on every day, no hard runs, "
        "no long run, an adult under 55."
    )


def test_without_a_race_it_is_about_holding_strength(capsys):
    plan = document(capsys, "--start", "2027-01-04", "--age", "60")
    assert {week["phase"] for week in plan["weeks"]} == {"Maintenance"}
    assert {len(week["sessions"]) for week in plan["weeks"]} == {2}
    assert plan["notes"][0].startswith("Taken for what was not said: no race, level beginner,")


@pytest.mark.parametrize(("km", "kind"), DISTANCES)
def test_a_distance_alone_tells_the_type(capsys, km, kind):
    assert f"type {kind}," in document(capsys, *RACE, "--distance-km", str(km))["notes"][0]


def test_explained_json_names_rule_and_facts(capsys):
    session = next(each for each in document(capsys, *FULL, "--explain")["weeks"][0]["sessions"] if each["slot"] == "A")
    first = session["exercises"][0]
    assert [each["rule"] for each in first["why"]] == ["main", "rest"]
    assert first["why"][1]["facts"] == ["D3 coach judgement", "B13 ACSM position stand 2009 (Ratamess et al.)"]


def test_the_text_is_dated_and_explained(capsys):
    status, out, err = printed(capsys, *FULL, "--explain")
    assert (status, err) == (0, "")
    assert out.startswith("Race Sun 13 Jun 2027. Course: hilly, balanced.\n")
    assert "  Tue 23 Feb 2027: Session A, heavy, about" in out


def test_areas_and_swaps_are_respected(capsys):
    plan = document(capsys, *FULL, "--avoid", "knee, calf", "--swap", "c1=c3", "--no-jumps")
    used = {each["id"] for week in plan["weeks"] for one in week["sessions"] for each in one["exercises"]}
    assert {"L2", "Q1", "K2", "C1", "P1"} & used == set()
    assert "C3" in used


def test_the_same_options_print_the_same(capsys):
    assert printed(capsys, *FULL) == printed(capsys, *FULL)


def test_a_leap_day_is_a_day(capsys):
    plan = document(capsys, "--race-date", "2028-02-29", "--start", "2027-12-01")
    assert plan["key_dates"]["race"] == "2028-02-29"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--race-date", "2027-02-21", "--start", "2027-02-22"), "plan.bad_race_past"),
        (("--race-date", "2032-02-22", "--start", "2027-02-22"), "plan.bad_race_far"),
        ((*RACE, "--days", ""), "plan.bad_no_days"),
        ((*RACE, "--hard", "mon,tue,wed,thu,fri,sat,sun"), "plan.bad_all_hard"),
        ((*RACE, "--hard", "mon,tue,wed,thu,fri,sat", "--long", "sun"), "plan.bad_all_hard"),
        ((*RACE, "--age", "7"), "plan.bad_under_age"),
        ((*RACE, "--age", "140"), "plan.bad_age"),
        ((*RACE, "--age", "-3"), "plan.bad_age"),
        ((*RACE, "--ascent-m", "-5"), "plan.bad_negative_climb"),
        ((*RACE, "--distance-km", "10", "--ascent-m", "9000"), "plan.bad_climb"),
        ((*RACE, "--distance-km", "0"), "plan.bad_distance"),
        ((*RACE, "--distance-km", "1e9"), "plan.bad_distance"),
    ],
)  # fmt: skip
def test_what_no_plan_can_be_built_from_is_said_in_words(capsys, library, options, said):
    assert printed(capsys, *options) == (2, "", library.texts.sentence(said) + "\n")


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--race-date", "13.6.2027", "--race-date: '13.6.2027' is no date: write year, month and day, such as 2027-06-14."),
        ("--race-date", "2027-02-29", "--race-date: '2027-02-29' is no date: write year, month and day, such as 2027-06-14."),
        ("--start", "9999-12-31", "--start: '9999-12-31' is too far from today."),
        ("--type", "10k", "--type: there is no '10k': choose from 5-10k, xc, half, marathon, ultra, triathlon."),
        ("--level", "pro", "--level: there is no 'pro': choose from beginner, intermediate, advanced."),
        ("--kit", "barbell", "--kit: there is no 'barbell': choose from none, dumbbells, gym."),
        ("--days", "mno,thu", "--days: 'mno' is no weekday: write mon, tue, wed, thu, fri, sat or sun."),
        ("--long", "t", "--long: 't' is no weekday: write mon, tue, wed, thu, fri, sat or sun."),
        ("--age", "forty", "--age: 'forty' is no whole number."),
        ("--ascent-m", "850ft", "--ascent-m: '850ft' is no number: write figures alone, in kilometres for distance and metres for climbs."),
        ("--distance-km", "nan", "--distance-km: 'nan' is no number: write figures alone, in kilometres for distance and metres for climbs."),
        ("--swap", "G2", "--swap: 'G2' does not name two exercises: write G2=Q3 for Q3 instead of G2."),
    ],
)  # fmt: skip
def test_a_slip_of_the_keyboard_is_named(capsys, option, text, said):
    assert printed(capsys, *RACE, option, text) == (2, "", said + "\n")


def test_every_slip_has_a_sentence_of_its_own(capsys):
    status, out, err = printed(capsys, *RACE, "--age", "x", "--days", "foo", "--kit", "y")
    assert (status, out) == (2, "")
    assert [line.split(":")[0] for line in err.splitlines()] == ["--kit", "--days", "--age"]


def test_weekdays_may_be_written_out(library):
    from bot.__main__ import parser

    options = parser().parse_args(["plan", "preview", "--days", "Monday Thurs,sat"])
    assert read(options, library.exercises, date(2027, 1, 4)).runner.days == (0, 3, 5)
