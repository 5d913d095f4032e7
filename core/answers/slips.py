"""What a hurried thumb makes of a word, and how unlikely each slip is (natural logarithms)."""

from collections.abc import Iterable, Sequence

import numpy as np

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = str.maketrans("", "", "aeiou")


def one_slip_away(word: str) -> Iterable[tuple[str, float]]:
    """Every word one slip away, with the cost of that slip."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        first = 2.0 if at == 0 else 0.0
        if tail:
            doubled = at > 0 and tail[0] == head[-1]
            yield head + tail[1:], first + (0.0 if doubled else 1.0)
            near = _NEAR.get(tail[0], "")
            for letter in LETTERS:
                yield head + letter + tail[1:], first + (0.5 if letter in near else 1.5)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], first
        for letter in LETTERS:
            doubles = letter in (head[-1:], tail[:1])
            yield head + letter + tail, first + (0.0 if doubles else 0.7)


def distance(left: str, right: str, most: int) -> int:
    """Slips between two words, neighbours swapped counting as one (Damerau 1964); `most` + 1 when there are more."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def consonants(word: str) -> str:
    """A word as typed by somebody who leaves out the vowels: its first letter, then consonants only."""
    return word[:1] + word[1:].translate(_VOWELS)


def letter_counts(words: Sequence[str]) -> np.ndarray:
    """How often each letter stands in each word (words x 26, int8); two slips change at most four of the counts."""
    return np.array([[word.count(letter) for letter in LETTERS] for word in words], np.int8).reshape(-1, len(LETTERS))


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
