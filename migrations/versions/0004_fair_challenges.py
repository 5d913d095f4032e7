"""fair challenges: clubs and captains, frozen rules, teams, corrections"""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Clubs and captains, frozen rules, teams, corrections."""
    _create_clubs()
    with op.batch_alter_table("challenge") as batch:
        batch.add_column(sa.Column("state", sa.String(), nullable=False, server_default="on"))
        batch.add_column(sa.Column("rules", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("closes_at", sa.BigInteger(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("board_at", sa.BigInteger(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("edition", sa.Integer(), nullable=False, server_default="0"))
    _freeze_rules()
    op.execute("UPDATE outgoing SET key = key || '\\:0', ref = ref || '\\:0' WHERE kind = 'board'")
    with op.batch_alter_table("challenge") as batch:
        for name in ("daily_target", "daily_cap", "stopped"):
            batch.drop_column(name)
        for name in ("state", "rules", "closes_at", "board_at", "edition"):
            batch.alter_column(name, server_default=None)
    with op.batch_alter_table("challenge_member") as batch:
        for column in _member_columns():
            batch.add_column(column)
    op.execute(
        "UPDATE challenge_member SET zone = (SELECT zone FROM challenge WHERE challenge.id = challenge_id)"
    )
    with op.batch_alter_table("challenge_member") as batch:
        for column in _member_columns():
            if column.server_default is not None:
                batch.alter_column(column.name, server_default=None)
    with op.batch_alter_table("challenge_entry") as batch:
        batch.add_column(sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("corrected", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("challenge_entry") as batch:
        batch.alter_column("late", server_default=None)
        batch.alter_column("corrected", server_default=None)


def downgrade() -> None:
    """Back to 0003."""
    with op.batch_alter_table("challenge_entry") as batch:
        batch.drop_column("corrected")
        batch.drop_column("late")
    op.execute("DELETE FROM challenge_member WHERE state <> 'in'")
    with op.batch_alter_table("challenge_member") as batch:
        for column in _member_columns():
            batch.drop_column(column.name)
    op.execute("DELETE FROM challenge WHERE state = 'draft'")
    op.execute("DELETE FROM outgoing WHERE kind IN ('board', 'redraw', 'digest', 'captain_word')")
    with op.batch_alter_table("challenge") as batch:
        batch.add_column(sa.Column("daily_target", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("daily_cap", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("stopped", sa.Boolean(), nullable=False, server_default=sa.false()))
    _thaw_rules()
    with op.batch_alter_table("challenge") as batch:
        for name in ("state", "rules", "closes_at", "board_at", "edition"):
            batch.drop_column(name)
        for name in ("daily_target", "daily_cap", "stopped"):
            batch.alter_column(name, server_default=None)
    op.drop_index("ix_challenge_note_challenge_id", table_name="challenge_note")
    for name in ("challenge_note", "club_captain", "club"):
        op.drop_table(name)


def _create_clubs() -> None:
    op.create_table(
        "club",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("platform", "chat", "thread", "name", "zone")),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("lost", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club")),
        sa.UniqueConstraint("platform", "chat", "thread", name=op.f("uq_club_platform_chat_thread")),
    )
    op.create_table(
        "club_captain",
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("appointed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_club_captain_club_id_club"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_club_captain_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("club_id", "person_id", name=op.f("pk_club_captain")),
    )
    op.create_table(
        "challenge_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("what", "captain", "member")),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_challenge_note_challenge_id_challenge"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_note")),
    )
    op.create_index("ix_challenge_note_challenge_id", "challenge_note", ["challenge_id"])


def _member_columns() -> list[sa.Column]:
    numbers = {"target": "25", "weekdays": "127", "team": "0", "credit": "0", "total": "0", "active": "0", "last_credit": "0"}
    return [
        sa.Column("state", sa.String(), nullable=False, server_default="in"),
        sa.Column("shown", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("zone", sa.String(), nullable=False, server_default="UTC"),
        sa.Column("last_on", sa.Date(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False, server_default=value) for name, value in numbers.items()),
    ]


def _freeze_rules() -> None:
    """Challenges from before had two numbers; the rest of their rules is as it was then."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text("SELECT id, template, starts_on, ends_on, zone, daily_target, daily_cap, stopped FROM challenge")
    ).all()
    for row in rows:
        first, last = (_date(value) for value in (row.starts_on, row.ends_on))
        words = dict.fromkeys(("summary", "unit", "exercise", "start", "milestone", "end"), "")
        numbers = {"days": (last - first).days + 1, "target": row.daily_target, "cap": row.daily_cap}
        rest = {"counts": "reps", "jokers": 0, "teams": 0, "together": 0, "scoring": "share", "late": "any-day"}
        rules = {**words, **numbers, **rest, "title": row.template, "lines": []}
        day = last + timedelta(days=1)
        closes = int(datetime(day.year, day.month, day.day, 8, tzinfo=ZoneInfo(row.zone)).timestamp())
        connection.execute(
            sa.text("UPDATE challenge SET rules = :rules, closes_at = :closes, state = :state WHERE id = :id"),
            {"rules": json.dumps(rules), "closes": closes, "state": "stopped" if row.stopped else "on", "id": row.id},
        )


def _thaw_rules() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT id, rules, state FROM challenge")).all():
        rules = json.loads(row.rules)
        connection.execute(
            sa.text("UPDATE challenge SET daily_target = :target, daily_cap = :cap, stopped = :stopped WHERE id = :id"),
            {"target": rules["target"], "cap": rules["cap"], "stopped": row.state != "on", "id": row.id},
        )


def _date(value: object) -> datetime:
    return datetime.fromisoformat(str(value))
