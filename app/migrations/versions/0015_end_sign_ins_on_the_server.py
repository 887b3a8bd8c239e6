"""Keep sign-ins, who people are at the provider of their house, and which accounts are erased.

What was done to an account says whose it is by its number alone: addresses leave the journal, so that they can go with
the account.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sign_in_key_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_started_at"), ["started_at"], unique=False)
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("oidc_issuer", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("oidc_subject", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_account_oidc_issuer_oidc_subject"), ["oidc_issuer", "oidc_subject"]
        )
    _take_addresses_out()


def _take_addresses_out() -> None:
    """Leave of ``mia@example.org: planner nord`` what comes after the address."""
    event = sa.table("event", sa.column("id"), sa.column("account_id"), sa.column("comment"))
    connection = op.get_bind()
    query = sa.select(event.c.id, event.c.comment).where(event.c.account_id.is_not(None))
    for number, comment in connection.execute(query).all():
        address, _, more = comment.partition(": ")
        if "@" in address:
            connection.execute(sa.update(event).where(event.c.id == number).values(comment=more))
