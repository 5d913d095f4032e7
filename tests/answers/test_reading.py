"""From what was typed to words, pieces, n-grams and chances."""

import numpy as np
import pytest

from core.answers.calibration import calibrate, calibration_error
from core.answers.language import Language
from core.answers.ngrams import LETTER_SHARE, WORD_SHARE, Ngrams
from core.answers.normalise import words
from core.answers.rewriting import Rewriting, read_spellings
from core.answers.spelling import Speller
from core.answers.wordpieces import Wordpieces


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("How Often?", ["how", "often"]),
        ("I can't, you're sooooo fast", ["i", "can", "not", "you", "are", "soo", "fast"]),
        ("what's café’s 5k", ["what", "s", "cafe", "s", "5k"]),
        ("see https://example.org/a now", ["see", "now"]),
        ("🙂 ...", []),
    ],
)
def test_words_are_plain_and_lower_case(text: str, read: list[str]) -> None:
    assert words(text) == read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sqauts", ("squats",)),
        ("calff", ("calf",)),
        ("hamstrng", ("hamstring",)),
        ("weaght", ("weight",)),
        ("calfraises", ("calf", "raises")),
        ("squats", ("squats",)),
        ("zzzzqq", ("zzzzqq",)),
        ("xyz", ("xyz",)),
    ],
)
def test_a_slip_is_put_right_towards_known_words(typed: str, meant: tuple[str, ...]) -> None:
    speller = Speller({"squats": 3, "calf": 5, "raises": 2, "hamstring": 1}, ["weight", "wright"])
    assert speller.correct([typed]) == list(meant)


def test_a_word_of_the_pack_wins_over_a_common_one() -> None:
    assert Speller({"lunges": 1}, ["lunge", "lungs"]).correct(["lungws"]) == ["lunges"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["hmstrng"], ["hamstring"]),
        (["hamsterinq"], ["hamstring"]),
        (["hamst", "ring"], ["hamstring"]),
        (["clf", "pain"], ["calf", "pain"]),
        (["back", "2", "running"], ["back", "to", "running"]),
        (["2", "sets"], ["2", "sets"]),
        (["calf", "swt"], ["calf", "set"]),
        (["swt", "down"], ["sit", "down"]),
    ],
)
def test_what_was_meant_follows_from_letters_and_neighbours(typed: list[str], meant: list[str]) -> None:
    own = [
        "hamstring",
        "calf",
        "pain",
        "back",
        "to",
        "2",
        "sets",
        "set",
        "sit",
        "calf set",
        "sit down",
        "back to",
        "2 sets",
    ]
    assert Speller(dict.fromkeys(own, 1), ["the", "string", "ham", "running", "down"]).correct(typed) == meant


def test_fillers_are_left_out_unless_the_pack_uses_them_or_nothing_else_is_said() -> None:
    language = Language.of(["how many sets", "well done"], {})
    assert language.read("umm how many sets lol") == ["how", "many", "sets"]
    assert language.read("well done") == ["well", "done"]
    assert language.read("just wondering") == ["just", "wondering"]


def test_longer_rewritings_come_first() -> None:
    table = read_spellings(["# remark", "u = you", "single leg rdl = romanian deadlift", "rdl = deadlift"])
    assert Rewriting(table).apply(["u", "do", "single", "leg", "rdl", "or", "rdl"]) == [
        "you",
        "do",
        "romanian",
        "deadlift",
        "or",
        "deadlift",
    ]


def test_a_language_reads_chat_spellings_names_and_slips() -> None:
    language = Language.of(["how many romanian deadlifts"], {"rdls": "romanian deadlifts"})
    assert language.read("how manny rdls shud u do") == ["how", "many", "romanian", "deadlifts", "should", "you", "do"]


def test_words_are_cut_into_the_longest_pieces() -> None:
    pieces = Wordpieces(["run", "##ner", "##n", "##er", "up"])
    assert [pieces.vocabulary[n] for n in pieces.of(["runner", "up", "down"])] == ["run", "##ner", "up"]


def test_rare_ngrams_weigh_more_and_halves_have_unit_length() -> None:
    ngrams = Ngrams.fit([["the", "calf"], ["the", "back"], ["the", "knee"]])
    vector = ngrams.vector(["the", "calf"])
    value = {ngrams.names[column]: weight for column, weight in zip(vector.columns, vector.values, strict=True)}
    assert value["calf  "] > value["the  "]
    assert np.square(vector.values).sum() == pytest.approx(WORD_SHARE**2 + LETTER_SHARE**2)


def test_chances_follow_the_evidence() -> None:
    evidence = np.linspace(-2, 2, 400)[:, None]
    right = np.sin(np.arange(400) * 12.9898) * 2 < evidence[:, 0]
    chances = calibrate(evidence, right, np.ones(400, bool), np.ones(400)).chance(evidence)
    assert list(chances) == sorted(chances)
    assert calibration_error(chances, right) < 0.05


def test_calibration_error_is_the_gap_between_said_and_true() -> None:
    assert calibration_error(np.array([0.85] * 10), np.array([True] * 6 + [False] * 4)) == pytest.approx(0.25)
