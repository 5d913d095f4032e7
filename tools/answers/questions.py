"""The unlabelled questions the table learns from, multiplied from `corpus/`, always in the same way."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "corpus"
LEAST, MOST = 8, 60
"""How many questions a line gives, according to how many it could."""

_EITHER = re.compile(r"\(([^()]*)\)")
_LIST = re.compile(r"<([a-z]+)>")
_DEEPEST = 6


def questions(name: str, seed: int = 0) -> list[str]:
    """Questions from `NAME.txt`, each once, sorted."""
    lists, wishes, asks = _read((FOLDER / f"{name}.txt").read_text("utf-8"))
    frames = _options(" ".join(_lines((FOLDER / "frames.txt").read_text("utf-8"))))
    dice = Random(seed)
    made: set[str] = set()
    for wish in wishes:
        framed = (dice.choice(frames).replace("{}", _fill(wish, lists, dice)) for _ in range(_copies(wish, 4)))
        made.update(map(_tidy, framed))
    for ask in asks:
        made.update(_tidy(_fill(ask, lists, dice)) for _ in range(_copies(ask, 1)))
    return sorted(made)


def _read(text: str) -> tuple[dict[str, list[str]], list[str], list[str]]:
    lists: dict[str, list[str]] = {}
    wishes: list[str] = []
    asks: list[str] = []
    lines = _lines(text)
    for line in lines:
        kind, rest = line[0], line[2:]
        if kind == "=":
            lists[rest] = _options(next(lines))
        else:
            (wishes if kind == "+" else asks).append(rest)
    return lists, wishes, asks


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _options(line: str) -> list[str]:
    return [option.strip() for option in line.split("|")]


def _copies(line: str, times: int) -> int:
    choices = times
    for either in _EITHER.findall(line):
        choices *= either.count("|") + 1
    choices *= 1 << 3 * len(_LIST.findall(line))
    return min(MOST, max(LEAST, choices))


def _fill(line: str, lists: dict[str, list[str]], dice: Random) -> str:
    for _ in range(_DEEPEST):
        line = _EITHER.sub(lambda found: dice.choice(found[1].split("|")), line)
        line = _LIST.sub(lambda found: dice.choice(lists[found[1]]), line)
    return line


def _tidy(line: str) -> str:
    return " ".join(line.split())
