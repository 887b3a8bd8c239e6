"""The layout of a backup: which files it has, and the summary that is written last and seals them.

    backup.json            format, schema, moment, rows of each table; without it a backup is only half
    SHA256SUMS             the hash of every other file, as ``sha256sum --check`` reads it
    tables/<table>.jsonl   a row a line, sorted by primary key, its columns in alphabetical order
    media/<key>            files that rows name, with their packed forms
    uploads/<key>          parts of uploads that a job has still to take
    spool/<name>           scans that are not counted yet
    erasures.txt           numbers of accounts whose names are gone
    secrets.json           ``SECRET_KEY``, if it was asked for

In a row a moment is ISO 8601 in UTC, a day ISO 8601, bytes are Base64; a record is the JSON that it is.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from app.errors import Invalid
from app.storage import Store

FORMAT = 1
SUMMARY, SUMS, SECRETS = "backup.json", "SHA256SUMS", "secrets.json"
TABLES, MEDIA, UPLOADS, SPOOL = "tables", "media", "uploads", "spool"


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a backup says of itself; ``tables`` has the rows of each, ``sums`` is the hash of the list of hashes."""

    format: int
    program: str  # its version
    schema: str  # the revision of the tables
    made_at: str  # ISO 8601, UTC
    tables: Mapping[str, int]
    files: int
    bytes: int
    sums: str


def table_file(name: str) -> str:
    """Return where the rows of a table lie."""
    return f"{TABLES}/{name}.jsonl"


def seal(target: Store, summary: Summary, sums: bytes) -> None:
    """Write list and summary: from now on the backup is whole."""
    target.put(SUMS, sums)
    target.put(SUMMARY, _sealed(summary))


def listing(digests: Mapping[str, str]) -> bytes:
    """Return the list of hashes, by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def read_summary(source: Store) -> Summary:
    """Return what the backup says of itself.  Raises Invalid if it is none, half, altered, or too new."""
    raw = source.get(SUMMARY)
    if raw is None:
        raise Invalid(
            "Hier liegt keine ganze Sicherung: backup.json fehlt; es wird als Letztes geschrieben. "
            "Bitte eine andere Sicherung nehmen."
        )
    try:
        given = json.loads(raw)
        if given["format"] > FORMAT:
            raise Invalid(
                "Diese Sicherung hat ein neueres Format (%(format)s). Bitte mit der Fassung des Programms "
                "zurückspielen, die sie gemacht hat: %(program)s.",
                format=given["format"],
                program=given["program"],
            )
        del given["seal"]
        summary = Summary(**given)
    except (ValueError, KeyError, TypeError) as error:
        raise _altered(SUMMARY) from error
    if raw != _sealed(summary):
        raise _altered(SUMMARY)
    return summary


def read_listing(source: Store, summary: Summary) -> dict[str, str]:
    """Return path -> hash of the files of a backup.  Raises Invalid if the list was altered."""
    raw = source.get(SUMS) or b""
    if hashlib.sha256(raw).hexdigest() != summary.sums:
        raise _altered(SUMS)
    lines = (line.split("  ", 1) for line in raw.decode().splitlines())
    return {path: digest for digest, path in lines}


def _sealed(summary: Summary) -> bytes:
    """Return the summary with a hash over itself, so that no letter of it changes unseen."""
    plain = asdict(summary)
    seal = hashlib.sha256(json.dumps(plain).encode()).hexdigest()
    return (json.dumps({**plain, "seal": seal}, indent=1) + "\n").encode()


def _altered(path: str) -> Invalid:
    sentence = "Diese Sicherung ist beschädigt oder verändert. Bitte eine andere nehmen. Betroffen ist:"
    return Invalid(sentence, faults=[path])
