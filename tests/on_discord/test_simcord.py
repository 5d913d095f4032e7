"""An independent judge: simcord, another's model of Discord, looks at the same bot."""

import asyncio
from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.discord.adapter import DiscordAdapter
from bot.front import PublishedCommand, PublishedParameter
from core.messages import Action, Ask, Choice, Reply, Request
from tests.fakes.front import ScriptedFront, command

ASK = PublishedCommand("ask", "Ask me", (PublishedParameter("question", "What", True),), admin=False, group=False)
COMMANDS = (ASK, command("board", group=True), command("setup", admin=True, group=True))
SLOW = (command("ask_slowly"), command("board_slowly", group=True))
DAYS = tuple(Choice(f"Day {number}", Action("day", (str(number),))) for number in range(12))


async def coach(request: Request) -> Reply:
    """Enough of a coach for a tour of Discord."""
    match request:
        case Request(command="ask_slowly" | "board_slowly"):
            await asyncio.sleep(10)  # in simcord's time
            return Reply("At last.", private=True)
        case Request(command="ask"):
            return Reply(f"**{request.sender.name}** asks: {request.args}", DAYS)  # personal
        case Request(command="board"):
            return Reply("Board", (Choice("Join", Action("join")),))
        case Request(command="setup"):
            return Reply("Set up." if request.admin else "Not you.", private=True)
        case Request(action=Action(name="join")):
            return Reply("Board: one more", replace=True)
        case Request(action=Action(name="day", args=(day,))):
            return Reply(f"Day {day}, when?", ask=Ask(Action("hour")), replace=True)
        case Request(action=Action(name="hour")):
            return Reply(f"At {request.text}.", replace=True)
    return Reply(f"[{request.text}]")


@pytest.fixture
def simcord_bot() -> discord.Client:
    return DiscordAdapter("MTA.any", ScriptedFront(coach, (*COMMANDS, *SLOW)), first_answer=0.01).client


@pytest.fixture
def place(simcord_env: Any) -> Callable[..., Any]:
    """A server with a channel, and a member of it."""
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("training")

    def member(name: str, rights: discord.Permissions | None = None) -> Any:
        roles = [guild.create_role("captain", permissions=rights)] if rights else []
        return channel, guild.add_member(simcord_env.create_user(name), roles=roles)

    return member


async def test_a_personal_command_with_select_and_form_stays_ephemeral(place: Any) -> None:
    channel, anna = place("anna")
    asked = await anna.slash(channel, "ask", question="why_not?")
    assert asked.response.ephemeral
    assert asked.response.content == "**anna** asks: {'question': 'why\\_not?'}"
    await anna.select(asked.response, ["3~day:3"])
    assert asked.response.content == "Day 3, when?"
    opened = await anna.click(asked.response, label="Type the answer")
    assert opened.modal["title"] == "Type the answer"
    await anna.submit_modal(opened, {"answer": "7:00"})
    assert (asked.response.content, asked.response.components) == ("At 7:00.", [])
    assert channel.last_message is None


async def test_a_group_command_is_public_and_its_button_edits_it(place: Any) -> None:
    channel, anna = place("anna")
    await anna.slash(channel, "board")
    assert channel.last_message.content == "Board"
    await anna.click(channel.last_message, label="Join")
    assert (channel.last_message.content, channel.last_message.components) == ("Board: one more", [])


async def test_a_refusal_of_a_group_command_is_ephemeral(place: Any) -> None:
    channel, anna = place("anna", discord.Permissions(manage_guild=True))
    assert (await anna.slash(channel, "setup")).response.content == "Set up."
    assert channel.last_message is None


@pytest.mark.parametrize("name", ["ask_slowly", "board_slowly"])
async def test_a_slow_private_answer_never_shows_in_public(simcord_env: Any, place: Any, name: str) -> None:
    channel, anna = place("anna")
    asked = await anna.slash(channel, name)
    assert (asked.deferred, asked.ephemeral) == (True, name == "ask_slowly")
    await simcord_env.advance_time(10)
    [answer] = asked.followups or [asked.response]
    assert (answer.content, answer.ephemeral) == ("At last.", True)
    assert channel.last_message is None


async def test_private_talk_needs_no_privileged_intent(simcord_env: Any) -> None:
    ben = simcord_env.create_user("ben")
    simcord_env.create_guild().add_member(ben)
    said = await ben.send_dm("hello @everyone")
    history = [message.content async for message in said.channel.history()]
    assert history == ["\\[hello @\u200beveryone\\]", "hello @everyone"]
