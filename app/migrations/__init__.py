"""The database's way from the first table to today's, run by the program itself: there is no ``alembic.ini``.

upgrade   bring a database up to date; there is no way back but a backup
revise    write the next step after the tables have changed: ``linie302 migrate --new "what changes"``
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

HERE = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Bring the database up to date; on one that is, this does nothing."""
    with engine.connect() as connection, _copying_tables(connection), connection.begin():
        command.upgrade(_config(connection=connection), "head")


def revise(engine: Engine, message: str) -> None:
    """Write a step from what the database has to what the tables say."""
    with engine.begin() as connection:
        command.revision(_config(connection=connection), message=message, autogenerate=True)


@contextmanager
def _copying_tables(connection: Connection) -> Iterator[None]:
    """Let SQLite copy tables that others refer to: it drops the old one, which its foreign keys would refuse."""
    if connection.dialect.name != "sqlite":
        yield
        return
    database = connection.connection.driver_connection  # beneath SQLAlchemy: a pragma does nothing in a transaction
    assert database is not None
    database.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
        lost = database.execute("PRAGMA foreign_key_check").fetchall()
        assert not lost, f"rows that refer to nothing: {lost[:5]}"
    finally:
        database.execute("PRAGMA foreign_keys = ON")


def _config(**attributes: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes.update(attributes)
    return config
