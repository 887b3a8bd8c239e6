"""Back up: a snapshot of the database, then every file that it names, while everything runs.

The spool is copied before the snapshot: a scan that is counted in between is in both, and its delivery note keeps it
from being counted twice.  The files come after: what the snapshot names is kept until they are copied (``hold.py``).
What follows from the rest is left out: rendered pages and the queue, as jobs find their work in state.
"""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, select

from app import database, migrations, schema
from app.backup import erasures, files, layout, rows
from app.backup.files import Copied
from app.backup.layout import Summary
from app.backup.parts import Parts
from app.errors import Invalid
from app.hold import held
from app.models import Asset, now
from app.storage import Store

# what was rendered and when somebody looked at it, as elsewhere nothing is yet; and who is signed in, as they may have
# signed out since
LEFT_OUT = {"page", "heartbeat", "sign_in"}


def back_up(parts: Parts, target: Store, *, secret_key: str = "") -> tuple[Summary, list[str]]:
    """Write a backup and return what it says of itself, and the files that rows name and that are not there.

    ``secret_key`` is kept with it if it is given.  Raises Invalid if ``target`` is not empty or there is nothing yet.
    """
    if any(True for _ in target.listed()):
        raise Invalid("Das Ziel ist nicht leer. Bitte einen neuen Ordner oder Präfix nennen.")
    schema.check(parts.engine)
    state = _state(parts.engine)
    copied = _spool(parts.spool, target)
    with held(parts.uploads, at=now()), database.snapshot(parts.engine) as connection:
        tables, dumped, keys = _tables(connection, target, state)
        copied += dumped
        copied.append(_put(target, erasures.FILE, erasures.listed(connection)))
        copied += files.copy(parts.media, target, {key: f"{layout.MEDIA}/{key}" for key in keys})
        copied += files.copy(parts.uploads, target, _uploads(connection, parts.uploads))
    if secret_key:
        copied.append(_put(target, layout.SECRETS, json.dumps({"SECRET_KEY": secret_key}).encode()))
    summary = _seal(target, copied, state=state, tables=tables)
    return summary, _missing(copied)


def _state(engine: Engine) -> str:
    with engine.connect() as connection:
        found = schema.current(connection)
    if found is None:
        raise Invalid("Hier ist noch nichts zu sichern: Die Datenbank ist leer.")
    return found


def _spool(spool: Path, target: Store) -> list[Copied]:
    found = []
    for path in sorted(spool.glob("*")):
        try:
            found.append(_put(target, f"{layout.SPOOL}/{path.name}", path.read_bytes()))
        except FileNotFoundError:
            continue  # it is counted; the snapshot will have that
    return found


def _tables(connection: Connection, target: Store, state: str) -> tuple[dict[str, int], list[Copied], set[str]]:
    """Write all tables and return the rows of each, what was written, and the keys of files that they name."""
    counts: dict[str, int] = {}
    written: list[Copied] = []
    keys: set[str] = set()
    with TemporaryDirectory(prefix="linie302-") as folder:
        for table in rows.reflected(connection, migrations.tables_at(state) - LEFT_OUT):
            path, counts[table.name] = Path(folder) / table.name, 0
            with path.open("wb") as file:
                for line in rows.dumped(connection, table):
                    file.write(line)
                    counts[table.name] += 1
                    keys.update(form for key in files.named(line) for form in files.forms(key))
            to = layout.table_file(table.name)
            target.put_file(to, path)
            written.append(Copied(to, *files.hashed(path)))
            path.unlink()
    return counts, written, keys


def _uploads(connection: Connection, uploads: Store) -> dict[str, str]:
    """Return the parts of uploads that a job has still to take, and where they go."""
    table = rows.reflected(connection, {Asset.__tablename__})[-1]
    if "upload" not in table.columns:
        return {}  # an earlier state
    waiting = connection.scalars(select(table.c.upload).where(table.c.upload != ""))
    return {key: f"{layout.UPLOADS}/{key}" for upload in waiting for key in uploads.listed(upload)}


def _put(target: Store, path: str, raw: bytes) -> Copied:
    target.put(path, raw)
    return Copied(path, hashlib.sha256(raw).hexdigest(), len(raw))


def _seal(target: Store, copied: Iterable[Copied], *, state: str, tables: dict[str, int]) -> Summary:
    whole = [each for each in copied if each.digest]
    sums = layout.listing({each.path: each.digest for each in whole})
    summary = Summary(
        format=layout.FORMAT,
        program=version("linie302"),
        schema=state,
        made_at=now().isoformat(),
        tables=dict(sorted(tables.items())),
        files=len(whole),
        bytes=sum(each.bytes for each in whole),
        sums=hashlib.sha256(sums).hexdigest(),
    )
    layout.seal(target, summary, sums)
    return summary


def _missing(copied: Iterable[Copied]) -> list[str]:
    """Return the files that are not there; a packed form need not be."""
    return [each.path for each in copied if not each.digest and not each.path.endswith(files.PACKED[1:])]
