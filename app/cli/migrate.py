"""``linie302 migrate``: bring the database up to date, or write the next step after the tables have changed."""

import argparse
import sys

from alembic.util import CommandError

from app import database, migrations
from app.config import Config


def add_arguments(parser: argparse.ArgumentParser) -> None:
    about = "nach einer Änderung der Tabellen den nächsten Schritt schreiben"
    parser.add_argument("--new", metavar="WAS", help=about)


def do(config: Config, given: argparse.Namespace) -> int:
    engine = database.make_engine(config.database_url)
    try:
        if given.new:
            migrations.revise(engine, given.new)
        else:
            migrations.upgrade(engine)
            print("Die Datenbank ist auf dem neuesten Stand.")
    except CommandError as error:
        print(f"Die Datenbank lässt sich nicht umstellen: {error}", file=sys.stderr)
        return 1
    return 0
