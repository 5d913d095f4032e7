"""What the outbox needs of a platform."""

from dataclasses import dataclass
from typing import Protocol

from core.delivery.outcomes import Outcome
from core.messages import Address, Reply


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way out.

    `nonce` (at most 25 characters) is the same for every attempt at this message. `edits` is the handle of the
    message to change instead of posting a new one.
    """

    address: Address
    reply: Reply
    nonce: str
    edits: str = ""


class Messenger(Protocol):
    """Sends to one platform with one bot token; paced and retried by the outbox, not by itself."""

    platform: str

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Send or edit one message; never raises, never waits for a rate limit."""
        ...
