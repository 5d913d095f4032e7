"""what is pushed: evening nudges by consent, quiet hours, backing off"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WISHES = {
    "evening_nudge": sa.Boolean,
    "evening_asked_on": sa.Date,
    "week_ahead": sa.Boolean,
    "quiet_from": sa.Integer,
    "quiet_to": sa.Integer,
    "pushed_on": sa.Date,
}


def upgrade() -> None:
    """Evening nudges by consent, quiet hours, backing off."""
    for name, kind in WISHES.items():
        op.add_column("person", sa.Column(name, kind(), nullable=True))
    op.add_column("person", sa.Column("unanswered", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Back to 0004."""
    with op.batch_alter_table("person") as batch:
        for name in ("unanswered", *WISHES):
            batch.drop_column(name)
    op.execute("DELETE FROM outgoing WHERE kind = 'evening'")
    op.execute("DELETE FROM subscription WHERE kind = 'evening'")
