"""One runner with two apps."""

import asyncio
import re
from collections.abc import Sequence
from itertools import count

from core.delivery.ports import Delivery
from core.messages import Sender
from tests.play import PLATFORM, Play, Player, PostOffice
from tests.profile.test_setting_up import set_up

DESK = "desk"  # the other platform


class Desk(PostOffice):
    """Where pushes to the other app arrive."""

    platform = DESK


def phone(play: Play, name: str = "Anna") -> Player:
    return play.person(name)


def desk(play: Play, name: str = "Anna") -> Player:
    return Player(play, Sender(DESK, f"{name} at the desk", name, home=f"desk of {name}"))


def runner(player: Player) -> Player:
    set_up(player)
    return player


def code_on(player: Player) -> str:
    """A fresh code."""
    found = re.match(r"([A-Z2-9]{4}-[A-Z2-9]{4})\n", player.says("/link"))
    assert found is not None
    return found[1]


def delivered(play: Play, platform: str = PLATFORM) -> Sequence[Delivery]:
    """What is sent to one of the apps now."""
    post = PostOffice() if platform == PLATFORM else Desk()
    ticks = count(step=60)
    asyncio.run(play.house.pump(post, rate=1000, monotonic=lambda: float(next(ticks))).tick())
    return post.delivered


def linked(first: Player, second: Player) -> str:
    """Both say yes; returns the last answer."""
    second.says(f"/link {code_on(first)}")
    second.presses("Yes, both are mine")
    first.says("/link")
    return first.presses("Yes, both are mine")
