"""Reorder: in which order riders see the plannings of a station: a part of its record, so a draft first.

order  what a revision says
put    another one in the person's draft
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.riders.site_values import place_in
from app.errors import Invalid
from app.models import Account, Planning, Revision, Station


def order(session: Session, station: Station, revision: Revision | None) -> list[Planning]:
    """Return the plannings of ``station`` as ``revision`` puts them; those that it does not name come last."""
    named = revision.record.get("plannings", ()) if revision else ()
    return sorted((each for each in station.plannings if each.archived_at is None), key=place_in(named))


def save_order(session: Session, station: Station, slugs: Sequence[str], *, by: Account) -> Revision:
    """Store an order in the draft of ``by``.

    Raises Forbidden unless ``by`` plans for the station's partner, Invalid unless ``slugs`` are its plannings.
    """
    if sorted(slugs) != sorted(each.slug for each in station.plannings if each.archived_at is None):
        raise Invalid("Inzwischen gehören andere Planungen zu dieser Station. Bitte die Seite neu laden.")
    draft = edit.start(session, station, by=by)
    edit.save(session, draft, {**draft.record, "plannings": list(slugs)}, version=draft.version, by=by)
    return draft
