"""`hillcoach chat`: talk to the coach in this terminal."""

import argparse
import asyncio
import sys

from bot.commands import Commands
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Declare `chat`."""
    chat = commands.add_parser("chat", help="talk to the coach in this terminal")
    chat.set_defaults(do=_chat)


def _chat(options: argparse.Namespace) -> None:
    from bot.chat import talk

    asyncio.run(talk(read_settings(), sys.stdin, sys.stdout))
