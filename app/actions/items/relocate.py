"""Relocate: a planning to another station.  Its address changes with it; the old one leads on, as after a renaming."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content import publish
from app.actions.items import archive, rename
from app.actions.items.place import at_stop, is_chosen
from app.actions.people.rights import check
from app.actions.riders import site_values
from app.errors import Invalid, WrongState
from app.models import Account, Event, EventKind, Planning, Revision, Role, State, Station


def relocate(session: Session, planning: Planning, to: Station, *, by: Account) -> None:
    """Let ``planning`` belong to the station ``to``.

    What is public moves at once: therefore only for those who approve for both partners; before, who plans for both is
    enough.  Raises Forbidden else, Invalid if it is there already or its address is taken there, WrongState if the
    station is archived or not public while the planning is, or if signs lead to the planning.
    """
    was = planning.station
    role = Role.APPROVER if planning.editions else Role.PLANNER
    for partner in (was.partner, to.partner):
        check(by, role, partner)
    _check_room(planning, to)
    archive.check_no_signs(session, planning)
    line = site_values.the_line(session).slug
    before = rename.addresses(planning, line)
    planning.station = to
    session.flush()
    if planning.editions:
        rename.lead_on(session, dict(zip(before, rename.addresses(planning, line), strict=True)))
    _reorder(session, was, planning, by, leaves=True)
    _reorder(session, to, planning, by, leaves=False)
    _stand_at(session, planning, to)
    session.add(Event(what=EventKind.RELOCATE, item=planning, by=by, comment=f"{was.slug} → {to.slug}"))
    session.flush()


def _check_room(planning: Planning, to: Station) -> None:
    if planning.station is to:
        raise Invalid("Die Planung gehört schon zu dieser Station.")
    if to.archived_at is not None:
        raise WrongState("Diese Station liegt im Archiv. Bitte sie zuerst zurückholen.")
    if planning.current is not None and to.current is None:
        raise WrongState(
            "Die Planung ist öffentlich, die andere Station nicht. Bitte zuerst die Station veröffentlichen."
        )
    if any(each.slug == planning.slug for each in to.plannings):
        raise Invalid("Die Adresse „%(slug)s“ ist hier schon vergeben.", slug=planning.slug)


def _stand_at(session: Session, planning: Planning, to: Station) -> None:
    """Let drafts that nobody has given a place stand at the stop of the new station."""
    for draft in session.scalars(select(Revision).where(Revision.item == planning, Revision.state == State.DRAFT)):
        if not is_chosen(draft.record):
            draft.record = {**draft.record, "place": at_stop(to)}


def _reorder(session: Session, station: Station, planning: Planning, by: Account, *, leaves: bool) -> None:
    """Let the public order of a station, which names plannings by address, follow at once."""
    if station.current is None or planning.current is None:
        return
    order = [each for each in station.current.record.get("plannings", ()) if each != planning.slug]
    record = {**station.current.record, "plannings": order if leaves else [*order, planning.slug]}
    if record != station.current.record:
        publish.reissue(session, station, record, by=by)
