"""Asking: the sources that riders find under texts are asked whether they are still there, unless the operator won't.

Politely: one address after the other, of one host at most one in a minute, each once a week, and by a name that says
who asks.  No transaction is open meanwhile.
"""

import structlog

from app import database, outside
from app.actions.care import source
from app.jobs.toolbox import Tools
from app.models import now

log = structlog.get_logger()
SOURCES = "sources"
NOBODY: frozenset[str] = frozenset()  # of the operator's own network, also where others may ask there


def sources(on: Tools, *, inner: frozenset[str] = NOBODY) -> int:
    """Ask what is to be asked now; return how many addresses that were.  Where nobody is to ask, nothing is kept."""
    if not on.checks_sources:
        _forget(on)
        return 0
    with database.one_at_a_time(on.engine, SOURCES):
        with on.writing.begin() as session:
            source.follow(session, at=now())
            waiting = source.due(session, at=now())
        for url in waiting:
            look = outside.look(url, inner=inner, agent=agent(on))
            answer = source.Answer(
                status=look.status, is_barred=look.is_barred, moved_to=look.moved_to, wait_s=look.wait_s
            )
            with on.writing.begin() as session:
                source.note(session, url, answer, at=now())
    if waiting:
        log.info("sources asked", count=len(waiting))
    return len(waiting)


def _forget(on: Tools) -> None:
    with on.reading() as session:
        is_kept = source.is_kept(session)
    if is_kept:
        with on.writing.begin() as session:
            source.forget(session)


def agent(on: Tools) -> str:
    """Return what we call ourselves: what this is, whose it is, and where to complain."""
    mail = on.settings.operator_mail
    who = f"{on.settings.public_url}; {mail}" if "@" in mail else on.settings.public_url
    return f"linie302-link-check (+{who})".encode("ascii", "ignore").decode()
