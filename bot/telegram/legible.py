"""An update that nobody can read must not keep back, for ever, all that come after it."""

import json
import logging
from typing import Any

from telegram import Update

TEXTS = ("text", "data", "first_name", "last_name", "username", "title", "type", "status", "language_code", "caption")
NUMBERS = ("update_id", "message_id", "message_thread_id", "date", "offset", "length", "migrate_to_chat_id")
DEGREES = ("latitude", "longitude")

log = logging.getLogger(__name__)


def legible(payload: bytes) -> bytes:
    """An answer to getUpdates of which every update can be read; of others the number is left, to confirm them."""
    try:
        answer = json.loads(payload)
        updates = answer["result"]
        read = [_legible(each) for each in updates]
    except (ValueError, KeyError, TypeError):  # an error message, or a front server's web page
        return payload
    return payload if read == updates else json.dumps(answer | {"result": read}).encode()


def is_sound(value: Any, within: str = "") -> bool:
    """Whether the fields of an update that we use are of the documented sort: the client library looks at none."""
    if isinstance(value, list):
        return all(is_sound(each, within) for each in value)
    if not isinstance(value, dict):
        return True
    fits = (_fits(name, each, within) and is_sound(each, name) for name, each in value.items())
    return all(fits)


def _fits(name: str, value: Any, within: str) -> bool:
    if name in TEXTS:
        return isinstance(value, str)
    if name in DEGREES:
        return type(value) in (int, float)
    if name in NUMBERS or (name == "id" and within in ("from", "chat", "user", "sender_chat")):
        return type(value) is int
    return True


def _legible(update: dict[str, Any]) -> dict[str, Any]:
    try:
        Update.de_json(update)
        problem = "" if is_sound(update) else "a field of another sort"
    except Exception as error:
        problem = type(error).__name__
    if not problem:
        return update
    number = update["update_id"]
    log.warning("an update cannot be read: %s", problem, extra={"key": f"telegram:{number}"})
    return {"update_id": number}
