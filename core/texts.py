"""What the coach says, by key: the wording is content, so a coach can change it without code."""

import re
from collections.abc import Iterator, Mapping

_SPECIAL = re.compile(r"([\\*_`\[\]~|])")


class Markup(str):
    """Text that is already in our Markdown subset and is put into a sentence as it is."""

    __slots__ = ()


def escape(text: str) -> str:
    """Make somebody's text inert: no character of it is read as markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


class Texts:
    """The catalogue of one language."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self._sentences = sentences

    def __contains__(self, key: str) -> bool:
        return key in self._sentences

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def sentence(self, key: str) -> str:
        """The sentence under a key with its blanks still open."""
        return self._sentences[key]

    def say(self, key: str, **values: object) -> str:
        """The sentence under `key` with its values filled in; values are escaped unless they are Markup.

        KeyError when the catalogue lacks the key or the sentence needs a value that is not given.
        """
        return self._sentences[key].format_map({name: _inserted(value) for name, value in values.items()})


def _inserted(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(value)
    return value
