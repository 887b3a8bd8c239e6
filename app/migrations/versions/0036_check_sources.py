"""Keep whether the sources that riders find under texts are still there."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "source_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("found", sa.String(length=20), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("moved_to", sa.String(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_check")),
        sa.UniqueConstraint("url", name=op.f("uq_source_check_url")),
    )
    with op.batch_alter_table("source_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_check_host"), ["host"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_check_next_at"), ["next_at"], unique=False)
