"""Importing: tables that were ordered to be taken over, some rows at a time."""

import random
import time

import structlog

from app import database
from app.actions.signs import import_signs
from app.jobs.toolbox import Tools

IMPORTS = "imports"
PAUSE_S = 0.05  # between two transactions, so that whoever else waits to write to SQLite has a turn
SOURCE = random.SystemRandom()
log = structlog.get_logger()


def imports(on: Tools) -> int:
    """Take over what waits, and return how many imports that ended; one worker at a time.

    One that fails is left for the next look, goes on where it was, and stops no other.
    """
    ended = 0
    with database.one_at_a_time(on.engine, IMPORTS):
        with on.reading() as session:
            waiting = import_signs.waiting(session)
        for import_id in waiting:
            try:
                _import(on, import_id)
                ended += 1
            except Exception:
                log.exception("a table could not be taken over", table_import=import_id)
    return ended


def _import(on: Tools, import_id: int) -> None:
    are_left = True
    while are_left:
        with on.writing.begin() as session:
            are_left = import_signs.take(session, import_id, source=SOURCE)
        time.sleep(PAUSE_S)
