"""``linie302 prepare``: what ``run`` does before it starts: the database, and the content if there is none yet."""

import argparse

from app.config import Config
from app.prepare import prepare


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take none."""


def do(config: Config, _given: argparse.Namespace) -> int:
    prepare(config)
    return 0
