"""Bubbles as an SVG picture: what people say on the right, the coach on the left, its buttons below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from bot.markup import Span
from tools.pictures.excerpt import Bubble
from tools.pictures.wrapping import Line, width, wrapped

WIDTH, EDGE, PAD, SIZE, LEADING = 560, 14, 12, 14.0, 20.0
BUTTON = 30.0
_ROOM = WIDTH - 2 * EDGE - 60


@dataclass
class Sheet:
    """The picture so far; `y` is where the next thing goes."""

    y: float = EDGE
    marks: list[str] = field(default_factory=list)


def drawn(bubbles: Sequence[Bubble], title: str) -> str:
    """The whole picture as SVG; `title` is read to people who cannot see it."""
    sheet = Sheet()
    for bubble in bubbles:
        _bubble(sheet, bubble)
        _buttons(sheet, bubble.choices)
        sheet.y += 10
    height = sheet.y + EDGE - 10
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" role="img" font-family="Helvetica, Arial, sans-serif" '
        f'font-size="{SIZE:.0f}">\n<title>{escape(title)}</title>\n'
        f'<rect width="100%" height="100%" rx="12" fill="#e7edf2"/>'
    )
    return "\n".join([head, *sheet.marks, "</svg>\n"])


def _bubble(sheet: Sheet, bubble: Bubble) -> None:
    lines = wrapped(bubble.text, _ROOM - 2 * PAD, SIZE)
    wide = min(_ROOM, 2 * PAD + max(width("".join(span.text for span in line), SIZE) * 1.06 for line in lines))
    high = 2 * PAD + LEADING * len(lines) - 4
    left = WIDTH - EDGE - wide if bubble.name else EDGE
    colour = "#d3f0d0" if bubble.name else "#ffffff"
    sheet.marks.append(
        f'<rect x="{left:.0f}" y="{sheet.y:.0f}" width="{wide:.0f}" height="{high:.0f}" rx="12" fill="{colour}"/>'
    )
    sheet.marks += _texts(lines, left + PAD, sheet.y + PAD + SIZE - 3)
    sheet.y += high + 6


def _texts(lines: Sequence[Line], left: float, top: float) -> Iterator[str]:
    for number, line in enumerate(lines):
        if line:
            inside = "".join(map(_styled, line))
            yield f'<text x="{left:.0f}" y="{top + number * LEADING:.0f}" xml:space="preserve">{inside}</text>'


def _styled(span: Span) -> str:
    text = escape(span.text)
    if not (span.bold or span.italic):
        return text
    weight = ' font-weight="bold"' if span.bold else ""
    slant = ' font-style="italic" fill="#55606a"' if span.italic else ""
    return f"<tspan{weight}{slant}>{text}</tspan>"


def _buttons(sheet: Sheet, labels: Sequence[str]) -> None:
    """In rows from the left, as many as fit."""
    left = float(EDGE)
    for label in labels:
        wide = width(label, SIZE - 1) + 2 * PAD
        if left > EDGE and left + wide > WIDTH - EDGE:
            left, sheet.y = float(EDGE), sheet.y + BUTTON + 5
        sheet.marks.append(
            f'<rect x="{left:.0f}" y="{sheet.y:.0f}" width="{wide:.0f}" height="{BUTTON:.0f}" rx="9" '
            f'fill="#f7fafc" stroke="#8aa0b2"/>'
            f'<text x="{left + wide / 2:.0f}" y="{sheet.y + 20:.0f}" font-size="{SIZE - 1:.0f}" '
            f'text-anchor="middle" fill="#1d5f8a">{escape(label)}</text>'
        )
        left += wide + 6
    if labels:
        sheet.y += BUTTON + 4
