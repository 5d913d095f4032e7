"""`hillcoach doctor`: what is set up, what is not, and how to mend it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import available_timezones

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot import schema
from bot.content import library_of
from bot.endpoints import check_base_url
from bot.settings import Settings, token
from core.clock import system_clock
from core.database import make_engine
from core.errors import OperatorError
from core.nudges.crowds import crowds


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, told in a sentence."""

    ok: bool
    sentence: str


def examine(settings: Settings) -> Sequence[Finding]:
    """Look at everything that can be judged without talking to a platform."""
    return (
        _finding(lambda: schema.check(settings.database_url), "The database is up to date."),
        _finding(lambda: library_of(settings), "The content pack has no problems."),
        _finding(lambda: _check_addresses(settings), "The platform addresses are safe."),
        _zones(),
        *_crowds(settings),
        *(_token_set(settings, name) for name in ("telegram", "discord")),
    )


def _finding(check: Callable[[], object], fine: str) -> Finding:
    try:
        check()
    except OperatorError as problem:
        return Finding(False, str(problem))
    return Finding(True, fine)


def _check_addresses(settings: Settings) -> None:
    for name in ("telegram_api_base", "discord_api_base", "discord_gateway_url", "discord_cdn_base"):
        if url := getattr(settings, name):
            check_base_url(url, name.upper())


def _zones() -> Finding:
    count = len(available_timezones())
    return Finding(count > 400, f"The time zone database knows {count} names.")


def _crowds(settings: Settings) -> Iterator[Finding]:
    """Hours that are too full, as far as the database can be asked."""
    rates = {"telegram": settings.telegram_rate, "discord": settings.discord_rate}
    engine = make_engine(settings.database_url)
    try:
        with Session(engine) as session:
            full = crowds(session, rates, int(system_clock().timestamp()))
    except SQLAlchemyError:  # said already
        return
    finally:
        engine.dispose()
    yield from (Finding(False, each.sentence) for each in full)
    if not full:
        yield Finding(True, "No hour of the next day has more pushes than the platforms allow.")


def _token_set(settings: Settings, name: str) -> Finding:
    secret = token(settings.telegram_token if name == "telegram" else settings.discord_token)
    state = "is set" if secret else "is not set: this platform is off"
    return Finding(True, f"{name.upper()}_TOKEN {state}.")
