"""People who go away: nothing is tried any more, everything is kept, and messages come again when they say so."""

from datetime import timedelta

import aiohttp
import discord
import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.discord.outcomes import outcome_of as of_discord
from bot.telegram.messenger import outcome_of as of_telegram
from core.delivery.outcomes import Gone, Moved
from core.delivery.ports import Delivery
from core.messages import Address, Reply, RoomNews
from tests.play import PLATFORM, Play
from tests.test_pushes import monday, runner

LETTER = Delivery(Address("telegram", "1"), Reply("hi"), nonce="n")


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: user is deactivated"),
        Forbidden("Forbidden: bot can't initiate conversation with a user"),
        Forbidden("Forbidden: bot was kicked from the supergroup chat"),
        BadRequest("Chat not found"),
    ],
)
def test_on_telegram_each_way_of_leaving_is_gone(error: Exception):
    assert isinstance(of_telegram(error, LETTER), Gone)


def test_a_group_that_became_a_supergroup_moved():
    assert of_telegram(ChatMigrated(-100), LETTER) == Moved("-100")


class Refused:
    """As much of an answer as discord.py looks at."""

    status, reason, headers = 403, "Forbidden", {}


@pytest.mark.parametrize("code", [50007, 50278, 50001])
def test_on_discord_each_way_of_leaving_is_gone(code: int):
    answer: aiohttp.ClientResponse = Refused()  # type: ignore[assignment]
    assert of_discord(discord.Forbidden(answer, {"code": code, "message": "no"})) == Gone(f"403 {code}")


def test_messages_come_again_only_after_a_yes(play: Play):
    anna = runner(play)
    play.post.refuses.append(Gone("blocked"))
    play.at(monday(7))
    assert anna.says("/week").startswith("I could not reach you lately")
    assert len(play.at(monday(7) + timedelta(days=3))) == 0
    assert anna.says("/today").startswith("Your session today")
    anna.says("/resume")
    assert len(play.at(monday(7) + timedelta(days=7))) == 1


def test_the_way_back_is_a_button_under_whatever_was_asked(play: Play):
    anna = runner(play)
    play.post.refuses.append(Gone("blocked"))
    play.at(monday(7))
    anna.says("/today")
    assert anna.presses("Send me messages again") == "Welcome back. I'll send your sessions again at your hour."
    assert len(play.at(monday(7) + timedelta(days=3))) == 1


def test_resume_itself_needs_no_banner(play: Play):
    anna = runner(play)
    play.post.refuses.append(Gone("blocked"))
    play.at(monday(7))
    assert anna.says("/resume") == "Welcome back. I'll send your sessions again at your hour."


def test_a_platform_that_tells_of_a_block_spares_the_try(play: Play):
    anna, ben = runner(play), runner(play, "Ben")
    play.house._notice(RoomNews(PLATFORM, (anna.sender.home,), lost="removed"))
    assert [push.address.chat for push in play.at(monday(7))] == [ben.sender.home]
    play.house._notice(RoomNews(PLATFORM, (anna.sender.home,)))
    assert len(play.at(monday(7) + timedelta(days=3))) == 1  # unblocked is not yet a word
    assert anna.says("/start").startswith("I could not reach you lately")


def test_the_third_of_five_is_gone_and_four_are_served(play: Play):
    people = [runner(play, name) for name in ("A", "B", "C", "D", "E")]
    post, deliver = play.post, play.post.deliver

    async def closed(delivery: Delivery):
        return Gone("403 50007") if delivery.address.chat == people[2].sender.home else await deliver(delivery)

    post.deliver = closed  # type: ignore[method-assign]
    assert [push.address.chat for push in play.at(monday(7))] == [f"home of {name}" for name in "ABDE"]
    assert people[2].says("/plan").startswith("I could not reach you lately")
