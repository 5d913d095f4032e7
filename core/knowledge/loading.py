"""YAML text to plain values, and to nothing but plain values: no tags, no aliases, no depths."""

from typing import Any

import yaml

from core.knowledge.places import LOADER

DEEPEST = 30  # a pack needs six; at some 100,000 the parser would take the process down


def load_yaml(text: str) -> Any:
    """The data in `text`; YAMLError for what is no YAML and for what is more than a content file needs."""
    _look_through(text)
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - built on a safe loader
    except ValueError as wrong:  # such as a number of ten thousand digits
        raise yaml.YAMLError(str(wrong)) from None


class _Loader(LOADER):  # type: ignore[misc]
    """Refuses a name that stands twice: YAML would forget the first without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _error(key, "a name must be plain words: put text that begins with a brace or bracket in quotes")
            if key.value in seen:
                raise _error(key, f"{key.value!r} stands here twice")
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        """A day, or the words as they stand when the calendar has no such day: the shape then tells what is wanted."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_day)


def _look_through(text: str) -> None:
    """Refuse, before anything is built of it, what grows beyond its text: aliases, and thousands of brackets."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise _error(event, "an alias: write it out, or put text that begins with * in quotes")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _error(event, "too many lists within lists")


def _error(place: Any, what: str) -> yaml.YAMLError:
    return yaml.constructor.ConstructorError(None, None, what, place.start_mark)
