"""``linie302 backup DIR|s3://…``: everything that this installation has, while it runs."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

from app.backup import parts
from app.backup.back_up import back_up
from app.config import Config
from app.errors import Invalid
from app.progress import decimal, first_line
from app.storage import FAILURES, open_store

OURS_ALONE = 0o077  # the umask that leaves others nothing: a backup knows people


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("to", metavar="ORDNER|s3://…", help="ein neuer oder leerer Ordner oder Präfix")
    secrets = "auch SECRET_KEY, ohne den zweite Faktoren neu einzurichten sind"
    parser.add_argument("--with-secrets", action="store_true", help=secrets)


def do(config: Config, given: argparse.Namespace) -> int:
    secret = config.secret_key if given.with_secrets else ""
    try:
        with _for_us_alone(), closing(parts.opened(config)) as there:
            summary, missing = back_up(there, open_store(given.to), secret_key=secret)
    except FAILURES as error:
        sentence = "Nach %(to)s lässt sich nicht sichern, oder es ließ sich nicht alles lesen: %(why)s"
        raise Invalid(sentence, to=given.to, why=first_line(error)) from error
    count = sum(summary.tables.values())
    megabytes = decimal(summary.bytes / 1_000_000)
    print(f"Gesichert in {given.to}: {count} Zeilen, {summary.files} Dateien, {megabytes} MB.")
    for path in missing:
        print(f"Fehlt schon in der Ablage: {path}", file=sys.stderr)
    return 0


@contextmanager
def _for_us_alone() -> Iterator[None]:
    """Let files that are made meanwhile be readable to this user alone."""
    before = os.umask(OURS_ALONE)
    try:
        yield
    finally:
        os.umask(before)
