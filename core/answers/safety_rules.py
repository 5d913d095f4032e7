"""The written lexicon of the red flags as plain data, and how one of its signs is read.

A sign is one line, for example ``{calf} + {swelling} ! {gym} / 6``:

``+``  the words stand near the first ones (within so many places, either side); ``>`` also after them
``&``  they stand in the same story (within ``STORY`` places); ``!`` they do not stand near the first ones
``|``  one or the other; ``{calf}`` is a named group of words; ``/ 6`` is the reach, else ``REACH`` places

Inside words, ``lock/locks`` is either word, ``flutter*`` any ending, ``NUMBER`` any number, ``YYYY`` a year,
``_`` any word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

REACH = 8
STORY = 45  # two signs further apart belong to two questions

_MARK = re.compile(r"([=+>&!])")
_REACH = re.compile(r"\s/\s+(\d+)\b")
_GROUP = re.compile(r"\{([\w ]+)\}")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """One red flag: the row of the evidence sheet and the signs that raise it, as lexicon lines."""

    id: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quiet:
    """Words that silence signs around them: "no", "how to prevent", "years ago".

    ``before`` and ``after`` are counted in words; the silence ends with the ``clause``, the ``sentence`` or the
    ``message``; any ``unless`` phrase within it cancels it.
    """

    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    before: int = 0
    after: int = 5
    ends: str = "clause"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The language around the signs: groups of words, idioms, fillers, spellings and what silences a sign.

    ``spellings`` maps what people type to what they mean; words of four letters or more are recognised through a
    slip, of the shorter ones only the ``key_words``; ``lookalikes`` are real words that stay as they are;
    no silence reaches past the ``turns``, at which a story goes another way ("but", "now").
    """

    groups: Mapping[str, Sequence[str]]
    idioms: tuple[str, ...] = ()
    fillers: frozenset[str] = frozenset()
    spellings: Mapping[str, str] = field(default_factory=dict)
    key_words: frozenset[str] = frozenset()
    lookalikes: frozenset[str] = frozenset()
    clause_ends: frozenset[str] = frozenset()
    turns: frozenset[str] = frozenset()
    quiets: tuple[Quiet, ...] = ()
    _written_out: dict[str, Sequence[Phrase]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def phrases(self, text: str, seen: tuple[str, ...] = ()) -> Iterator[Phrase]:
        """Every phrase that a group, an alternative or a plain wording stands for, without fillers.

        Raises ValueError for a group that does not exist or that contains itself.
        """
        for choice in text.split("|"):
            if group := _GROUP.fullmatch(choice.strip()):
                yield from self._group(group[1], seen)
            else:
                yield from self._wordings(choice)

    def _group(self, name: str, seen: tuple[str, ...]) -> Sequence[Phrase]:
        if name not in self.groups or name in seen:
            raise ValueError(f"there is no usable group {{{name}}}")
        if name not in self._written_out:
            texts = self.groups[name]
            self._written_out[name] = [phrase for text in texts for phrase in self.phrases(text, (*seen, name))]
        return self._written_out[name]

    def _wordings(self, text: str) -> Iterator[Phrase]:
        words = [word.split("/") for word in text.replace("'", "").lower().split()]
        for wording in product(*words):
            if kept := tuple(word for word in wording if word not in self.fillers):
                yield kept


@dataclass(frozen=True, slots=True)
class Sign:
    """One parsed line: the words it hangs on, and what must or must not stand around them."""

    anchor: str
    near: tuple[str, ...]
    after: tuple[str, ...]
    story: tuple[str, ...]
    without: tuple[str, ...]
    reach: int

    @property
    def wanted(self) -> tuple[str, ...]:
        """The wordings that must all be in the message."""
        return (self.anchor, *self.near, *self.after, *self.story)

    @property
    def wordings(self) -> tuple[str, ...]:
        """All its wordings, wanted or not."""
        return (*self.wanted, *self.without)


def read_sign(line: str) -> Sign:
    """Parse one lexicon line; raises ValueError in plain words if it is not one."""
    reaches = [int(reach) for reach in _REACH.findall(line)]
    parts: dict[str, list[str]] = {mark: [] for mark in "=+>&!"}
    _, *pieces = _MARK.split("=" + _REACH.sub(" ", line))
    for mark, words in zip(pieces[::2], pieces[1::2], strict=True):
        parts[mark].append(words.strip())
    if len(parts["="]) != 1 or len(reaches) > 1 or not all(all(words) for words in parts.values()):
        raise ValueError(f"a sign is words joined by + > & or !, and one reach at most: {line!r}")
    near, after, story, without = (tuple(parts[mark]) for mark in "+>&!")
    return Sign(parts["="][0], near, after, story, without, (*reaches, REACH)[0])
