"""Words replaced by a table: chat spellings, a pack's own names, fillers."""

from collections.abc import Iterable, Mapping, Sequence


class Rewriting:
    """Replaces every entry of a table (typed, one or more words, to what was meant), longer entries first."""

    def __init__(self, table: Mapping[str, tuple[str, ...]]) -> None:
        self._table = table
        self._longest: dict[str, int] = {}
        for typed in table:
            first, *others = typed.split(" ")
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(others))

    def apply(self, words: Sequence[str]) -> list[str]:
        """The words that were meant."""
        out: list[str] = []
        at = 0
        while at < len(words):
            length, meant = self._found(words, at)
            out += meant
            at += length
        return out

    def _found(self, words: Sequence[str], at: int) -> tuple[int, Sequence[str]]:
        for length in range(min(self._longest.get(words[at], 0), len(words) - at), 0, -1):
            meant = self._table.get(" ".join(words[at : at + length]))
            if meant is not None:
                return length, meant
        return 1, (words[at],)


def read_spellings(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A table of `typed = meant` lines; `#` begins a remark."""
    pairs = (line.split(" = ") for line in lines if " = " in line and not line.startswith("#"))
    return {typed.strip(): tuple(meant.split()) for typed, meant in pairs}
