"""Let the line keep the words that its translations are to use; so far there are none."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("glossary", sa.JSON(none_as_null=True), nullable=False, server_default="[]"))
