"""exact pushes: leases of tokens, the edition of the zone rules, narrower subscriptions"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SENDING = sa.text("state = 'sending'")


def upgrade() -> None:
    """exact pushes: leases of tokens, the edition of the zone rules, narrower subscriptions."""
    op.create_table(
        "sender_lease",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_sender_lease")),
    )
    op.create_table(
        "zone_rules",
        sa.Column("edition", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("edition", name=op.f("pk_zone_rules")),
    )
    _fence_with_epochs()
    _put_aside("subscription")
    op.create_table(
        "subscription",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("minute_of_day", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("next_due_at", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_subscription_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_subscription")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO subscription (person_id, kind, platform, zone, minute_of_day, weekdays, next_due_at, due_on)"
        " SELECT s.person_id, s.kind, p.home_platform, s.zone, s.minute_of_day, s.weekdays, s.next_due_at, s.due_on"
        " FROM aside s JOIN person p ON p.id = s.person_id"
    )
    op.drop_table("aside")
    op.create_index("ix_subscription_due", "subscription", ["platform", "next_due_at"], unique=False)


def downgrade() -> None:
    """Back to 0002."""
    _put_aside("subscription")
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("minute_of_day", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("next_due_at", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_subscription_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_subscription_person_id_kind")),
    )
    op.execute(
        "INSERT INTO subscription (person_id, kind, zone, minute_of_day, weekdays, next_due_at, due_on)"
        " SELECT person_id, kind, zone, minute_of_day, weekdays, next_due_at, due_on FROM aside"
    )
    op.drop_table("aside")
    op.create_index("ix_subscription_due", "subscription", ["next_due_at"], unique=False)
    _fence_with_leases()
    op.drop_table("zone_rules")
    op.drop_table("sender_lease")


def _fence_with_epochs() -> None:
    op.drop_index("ix_outgoing_lease", table_name="outgoing")
    with op.batch_alter_table("outgoing") as batch:
        batch.add_column(sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("epoch", sa.Integer(), nullable=True))
        batch.drop_column("lease_until")
    with op.batch_alter_table("outgoing") as batch:
        batch.alter_column("failures", server_default=None)
    op.execute("UPDATE outgoing SET epoch = 0 WHERE state = 'sending'")
    op.create_index("ix_outgoing_sending", "outgoing", ["platform", "epoch"], sqlite_where=SENDING, postgresql_where=SENDING)


def _fence_with_leases() -> None:
    op.drop_index("ix_outgoing_sending", table_name="outgoing")
    with op.batch_alter_table("outgoing") as batch:
        batch.drop_column("epoch")
        batch.drop_column("failures")
        batch.add_column(sa.Column("lease_until", sa.BigInteger(), nullable=True))
    op.execute("UPDATE outgoing SET lease_until = 0 WHERE state = 'sending'")
    op.create_index("ix_outgoing_lease", "outgoing", ["lease_until"], sqlite_where=SENDING, postgresql_where=SENDING)


def _put_aside(table: str) -> None:
    """Keep the rows while the table is made anew."""
    op.execute(f"CREATE TABLE aside AS SELECT * FROM {table}")
    op.drop_table(table)
