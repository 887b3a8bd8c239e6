"""Know which uploads a scene places among parts of the kit: until now, none."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    with op.batch_alter_table("asset", schema=None) as batch_op:
        batch_op.add_column(sa.Column("placed", sa.JSON(none_as_null=True), nullable=False, server_default="[]"))
