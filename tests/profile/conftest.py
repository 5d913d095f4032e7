"""The profile alone: a stand-in for the plans says what it was told, so that these tests read no plan."""

import pytest

from core.answers.understanding import Understanding
from core.coach import Coach
from core.context import Context
from core.events import ChangeProposed, PlanRuledOut, SetupFinished
from core.faq.feature import feature as faq
from core.feature import Feature
from core.messages import Reply
from core.nudges.feature import feature as nudges
from core.people.inputs import tell
from core.profile.feature import feature as profile
from core.registry import Registry
from tests.play import Play, Player

SETUP = ("Jun 2027", "Sun 13 Jun", "Marathon", "Mon, Thu", "No equipment", "None of these", "07:00", "London", "Yes")


def stand_in() -> Feature:
    """Takes every change at once and tells which."""
    plans = Feature("plans")
    heard: list[str] = []

    @plans.on(ChangeProposed)
    def hear(ctx: Context, event: ChangeProposed) -> None:
        heard[:] = [f"{name} = {value}" for name, value in event.changes.items()]
        tell(ctx.person, event.changes)

    @plans.on(PlanRuledOut)
    def rule_out(ctx: Context, event: PlanRuledOut) -> None:
        heard[:] = ["ruled out"]

    @plans.on(SetupFinished)
    def begin(ctx: Context, event: SetupFinished) -> None:
        heard[:] = ["begun"]

    @plans.command("change")
    def change(ctx: Context) -> Reply:
        return Reply(", ".join(heard))

    @plans.command("today")
    def today(ctx: Context) -> Reply:
        return Reply(f"Today: {', '.join(heard)}")

    return plans


@pytest.fixture
def desk(play: Play, understanding: Understanding) -> Play:
    """A stage on which nobody plans."""
    house = play.house
    registry = Registry((profile, stand_in(), faq, nudges))
    house.coach = Coach(house.database, registry, house.knowledge, house.clock)
    return play


@pytest.fixture
def anna(desk: Play) -> Player:
    """Somebody who has set up, with a marathon in June and British units."""
    anna = desk.person("Anna", "en-GB")
    anna.says("/start")
    for label in SETUP:
        anna.presses(label)
    return anna
