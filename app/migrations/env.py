"""How Alembic runs here: always on a connection that somebody hands over, in that one's transaction."""

from typing import Literal

import sqlalchemy as sa
from alembic import context

from app.models import Base
from app.models.base import Moment


def plainly(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Write our own types as what the database keeps, so that a step never depends on later code."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, sa.Enum):
        return f"sa.String(length={thing.length})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    render_item=plainly,
)
with context.begin_transaction():
    context.run_migrations()
