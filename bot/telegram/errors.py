"""What Telegram's errors mean, and what to do about them while a person waits."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import httpx
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

ATTEMPTS = 3
LONGEST_WAIT = 30.0  # seconds; whoever asked has gone away by then

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_LOST_CHAT = (
    "chat not found",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "topic_closed",
    "thread not found",
)
_LOST_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")


async def insist(call: Callable[[], Awaitable[T]], sleep: Sleep = asyncio.sleep) -> T:
    """Make a request for a person who waits: again after a rate limit, and once more if it was never sent."""
    unsent = 0
    for _ in range(ATTEMPTS - 1):
        try:
            return await call()
        except RetryAfter as error:
            if seconds(error) > LONGEST_WAIT:
                raise
            await sleep(seconds(error))
        except NetworkError as error:
            unsent += 1
            if unsent > 1 or not never_sent(error):
                raise
    return await call()


def never_sent(error: TelegramError) -> bool:
    """Whether the request provably did not reach Telegram."""
    return isinstance(error.__cause__, _NEVER_SENT)


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def is_lost_chat(error: TelegramError) -> bool:
    """Whether the bot may not write there (any more): blocked, kicked, silenced, or the place is gone."""
    return isinstance(error, Forbidden) or _is_refusal(error, _LOST_CHAT)


def is_lost_message(error: TelegramError) -> bool:
    """Whether the message that was to be edited is gone, or too old to change."""
    return _is_refusal(error, _LOST_MESSAGE)


def is_same_text(error: TelegramError) -> bool:
    """Whether an edit would have changed nothing."""
    return _is_refusal(error, ("message is not modified",))


def cause_of(error: BaseException) -> str:
    """What went wrong, without a word of what was being sent."""
    cause = error.__cause__
    return type(cause if isinstance(cause, httpx.HTTPError) else error).__name__


def _is_refusal(error: TelegramError, reasons: tuple[str, ...]) -> bool:
    said = error.message.lower()
    return isinstance(error, BadRequest) and any(reason in said for reason in reasons)
