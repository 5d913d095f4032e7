"""Any JSON, and JSON that nearly is what a platform sends."""

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

Json = Any
Path = tuple[Any, ...]

WORDS = (
    "", " ", "how often should I do calf raises?", "chest pain on the hill", "/today", "/log 5", "/start p_",
    "14 June", "yes", "NaN", "\x00\x01", "\ud83c", "🏔" * 300, "\u202e\u200b", "<b>&amp;</i>", "@everyone **_~`|",
    "'; --", "9" * 5000, "a" * 20000, "session.done:2026-11-23", "setup.edit:race", "faq.topic:none",
    "challenge.log:1:99999999999999999999", "x" * 65, "é" * 64,
)  # fmt: skip
NUMBERS = (0, 1, -1, 2**31, 2**53, -(2**63), 2**64, 10**30, 0.5, -1e308, 1e-9)


def nonsense(dice: random.Random, depth: int = 3) -> Json:
    """Any value that JSON can hold."""
    kind = dice.randrange(7 if depth else 5)
    if kind == 0:
        return dice.choice(WORDS)
    if kind == 1:
        return dice.choice(NUMBERS)
    if kind == 2:
        return dice.choice((None, True, False))
    if kind == 3:
        return "".join(
            chr(dice.choice((dice.randrange(32, 127), dice.randrange(0xD7FF)))) for _ in range(dice.randrange(30))
        )
    if kind == 4:
        return dice.randrange(-(10**6), 10**6)
    if kind == 5:
        return [nonsense(dice, depth - 1) for _ in range(dice.randrange(4))]
    return {str(nonsense(dice, 0)): nonsense(dice, depth - 1) for _ in range(dice.randrange(4))}


def mutated(dice: random.Random, sample: Json) -> Json:
    """The sample with one to four things in it lost, replaced, moved or said otherwise."""
    changed = deepcopy(sample)
    for _ in range(dice.randint(1, 4)):
        places = [*_places(changed)]
        if places:
            dice.choice(CHANGES)(dice, changed, dice.choice(places))
    return changed


def _places(value: Json, path: Path = ()) -> Iterator[Path]:
    """The way to every value within."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from _places(inner, (*path, key))


def _holder(value: Json, path: Path) -> Json:
    for key in path[:-1]:
        value = value[key]
    return value


def _lose(_: random.Random, value: Json, path: Path) -> None:
    del _holder(value, path)[path[-1]]


def _replace(dice: random.Random, value: Json, path: Path) -> None:
    _holder(value, path)[path[-1]] = nonsense(dice)


def _say(dice: random.Random, value: Json, path: Path) -> None:
    """Another value of the same sort."""
    holder, key = _holder(value, path), path[-1]
    same = {str: WORDS, int: NUMBERS, bool: (True, False)}.get(type(holder[key]))
    if same is not None:
        holder[key] = dice.choice(same)


def _move(dice: random.Random, value: Json, path: Path) -> None:
    """What stands elsewhere comes here too."""
    other = dice.choice([*_places(value)])
    _holder(value, path)[path[-1]] = deepcopy(_holder(value, other)[other[-1]])


def _add(dice: random.Random, value: Json, path: Path) -> None:
    """A field that nobody knows."""
    here = _holder(value, path)[path[-1]]
    if isinstance(here, dict):
        here[dice.choice(("new_field", "text", "id", "type", "message"))] = nonsense(dice)


CHANGES: tuple[Callable[[random.Random, Json, Path], None], ...] = (_lose, _replace, _say, _say, _move, _add)
