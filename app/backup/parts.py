"""The parts of an installation that a backup saves and a restore fills: the database, three stores and the spool."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from app import database
from app.config import Config
from app.storage import Store, open_store


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Where an installation keeps what it has; ``spool`` is that of this machine."""

    engine: Engine
    media: Store
    site: Store
    uploads: Store
    spool: Path

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def opened(config: Config) -> Parts:
    """Open database and stores."""
    return Parts(
        engine=database.make_engine(config.database_url),
        media=open_store(config.media_store),
        site=open_store(config.site_store),
        uploads=open_store(config.upload_store),
        spool=config.spool,
    )
