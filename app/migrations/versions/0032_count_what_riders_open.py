"""Count how often riders open a view or AR, by day, page, language and way; so far nothing was counted."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "day_of_openings",
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_day_of_openings_item_id")),
        sa.PrimaryKeyConstraint("day_on", "item_id", "language", "way", name=op.f("pk_day_of_openings")),
    )
    with op.batch_alter_table("day_of_openings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_day_of_openings_item_id"), ["item_id"], unique=False)
