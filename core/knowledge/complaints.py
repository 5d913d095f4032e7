"""What pydantic finds wrong, in words for somebody who has never heard of it, with the mend."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from core.knowledge.problems import meant

Facts = Mapping[str, Any]  # the error's own numbers, and what was given

NO_FIELD = ("unexpected_keyword_argument", "extra_forbidden")
_LIST = 'must be a list: [one, two], or one entry a line, each behind "- "'
_LINES = "must be lines of the form `name: value`, indented below it"

_SAID: Mapping[str, str] = {
    "missing": "is missing",
    "literal_error": "is {given!r}: write {expected}",
    "int_": "must be a whole number, not {given!r}",
    "float_": "must be a number, not {given!r}",
    "bool_": "must be true or false, not {given!r}",
    "date_": "must be a day such as 2026-11-22, not {given!r}",
    "string_type": "must be text: put it in quotes",
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _LINES,
    "mapping_type": _LINES,
    "model_type": _LINES,
    "dataclass_type": _LINES,
    "greater_than_equal": "is {given}: {ge} is the least",
    "less_than_equal": "is {given}: {le} is the most",
    "value_error": "{error}",
}


def name_of(where: Sequence[Any]) -> str:
    """The part of a file in words: `dose.sets, entry 2`."""
    steps = [f"entry {step + 1}" if isinstance(step, int) else str(step) for step in where if step != "[key]"]
    name = steps[0]
    for before, step in pairwise(steps):
        name += f"{', ' if 'entry ' in before + step else '.'}{step}"
    return name


def in_words(error: Facts, names: Iterable[str]) -> str:
    """One of pydantic's errors; `names` are those that the file may use."""
    kind = error["type"]
    if kind in NO_FIELD:
        return "is not a known name here" + meant(str(error["loc"][-1]), names)
    facts = {**error.get("ctx", {}), "given": error["input"]}
    if kind in _COUNTED:
        return _COUNTED[kind](facts)
    said = next((said for start, said in _SAID.items() if kind.startswith(start)), None)
    return said.format_map(facts) if said is not None else error["msg"][:1].lower() + error["msg"][1:]


def _too_much_text(facts: Facts) -> str:
    length, most = len(facts["given"]), facts["max_length"]
    return f"has {length} characters, {length - most} more than the {most} that fit: shorten it"


def _too_little_text(facts: Facts) -> str:
    length, least = len(facts["given"]), facts["min_length"]
    return f"has {length} characters, at least {least} are needed" if length else "is empty: write something"


def _too_many(facts: Facts) -> str:
    over = facts["actual_length"] - facts["max_length"]
    return f"has {facts['actual_length']} entries, {facts['max_length']} at most: take out {over}"


def _too_few(facts: Facts) -> str:
    under = facts["min_length"] - facts["actual_length"]
    return f"has {facts['actual_length']} entries, at least {facts['min_length']} are needed: add {under}"


_COUNTED: Mapping[str, Callable[[Facts], str]] = {
    "string_too_long": _too_much_text,
    "string_too_short": _too_little_text,
    "too_long": _too_many,
    "too_short": _too_few,
}
