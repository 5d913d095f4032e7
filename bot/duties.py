"""What a process is to do, from its roles and the settings."""

from collections.abc import Sequence

from pydantic import SecretStr

from bot.settings import Settings, token
from core.errors import OperatorError

DUTIES = ("telegram", "web", "discord", "scheduler", "port")
ROLES = ("worker", "web", "telegram", "discord", "scheduler")
PLATFORMS = ("telegram", "discord")


def duties_of(settings: Settings, roles: Sequence[str]) -> list[str]:
    """What a process is to do: its roles, or everything when none is named; OperatorError when it cannot be done.

    `telegram` (asking for updates) and `web` (being brought them) exclude each other: the settings say which it is.
    The role `worker` is everything but `web`, and `web` where no webhook is set only serves its `port`.
    """
    hooked = bool(settings.webhook_url)
    if hooked and "telegram" in roles:
        raise OperatorError("With HILLCOACH_WEBHOOK_URL Telegram is listened to by `hillcoach run web`.")
    wanted = {duty for role in roles or ("worker", *(["web"] if hooked else [])) for duty in _duties(role, hooked)}
    if "web" in wanted and not settings.http_port:
        raise OperatorError("HILLCOACH_WEBHOOK_URL needs HILLCOACH_HTTP_PORT: set it to a free port.")
    if "port" in wanted and not settings.http_port:
        raise OperatorError("Without HILLCOACH_WEBHOOK_URL there is only a port to serve: set HILLCOACH_HTTP_PORT.")
    return [each for each in DUTIES if each in wanted]


def _duties(role: str, hooked: bool) -> Sequence[str]:
    if role == "worker":
        return ("discord", "scheduler") if hooked else ("telegram", "discord", "scheduler")
    return ("port",) if role == "web" and not hooked else (role,)


def platforms_of(settings: Settings, roles: Sequence[str]) -> list[str]:
    """The platforms with a token; OperatorError when there is none, or none for a role that was named."""
    platforms = [name for name in PLATFORMS if token_of(settings, name)]
    if not platforms:
        raise OperatorError("Set TELEGRAM_TOKEN or DISCORD_TOKEN; without a token, try `hillcoach chat`.")
    needed = {listened_to(role) for role in roles if role != "web" or settings.webhook_url}
    if missing := sorted({"telegram", "discord"} & needed - set(platforms)):
        raise OperatorError(f"Set {' and '.join(f'{name.upper()}_TOKEN' for name in missing)} first.")
    return platforms


def listened_to(role: str) -> str:
    """The platform that a role listens to; the role itself when it listens to none."""
    return "telegram" if role == "web" else role


def token_of(settings: Settings, platform: str) -> str | None:
    """The platform's token."""
    secret: SecretStr | None = settings.telegram_token if platform == "telegram" else settings.discord_token
    return token(secret)


def rate_of(settings: Settings, platform: str) -> float:
    """How many messages per second the platform allows."""
    return settings.telegram_rate if platform == "telegram" else settings.discord_rate
