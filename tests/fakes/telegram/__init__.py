"""A Telegram of the project's own, on loopback: strict about limits, and showing what people would see."""

from tests.fakes.telegram.chats import Button, Chat, Shown
from tests.fakes.telegram.faults import (
    bad_gateway,
    cut_after,
    cut_before,
    migrated,
    refused,
    silence,
    throttled,
)
from tests.fakes.telegram.people import Person
from tests.fakes.telegram.server import TOKEN, FakeTelegram

__all__ = [
    "TOKEN",
    "Button",
    "Chat",
    "FakeTelegram",
    "Person",
    "Shown",
    "bad_gateway",
    "cut_after",
    "cut_before",
    "migrated",
    "refused",
    "silence",
    "throttled",
]
