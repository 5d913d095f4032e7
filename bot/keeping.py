"""How people's data is kept: the keys of sealed columns, how long things stay, and where the operator tells more."""

from dataclasses import dataclass

from bot.settings import Settings, token
from core.retention import DEFAULT, Retention
from core.sealing import OPEN, Sealing


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the operator decided; nothing is sealed unless they set keys."""

    sealing: Sealing = OPEN
    retention: Retention = DEFAULT
    page: str = ""


AS_IT_COMES = Keeping()


def keeping_of(settings: Settings) -> Keeping:
    """What the settings say; OperatorError when a key cannot be one."""
    retention = Retention(
        handled=settings.keep_handled_days,
        outgoing=settings.keep_outgoing_days,
        doubtful=settings.keep_doubtful_days,
        log=settings.keep_log_days,
    )
    return Keeping(sealing_of(settings), retention, settings.privacy_page or "")


def sealing_of(settings: Settings) -> Sealing:
    """The keys, the newest first."""
    return Sealing((token(settings.secret_keys) or "").replace(",", " ").split())
