"""plans in real life: what a session was like, holidays, swaps, the course"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RACE = {
    "race_date": sa.Date,
    "race_type": sa.String,
    "distance_km": sa.Double,
    "ascent_m": sa.Double,
    "descent_m": sa.Double,
    "steep_descents": sa.Boolean,
}
RUNNER = {
    "weekdays": sa.Integer,
    "kit": sa.String,
    "level": sa.String,
    "hard_days": sa.Integer,
    "long_day": sa.Integer,
    "age": sa.Integer,
    "new_to_running": sa.Boolean,
    "no_jumps": sa.Boolean,
}
INPUTS = RACE | RUNNER
KNOWN = {  # what each table held before
    "person": {"weekdays", "kit"},
    "plan": {"race_date", "race_type", "distance_km", "ascent_m", "descent_m", "level"},
    "setup": {"race_date", "race_type", "weekdays", "kit"},
}


def upgrade() -> None:
    """plans in real life: what a session was like, holidays, swaps, the course."""
    for table, known in KNOWN.items():
        for name, kind in INPUTS.items():
            if name not in known:
                op.add_column(table, sa.Column(name, kind(), nullable=True))
    for table in ("person", "setup"):
        op.add_column(table, sa.Column("units", sa.String(), nullable=True))
    op.add_column("setup", sa.Column("fitting", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("plan") as batch_op:
        batch_op.alter_column("race_type", existing_type=sa.String(), nullable=True)
        batch_op.alter_column("level", existing_type=sa.String(), nullable=True)
    _copy("plan", ("weekdays", "kit"), "SELECT {name} FROM person WHERE person.id = plan.person_id")
    latest = "SELECT {name} FROM plan WHERE plan.person_id = person.id ORDER BY plan.id DESC LIMIT 1"
    _copy("person", ("race_date", "race_type"), latest)

    # -- what happens after the plan exists
    op.add_column("person", sa.Column("quiet_until", sa.Date(), nullable=True))
    op.add_column("plan", sa.Column("holds_from", sa.Date(), nullable=True))
    op.execute("UPDATE plan SET holds_from = started_on")
    with op.batch_alter_table("plan") as batch_op:
        batch_op.alter_column("holds_from", existing_type=sa.Date(), nullable=False)
    with op.batch_alter_table("session_log") as batch_op:
        batch_op.add_column(sa.Column("rir", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("top", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("session_log") as batch_op:
        batch_op.alter_column("late", existing_type=sa.Boolean(), server_default=None)
    op.create_table(
        "plan_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_fact_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_fact")),
    )
    op.create_index("ix_plan_fact_person_id", "plan_fact", ["person_id"])
    op.create_table(
        "plan_proposal",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_proposal_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_plan_proposal")),
    )


def downgrade() -> None:
    """Back to 0001."""
    # -- what happens after the plan exists
    op.drop_table("plan_proposal")
    op.drop_table("plan_fact")
    with op.batch_alter_table("session_log") as batch_op:
        for name in ("late", "top", "rir"):
            batch_op.drop_column(name)
    op.drop_column("plan", "holds_from")
    op.drop_column("person", "quiet_until")

    op.execute("UPDATE plan SET race_type = 'half' WHERE race_type IS NULL")
    op.execute("UPDATE plan SET level = 'beginner' WHERE level IS NULL")
    with op.batch_alter_table("plan") as batch_op:
        batch_op.alter_column("race_type", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("level", existing_type=sa.String(), nullable=False)
    op.drop_column("setup", "fitting")
    for table in ("person", "setup"):
        op.drop_column(table, "units")
    for table, known in KNOWN.items():
        for name in INPUTS:
            if name not in known:
                op.drop_column(table, name)


def _copy(table: str, names: tuple[str, ...], source: str) -> None:
    for name in names:
        op.execute(f"UPDATE {table} SET {name} = ({source.format(name=name)})")
