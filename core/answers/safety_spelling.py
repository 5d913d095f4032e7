"""Words as typed, mended towards the words of the lexicon: slips of the fingers, of the ear and of the space bar."""

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

# Letters of a word that is mended by guess: shorter ones have too many real neighbours, longer ones are noise.
SHORTEST, LONGEST = 3, 16
PLAIN = 4  # letters from which every word of the lexicon is guessed at, not only the key words
TWO_SLIPS = 8  # letters of a word that is still itself after two slips

_ENDINGS = ("s", "es", "ed", "er", "ers", "ing", "ly", "ness", "less")

_STRETCHED = [
    (re.compile(r"(.)\1{2,}"), r"\1\1"),
    (re.compile(r"(.)\1{2,}"), r"\1"),
    (re.compile(r"(.)\1+"), r"\1"),
]
_SOUNDS = [
    (re.compile(sound), letter)
    for sound, letter in (
        ("ph", "f"),
        ("^k?n|^gn", "n"),
        ("^wr", "r"),
        ("mb$|mn$", "m"),
        ("gh|(?<=[aeiou])h", ""),
        ("c(?=[eiy])|z", "s"),
        ("ck|c(?!h)|q|x", "k"),
        ("[ts]i(?=on|ous)|sch", "sh"),
        ("[aeiouyw]+", "a"),
        (r"(.)\1+", r"\1"),
    )
]

Guesses = tuple[str, ...]  # what one typed word may mean, in order of the alphabet


class Spelling:
    """Reads typed words: a table first, then guesses for what is no word at all.

    ``known`` are the lexicon's words and stems (``flutter*``), ``ordinary`` other real words, which stay as they are;
    guesses go to known words of four letters or more, and to the shorter ``key_words``.
    """

    def __init__(
        self,
        known: AbstractSet[str],
        key_words: AbstractSet[str],
        ordinary: AbstractSet[str],
        table: Mapping[str, str],
    ) -> None:
        self._known, self._ordinary, self._table = known | key_words, ordinary, table
        self._stems = frozenset(word for word in known if word.endswith("*"))
        plain = {word for word in self._known if word.isalpha()}
        targets = sorted(word for word in plain if len(word) >= PLAIN or word in key_words)
        self._near = _index(targets, _shortened)
        self._alike = _index(targets, lambda word: {_sound(word)})
        self._swapped = _index(sorted(word for word in plain if len(word) == SHORTEST), _swaps)
        self.meant = lru_cache(maxsize=4096)(self._meant)
        self.keys = lru_cache(maxsize=4096)(self._keys)

    def is_word(self, word: str) -> bool:
        """Whether the word stands for itself."""
        if word in self._known or word in self._ordinary or self._stems_of(word):
            return True
        bases = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        return any(len(base) > SHORTEST and base in self._ordinary and base not in self._known for base in bases)

    def joins(self, left: str, right: str) -> bool:
        """Whether two pieces are one word of the lexicon with a stray space inside: "swol len"."""
        whole = left + right
        if len(whole) <= PLAIN or whole not in self._known:
            return False
        strange = [part for part in (left, right) if part not in self._known]
        return any(len(part) <= SHORTEST or not self.is_word(part) for part in strange)

    def _meant(self, typed: str) -> tuple[Guesses, ...]:
        word = typed if typed in self._ordinary or typed.isdigit() else _unstretch(typed, self._known)
        if plain := self._table.get(word):
            return tuple((part,) for part in plain.split())
        if self.is_word(word) or not SHORTEST <= len(word) <= LONGEST:
            return ((word,),)
        guesses = self._slips(word) or self._alike.get(_sound(word), [])
        return (tuple(guesses),) if guesses else self._apart(word)

    def _slips(self, typed: str) -> list[str]:
        """Known words the fewest slips away."""
        near = {word: _slips(typed, word) for short in _shortened(typed) for word in self._near.get(short, ())}
        near |= dict.fromkeys(self._swapped.get(typed, ()), 1)
        fewest = min(near.values(), default=0)
        return sorted(word for word, slips in near.items() if slips == fewest and _is_safe(typed, word, slips))

    def _apart(self, word: str) -> tuple[Guesses, ...]:
        """The two words it was run together from, one of them the lexicon's: "chestpain"."""
        cuts = [(word[:at], word[at:]) for at in range(1, len(word))]
        for short, long in sorted((sorted(cut, key=len) for cut in cuts), key=lambda cut: -len(cut[0])):
            if long in self._known and len(long) > SHORTEST and self._may_cling(short):
                return ((short,), (long,)) if word.startswith(short) else ((long,), (short,))
        return ((word,),)

    def _may_cling(self, part: str) -> bool:
        return part in self._known or (len(part) > SHORTEST and self.is_word(part))

    def _keys(self, guesses: Guesses) -> tuple[str, ...]:
        """The lexicon's patterns that a word fits, whichever of the guesses was meant."""
        return (*guesses, "_", *(stem for word in guesses for stem in self._stems_of(word)))

    def _stems_of(self, word: str) -> tuple[str, ...]:
        ends = range(3, min(len(word), LONGEST) + 1)
        return tuple(stem for end in ends if (stem := word[:end] + "*") in self._stems)


def _index(words: Iterable[str], keys_of: Callable[[str], AbstractSet[str]]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in words:
        for key in keys_of(word):
            index.setdefault(key, []).append(word)
    return index


def _unstretch(word: str, known: AbstractSet[str]) -> str:
    """The word without letters held down too long: "paaain", "toees"."""
    if word in known:
        return word
    twice, once, single = (pattern.sub(new, word) for pattern, new in _STRETCHED)
    return next((shorter for shorter in (twice, once, single) if shorter in known), twice)


def _sound(word: str) -> str:
    """Roughly how it is spoken; words with little but vowels stand only for themselves."""
    sound = word
    for pattern, letter in _SOUNDS:
        sound = pattern.sub(letter, sound)
    return sound if len(sound.replace("a", "")) > 2 else word


def _shortened(word: str) -> set[str]:
    """The word with one letter gone, or two of a long one."""
    gone = 2 if TWO_SLIPS - 1 <= len(word) <= 2 * TWO_SLIPS - 3 else 1
    shorter = found = {word}
    for _ in range(gone):
        shorter = {long[:at] + long[at + 1 :] for long in shorter for at in range(len(long))}
        found = found | shorter
    return found


def _swaps(word: str) -> set[str]:
    return {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)} - {word}


def _is_safe(typed: str, real: str, slips: int) -> bool:
    """Whether the guess is safe: two slips need a long word, one in a short word must leave its beginning."""
    if slips > 1:
        return slips == 2 and min(len(real), len(typed) + 1) >= TWO_SLIPS and typed[0] == real[0]
    return len(typed) >= PLAIN or typed[0] == real[0] or sorted(typed) == sorted(real)


def _slips(typed: str, real: str) -> int:
    """Missing, extra, wrong and swapped letters between them (Damerau 1964)."""
    before, last = list[int](), list(range(len(real) + 1))
    for i, letter in enumerate(typed, 1):
        row = [i]
        for j, other in enumerate(real, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != other)))
            if i > 1 and j > 1 and letter == real[j - 2] and typed[i - 2] == other:
                row[j] = min(row[j], before[j - 2] + 1)
        before, last = last, row
    return last[-1]
