"""Find the version of an item that was approved last at once, also before PostgreSQL knows how much there is."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index("ix_revision_item_id_state_number", ["item_id", "state", "number"], unique=False)
