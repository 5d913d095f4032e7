"""Slash commands: published once, answered in time, seen by the right people."""

from bot.front import PublishedCommand, PublishedParameter
from core.messages import Address, Reply, Request, Sender
from tests.fakes.discord import FakeDiscord
from tests.fakes.front import command
from tests.on_discord.conftest import Listen

ASK = PublishedCommand(
    "ask",
    "Ask me anything",
    (PublishedParameter("place", "Where", False), PublishedParameter("question", "What", True)),
    admin=False,
    group=False,
)
COMMANDS = (ASK, command("plan"), command("board", group=True), command("setup", admin=True, group=True))


def echo(request: Request) -> Reply:
    """Say what was asked for."""
    return Reply(f"{request.command} {request.args}")


async def test_commands_are_published_once_with_their_options(discord: FakeDiscord, listen: Listen) -> None:
    await listen(echo, commands=COMMANDS)
    published = [
        (each["name"], each["contexts"], each["integration_types"], each["default_member_permissions"])
        for each in discord.rest.commands
    ]
    assert published == [
        ("ask", [0, 1], [0], None),
        ("plan", [0, 1], [0], None),
        ("board", [0, 1], [0], None),
        ("setup", [0, 1], [0], 32),
    ]
    assert [(each["name"], each["required"]) for each in discord.rest.commands[0]["options"]] == [
        ("question", True),
        ("place", False),
    ]
    assert discord.rest.syncs == 1


async def test_a_command_in_private_reaches_the_coach(discord: FakeDiscord, listen: Listen) -> None:
    front = await listen(echo, commands=COMMANDS)
    anna = discord.person("Anna", language="de")
    made = await anna.commands("ask", question="why?")
    await anna.sees("ask {'question': 'why?'}")
    assert front.requests == [
        Request(
            sender=Sender("discord", str(anna.id), "Anna", "de", home=f"@{anna.id}"),
            room=Address("discord", str(anna.chat.id)),
            private=True,
            key=f"discord:{made.id}",
            command="ask",
            args={"question": "why?"},
            invitation=front.requests[0].invitation,
        )
    ]


async def test_a_personal_command_in_a_server_is_answered_for_the_asker_alone(
    discord: FakeDiscord, listen: Listen
) -> None:
    front = await listen(echo, commands=COMMANDS)
    anna, ben = discord.person("Anna"), discord.person("Ben")
    training = discord.channel(discord.server("Club"), "training")
    await anna.commands("plan", training)
    await anna.sees("plan {}", chat=training)
    await ben.sees(chat=training)
    [request] = front.requests
    assert (request.private, request.room, request.room_name, request.admin) == (
        False,
        Address("discord", str(training.id)),
        "training",
        False,
    )


async def test_a_group_command_is_answered_for_all_unless_the_reply_is_private(
    discord: FakeDiscord, listen: Listen
) -> None:
    await listen(lambda request: Reply("No.", private=request.command == "setup"), commands=COMMANDS)
    anna, ben = discord.person("Anna"), discord.person("Ben")
    training = discord.channel(discord.server("Club", admin=anna), "training")
    await anna.commands("board", training)
    await ben.sees("No.", chat=training)
    await anna.commands("setup", training)
    await anna.sees("No.", "No.", chat=training)
    await ben.sees("No.", chat=training)


async def test_a_thread_is_a_room_of_its_own(discord: FakeDiscord, listen: Listen) -> None:
    front = await listen(echo, commands=COMMANDS)
    anna, club = discord.person("Anna"), discord.server("Club")
    hills = discord.channel(club, "hills", parent=discord.channel(club, "training"))
    await anna.commands("board", hills)
    await anna.sees("board {}", chat=hills)
    assert front.requests[0].room == Address("discord", str(hills.id))


async def test_rights_come_with_the_command_whatever_the_menu_shows(discord: FakeDiscord, listen: Listen) -> None:
    front = await listen(echo, commands=COMMANDS)
    anna, ben = discord.person("Anna"), discord.person("Ben")
    training = discord.channel(discord.server("Club", admin=anna), "training")
    discord.everybody_may = True
    await anna.commands("setup", training)
    await ben.commands("setup", training)
    await ben.sees("setup {}", "setup {}", chat=training)
    assert [(request.sender.name, request.admin) for request in front.requests] == [
        ("Anna", True),
        ("Ben", False),
    ]


async def test_nobody_is_an_admin_in_private(discord: FakeDiscord, listen: Listen) -> None:
    front = await listen(echo, commands=COMMANDS)
    anna = discord.person("Anna")
    await anna.commands("setup")
    await anna.sees("setup {}")
    assert front.requests[0].admin is False


async def test_a_command_of_an_old_version_still_reaches_the_coach(discord: FakeDiscord, listen: Listen) -> None:
    await listen(echo, commands=COMMANDS)
    anna = discord.person("Anna")
    await anna.does(2, {"id": "1", "name": "vanished", "type": 1, "options": []}, anna.chat)
    await anna.does(2, {"id": "2", "name": "plan", "type": 1}, anna.chat)
    await anna.sees("vanished {}", "plan {}")


async def test_input_is_cut_before_anybody_looks_at_it(discord: FakeDiscord, listen: Listen) -> None:
    front = await listen(lambda request: Reply("ok"), commands=COMMANDS)
    anna = discord.person("Anna")
    await anna.commands("ask", question="x" * 10_001)
    await anna.sees("ok")
    assert front.requests[0].args == {"question": "x" * 10_000}


async def test_nothing_to_say_leaves_no_trace(discord: FakeDiscord, listen: Listen) -> None:
    await listen(lambda request: None, commands=COMMANDS)
    anna = discord.person("Anna")
    training = discord.channel(discord.server("Club"), "training")
    made = await anna.commands("board", training)
    await discord.world.until(lambda: made.answer and not training.log)
    await anna.sees(chat=training)


async def test_a_coach_that_fails_is_apologised_for(discord: FakeDiscord, listen: Listen) -> None:
    def fail(request: Request) -> Reply:
        raise RuntimeError("my secret")

    await listen(fail, commands=COMMANDS)
    anna, ben = discord.person("Anna"), discord.person("Ben")
    training = discord.channel(discord.server("Club"), "training")
    await anna.commands("board", training)
    await anna.sees("I could not answer just now. Please try again.", chat=training)
    await ben.sees(chat=training)


async def test_a_command_delivered_twice_is_answered_once(discord: FakeDiscord, listen: Listen) -> None:
    await listen(echo, commands=COMMANDS)
    anna = discord.person("Anna")
    made = await anna.commands("plan")
    await anna.sees("plan {}")
    await anna.does_again(made)
    await anna.commands("plan")
    await anna.sees("plan {}", "plan {}")
    await discord.world.until(lambda: discord.complaints)
    path = f"POST /interactions/{made.id}/{made.token}/callback"
    assert discord.complaints == [f"{path}: 400 40060 Interaction has already been acknowledged."]
    discord.complaints.clear()
