"""Prove on site: whether the line's on-site view is declared proven on phones, which puts it first on riders' pages.

proven_on   the day since which it is, None while it is on trial
decisions   what was decided so far, newest first
decide      declare it proven, or on trial again

It takes effect at once (``riders/live.py``); the grounds are in the journal.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.people.rights import REFUSALS
from app.actions.records import line_record
from app.errors import Forbidden, Invalid, Missing
from app.exchange.reading import Fault
from app.i18n import N_
from app.models import Account, Event, EventKind, Line, Role

FIELD = "on_site_proven_on"
SHOWN = 20  # decisions


def proven_on(session: Session) -> date | None:
    """Return the day since which the on-site view is proven, None while it is on trial."""
    line = line_record.find(session)
    return date.fromisoformat(line.on_site_proven_on) if line and line.on_site_proven_on else None


def decisions(session: Session) -> Sequence[Event]:
    """Return what was decided so far, newest first."""
    both = (EventKind.PROVE_ON_SITE, EventKind.DOUBT_ON_SITE)
    query = select(Event).where(Event.what.in_(both)).order_by(Event.at.desc(), Event.id.desc())
    return session.scalars(query.limit(SHOWN)).all()


def decide(session: Session, *, is_proven: bool, grounds: str, by: Account) -> None:
    """Declare the on-site view proven from today on, or on trial again; nothing happens where it is so already.

    Raises Forbidden unless ``by`` runs the installation, Invalid without grounds, Missing before a line was loaded.
    """
    if not by.is_admin:
        raise Forbidden(REFUSALS[Role.ADMIN])
    if not grounds.strip():
        wanted = N_("Bitte die Telefone, die Stationen und das Ergebnis nennen; das kommt ins Journal.")
        fault = Fault("line", "grounds", N_("Es fehlt, womit das geprüft ist."), wanted)
        raise Invalid("Ohne Grund lässt sich das nicht entscheiden.", faults=[fault])
    line = session.scalars(select(Line)).first()
    if line is None:
        raise Missing("Es ist noch keine Linie geladen.")
    if is_proven == bool(line.record.get(FIELD)):
        return
    rest = {name: value for name, value in line.record.items() if name != FIELD}
    line.record = {**rest, FIELD: line_record.today(session).isoformat()} if is_proven else rest
    what = EventKind.PROVE_ON_SITE if is_proven else EventKind.DOUBT_ON_SITE
    session.add(Event(what=what, by=by, comment=grounds.strip()))
    session.flush()
