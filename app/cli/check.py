"""``linie302 check DIR``: read an exchange folder and name every fault."""

import argparse
from pathlib import Path

from app.actions.line.missing_words import missing
from app.config import Config
from app.errors import Invalid
from app.exchange.folder import FaultyFolderError, read_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="ORDNER")


def do(_config: Config, given: argparse.Namespace) -> int:
    try:
        content = read_folder(given.folder)
    except FaultyFolderError as error:
        raise Invalid("Der Ordner hat Fehler:", faults=error.faults) from error
    plannings = sum(len(each) for each in content.plannings.values())
    print(f"Ohne Fehler: {len(content.stations)} Stationen, {plannings} Planungen.")
    for file, words in missing(content).items():
        print(f"{file}: noch ohne Übersetzung ({len(words)}): {', '.join(words)}")
    return 0
