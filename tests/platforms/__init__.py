"""The three platforms behind one interface, for tests that must hold on each of them."""

from tests.platforms.desktop import Discord
from tests.platforms.phone import Telegram
from tests.platforms.terminal import Terminal

PLACES = {"console": Terminal, "telegram": Telegram, "discord": Discord}
NETWORKS = ("telegram", "discord")  # where there are groups, other bots, and messages that can be changed

__all__ = ["NETWORKS", "PLACES", "Discord", "Telegram", "Terminal"]
