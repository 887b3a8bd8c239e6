"""Archive: out of all lists what nobody needs any more, and back.  Nothing is deleted.

archive   a planning, or a station with its plannings, once nothing of it is public or on its way
restore   the same back into the lists
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content.show_item import open_revisions
from app.actions.people.rights import check
from app.actions.records.titles import title_of
from app.errors import WrongState
from app.i18n import N_
from app.models import Account, Event, EventKind, Item, LineWords, Planning, Role, Sign, SignStage, State, Station, now

PUBLIC = N_("„%(title)s“ ist öffentlich. Bitte es zuerst zurückziehen (unter „Ausgaben“), dann archivieren.")
ON_ITS_WAY = N_(
    "Eine Fassung von „%(title)s“ ist auf dem Weg. Bitte sie zuerst zurücknehmen, zurückgeben oder veröffentlichen."
)
HAS_SIGNS = N_("Hierher führen Schilder, die nicht außer Dienst sind: %(codes)s. Bitte sie zuerst außer Dienst nehmen.")


def archive(session: Session, item: Item, *, by: Account) -> None:
    """Take ``item``, and a station's plannings with it, out of the lists.

    Raises Forbidden unless ``by`` plans for the item's partner, WrongState if it is archived, public or on its way to
    the public, or if signs lead there.
    """
    check(by, Role.PLANNER, item.owner)
    if isinstance(item, LineWords):
        raise WrongState("Was die Linie von sich sagt, kommt nicht ins Archiv. Es lässt sich nur ändern.")
    if item.archived_at is not None:
        raise WrongState("Das liegt schon im Archiv.")
    going = [item, *_inside(item)]
    for each in going:
        _check_idle(session, each)
    check_no_signs(session, item)
    moment = now()
    for each in going:
        each.archived_at = each.archived_at or moment
    session.add(Event(what=EventKind.ARCHIVE, item=item, by=by))
    session.flush()


def restore(session: Session, item: Item, *, by: Account) -> None:
    """Bring ``item`` back into the lists, and with a station the plannings that went with it.

    Raises Forbidden unless ``by`` plans for the item's partner, WrongState if it is not archived, or if it is a
    planning whose station is.
    """
    check(by, Role.PLANNER, item.owner)
    moment = item.archived_at
    if moment is None:
        raise WrongState("Das liegt nicht im Archiv.")
    if isinstance(item, Planning) and item.station.archived_at is not None:
        raise WrongState("Die Station dieser Planung liegt auch im Archiv. Bitte zuerst die Station zurückholen.")
    for each in [item, *_inside(item)]:
        if each.archived_at == moment:
            each.archived_at = None
    session.add(Event(what=EventKind.RESTORE, item=item, by=by))
    session.flush()


def check_no_signs(session: Session, item: Item) -> None:
    """Raise WrongState if signs that may hang somewhere lead to ``item``."""
    leads = Sign.station_id == item.id if isinstance(item, Station) else Sign.planning_id == item.id
    query = select(Sign.code).where(leads, Sign.state != SignStage.RETIRED).order_by(Sign.code)
    codes = session.scalars(query).all()
    if codes:
        raise WrongState(HAS_SIGNS, codes=", ".join(codes))


def _inside(item: Item) -> list[Planning]:
    return list(item.plannings) if isinstance(item, Station) else []


def _check_idle(session: Session, item: Item) -> None:
    if item.current is not None:
        raise WrongState(PUBLIC, title=_title(session, item))
    if any(each.state is not State.DRAFT for each in open_revisions(session, item)):
        raise WrongState(ON_ITS_WAY, title=_title(session, item))


def _title(session: Session, item: Item) -> str:
    return session.scalars(select(title_of(session, Item)).where(Item.id == item.id)).one()
