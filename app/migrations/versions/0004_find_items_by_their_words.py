"""Find items by their words, archive them, and keep what a person chose for themselves."""

import sqlalchemy as sa
from alembic import op

from app.models.search import words_of

revision = "0004"
down_revision = "0003"

ITEM = sa.table("item", sa.column("id"), sa.column("current_id"), sa.column("words"))
EDITION = sa.table("edition", sa.column("id"), sa.column("record", sa.JSON()))
VERSION = sa.table("revision", sa.column("item_id"), sa.column("number"), sa.column("record", sa.JSON()))


def upgrade() -> None:
    op.add_column("account", sa.Column("preferences", sa.JSON(none_as_null=True), nullable=False, server_default="{}"))
    op.add_column("item", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("item", sa.Column("words", sa.String(), nullable=False, server_default=""))
    connection = op.get_bind()
    for number, current in connection.execute(sa.select(ITEM.c.id, ITEM.c.current_id)).all():
        public = connection.scalar(sa.select(EDITION.c.record).where(EDITION.c.id == current))
        newest = sa.select(VERSION.c.record).where(VERSION.c.item_id == number).order_by(VERSION.c.number.desc())
        words = words_of(public, connection.scalar(newest.limit(1)))
        connection.execute(sa.update(ITEM).where(ITEM.c.id == number).values(words=words))
