"""Know which print orders are trials: their address must not hang in public.  Those before were meant to hang."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    with op.batch_alter_table("print_order", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_trial", sa.Boolean(), server_default=sa.false(), nullable=False))
