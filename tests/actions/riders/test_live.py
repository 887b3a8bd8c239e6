"""Whatever is read for riders was seen by two people, is pinned with what was, or is live by decision, in one list."""

import re

import pytest
from sqlalchemy import event

from app.actions.riders import stale_pages
from app.actions.riders.bundle import Frozen, Rank
from app.actions.riders.live import LIVE_BY_DECISION
from app.models import Base
from tests.actions.riders.test_stale import fill
from tests.factories import SETTINGS

REVIEWED = {"edition.record", "edition.card"}  # frozen when two people have seen them
PINNED = {  # library/pins.py; from the submission on nobody changes them
    *("asset.record", "asset.files", "asset.placed", "asset.deleted_at", "asset.follows_id"),
    *("picture.record", "picture.files", "picture.deleted_at", "picture.width_px", "picture.height_px"),
    *("document.record", "document.files", "document.facts", "document.deleted_at"),
}
NAMES = {  # tell rows apart, or versions of one, and stand on no page
    "line.version",
    *("edition.id", "edition.item_id", "edition.number", "item.id", "item.kind", "sign.id", "print_run.id"),
    *("asset.id", "asset.slug", "asset.station_id", "asset.by_id", "picture.id", "picture.slug", "picture.by_id"),
    *("document.id", "document.slug", "document.by_id"),
}
READ = re.compile(r'\b"?([a-z]+(?:_[a-z]+)*)(?:_\d+)?"?\."?([a-z_]+)\b')
ALIASES = {"planning": "item"}


@pytest.fixture
def read(session, media):
    """The columns that are asked for while all public files are drawn, as ``table.column``."""
    fill(session, media)
    session.expire_all()
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    try:
        bundles = stale_pages.every(session, SETTINGS).values()
        for bundle in bundles:
            bundle.draw(Frozen(session=session, media=media))
    finally:
        event.remove(connection, "before_cursor_execute", note)
    assert {each.rank for each in bundles} == set(Rank)
    found = {(ALIASES.get(table, table), column) for each in statements for table, column in READ.findall(each)}
    return {f"{table}.{column}" for table, column in found if table in Base.metadata.tables}


def test_every_column_that_riders_get_is_accounted_for(read):
    live = {column for each in LIVE_BY_DECISION.values() for column in each.columns}

    assert read - REVIEWED - PINNED - NAMES - live == set()
    assert live | REVIEWED <= read, "what nobody reads any more needs no decision"
