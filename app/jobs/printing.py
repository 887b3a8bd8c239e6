"""Printing: the files that print orders wait for, set, proof-read and kept one by one."""

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app import database
from app.actions.prints import print_signs, remake_files
from app.jobs.toolbox import Step, Tools, silent
from app.signage.faults import Fault, Refused
from app.signage.typeset import Press
from app.storage import FAILURES

PRINTS = "prints"
log = structlog.get_logger()


def prints(on: Tools, step: Step = silent) -> int:
    """Make and proof-read what print orders wait for, and return how many orders that ended; one worker at a time.

    One that fails because a store or the database is away is left for the next look; one that fails for any other
    reason would do so for ever, and is refused.  Neither stops another.
    """
    with database.one_at_a_time(on.engine, PRINTS):
        return _prints(on, step)


def _prints(on: Tools, step: Step) -> int:
    with on.reading() as session:
        waiting = print_signs.waiting(session)
        lost = remake_files.waiting(session)
    press = Press(on.fonts, on.media.get) if waiting or lost else None
    for order_id in lost:
        assert press is not None
        _remake(on, press, order_id)
    ended = 0
    for order_id in waiting:
        assert press is not None
        try:
            ended += _print(on, press, order_id, step)
        except (*FAILURES, SQLAlchemyError, MemoryError):
            log.exception("an order could not be printed just now", order=order_id)
        except Exception:
            log.exception("an order cannot be printed", order=order_id)
            with on.writing.begin() as session:
                print_signs.refuse(session, order_id)
            ended += 1
    return ended


def _remake(on: Tools, press: Press, order_id: int) -> None:
    try:
        with on.writing.begin() as session:
            remake_files.restore(session, on.media, press, order_id)
    except (*FAILURES, SQLAlchemyError, MemoryError):
        log.exception("lost files could not be made again just now", order=order_id)


def _print(on: Tools, press: Press, order_id: int, step: Step) -> bool:
    with on.reading() as session:
        work = print_signs.work(session, on.media, order_id)
    if work is None:
        return False
    faults: list[Fault] = []
    total = work.done + len(work.lacking)
    step("Setzen und Prüflesen", work.done, total)
    for done, file in enumerate(work.made(press), start=work.done + 1):
        if isinstance(file, Refused):
            faults += file.faults
        else:
            with on.writing.begin() as session:
                print_signs.store_printed(session, on.media, order_id, file)
        step("Setzen und Prüflesen", done, total)
    with on.writing.begin() as session:
        print_signs.end(session, on.media, press, work, faults)
    return True
