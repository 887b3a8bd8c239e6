"""Let a notice be about a package as a whole; so far each part was told by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("package_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_notice_package_id"), ["package_id"], unique=False)
        batch_op.create_foreign_key(op.f("fk_notice_package_id"), "package", ["package_id"], ["id"])
