"""Markdown and YAML files to checked values; every error names its file and line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times as fast where libyaml is built in
MAX_FILE = 400_000  # bytes: a content file larger than this is a mistake
_FRONT = re.compile(r"\A---\n(?P<front>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)


@dataclass(slots=True)
class Problems:
    """Everything wrong with a pack, collected so that a coach sees it all at once."""

    root: Path
    lines: list[str] = field(default_factory=list)

    def add(self, path: Path, line: int, what: str) -> None:
        """Note one problem."""
        self.lines.append(f"{path.relative_to(self.root)}:{line}: {what}")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its data and where each part of it stands."""

    path: Path
    data: Any
    text: str
    first_line: int = 1

    def line_of(self, where: Sequence[int | str]) -> int:
        """The line of the part at `where`, or of the nearest part around it."""
        node = yaml.compose(self.text, Loader=LOADER)
        for step in where:
            inner = _child(node, step)
            if inner is None:
                break
            node = inner
        return self.first_line + (node.start_mark.line if node is not None else 0)


def read_yaml(path: Path, problems: Problems) -> Document | None:
    """Parse a YAML file; None when it cannot be read, with the reason in `problems`."""
    text = read_text(path, problems)
    return None if text is None else _parse(path, text, 1, problems)


def read_markdown(path: Path, problems: Problems) -> tuple[Document, str] | None:
    """Parse a Markdown file with front matter into its document and its body."""
    text = read_text(path, problems)
    if text is None:
        return None
    match = _FRONT.match(text)
    if match is None:
        problems.add(path, 1, "must begin with front matter between two lines of ---")
        return None
    document = _parse(path, match["front"], 2, problems)
    return None if document is None else (document, match["body"].strip())


def checked(shape: Any, document: Document, data: Any, problems: Problems, at: tuple[str, ...] = ()) -> Any:
    """`data` as a `shape`; None when it does not fit, with every reason in `problems`."""
    try:
        return _adapter(shape).validate_python(data)
    except ValidationError as wrong:
        for each in wrong.errors():
            where = (*at, *each["loc"])
            name = ".".join(str(step) for step in where)
            problems.add(document.path, document.line_of(where), f"{name}: {_in_words(each['msg'], each['type'])}")
        return None


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape, config=None)


def read_text(path: Path, problems: Problems) -> str | None:
    """The text of a file; None when it cannot be read, with the reason in `problems`."""
    if path.stat().st_size > MAX_FILE:
        problems.add(path, 1, f"is larger than {MAX_FILE} bytes")
        return None
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        problems.add(path, 1, "is not UTF-8 text")
        return None


def _parse(path: Path, text: str, first_line: int, problems: Problems) -> Document | None:
    try:
        data = yaml.load(text, Loader=LOADER)  # noqa: S506 - both loaders are safe ones
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problems.add(path, line, f"is not valid YAML: {getattr(wrong, 'problem', wrong)}")
        return None
    if not isinstance(data, Mapping):
        problems.add(path, first_line, "must be a list of `name: value` lines")
        return None
    return Document(path, data, text, first_line)


def _child(node: Any, step: int | str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def _in_words(message: str, kind: str) -> str:
    if kind == "missing":
        return "is missing"
    if kind == "unexpected_keyword_argument":
        return "is not a known name here"
    return message[:1].lower() + message[1:]
