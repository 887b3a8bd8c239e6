"""The studio's database, SQLite or PostgreSQL: how its content is kept once it is made, and how to get back to it.

SQLite's is a file, which is copied.  On PostgreSQL a new database for each test would cost a tenth of a second, so the
rows are copied instead, from a schema beside the tables.
"""

import shutil
from pathlib import Path

from sqlalchemy import Engine, Table, inspect, text

from app.models import Base

KEPT = "kept"  # the schema, or the end of the file's name


def is_kept(engine: Engine) -> bool:
    if engine.dialect.name == "sqlite":
        return _kept_file(engine).exists()
    return inspect(engine).has_schema(KEPT)


def keep(engine: Engine) -> None:
    """Keep what the tables hold now."""
    if engine.dialect.name == "sqlite":
        engine.dispose()  # which also folds the write-ahead log into the file
        shutil.copy(_file(engine), _kept_file(engine))
        return
    copies = [f"CREATE TABLE {KEPT}.{_name(engine, table)} AS TABLE {_name(engine, table)}" for table in _tables()]
    with engine.begin() as connection:
        connection.execute(text("; ".join([f"CREATE SCHEMA {KEPT}", *copies])))


def bring_back(engine: Engine) -> None:
    """Give the tables what was kept, and let numbers go on from there."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        shutil.copy(_kept_file(engine), _file(engine))
        return
    names = [_name(engine, table) for table in _tables()]
    steps = ["SET LOCAL session_replication_role = replica"]  # rows that refer to one another go in any order
    steps += [f"DELETE FROM {name}" for name in names]
    steps += [f"INSERT INTO {name} SELECT * FROM {KEPT}.{name}" for name in names]
    steps += [
        f"SELECT setval(pg_get_serial_sequence('{_name(engine, table)}', 'id'), coalesce(max(id), 0) + 1, false)"
        f" FROM {_name(engine, table)}"
        for table in _tables()
        if table.autoincrement_column is not None
    ]
    with engine.begin() as connection:
        connection.execute(text("; ".join(steps)))


def _tables() -> list[Table]:
    return Base.metadata.sorted_tables


def _name(engine: Engine, table: Table) -> str:
    return engine.dialect.identifier_preparer.quote(table.name)


def _file(engine: Engine) -> Path:
    assert engine.url.database
    return Path(engine.url.database)


def _kept_file(engine: Engine) -> Path:
    return _file(engine).with_suffix(f".{KEPT}")
