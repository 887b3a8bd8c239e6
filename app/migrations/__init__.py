"""The database's way from the first table to today's, run by the program itself: there is no ``alembic.ini``.

upgrade      bring a database up to date; there is no way back but a backup
upgrade_to   lay down the tables of an earlier state, on a connection of one's own
tables_at    which tables there are in a state
revise       write the next step after the tables have changed: ``linie302 migrate --new "what changes"``
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, inspect

from app import schema

HERE = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Bring the database up to date; on one that is, this does nothing.

    Raises WrongState as ``schema.check`` and ``schema.keep_from_others`` do.
    """
    schema.check(engine)
    with copying_tables(engine) as connection, connection.begin():
        schema.keep_from_others(connection)
        upgrade_to(connection, schema.head())


def upgrade_to(connection: Connection, revision: str) -> None:
    """Bring the database to ``revision``, in the transaction of ``connection``, which ``copying_tables`` opened."""
    command.upgrade(_config(connection=connection), revision)


@cache
def tables_at(revision: str) -> frozenset[str]:
    """Return the names of the tables that there are at ``revision``, whatever else lies in a database."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade_to(connection, revision)
        found = frozenset(inspect(connection).get_table_names()) - {schema.TABLE}
    engine.dispose()
    return found


def revise(engine: Engine, message: str) -> None:
    """Write a step from what the database has to what the tables say."""
    with engine.begin() as connection:
        number = f"{int(max(schema.revisions())) + 1:04}"
        command.revision(_config(connection=connection), message=message, autogenerate=True, rev_id=number)


@contextmanager
def copying_tables(engine: Engine) -> Iterator[Connection]:
    """Yield a connection on which SQLite copies tables that others refer to.

    It drops the old one, which its foreign keys would refuse.
    """
    with engine.execution_options(begin="IMMEDIATE").connect() as connection:
        if connection.dialect.name != "sqlite":
            yield connection
            return
        database = connection.connection.driver_connection  # beneath SQLAlchemy: a pragma does nothing in a transaction
        assert database is not None
        database.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
            lost = database.execute("PRAGMA foreign_key_check").fetchall()
            assert not lost, f"rows that refer to nothing: {lost[:5]}"
        finally:
            database.execute("PRAGMA foreign_keys = ON")


def _config(**attributes: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes.update(attributes)
    return config
