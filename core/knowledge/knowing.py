"""What the coach knows at a moment: one value, so that a request sees all of the old or all of the new."""

from dataclasses import dataclass

from core.answers.understanding import Understanding
from core.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A pack and the engine fitted on it: never one without the other."""

    library: Library
    understanding: Understanding
