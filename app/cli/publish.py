"""``linie302 publish``: build and render whatever is stale, now and here."""

import argparse
from contextlib import closing

from app import jobs
from app.config import Config
from app.progress import Progress


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take none."""


def do(config: Config, _given: argparse.Namespace) -> int:
    progress = Progress()
    with closing(jobs.tools(config)) as tools:
        jobs.everything(tools, progress.step)
    progress.end()
    print("Alles Veröffentlichte steht auf der Seite.")
    return 0
