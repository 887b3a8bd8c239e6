"""Reminding: people are told when the day has come to look at something again."""

import structlog

from app import database
from app.actions.care import reminder
from app.jobs.toolbox import Tools

log = structlog.get_logger()
REMINDERS = "reminders"


def reminders(on: Tools) -> None:
    """Tell of each day that has come, where the line runs, once."""
    with database.one_at_a_time(on.engine, REMINDERS), on.writing.begin() as session:
        if told := reminder.due(session):
            log.info("people reminded", count=told)
