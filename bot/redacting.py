"""Taking out of a text whatever could be a secret: those we know, and whatever looks like one."""

import re
from collections.abc import Iterable

REDACTED = "[redacted]"
SHORTEST = 6  # characters: what is shorter is no secret, and would blot out half the log

_LOOKALIKES = (
    re.compile(r"\b\d+:[\w-]{20,}"),  # a token of Telegram
    re.compile(r"(?<=/bot)\d+:[\w-]+"),  # the same in an address, however short
    re.compile(r"\b[\w-]{20,}\.[\w-]{5,7}\.[\w-]{20,}"),  # a token of Discord
    re.compile(r"(?<=/webhooks/)(\d+)/[\w-]{20,}"),  # with which an interaction is answered for a quarter of an hour
    re.compile(r"(?<=/interactions/)(\d+)/[\w-]{20,}"),
    re.compile(r"(?i)(?<=authorization)['\":=\s]+(?:bot|bearer|basic)?\s*[\w.~+/=-]{8,}"),
    re.compile(r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"),  # the name and password of a database, the key of a DSN
    re.compile(r"(?<=://)[0-9a-f]{32}(?=@)"),
)


class Redaction:
    """Knows the secrets of this process."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({each for each in secrets if len(each) >= SHORTEST}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        if self._known is not None:
            text = self._known.sub(REDACTED, text)
        for each in _LOOKALIKES:
            text = each.sub(REDACTED, text)
        return text
