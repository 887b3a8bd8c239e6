"""Keep documents in the library; so far plannings only named them by address."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
KEEPS = sa.JSON(none_as_null=True)


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("record", KEEPS, nullable=False),
        sa.Column("files", KEEPS, nullable=False),
        sa.Column("facts", KEEPS, nullable=False),
        sa.Column("source_hash", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("authors", KEEPS, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_document_by_id")),
        sa.ForeignKeyConstraint(["follows_id"], ["document.id"], name=op.f("fk_document_follows_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_document_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("slug", name=op.f("uq_document_slug")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        for name in ("follows_id", "partner_id", "source_hash"):
            batch_op.create_index(batch_op.f(f"ix_document_{name}"), [name], unique=False)
