"""Say more of print orders: what the print shop is told, whether they are ordered, who cancelled, what was lost.

Those before were ordered as they were placed; a run of a cancelled order is none that anything is measured against.
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    with op.batch_alter_table("print_order", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sa.JSON(none_as_null=True), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("is_ordered", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column("is_remade", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("lost", sa.JSON(none_as_null=True), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("cancelled_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_print_order_cancelled_by_id"), "account", ["cancelled_by_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_print_order_is_remade"), ["is_remade"], unique=False)
    with op.batch_alter_table("print_run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_cancelled", sa.Boolean(), server_default=sa.false(), nullable=False))
