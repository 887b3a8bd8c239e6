"""Keep checks of signs."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "sign_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.Column("sign_id", sa.Integer(), nullable=False),
        sa.Column("found", sa.String(length=20), nullable=False),
        sa.Column("read", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=True),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("photos", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_sign_check_by_id")),
        sa.ForeignKeyConstraint(["sign_id"], ["sign.id"], name=op.f("fk_sign_check_sign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_check")),
        sa.UniqueConstraint("request_id", name=op.f("uq_sign_check_request_id")),
    )
    with op.batch_alter_table("sign_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_check_sign_id"), ["sign_id"], unique=False)
