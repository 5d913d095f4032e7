"""What the database promises whoever uses it from several threads."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import event, text

from core.database import Database
from tests.play import database_file


def test_threads_take_turns_on_sqlite_without_waiting_for_its_lock(tmp_path):
    database = Database(database_file(tmp_path))

    @event.listens_for(database.engine, "connect")
    def never_wait(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA busy_timeout=0")  # whoever meets the lock fails at once

    with database.transaction() as session:
        session.execute(text("CREATE TABLE tally (number INTEGER)"))
        session.execute(text("INSERT INTO tally VALUES (0)"))

    def counts(_: int) -> None:
        with database.transaction() as session:
            number = session.scalar(text("SELECT number FROM tally"))
            session.execute(text("UPDATE tally SET number = :number"), {"number": number + 1})

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(counts, range(400)))
    with database.transaction() as session:
        assert session.scalar(text("SELECT number FROM tally")) == 400
    database.close()
