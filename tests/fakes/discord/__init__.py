"""A Discord of our own: it speaks Discord's protocol on loopback, enforces its limits and shows what people see."""

from tests.fakes.discord.server import FakeDiscord

__all__ = ["FakeDiscord"]
