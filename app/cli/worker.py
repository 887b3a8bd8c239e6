"""``linie302 worker``: the jobs alone, for real operation."""

import argparse

from app import jobs
from app.config import Config
from app.instance_lock import check_address


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take none."""


def do(config: Config, _given: argparse.Namespace) -> int:
    check_address(config.instance, config.public_url)
    jobs.work(config)
    return 0
