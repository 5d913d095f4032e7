"""People talk to the bot in private."""

from typing import Any

from core.messages import Action, Address, Ask, Choice, Reply, Request, Sender
from tests.fakes.telegram import FakeTelegram


def echo(request: Request) -> Reply:
    """Say what was asked for."""
    return Reply(f"{request.command or ''}|{request.args}|{request.text}")


async def test_a_question_reaches_the_coach_and_the_answer_the_person(telegram: FakeTelegram, listen: Any) -> None:
    front = await listen(lambda request: Reply("**Twice** a week\n- _slowly_"))
    anna = telegram.person("Anna", language="de")
    await anna.says("how often?")
    [answer] = await anna.sees("Twice a week\n• slowly")
    assert answer.html == "<b>Twice</b> a week\n• <i>slowly</i>"
    assert front.requests == [
        Request(
            sender=Sender("telegram", str(anna.id), "Anna", "de", home=str(anna.id)),
            room=Address("telegram", str(anna.id)),
            private=True,
            key="telegram:424242:7001",
            text="how often?",
            invitation="https://t.me/HillcoachBot?startgroup=club",
        )
    ]


async def test_a_person_without_a_language_is_spoken_to_in_english(telegram: FakeTelegram, listen: Any) -> None:
    front = await listen(echo)
    await (anna := telegram.person("Anna", language=None)).says("hi")
    await anna.sees("||hi")
    assert front.requests[0].sender.locale == "en"


async def test_commands_carry_their_arguments(telegram: FakeTelegram, listen: Any) -> None:
    await listen(echo)
    anna = telegram.person("Anna")
    for text in ("/start c_hills", "/Plan@hillcoachbot 14 June ", "/plan@OtherBot", "/nonsense", "5/10 pain"):
        await anna.says(text)
    await anna.sees("start|c_hills|None", "plan|14 June|None", "nonsense||None", "||5/10 pain")


async def test_what_is_no_text_comes_as_an_empty_text(telegram: FakeTelegram, listen: Any) -> None:
    front = await listen(lambda request: Reply("I read words."))
    anna = telegram.person("Anna")
    sticker = {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1, "type": "regular"}
    await anna.says("", sticker=sticker | {"is_animated": False, "is_video": False})
    await anna.says("", voice={"file_id": "1", "file_unique_id": "1", "duration": 3})
    await anna.sees("I read words.", "I read words.")
    assert [request.text for request in front.requests] == ["", ""]


async def test_pins_edits_and_other_bots_are_ignored(telegram: FakeTelegram, listen: Any) -> None:
    await listen(echo)
    anna, robot = telegram.person("Anna"), telegram.person("Robot")
    robot.is_bot = True
    said = await anna.says("", message_auto_delete_timer_changed={"message_auto_delete_time": 86400})
    telegram.push({"edited_message": telegram.described(anna.chat, said) | {"edit_date": 1, "text": "no"}})
    await robot.says("beep")
    await anna.says("now")
    await anna.sees("||now")
    assert robot.chat.texts_of(telegram.bot["id"]) == []


async def test_hostile_words_are_shown_as_they_are(telegram: FakeTelegram, listen: Any) -> None:
    await listen(lambda request: Reply(f"{request.sender.name}: {request.text}\x00\ud800"))
    eve = telegram.person("<b>&amp;")
    await eve.says("</b><a href='x'>& 1 < 2")
    await eve.sees("<b>&amp;: </b><a href='x'>& 1 < 2")


async def test_an_answer_that_is_too_long_for_one_message_comes_in_two(telegram: FakeTelegram, listen: Any) -> None:
    climb = "🏔" * 999
    await listen(lambda request: Reply(f"{climb}\n\n{climb}\n\n{climb}", (Choice("Go", Action("go")),)))
    anna = telegram.person("Anna")
    await anna.says("hi")
    messages = await anna.sees(f"{climb}\n\n{climb}", climb)
    assert [each.labels for each in messages] == [[], ["Go"]]


async def test_a_question_opens_the_input_field(telegram: FakeTelegram, listen: Any) -> None:
    ask = Ask(Action("race.date"), "14 June")
    replies = iter([Reply("When?", ask=ask), Reply("When?", (Choice("Soon", Action("soon")),), ask)])
    await listen(lambda request: next(replies))
    anna = telegram.person("Anna")
    await anna.says("plan")
    await anna.says("again")
    alone, beside_buttons = await anna.sees("When?", "When?")
    assert (alone.hint, alone.labels) == ("14 June", [])
    assert (beside_buttons.hint, beside_buttons.labels) == (None, ["Soon"])


async def test_silence_is_an_answer(telegram: FakeTelegram, listen: Any) -> None:
    await listen(lambda request: None if request.text == "sh" else Reply("Yes?"))
    anna = telegram.person("Anna")
    await anna.says("sh")
    await anna.says("hey")
    await anna.sees("Yes?")
