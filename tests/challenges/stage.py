"""A club on the stage: its captain, its board, its members."""

from collections.abc import Sequence

from bot.markup import plain
from core.delivery.ports import Delivery
from tests.play import Play, Player

CALVES = "30 days of calf raises"
ROOM = "club"


def captain(play: Play, name: str = "Carla") -> Player:
    return play.person(name).inside(ROOM, admin=True)


def set_up(play: Play, city: str = "London") -> Player:
    """The captain sets the club up in this room."""
    carla = captain(play)
    carla.says("/club")
    carla.presses("Set up the club here")
    carla.says(city)
    carla.presses("Yes")
    return carla


def started(play: Play, title: str = CALVES, when: str = "Start today", **numbers: int) -> Player:
    """The captain starts a challenge, with some numbers changed before; the club is set up if need be."""
    carla = captain(play)
    if "No club" in carla.says("/club"):
        carla = set_up(play)
    carla.says("/challenge")
    carla.presses(title)
    for name, value in numbers.items():
        label = next(each for each in carla.buttons if each.casefold().startswith(name.replace("_", " ")))
        carla.presses(label)
        carla.says(f"{value}")
    carla.presses(when)
    return carla


def pushed(play: Play, **delta: float) -> Sequence[Delivery]:
    """What is sent after a while, the second look included that a sender takes at once."""
    first = play.after(**(delta or {"seconds": 6}))
    return [*first, *play.after(seconds=6)]


def board(play: Play) -> str:
    """The board as it stands a moment later."""
    pushed(play)
    return plain(latest_board(play).reply.text)


def latest_board(play: Play) -> Delivery:
    return next(each for each in reversed(play.post.delivered) if is_board(each))


def is_board(delivery: Delivery) -> bool:
    text = plain(delivery.reply.text)
    return " · " in text.split("\n")[0] and "Together" in text


def member(play: Play, name: str, way: str | None = None) -> Player:
    """Somebody who has joined on the board."""
    player = play.person(name).inside(ROOM)
    on_board(play, player, "Join")
    player.presses(way or player.buttons[0])
    return player


def on_board(play: Play, player: Player, label: str) -> str:
    """Press a button of the latest board."""
    if not any(is_board(each) and each.reply.choices for each in play.post.delivered):
        pushed(play)
    player.seen = next(each.reply for each in reversed(play.post.delivered) if is_board(each) and each.reply.choices)
    return player.presses(label)
