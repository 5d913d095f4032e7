"""What an error of discord.py says about a message: whether it arrived, and what to do."""

import aiohttp
import discord

from core.delivery.outcomes import Gone, Later, Missing, Outcome, Rejected, Unknown

SOON = 5.0  # seconds until the next try when Discord could not be reached
PAUSE = 60.0  # seconds of silence when Discord does not say how long

# DMs closed, no server in common, no access, no permission, a locked thread, no such channel
_GONE = (50007, 50278, 50001, 50013, 50083, 10003)
# no such message, too many edits of an old one: both ask for a new message
_MISSING = (10008, 30046)
_TOO_MANY_NEW_CHATS = 40003


def outcome_of(error: Exception) -> Outcome:
    """The outcome of a delivery that ended in `error`; reasons are codes, never texts."""
    match error:
        case discord.RateLimited():
            return Later(error.retry_after, throttled=True)
        case discord.HTTPException():
            return _outcome_of_refusal(error)
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return Later(SOON)
        case TimeoutError() | aiohttp.ClientError() | OSError():
            return Unknown(summary(error))
    return Rejected(summary(error))


def summary(error: Exception) -> str:
    """An error in a word or two for the log, without addresses, texts or tokens."""
    return f"{error.status} {error.code}" if isinstance(error, discord.HTTPException) else type(error).__name__


def _outcome_of_refusal(error: discord.HTTPException) -> Outcome:
    reason = summary(error)
    if error.code in _GONE:
        return Gone(reason)
    if error.code in _MISSING:
        return Missing()
    if error.status == 429 or error.code == _TOO_MANY_NEW_CHATS:
        return Later(_asked_wait(error), throttled=True)
    if error.status == 401:  # the token was changed: nothing gets out until the operator sets the new one
        return Later(PAUSE, throttled=True)
    return Unknown(reason) if error.status >= 500 else Rejected(reason)


def _asked_wait(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers["Retry-After"])
    except (KeyError, ValueError):
        return PAUSE
