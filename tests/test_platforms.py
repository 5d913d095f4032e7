"""One contract for every platform: what any reply, any press and any typed word must come to."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import func, select

from core.conversation.tables import Handled
from core.delivery.outcomes import Sent
from core.delivery.ports import Delivery
from core.messages import MAX_INPUT, MAX_TEXT, Action, Address, Ask, Choice, Reply
from core.texts import escape
from tests.fakes.front import SENTENCES, ScriptedFront, command
from tests.platforms import NETWORKS, PLACES
from tests.platforms.drawing import DRAWN, bare
from tests.platforms.place import Place, Seen, Somebody, hears, is_told
from tests.platforms.replies import replies, typed
from tests.play import Play

GO = Choice("Go", Action("go", ("7", "a")))
NO = Reply("Only captains can do that.", private=True)
LONG_NO = Reply("Only captains can do that, and here is why. " * 40, (GO,), private=True)
EXTREMES = (
    Reply(
        "🏔" * MAX_TEXT, tuple(Choice("W" * 60, Action("x" * 64)) for _ in range(25)), Ask(Action("y" * 64), "?" * 60)
    ),
    Reply("*" * MAX_TEXT),
    Reply("<&" * (MAX_TEXT // 2), (GO, GO, GO)),
    Reply("\n\n".join(["**a**"] * 500), (Choice("🏔" * 60, Action("x", ("🏔" * 15,))),) * 6),
    Reply("\x00 \x08", (Choice("\x00", Action("x")), Choice(" ", Action("y")))),
)


@pytest.fixture(params=PLACES)
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    async with PLACES[request.param]() as made:
        yield made


@pytest.fixture(params=NETWORKS)
async def network(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    async with PLACES[request.param]() as made:
        yield made


# -- What the coach says reaches the screen, and what is pressed reaches the coach


@pytest.mark.parametrize("name", PLACES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(reply=replies())
def test_any_reply_can_be_drawn_within_the_limits_and_every_choice_sends_its_token(name: str, reply: Reply):
    drawing = DRAWN[name](reply)
    assert drawing.sends == tuple(choice.action.token for choice in reply.choices)
    assert [Action.parse(each) for each in drawing.sends] == [choice.action for choice in reply.choices]


@pytest.mark.parametrize("name", PLACES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=typed.map(lambda text: text[:1000]))
def test_what_people_typed_is_shown_as_they_typed_it(name: str, words: str):
    drawing = DRAWN[name](Reply(f"You typed: {escape(words)}"))
    assert bare("".join(drawing.texts)) == bare(f"You typed: {words}")


@pytest.mark.parametrize("name", PLACES)
@settings(max_examples=6, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(reply=replies(private=False, replace=False))
def test_any_reply_is_shown_and_every_choice_comes_back_as_its_action(name: str, reply: Reply):
    asyncio.run(_shown_and_pressed(name, reply))


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("reply", EXTREMES, ids=["most", "stars", "brackets", "bold", "nothing"])
def test_the_most_extreme_replies_are_shown_too(name: str, reply: Reply):
    asyncio.run(_shown_and_pressed(name, reply))


async def _shown_and_pressed(name: str, reply: Reply) -> None:
    async with PLACES[name]() as place:
        anna = place.person("Anna")
        front = ScriptedFront(lambda request: reply if request.text == "show" else Reply("Pressed"))
        async with place.coached_by(front):
            await anna.says("show")
            seen = await place.until(lambda: _whole(anna, reply))
            for number, handle in enumerate(seen.handles, start=2):
                await anna.presses_handle(handle, seen)
                await place.until(lambda so_far=number: len(front.requests) == so_far)
        assert [each.action for each in front.requests[1:]] == [each.action for each in reply.choices]
        assert max(len(each.text) for each in anna.sees()) <= place.longest


def _whole(anna: Somebody, reply: Reply) -> Seen | None:
    """The last message of the reply, which has the choices."""
    seen = anna.sees()
    return seen[-1] if seen and len(seen[-1].handles) == len(reply.choices) else None


async def test_a_press_on_a_label_is_the_choice_that_says_so(place: Place):
    shown = Reply("Which?", tuple(Choice(f"No. {number}", Action("pick", (f"{number}",))) for number in range(25)))
    front = ScriptedFront(lambda request: shown if request.text else Reply("Taken"))
    anna = place.person("Anna")
    async with place.coached_by(front):
        await anna.says("choose")
        await hears(place, anna, "Which?")
        await anna.presses("No. 17")
        await hears(place, anna, "Taken")
    assert front.requests[-1].action == Action("pick", ("17",))


async def test_a_reply_that_replaces_edits_the_message_where_that_is_possible(place: Place):
    front = ScriptedFront(lambda request: Reply("After", replace=True) if request.action else Reply("Before", (GO,)))
    anna = place.person("Anna")
    async with place.coached_by(front):
        await anna.says("hi")
        await hears(place, anna, "Before")
        await anna.presses("Go")
        await hears(place, anna, "After")
    assert [each.text for each in anna.sees()] == (["After"] if place.edits else ["Before", "After"])


async def test_replacing_by_the_same_words_is_no_error(network: Place):
    front = ScriptedFront(lambda request: Reply("Same", (GO,), replace=request.action is not None))
    anna = network.person("Anna")
    async with network.coached_by(front):
        await anna.says("hi")
        await hears(network, anna, "Same")
        await anna.presses("Go")
        await network.until(lambda: len(front.requests) == 2)
    assert [each.text for each in anna.sees()] == ["Same"]
    if network.name == "telegram":
        network.pardons("message is not modified")


async def test_a_typed_answer_reaches_the_question(place: Place):
    front = ScriptedFront(
        lambda request: Reply("How many?", ask=Ask(Action("count"), "30")) if request.text == "log" else Reply("Noted")
    )
    anna = place.person("Anna")
    async with place.coached_by(front):
        await anna.says("log")
        await hears(place, anna, "How many?")
        await anna.answers("12 <b>reps</b>")
        await hears(place, anna, "Noted")
    assert [each.text for each in front.requests] == ["log", "12 <b>reps</b>"]
    assert front.requests[-1].action in (None, Action("count"))


async def test_a_typed_answer_reaches_the_question_in_a_group_too(network: Place):
    front = ScriptedFront(
        lambda request: Reply("How many?", ask=Ask(Action("count"))) if request.command else Reply("Noted"),
        commands=[command("log", group=True)],
    )
    anna = network.person("Anna")
    club = network.club(captain=anna)
    async with network.coached_by(front):
        await anna.commands("log", club)
        await hears(network, anna, "How many?", club)
        await anna.answers("12", club)
        await hears(network, anna, "Noted", club)
    assert (front.requests[-1].text, front.requests[-1].room) == ("12", network.address(club))


# -- Who sees what


@pytest.mark.parametrize("no", [NO, LONG_NO], ids=["short", "long"])
async def test_a_refusal_in_a_group_is_seen_by_the_asker_alone(network: Place, no: Reply):
    front = ScriptedFront(
        lambda request: Reply("Who goes?", (GO,)) if request.command == "open" else no,
        commands=[command("open", group=True), command("go", group=True)],
    )
    anna, ben = network.person("Anna"), network.person("Ben")
    club = network.club(anna, ben, captain=network.person("Carla"))
    async with network.coached_by(front):
        await anna.commands("open", club)
        await hears(network, ben, "Who goes?", club)
        await anna.presses("Go", club)
        await is_told(network, anna, "Only captains can do that")
        await anna.commands("go", club)
        await network.until(lambda: len(front.requests) == 3)
    assert [each for each in ben.reads() if "captains" in each] == []
    assert len([each for each in anna.reads() if "captains" in each]) >= 2


async def test_what_is_not_private_is_seen_by_everybody(network: Place):
    front = ScriptedFront(lambda request: Reply("Off we go"), commands=[command("go", group=True)])
    anna, ben = network.person("Anna"), network.person("Ben")
    club = network.club(anna, ben, captain=anna)
    async with network.coached_by(front):
        await anna.commands("go", club)
        await hears(network, ben, "Off we go", club)


async def test_captains_are_told_from_members(network: Place):
    front = ScriptedFront(
        lambda request: Reply(f"{request.admin}"),
        commands=[command("go", group=True)],
        needs_admin=lambda request: True,
    )
    anna, carla = network.person("Anna"), network.person("Carla")
    club = network.club(anna, captain=carla)
    async with network.coached_by(front):
        await anna.commands("go", club)
        await hears(network, anna, "False", club)
        await carla.commands("go", club)
        await hears(network, carla, "True", club)


# -- What comes in


async def test_what_is_too_long_is_cut(place: Place):
    front = ScriptedFront(lambda request: Reply("Read"))
    anna = place.person("Anna")
    async with place.coached_by(front):
        await anna.says("x" * (MAX_INPUT + 10_000))
        await hears(place, anna, "Read")
    assert [each.text for each in front.requests] == ["x" * MAX_INPUT]


async def test_what_has_no_words_is_a_request_without_words(network: Place):
    front = ScriptedFront(lambda request: Reply("I read words."))
    anna = network.person("Anna")
    async with network.coached_by(front):
        await anna.says("")
        await hears(network, anna, "I read words.")
    assert [(each.text, each.command, each.action) for each in front.requests] == [("", None, None)]


async def test_what_is_not_meant_for_the_coach_is_left_alone(network: Place):
    front = ScriptedFront(lambda request: Reply("Yes?"), commands=[command("go", group=True)])
    anna, robot = network.person("Anna"), network.robot("Robot")
    club = network.club(anna, robot, captain=anna)
    async with network.coached_by(front):
        await anna.says("see you all on Sunday", club)
        await robot.says("beep")
        await anna.commands("go", club)
        await hears(network, anna, "Yes?", club)
    assert [each.command for each in front.requests] == ["go"]


async def test_a_token_that_cannot_be_read_is_answered_and_never_reaches_the_coach(network: Place):
    front = ScriptedFront(lambda request: Reply("Hello", (GO,)))
    anna = network.person("Anna")
    async with network.coached_by(front):
        await anna.says("hi")
        seen = await hears(network, anna, "Hello")
        await anna.presses_handle(network.garbage(), seen)
        await is_told(network, anna, SENTENCES["platform.old_button"])
    assert [each.text for each in front.requests] == ["hi"]


async def test_requests_say_where_they_come_from(network: Place):
    front = ScriptedFront(lambda request: Reply("Yes?"), commands=[command("go", group=True)])
    anna = network.person("Anna")
    club = network.club(captain=anna)
    async with network.coached_by(front):
        await anna.says("hi")
        await hears(network, anna, "Yes?")
        await anna.commands("go", club)
        await hears(network, anna, "Yes?", club)
    at_home, in_club = front.requests
    assert [(each.room, each.private) for each in front.requests] == [
        (network.address(anna), True),
        (network.address(club), False),
    ]
    assert (at_home.sender.id, at_home.sender.name) == (in_club.sender.id, "Anna")
    assert at_home.key != in_club.key


# -- The outbox


async def test_the_outbox_delivers_a_message_whose_button_works(place: Place):
    front = ScriptedFront(lambda request: Reply("Well done"))
    anna = place.person("Anna")
    async with place.coached_by(front) as messenger:
        outcome = await messenger.deliver(Delivery(place.address(anna), Reply("Today: hills", (GO,)), "h1"))
        assert isinstance(outcome, Sent)
        await hears(place, anna, "Today: hills")
        await anna.presses("Go")
        await hears(place, anna, "Well done")
    assert messenger.platform == place.name == place.address(anna).platform
    assert [each.action for each in front.requests] == [GO.action]


async def test_the_outbox_edits_what_it_delivered(place: Place):
    anna = place.person("Anna")
    async with place.coached_by(ScriptedFront(lambda request: None)) as messenger:
        sent = await messenger.deliver(Delivery(place.address(anna), Reply("Board: 0", (GO,)), "h1"))
        assert isinstance(sent, Sent)
        again = await messenger.deliver(
            Delivery(place.address(anna), Reply("Board: 1", (GO,)), "h1", edits=sent.handle)
        )
    assert again == sent
    assert [each.text for each in anna.sees()] == (["Board: 1"] if place.edits else ["Board: 0", "Board: 1"])


async def test_the_outbox_finds_a_person_by_the_home_they_came_with(place: Place):
    front = ScriptedFront(lambda request: Reply("Hello"))
    anna = place.person("Anna")
    async with place.coached_by(front) as messenger:
        await anna.says("hi")
        await hears(place, anna, "Hello")
        sender = front.requests[0].sender
        await messenger.deliver(Delivery(Address(sender.platform, sender.home), Reply("Good morning"), "h1"))
        await hears(place, anna, "Good morning")


# -- The same with the real coach


async def test_a_redelivered_update_is_handled_once(network: Place, play: Play):
    anna = network.person("Anna")
    async with network.coached_by(play.house):
        again = await anna.says("how often should I do calf raises?")
        first = await hears(network, anna, "Twice a week")
        await again()
        await anna.says("ok, and on the hills?")
        await network.until(lambda: anna.sees()[-1].text != first.text)
    with play.house.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Handled)) == 2


async def test_the_real_coach_is_answered_by_button_and_by_typing(place: Place, play: Play):
    anna = place.person("Anna")
    async with place.coached_by(play.house):
        await anna.commands("start")
        await hears(place, anna, "Hi, I'm Hillcoach")
        await anna.answers("13 june")
        await hears(place, anna, "What kind of race is it?")
        await anna.presses("Marathon")
        await hears(place, anna, "On which days")
        await anna.answers("blue")
        await hears(place, anna, "Which days of the week?")
        await anna.answers("mon and thu")
        await hears(place, anna, "What do you have to train with?")


async def test_a_button_of_an_older_version_is_answered_in_words(network: Place, play: Play):
    anna = network.person("Anna")
    async with network.coached_by(play.house):
        await anna.commands("help")
        seen = await hears(network, anna, "Ask me anything")
        old = "gone:1:2" if network.name == "telegram" else {"custom_id": "0~gone:1:2", "component_type": 2}
        await anna.presses_handle(old, seen)
        await is_told(network, anna, "That button is from an older message")
