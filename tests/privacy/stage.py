"""Somebody with a name, an id and words that occur nowhere else; and everything the database wrote to its files."""

import os
import pwd
import subprocess
from pathlib import Path

from core.messages import Action, Sender
from tests.challenges.stage import board, member, started
from tests.play import PLATFORM, Play, Player
from tests.postgres import _programs
from tests.profile.test_setting_up import set_up

NAME, ID, HOME, ALIAS = "Quuxabelle", "id-471108151623", "chat-815471142", "Zebrafinch"
WORDS = "is the frobnicator of marmalade good for wombats"
TRACES = (NAME, ID, HOME, ALIAS, "frobnicator", "marmalade", "wombats")


def runner(play: Play) -> Player:
    """Somebody who has set up a plan."""
    player = Player(play, Sender(PLATFORM, ID, NAME, home=HOME))
    set_up(player)
    return player


def life(play: Play) -> Player:
    """Somebody who has done a bit of everything."""
    anna = runner(play)
    anna.says("/today")
    anna.says(WORDS)
    carla = started(play)
    member(play, "Ben").press(Action("challenge.log", ("1", "10")))
    inside = Player(play, anna.sender, None, carla.room)
    inside.press(Action("challenge.join", ("1",)))
    inside.press(Action("challenge.as", ("1", "other")))
    anna.says(ALIAS)
    anna.press(Action("challenge.log", ("1", "15")))
    carla.press(Action("challenge.correct", ("1",)))
    carla.answers(f"{ALIAS} +5 today {ALIAS} was counted wrongly")
    board(play)
    return anna


def stored(play: Play) -> str:
    """Every byte of the database's files, or a dump of the server's."""
    url = play.house.database.engine.url
    if play.house.database.is_sqlite:
        file = Path(str(url.database))
        return "".join(each.read_bytes().decode("latin-1") for each in sorted(file.parent.glob(f"{file.name}*")))
    programs = _programs()
    assert programs is not None
    command = [str(programs / "pg_dump"), "-h", str(url.host), "-p", str(url.port), "-U", "postgres", str(url.database)]
    user = "postgres" if os.getuid() == 0 and "postgres" in {each.pw_name for each in pwd.getpwall()} else None
    done = subprocess.run(command, check=True, user=user, capture_output=True, stdin=subprocess.DEVNULL, cwd="/")
    return done.stdout.decode()


def traces(play: Play) -> list[str]:
    """What of them is still to be found, whatever its case."""
    everything = stored(play).casefold()
    return [each for each in TRACES if each.casefold() in everything]
