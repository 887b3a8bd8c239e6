"""Give work to companies: lists of signs with a link of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    op.create_table(
        "work_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("tools", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_work_list_by_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_work_list_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_list")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_work_list_token_hash")),
    )
    with op.batch_alter_table("work_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_list_partner_id"), ["partner_id"], unique=False)
    op.create_table(
        "work_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_list_id", sa.Integer(), nullable=False),
        sa.Column("sign_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("photos", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["sign_id"], ["sign.id"], name=op.f("fk_work_task_sign_id")),
        sa.ForeignKeyConstraint(["work_list_id"], ["work_list.id"], name=op.f("fk_work_task_work_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_task")),
        sa.UniqueConstraint("work_list_id", "sign_id", name=op.f("uq_work_task_work_list_id_sign_id")),
    )
    with op.batch_alter_table("work_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_task_sign_id"), ["sign_id"], unique=False)
