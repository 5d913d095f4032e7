"""What a single file cannot know: looked at when a pack is read, or when somebody asks for the whole examination."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.answers.understanding import Understanding
from core.knowledge.checks.claims import claimed
from core.knowledge.checks.dates import outdated
from core.knowledge.checks.lengths import too_long
from core.knowledge.checks.likeness import alike
from core.knowledge.checks.phrasings import doubled
from core.knowledge.checks.reach import unreached
from core.knowledge.checks.reading_level import hard_to_read
from core.knowledge.checks.references import dangling
from core.knowledge.checks.sentences import unnamed, unsaid
from core.knowledge.checks.sourcing import unsourced
from core.knowledge.checks.swaps import swapless
from core.knowledge.problems import Finding, Problems

if TYPE_CHECKING:
    from core.knowledge.library import Library

Check = Callable[["Library", Path], Iterator[Finding]]

AT_START: tuple[Check, ...] = (dangling, doubled, swapless, unsaid, unnamed, too_long)
"""What would break a conversation: no coach starts with it."""


def check_pack(library: "Library", problems: Problems) -> None:
    """Note what would break a conversation."""
    for check in AT_START:
        problems.note(check(library, problems.root))


def examine(library: "Library", root: Path, understanding: Understanding, today: date) -> Problems:
    """Everything else that a coach should know of a pack that can be read: what it says, and whether it is found."""
    problems = Problems(root)
    for check in (unsourced, claimed, hard_to_read, alike):
        problems.note(check(library, root))
    problems.note(outdated(library, root, today))
    problems.note(unreached(library, root, understanding))
    return problems
