"""Questions as coaches see them: however many and long they are, they fit one message. Pure."""

from collections.abc import Iterable

from core.texts import Markup, escape

LONGEST_LIST = 3000  # characters


def cut(text: str, most: int) -> str:
    """The text, or as much of it as fits."""
    return text if len(text) <= most else f"{text[: most - 2]} …"


def as_list(texts: Iterable[str]) -> Markup:
    """One text a line, as many as fit."""
    lines, size = [], 0
    for line in (f"- {escape(each)}" for each in texts):
        size += len(line) + 1
        if size > LONGEST_LIST:
            lines.append("- …")
            break
        lines.append(line)
    return Markup("\n".join(lines))
