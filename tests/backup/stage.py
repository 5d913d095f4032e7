"""A coach in the middle of its life, and everything its database holds."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.backup.saving import tables_of
from core.answers.understanding import Understanding
from core.database import make_engine, snapshot
from core.knowledge.library import Library
from tests.challenges.stage import member, pushed, started
from tests.play import Play
from tests.test_pushes import monday, runner

Rows = Mapping[str, Sequence[Sequence[tuple[str, Any]]]]


def played(url: str, library: Library, understanding: Understanding) -> Play:
    """Anna has a plan, did a session and asked a question; Bob takes part in Carla's challenge."""
    play = Play.on(url, library, understanding)
    anna = runner(play)
    anna.says("how often should I do calf raises?")
    anna.says("what about my sourdough?")
    started(play)
    bob = member(play, "Bob")
    bob.says("/log 30")
    pushed(play)
    [push] = play.at(monday(7))
    anna.seen = push.reply
    anna.presses("Done")
    return play


def a_while_later(play: Play) -> int:
    """UTC seconds at which no sender of the play holds its lease any more."""
    return int((play.now[0] + timedelta(hours=1)).timestamp())


def everything_in(url: str) -> Rows:
    """Every row of every table, its columns by name."""
    engine = make_engine(url)
    with snapshot(engine) as connection:
        rows = {table.name: connection.execute(select(table)).mappings().all() for table in tables_of(connection)}
    engine.dispose()
    return {name: sorted((sorted(row.items()) for row in found), key=repr) for name, found in rows.items()}
