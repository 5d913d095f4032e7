"""`knowledge eval`: what it prints about a coach's own questions, and the picture it draws."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.knowledge.evaluate import evaluate
from bot.settings import Settings
from core.answers.calibration_curve import curve
from core.answers.evaluation import Bin, Judged, calibration, calibration_error, confusions, judge, share
from core.answers.understanding import Reading
from core.errors import OperatorError

READINGS = {
    "sure": Reading("answer", "a", 0.9, ("a", "b", "c", "d")),
    "wrong": Reading("answer", "b", 0.8, ("b", "c", "a", "d")),
    "offered": Reading("choose", "b", 0.5, ("b", "a", "c", "d")),
    "lost": Reading("decline", None, 0.1, ("b", "c", "d", "a")),
    "flag": Reading("safety", "safety:B98", 1.0),
}


def judged(*names: str) -> list[Judged]:
    return judge([("a", name) for name in names], READINGS.__getitem__)


def test_each_question_is_judged_by_what_the_person_got():
    assert [
        (each.is_right, each.is_near, each.is_offered, each.is_wrongly_answered)
        for each in judged("sure", "wrong", "offered", "lost", "flag")
    ] == [
        (True, True, True, False),
        (False, True, False, True),
        (False, True, True, False),
        (False, False, False, False),
        (False, False, False, False),
    ]


def test_a_red_flag_that_was_wanted_is_an_answer():
    [flag] = judge([("safety:B98", "flag")], READINGS.__getitem__)
    assert (flag.is_right, flag.is_offered, flag.is_wrongly_answered) == (True, True, False)


def test_shares_and_mix_ups_are_counted():
    rows = judged("sure", "wrong", "wrong", "offered", "flag")
    assert share(rows, lambda each: each.is_right) == 20.0
    assert confusions(rows) == [("a", "b", 3), ("a", "safety:B98", 1)]


def test_the_calibration_error_is_the_mean_distance_between_promise_and_truth():
    bins = calibration(judged("sure", "sure", "sure", "wrong"))
    assert [(round(each.score, 2), each.accuracy, each.count) for each in bins] == [(0.8, 0.0, 1), (0.9, 1.0, 3)]
    assert round(calibration_error(bins), 1) == 27.5
    assert calibration_error([]) == 0.0


def test_the_picture_has_labelled_axes_and_a_dot_for_every_bin():
    page = ElementTree.fromstring(curve([Bin(0.5, 0.25, 4), Bin(0.9, 1.0, 16)]))
    words = [each.text for each in page.iter("{http://www.w3.org/2000/svg}text")]
    assert words[:4] == [
        "How sure, and how often right",
        "20 questions, calibration error 13.0 points",
        "score given (%)",
        "share that was right (%)",
    ]
    dots = list(page.iter("{http://www.w3.org/2000/svg}circle"))
    assert [(each.get("cx"), each.get("cy"), each.get("r")) for each in dots] == [
        ("245.0", "318.5", "8.0"),
        ("385.0", "56.0", "12.0"),
    ]
    assert "prefers-color-scheme: dark" in curve([])


def test_a_coachs_own_questions_are_reported_on(tmp_path: Path):
    asked = tmp_path / "asked.tsv"
    asked.write_text(
        "\ufefftopic\tquestion\n"
        "calf-frequency\thow often should I do calf raises\n"
        "taper\thow often should I do calf raises\n"
        "tapper\tgym during the taper\n"
        "oos\twhat is the capital of peru\n"
    )
    told = list(evaluate(Settings(), asked, None))
    assert told[:11] == [
        "The pack has no topic 'tapper' (1 questions): did you mean 'taper'?",
        "questions               3 in scope, 1 outside",
        "right topic              33.3 %",
        "among the first three    33.3 %",
        "answered or offered      33.3 %",
        "wrong answer given       66.7 %",
        "outside, not answered   100.0 %",
        "outside, declined       100.0 %",
        "wrong answers, the surest first (2 of 2)",
        *told[9:11],
    ]
    assert sorted(re.sub(r"^ +\S+ +", "", each) for each in told[9:11]) == [
        "'gym during the taper': taper, not tapper",
        "'how often should I do calf raises': calf-frequency, not taper",
    ]
    assert told[11] == "taken for another topic, the most frequent first (2 of 2)"
    assert told[-1] == f"The curve is in {tmp_path / 'asked.svg'}."
    assert (tmp_path / "asked.svg").read_text().startswith("<svg ")


@pytest.mark.parametrize(
    ("written", "why"),
    [(b"topic\tquestion\n\xff\tx\n", "'utf-8' codec can't"), (b"topic\tquestion\n" + b"x" * 200_000, "field larger")],
)
def test_a_file_that_is_no_table_is_told(tmp_path: Path, written: bytes, why: str):
    asked = tmp_path / "asked.tsv"
    asked.write_bytes(written)
    with pytest.raises(OperatorError) as told:
        list(evaluate(Settings(), asked, None))
    assert str(told.value).startswith(f"{asked} cannot be read: {why}")


@pytest.mark.parametrize("written", ["", "topic question\ntaper why\n", "name\tquestion\ntaper\twhy\n"])
def test_a_file_without_its_columns_is_told(tmp_path: Path, written: str):
    asked = tmp_path / "asked.tsv"
    asked.write_text(written)
    with pytest.raises(OperatorError) as told:
        list(evaluate(Settings(), asked, None))
    assert (
        str(told.value) == f"{asked} needs a first line that names the columns topic and question, with a tab between."
    )
