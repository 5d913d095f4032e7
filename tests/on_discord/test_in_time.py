"""Discord wants a first answer within three seconds, and the rest within a quarter of an hour."""

import asyncio
from collections.abc import Callable

import pytest

from core.messages import Action, Choice, Reply, Request
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.world import Channel, Message
from tests.fakes.front import command
from tests.on_discord.conftest import Listen

COMMANDS = (command("plan"), command("board", group=True))
AT_ONCE = 0.01  # seconds until an answer is promised
AGAIN = (Choice("Again", Action("again")),)


class SlowCoach:
    """A coach that thinks until told to answer; what it has been told, it then says at once."""

    def __init__(self, *replies: Reply | None) -> None:
        self._replies = list(replies)
        self._done = asyncio.Event()

    def speaks(self) -> None:
        """Let it answer."""
        self._done.set()

    async def __call__(self, request: Request) -> Reply | None:
        """Answer once it may."""
        await self._done.wait()
        return self._replies.pop(0)


@pytest.fixture
def training(discord: FakeDiscord) -> Channel:
    """A channel of a server."""
    return discord.channel(discord.server("Club"), "training")


def texts(channel: Channel) -> Callable[[], list[str]]:
    """What everybody sees there."""
    return lambda: [message.text for message in channel.messages]


@pytest.mark.parametrize(
    ("name", "private", "public", "answer"),
    [
        ("plan", False, [], []),
        ("plan", True, [], []),
        ("board", False, ["(thinking)"], ["Here."]),
        ("board", True, ["(thinking)"], []),
    ],
)
async def test_a_slow_answer_is_promised_first_and_seen_by_the_right_people(
    discord: FakeDiscord,
    listen: Listen,
    training: Channel,
    name: str,
    private: bool,
    public: list[str],
    answer: list[str],
) -> None:
    coach = SlowCoach(Reply("Here.", private=private))
    await listen(coach, first_answer=AT_ONCE, commands=COMMANDS)
    anna, ben = discord.person("Anna"), discord.person("Ben")
    await anna.commands(name, training)
    await anna.sees("(thinking)", chat=training)
    await ben.sees(*public, chat=training)
    discord.clock.advance(60)
    coach.speaks()
    await anna.sees("Here.", chat=training)
    await ben.sees(*answer, chat=training)


async def test_a_slow_answer_in_private_takes_the_place_of_the_promise(discord: FakeDiscord, listen: Listen) -> None:
    coach = SlowCoach(Reply("\n\n".join(["a" * 1500, "b" * 1500]), AGAIN))
    await listen(coach, first_answer=AT_ONCE, commands=COMMANDS)
    anna = discord.person("Anna")
    await anna.commands("plan")
    await anna.sees("(thinking)")
    coach.speaks()
    first, second = await anna.sees("a" * 1500, "b" * 1500)
    assert (first.labels, second.labels) == ([], ["Again"])


async def test_a_slow_nothing_takes_its_promise_back(discord: FakeDiscord, listen: Listen, training: Channel) -> None:
    coach = SlowCoach(None)
    await listen(coach, first_answer=AT_ONCE, commands=COMMANDS)
    anna = discord.person("Anna")
    await anna.commands("board", training)
    await anna.sees("(thinking)", chat=training)
    coach.speaks()
    await anna.sees(chat=training)


@pytest.mark.parametrize(
    ("reply", "anna_sees", "ben_sees"),
    [
        (Reply("New."), ["Board", "New."], ["Board", "New."]),
        (Reply("New.", replace=True), ["New."], ["New."]),
        (Reply("New.", private=True, replace=True), ["Board", "New."], ["Board"]),
    ],
)
async def test_a_slow_press_is_acknowledged_invisibly(
    discord: FakeDiscord,
    listen: Listen,
    training: Channel,
    reply: Reply,
    anna_sees: list[str],
    ben_sees: list[str],
) -> None:
    coach = SlowCoach(reply)
    await listen(coach, first_answer=AT_ONCE, commands=COMMANDS)
    anna, ben = discord.person("Anna"), discord.person("Ben")
    button = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Join", "custom_id": "0~join"}]}
    board = Message(discord.world.next_id(), training, discord.world.bot, "Board", [button])
    training.log.append(board)
    made = await anna.presses("Join", training)
    await discord.world.until(lambda: made.answer)
    await anna.sees("Board", chat=training)
    discord.clock.advance(60)
    coach.speaks()
    await anna.sees(*anna_sees, chat=training)
    await ben.sees(*ben_sees, chat=training)


async def test_an_interaction_discord_has_forgotten_is_noted_and_nothing_else(
    discord: FakeDiscord, listen: Listen, caplog: pytest.LogCaptureFixture
) -> None:
    def dawdle(request: Request) -> Reply:
        discord.clock.advance(4 if request.command == "plan" else 0)
        return Reply("Here.")

    await listen(dawdle, commands=COMMANDS)
    anna = discord.person("Anna")
    made = await anna.commands("plan")
    await discord.world.until(lambda: made.failed)
    await anna.commands("board")
    await anna.sees("Here.")
    assert [each.rpartition(": ")[2] for each in discord.complaints] == ["404 10062 Unknown interaction"]
    assert [each.getMessage() for each in caplog.records] == [f"{made.id} went unanswered: 404 10062"]
    discord.complaints.clear()


async def test_a_promise_that_has_expired_is_noted_and_nothing_else(
    discord: FakeDiscord, listen: Listen, caplog: pytest.LogCaptureFixture
) -> None:
    coach = SlowCoach(Reply("Here."))
    await listen(coach, first_answer=AT_ONCE, commands=COMMANDS)
    anna = discord.person("Anna")
    made = await anna.commands("plan")
    await anna.sees("(thinking)")
    discord.clock.advance(16 * 60)
    coach.speaks()
    await discord.world.until(lambda: discord.complaints)
    await anna.sees("(thinking)")
    assert [each.rpartition(": ")[2] for each in discord.complaints] == ["401 50027 Invalid Webhook Token"]
    discord.complaints.clear()
    assert made.answer == 5
