"""The database's way from the first table to today's, run by the program itself: there is no ``alembic.ini``.

upgrade   bring a database up to date; there is no way back but a backup
revise    write the next step after the tables have changed: ``linie302 migrate --new "what changes"``
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

HERE = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Bring the database up to date; on one that is, this does nothing."""
    with engine.begin() as connection:
        command.upgrade(_config(connection=connection), "head")


def revise(engine: Engine, message: str) -> None:
    """Write a step from what the database has to what the tables say."""
    with engine.begin() as connection:
        command.revision(_config(connection=connection), message=message, autogenerate=True)


def _config(**attributes: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes.update(attributes)
    return config
