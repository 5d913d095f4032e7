"""The learned ear: what it hears beside the lexicon, what it lets pass, and that it is stored as it was fitted."""

from pathlib import Path

import pytest

from bot.understanding import FITTED
from core.answers.ear import Alarms
from core.answers.engine import Engine
from core.answers.hearing import Hearing
from core.answers.safety import Lexicon, Quiet, RedFlags, SafetyRule
from core.answers.understanding import Understanding
from core.knowledge.library import Library

DRINKS = {
    "coffee": ["how do you make coffee", "is the coffee strong today", "where do the beans come from"],
    "cake": ["which cake is without nuts", "is there cake left today", "who bakes the cake you sell"],
}
ALARMS = Alarms(
    {
        "FIRE": [
            "smoke comes out of the oven",
            "there are flames behind the oven",
            "the oven is full of smoke and flames",
        ],
        "FLOOD": ["water runs down the cellar wall", "the cellar is full of water", "water pours into the cellar"],
    },
    [
        "the oven is warm and smells good",
        "a glass of water with the coffee please",
        "I met a friend in your cellar bar",
    ],
)
NO_FIRE = Lexicon(groups={}, quiets=(Quiet(("no",), after=3),))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.fit(DRINKS, alarms=ALARMS)


@pytest.fixture(scope="module")
def hearing(engine: Engine) -> Hearing:
    return Hearing(RedFlags([SafetyRule("FIRE", ("smoke",))], NO_FIRE), engine)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("big flames shoot up near the oven", "FIRE"),
        ("I like it here. Water is running down the cellar wall again! Bye", "FLOOD"),
        ("which coffee goes with the cake today", None),
        ("", None),
        ("...", None),
    ],
)
def test_other_words_for_the_same_are_heard_in_any_sentence(hearing: Hearing, text: str, row: str | None):
    assert hearing.check(text) == row


def test_a_word_by_itself_tells_no_story(engine: Engine):
    assert (engine.suspect("flames"), engine.suspect("the oven flames")) == ([], [])


def test_a_sign_of_the_lexicon_stands_whatever_was_learned(hearing: Hearing):
    assert hearing.check("smoke") == "FIRE"


def test_what_the_lexicon_silences_is_not_raised_again(hearing: Hearing, engine: Engine):
    text = "there is no smoke and flames in the oven"
    assert ([row for row, _ in engine.suspect(text)], hearing.check(text)) == (["FIRE"], None)


def test_an_engine_that_was_taught_no_alarms_suspects_nothing():
    assert Engine.fit(DRINKS).suspect("the oven is full of smoke and flames") == []


def test_a_stored_ear_hears_as_the_one_just_fitted(engine: Engine, tmp_path: Path):
    engine.save(tmp_path / "engine.npz")
    texts = [text for texts in ALARMS.by_row.values() for text in texts]
    again = Engine.load(tmp_path / "engine.npz")
    assert [again.suspect(text) for text in texts] == [engine.suspect(text) for text in texts]


def test_other_alarms_make_another_engine(engine: Engine, tmp_path: Path):
    engine.save(tmp_path / "engine.npz")
    fewer = Alarms({"FIRE": ALARMS.by_row["FIRE"]}, ALARMS.harmless)
    heard = Engine.ready(tmp_path / "engine.npz", DRINKS, alarms=fewer).suspect("water pours into the cellar")
    assert "FLOOD" not in [row for row, _ in heard]


def test_every_red_flag_of_the_pack_has_many_examples_and_the_ear_is_stored(library: Library):
    alarms = library.alarms()
    assert min(len(set(messages)) for messages in alarms.by_row.values()) >= 50
    assert len(set(alarms.harmless)) >= 400
    assert Engine.load(FITTED).suspect("the walls are painted green and yellow") == []


def test_no_message_stands_for_two_things(library: Library):
    alarms = library.alarms()
    messages = [message for told in (*alarms.by_row.values(), alarms.harmless) for message in told]
    assert sorted({message for message in messages if messages.count(message) > 1}) == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("one fingertip of bone in my foot yells at each landing", "B97"),
        ("something inside the lower leg ripped and my foot will not push", "B95"),
    ],
)
def test_a_sign_that_the_lexicon_has_no_words_for_is_heard(
    library: Library, understanding: Understanding, text: str, row: str
):
    assert (library.safety.red_flags().check(text), understanding.red_flag(text)) == (None, row)


@pytest.mark.parametrize("text", ["knee", "sore knee", "pregnant", "bad back", "felt strong today", "12 October 2027"])
def test_short_answers_to_the_coachs_questions_raise_nothing(understanding: Understanding, text: str):
    assert understanding.red_flag(text) is None
