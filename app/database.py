"""The database: SQLite (WAL) in the instance by default, PostgreSQL for many hosts.

SQLite's driver is put into autocommit and we emit ``BEGIN`` ourselves: only then do savepoints and reads stay inside
the transaction.  Whoever is going to write begins with ``BEGIN IMMEDIATE``, so that two writers wait for one another
instead of one failing in the middle.
"""

import sqlite3

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

BUSY_TIMEOUT_S = 15


def make_engine(url: str) -> Engine:
    """Return an engine for a ``sqlite:///`` or ``postgresql+psycopg://`` address."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def reading(engine: Engine) -> sessionmaker[Session]:
    """Return a factory of sessions that only look, at one moment from their first query to their last."""
    if engine.dialect.name != "sqlite":  # where it is always so
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return sessionmaker(engine, expire_on_commit=False)


def writing(engine: Engine) -> sessionmaker[Session]:
    """Return a factory of sessions that are going to write."""
    return sessionmaker(engine.execution_options(begin="IMMEDIATE"), expire_on_commit=False)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {how}")
