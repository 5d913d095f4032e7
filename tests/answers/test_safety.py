"""Red flags: who is stopped, who is not, and how the lexicon says what is wrong with it."""

import csv
from pathlib import Path

import pytest

from core.answers.safety import Lexicon, Quiet, RedFlags, SafetyRule
from core.knowledge.safety_schema import load_safety

HERE = Path(__file__).parent
SAFETY = HERE.parents[1] / "core" / "knowledge" / "hills" / "safety.yaml"
PACK = load_safety(SAFETY)
RED_FLAGS = PACK.red_flags()

FLAGGED = [(row.id, text) for row in PACK.rows for text in row.examples.flag]
IGNORED = [text for row in PACK.rows for text in row.examples.ignore]


def _messages(name: str) -> list[tuple[str, str]]:
    """The (row, message) pairs of a file, without its remarks."""
    lines = [line for line in (HERE / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(line["row"], line["message"]) for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


OTHERS = _messages("safety_paraphrases.tsv")
FRESH = _messages("safety_fresh.tsv")
PARAPHRASES = [(row, message) for row, message in OTHERS if row != "none"]
CONTROLS = [message for row, message in OTHERS if row == "none"]


@pytest.mark.parametrize(("row", "message"), FLAGGED)
def test_every_written_example_raises_its_row(row: str, message: str) -> None:
    assert RED_FLAGS.check(message) == row


@pytest.mark.parametrize("message", IGNORED)
def test_every_written_counterexample_is_left_alone(message: str) -> None:
    assert RED_FLAGS.check(message) is None


@pytest.mark.parametrize(("row", "message"), PARAPHRASES)
def test_the_same_sign_in_other_words_raises_the_row(row: str, message: str) -> None:
    assert RED_FLAGS.check(message) == row


@pytest.mark.parametrize("message", CONTROLS)
def test_hyperbole_denials_and_ordinary_questions_are_left_alone(message: str) -> None:
    assert RED_FLAGS.check(message) is None


@pytest.mark.parametrize("row", [*sorted(row.id for row in PACK.rows), "none"])
def test_fresh_messages_get_the_answer_they_call_for(row: str) -> None:
    expected = None if row == "none" else row
    found = {message: RED_FLAGS.check(message) for label, message in FRESH if label == row}
    assert {message: answer for message, answer in found.items() if answer != expected} == {}


def test_the_lists_are_as_long_as_they_are_meant_to_be() -> None:
    rows = [row for row, _ in PARAPHRASES]
    assert sorted(set(rows)) == sorted(row.id for row in PACK.rows)
    assert min(rows.count(row.id) for row in PACK.rows) >= 12
    assert len(CONTROLS) >= 100
    assert {text for _, text in FLAGGED}.isdisjoint(message for _, message in PARAPHRASES)


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("CHEST PAIN!!!", "B98"),
        ("chets pain", "B98"),
        ("ches\u2019t pain on hills", "B98"),
        ("swolen calf", "B96"),
        ("cheeeest paaaain", "B98"),
        ("my\nchest\nhurts", "B98"),
        ("knee pain 7/10", "B101"),
        ("knee pain 3/10", None),
        ("playing chess hurts", None),
        ("chestpain on hills", "B98"),
        ("my calf is swol len and hot", "B96"),
        ("brethless and my chest is tite", "B98"),
        ("calf feels swolenn adn wram", "B96"),
        ("dizzyness and blak spots", "B98"),
        ("stresfracture in my shin", "B97"),
        ("nummness in my sadle area and bad back", "B99"),
        ("hilly climbs, pilates and deadlfits for my erectors", None),
        ("my boots are tight", None),
        ("", None),
        ("\U0001f4aa\U0001f525", None),
    ],
)
def test_spelling_is_mended_before_it_is_judged(typed: str, row: str | None) -> None:
    assert RED_FLAGS.check(typed) == row


@pytest.mark.parametrize(
    ("message", "row"),
    [
        ("no chest pain", None),
        ("no dizziness, chest pain or breathlessness", None),
        ("no idea why my chest hurts", "B98"),
        ("no pain at first but now my chest is tight", "B98"),
        ("no period for half a year", "B100"),
        ("had a stress fracture five years ago, healed", None),
        ("had a stress fracture five years ago and now the same spot on my shin hurts again when I hop", "B97"),
        ("chest day hurts so good", None),
    ],
)
def test_a_denial_silences_only_what_it_denies(message: str, row: str | None) -> None:
    assert RED_FLAGS.check(message) == row


@pytest.mark.parametrize(
    ("message", "row"),
    [
        ("my knee locks and I have chest pain", "B98"),
        ("pregnant with a swollen calf", "B88"),
        ("my calf is swollen and I am short of breath", "B96"),
        ("my knee is swollen and I can't pee and my back hurts", "B99"),
    ],
)
def test_the_most_urgent_row_speaks(message: str, row: str) -> None:
    assert RED_FLAGS.check(message) == row


@pytest.mark.parametrize("piece", ["chest pain ", "no chest pain and ", "a", "ab", ",or", ". ", "1 ", "\u0301"])
def test_a_huge_message_is_still_read_to_its_end(piece: str) -> None:
    filler = piece.replace("chest", "hill") * (10_000 // len(piece))
    assert RED_FLAGS.check(filler + ". my calf is hot and swollen") == "B96"


def test_words_beside_the_real_ones_are_silenced_only_by_what_silences_them() -> None:
    asked = "can't hop without pain in my shin"
    assert (RED_FLAGS.check(asked), RED_FLAGS.check("I hop without pain in my shin")) == ("B97", None)


def test_answers_fit_the_chat_and_name_the_emergency_number_where_it_is_an_emergency() -> None:
    number = "your local emergency number (for example 999 in the UK, 112 in the EU, 911 in the US)"
    assert [row.id for row in PACK.rows if len(row.text) > 900] == []
    assert [row.id for row in PACK.rows if row.urgency == "emergency" and number not in row.text] == []


TINY = Lexicon(
    groups={"calf": ["calf", "lower leg"], "swelling": ["swollen", "swell*"], "loop": ["{loop}"]},
    fillers=frozenset({"my", "is"}),
    quiets=(Quiet(("no", "not"), unless=("not sure",), after=3),),
)


@pytest.mark.parametrize(
    ("sign", "message", "row"),
    [
        ("{calf} + {swelling}", "swelling of the calf", "X"),
        ("{calf} + {swelling}", "calf not swollen", None),
        ("{calf} + {swelling}", "calf maybe swollen, not sure", "X"),
        ("{calf} + {swelling} / 2", "calf one two three swollen", None),
        ("{calf} > {swelling}", "swollen calf", None),
        ("{calf} & {swelling}", "swollen " + "word " * 30 + "lower leg", "X"),
        ("{calf} ! {swelling}", "my calf is swollen", None),
        ("give/gives way | NUMBER _ legs", "it gives way", "X"),
        ("give/gives way | NUMBER _ legs", "two long legs", "X"),
    ],
)
def test_a_sign_means_what_the_file_says(sign: str, message: str, row: str | None) -> None:
    assert RedFlags([SafetyRule("X", (sign,))], TINY).check(message) == row


@pytest.mark.parametrize(
    ("sign", "complaint"),
    [
        ("{knee} + {swelling}", "B9: there is no usable group {knee}"),
        ("{loop}", "B9: there is no usable group {loop}"),
        ("my is", "B9: nothing is left of it without the fillers: 'my is'"),
        (
            "{calf} + + {swelling}",
            "B9: a sign is words joined by + > & or !, and one reach at most: '{calf} + + {swelling}'",
        ),
    ],
)
def test_a_sign_that_cannot_be_read_is_named(sign: str, complaint: str) -> None:
    with pytest.raises(ValueError) as told:
        RedFlags([SafetyRule("B9", (sign,))], TINY)
    assert str(told.value) == complaint


def test_a_mistake_in_the_file_is_told_by_file_and_line(tmp_path: Path) -> None:
    lines = SAFETY.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, 1) if line.strip() == "urgency: same-day")
    lines[at - 1] = "    urgency: whenever"
    broken = tmp_path / "safety.yaml"
    broken.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ValueError) as told:
        load_safety(broken)
    assert str(told.value) == (
        f"safety.yaml:{at}: rows, entry 5, urgency: is 'whenever': write 'emergency', 'same-day' or 'soon'"
    )
