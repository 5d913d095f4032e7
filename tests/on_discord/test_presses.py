"""Buttons, selects and forms: pressed, replaced, private, old."""

import pytest

from core.messages import Action, Ask, Choice, Reply, Request
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.world import Channel
from tests.fakes.front import command
from tests.on_discord.conftest import Listen, Start

COMMANDS = (command("plan"), command("board", group=True))


def menu(count: int) -> tuple[Choice, ...]:
    """So many choices."""
    return tuple(Choice(f"Day {number}", Action("day", (str(number),))) for number in range(count))


@pytest.fixture
def training(discord: FakeDiscord) -> Channel:
    """A channel of a server."""
    return discord.channel(discord.server("Club"), "training")


@pytest.mark.parametrize("count", [1, 5, 6, 10, 11, 25])
async def test_every_choice_comes_back_as_its_action(discord: FakeDiscord, listen: Listen, count: int) -> None:
    front = await listen(lambda request: Reply("Which?", menu(count)) if request.text else Reply("Good."))
    anna = discord.person("Anna")
    await anna.says("hi")
    [question] = await anna.sees("Which?")
    assert question.labels == [choice.label for choice in menu(count)]
    for choice in menu(count):
        await anna.presses(choice.label, on=question)
    await anna.sees("Which?", *["Good."] * count)
    actions = [request.action for request in front.requests[1:]]
    assert actions == [choice.action for choice in menu(count)]


async def test_two_choices_may_do_the_same(discord: FakeDiscord, listen: Listen) -> None:
    same = Action("go")
    await listen(lambda request: Reply("?", (Choice("Go", same), Choice("Go", same)), Ask(same)))
    anna = discord.person("Anna")
    await anna.says("hi")
    [question] = await anna.sees("?")
    assert question.labels == ["Go", "Go", "Type the answer"]


async def test_a_press_replaces_its_message(discord: FakeDiscord, listen: Listen) -> None:
    def coach(request: Request) -> Reply:
        return Reply("Done!", replace=True) if request.action else Reply("Done?", menu(1))

    await listen(coach)
    anna = discord.person("Anna")
    await anna.says("hi")
    await anna.presses("Day 0", on=(await anna.sees("Done?"))[0])
    [message] = await anna.sees("Done!")
    assert (message.labels, message.edits) == ([], 1)


async def test_a_message_that_is_gone_is_replaced_by_a_new_one(discord: FakeDiscord, listen: Listen) -> None:
    await listen(lambda request: Reply("Done!", replace=True) if request.action else Reply("Done?", menu(1)))
    anna = discord.person("Anna")
    await anna.says("hi")
    [question] = await anna.sees("Done?")
    anna.chat.log.remove(question)
    await anna.presses("Day 0", on=question)
    await anna.sees("Done!")
    assert [complaint.rpartition(": ")[2] for complaint in discord.complaints] == ["404 10008 Unknown Message"]
    discord.complaints.clear()


async def test_a_long_replacement_goes_on_below(discord: FakeDiscord, listen: Listen) -> None:
    long = "\n\n".join(["a" * 1500, "b" * 1500])
    await listen(lambda request: Reply(long, menu(1), replace=True) if request.action else Reply("?", menu(1)))
    anna = discord.person("Anna")
    await anna.says("hi")
    await anna.presses("Day 0", on=(await anna.sees("?"))[0])
    first, second = await anna.sees("a" * 1500, "b" * 1500)
    assert (first.labels, second.labels) == ([], ["Day 0"])


async def test_a_public_board_is_edited_for_all_and_its_refusals_are_private(
    discord: FakeDiscord, listen: Listen, training: Channel
) -> None:
    def coach(request: Request) -> Reply:
        if request.command:
            return Reply("Board: nobody", (Choice("Join", Action("join")),))
        if request.sender.name == "Ben":
            return Reply("You are in already.", private=True, replace=True)
        return Reply("Board: Anna", (Choice("Join", Action("join")),), replace=True)

    await listen(coach, commands=COMMANDS)
    anna, ben = discord.person("Anna"), discord.person("Ben")
    await anna.commands("board", training)
    await anna.sees("Board: nobody", chat=training)
    await anna.presses("Join", training)
    await ben.sees("Board: Anna", chat=training)
    await ben.presses("Join", training)
    await ben.sees("Board: Anna", "You are in already.", chat=training)
    await anna.sees("Board: Anna", chat=training)


async def test_a_talk_that_began_in_private_stays_private(
    discord: FakeDiscord, listen: Listen, training: Channel
) -> None:
    def coach(request: Request) -> Reply:
        replaces = bool(request.action and request.action.args == ("0",))
        return Reply("Replaced" if replaces else "Asked", menu(2), replace=replaces)

    await listen(coach, commands=COMMANDS)
    anna, ben = discord.person("Anna"), discord.person("Ben")
    await anna.commands("plan", training)
    await anna.sees("Asked", chat=training)
    await anna.presses("Day 0", training)
    await anna.sees("Replaced", chat=training)
    await anna.presses("Day 1", training)
    await anna.sees("Replaced", "Asked", chat=training)
    await ben.sees(chat=training)


async def test_a_typed_answer_comes_through_a_form(discord: FakeDiscord, listen: Listen) -> None:
    date = Action("race.date", ("7",))

    def coach(request: Request) -> Reply:
        return Reply(f"Noted: {request.text}", replace=True) if request.action else Reply("When?", ask=Ask(date))

    front = await listen(coach)
    anna = discord.person("Anna")
    await anna.says("hi")
    await anna.presses("Type the answer", on=(await anna.sees("When?"))[0])
    await anna.types("14 June")
    await anna.sees("Noted: 14 June")
    assert (front.requests[1].action, front.requests[1].text) == (date, "14 June")


async def test_a_form_sent_from_a_private_message_is_answered_in_private(
    discord: FakeDiscord, listen: Listen, training: Channel
) -> None:
    await listen(lambda request: Reply(request.text or "When?", ask=Ask(Action("date"))), commands=COMMANDS)
    anna, ben = discord.person("Anna"), discord.person("Ben")
    await anna.commands("plan", training)
    await anna.sees("When?", chat=training)
    await anna.presses("Type the answer", training)
    await anna.types("14 June")
    await anna.sees("When?", "14 June", chat=training)
    await ben.sees(chat=training)


@pytest.mark.parametrize("old", ["", "0~", "plan-v1", "0~" + "x" * 65])
async def test_a_button_of_an_old_version_gets_a_friendly_answer(
    discord: FakeDiscord, listen: Listen, training: Channel, old: str
) -> None:
    front = await listen(lambda request: Reply("hi", menu(1)), commands=COMMANDS)
    anna, ben = discord.person("Anna"), discord.person("Ben")
    await anna.commands("board", training)
    [message] = await anna.sees("hi", chat=training)
    await anna.presses_data(old, message)
    await anna.sees("hi", "That button is from an older version of me. Type /help.", chat=training)
    await ben.sees("hi", chat=training)
    assert len(front.requests) == 1


async def test_a_press_with_nothing_to_say_is_acknowledged(discord: FakeDiscord, listen: Listen) -> None:
    await listen(lambda request: Reply("?", menu(1)) if request.text else None)
    anna = discord.person("Anna")
    await anna.says("hi")
    made = await anna.presses("Day 0", on=(await anna.sees("?"))[0])
    await discord.world.until(lambda: made.answer)
    await anna.sees("?")


async def test_no_view_is_kept_in_memory(discord: FakeDiscord, start: Start, training: Channel) -> None:
    adapter = await start(
        lambda request: Reply("?", menu(11), Ask(Action("date")), replace=bool(request.action)), commands=COMMANDS
    )
    anna = discord.person("Anna")
    await anna.commands("plan", training)
    await anna.sees("?", chat=training)
    await anna.presses("Day 3", training)
    made = await anna.presses("Type the answer", training)
    await discord.world.until(lambda: made.modal)
    store = adapter.client._connection._view_store
    assert (list(adapter.client.persistent_views), store._views, store._modals) == ([], {}, {})


async def test_buttons_work_after_a_restart(discord: FakeDiscord, start: Start) -> None:
    first = await start(lambda request: Reply("?", menu(7), Ask(Action("date"))))
    anna = discord.person("Anna")
    await anna.says("hi")
    [question] = await anna.sees("?")
    await first.stop()
    discord.clock.advance(30 * 86400)
    await start(lambda request: Reply(f"{request.action and request.action.token}"))
    await anna.presses("Day 6", on=question)
    await anna.sees("?", "day:6")
    await anna.presses("Type the answer", on=question)
    await anna.types("soon")
    await anna.sees("?", "day:6", "date")
