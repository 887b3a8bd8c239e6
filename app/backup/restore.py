"""Restore: a backup into an installation that has nothing yet, of whichever engine and stores.

    prove      every file of the backup has the hash that it should; the backup is whole, unaltered and not too new
    empty      nothing is in the way: no table, no page, no file that the backup does not have
    restore    both of these first; then files, and last the database, in one transaction

Killed before its end it left files, no tables: the same restore goes on where it stopped.  What pages show is rendered
by the jobs, as nothing is rendered yet.  An earlier state of the tables is brought up to date.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, Table, inspect
from sqlalchemy.exc import DataError, IntegrityError

from app import migrations, schema
from app.backup import erasures, files, layout, rows
from app.backup.layout import Summary
from app.backup.parts import Parts
from app.errors import Invalid
from app.storage import Store, open_store

MOST_SAID = 5


def prove(source: Store) -> tuple[Summary, dict[str, str]]:
    """Read the whole backup and return what it says of itself, and path -> hash of its files.

    Raises Invalid if it is half, altered, or from a newer program.
    """
    summary = layout.read_summary(source)
    if summary.schema not in schema.revisions():
        raise Invalid(
            "Diese Sicherung ist von einer neueren Fassung des Programms (%(program)s, Stand %(schema)s; dieses kennt "
            "%(head)s). Bitte mit jener zurückspielen.",
            program=summary.program,
            schema=summary.schema,
            head=schema.head(),
        )
    digests = layout.read_listing(source, summary)
    lost = {layout.table_file(name) for name in summary.tables} - digests.keys()
    if wrong := [*sorted(lost), *files.wrong(source, digests)]:
        sentence = "Diese Sicherung ist beschädigt oder verändert. Bitte eine andere nehmen. Betroffen sind:"
        raise Invalid(sentence, faults=wrong)
    return summary, digests


def check_empty(parts: Parts, digests: Mapping[str, str]) -> None:
    """Raise Invalid if there is anything in ``parts`` that this restore would mix with, naming it."""
    found = [f"Datenbank: {name}" for name in _tables_of_ours(parts.engine)]
    found += [f"STORE_SITE: {key}" for key in parts.site.listed()]
    for name, store, folder in (
        ("STORE_MEDIA", parts.media, layout.MEDIA),
        ("STORE_UPLOADS", parts.uploads, layout.UPLOADS),
    ):
        found += [f"{name}: {key}" for key in store.listed() if f"{folder}/{key}" not in digests]
    spooled = (path for path in parts.spool.glob("*") if f"{layout.SPOOL}/{path.name}" not in digests)
    found += [f"{path.parent.name}/{path.name}" for path in spooled]
    if found:
        more = [f"… und {len(found) - MOST_SAID} weitere"] if len(found) > MOST_SAID else []
        raise Invalid(
            "Das Ziel ist nicht leer. Bitte eine leere Datenbank und leere Ablagen nennen (etwa eine neue INSTANCE). "
            "Hier liegt schon:",
            faults=[*found[:MOST_SAID], *more],
        )


def restore(source: Store, parts: Parts, *, erased: Sequence[int] = ()) -> Summary:
    """Bring back a backup and return what it says of itself; ``erased`` accounts come back without their names.

    Raises Invalid as ``prove`` and ``check_empty`` do.
    """
    summary, digests = prove(source)
    check_empty(parts, digests)
    stores = {layout.MEDIA: parts.media, layout.UPLOADS: parts.uploads, layout.SPOOL: open_store(str(parts.spool))}
    for folder, store in stores.items():
        wanted = {path: digest for path, digest in digests.items() if path.startswith(f"{folder}/")}
        _copy(source, store, wanted, folder)
    with TemporaryDirectory(prefix="linie302-") as scratch:
        tables = [layout.table_file(name) for name in summary.tables]
        _copy(source, open_store(scratch), {path: digests[path] for path in tables}, layout.TABLES)
        _fill(parts.engine, summary, Path(scratch), erased)
    return summary


def _copy(source: Store, target: Store, digests: Mapping[str, str], folder: str) -> None:
    """Copy the files of a folder of the backup.  Raises Invalid if it changed since it was proved."""
    keys = {path: path.removeprefix(f"{folder}/") for path in digests}
    arrived = {each.path: each.digest for each in files.copy(source, target, keys)}
    wrong = [path for path, to in keys.items() if arrived[to] != digests[path]]
    if wrong:
        sentence = "Die Sicherung hat sich während des Lesens verändert. Bitte noch einmal beginnen. Betroffen sind:"
        raise Invalid(sentence, faults=wrong)


def secret_key(source: Store) -> str:
    """Return the ``SECRET_KEY`` that lies with a backup, empty if none does."""
    raw = source.get(layout.SECRETS)
    return str(json.loads(raw)["SECRET_KEY"]) if raw else ""


def differing(source: Store, parts: Parts, summary: Summary) -> list[str]:
    """Return the tables whose rows are others than in the backup; it has to be of today's state."""
    with parts.engine.connect() as connection:
        return [
            table.name
            for table in rows.reflected(connection, summary.tables)
            if b"".join(rows.dumped(connection, table)) != source.get(layout.table_file(table.name))
        ]


def _tables_of_ours(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
    return sorted(there & {*migrations.tables_at(schema.head()), schema.TABLE})


def _fill(engine: Engine, summary: Summary, folder: Path, erased: Sequence[int]) -> None:
    """Lay down the tables as they were, fill them, and bring them up to date, or leave the database as it is."""

    def lines(table: Table) -> Iterable[bytes]:
        return files.lines(folder / PurePosixPath(layout.table_file(table.name)).name)

    try:
        with migrations.copying_tables(engine) as connection, connection.begin():
            migrations.upgrade_to(connection, summary.schema)
            rows.load(connection, rows.reflected(connection, summary.tables), lines)
            migrations.upgrade_to(connection, schema.head())
            if erased:
                erasures.apply(connection, erased)
    except (DataError, IntegrityError) as error:
        raise Invalid("Diese Datenbank nimmt eine Zeile der Sicherung nicht an: %(why)s", why=error.orig) from error
