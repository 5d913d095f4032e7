"""How long things are kept: each kind its own time, by the operator's settings."""

from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy import func, select

from bot.keeping import Keeping, keeping_of
from bot.settings import Settings
from core.conversation.tables import Handled
from core.database import snapshot
from core.delivery.tables import Outgoing
from core.messages import Action
from core.plans.tables import SessionRow
from core.retention import Retention
from tests.play import Play
from tests.privacy.stage import runner, traces
from tests.test_pushes import monday


def swept(play: Play) -> None:
    for sweep in play.house.sweeps():
        sweep()


def count(play: Play, table: type, **days: float) -> int:
    """How many rows are left after a sweep some time later."""
    play.now[0] += timedelta(**days)
    swept(play)
    with play.house.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def words(play: Play) -> int:
    with play.house.database.transaction() as session:
        return session.scalar(select(func.count()).where(Handled.reply.is_not(None))) or 0


def test_the_words_of_an_answer_go_after_an_hour_and_the_note_of_it_after_two_days(play: Play):
    anna = play.person("Anna")
    anna.says("/help", key="once")
    assert (count(play, Handled, minutes=59), words(play)) == (1, 1)
    assert (count(play, Handled, minutes=2), words(play)) == (1, 0)
    assert anna.says("/help", key="once") == ""
    assert [count(play, Handled, days=1.9), count(play, Handled, days=0.2)] == [1, 0]


def test_what_was_sent_is_noted_for_thirty_days_and_never_its_text(play: Play):
    runner(play)
    (push,) = play.at(monday(7))
    with play.house.database.transaction() as session:
        row = session.scalars(select(Outgoing).where(Outgoing.state == "sent")).one()
        kept = " ".join(f"{getattr(row, column.key)}" for column in Outgoing.__table__.columns)
    assert [line for line in push.reply.text.split("\n") if line and line in kept] == []
    sent = select(func.count()).where(Outgoing.state == "sent")
    count(play, Outgoing, days=29)
    with play.house.database.transaction() as session:
        assert session.scalar(sent) == 1
    count(play, Outgoing, days=2)
    with play.house.database.transaction() as session:
        assert session.scalar(sent) == 0


def test_a_backup_that_reads_for_long_keeps_nobody_waiting(play: Play):
    anna = runner(play)
    with snapshot(play.house.database.engine) as backup:
        backup.scalar(select(func.count()).select_from(Handled))
        anna.says("/today")
        begun = monotonic()
        swept(play)
        assert monotonic() - begun < 5
        anna.says("/delete")
        assert anna.presses("Yes, delete everything").startswith("Done:")
    swept(play)
    assert traces(play) == []


@pytest.mark.parametrize(("kept", "left"), [(None, 1), (366, 0)])
def test_the_log_is_kept_until_it_is_deleted_or_as_long_as_the_operator_says(play: Play, kept: int | None, left: int):
    play.house.keeping = Keeping(retention=Retention(log=kept))
    anna = runner(play)
    play.at(monday(7))
    anna.press(Action("session.done", ("2026-11-23",)))
    assert count(play, SessionRow, days=300) == 1
    assert count(play, SessionRow, days=67) == left


def test_the_settings_say_how_long():
    settings = Settings(keep_handled_days=3, keep_outgoing_days=8, keep_doubtful_days=5, keep_log_days=400)
    assert keeping_of(settings).retention == Retention(3, 8, 5, 400)


def test_the_operators_page_is_named_under_privacy(play: Play):
    assert "who runs me" not in play.person("Anna").says("/privacy")
    play.house.coach._privacy_page = "https://example.org/privacy"
    assert play.person("Anna").says("/privacy").endswith("More about it, and who runs me: https://example.org/privacy")
