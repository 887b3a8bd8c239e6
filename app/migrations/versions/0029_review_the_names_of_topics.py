"""Let the line's words have the names of its topics, so that they are reviewed with them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

KEEPS = sa.JSON(none_as_null=True)


def upgrade() -> None:
    connection = op.get_bind()
    line = connection.execute(sa.select(sa.table("line", sa.column("record", KEEPS)))).first()
    names = {each["slug"]: each["names"] for each in line.record.get("topics", ())} if line is not None else {}
    item = sa.table("item", sa.column("id"), sa.column("kind"))
    words = sa.select(item.c.id).where(item.c.kind == "line")
    for table in (_table("revision"), _table("edition")) if names else ():
        for row in connection.execute(sa.select(table.c.id, table.c.record).where(table.c.item_id.in_(words))).all():
            record: dict[str, Any] = {**row.record, "topics": names}
            connection.execute(sa.update(table).where(table.c.id == row.id).values(record=record))


def _table(name: str) -> sa.TableClause:
    return sa.table(name, sa.column("id"), sa.column("item_id"), sa.column("record", KEEPS))
