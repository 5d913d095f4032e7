"""A database from before: private chats, and whose a challenge is, are found in what is there."""

from alembic import command
from sqlalchemy import text

from bot import schema
from core.database import make_engine

BEFORE = (
    "INSERT INTO person (id, created_at, locale, home_platform, home_chat, reachable, paused, unanswered)"
    " VALUES (1, '2026-01-01', 'en', 'telegram', '17', true, false, 0),"
    " (2, '2026-01-01', 'en', 'discord', '@18', true, false, 0)",
    "INSERT INTO account (id, person_id, platform, external_id) VALUES (1, 1, 'telegram', '17'), (2, 2, 'discord', '18')",
    "INSERT INTO challenge (id, template, platform, chat, thread, zone, state, rules, starts_on, ends_on, closes_at,"
    " board_at, edition) VALUES (1, 'x', 'telegram', '17', '', 'UTC', 'on', '', '2026-01-01', '2026-02-01', 0, 0, 0),"
    " (2, 'x', 'telegram', '-5', '', 'UTC', 'on', '', '2026-01-01', '2026-02-01', 0, 0, 0)",
    "INSERT INTO challenge_entry (id, challenge_id, person_id, day, amount, logged_at, late, corrected, undone)"
    " VALUES (1, 1, 1, '2026-01-02', 5, '2026-01-02', false, false, false)",
    "INSERT INTO handled (key, handled_at, reply) VALUES ('k', '2026-01-01', NULL)",
)


def test_nothing_is_lost_and_everybody_has_a_home(database_url: str):
    command.upgrade(schema.alembic_config(database_url), "0005")
    engine = make_engine(database_url)
    with engine.begin() as connection:
        for statement in BEFORE:
            connection.execute(text(statement))
    engine.dispose()
    schema.upgrade(database_url)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT home FROM account ORDER BY id")).scalars().all() == ["17", "@18"]
        assert connection.execute(text("SELECT person_id FROM challenge ORDER BY id")).scalars().all() == [1, None]
        assert connection.execute(text("SELECT count(*) FROM challenge_entry")).scalar() == 1
        assert connection.execute(text("SELECT key FROM handled")).scalars().all() == ["k"]
    engine.dispose()
