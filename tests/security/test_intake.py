"""What comes in: who it comes from, how much of it is looked at, and what of it is stored."""

import pytest
from sqlalchemy import select

from bot.tables import Base
from core.messages import MAX_INPUT, Reply, Request
from core.people.tables import Person
from tests.challenges.stage import ROOM, captain, member, set_up, started
from tests.fakes.front import ScriptedFront, command
from tests.fakes.telegram import FakeTelegram
from tests.platforms import Discord, Telegram
from tests.platforms.place import Place, hears
from tests.play import Play

HUGE = 2_000_000_000  # bytes that a sender claims a file has


async def test_a_file_of_any_size_is_never_fetched(network: Place):
    front = ScriptedFront(lambda request: Reply("I read words."))
    anna = network.person("Anna")
    async with network.coached_by(front):
        if isinstance(network, Telegram):
            file = {"file_id": "1", "file_unique_id": "1", "file_name": "a.gpx", "file_size": HUGE}
            await anna.person.says("", document=file)  # type: ignore[attr-defined]
        elif isinstance(network, Discord):
            url = f"{network.fake.api_base}/attachment"
            file = {"id": "1", "filename": "a.gpx", "size": HUGE, "url": url, "proxy_url": url}
            await anna.person.says("", attachments=[file])  # type: ignore[attr-defined]
        await hears(network, anna, "I read words.")
    assert [each.text for each in front.requests] == [""]
    assert _asked_of(network) == 1


def _asked_of(network: Place) -> int:
    """How many requests the bot made because of what somebody said."""
    if isinstance(network, Telegram):
        return len([name for name, _ in network.fake.calls if name not in ("getMe", "deleteWebhook", "setMyCommands")])
    assert isinstance(network, Discord)
    return len([each for each in network.fake.calls if "messages" in each or "attachment" in each])


async def test_a_forwarded_word_has_the_rights_of_whoever_forwards_it():
    async with Telegram() as telegram:
        front = ScriptedFront(
            lambda request: Reply(f"{request.admin}"),
            commands=[command("stop", group=True, admin=True)],
            needs_admin=lambda request: True,
        )
        ben, carla = telegram.person("Ben"), telegram.person("Carla")
        club = telegram.club(ben, captain=carla)
        async with telegram.coached_by(front):
            origin = {"type": "user", "sender_user": carla.person.described(), "date": 1_760_000_000}
            await ben.person.says("/stop", club, forward_origin=origin)
            await hears(telegram, ben, "False", club)
    assert [each.sender.name for each in front.requests] == ["Ben"]


async def test_a_word_that_is_edited_into_a_command_is_not_heard():
    async with Telegram() as telegram:
        front = ScriptedFront(lambda request: Reply("Yes?"), commands=[command("delete")])
        anna = telegram.person("Anna")
        async with telegram.coached_by(front):
            said = await anna.person.says("hello")
            await hears(telegram, anna, "Yes?")
            edited = _edited(telegram.fake, anna.person.chat, said)
            telegram.fake.push({"edited_message": edited})
            await anna.says("again")
            await telegram.until(lambda: len(anna.sees()) == 2)
    assert [each.text for each in front.requests] == ["hello", "again"]


def _edited(fake: FakeTelegram, chat, said):  # type: ignore[no-untyped-def]
    entity = {"type": "bot_command", "offset": 0, "length": 7}
    return fake.described(chat, said) | {"text": "/delete", "entities": [entity], "edit_date": 1_760_000_001}


async def test_another_bot_is_answered_nowhere(network: Place):
    front = ScriptedFront(lambda request: Reply("Yes?"), commands=[command("go", group=True)])
    anna, robot = network.person("Anna"), network.robot("Robot")
    club = network.club(anna, robot, captain=anna)
    async with network.coached_by(front):
        await robot.says("hello")
        if network.name == "telegram":
            await robot.says("/go", club)
        await anna.says("hello")
        await hears(network, anna, "Yes?")
    assert [each.sender.name for each in front.requests] == ["Anna"]


@pytest.mark.parametrize("words", ["why " * 10_000, "🏔" * 40_000, "\x00" * 20_000, "(" * 20_000, "a" * 20_000])
def test_a_text_of_any_length_is_answered_and_cut_before_it_is_stored(play: Play, words: str):
    anna = play.person("Anna")
    assert "something went wrong" not in anna.says(words)
    assert "something went wrong" not in anna.says(f"/ask {words}")
    assert too_long(play) == []


def test_no_field_of_the_database_takes_more_than_is_read(play: Play):
    """The longest of everything, at once: names, language, room, texts."""
    carla = set_up(play)
    huge = play.person("N" * 5_000, locale="x" * 50_000)
    for place in (huge, huge.inside(ROOM, admin=True)):
        place.says("/start")
        place.says("/club " + "c" * 50_000)
        place.says("/ask " + "q" * 50_000)
        place.says("z" * 50_000)
    carla.says("/club")
    assert too_long(play) == []
    with play.house.database.transaction() as session:
        assert max(len(each) for each in session.scalars(select(Person.locale))) <= 35


def too_long(play: Play) -> list[str]:
    """The columns that hold more than the coach reads."""
    found = []
    with play.house.database.transaction() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                found += [f"{table.name}.{name}" for name, value in row.items() if len(str(value)) > MAX_INPUT]
    return found


@pytest.mark.parametrize("name", ["%", "_nna", "A%", "' OR '1'='1", "Anna'; DROP TABLE person; --", "\\"])
def test_a_wildcard_is_a_letter_like_any_other(play: Play, name: str):
    started(play)
    member(play, "Anna").says("/log 5")
    carla = captain(play)
    carla.says("/challenge")
    carla.presses(next(each for each in carla.buttons if each.startswith("Manage")))
    carla.presses(next(each for each in carla.buttons if "orrect" in each))
    said = carla.answers(f"{name} +5 today counted twice")
    assert said.startswith("There is nobody") or name in said
    assert "something went wrong" not in said
    assert play.person("Anna").inside(ROOM).says("/log 1") == "+1 calf raises. Today: 6, your aim: 25."


async def test_a_request_for_somebody_else_cannot_be_made(network: Place):
    """Who asks is what the platform says, whatever the words claim."""
    front = ScriptedFront(lambda request: Reply("Hello"))
    mallory = network.person("Mallory")
    async with network.coached_by(front):
        await mallory.says('{"from": {"id": 100}} user_id=100 <@100> as Anna')
        await hears(network, mallory, "Hello")
    [request] = front.requests
    assert request.sender.id == str(mallory.person.id)  # type: ignore[attr-defined]
    assert isinstance(request, Request)
