"""The words of a course line: numbers with their units, and which of them go up and which down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.profile.rules.amounts import NUMBER, read_number

_TOKEN = re.compile(
    rf"""(?P<number>(?P<sign>neg\ )?(?P<digits>{NUMBER})\s*(?:(?P<km>k(?:ms?)?\b|kilomet(?:er|re)s?\b)
        |(?P<mi>mi\b|miles?\b)|(?P<m>h?m\b|met(?:er|re)s?\b)|(?P<ft>ft\b|feet\b|foot\b|'))?)
    |(?P<up>d\+|↑|\+|up(?:hill)?\b|ascents?\b|climb(?:ing|s)?\b|gain\b|vert(?:ical)?\b)
    |(?P<down>d[-−–]|↓|[-−–]|down(?:hill)?\b|descents?\b|loss\b|drop\b)
    |(?P<same>(?:the\ )?same\b|both\b|each\b)|(?P<flat>flat\b)
    |(?P<filler>[\s,;/&.~:()!?]+|(?:and|of|with|about|around|approx|total|race|the|a|is|it's|in|way|ways|elevation)\b)
    |(?P<other>.)""",
    re.VERBOSE,
)
_WORDED = re.compile(r"d[-+−–]|↑|↓|\b(?:up|down|ascent|climb|gain|vert|descent|loss|drop)")
_SIGN = re.compile(r"(?<![^\s,;(])[-−–](?=\d)")
_BARE_MARK = re.compile(r"(?<!d)[-−–+]")
LABELS = ("up", "down", "same")


class Token(NamedTuple):
    """A word that matters: number, up, down, same, flat, or other for what is not understood."""

    kind: str
    match: re.Match[str]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: what it may mean, its unit (km, mi, m, ft or None), and the labels that belong to it: up, down."""

    values: tuple[float, ...]
    unit: str | None
    labels: frozenset[str]
    negative: bool


def tokens_of(text: str) -> list[Token]:
    """The words of a line, without those that say nothing."""
    line = text.casefold()
    if _WORDED.search(line):  # then + and - are signs and dashes; else they are the labels
        line = _BARE_MARK.sub(" ", _SIGN.sub("neg ", line))
    tokens = [Token(_kind(match), match) for match in _TOKEN.finditer(line)]
    return [token for token in tokens if token.kind != "filler"]


def amounts_of(tokens: Sequence[Token]) -> list[Amount]:
    """The numbers with their labels, which stand before them all ("D+ 2400") or after them all ("850 m up")."""
    places = [index for index, token in enumerate(tokens) if token.kind == "number"]
    climbs = [index for index in places if _unit(tokens[index]) not in ("km", "mi")]
    words = [index for index, token in enumerate(tokens) if token.kind in LABELS]
    leading = bool(words and climbs) and words[0] < climbs[0]
    return [_amount(tokens, place, climbs, leading) for place in places]


def _amount(tokens: Sequence[Token], place: int, climbs: Sequence[int], leading: bool) -> Amount:
    match, unit = tokens[place].match, _unit(tokens[place])
    labels = _labels(tokens, place, climbs, leading) if place in climbs else frozenset()
    return Amount(read_number(match["digits"]), unit, labels, match["sign"] is not None)


def _labels(tokens: Sequence[Token], place: int, climbs: Sequence[int], leading: bool) -> frozenset[str]:
    before = max((other for other in climbs if other < place), default=-1)
    after = min((other for other in climbs if other > place), default=len(tokens))
    near = tokens[before + 1 : place] if leading else tokens[place + 1 : after]
    kinds = {token.kind for token in near if token.kind in LABELS}
    same = "same" in kinds or (after == len(tokens) and any(each.kind == "same" for each in tokens[place:]))
    return frozenset({"up", "down"} if same else kinds)


def _kind(match: re.Match[str]) -> str:
    kinds = ("number", *LABELS, "flat", "filler", "other")
    return next(kind for kind in kinds if match[kind] is not None)


def _unit(token: Token) -> str | None:
    return next((unit for unit in ("km", "mi", "m", "ft") if token.match.groupdict().get(unit)), None)
