"""Keep the papers by which files may be shown; so far these lay in somebody's mail."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.create_table(
        "permit",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_permit_by_id")),
        sa.PrimaryKeyConstraint("kind", "slug", name=op.f("pk_permit")),
    )
