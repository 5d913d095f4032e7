"""Typing slips put right, one slip a word, towards the pack's own words first and common English second."""

import math
from collections.abc import Iterable, Mapping, Sequence

SHORTEST = 4
"""Letters a word has at least before it is corrected; in shorter ones every slip makes another word."""

MEMORY = 20_000
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_OWN_WORD = 6.0
"""How many times e more likely a word of the pack is than an equally common other one."""


class Speller:
    """Corrects unknown words by the most likely word one slip away (Damerau 1964; ranking as Norvig 2007).

    `own` counts the pack's words; `common` lists other known words, most frequent first.
    """

    def __init__(self, own: Mapping[str, int], common: Sequence[str]) -> None:
        self._weight = {word: -math.log(place + 10.0) for place, word in enumerate(common)}
        for word, count in own.items():
            rare = self._weight.get(word, -math.log(len(common) + 10.0))
            self._weight[word] = rare + _OWN_WORD + math.log(count)
        self._memory: dict[str, tuple[str, ...]] = {}

    def correct(self, words: Iterable[str]) -> list[str]:
        """The words with every unknown one replaced by what was likely meant."""
        return [right for word in words for right in self.correct_word(word)]

    def correct_word(self, word: str) -> tuple[str, ...]:
        """The word itself, its likeliest correction, or the two words it was run together from."""
        if word in self._weight or len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
            return (word,)
        known = self._memory.get(word)
        if known is None:
            known = self._likeliest(word)
            if len(self._memory) < MEMORY:
                self._memory[word] = known
        return known

    def _likeliest(self, word: str) -> tuple[str, ...]:
        best, best_score = word, -math.inf
        for candidate, cost in _one_slip_away(word):
            score = self._weight.get(candidate, -math.inf) - cost
            if score > best_score:
                best, best_score = candidate, score
        return (best,) if best_score > -math.inf else self._apart(word)

    def _apart(self, word: str) -> tuple[str, ...]:
        cuts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        known = [cut for cut in cuts if cut[0] in self._weight and cut[1] in self._weight]
        return max(known, key=lambda cut: sum(self._weight[part] for part in cut), default=(word,))


def _one_slip_away(word: str) -> Iterable[tuple[str, float]]:
    """Every word one slip away, with the unlikelihood of that slip (natural logarithm)."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        first = 2.0 if at == 0 else 0.0
        if tail:
            doubled = at > 0 and tail[0] == head[-1]
            yield head + tail[1:], first + (0.0 if doubled else 1.0)
            near = _NEAR.get(tail[0], "")
            for letter in _LETTERS:
                yield head + letter + tail[1:], first + (0.5 if letter in near else 1.5)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], first
        for letter in _LETTERS:
            doubles = letter in (head[-1:], tail[:1])
            yield head + letter + tail, first + (0.0 if doubles else 0.7)


def _neighbours() -> dict[str, str]:
    near: dict[str, str] = {}
    for row, letters in enumerate(_ROWS):
        for column, letter in enumerate(letters):
            beside = letters[max(0, column - 1) : column] + letters[column + 1 : column + 2]
            above = _ROWS[row - 1][column : column + 2] if row else ""
            below = _ROWS[row + 1][max(0, column - 1) : column + 1] if row < 2 else ""
            near[letter] = beside + above + below
    return near


_NEAR = _neighbours()


def read_spellings(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A table of `typed = meant` lines; `#` begins a remark."""
    pairs = (line.split(" = ") for line in lines if " = " in line and not line.startswith("#"))
    return {typed.strip(): tuple(meant.split()) for typed, meant in pairs}


def rewrite(words: Sequence[str], table: Mapping[str, tuple[str, ...]], longest: int = 3) -> list[str]:
    """The words with every entry of the table replaced, longer entries (of up to `longest` words) first."""
    out: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            meant = table.get(" ".join(words[at : at + length]))
            if meant is not None:
                out.extend(meant)
                break
        else:
            out.append(words[at])
            length = 1
        at += length
    return out
