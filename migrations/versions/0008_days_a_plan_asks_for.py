"""the days that a plan asks of a member, one by one, in place of weekdays"""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

EVERY_WEEKDAY = 0b1111111
MEMBER = sa.table(
    "challenge_member",
    sa.column("challenge_id", sa.Integer),
    sa.column("person_id", sa.Integer),
    sa.column("joined_on", sa.Date),
    sa.column("weekdays", sa.Integer),
    sa.column("due", sa.String),
)
CHALLENGE = sa.table("challenge", sa.column("id", sa.Integer), sa.column("ends_on", sa.Date))


def upgrade() -> None:
    """Each member's weekdays as the days from joining to the end."""
    with op.batch_alter_table("challenge_member") as batch:
        batch.add_column(sa.Column("due", sa.String(), nullable=False, server_default=""))
    here = MEMBER.c.challenge_id == CHALLENGE.c.id
    some = sa.select(MEMBER, CHALLENGE.c.ends_on).where(here, MEMBER.c.weekdays != EVERY_WEEKDAY)
    for row in op.get_bind().execute(some).all():
        _set(row, due=_days(row.joined_on, row.ends_on, row.weekdays))
    with op.batch_alter_table("challenge_member") as batch:
        batch.drop_column("weekdays")
        batch.alter_column("due", existing_type=sa.String(), server_default=None)


def downgrade() -> None:
    """Back to 0007: the weekdays on which anything was asked for."""
    with op.batch_alter_table("challenge_member") as batch:
        batch.add_column(sa.Column("weekdays", sa.Integer(), nullable=False, server_default=f"{EVERY_WEEKDAY}"))
    for row in op.get_bind().execute(sa.select(MEMBER).where(MEMBER.c.due != "")).all():
        _set(row, weekdays=_weekdays(row.joined_on, row.due))
    with op.batch_alter_table("challenge_member") as batch:
        batch.drop_column("due")
        batch.alter_column("weekdays", existing_type=sa.Integer(), server_default=None)
    op.execute("DELETE FROM outgoing WHERE kind = 'member_word'")


def _set(row: sa.Row[tuple[object, ...]], **values: object) -> None:
    this = (MEMBER.c.challenge_id == row.challenge_id, MEMBER.c.person_id == row.person_id)
    op.get_bind().execute(sa.update(MEMBER).where(*this).values(**values))


def _days(since: date, last: date, weekdays: int) -> str:
    days = (since + timedelta(days=number) for number in range(max(1, (last - since).days + 1)))
    return "".join("1" if weekdays >> day.weekday() & 1 else "0" for day in days)


def _weekdays(since: date, due: str) -> int:
    asked = {(since + timedelta(days=number)).weekday() for number, mark in enumerate(due) if mark == "1"}
    return sum(1 << weekday for weekday in asked)
