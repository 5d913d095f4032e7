"""How a reply looks on Telegram: HTML within the limits, and a keyboard."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.markup import Span, drawn, parts, plain
from core.messages import Ask, Choice, Reply

MAX_UNITS = 4096  # of UTF-16, in which Telegram counts, after the tags are read
MAX_ALERT = 200
MAX_HINT = 64
ROW_WIDTH = 32  # characters that a phone shows side by side, buttons' edges included
ROW_BUTTONS = 8

_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

Keyboard = InlineKeyboardMarkup | ForceReply


@dataclass(frozen=True, slots=True)
class Drawn:
    """One Telegram message: HTML of at most 4096 units, and its markup."""

    text: str
    keyboard: Keyboard | None = None


def draw(reply: Reply, *, selective: bool = False) -> list[Drawn]:
    """The messages a reply becomes, the last one with the buttons; nearly always there is one.

    `selective`: only whoever is replied to is asked to type.
    """
    *firsts, last = [html(part) for part in _cut(reply.text)]
    return [*map(Drawn, firsts), Drawn(last, buttons(reply.choices) or _prompt(reply.ask, selective))]


def draw_edit(reply: Reply) -> tuple[str, InlineKeyboardMarkup | None]:
    """The one message that an edit can show: cut when there is more, and with nothing but buttons below."""
    first, *more = _cut(reply.text)
    return html(first) + (" …" if more else ""), buttons(reply.choices)


def draw_alert(reply: Reply) -> str | None:
    """The reply as the small window after a press; None when it does not fit or wants to be answered."""
    text, more = _sendable(plain(reply.text)).strip(), reply.choices or reply.ask or reply.file
    return text if 0 < _units(text) <= MAX_ALERT and not more else None


def cut_alert(reply: Reply) -> str:
    """As much of the reply's words as that window holds."""
    text = _sendable(plain(reply.text)).strip()[: MAX_ALERT - 1]
    while _units(text) >= MAX_ALERT:
        text = text[:-1]
    return f"{text}…"


def html(markup: str) -> str:
    """Our markup as Telegram's HTML; whatever else stands in it is inert."""
    text = drawn(_sendable(markup), _tagged)
    return text if plain(_sendable(markup)).strip() else "…"  # Telegram refuses a message without text


def buttons(choices: Iterable[Choice]) -> InlineKeyboardMarkup | None:
    """The choices in their order, as many in a row as can be read there."""
    rows: list[list[Choice]] = []
    for choice in choices:
        if rows and _fits([*rows[-1], choice]):
            rows[-1].append(choice)
        else:
            rows.append([choice])
    return InlineKeyboardMarkup([[_button(each) for each in row] for row in rows]) if rows else None


def link_button(label: str, url: str) -> InlineKeyboardMarkup:
    """A single button that leads somewhere."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, url=url)]])


def _button(choice: Choice) -> InlineKeyboardButton:
    return InlineKeyboardButton(_sendable(choice.label).strip() or "…", callback_data=choice.action.token)


def _fits(row: list[Choice]) -> bool:
    """Telegram gives every button of a row the same width."""
    return len(row) <= ROW_BUTTONS and len(row) * (max(len(each.label) for each in row) + 1) <= ROW_WIDTH


def _prompt(ask: Ask | None, selective: bool) -> ForceReply | None:
    if ask is None:
        return None
    hint = _sendable(ask.hint).strip()
    hint = hint if _units(hint) <= MAX_HINT else hint[: MAX_HINT // 2]
    return ForceReply(selective=selective, input_field_placeholder=hint or None)


def _tagged(span: Span) -> str:
    text = escape(span.text, quote=False)
    text = f"<i>{text}</i>" if span.italic else text
    return f"<b>{text}</b>" if span.bold else text


def _cut(markup: str) -> list[str]:
    """Pieces that fit in a message each, even if every character counts twice."""
    return [markup] if _units(markup) <= MAX_UNITS else parts(markup, MAX_UNITS // 2 - 2)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def _sendable(text: str) -> str:
    """Without control characters and halves of characters, which cannot travel."""
    return _UNSENDABLE.sub("", text)
