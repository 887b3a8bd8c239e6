"""Health: which parts belong to a product that is well, and how each is looked at.  Nothing here takes long."""

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from app import database
from app.actions.riders import vital_signs
from app.bell import Bell
from app.config import Config
from app.errors import Outdated
from app.models import now
from app.storage import Store
from app.web.riders.known import Known
from app.web.riders.watched import Health

LEAST_BYTES = 64 * 1024 * 1024
MOST_WAITING = 10_000


def health(
    config: Config, *, engine: Engine, reading: sessionmaker[Session], bell: Bell, known: Known, media: Store
) -> Health:
    """Return the parts of a product with these settings."""
    return Health(
        token=config.metrics_token,
        parts={
            "disk": lambda: _disk(config.instance),
            "database": lambda: _database(reading),
            "lock": lambda: _lock(engine),
            "worker": lambda: _asked(reading, lambda session: vital_signs.worker(session, now())),
            "site": lambda: _site(known) or _asked(reading, vital_signs.site),
            "media": lambda: _media(media) or _asked(reading, vital_signs.media),
            "queue": lambda: _queue(bell),
        },
        numbers=lambda: _numbers(reading, bell),
    )


def _disk(instance: Path) -> str:
    probe = instance / ".probe"
    probe.write_bytes(b"")
    probe.unlink(missing_ok=True)
    free = shutil.disk_usage(instance).free
    return f"Nur noch {free // 2**20} MB sind frei." if free < LEAST_BYTES else ""


def _database(reading: sessionmaker[Session]) -> str:
    try:
        with reading() as session:
            return "" if session.execute(text("SELECT 1")).scalar() == 1 else "Sie antwortet falsch."
    except Outdated as refusal:
        return str(refusal)


def _lock(engine: Engine) -> str:
    database.try_to_write(engine)
    return ""


def _media(media: Store) -> str:
    is_there = media.root is None or media.root.is_dir()
    media.exists("probe")  # raises where a bucket is away
    return "" if is_there else "Der Ordner ist nicht da."


def _site(known: Known) -> str:
    damaged = known.look().damaged
    return f"Fehlt oder ist beschädigt: {', '.join(damaged)}." if damaged else ""


def _queue(bell: Bell) -> str:
    waiting = bell.waiting()
    return f"{waiting} Aufträge warten." if waiting > MOST_WAITING else ""


def _asked(reading: sessionmaker[Session], ask: Callable[[Session], str]) -> str:
    """Return what the database tells of another part; nothing if it is away, which is a part of its own."""
    try:
        with reading() as session:
            return ask(session)
    except (SQLAlchemyError, Outdated):
        return ""


def _numbers(reading: sessionmaker[Session], bell: Bell) -> dict[tuple[str, str], float]:
    with reading() as session:
        found = vital_signs.numbers(session, now())
    return found | {("queue_waiting", "Rings that no worker has answered yet"): bell.waiting()}
