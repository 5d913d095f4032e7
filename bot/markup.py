"""Our Markdown subset (**bold**, _italic_, `- ` lists, backslash escapes) as spans that any platform can draw."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_STYLED = re.compile(
    r"""\\(?P<escaped>[\\*_`\[\]~|])
      | \*\*(?P<bold>(?:\\.|[^\n\\*])+)\*\*
      | (?<!\w)_(?P<italic>(?:\\.|[^\n\\_])+)_(?!\w)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


def spans(markup: str) -> list[Span]:
    """Split markup into styled pieces; a marker without its partner is drawn as it stands."""
    bulleted = re.sub(r"^- ", "• ", markup, flags=re.MULTILINE)
    return [span for span in _styled(bulleted, Span("")) if span.text]


def drawn(markup: str, draw: Callable[[Span], str]) -> str:
    """The markup with every span put through `draw`."""
    return "".join(draw(span) for span in spans(markup))


def plain(markup: str) -> str:
    """The markup as bare text."""
    return drawn(markup, lambda span: span.text)


def parts(markup: str, limit: int) -> list[str]:
    """Cut markup into pieces of at most `limit` characters, at paragraph, line or word ends where there are any."""
    pieces = []
    rest = markup.strip()
    while len(rest) > limit:
        ends = (rest.rfind(end, 1, limit) for end in ("\n\n", "\n", " "))
        cut = next((end for end in ends if end > 0), limit)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest]


def _styled(text: str, style: Span) -> Iterator[Span]:
    start = 0
    for match in _STYLED.finditer(text):
        yield Span(text[start : match.start()], style.bold, style.italic)
        start = match.end()
        if match["escaped"]:
            yield Span(match["escaped"], style.bold, style.italic)
        elif match["bold"]:
            yield from _styled(match["bold"], Span("", True, style.italic))
        else:
            yield from _styled(match["italic"], Span("", style.bold, True))
    yield Span(text[start:], style.bold, style.italic)
