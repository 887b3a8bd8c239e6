"""Let partners keep to themselves what is not yet public; as before, they show it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shows_drafts", sa.Boolean(), server_default=sa.true(), nullable=False))
