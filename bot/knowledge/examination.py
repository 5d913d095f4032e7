"""`hillcoach knowledge check` and `show`: a content pack before people meet it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.console.render import lines_of
from bot.content import library_of, shelf_of
from bot.knowledge.drawing import undrawable
from bot.knowledge.stage import previews_of, stage
from bot.settings import Settings
from bot.understanding import understanding_of
from core.errors import ContentError
from core.knowledge.checks import examine
from core.knowledge.knowing import Knowledge
from core.knowledge.library import Library, load
from core.knowledge.problems import Problem, Problems


@dataclass(frozen=True, slots=True)
class Report:
    """What the examination of a pack without errors found: what it holds, and what is worth a look."""

    library: Library
    warnings: tuple[Problem, ...]

    @classmethod
    def of(cls, library: Library, problems: Problems) -> "Report":
        """What was found; ContentError lists all of it if any of it is an error."""
        if problems.errors:
            raise ContentError(str(problems))
        return cls(library, tuple(sorted(set(problems.found))))

    def lines(self) -> list[str]:
        """The warnings and a summary."""
        library, count = self.library, len(self.warnings)
        told = {0: "No problems.", 1: "1 warning."}.get(count, f"{count} warnings.")
        return [
            *map(str, self.warnings),
            f"{library.info.name}: {len(library.topics)} topics, {len(library.exercises)} exercises, "
            f"{len(library.sources)} sources, {len(library.challenges)} challenges. {told}",
        ]

    def refuse_warnings(self) -> None:
        """For a strict examination: ContentError lists the warnings if there is one."""
        if self.warnings:
            raise ContentError("\n".join(map(str, self.warnings)))


def check(root: Path, today: date) -> Report:
    """Everything that can be said of a pack; ContentError lists all problems if any of them is an error."""
    return examined(root, today).report


@dataclass(frozen=True, slots=True)
class Examined:
    """A pack that passed, with the engine it was examined with."""

    report: Report
    knowledge: Knowledge


def examined(root: Path, today: date) -> Examined:
    """Examine a pack and keep what that took; ContentError lists all problems if any of them is an error."""
    library = load(root)
    understanding = understanding_of(library)
    problems = examine(library, root, understanding, today)
    with stage(library, understanding) as shown_on:
        problems.note(undrawable(library, root, shown_on))
    return Examined(Report.of(library, problems), Knowledge(library, understanding))


def show(settings: Settings, name: str) -> Iterator[str]:
    """A topic or an exercise as the terminal shows it, every form of it."""
    library = library_of(settings)
    with stage(library, understanding_of(library)) as shown_on:
        for preview in previews_of(name, library, shelf_of(settings).pack):
            yield from (f"--- {preview.what} ---", "", *lines_of(shown_on.show(preview.action), colour=False), "")
