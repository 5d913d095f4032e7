"""The bot among many: who is meant, what is private, where answers go."""

import asyncio
from typing import Any

import pytest

from core.messages import Action, Address, Ask, Choice, Reply, Request
from tests.fakes.front import command
from tests.fakes.telegram import Button, FakeTelegram, migrated

JOIN = Choice("Join", Action("join", ("3",)))
LONG = "Your plan, in all its detail. " * 8


def said(request: Request) -> Reply:
    """Say what was heard."""
    return Reply(f"{request.command or request.text}!")


async def test_only_what_is_meant_for_the_bot_is_answered(telegram: FakeTelegram, listen: Any) -> None:
    await listen(said, commands=[command("today", group=True)])
    anna = telegram.person("Anna")
    club = telegram.group("Club", anna)
    for text in ("hello all", "/weather", "/today@OtherBot", "me@HillcoachBot.org @HillcoachBots"):
        await anna.says(text, club)
    for text in ("/today", "/odd@HillcoachBot", "hey @hillcoachbot, why?"):
        await anna.says(text, club)
    [first, *_] = await anna.sees("today!", "odd!", "hey , why?!", chat=club)
    await anna.says("and then?", club, reply_to=first)
    messages = await anna.sees("today!", "odd!", "hey , why?!", "and then?!", chat=club)
    assert [club.find(each.reply_to).text for each in messages] == [  # type: ignore[union-attr]
        "/today",
        "/odd@HillcoachBot",
        "hey @hillcoachbot, why?",
        "and then?",
    ]


async def test_a_channel_or_a_hidden_admin_is_not_answered(telegram: FakeTelegram, listen: Any) -> None:
    await listen(said, commands=[command("today", group=True)])
    anna = telegram.person("Anna")
    club = telegram.group("Club", anna)
    await anna.says("/today", club, sender_chat={"id": -5, "type": "channel", "title": "News"})
    await anna.says("@HillcoachBot why", club)
    await anna.sees("why!", chat=club)


async def test_an_answer_stays_in_its_topic(telegram: FakeTelegram, listen: Any) -> None:
    front = await listen(lambda request: Reply("Go", (JOIN,)) if request.command else Reply("Joined"))
    anna = telegram.person("Anna")
    club = telegram.group("Club", anna, topics=2)
    topic = club.topics[1]
    await anna.says("chatting in a topic that the bot opened", club, thread=topic)
    await anna.says("/go@HillcoachBot", club, thread=topic)
    await anna.sees("Go", chat=club, thread=topic)
    await anna.presses("Join", club)
    await anna.sees("Go", "Joined", chat=club, thread=topic)
    room = Address("telegram", str(club.id), str(topic))
    assert [(each.room, each.room_name, each.private) for each in front.requests] == [(room, "Club", False)] * 2


async def test_a_short_private_answer_to_a_press_is_an_alert(telegram: FakeTelegram, listen: Any) -> None:
    reply = Reply("**Only** captains can do that.", private=True)
    await listen(lambda request: reply if request.action else Reply("Race?", (JOIN,)))
    anna = telegram.person("Anna")
    club = telegram.group("Club", anna)
    await anna.says("/race@HillcoachBot", club)
    await anna.sees("Race?", chat=club)
    await anna.presses("Join", club)
    await anna.is_told("Only captains can do that.")
    assert [each.modal for each in anna.alerts] == [True]
    await anna.sees("Race?", chat=club)
    await anna.sees()


async def test_a_long_private_answer_goes_to_the_private_chat(telegram: FakeTelegram, listen: Any) -> None:
    reply = Reply(LONG, (JOIN,), private=True, replace=True)
    await listen(lambda request: reply if request.action else Reply("Race?", (JOIN,)))
    anna = telegram.person("Anna")
    club = telegram.group("Club", anna)
    await anna.says("/race@HillcoachBot", club)
    await anna.sees("Race?", chat=club)
    await anna.presses("Join", club)
    [message] = await anna.sees(LONG.strip())
    assert message.labels == ["Join"]
    await anna.is_told("I'll answer you in private.")
    assert [each.modal for each in anna.alerts] == [False]
    await anna.sees("Race?", chat=club)


async def test_a_late_private_answer_goes_to_the_private_chat(telegram: FakeTelegram, listen: Any) -> None:
    thought = asyncio.Event()

    async def ponder(request: Request) -> Reply:
        if request.action:
            await thought.wait()
        return Reply("Yours" if request.action else "Race?", (JOIN,), private=bool(request.action))

    await listen(ponder)
    anna = telegram.person("Anna")
    club = telegram.group("Club", anna)
    await anna.says("/race@HillcoachBot", club)
    await anna.sees("Race?", chat=club)
    await anna.presses("Join", club)
    await telegram.until(lambda: telegram.spinning, 0)
    thought.set()
    await anna.sees("Yours")
    assert anna.alerts == []


async def test_a_private_answer_to_a_command_never_appears_in_the_group(telegram: FakeTelegram, listen: Any) -> None:
    await listen(lambda request: Reply("Your race: 14 June", private=True))
    anna, bob = telegram.person("Anna"), telegram.person("Bob", started=False)
    club = telegram.group("Club", anna, bob)
    await anna.says("/plan@HillcoachBot", club)
    await anna.sees("Your race: 14 June")
    await bob.says("/plan@HillcoachBot", club)
    [invitation] = await bob.sees("I'll answer you in private.", chat=club)
    assert invitation.rows == [[Button("Open our chat", url="https://t.me/HillcoachBot?start=group")]]
    await bob.sees()


async def test_an_urgent_answer_is_seen_in_the_group_by_whom_it_cannot_reach_alone(
    telegram: FakeTelegram, listen: Any
) -> None:
    await listen(lambda request: Reply("Stop running. Call for help.", private=True, urgent=True))
    anna, bob = telegram.person("Anna"), telegram.person("Bob", started=False)
    club = telegram.group("Club", anna, bob)
    await anna.says("@HillcoachBot chest pain", club)
    await anna.sees("Stop running. Call for help.")
    asked = await bob.says("@HillcoachBot chest pain", club)
    [answer] = await bob.sees("Stop running. Call for help.", chat=club)
    assert answer.reply_to == asked.id


async def test_a_press_is_answered_in_a_window_for_whom_there_is_no_private_chat(
    telegram: FakeTelegram, listen: Any
) -> None:
    reply = Reply(LONG, private=True)
    await listen(lambda request: reply if request.action else Reply("Race?", (JOIN,)))
    bob = telegram.person("Bob", started=False)
    club = telegram.group("Club", bob)
    await bob.says("/race@HillcoachBot", club)
    await bob.sees("Race?", chat=club)
    await bob.presses("Join", club)
    await bob.is_told(LONG[:199] + "…")
    assert [each.modal for each in bob.alerts] == [True]
    await bob.sees("Race?", chat=club)


async def test_a_press_with_more_to_choose_goes_on_in_the_private_chat(telegram: FakeTelegram, listen: Any) -> None:
    reply = Reply("How shall I show you?", (JOIN,), private=True)
    front = await listen(lambda request: reply if request.action else Reply("Race?", (JOIN,)))
    bob = telegram.person("Bob", started=False)
    club = telegram.group("Club", bob)
    await bob.says("/race@HillcoachBot", club)
    await bob.sees("Race?", chat=club)
    await bob.presses("Join", club)
    await telegram.until(lambda: len(bob.links), 1)
    await bob.says("/start " + bob.links[0].partition("?start=")[2])
    await bob.sees("How shall I show you?")
    assert [(each.action, each.private) for each in front.requests[1:]] == [(JOIN.action, False), (JOIN.action, True)]


@pytest.mark.parametrize("payload", ["p_", "p_!!!", "p_AAAA", "p_" + "A" * 63, "club"])
async def test_a_forged_link_only_starts(telegram: FakeTelegram, listen: Any, payload: str) -> None:
    front = await listen(said)
    bob = telegram.person("Bob")
    await bob.says(f"/start {payload}")
    await telegram.until(lambda: len(front.requests), 1)
    assert (front.requests[0].command, front.requests[0].args) in (("start", payload), (None, ""))


async def test_rights_are_looked_up_when_the_coach_needs_them(telegram: FakeTelegram, listen: Any) -> None:
    front = await listen(said, needs_admin=lambda request: request.command == "challenge")
    anna, bob = telegram.person("Anna"), telegram.person("Bob")
    club = telegram.group("Club", anna, bob, admin=anna)
    for person in (anna, bob):
        await person.says("/challenge@HillcoachBot", club)
    await anna.says("/today@HillcoachBot", club)
    await anna.says("/challenge")
    await anna.sees("challenge!", "challenge!", "today!", chat=club)
    await anna.sees("challenge!")
    in_club = [each for each in front.requests if not each.private]
    assert [each.admin for each in in_club] == [True, False, False]
    assert [name for name, _ in telegram.calls].count("getChatMember") == 2


async def test_a_question_in_a_group_is_prompted_for_even_after_a_press(telegram: FakeTelegram, listen: Any) -> None:
    ask = Ask(Action("name"), "Hill week")
    await listen(lambda r: Reply("Its name?", ask=ask, replace=True) if r.action else Reply("New?", (JOIN,)))
    anna = telegram.person("Anna")
    club = telegram.group("Club", anna)
    await anna.says("/new@HillcoachBot", club)
    await anna.sees("New?", chat=club)
    await anna.presses("Join", club)
    [_, prompt] = await anna.sees("New?", "Its name?", chat=club)
    assert prompt.hint == "Hill week"


async def test_an_answer_follows_a_group_that_has_become_a_supergroup(telegram: FakeTelegram, listen: Any) -> None:
    await listen(said)
    anna = telegram.person("Anna")
    old, new = telegram.group("Club", anna), telegram.group("Club", anna)
    telegram.next("sendMessage", migrated(new.id))
    await anna.says("/today@HillcoachBot", old)
    await anna.sees("today!", chat=new)
