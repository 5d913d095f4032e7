"""Telegram's rules for what a bot may send; `Refused` in Telegram's words when one is broken."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

MAX_TEXT = 4096
TAGS = {
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "code",
    "pre",
    "a",
    "blockquote",
    "tg-spoiler",
}
ENTITIES = {"lt", "gt", "amp", "quot"}


class Refused(Exception):
    """The server's "no": an HTTP status and a description."""

    def __init__(self, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.status = status
        self.description = description


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def read_text(params: dict[str, Any]) -> tuple[str, str]:
    """(text as people read it, the same with its tags); checks the parse mode and the length."""
    source = str(params.get("text", ""))
    mode = params.get("parse_mode")
    if mode not in (None, "HTML"):
        raise Refused(f"Bad Request: this project speaks HTML, not {mode}")
    text = _Reader(source).text if mode else source
    if not text.strip():
        raise Refused("Bad Request: message text is empty")
    if units(text) > MAX_TEXT:
        raise Refused("Bad Request: message is too long")
    if re.search("[\x00-\x08\x0b-\x1f\x7f]", text):
        raise Refused("Bad Request: control characters in the text")
    return text.strip(), source.strip()


def check_markup(markup: dict[str, Any]) -> None:
    """Check a reply_markup: an inline keyboard or a forced reply."""
    if set(markup) - {"inline_keyboard"} == set() and markup:
        _check_keyboard(markup["inline_keyboard"])
    elif markup.get("force_reply") is True:
        _only(markup, {"force_reply", "selective", "input_field_placeholder"})
        hint = markup.get("input_field_placeholder")
        if hint is not None and not 1 <= units(hint) <= 64:
            raise Refused("Bad Request: input field placeholder must have 1 to 64 characters")
    else:
        raise Refused("Bad Request: unknown reply markup")


def _check_keyboard(rows: list[list[dict[str, Any]]]) -> None:
    if sum(map(len, rows)) > 100 or any(not 1 <= len(row) <= 8 for row in rows):
        raise Refused("Bad Request: at most 100 buttons, 1 to 8 in a row")
    for button in [each for row in rows for each in row]:
        _only(button, {"text", "callback_data", "url"})
        if not button.get("text", "").strip():
            raise Refused("Bad Request: text buttons are unallowed in the inline keyboard")
        if ("callback_data" in button) == ("url" in button):
            raise Refused("Bad Request: a button has exactly one purpose")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refused("Bad Request: BUTTON_DATA_INVALID")
        if "url" in button and urlsplit(button["url"]).scheme not in ("http", "https", "tg"):
            raise Refused("Bad Request: BUTTON_URL_INVALID")


def _only(value: dict[str, Any], known: set[str]) -> None:
    if unknown := set(value) - known:
        raise Refused(f"Bad Request: unknown fields {sorted(unknown)}")


class _Reader(HTMLParser):
    """Reads Telegram's HTML as strictly as Telegram does."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self._open: list[str] = []
        self._refuse_stray_brackets(source)
        self.feed(source)
        self.close()
        if self._open:
            raise Refused(f"Bad Request: can't parse entities: can't find end tag for \"{self._open[-1]}\"")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise Refused(f'Bad Request: can\'t parse entities: unsupported start tag "{tag}"')
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            raise Refused("Bad Request: can't parse entities: unexpected end tag")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_entityref(self, name: str) -> None:
        if name not in ENTITIES:
            raise Refused("Bad Request: can't parse entities: unsupported entity")
        self.text += unescape(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text += unescape(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        raise Refused("Bad Request: can't parse entities: comments")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    @staticmethod
    def _refuse_stray_brackets(source: str) -> None:
        if re.search(r"<(?!/?[a-z])|&(?!#?\w+;)", source) or re.search(r">", re.sub(r"</?[a-z][^<>]*>", "", source)):
            raise Refused("Bad Request: can't parse entities: a bracket that is no tag")
