"""People write to the bot in its private chat."""

import logging

import pytest

from core.messages import Action, Address, Choice, Reply, Request, Sender
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.faults import Fault, broken, cut_after
from tests.on_discord.conftest import Listen


def echo(request: Request) -> Reply:
    """Say what was asked for."""
    return Reply(f"[{request.text}]")


async def test_a_question_reaches_the_coach_and_the_answer_the_person(discord: FakeDiscord, listen: Listen) -> None:
    front = await listen(lambda request: Reply("**Twice** a week\n- _slowly_"))
    anna = discord.person("Anna")
    said = await anna.says("how often?")
    [answer] = await anna.sees("Twice a week\n• slowly")
    assert answer.content == "**Twice** a week\n• _slowly_"
    assert front.requests == [
        Request(
            sender=Sender("discord", str(anna.id), "Anna", home=f"@{anna.id}"),
            room=Address("discord", str(anna.chat.id)),
            private=True,
            key=f"discord:{said.id}",
            text="how often?",
        )
    ]


@pytest.mark.parametrize(
    ("typed", "command", "args"),
    [("/start", "start", ""), ("/Link ABCD-EFGH", "link", "ABCD-EFGH"), ("/away\nuntil June", "away", "until June")],
)
async def test_a_command_typed_as_a_message_is_one(
    discord: FakeDiscord, listen: Listen, typed: str, command: str, args: str
) -> None:
    front = await listen(lambda request: Reply("Here you are."))
    anna = discord.person("Anna")
    await anna.says(typed)
    await anna.sees("Here you are.")
    [request] = front.requests
    assert (request.command, request.args, request.text) == (command, args, None)


async def test_a_slash_in_a_question_is_no_command(discord: FakeDiscord, listen: Listen) -> None:
    front = await listen(lambda request: Reply("Here you are."))
    anna = discord.person("Anna")
    await anna.says("/ or 2/3 of my maximum?")
    await anna.sees("Here you are.")
    assert front.requests[0].text == "/ or 2/3 of my maximum?"


async def test_what_is_no_text_comes_as_an_empty_text(discord: FakeDiscord, listen: Listen) -> None:
    front = await listen(lambda request: Reply("I read words."))
    anna = discord.person("Anna")
    voice = {"id": "1", "filename": "voice.ogg", "size": 1, "url": "", "proxy_url": "", "content_type": "audio/ogg"}
    await anna.says("", attachments=[voice])
    await anna.sees("I read words.")
    assert front.requests[0].text == ""


async def test_pins_and_other_bots_are_ignored(discord: FakeDiscord, listen: Listen) -> None:
    await listen(echo)
    anna, robot = discord.person("Anna"), discord.person("Robot")
    robot.account.bot = True
    await anna.says("", type=6)
    await robot.says("beep", anna.chat)
    await anna.says("now")
    assert [each.text for each in anna.chat.log if each.author is discord.world.bot] == []
    await discord.world.until(lambda: anna.chat.log[-1].text == "[now]")


async def test_talk_in_a_server_never_reaches_the_bot(discord: FakeDiscord, listen: Listen) -> None:
    front = await listen(echo)
    anna = discord.person("Anna")
    training = discord.channel(discord.server("Club"), "training")
    await anna.says(f"<@{discord.world.bot.id}> hello", training)
    await anna.says("hello")
    await anna.sees("[hello]")
    assert [request.text for request in front.requests] == ["hello"]


async def test_hostile_words_are_shown_as_they_are_and_ping_nobody(discord: FakeDiscord, listen: Listen) -> None:
    await listen(lambda request: Reply(f"{request.sender.name}: {request.text}\x00\ud800"))
    eve = discord.person("@everyone <@&1000000000000000000>")
    words = "# ~~[x](http://evil.example/a_b)~~ `||*_ <@1000000000000000000> @here\n> quote\n# shout\n-# small"
    await eve.says(words)
    [answer] = await eve.sees(f"{eve.name}: {words}")
    assert answer.pings == []
    assert answer.content == (
        "@\u200beveryone \\<@\u200b&1000000000000000000>: # \\~\\~\\[x\\](http://evil.example/a_b)\\~\\~ "
        "\\`\\|\\|\\*\\_ \\<@\u200b1000000000000000000> @\u200bhere\n\\> quote\n\\# shout\n\\-# small"
    )


async def test_a_long_answer_comes_in_parts_with_the_choices_under_the_last(
    discord: FakeDiscord, listen: Listen
) -> None:
    climbs = ["🏔" * 1300, "b" * 1300, "c" * 1290]
    await listen(lambda request: Reply("\n\n".join(climbs), (Choice("Go", Action("go")),)))
    anna = discord.person("Anna")
    await anna.says("hi")
    messages = await anna.sees(*climbs)
    assert [message.labels for message in messages] == [[], [], ["Go"]]


async def test_the_same_message_twice_is_answered_once(discord: FakeDiscord, listen: Listen) -> None:
    front = await listen(lambda request: Reply("\n\n".join(["a" * 1500, "b" * 1500])))
    anna = discord.person("Anna")
    said = await anna.says("hi")
    await anna.repeats(said)
    await discord.world.until(lambda: len([call for call in discord.calls if "messages" in call]) == 4)
    await anna.sees("a" * 1500, "b" * 1500)
    assert [request.key for request in front.requests] == [f"discord:{said.id}"] * 2


@pytest.mark.parametrize("fault", [broken(), cut_after()])
async def test_an_answer_that_cannot_be_shown_is_noted_without_a_word_of_it(
    discord: FakeDiscord, listen: Listen, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    caplog.set_level(logging.DEBUG)
    await listen(lambda request: Reply(f"{request.text} is a secret"))
    anna = discord.person("Anna")
    discord.next("POST", "/messages", fault)
    await anna.says("my knee")
    await discord.world.until(lambda: any("/messages" in call for call in discord.calls))
    await anna.says("again")
    await discord.world.until(lambda: "again is a secret" in [each.text for each in anna.chat.log])
    logged = [each for each in caplog.records if each.name.startswith("bot.")]
    assert len(logged) == 1
    for secret in (discord.token, "secret", "my knee", "Anna"):
        assert secret not in caplog.text


async def test_a_coach_that_fails_is_apologised_for(discord: FakeDiscord, listen: Listen) -> None:
    def fail(request: Request) -> Reply:
        raise RuntimeError("my secret")

    await listen(fail)
    anna = discord.person("Anna")
    await anna.says("hi")
    await anna.sees("I could not answer just now. Please try again.")
