"""Sort files of the library by tags; so far there are none."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "file_tag",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "slug", "name", name=op.f("pk_file_tag")),
    )
    with op.batch_alter_table("file_tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_file_tag_kind_name"), ["kind", "name"], unique=False)
