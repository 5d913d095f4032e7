"""From a coach's yes to the answer in the pack, in the running coach, and with everyone who waited."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.renewal import Renewal
from bot.shelf import Shelf
from core.delivery.outcomes import Unknown
from core.errors import ContentError
from core.inbox.drafts import claim_approved, renew
from core.inbox.publishing import tell_waiting
from core.inbox.store import kept_questions
from core.knowledge.knowing import Knowledge
from core.knowledge.library import Library, load
from tests.inbox.test_asking import TELL
from tests.inbox.writing import GELS, SHORT, write_about_gels
from tests.knowledge.packs import change
from tests.play import Play

ANSWER = f"{SHORT}\n\nCoach judgement. No study settles it."
FILE = "how-many-gels-do-i-need"
ENTRY = (
    """---
id: {id}
title: New
phrasings:
"""
    + "".join(f"- way number {each}\n" for each in range(1, 11))
    + """sources: []
confidence: coach judgement
reviewed: 2026-11-22
next: []
---
{short}

## More

More of it.
"""
)


def waits(play: Play, name: str, question: str) -> None:
    asker = play.person(name)
    asker.says(question)
    asker.presses(TELL)


def approved(play: Play) -> None:
    clara = play.person("Clara")
    write_about_gels(clara)
    clara.presses("Approve")


def look(play: Play, shelf: Shelf) -> None:
    asyncio.run(Renewal(play.house, shelf).look())


def answered(play: Play) -> int:
    """All questions have the answer on calf raises, as if a coach had written it; returns how many hear of it."""
    with play.house.database.transaction() as session:
        return tell_waiting(session, [each.id for each in kept_questions(session)], "calf-frequency", play.now[0])


def test_an_approved_answer_is_in_the_pack_in_the_coach_and_with_everyone_who_waited(stage: Play, shelf: Shelf):
    waits(stage, "Anna", GELS[0])
    waits(stage, "Ben", GELS[1])
    waits(stage, "Ben", GELS[0])
    stage.person("Cem").says(GELS[0])
    approved(stage)
    look(stage, shelf)

    assert load(shelf.pack).topics[FILE].short == SHORT
    assert stage.person("Dora").says("how many gels should I take in a marathon?") == ANSWER
    (verdict,) = stage.after(seconds=1)
    assert verdict.address.chat == "home of Clara"
    assert verdict.reply.text.startswith("**How many gels do I need?** is in")
    heard = stage.after(minutes=3)
    assert sorted(each.address.chat for each in heard) == ["home of Anna", "home of Ben"]
    assert heard[0].reply.text.endswith(f"{SHORT}\n\n_Coach judgement. No study settles it._")
    assert stage.after(days=1) == []
    assert stage.person("Clara").says("/inbox") == "Nobody waits for an answer: the inbox is empty."


def test_what_fails_the_check_is_told_and_nothing_is_written(stage: Play, shelf: Shelf):
    waits(stage, "Anna", GELS[0])
    clara = stage.person("Clara")
    write_about_gels(clara)
    clara.presses("How people ask")
    clara.presses("Other wordings instead")
    clara.says("calf raise frequency\n" + "\n".join(f"gel number {number}" for number in range(10)))
    clara.presses("Approve")
    before = shelf.signature()
    look(stage, shelf)
    (verdict,) = stage.after(seconds=1)
    title, problem = verdict.reply.text.split("\n\n")
    assert title == "**How many gels do I need?** is not in: the check found something, and nothing was changed."
    assert problem.startswith(f"faq/{FILE}.md:5: 'calf raise frequency' is a phrasing of 'calf-frequency' too")
    assert shelf.signature() == before
    assert stage.after(hours=1) == []

    clara.seen = verdict.reply
    clara.presses("Change something")
    clara.presses("The title")
    assert clara.says("Gels").startswith("This is what runners will see:")
    assert clara.presses("Approve").startswith("Thank you.")


def test_a_coach_is_told_of_their_answer_alone_whatever_else_is_odd_in_the_pack(shelf: Shelf):
    change(shelf.pack / "faq" / "taper.md", "reviewed: 2", "reviewed: 1")
    with pytest.raises(ContentError) as told:
        shelf.tried(ENTRY.format(id="new", short="Strength training prevents injuries."), date(2026, 11, 22))
    assert [line.partition(":")[0] for line in f"{told.value}".splitlines()] == ["faq/new.md"]


def test_an_answer_whose_id_was_taken_meanwhile_is_in_under_another_once_approved_again(stage: Play, shelf: Shelf):
    stage.person("Anna").says(GELS[0])
    approved(stage)
    (shelf.pack / "faq" / f"{FILE}.md").write_text(ENTRY.format(id=FILE, short="Another coach was faster."))
    look(stage, shelf)
    (verdict,) = stage.after(seconds=1)
    assert verdict.reply.text.endswith("there is an answer of this id already: choose another id")

    knows(stage, load(shelf.pack))
    clara = stage.person("Clara")
    clara.seen = verdict.reply
    clara.presses("Change something")
    clara.presses("The sources")
    clara.presses("No source: my own judgement")
    clara.presses("Approve")
    look(stage, shelf)
    (verdict,) = stage.after(seconds=1)
    assert verdict.reply.text.endswith(f"Its file is faq/{FILE}-2.md.")


def knows(play: Play, library: Library) -> None:
    """Another pack, as another process has put it there, with the same ear for questions."""
    play.house.learn(Knowledge(library, play.house.knowledge.understanding))


def test_where_the_pack_cannot_be_written_to_the_answer_goes_to_the_overrides(
    stage: Play, shelf: Shelf, tmp_path: Path
):
    over = Shelf(shelf.pack, tmp_path / "overrides")
    stage.person("Anna").says(GELS[0])
    approved(stage)
    before = shelf.signature()
    look(stage, over)
    assert shelf.signature() == before
    assert [f"{path.relative_to(tmp_path)}" for path in tmp_path.glob("overrides/**/*.*")] == [
        f"overrides/faq/{FILE}.md"
    ]
    assert over.read().library.topics[FILE].short == SHORT


def test_whoever_paused_hears_nothing_and_whoever_sleeps_hears_it_in_the_morning(stage: Play):
    waits(stage, "Anna", GELS[0])
    waits(stage, "Ben", GELS[0])
    stage.person("Ben").says("/pause")
    stage.at(stage.now[0].replace(hour=23))
    assert answered(stage) == 1
    assert stage.after(minutes=10) == []
    morning = (stage.now[0] + timedelta(days=1)).replace(hour=6, minute=0)
    assert [each.address.chat for each in stage.at(morning)] == ["home of Anna"]


def test_an_answer_that_may_have_arrived_is_not_sent_again(stage: Play):
    waits(stage, "Anna", GELS[0])
    answered(stage)
    stage.post.refuses.append(Unknown("hung up"))
    assert [*stage.after(minutes=3), *stage.after(hours=1)] == []


def test_whoever_was_told_once_is_not_told_of_the_same_answer_again(stage: Play):
    for _ in range(2):
        waits(stage, "Anna", GELS[0])
        answered(stage)
    assert [each.address.chat for each in stage.after(minutes=3)] == ["home of Anna"]


def test_of_several_processes_one_checks_a_draft_and_another_when_that_one_stopped(stage: Play):
    stage.person("Anna").says(GELS[0])
    approved(stage)
    taken = []
    for minutes in (0, 1, 20):
        with stage.house.database.transaction() as session:
            draft = claim_approved(session, stage.now[0] + timedelta(minutes=minutes))
            taken.append(draft is not None)
    assert taken == [True, False, True]


def test_what_was_being_checked_at_a_kill_is_in_a_minute_after_it(stage: Play, shelf: Shelf):
    waits(stage, "Anna", GELS[0])
    approved(stage)
    with stage.house.database.transaction() as session:
        assert claim_approved(session, stage.now[0]) is not None  # and was killed
    stage.after(seconds=61)
    look(stage, shelf)
    assert load(shelf.pack).topics[FILE].short == SHORT
    assert [each.address.chat for each in stage.after(minutes=3)] == ["home of Clara", "home of Anna"]


def test_a_check_that_takes_longer_stays_with_whoever_renews_it(stage: Play):
    stage.person("Anna").says(GELS[0])
    approved(stage)
    taken = []
    for seconds in (0, 50, 100, 150):
        now = stage.now[0] + timedelta(seconds=seconds)
        with stage.house.database.transaction() as session:
            draft = claim_approved(session, now)
            taken.append(draft is not None)
            renew(session, 1, now)
    assert taken == [True, False, False, False]


def test_a_changed_pack_is_taken_once_it_lies_still(stage: Play, shelf: Shelf):
    renewal = Renewal(stage.house, shelf)
    change(shelf.pack / "faq" / "calf-frequency.md", "**Twice a week", "**Two times a week")
    asyncio.run(renewal.look())
    assert stage.person("Anna").says("how often should I do calf raises?").startswith("Twice a week")
    asyncio.run(renewal.look())
    assert stage.person("Ben").says("how often should I do calf raises?").startswith("Two times a week")


def test_a_broken_pack_is_not_taken_and_what_was_known_stays(
    stage: Play, shelf: Shelf, caplog: pytest.LogCaptureFixture
):
    renewal = Renewal(stage.house, shelf)
    change(shelf.pack / "faq" / "calf-frequency.md", "confidence: mixed", "confidence: maybe")
    for _ in range(3):
        asyncio.run(renewal.look())
    assert stage.person("Anna").says("how often should I do calf raises?").startswith("Twice a week")
    assert caplog.text.count("confidence: is 'maybe'") == 1
