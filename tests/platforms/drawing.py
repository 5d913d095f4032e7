"""What each platform makes of a reply, read the way people read it and checked against the platform's limits."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.console.render import lines_of
from bot.discord.render import messages
from bot.discord.render import token_in as discord_token
from bot.telegram.render import draw, draw_alert, draw_edit
from core.messages import Reply
from tests.fakes.discord.checks import SELECT, check_message, controls
from tests.fakes.discord.world import Account, Channel, Message
from tests.fakes.front import SENTENCES
from tests.fakes.telegram.limits import check_markup, read_text, units


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn reply: the texts of its messages, and what its choices send, in order."""

    texts: tuple[str, ...]
    sends: tuple[str, ...]


def on_telegram(reply: Reply) -> Drawing:
    """Raises `Refused` where Telegram would."""
    drawn = draw(reply)
    markups = [each.keyboard.to_dict() for each in drawn if each.keyboard]
    for markup in markups:
        check_markup(markup)
    edited, _ = draw_edit(reply)
    read_text({"text": edited, "parse_mode": "HTML"})
    assert units(draw_alert(reply) or "") <= 200
    texts = (read_text({"text": each.text, "parse_mode": "HTML"})[0] for each in drawn)
    rows = [row for markup in markups for row in markup.get("inline_keyboard", [])]
    return Drawing(tuple(texts), tuple(button["callback_data"] for row in rows for button in row))


def on_discord(reply: Reply) -> Drawing:
    """Raises `ApiError` where Discord would."""
    return asyncio.run(_on_discord(reply))  # its views want a running loop


async def _on_discord(reply: Reply) -> Drawing:
    texts, ids = [], []
    for part in messages(reply, SENTENCES.__getitem__):
        rows = part.view.to_components() if part.view else []
        check_message({"content": part.content, "components": rows})
        texts.append(Message(0, Channel(0, ""), Account(0, ""), part.content).text)
        for control in controls(rows):
            options = control["options"] if control["type"] == SELECT else []
            ids += [option["value"] for option in options] or [control["custom_id"]]
    return Drawing(tuple(texts), tuple(discord_token(each) for each in ids if not each.startswith("ask~")))


def on_console(reply: Reply) -> Drawing:
    """No line but those of the text and the choices, and nothing in them that moves the cursor."""
    coloured = "\n".join(lines_of(reply, colour=True))
    bare = "\n".join(lines_of(reply, colour=False))
    assert re.sub(r"\033\[[013]m", "", coloured).replace("\n", "").isprintable()
    assert bare.replace("\n", "").isprintable()
    text, _, choices = bare.rpartition("\n\n") if reply.choices else (bare, "", "")
    sends = [each.action.token for number, each in enumerate(reply.choices, start=1) if f"{number}) " in choices]
    return Drawing((text,), tuple(sends))


DRAWN: dict[str, Callable[[Reply], Drawing]] = {"console": on_console, "telegram": on_telegram, "discord": on_discord}


def bare(text: str) -> str:
    """Only what leaves ink: the platforms treat spaces and invisible characters each in their own way."""
    return "".join(each for each in text if each.isprintable() and not each.isspace())
