"""Keep what the line brings along: its own catalogues for pages and signs."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("words", sa.JSON(none_as_null=True), nullable=False, server_default="{}"))
