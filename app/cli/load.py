"""``linie302 load DIR [--publish]``: an exchange folder into the database: as drafts, or public at once."""

import argparse
from contextlib import closing
from pathlib import Path

from app import jobs, migrations
from app.actions.line.load import load
from app.bell import Bell
from app.config import Config


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="ORDNER")
    about = "gleich veröffentlichen statt Entwürfe anlegen"
    parser.add_argument("--publish", action="store_true", help=about)


def do(config: Config, given: argparse.Namespace) -> int:
    with closing(jobs.tools(config)) as tools:
        migrations.upgrade(tools.engine)
        with tools.writing.begin() as session:
            loaded = load(session, tools.media, given.folder, is_public=given.publish)
    print(
        f"Gelesen: {loaded.stations} Stationen, {loaded.plannings} Planungen, {loaded.signs} Schilder, "
        f"{loaded.assets} 3D-Objekte. Neue Worte: {loaded.changed}."
    )
    with closing(Bell(config)) as bell:
        bell.ring()
    return 0
