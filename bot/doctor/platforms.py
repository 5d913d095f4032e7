"""Asking a platform who we are: whether it can be reached, knows the token, and has the time that we have."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from bot.doctor.doors import Door
from bot.doctor.finding import Finding, lasting
from core.clock import Clock

PATIENCE = 5.0  # seconds for one answer
DRIFT = 5.0  # seconds; as much as the pump takes for a turned clock


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking; `drift` is how far our clock is ahead, in seconds, None where nobody told the time."""

    platform: str
    finding: Finding
    drift: float | None = None


async def visit(door: Door, clock: Clock, patience: float) -> Visit:
    """Ask once, and wait for `patience` seconds at most."""
    if not door.shape.fullmatch(door.token):
        return _failed(door, f"{door.setting} is no bot token: copy it again from {door.desk}.")
    host = urlsplit(door.base).hostname
    try:
        asked = clock()
        answer = await _answer(door, patience)
        between = asked + (clock() - asked) / 2
    except (TimeoutError, httpx.TimeoutException):
        return _failed(door, f"{door.platform} did not answer within {patience:g} seconds: look at the way to {host}.")
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        reason = type(error).__name__
        return _failed(door, f"{door.platform} cannot be reached at {host} ({reason}): look at network and firewall.")
    return Visit(door.platform, _judged(door, answer), _drift(answer.headers.get("Date"), between))


def clock_finding(visits: Sequence[Visit]) -> Finding:
    """How our clock compares with the first platform that told the time."""
    for each in visits:
        if each.drift is not None:
            return _compared(each.platform, each.drift)
    return Finding(True, "The clock was compared with nobody's: no platform told the time.")


async def _answer(door: Door, patience: float) -> httpx.Response:
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it writes addresses, and Telegram's hold the token
    trust_env = door.base.startswith("https:")  # a proxy has no place between us and this very machine
    async with asyncio.timeout(patience), httpx.AsyncClient(trust_env=trust_env, timeout=patience) as client:
        return await client.get(door.url, headers=dict(door.headers))


def _failed(door: Door, sentence: str) -> Visit:
    return Visit(door.platform, Finding(False, sentence))


def _judged(door: Door, answer: httpx.Response) -> Finding:
    if answer.status_code in (401, 403, 404):
        return Finding(False, f"{door.platform} refuses {door.setting}: copy it again from {door.desk}.")
    if answer.status_code != 200:
        return Finding(False, f"{door.platform} answers with status {answer.status_code}: try again in a few minutes.")
    try:
        name = str(door.named(answer.json()))
    except (ValueError, KeyError, TypeError):
        setting = f"{door.platform.upper()}_API_BASE"
        return Finding(False, f"What answers in place of {door.platform} is something else: look at {setting}.")
    return Finding(True, f"{door.platform} knows {door.setting}: the bot is called {name}.")


def _drift(date: str | None, between: datetime) -> float | None:
    """Seconds by which we are ahead of the answer's date, which is cut to whole seconds."""
    try:
        theirs = parsedate_to_datetime(date or "")
    except ValueError:
        return None
    return between.timestamp() - theirs.replace(tzinfo=theirs.tzinfo or UTC).timestamp() - 0.5


def _compared(platform: str, drift: float) -> Finding:
    if abs(drift) <= DRIFT:
        return Finding(True, f"The clock of this machine agrees with {platform}'s.")
    way = "ahead of" if drift > 0 else "behind"
    late = f"The clock of this machine is {lasting(abs(drift))} {way} {platform}'s: let the network set it (NTP)."
    return Finding(False, late)
