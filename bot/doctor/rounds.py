"""Looking at everything, in an order that puts first what the rest depends on."""

import asyncio
from collections.abc import Iterator

from bot.content import library_of, shelf_of
from bot.doctor import database
from bot.doctor.doors import doors
from bot.doctor.finding import Finding, looked_at
from bot.doctor.machine import writable, zones
from bot.doctor.platforms import PATIENCE, clock_finding, visit
from bot.duties import PLATFORMS, duties_of, token_of
from bot.endpoints import check_base_url
from bot.settings import Settings, coaches_of
from bot.web.opening import hook_secret, hook_url
from core.clock import Clock, system_clock

ADDRESSES = ("telegram_api_base", "discord_api_base", "discord_gateway_url", "discord_cdn_base")


def examine(settings: Settings, clock: Clock = system_clock, patience: float = PATIENCE) -> Iterator[Finding]:
    """Look at everything, and ask each platform whose token is set, for `patience` seconds at most."""
    now = clock()
    yield looked_at(lambda: _check_duties(settings), "The settings fit together.")
    yield from database.findings(settings, int(now.timestamp()))
    yield looked_at(lambda: library_of(settings), "The content pack has no problems.")
    yield from _answers_of_coaches(settings)
    yield zones(now)
    addresses = looked_at(lambda: _check_addresses(settings), "The platform addresses are safe.")
    yield addresses
    yield from _silent(settings)
    if addresses.ok:
        yield from asyncio.run(_asked(settings, clock, patience))


def _check_addresses(settings: Settings) -> None:
    for name in ADDRESSES:
        if url := getattr(settings, name):
            check_base_url(url, name.upper())


def _check_duties(settings: Settings) -> None:
    duties_of(settings, ())
    if settings.webhook_url:
        hook_url(settings)
        hook_secret(settings)


def _silent(settings: Settings) -> Iterator[Finding]:
    off = [name for name in PLATFORMS if not token_of(settings, name)]
    if len(off) == len(PLATFORMS):
        yield Finding(False, "Neither TELEGRAM_TOKEN nor DISCORD_TOKEN is set: set one of them in .env.")
        return
    yield from (Finding(True, f"{name.upper()}_TOKEN is not set: this platform is off.") for name in off)


def _answers_of_coaches(settings: Settings) -> Iterator[Finding]:
    if coaches_of(settings):
        shelf = shelf_of(settings)
        yield writable(shelf.overrides or shelf.pack)


async def _asked(settings: Settings, clock: Clock, patience: float) -> list[Finding]:
    """What the platforms say: of the tokens, of the time, and Discord of the rooms."""
    visits = await asyncio.gather(*(visit(door, clock, patience) for door in doors(settings)))
    found = [*(each.finding for each in visits), clock_finding(visits)]
    rooms = database.rooms(settings)
    if rooms and any(each.platform == "Discord" and each.finding.ok for each in visits):
        from bot.doctor import rights  # loads discord.py

        secret, base = token_of(settings, "discord") or "", settings.discord_api_base
        found += [each async for each in rights.findings(secret, base, rooms, patience)]
    return found
