"""Markdown and YAML files to checked values; every error names its file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from core.knowledge.complaints import in_words, name_of
from core.knowledge.loading import load_yaml
from core.knowledge.places import FRONT, TEXT, Place
from core.knowledge.problems import Problems

MAX_FILE = 400_000  # bytes: a content file larger than this is a mistake
_MEND = "look for a colon, bracket or quote without its partner, or for wrong spaces, in this line or the one before"


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file and its data."""

    path: Path
    data: Mapping[Any, Any]


def read_yaml(path: Path, problems: Problems) -> Document | None:
    """Parse a YAML file; None when it cannot be read, with the reason in `problems`."""
    text = read_text(path, problems)
    return None if text is None else _parse(path, text, 1, problems)


def read_markdown(path: Path, problems: Problems) -> tuple[Document, str] | None:
    """Parse a Markdown file with front matter into its document and its body."""
    text = read_text(path, problems)
    if text is None:
        return None
    match = FRONT.match(text)
    if match is None:
        problems.add(path, 1, "must begin with front matter between two lines of ---")
        return None
    document = _parse(path, match["front"], 2, problems)
    return None if document is None else (document, match["body"].strip())


def checked(shape: Any, document: Document, data: Any, problems: Problems, at: tuple[str, ...] = ()) -> Any:
    """`data` as a `shape`; None when it does not fit, with every reason in `problems`."""
    try:
        return adapter(shape).validate_python(data)
    except ValidationError as wrong:
        for each in wrong.errors():
            where = (*at, *each["loc"])
            what = in_words(each, names_in(shape))
            what = f"{name_of(where)}: {what}" if where else what
            problems.add(document.path, Place(document.path, where).line(), what)
        return None


@cache
def adapter(shape: Any) -> TypeAdapter[Any]:
    """What pydantic checks a shape with."""
    return TypeAdapter(shape, config=None)


def names_in(shape: Any) -> set[str]:
    """Every name that a file of this shape may use, at any depth."""
    return set(_names(adapter(shape).json_schema()))


def read_text(path: Path, problems: Problems) -> str | None:
    """The text of a file; None when it cannot be read, with the reason in `problems`."""
    try:
        if path.stat().st_size > MAX_FILE:
            problems.add(path, 1, f"is larger than {MAX_FILE} bytes")
            return None
        return path.read_text(encoding=TEXT)
    except UnicodeDecodeError:
        problems.add(path, 1, "is not UTF-8 text")
    except OSError as wrong:
        problems.add(path, 1, f"cannot be read: {wrong.strerror}")
    return None


def _parse(path: Path, text: str, first_line: int, problems: Problems) -> Document | None:
    try:
        data = load_yaml(text)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        what = str(getattr(wrong, "problem", wrong)).partition("\n")[0]
        problems.add(path, line, f"is not valid YAML ({what}): {_MEND}")
        return None
    if not isinstance(data, Mapping):
        problems.add(path, first_line, "must be a list of `name: value` lines")
        return None
    return Document(path, data)


def _names(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        yield from schema.get("properties", ())
        schema = schema.values()
    for part in schema if not isinstance(schema, str | int | float | None) else ():
        yield from _names(part)
