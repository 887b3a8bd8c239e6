"""Let an agency work on chosen items: a table of them; so far a role covered all that a partner has, or nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    op.create_table(
        "membership_item",
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_membership_item_item_id")),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name=op.f("fk_membership_item_membership_id")),
        sa.PrimaryKeyConstraint("membership_id", "item_id", name=op.f("pk_membership_item")),
    )
    with op.batch_alter_table("membership_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_item_item_id"), ["item_id"], unique=False)
