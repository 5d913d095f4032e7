"""Replies as Discord draws them: texts within the limit, buttons, a select, a form."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

import discord

from bot.markup import Span, parts, spans
from core.messages import Choice, Document, Reply

MAX_CONTENT = 2000
ROW = 5
MAX_BUTTONS = 2 * ROW  # more become a select, which takes two taps for everything
MAX_BUTTON_LABEL = 80
MAX_TITLE = 45

Say = Callable[[str], str]

_ASK = "ask"
_UNDRAWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LINK = r"(?P<link>https?://(?:(?!~~)[^\s<>()\[\]*|`\\])+)"
_SPECIAL = re.compile(_LINK + r"|[\\*_~|`\[\]]|<(?=[@#:/]|\w+:)|^[>#-]|(?<=^\d)\.(?= )|(?<=^\d\d)\.(?= )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One Discord message: its text and, under the last one, its buttons and a file."""

    content: str
    view: discord.ui.View | None = None
    document: Document | None = None

    @property
    def extras(self) -> dict[str, Any]:
        """The view and the file, in the words of discord.py, where there are any; a file can be read once."""
        extras: dict[str, Any] = {} if self.view is None else {"view": self.view}
        if self.document is not None:
            extras["file"] = discord.File(BytesIO(self.document.content), self.document.name)
        return extras


def messages(reply: Reply, say: Say) -> list[Part]:
    """Draw a reply, as several messages when it is long; needs a running loop, as discord.py's views do."""
    *before, last = contents(reply.text)
    return [*map(Part, before), Part(last, _controls(reply, say), reply.file)]


def contents(markup: str) -> list[str]:
    """The markup as texts Discord accepts: escaping makes them longer, so cut shorter until all fit."""
    markup = _UNDRAWABLE.sub("", markup).strip() or "…"
    for limit in (MAX_CONTENT, MAX_CONTENT * 2 // 3, MAX_CONTENT // 2 - 10):
        texts = [_text(piece) for piece in parts(markup, limit)]
        if all(len(text) <= MAX_CONTENT for text in texts):
            break
    return texts


def form(token: str, say: Say) -> discord.ui.Modal:
    """The form in which an open question is answered by typing."""
    title = say("platform.type_answer")[:MAX_TITLE]
    modal = discord.ui.Modal(title=title, custom_id=token)
    field: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(custom_id="answer")
    modal.add_item(discord.ui.Label(text=title, component=field))
    modal.stop()  # else discord.py keeps it in memory; the raw event brings the answer
    return modal


def token_in(custom_id: str) -> str:
    """The action's token in a button's id or a select's value."""
    return custom_id.partition("~")[2]


def asks(custom_id: str) -> bool:
    """Whether this button opens the form of a question."""
    return custom_id.startswith(f"{_ASK}~")


def _controls(reply: Reply, say: Say) -> discord.ui.View | None:
    if not reply.choices and reply.ask is None:
        return None
    view = discord.ui.View(timeout=None)
    if len(reply.choices) > MAX_BUTTONS:
        view.add_item(_select(reply.choices, say("platform.choose")))
    else:
        for number, choice in enumerate(reply.choices):
            view.add_item(discord.ui.Button(label=_label(choice), custom_id=_id(number, choice), row=number // ROW))
    if reply.ask is not None:
        label = say("platform.type_answer")[:MAX_BUTTON_LABEL]
        view.add_item(
            discord.ui.Button(label=label, custom_id=f"{_ASK}~{reply.ask.action.token}", row=MAX_BUTTONS // ROW)
        )
    view.stop()  # else discord.py keeps it in memory; the raw event brings the press, also after a restart
    return view


def _select(choices: tuple[Choice, ...], placeholder: str) -> discord.ui.Select[discord.ui.View]:
    options = [
        discord.SelectOption(label=_label(choice), value=_id(number, choice)) for number, choice in enumerate(choices)
    ]
    return discord.ui.Select(custom_id="choose", placeholder=placeholder[:MAX_BUTTON_LABEL], options=options, row=0)


def _id(number: int, choice: Choice) -> str:
    # The number only makes it unique: Discord refuses two controls with one id, the coach may offer them.
    return f"{number}~{choice.action.token}"


def _label(choice: Choice) -> str:
    return choice.label.strip() or "…"


def _text(markup: str) -> str:
    drawn = ""
    for bold, group in groupby(spans(markup), key=lambda span: span.bold):
        drawn += _wrapped("".join(_plain(span) for span in group), "**" if bold else "")
    return drawn if drawn.strip() else _escaped(markup)


def _plain(span: Span) -> str:
    return _wrapped(_escaped(span.text), "_" if span.italic else "")


def _wrapped(text: str, marker: str) -> str:
    """Put the marker right around the words: Discord draws no style where a space follows the marker."""
    words = text.strip()
    if not words or not marker:
        return text
    before, _, after = text.partition(words)
    return f"{before}{marker}{words}{marker}{after}"


def _escaped(text: str) -> str:
    """Text that shows as it stands: no markdown, no mention, no time or command in disguise; links stay whole."""
    inert = _SPECIAL.sub(lambda found: found[0] if found["link"] else f"\\{found[0]}", text)
    return discord.utils.escape_mentions(inert)
