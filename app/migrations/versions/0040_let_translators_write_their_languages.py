"""Let translators write the words of some languages: a table of these; so far whoever wrote, wrote everything."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    op.create_table(
        "membership_language",
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_membership_language_membership_id")
        ),
        sa.PrimaryKeyConstraint("membership_id", "language", name=op.f("pk_membership_language")),
    )
