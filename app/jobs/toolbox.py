"""What jobs work with: database, stores and settings, opened once and closed at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from app import database, schema
from app.config import Config
from app.site.values import Settings
from app.storage import Store, open_store

Step = Callable[[str, int, int], None]  # what, done, of


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What jobs work with, until it is closed."""

    engine: Engine
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]
    media: Store
    site: Store
    uploads: Store
    settings: Settings
    spool: Path
    fonts: Path
    smtp_url: str
    mail_from: str
    checks_sources: bool

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def tools(config: Config) -> Tools:
    """Open database and stores.  Raises WrongState if the database is a newer program's."""
    engine = database.make_engine(config.database_url)
    schema.check(engine)
    return Tools(
        engine=engine,
        reading=schema.guarded(database.reading(engine)),
        writing=schema.guarded(database.writing(engine)),
        media=open_store(config.media_store),
        site=open_store(config.site_store),
        uploads=open_store(config.upload_store),
        settings=config.site,
        spool=config.spool,
        fonts=config.fonts,
        smtp_url=config.smtp_url,
        mail_from=config.mail_from,
        checks_sources=config.checks_sources,
    )


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody how far a job is."""
