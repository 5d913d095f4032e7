"""What Telegram tells of rooms: the bot removed and added again, topics closed and opened, groups moved."""

from typing import Any

import pytest

from core.messages import Reply, RoomNews
from tests.fakes.telegram import FakeTelegram


def membership(telegram: FakeTelegram, chat: Any, before: str, after: str, **rights: Any) -> dict[str, Any]:
    """The update about the bot's own membership."""
    anna = telegram.person("Anna").described()
    old, new = ({"user": telegram.bot, "status": status} for status in (before, after))
    extra = {"until_date": 0} if after in ("kicked", "restricted") else {}
    change = {"chat": chat.described(), "from": anna, "date": 0, "old_chat_member": old}
    return {"my_chat_member": change | {"new_chat_member": new | extra | rights}}


def service(chat: Any, **fields: Any) -> dict[str, Any]:
    """A service message in a chat."""
    return {"message": {"message_id": 5, "date": 0, "chat": chat.described()} | fields}


@pytest.mark.parametrize(("before", "after", "lost"), [("member", "left", "removed"), ("left", "member", "")])
async def test_the_bot_is_removed_and_added_again(
    telegram: FakeTelegram, listen: Any, before: str, after: str, lost: str
):
    front = await listen(lambda request: Reply("hi"))
    club = telegram.group("Club")
    telegram.push(membership(telegram, club, before, after))
    await telegram.until(lambda: front.news, [RoomNews("telegram", (str(club.id),), lost=lost)])


async def test_a_topic_is_closed_and_opened_again(telegram: FakeTelegram, listen: Any):
    front = await listen(lambda request: Reply("hi"))
    club = telegram.group("Club", topics=1)
    topic = {"message_thread_id": club.topics[0], "is_topic_message": True}
    telegram.push(service(club, forum_topic_closed={}, **topic))
    telegram.push(service(club, forum_topic_reopened={}, **topic))
    where = ("telegram", (str(club.id),), str(club.topics[0]))
    await telegram.until(lambda: front.news, [RoomNews(*where, lost="closed"), RoomNews(*where)])


async def test_a_group_becomes_a_supergroup(telegram: FakeTelegram, listen: Any):
    front = await listen(lambda request: Reply("hi"))
    club = telegram.group("Club")
    telegram.push(service(club, migrate_to_chat_id=-4242))
    await telegram.until(lambda: front.news, [RoomNews("telegram", (str(club.id),), moved_to="-4242")])
    assert front.requests == []


async def test_who_blocks_the_bot_is_news_too(telegram: FakeTelegram, listen: Any):
    front = await listen(lambda request: Reply("hi"))
    bob = telegram.person("Bob")
    telegram.push(membership(telegram, bob.chat, "member", "kicked"))
    await telegram.until(lambda: front.news, [RoomNews("telegram", (str(bob.id),), lost="removed")])


async def test_a_shared_location_is_looked_at_in_private_only(telegram: FakeTelegram, listen: Any):
    front = await listen(lambda request: Reply("hi"))
    bob = telegram.person("Bob")
    club = telegram.group("Club", bob)
    place = {"location": {"latitude": 52.5, "longitude": 13.4}}
    await bob.says("", club, **place)
    await bob.says("", **place)
    await bob.sees("hi")
    assert [each.location for each in front.requests] == [(52.5, 13.4)]
