"""``linie302 serve``: the web alone, for real operation."""

import argparse

from app import database, schema
from app.config import Config
from app.port import check_port
from app.server import Server


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take none."""


def do(config: Config, _given: argparse.Namespace) -> int:
    check_port(config)
    engine = database.make_engine(config.database_url)
    schema.check(engine)
    engine.dispose()
    Server(config).run()
    return 0
