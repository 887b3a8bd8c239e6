"""Fill the library: whose an asset is and what it follows, pictures, and where each is used."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("asset", schema=None) as batch_op:
        for name, empty in (("upload", ""), ("wishes", "{}"), ("steps", "[]")):
            kind = sa.String() if name == "upload" else sa.JSON(none_as_null=True)
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=empty))
        batch_op.add_column(sa.Column("partner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_asset_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_asset_follows_id"), ["follows_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_asset_partner_id"), "partner", ["partner_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_asset_by_id"), "account", ["by_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_asset_follows_id"), "asset", ["follows_id"], ["id"])
    with op.batch_alter_table("asset", schema=None) as batch_op:
        for name in ("upload", "wishes", "steps"):
            batch_op.alter_column(name, server_default=None)

    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("files", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("source_hash", sa.String(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("crops", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("made_from", sa.String(), nullable=False),
        sa.Column("crops_hash", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_picture_by_id")),
        sa.ForeignKeyConstraint(["follows_id"], ["picture.id"], name=op.f("fk_picture_follows_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_picture_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("slug", name=op.f("uq_picture_slug")),
    )
    with op.batch_alter_table("picture", schema=None) as batch_op:
        for name in ("follows_id", "partner_id", "source_hash"):
            batch_op.create_index(batch_op.f(f"ix_picture_{name}"), [name], unique=False)

    op.create_table(
        "use",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_use_revision_id")),
        sa.PrimaryKeyConstraint("revision_id", "kind", "slug", name=op.f("pk_use")),
    )
    with op.batch_alter_table("use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_use_kind_slug"), ["kind", "slug"], unique=False)
    _note_uses()


def _note_uses() -> None:
    """Note what the revisions that are there already show; none of them has pictures yet."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, record FROM revision"))
    records = [(number, json.loads(given) if isinstance(given, str) else given) for number, given in rows]
    found = [{"id": number, "slug": record["asset"]} for number, record in records if record.get("asset")]
    if found:
        insert = sa.text("INSERT INTO \"use\" (revision_id, kind, slug) VALUES (:id, 'asset', :slug)")
        connection.execute(insert, found)
