"""``linie302 publish``: build and render whatever is stale or damaged, or everything, now and here."""

import argparse
from contextlib import closing

from app import jobs
from app.config import Config
from app.errors import Invalid
from app.instance_lock import check_address
from app.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="alle Seiten neu schreiben, auch was nicht veraltet ist")


def do(config: Config, given: argparse.Namespace) -> int:
    check_address(config.instance, config.public_url)
    progress = Progress()
    with closing(jobs.tools(config)) as tools:
        if given.all:
            jobs.everything_anew(tools)
        healing = jobs.everything(tools, progress.step)
    progress.end()
    check(healing)
    print("Alles Veröffentlichte steht auf der Seite.")
    return 0


def check(healing: jobs.Healing) -> None:
    """Raise Invalid, naming them, if pages could not be written."""
    if healing.failed:
        sentence = "Diese Seiten ließen sich nicht schreiben; das Protokoll darüber sagt, warum:"
        raise Invalid(sentence, faults=sorted(healing.failed))
