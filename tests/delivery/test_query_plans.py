"""What an idle tick and a claim ask for is found by an index, however many there are."""

from pathlib import Path

import pytest
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from core.database import Database
from core.delivery.queries import ANYTHING, DUE_SUBSCRIPTIONS, READY_MESSAGES
from tests.play import bring_up_to_date, database_file

BY_DUE = "subscription USING INDEX ix_subscription_due (platform=? AND next_due_at<?)"
BY_READY = "outgoing USING INDEX ix_outgoing_ready (platform=? AND ready_at<?)"


@pytest.mark.parametrize(
    ("query", "searches"),
    [
        (ANYTHING, [BY_READY, BY_DUE]),
        (READY_MESSAGES, [BY_READY]),
        (DUE_SUBSCRIPTIONS, [BY_DUE]),
    ],
    ids=["anything", "ready", "due"],
)
def test_the_index_serves_and_nothing_is_sorted(tmp_path: Path, query: Select, searches: list[str]):
    bring_up_to_date(database_file(tmp_path))
    database = Database(database_file(tmp_path))
    statement = str(query.compile(dialect=sqlite.dialect()))
    values = ("stage", 5, "stage", 5) if query is ANYTHING else ("stage", 5, 10, 0)
    with database.engine.begin() as connection:
        plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    database.close()
    found = [line.removeprefix("SEARCH ") for line in plan if " ix_" in line]
    assert found == searches
    assert [line for line in plan if "TEMP B-TREE" in line or line.startswith("SCAN")] in ([], ["SCAN CONSTANT ROW"])
