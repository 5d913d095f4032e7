"""What is wrong with a pack, collected so that a coach sees it all at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from core.knowledge.places import Place

SPELT = 5  # letters: shorter names are ids, and one is as like to another as the next


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say about a place; a warning is worth a look, all else must be mended."""

    place: Place
    what: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One line of the report."""

    file: str
    line: int
    what: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'warning: ' if self.is_warning else ''}{self.what}"


@dataclass(slots=True)
class Problems:
    """Everything wrong with the pack in the folder `root`."""

    root: Path
    found: list[Problem] = field(default_factory=list)

    def add(self, path: Path, line: int, what: str) -> None:
        """Note an error whose line is known."""
        self.found.append(Problem(path.relative_to(self.root).as_posix(), line, what))

    def note(self, findings: Iterable[Finding]) -> None:
        """Note what a check found."""
        for each in findings:
            file = each.place.path.relative_to(self.root).as_posix()
            self.found.append(Problem(file, each.place.line(), each.what, each.is_warning))

    @property
    def errors(self) -> list[Problem]:
        """What must be mended before the coach starts."""
        return [each for each in self.found if not each.is_warning]

    def __str__(self) -> str:
        return "\n".join(map(str, sorted(set(self.found))))


def meant(name: str, known: Iterable[str]) -> str:
    """What was probably meant by an unknown name, as the end of a sentence; nothing when that is anybody's guess."""
    near = get_close_matches(name, [*known], n=1, cutoff=0.7) if len(name) >= SPELT else []
    return f": did you mean {near[0]!r}?" if near else ""
