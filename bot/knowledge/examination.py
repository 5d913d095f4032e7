"""`hillcoach knowledge check` and `show`: a content pack before people meet it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.console.render import lines_of
from bot.content import folder_of, library_of
from bot.knowledge.drawing import undrawable
from bot.knowledge.stage import previews_of, stage
from bot.settings import Settings
from bot.understanding import understanding_of
from core.errors import ContentError
from core.knowledge.checks import examine
from core.knowledge.library import Library, load
from core.knowledge.problems import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """What the examination of a pack without errors found: what it holds, and what is worth a look."""

    library: Library
    warnings: tuple[Problem, ...]

    def lines(self) -> list[str]:
        """The warnings and a summary."""
        library, count = self.library, len(self.warnings)
        told = {0: "No problems.", 1: "1 warning."}.get(count, f"{count} warnings.")
        return [
            *map(str, self.warnings),
            f"{library.info.name}: {len(library.topics)} topics, {len(library.exercises)} exercises, "
            f"{len(library.sources)} sources, {len(library.challenges)} challenges. {told}",
        ]


def check(root: Path, today: date, is_strict: bool = False) -> Report:
    """Everything that can be said of a pack; ContentError lists all problems if any of them is an error.

    `is_strict`: warnings are errors too.
    """
    library = load(root)
    understanding = understanding_of(library)
    problems = examine(library, root, understanding, today)
    with stage(library, understanding) as shown_on:
        problems.note(undrawable(library, root, shown_on))
    if problems.errors or (is_strict and problems.found):
        raise ContentError(str(problems))
    return Report(library, tuple(sorted(set(problems.found))))


def show(settings: Settings, name: str) -> Iterator[str]:
    """A topic or an exercise as the terminal shows it, every form of it."""
    library = library_of(settings)
    with stage(library, understanding_of(library)) as shown_on:
        for preview in previews_of(name, library, folder_of(settings)):
            yield from (f"--- {preview.what} ---", "", *lines_of(shown_on.show(preview.action), colour=False), "")
