"""``linie302 run``: everything: make ready, start web and worker, say where."""

import argparse

from app.cli import main
from app.config import Config
from app.run import run


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take none."""


def do(config: Config, _given: argparse.Namespace) -> int:
    return run(config, main)
