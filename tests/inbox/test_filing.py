"""A coach finds that the answer is there already: the question leads to it, and whoever waits hears it."""

from pathlib import Path

import pytest

from bot.shelf import Shelf
from core.knowledge.library import load
from tests.inbox.test_publishing import look, waits
from tests.inbox.writing import GELS
from tests.play import Play, Player
from tests.processes import hillcoach


@pytest.fixture
def clara(stage: Play) -> Player:
    """A coach who looks at a question that two people wait for."""
    waits(stage, "Anna", GELS[0])
    waits(stage, "Ben", GELS[1])
    stage.person("Cem").says(GELS[0])
    clara = stage.person("Clara")
    clara.says("/inbox")
    clara.presses(GELS[0])
    return clara


def test_a_question_leads_to_the_answer_and_everyone_who_waited_hears_it_once(stage: Play, clara: Player, shelf: Shelf):
    assert clara.presses("The answer is there already").split("\n")[-1] == GELS[0]
    assert clara.says("taper").startswith("Thank you. I check it")
    look(stage, shelf)
    assert (shelf.pack / "questions" / "taper.txt").read_text() == f"{GELS[0]}\n"
    assert stage.person("Dora").says(GELS[0]) == stage.person("Emil").says(load(shelf.pack).topics["taper"].title)
    (verdict,) = stage.after(seconds=1)
    assert verdict.reply.text.startswith("Done: that question leads to **")
    heard = stage.after(minutes=3)
    assert sorted(each.address.chat for each in heard) == ["home of Anna", "home of Ben"]
    assert {each.reply.text.split("\n")[0] for each in heard} == {
        f"You asked me something I had no answer to. A coach answers it: **{load(shelf.pack).topics['taper'].title}**"
    }
    assert stage.after(days=1) == []
    assert clara.says("/inbox") == "Nobody waits for an answer: the inbox is empty."


def test_an_answer_may_be_named_by_its_title_and_one_that_is_not_there_is_asked_for_again(stage: Play, clara: Player):
    clara.presses("The answer is there already")
    assert clara.says("tapers") == "I have no answer called \"tapers\": did you mean 'taper'? Send its title or its id."
    assert clara.says(stage.house.library.topics["taper"].title.upper()).startswith("Thank you.")


def test_a_wording_that_fails_the_check_is_told_and_nothing_is_written(stage: Play, clara: Player, shelf: Shelf):
    clara.presses("The answer is there already")
    clara.says("taper")
    taper = shelf.pack / "faq" / "calf-frequency.md"
    taper.write_text(taper.read_text().replace("phrasings:\n", f"phrasings:\n- {GELS[0]}\n", 1))
    before = shelf.signature()
    look(stage, shelf)
    (verdict,) = stage.after(seconds=1)
    assert verdict.reply.text.startswith("That question does not lead to **")
    assert shelf.signature() == before
    assert stage.after(hours=1) == []


def test_where_the_pack_cannot_be_written_to_its_own_wordings_are_kept(shelf: Shelf, tmp_path: Path):
    (shelf.pack / "questions").mkdir()
    (shelf.pack / "questions" / "taper.txt").write_text("when to rest\n")
    over = Shelf(shelf.pack, tmp_path / "over")
    for wording in ("less before a race?", "even less?", "less before a race?"):
        over.write(*over.with_wording("taper", wording))
    assert (tmp_path / "over" / "questions" / "taper.txt").read_text().split("\n") == [
        "when to rest", "less before a race?", "even less?", "",
    ]  # fmt: skip


def test_the_same_from_a_terminal(stage: Play, clara: Player, shelf: Shelf, tmp_path: Path):
    settings = {"HILLCOACH_KNOWLEDGE": f"{shelf.pack}"}
    number = hillcoach(tmp_path, "inbox", **settings).stdout.split()[0]
    wrong = hillcoach(tmp_path, "inbox", "file", number, "tapers", **settings)
    assert (wrong.returncode, wrong.stderr) == (2, "There is no answer tapers: did you mean 'taper'?\n")
    filed = hillcoach(tmp_path, "inbox", "file", number, "taper", **settings)
    assert filed.stdout.startswith("It leads to taper. People who hear of it: 2.")
    assert load(shelf.pack).questions["taper"] == (GELS[0],)
    assert hillcoach(tmp_path, "inbox", **settings).stdout == "The inbox is empty.\n"
