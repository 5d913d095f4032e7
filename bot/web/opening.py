"""From the settings to what is served: whether, where, and by which door Telegram comes in."""

import re
from collections.abc import Sequence
from importlib.metadata import version
from urllib.parse import urlsplit

from bot.endpoints import check_base_url
from bot.settings import Settings, token
from bot.web.metrics import Metrics
from bot.web.site import Site
from bot.web.webhook import Door
from bot.wiring import House
from core.errors import OperatorError

PATH = "/telegram"  # where the address names none
OURS = ("/healthz", "/metrics")


def metrics_of(settings: Settings) -> Metrics | None:
    """Who counts, where somebody may ask."""
    return Metrics(version("hillcoach")) if settings.http_port else None


def site_of(settings: Settings, house: House, metrics: Metrics, duties: Sequence[str]) -> Site:
    """What a process with these duties serves; OperatorError when a setting for it cannot be right."""
    return Site(
        settings.http_host,
        settings.http_port or 0,
        house.database,
        house.clock,
        metrics,
        beats="scheduler" in duties,
        door=_door(settings, metrics) if "web" in duties else None,
        metrics_token=token(settings.metrics_token) or "",
    )


def hook_url(settings: Settings) -> str:
    """The address to which Telegram is to bring updates; OperatorError when it cannot be one."""
    url = check_base_url(settings.webhook_url or "", "HILLCOACH_WEBHOOK_URL")
    parts = urlsplit(url)
    if parts.query or parts.fragment or parts.path in OURS:
        raise OperatorError(
            "HILLCOACH_WEBHOOK_URL must be an address of its own, such as https://example.org/telegram."
        )
    return url if parts.path else url + PATH


def hook_secret(settings: Settings) -> str:
    """What Telegram shows at the door: as set, else made from the token; OperatorError when it cannot be a secret."""
    if secret := token(settings.webhook_secret):
        if not re.fullmatch(r"[\w-]{16,256}", secret, re.ASCII):
            raise OperatorError("HILLCOACH_WEBHOOK_SECRET must have 16 to 256 letters, digits, _ or -.")
        return secret
    from bot.telegram.webhook import secret_of

    return secret_of(token(settings.telegram_token) or "")


def _door(settings: Settings, metrics: Metrics) -> Door:
    return Door(urlsplit(hook_url(settings)).path, hook_secret(settings), metrics.note)
