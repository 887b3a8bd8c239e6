"""Forget the hashes of what pages show of assets and pictures: a page's key is made from the thing itself."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.drop_column("asset", "build_hash")
    op.drop_column("picture", "crops_hash")
