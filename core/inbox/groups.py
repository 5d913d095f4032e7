"""The open questions, those that ask the same together, the most asked first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from sqlalchemy.orm import Session

from core.answers.engine import meaning_table
from core.answers.normalise import words
from core.inbox import store
from core.inbox.rules.grouping import groups, likeness, rarity_of
from core.inbox.tables import DoubtfulQuestion
from core.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Group:
    """One question in all the ways it was asked, the most frequent first; `waiting` people want to hear of it."""

    questions: tuple[DoubtfulQuestion, ...]
    waiting: int

    @property
    def id(self) -> int:
        """The id of its first question, which names it on buttons."""
        return self.questions[0].id

    @property
    def ids(self) -> list[int]:
        """The ids of all its questions."""
        return [each.id for each in self.questions]

    @property
    def times(self) -> int:
        """How often it was asked."""
        return sum(each.times for each in self.questions)

    @property
    def nearest(self) -> tuple[str, ...]:
        """Topics it may mean, as its questions name them."""
        named = (name for each in self.questions for name in (each.nearest or "").split(",") if name)
        return tuple(dict.fromkeys(named))


def open_groups(session: Session, library: Library) -> list[Group]:
    """Every group that no coach has dismissed."""
    kept = store.kept_questions(session)
    together = [[kept[number] for number in each] for each in _together(kept, library)]
    found = [each for each in together if not any(question.dismissed for question in each)]
    waiting = store.waiting_for(session, [question.id for each in found for question in each])
    made = [Group(tuple(each), sum(waiting.get(question.id, 0) for question in each)) for each in found]
    return sorted(made, key=lambda group: (-group.times, -group.waiting, group.id))


def group_with(session: Session, library: Library, question_id: int) -> Group | None:
    """The group in which a question is now; None when it is answered, dismissed or forgotten."""
    found = open_groups(session, library)
    return next((each for each in found if question_id in each.ids), None)


def _together(kept: Sequence[DoubtfulQuestion], library: Library) -> list[list[int]]:
    if not kept:
        return []
    read = [words(question.text) for question in kept]
    table = meaning_table()
    return groups(likeness(np.stack([table.vector(each) for each in read]), read, _rarity(_Pack.of(library))))


@dataclass(frozen=True, slots=True)
class _Pack:
    """A library by its fingerprint, to look up what was computed of it."""

    fingerprint: str
    library: Library = field(compare=False)

    @classmethod
    def of(cls, library: Library) -> "_Pack":
        return cls(library.fingerprint, library)


@lru_cache(maxsize=2)
def _rarity(pack: _Pack) -> dict[str, float]:
    """How much a word tells, by the questions that the pack knows."""
    return rarity_of([words(text) for texts in pack.library.phrasings().values() for text in texts])
