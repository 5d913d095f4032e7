"""Typing slips put right, towards the pack's own words and pairs of words first and common English second."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from core.answers.slips import consonants, distance, letter_counts, one_slip_away

SHORTEST = 3
"""Letters a word has at least before it is corrected."""
LONG = 7
"""From here on a word of the pack may hold two slips."""
MEMORY = 20_000
EDGE = ""
"""What stands before the first word and after the last."""

OWN_WORD = 6.0
"""How many times e more likely a word of the pack is than an equally common other one."""
NEIGHBOUR = 2.0
"""The same for each neighbour beside which the pack has the word."""
TWO_SLIPS, NO_VOWELS = 4.0, 1.0
"""What they cost, beside the slips of `one_slip_away`."""
SOUNDS = {"2": "to", "4": "for"}


class Speller:
    """Corrects unknown words by the likeliest word a slip away (noisy channel: Kernighan, Church and Gale 1990).

    `own` counts the pack's words and, with a blank between, its pairs of words; `common` lists other known words,
    most frequent first.
    """

    def __init__(self, own: Mapping[str, int], common: Sequence[str]) -> None:
        self._own = own
        self._words = [word for word in own if " " not in word]
        self._weight = {word: -math.log(place + 10.0) for place, word in enumerate(common)}
        rarest = -math.log(len(common) + 10.0)
        for word in self._words:
            self._weight[word] = self._weight.get(word, rarest) + OWN_WORD + math.log(own[word])
        self._memory: dict[str, dict[str, float]] = {}

    def correct(self, words: Sequence[str]) -> list[str]:
        """The words with every unknown one replaced by what was likely meant there."""
        whole = self._joined(words)
        out: list[str] = []
        for at, word in enumerate(whole):
            if word in self._own and word not in SOUNDS:
                out.append(word)
            else:
                out += self._likeliest(out[-1] if out else EDGE, word, whole[at + 1] if at + 1 < len(whole) else EDGE)
        return out

    def _likeliest(self, before: str, word: str, after: str) -> tuple[str, ...]:
        if word in SOUNDS:
            sound = SOUNDS[word]
            return (sound,) if self._fit(before, sound, after) > self._fit(before, word, after) else (word,)
        if word in self._weight or len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
            return (word,)
        candidates = self._candidates(word)
        if not candidates:
            return self._apart(word)
        return (max(candidates, key=lambda meant: candidates[meant] + NEIGHBOUR * self._fit(before, meant, after)),)

    def _fit(self, before: str, word: str, after: str) -> int:
        """On how many sides the pack has this neighbour."""
        return (f"{before} {word}" in self._own) + (f"{word} {after}" in self._own)

    def _candidates(self, word: str) -> dict[str, float]:
        """Words that may have been meant, and how likely each is."""
        found = self._memory.get(word)
        if found is None:
            found = {}
            for meant, cost in self._near(word):
                found[meant] = max(found.get(meant, -math.inf), self._weight[meant] - cost)
            if len(self._memory) < MEMORY:
                self._memory[word] = found
        return found

    def _near(self, word: str) -> Iterator[tuple[str, float]]:
        yield from ((meant, cost) for meant, cost in one_slip_away(word) if meant in self._weight and len(meant) > 1)
        yield from ((meant, NO_VOWELS) for meant in self._by_consonants.get(word, ()))
        if len(word) >= LONG:
            apart = np.abs(self._letters - letter_counts([word])).sum(axis=1)
            similar = (self._words[at] for at in np.flatnonzero(apart <= 4) if self._words[at][0] == word[0])
            yield from ((meant, TWO_SLIPS) for meant in similar if distance(word, meant, 2) <= 2)

    @cached_property
    def _by_consonants(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            found[consonants(word)].append(word)
        return found

    @cached_property
    def _letters(self) -> np.ndarray:
        return letter_counts(self._words)

    def _joined(self, words: Sequence[str]) -> list[str]:
        """Words made whole that a stray blank tore apart."""
        out: list[str] = []
        for word in words:
            torn = out and (word not in self._weight or out[-1] not in self._weight)
            if torn and out[-1] + word in self._weight:
                out[-1] += word
            else:
                out.append(word)
        return out

    def _apart(self, word: str) -> tuple[str, ...]:
        """The two words it was run together from, if it was."""
        cuts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        known = [cut for cut in cuts if cut[0] in self._weight and cut[1] in self._weight]
        return max(known, key=lambda cut: sum(self._weight[part] for part in cut), default=(word,))
