"""Keep a drawing below the plan of a scene."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "scene_underlay",
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("layers", sa.LargeBinary(), nullable=False),
        sa.Column("said", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("placed", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_scene_underlay_asset_id")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_scene_underlay_by_id")),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_scene_underlay")),
    )
