"""Replace prints in campaigns: which signs, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_campaign_by_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_campaign_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_partner_id"), ["partner_id"], unique=False)
    op.create_table(
        "campaign_sign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("sign_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_sign_campaign_id")),
        sa.ForeignKeyConstraint(["sign_id"], ["sign.id"], name=op.f("fk_campaign_sign_sign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_sign")),
        sa.UniqueConstraint("campaign_id", "sign_id", name=op.f("uq_campaign_sign_campaign_id_sign_id")),
    )
    with op.batch_alter_table("campaign_sign", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_sign_sign_id"), ["sign_id"], unique=False)
