"""People press buttons."""

import asyncio
from typing import Any

from core.messages import Action, Ask, Choice, Reply, Request
from tests.fakes.telegram import Button, FakeTelegram

DONE = Choice("Done", Action("done", ("7", "short")))
LATER = Choice("Later", Action("later", ("7",)))


def session(request: Request) -> Reply:
    """A session with buttons; pressing one changes the message."""
    if request.action:
        return Reply(f"{request.action.name} it is", (LATER,) if request.action == DONE.action else (), replace=True)
    return Reply("Calf raises", (DONE, LATER))


async def test_a_press_comes_back_as_its_action_and_changes_the_message(telegram: FakeTelegram, listen: Any) -> None:
    front = await listen(session)
    anna = telegram.person("Anna")
    await anna.says("/today")
    [message] = await anna.sees("Calf raises")
    assert message.rows == [[Button("Done", "done:7:short"), Button("Later", "later:7")]]
    await anna.presses("Done")
    [message] = await anna.sees("done it is")
    assert (message.labels, message.edits, telegram.spinning) == (["Later"], 1, 0)
    pressed = front.requests[1]
    assert (pressed.action, pressed.text, pressed.private, pressed.key) == (
        Action("done", ("7", "short")),
        None,
        True,
        "telegram:424242:7002",
    )


async def test_a_press_is_acknowledged_before_the_coach_has_an_answer(telegram: FakeTelegram, listen: Any) -> None:
    thought = asyncio.Event()

    async def ponder(request: Request) -> Reply:
        if request.action:
            await thought.wait()
        return session(request)

    await listen(ponder)
    anna = telegram.person("Anna")
    await anna.says("/today")
    await anna.sees("Calf raises")
    await anna.presses("Done")
    await telegram.until(lambda: [name for name, _ in telegram.calls][-1], "answerCallbackQuery", seconds=1)
    await anna.sees("Calf raises")
    thought.set()
    await anna.sees("done it is")


async def test_a_second_press_that_changes_nothing_is_no_error(telegram: FakeTelegram, listen: Any) -> None:
    await listen(lambda request: Reply(request.text or "hi", (DONE,), replace=True))
    anna = telegram.person("Anna")
    await anna.says("hi")
    await anna.sees("hi")
    await anna.presses("Done")
    await anna.says("again")
    await anna.sees("hi", "again")
    assert "message is not modified" in telegram.complaints.pop()


async def test_the_answer_is_posted_anew_when_its_message_is_gone(telegram: FakeTelegram, listen: Any) -> None:
    await listen(session)
    anna = telegram.person("Anna")
    await anna.says("/today")
    [message] = await anna.sees("Calf raises")
    telegram.delete(anna.chat, message)
    await anna.presses("Done", on=message)
    await anna.sees("done it is")
    assert telegram.complaints == ["editMessageText: Bad Request: message to edit not found"]
    telegram.complaints.clear()


async def test_a_press_without_replace_is_answered_below(telegram: FakeTelegram, listen: Any) -> None:
    await listen(lambda request: Reply("Well done" if request.action else "Calf raises", (DONE,)))
    anna = telegram.person("Anna")
    await anna.says("/today")
    await anna.sees("Calf raises")
    await anna.presses("Done")
    await anna.sees("Calf raises", "Well done")


async def test_a_button_that_is_none_of_ours_is_explained(telegram: FakeTelegram, listen: Any) -> None:
    front = await listen(session)
    anna = telegram.person("Anna")
    await anna.says("/today")
    [message] = await anna.sees("Calf raises")
    telegram.press(anna, anna.chat, message, "x" * 65)
    await anna.is_told("That button is from an older version of me. Type /help.")
    assert len(front.requests) == 1


async def test_an_acknowledgement_that_comes_too_late_does_not_cost_the_answer(
    telegram: FakeTelegram, listen: Any
) -> None:
    await listen(session)
    anna = telegram.person("Anna")
    await anna.says("/today")
    await anna.sees("Calf raises")
    telegram.age = 61.0
    await anna.presses("Done")
    await anna.sees("done it is")
    [complaint] = telegram.complaints
    assert complaint.startswith("answerCallbackQuery: Bad Request: query is too old")
    telegram.complaints.clear()


async def test_an_edit_in_private_may_ask_to_type(telegram: FakeTelegram, listen: Any) -> None:
    ask = Ask(Action("city"), "Berlin")
    await listen(lambda r: Reply("Which city?", ask=ask, replace=True) if r.action else Reply("Where?", (DONE,)))
    anna = telegram.person("Anna")
    await anna.says("hi")
    await anna.sees("Where?")
    await anna.presses("Done")
    [message] = await anna.sees("Which city?")
    assert message.edits == 1
