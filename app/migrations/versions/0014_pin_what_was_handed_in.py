"""Pin the files that revisions and editions show, by hash, and note who has a change of their own in a file.

What was handed in, approved or published before is pinned as it is now.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

Row = sa.Row[Any]
KEEPS = sa.JSON(none_as_null=True)
GIVEN = {"asset": ("wishes", "upload"), "picture": ("width_px", "height_px")}
MADE = {"asset": ("build", "posters"), "picture": ("crops",)}
MADE_FROM = {"asset": "source_hash", "picture": "made_from"}
AS_JSON = {"record", "files", "wishes", "build", "posters", "crops", "authors", "pins"}
SHOWN_ONCE_MORE = ("submitted", "approved")  # states of revisions from which riders may get it


def upgrade() -> None:
    for name, column in (("revision", "pins"), ("edition", "pins"), ("asset", "authors"), ("picture", "authors")):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.add_column(sa.Column(column, KEEPS, nullable=False, server_default="[]"))
    library = {kind: _library(kind) for kind in GIVEN}
    revisions, editions = _table("revision", "id", "record", "pins", "state"), _table("edition", "id", "record", "pins")
    _pin(revisions, revisions.c.state.in_(SHOWN_ONCE_MORE), library)
    _pin(editions, sa.true(), library)


def _library(kind: str) -> dict[int | str, Row]:
    """Return the rows of a table by slug and by id, having noted who made each."""
    names = ("id", "slug", "record", "files", "follows_id", "deleted_at", "by_id")
    table = _table(kind, *names, *GIVEN[kind], *MADE[kind], MADE_FROM[kind], "authors")
    rows = op.get_bind().execute(sa.select(table).where(table.c.slug.is_not(None))).all()
    for row in rows:
        if row.by_id is not None:
            op.execute(sa.update(table).where(table.c.id == row.id).values(authors=[row.by_id]))
    return {row.slug: row for row in rows} | {row.id: row for row in rows}


def _pin(table: sa.TableClause, wanted: sa.ColumnElement[bool], library: dict[str, dict[int | str, Row]]) -> None:
    for row in op.get_bind().execute(sa.select(table.c.id, table.c.record).where(wanted)).all():
        pins = list(_pins(row.record, library))
        if pins:
            op.execute(sa.update(table).where(table.c.id == row.id).values(pins=pins))


def _pins(record: dict[str, Any], library: dict[str, dict[int | str, Row]]) -> Iterator[dict[str, str]]:
    """Yield the pins of a record, each file with what it follows, as ``library/pins.py`` makes them."""
    seen = set()
    for kind, slug in [("asset", record.get("asset")), *(("picture", each) for each in record.get("pictures", ()))]:
        row = library[kind].get(slug)
        while row is not None and (kind, row.slug) not in seen:
            seen.add((kind, row.slug))
            about = {"record": row.record, "files": row.files, "deleted": row.deleted_at is not None}
            about |= {name: getattr(row, name) for name in GIVEN[kind]}
            made = {name: getattr(row, name) for name in MADE[kind]}
            pin = {"kind": kind, "slug": row.slug, "given": _digest(about), "made_from": getattr(row, MADE_FROM[kind])}
            yield {**pin, "made": _digest(made)}
            row = library[kind].get(row.follows_id)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(each, KEEPS if each in AS_JSON else None) for each in columns))
