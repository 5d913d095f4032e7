"""Members from before days were written one by one keep what was asked of them."""

from alembic import command
from sqlalchemy import text

from bot import schema

PERSON = """INSERT INTO person (id, created_at, locale, home_platform, home_chat, reachable, paused)
    VALUES (:id, '2026-11-01', 'en', 'stage', '', true, false)"""
CHALLENGE = """INSERT INTO challenge (id, template, platform, chat, thread, zone, state, rules, starts_on, ends_on, closes_at,
    board_at, edition) VALUES (1, 't', 'stage', 'club', '', 'UTC', 'on', '', '2026-11-02', '2026-11-15', 0, 0, 0)"""
MEMBER = """INSERT INTO challenge_member (challenge_id, person_id, alias, state, shown, joined_on, target, weekdays, zone,
    team, credit, total, active, last_credit) VALUES (1, :id, '', 'in', true, :joined, 1, :weekdays, 'UTC', 0, 0, 0, 0, 0)"""


def test_weekdays_become_days_and_days_become_weekdays(database_url: str):
    config = schema.alembic_config(database_url)
    command.upgrade(config, "0007")
    with schema.Reachable(database_url) as engine:
        with engine.begin() as connection:
            connection.execute(text(CHALLENGE))
            for number, joined, weekdays in ((1, "2026-11-02", 0b1111111), (2, "2026-11-05", 0b0001001)):
                connection.execute(text(PERSON), {"id": number})
                connection.execute(text(MEMBER), {"id": number, "joined": joined, "weekdays": weekdays})
        command.upgrade(config, "head")
        with engine.connect() as connection:
            due = connection.execute(text("SELECT due FROM challenge_member ORDER BY person_id")).scalars().all()
        command.downgrade(config, "0007")
        with engine.connect() as connection:
            back = connection.execute(text("SELECT weekdays FROM challenge_member ORDER BY person_id")).scalars().all()
    assert due == ["", "10001001000"]  # from Thursday the 5th: Thursdays and Mondays
    assert back == [0b1111111, 0b0001001]
