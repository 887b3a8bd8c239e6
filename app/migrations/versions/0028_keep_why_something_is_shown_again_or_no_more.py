"""Keep why an edition was published again, and why something will be taken down; so far nobody said so."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("take_down_reason", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.alter_column("reason", server_default=None)
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.alter_column("take_down_reason", server_default=None)
