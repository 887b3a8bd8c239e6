"""Rows in every table of a database in whatever state: made up from its columns, with every kind of value.

So a table or column that is added to the product is added to the tests of backups and upgrades as well.
"""

import json
import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    LargeBinary,
    Table,
    func,
    select,
)

from app import migrations
from app.backup import rows
from app.exchange.reading import plain
from app.exchange.records import Branch, LineRecord, Partner, Topic
from app.models import SYSTEM_MAIL, Base

WORDS = "Große Straße „ı“ 🚋 \\ \" ' \u2028 \n Ende"
RECORD = {
    "zebra": [1, 2.5, None, True, {"ä": WORDS}],
    "asset": "bank",
    "texts": {"de": {"title": "Große Straße"}, "tr": {"title": "Işık"}},
}
PARTNER = "nord"
LINE = plain(
    LineRecord(
        slug="302",
        number="302",
        name="Linie 302",
        partners=(Partner(slug=PARTNER, name="Stadt Nord"),),
        topics=(Topic(slug="kultur", names={"de": "Kultur"}),),
        branches=(Branch(slug="trunk"),),
    )
)
# what a migration or a constraint reads more closely, by the number of the table's first row and which of the two it is
CHOSEN: dict[str, Callable[[int, int], object]] = {
    "scene_draft.base": lambda first, which: packed(first + which),
    "scene_underlay.layers": lambda first, which: packed(first + which),
    "scene_step.text": lambda first, which: packed(first + which),
    "line.record": lambda _first, _which: LINE,
    "line.pages": lambda _first, _which: {"impressum": {"de": {"title": "Impressum", "body": WORDS}}},
    "partner.slug": lambda first, which: PARTNER if first + which == 1 else f"partner-{first + which}",
    "account.email": lambda first, which: SYSTEM_MAIL if first + which == 1 else f"{first + which}@example.org",
    "item.kind": lambda _first, which: ("station", "planning")[which],
    "item.station_id": lambda first, which: first if which else None,
    "membership.role": lambda _first, which: ("admin", "planner")[which],
    "membership.partner_id": lambda first, which: first if which else None,
    "asset.slug": lambda first, which: None if which else f"asset-{first}",
    "asset.station_id": lambda first, which: first if which else None,
    "asset.line_id": lambda _first, _which: None,  # an asset is of a station or of the line
    "account.mf_recovery_codes": lambda _first, _which: ["encrypted", "too"],
    "asset.upload": lambda _first, _which: "",
}


def fill(connection: Connection, state: str, first: int = 1) -> dict[str, list[bytes]]:
    """Add two rows to every table there is at ``state``, numbered from ``first``; return table -> their lines."""
    there = rows.reflected(connection, migrations.tables_at(state))
    tables = [table for table in there if not _has_few_names(table) or not _count(connection, table)]
    made = {table.name: [_line(table, first, which) for which in (0, 1)] for table in tables}
    rows.load(connection, tables, lambda table: made[table.name])
    return made


def packed(number: int) -> bytes:
    """Return a text as ``PackedText`` keeps it."""
    return zlib.compress(f"{number} {WORDS}".encode(), 9)


def _has_few_names(table: Table) -> bool:
    """Tell whether the rows are named by a choice, of which there are not many."""
    keys = Base.metadata.tables[table.name].primary_key.columns
    return len(keys) == 1 and isinstance(keys.values()[0].type, Enum)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _line(table: Table, first: int, which: int) -> bytes:
    values = {column.name: rows._plain(_value(table, column, first, which)) for column in table.columns}
    return (json.dumps(dict(sorted(values.items())), ensure_ascii=False) + "\n").encode()


def _value(table: Table, column: Column[Any], first: int, which: int) -> object:
    chosen = CHOSEN.get(f"{table.name}.{column.name}")
    if chosen is not None:
        return chosen(first, which)
    if any(key.column.table is table for key in column.foreign_keys):
        return first if which else None  # the second follows the first
    number = first + which
    return number if column.foreign_keys else _of_type(table, column, number)


def _of_type(table: Table, column: Column[Any], number: int) -> object:
    ours = Base.metadata.tables.get(table.name)
    today = ours.columns.get(column.name) if ours is not None else None
    choices = today.type.enums if today is not None and isinstance(today.type, Enum) else ()
    if choices:
        return choices[number % len(choices)]
    match column.type:
        case JSON():
            is_list = today is not None and today.default is not None and _makes_list(today)
            return [RECORD] if is_list else RECORD
        case Boolean():
            return bool(number % 2)
        case Integer():
            return number
        case Float():
            return number + 0.1
        case DateTime():
            return datetime(2026, 3, 29, 1, 30, 0, number, tzinfo=UTC) + timedelta(days=number)
        case Date():
            return date(2026, 1, 1) + timedelta(days=number)
        case LargeBinary():
            return bytes(range(256)) + number.to_bytes(4, "big")
        case _:
            length = getattr(column.type, "length", None)
            return f"{number} {column.name} {WORDS}"[:length]


def _makes_list(column: Column[Any]) -> bool:
    return getattr(column.default, "arg", None).__name__ == "list"


def values(lines: Iterable[bytes]) -> list[dict[str, Any]]:
    """Return rows as they were dumped."""
    return [json.loads(line) for line in lines]
