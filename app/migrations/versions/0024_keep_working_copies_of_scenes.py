"""Keep what people make of scenes in the editor, step by step."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "scene_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("base_key", sa.String(), nullable=False),
        sa.Column("base", sa.LargeBinary(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_scene_draft_asset_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_scene_draft_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scene_draft")),
        sa.UniqueConstraint("asset_id", "account_id", name=op.f("uq_scene_draft_asset_id_account_id")),
    )
    with op.batch_alter_table("scene_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scene_draft_account_id"), ["account_id"], unique=False)
    op.create_table(
        "scene_step",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("ids", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["scene_draft.id"], name=op.f("fk_scene_step_draft_id")),
        sa.PrimaryKeyConstraint("draft_id", "number", name=op.f("pk_scene_step")),
    )
