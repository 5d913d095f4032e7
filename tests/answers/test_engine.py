"""The question engine, on packs that have nothing to do with running."""

from pathlib import Path

import numpy as np
import pytest

from core.answers.engine import DEFAULT, Decision, Engine, Tuning

CAFE = {
    "hours": [
        "when do you open",
        "what are your opening hours",
        "are you open on sunday",
        "closing time today",
        "how late can I come in",
        "do you open early in the morning",
    ],
    "menu": [
        "what cakes do you have",
        "show me the menu",
        "do you serve soup",
        "is there anything vegan to eat",
        "which sandwiches are there",
        "do you have oat milk",
    ],
    "booking": [
        "can I book a table for four",
        "reserve a table for tonight",
        "I want to make a reservation",
        "do I need to book",
        "cancel my table",
        "is there a table free at noon",
    ],
    "parking": [
        "where can I park",
        "is there parking near the cafe",
        "do you have a car park",
        "parking for bikes",
        "is parking free",
        "how much is it to park my car",
    ],
}
ELSEWHERE = [
    "who won the match yesterday",
    "what is the capital of Peru",
    "my printer is broken",
    "how do I learn the guitar",
    "tell me a joke",
    "what is the weather in Rome",
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.fit(CAFE, ELSEWHERE)


def best(engine: Engine, question: str) -> str:
    return engine.rank(question)[0].topic


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("what time do you close", "hours"),
        ("reserve a tabel for six", "booking"),
        ("WHERE CAN I LEAVE MY CAR???", "parking"),
        ("do u hav vegan sandwhiches", "menu"),
        ("menuu plz 🍰", "menu"),
        ("hey so we are coming with the whole family on saturday and wondered whether you can keep a table", "booking"),
    ],
)
def test_finds_the_topic_of_clean_and_messy_questions(engine: Engine, question: str, topic: str) -> None:
    assert best(engine, question) == topic


def test_ranks_every_topic_once_with_shares_that_add_up(engine: Engine) -> None:
    matches = engine.rank("when do you open")
    assert sorted(match.topic for match in matches) == sorted(CAFE)
    assert sum(match.score for match in matches) == pytest.approx(1.0)


@pytest.mark.parametrize("question", ["", "   ", "🙂", "!!!", "ελληνικά", "こんにちは"])
def test_declines_what_holds_nothing_it_knows(engine: Engine, question: str) -> None:
    assert engine.decide(question) == Decision("decline", None, 0.0, ())
    assert engine.rank(question) == []


@pytest.mark.parametrize(
    "question", ["x" * 10_000, "when do you open " * 1_000, "https://example.org/?q=1", "SELECT 1;"]
)
def test_reads_any_text_without_complaint(engine: Engine, question: str) -> None:
    assert 0.0 <= engine.decide(question).score <= 1.0


def test_is_surer_of_its_own_questions_than_of_others(engine: Engine) -> None:
    inside = [engine.decide(question).score for question in ("opening hours on friday", "book a table please")]
    outside = [engine.decide(question).score for question in ("who is the president of chile", "fix my bicycle chain")]
    assert min(inside) > max(outside)


def test_the_outcome_follows_from_the_score(engine: Engine) -> None:
    for question in ("when do you open", "table", "car", "who is the president", "soup on sunday"):
        decision = engine.decide(question)
        sure, unsure = decision.score >= DEFAULT.answer_from, decision.score < DEFAULT.choose_from
        wanted = "answer" if sure else "decline" if unsure else "choose"
        assert decision.outcome == wanted
        assert decision.topic == (None if wanted == "decline" else decision.choices[0])
        assert len(decision.choices) == len(CAFE)


def test_the_same_questions_give_the_same_engine(engine: Engine) -> None:
    again = Engine.fit(CAFE, ELSEWHERE)
    assert again.fingerprint == engine.fingerprint
    assert again.decide("is the car park free") == engine.decide("is the car park free")


def test_a_stored_engine_decides_exactly_as_before(engine: Engine, tmp_path: Path) -> None:
    engine.save(tmp_path / "engine.npz")
    stored = Engine.load(tmp_path / "engine.npz")
    for question in ("reserve a tabel", "vegan food", "is parking free on sunday", "tell me about rome"):
        assert stored.decide(question) == engine.decide(question)


def test_a_stored_engine_is_used_only_for_the_pack_it_was_fitted_on(engine: Engine, tmp_path: Path) -> None:
    engine.save(tmp_path / "engine.npz")
    changed = {**CAFE, "wifi": ["what is the wifi password", "is there internet", "wifi code", "can I go online"]}
    assert Engine.ready(tmp_path / "engine.npz", CAFE, ELSEWHERE).fingerprint == engine.fingerprint
    assert Engine.ready(tmp_path / "engine.npz", changed, ELSEWHERE).topics == tuple(changed)


@pytest.mark.parametrize("content", [b"", b"not a zip file", b"PK\x03\x04broken"])
def test_a_damaged_file_is_no_obstacle(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "engine.npz").write_bytes(content)
    assert Engine.ready(tmp_path / "engine.npz", CAFE).topics == tuple(CAFE)


def test_names_from_the_lexicon_mean_what_the_pack_says() -> None:
    engine = Engine.fit(CAFE, ELSEWHERE, {"p and r": "parking", "resy": "reservation"})
    assert best(engine, "resy") == "booking"
    assert best(engine, "p and r") == "parking"


def test_a_topics_name_says_what_it_is_about() -> None:
    engine = Engine.fit({"lost_card": ["it is gone", "i left it on the bus"], "top_up": ["add money", "put cash in"]})
    assert best(engine, "I lost my card") == "lost_card"


def test_one_topic_with_one_question_is_enough() -> None:
    assert best(Engine.fit({"only": ["where is it"]}), "where is it") == "only"


@pytest.mark.parametrize(
    "entries",
    [
        {"hours": ["when do you open"]},
        {"hours": CAFE["hours"]},
        {"hours": ["when do you open"], "menu": ["what cakes do you have"]},
        CAFE,
        {"hours": ["when do you open"] * 20, "menu": ["what cakes do you have"] * 20},
    ],
    ids=["one question", "one topic", "a question each", "a small pack", "the same again and again"],
)
def test_a_pack_too_small_to_learn_from_is_modest(entries: dict[str, list[str]]) -> None:
    engine = Engine.fit(entries)
    asked = ("when do you open", "who won the match", "fix my bike")
    assert [engine.decide(question).outcome for question in asked] == ["answer", "decline", "decline"]


def test_questions_that_say_nothing_do_no_harm() -> None:
    engine = Engine.fit({"hours": ["", "when do you open", "\ud83d"], "empty": [""]}, ["", "🙂"])
    assert best(engine, "when do you open") == "hours"


def test_topics_of_any_language_can_be_told_apart() -> None:
    engine = Engine.fit({"zeit": ["wann öffnet ihr", "öffnungszeiten"], "ort": ["wo seid ihr", "adresse"]})
    assert best(engine, "Öffnungszeiten morgen") == "zeit"


def test_an_engine_without_questions_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one topic"):
        Engine.fit({"empty": []})


def test_scores_are_plain_numbers(engine: Engine) -> None:
    assert type(engine.decide("when do you open").score) is float
    assert not isinstance(engine.rank("when do you open")[0].score, np.floating)


def test_tuning_moves_the_score_and_the_cuts(engine: Engine, tmp_path: Path) -> None:
    engine.save(tmp_path / "engine.npz")
    easier = Engine.load(tmp_path / "engine.npz", Tuning(ease=1.0)).decide("soup on sunday")
    assert easier.score > engine.decide("soup on sunday").score
    assert Engine.load(tmp_path / "engine.npz", Tuning(choose_from=1.0)).decide("when do you open").outcome == "decline"
