"""Lead codes elsewhere: where, from which day and until when; so far a code led where it was printed for."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    op.create_table(
        "sign_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_sign_goal_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_sign_goal_item_id")),
        sa.ForeignKeyConstraint(["sign_id"], ["sign.id"], name=op.f("fk_sign_goal_sign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_goal")),
        sa.UniqueConstraint("sign_id", "number", name=op.f("uq_sign_goal_sign_id_number")),
    )
    with op.batch_alter_table("sign_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_goal_sign_id"), ["sign_id"], unique=False)
