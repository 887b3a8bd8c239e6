"""``linie302 dump DIR [--drafts]``: what is published, or the newest of everything, as an exchange folder."""

import argparse
from contextlib import closing
from pathlib import Path

from app import jobs
from app.actions.records.dump import dump
from app.config import Config


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="ORDNER")
    parser.add_argument("--drafts", action="store_true", help="auch was noch nicht veröffentlicht ist")


def do(config: Config, given: argparse.Namespace) -> int:
    with closing(jobs.tools(config)) as tools, tools.reading() as session:
        count = dump(session, tools.media, given.folder, with_drafts=given.drafts)
    print(f"{count} Dateien in {given.folder}.")
    return 0
