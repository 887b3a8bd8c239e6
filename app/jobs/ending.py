"""Ending: accounts whose last day is over are switched off."""

import structlog

from app.actions.people import people
from app.actions.records.line_record import today
from app.jobs.toolbox import Tools

log = structlog.get_logger()


def accounts(on: Tools) -> None:
    """Switch off the accounts whose last day, where the line runs, is over."""
    with on.writing.begin() as session:
        if ended := people.end_due(session, today=today(session)):
            log.info("accounts ended", count=ended)
