"""``linie302 worker``: the jobs alone, for real operation."""

import argparse

from app import jobs
from app.config import Config


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take none."""


def do(config: Config, _given: argparse.Namespace) -> int:
    jobs.work(config)
    return 0
