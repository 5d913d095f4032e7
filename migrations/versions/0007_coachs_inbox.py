"""Thumbs and the coach's inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXTS = ("topic", "questions", "title", "wordings", "confidence", "next", "short", "more", "problems")


def upgrade() -> None:
    """Marks and counts on questions; who waits, thumbs, counts and drafts."""
    with op.batch_alter_table("doubtful_question") as batch:
        batch.add_column(sa.Column("mark", sa.String(), nullable=True))
        batch.add_column(sa.Column("times", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("dismissed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE doubtful_question SET mark = 'old-' || id")
    with op.batch_alter_table("doubtful_question") as batch:
        batch.alter_column("mark", existing_type=sa.String(), nullable=False)
        batch.alter_column("times", existing_type=sa.Integer(), server_default=None)
        batch.alter_column("dismissed", existing_type=sa.Boolean(), server_default=None)
        batch.create_unique_constraint(op.f("uq_doubtful_question_mark"), ["mark"])
    _create_waiting()
    op.create_table(
        "thumb",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("up", sa.Boolean(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        _person_of("thumb"),
        sa.PrimaryKeyConstraint("person_id", "topic", name=op.f("pk_thumb")),
    )
    op.create_index("ix_thumb_on", "thumb", ["on"])
    op.create_table(
        "question_count",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("on", "outcome", name=op.f("pk_question_count")),
    )
    _create_draft()


def downgrade() -> None:
    """Back to 0006."""
    op.execute("DELETE FROM outgoing WHERE kind IN ('coach_answer', 'draft_verdict')")
    for name in ("draft", "question_count", "thumb", "waiting"):
        op.drop_table(name)
    with op.batch_alter_table("doubtful_question") as batch:
        batch.drop_constraint(op.f("uq_doubtful_question_mark"), type_="unique")
        for name in ("mark", "times", "dismissed"):
            batch.drop_column(name)


def _create_waiting() -> None:
    op.create_table(
        "waiting",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["doubtful_question.id"],
            name=op.f("fk_waiting_question_id_doubtful_question"),
            ondelete="CASCADE",
        ),
        _person_of("waiting"),
        sa.PrimaryKeyConstraint("question_id", "person_id", name=op.f("pk_waiting")),
    )
    op.create_index("ix_waiting_person_id", "waiting", ["person_id"])
    op.create_index("ix_waiting_since", "waiting", ["since"])


def _create_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in TEXTS),
        sa.Column("sources", sa.String(), nullable=True),
        _person_of("draft"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index("ix_draft_person_id", "draft", ["person_id"])
    op.create_index("ix_draft_state", "draft", ["state"])


def _person_of(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id_person")
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=name, ondelete="CASCADE")
