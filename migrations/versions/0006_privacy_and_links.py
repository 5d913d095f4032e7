"""privacy and links: whose an answer and a question were, a private chat for each account, codes that link two"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OWNED = ("handled", "doubtful_question", "challenge")
NAMED = ("captain_id", "member_id")


def upgrade() -> None:
    """Whose an answer and a question were, a private chat for each account, codes that link two."""
    op.add_column("account", sa.Column("home", sa.String(), nullable=False, server_default=""))
    op.execute(
        "UPDATE account SET home = (SELECT home_chat FROM person WHERE person.id = account.person_id"
        " AND person.home_platform = account.platform)"
        " WHERE EXISTS (SELECT 1 FROM person WHERE person.id = account.person_id"
        " AND person.home_platform = account.platform)"
    )
    for table in OWNED:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
            name = op.f(f"fk_{table}_person_id_person")
            batch.create_foreign_key(name, "person", ["person_id"], ["id"], ondelete="CASCADE")
            batch.create_index(op.f(f"ix_{table}_person_id"), ["person_id"])
    op.execute(
        "UPDATE challenge SET person_id = (SELECT min(person.id) FROM person"
        " WHERE person.home_platform = challenge.platform AND person.home_chat = challenge.chat)"
    )
    with op.batch_alter_table("challenge_note") as batch:
        for column in NAMED:
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
            name = op.f(f"fk_challenge_note_{column}_person")
            batch.create_foreign_key(name, "person", [column], ["id"], ondelete="SET NULL")
            batch.create_index(op.f(f"ix_challenge_note_{column}"), [column])
    op.create_table(
        "link_code",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_link_code_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_link_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_link_code_code_hash")),
    )
    op.create_table(
        "link_try",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_link_try_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_link_try")),
    )
    op.create_table(
        "link_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"], ["person.id"], name=op.f("fk_link_offer_first_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["person.id"], name=op.f("fk_link_offer_second_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_offer")),
        sa.UniqueConstraint("first_id", name=op.f("uq_link_offer_first_id")),
        sa.UniqueConstraint("second_id", name=op.f("uq_link_offer_second_id")),
    )


def downgrade() -> None:
    """Back to 0005."""
    for table in ("link_offer", "link_try", "link_code"):
        op.drop_table(table)
    op.execute("DELETE FROM outgoing WHERE kind = 'link'")
    for table in OWNED:
        with op.batch_alter_table(table) as batch:
            batch.drop_index(op.f(f"ix_{table}_person_id"))
            batch.drop_constraint(op.f(f"fk_{table}_person_id_person"), type_="foreignkey")
            batch.drop_column("person_id")
    with op.batch_alter_table("challenge_note") as batch:
        for column in NAMED:
            batch.drop_index(op.f(f"ix_challenge_note_{column}"))
            batch.drop_constraint(op.f(f"fk_challenge_note_{column}_person"), type_="foreignkey")
            batch.drop_column(column)
    with op.batch_alter_table("account") as batch:
        batch.drop_column("home")
