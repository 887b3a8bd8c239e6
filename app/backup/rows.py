"""Rows of tables as lines of JSON and back, the same whichever engine they come from.

What columns a table has is asked of the database, not of today's code, so that the rows of any earlier state are read
and written alike.  Rows are inserted parents first; a reference to a table that comes later, or to the table itself,
is filled in when everything is there.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    collate,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.schema import Column

BATCH = 500
Row = dict[str, object]


def reflected(connection: Connection, names: Collection[str]) -> list[Table]:
    """Return the tables of these names as they are in the database, parents first."""
    metadata = MetaData()
    event.listen(metadata, "column_reflect", _say_no_json_null)
    metadata.reflect(connection, only=sorted(names))
    return [table for table in _parents_first(metadata.tables.values()) if table.name in names]


def dumped(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield each row of ``table`` as a line."""
    columns = sorted(table.columns, key=lambda column: column.name)
    query = select(*columns).order_by(*(_in_bytes(connection, column) for column in table.primary_key))
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        values = {column.name: _plain(value) for column, value in zip(columns, row, strict=True)}
        yield (json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def load(connection: Connection, tables: Sequence[Table], lines: Callable[[Table], Iterable[bytes]]) -> None:
    """Fill empty ``tables``, parents first, with ``lines`` of each, and go on counting where their numbers end."""
    waiting: dict[Table, list[Row]] = {}
    for place, table in enumerate(tables):
        later = _refer_to(table, tables[place:])
        rows = (_read(table, line) for line in lines(table))
        while batch := list(islice(rows, BATCH)):
            connection.execute(insert(table), [{**row, **dict.fromkeys(later)} for row in batch])
            waiting.setdefault(table, []).extend(_what_waits(table, batch, later))
    for table, rows_of_table in waiting.items():
        _fill_in(connection, table, rows_of_table)
    for table in tables:
        _go_on_counting(connection, table)


def _parents_first(tables: Iterable[Table]) -> Iterable[Table]:
    """Sort tables so that they follow what they refer to; in a circle a reference that may be empty is left aside."""
    refers = {table: {key.column.table for key in table.foreign_keys} for table in tables}
    needs = {
        table: {
            key.column.table
            for key in table.foreign_keys
            if not (key.parent.nullable and table in _reached(key.column.table, refers))
        }
        for table in refers
    }
    return TopologicalSorter(needs).static_order()


def _reached(start: Table, refers: Mapping[Table, Collection[Table]]) -> set[Table]:
    """Return the tables to which ``start`` leads, and itself."""
    found, ahead = {start}, [start]
    while ahead:
        fresh = set(refers[ahead.pop()]) - found
        found |= fresh
        ahead += fresh
    return found


def _say_no_json_null(_inspector: object, _table: object, column: dict[str, object]) -> None:
    """Let nothing be NULL in columns of JSON, as our tables have it."""
    if isinstance(column["type"], JSON):
        column["type"] = JSON(none_as_null=True)


def _in_bytes(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    """Return what to sort by, so that all engines agree."""
    is_text = isinstance(column.type, String) and connection.dialect.name == "postgresql"
    return collate(column, "C") if is_text else column


def _plain(value: object) -> object:
    match value:
        case datetime():
            return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return b64encode(value).decode()
        case _:
            return value


def _read(table: Table, line: bytes) -> Row:
    return {name: _typed(table.columns[name], value) for name, value in json.loads(line).items()}


def _typed(column: Column[object], value: object) -> object:
    if not isinstance(value, str):
        return value
    match column.type:
        case DateTime():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case LargeBinary():
            return b64decode(value)
        case _:
            return value


def _refer_to(table: Table, others: Collection[Table]) -> list[str]:
    """Return the columns of ``table`` that refer to one of ``others``; each of them may be empty."""
    found = [key.parent for key in table.foreign_keys if key.column.table in others]
    assert all(column.nullable for column in found), f"{table} and another one need each other"
    return [column.name for column in found]


def _what_waits(table: Table, rows: Iterable[Row], later: Collection[str]) -> Iterator[Row]:
    """Yield the key of each row that refers to something later, and what it refers to."""
    for row in rows:
        values = {name: row[name] for name in later}
        if any(value is not None for value in values.values()):
            yield {**{f"key_{column.name}": row[column.name] for column in table.primary_key}, **values}


def _fill_in(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        names = [name for name in rows[0] if name in table.columns]
        keys = [column == bindparam(f"key_{column.name}") for column in table.primary_key]
        connection.execute(update(table).where(*keys).values({name: bindparam(name) for name in names}), rows)


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number the next row after the last one; SQLite looks for itself."""
    keys = list(table.primary_key)
    if connection.dialect.name == "postgresql" and len(keys) == 1 and isinstance(keys[0].type, Integer):
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', keys[0].name)
        last = select(func.max(keys[0])).scalar_subquery()
        connection.execute(select(func.setval(sequence, last)).where(last.is_not(None)))
