"""Both ears for red flags: the written lexicon, and what was learned from examples."""

from core.answers.engine import Engine
from core.answers.safety import RedFlags


class Hearing:
    """A sign of the lexicon stands whatever was learned; the learned ear hears what the lexicon has no words for."""

    def __init__(self, lexicon: RedFlags, engine: Engine) -> None:
        self._lexicon, self._engine = lexicon, engine

    def check(self, text: str) -> str | None:
        """The row that the text calls for, or None; what the lexicon knows as a denial or an idiom stays silent."""
        return self._lexicon.check(text) or self._suspected(text)

    def _suspected(self, text: str) -> str | None:
        suspected = self._engine.suspect(text)
        return next((row for row, sentence in suspected if not self._lexicon.is_silenced(sentence)), None)
