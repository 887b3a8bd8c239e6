"""Let designs of signs be items, of which each partner has one at most."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"

INDEX = "uq_item_kind_slug"
ONCE = sa.text("kind IN ('line', 'partner', 'page', 'design')")


def upgrade() -> None:
    op.drop_index(INDEX, "item")
    op.create_index(INDEX, "item", ["kind", "slug"], unique=True, sqlite_where=ONCE, postgresql_where=ONCE)
