"""Discord's limits on what a bot sends: everything beyond them is refused, and so is every unknown field."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.fakes.discord.errors import EMPTY_MESSAGE, invalid

Json = dict[str, Any]

ROW, BUTTON, SELECT, TEXT_INPUT, LABEL = 1, 2, 3, 4, 18

_MESSAGE = {"content", "tts", "nonce", "enforce_nonce", "allowed_mentions", "components", "flags"}
_MESSAGE |= {"attachments", "files"}
MAX_UPLOAD = 10 * 1024 * 1024  # bytes
_BUTTON = {"type", "id", "style", "label", "custom_id", "disabled"}
_SELECT = {"type", "id", "custom_id", "options", "placeholder", "min_values", "max_values", "disabled", "required"}
_INPUT = {"type", "id", "custom_id", "label", "style", "required", "min_length", "max_length", "placeholder", "value"}
_COMMAND = {
    "name", "description", "type", "options", "nsfw", "dm_permission",
    "default_member_permissions", "contexts", "integration_types",
}  # fmt: skip
_OPTION = {"type", "name", "description", "required"}
_NAME = re.compile(r"[-_\w]{1,32}")


def check_message(body: Json, *, edit: bool = False) -> None:
    """A message to send, or the changes to one."""
    _fields(body, _MESSAGE, "message")
    content = body.get("content")
    if not edit and not (content or "").strip():
        raise EMPTY_MESSAGE
    if content is not None:
        _length(content, 0, 2000, "content")
    if any(len(content) > MAX_UPLOAD for _, content in body.get("files", ())):
        raise invalid("files", "Request entity too large")
    if len(body.get("attachments") or []) != len(body.get("files", ())):
        raise invalid("attachments", "every file is told of, and nothing else")
    if "nonce" in body:
        _length(str(body["nonce"]), 1, 25, "nonce")
    if body.get("flags", 0) & ~64:
        raise invalid("flags", "only ephemeral is expected here")
    _check_rows(body.get("components") or [])


def check_modal(body: Json) -> None:
    """A form."""
    _fields(body, {"custom_id", "title", "components"}, "modal")
    _length(body["custom_id"], 1, 100, "custom_id")
    _length(body["title"], 1, 45, "title")
    _count(body["components"], 1, 5, "components")
    for field in body["components"]:
        if field["type"] != LABEL:
            raise invalid("components", "only labels are expected here")
        _length(field["label"], 1, 45, "label")
        _check_input(field["component"])


def check_commands(commands: list[Json]) -> None:
    """The whole list of published commands."""
    _count(commands, 0, 100, "commands")
    _distinct((command["name"] for command in commands), "commands")
    for command in commands:
        _fields(command, _COMMAND, "command")
        _check_named(command)
        options = command["options"]
        _count(options, 0, 25, "options")
        _distinct((option["name"] for option in options), "options")
        for option in options:
            _fields(option, _OPTION, "option")
            _check_named(option)
        required = [option["required"] for option in options]
        if required != sorted(required, reverse=True):
            raise invalid("options", "required options must come before optional ones")


def controls(rows: list[Json]) -> Iterator[Json]:
    """Every button and select, in order."""
    for row in rows:
        yield from row["components"]


def _check_rows(rows: list[Json]) -> None:
    _count(rows, 0, 5, "components")
    for row in rows:
        _fields(row, {"type", "id", "components"}, "row")
        kinds = [control["type"] for control in row["components"]]
        if row["type"] != ROW or not (kinds == [SELECT] or (0 < len(kinds) <= 5 and set(kinds) == {BUTTON})):
            raise invalid("components", "a row has one select or one to five buttons")
    for control in controls(rows):
        (_check_button if control["type"] == BUTTON else _check_select)(control)
    _distinct((control["custom_id"] for control in controls(rows)), "custom_id")


def _check_button(button: Json) -> None:
    _fields(button, _BUTTON, "button")
    _length(button["label"].strip(), 1, 80, "label")
    _length(button["custom_id"], 1, 100, "custom_id")
    if button["style"] not in (1, 2, 3, 4):
        raise invalid("style", "no such style")


def _check_select(select: Json) -> None:
    _fields(select, _SELECT, "select")
    _length(select["custom_id"], 1, 100, "custom_id")
    _length(select.get("placeholder") or "", 0, 150, "placeholder")
    _count(select["options"], 1, 25, "options")
    _distinct((option["value"] for option in select["options"]), "options")
    for option in select["options"]:
        _fields(option, {"label", "value", "default"}, "option")
        _length(option["label"].strip(), 1, 100, "label")
        _length(option["value"], 1, 100, "value")


def _check_input(field: Json) -> None:
    _fields(field, _INPUT, "text input")
    _length(field["custom_id"], 1, 100, "custom_id")
    _length(field.get("placeholder") or "", 0, 100, "placeholder")
    if field["type"] != TEXT_INPUT or field.get("label") is not None or field["style"] not in (1, 2):
        raise invalid("component", "a text input is expected here")


def _check_named(thing: Json) -> None:
    if not _NAME.fullmatch(thing["name"]) or thing["name"] != thing["name"].lower():
        raise invalid("name", "must be lower case, without spaces")
    _length(thing["description"], 1, 100, "description")


def _fields(thing: Json, known: set[str], where: str) -> None:
    if unknown := set(thing) - known:
        raise invalid(where, f"unknown fields {sorted(unknown)}")


def _length(text: str, least: int, most: int, where: str) -> None:
    if not least <= len(text) <= most:
        raise invalid(where, f"Must be between {least} and {most} in length.")


def _count(things: list[Any], least: int, most: int, where: str) -> None:
    if not least <= len(things) <= most:
        raise invalid(where, f"Must have between {least} and {most} entries.")


def _distinct(names: Iterable[str], where: str) -> None:
    listed = list(names)
    if len(set(listed)) != len(listed):
        raise invalid(where, "must be distinct")
