"""The database: SQLite (WAL) in the instance by default, PostgreSQL for many hosts.

SQLite's driver is put into autocommit and we emit ``BEGIN`` ourselves: only then do savepoints and reads stay inside
the transaction.  Whoever is going to write begins with ``BEGIN IMMEDIATE``, so that two writers wait for one another
instead of one failing in the middle.  What people typed stands in no message of a fault, and so in no log.
"""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.orm import Session, sessionmaker

from app import private_files

BUSY_TIMEOUT_S = 15
PROBE_S = 2
POSTGRESQL = {
    "connect_timeout": 10,  # seconds
    "prepare_threshold": None,  # behind a pooler the next transaction may meet another connection
}
GONE_S = {"tcp_keepalives_idle": "30", "tcp_keepalives_interval": "10", "tcp_keepalives_count": "3"}


def make_engine(url: str) -> Engine:
    """Return an engine for a ``sqlite:///`` or ``postgresql+psycopg://`` address."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=POSTGRESQL)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S}, hide_parameters=True)
    if engine.url.database not in (None, "", ":memory:"):
        private_files.close(Path(engine.url.database))
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


def try_to_write(engine: Engine) -> None:
    """Begin to write and leave it at that.  Raises the driver's error if somebody else does not let go for seconds."""
    if engine.dialect.name == "sqlite":  # beside the engine, whose connections have more patience
        with closing(sqlite3.connect(str(engine.url.database), timeout=PROBE_S, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
        return
    with engine.begin() as transaction:
        transaction.execute(text(f"SET LOCAL lock_timeout = '{PROBE_S}s'"))
        transaction.execute(text("LOCK TABLE heartbeat IN ROW EXCLUSIVE MODE"))


@contextmanager
def one_at_a_time(engine: Engine, name: str) -> Iterator[None]:
    """Wait until nobody else in this installation does what is called ``name``, and keep it to ourselves meanwhile.

    A process that is killed lets go of it; a machine without power does after a minute.
    """
    if engine.dialect.name != "sqlite":
        number = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)
        with engine.begin() as connection:  # the lock ends with the transaction, also behind a pooler
            for name_of, seconds in GONE_S.items():
                connection.execute(text("SELECT set_config(:name, :text, true)"), {"name": name_of, "text": seconds})
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
            yield
        return
    file = os.open(f"{engine.url.database}.{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that reads everything as it is now, however long it takes, and keeps nobody from writing.

    PostgreSQL keeps the moment in one transaction; of SQLite a copy is made, because its log would grow meanwhile.
    """
    if engine.dialect.name != "sqlite":
        kept = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with kept.connect() as connection:
            connection.exec_driver_sql("SELECT 1")  # the moment is that of the first query
            yield connection
        return
    with TemporaryDirectory(prefix="linie302-") as folder:
        path = Path(folder) / "snapshot.db"
        _copy_sqlite(engine, path)
        copy = make_engine(f"sqlite:///{path}")
        try:
            with copy.connect() as connection:
                yield connection
        finally:
            copy.dispose()


def _copy_sqlite(engine: Engine, path: Path) -> None:
    """Copy a database as it is at one moment, in one step, to a new file."""
    with engine.connect() as connection, closing(sqlite3.connect(path)) as copy:
        source = connection.connection.driver_connection  # beneath SQLAlchemy, which knows nothing of backups
        assert isinstance(source, sqlite3.Connection)
        source.backup(copy)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {how}")
