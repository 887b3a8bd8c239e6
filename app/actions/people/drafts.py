"""Drafts: which partners show what is not yet public to other partners' people, and how it is kept from them.

set_shown   a partner decides
hide        keep from somebody what they may not read, in every query of the session from now on
may_read    whether versions of an item are shown to somebody
is_hidden   whether versions of an item are kept from whoever asks
hidden      of which partners they are, and of which of their items they are not

An agency belongs to a partner's own people no farther than the items go that are chosen for it.
It is kept from queries and not from pages, so that a new page cannot show it by mistake: of those partners the session
finds only versions that were published, and nothing that was said of others.
"""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, event, func, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql.base import ExecutableOption

from app.actions.people import rights
from app.errors import Forbidden
from app.models import (
    Account,
    Autosave,
    Base,
    Edition,
    Event,
    EventKind,
    Item,
    Notice,
    Partner,
    Planning,
    Remark,
    Reminder,
    Revision,
    Role,
    Share,
)

HIDDEN = "partners whose drafts are hidden"
SEEN_BY_RIDERS = (
    *(EventKind.PUBLISH, EventKind.ROLL_BACK, EventKind.TAKE_DOWN, EventKind.RENAME, EventKind.RELOCATE),
    *(EventKind.ARCHIVE, EventKind.RESTORE, EventKind.LOAD),
)


@dataclass(frozen=True)
class Hidden:
    """The ids of ``partners`` that keep something back, and of what they show nevertheless, to an agency."""

    partners: tuple[int, ...] = ()
    but: tuple[int, ...] = ()

    def has(self, partner_id: int, *ids: int | None) -> bool:
        """Tell whether versions of an item are kept back; ``ids`` are its own and that of its station."""
        return partner_id in self.partners and not {*ids} & {*self.but}


NOTHING = Hidden()


def set_shown(session: Session, partner: Partner, *, shown: bool, by: Account) -> None:
    """Let other partners' people read what is not public, or not.  Raises Forbidden unless ``by`` approves there."""
    if not by.may(Role.APPROVER, partner):
        raise Forbidden("Das darf nur die Freigabe von %(partner)s.", partner=partner.name)
    if partner.shows_drafts == shown:
        return
    partner.shows_drafts = shown
    comment = f"{partner.slug}: {'shown' if shown else 'hidden'}"
    session.add(Event(what=EventKind.SHOW_DRAFTS, by=by, comment=comment))
    session.flush()


def hide(session: Session, account: Account) -> None:
    """Keep from ``account`` what partners show to their own people alone.  An admin belongs to all of them."""
    own = {each.partner_id for each in account.memberships if each.role is not Role.AGENCY}
    closed = session.scalars(select(Partner.id).where(~Partner.shows_drafts)).all()
    partners = () if account.is_admin else tuple(sorted({*closed} - own))
    works = [each for each in account.memberships if each.partner_id in partners]
    session.info[HIDDEN] = Hidden(partners, tuple(sorted({number for each in works for number in each.covers})))
    if partners:  # where nothing is kept back, no query has to ask
        event.listen(session, "do_orm_execute", _keep_back)


def may_read(account: Account, item: Item) -> bool:
    """Tell whether ``account`` may read what there is of ``item`` that is not public."""
    owner = item.owner
    own = (each for each in account.memberships if each.partner_id == owner.id and each.role is not Role.AGENCY)
    return owner.shows_drafts or any(own) or rights.may_item(account, Role.PLANNER, item)


def is_hidden(session: Session, item: Item) -> bool:
    """Tell whether versions of ``item`` are kept from whoever asks."""
    station_id = item.station_id if isinstance(item, Planning) else None
    return hidden(session).has(item.owner.id, item.id, station_id)


def hidden(session: Session) -> Hidden:
    """Return what is kept from whoever asks."""
    found: Hidden = session.info.get(HIDDEN, NOTHING)
    return found


def _keep_back(state: ORMExecuteState) -> None:
    closed = hidden(state.session)
    if closed.partners and state.is_select and not state.is_column_load:
        state.statement = state.statement.options(*_options(closed))


@lru_cache
def _options(closed: Hidden) -> tuple[ExecutableOption, ...]:
    """Return what is readable of each table that knows of drafts; every query asks for it."""
    item, station, version = Item.__table__, Item.__table__.alias(), Revision.__table__
    stations = select(station.c.id).where(station.c.partner_id.in_(closed.partners))
    belongs = func.coalesce(item.c.station_id, item.c.id)
    theirs = select(item.c.id).where(belongs.in_(stations), item.c.id.not_in(closed.but), belongs.not_in(closed.but))
    versions = select(version.c.id).where(version.c.item_id.in_(theirs))
    published = select(Edition.__table__.c.revision_id)
    readable: dict[type[Base], ColumnElement[bool]] = {
        Revision: or_(Revision.item_id.not_in(theirs), Revision.id.in_(published)),
        Event: or_(
            Event.item_id.is_(None),
            Event.item_id.not_in(theirs),
            Event.sign_id.is_not(None),
            Event.what.in_(SEEN_BY_RIDERS),
        ),
        Remark: Remark.revision_id.not_in(versions),
        Share: Share.revision_id.not_in(versions),
        Autosave: Autosave.item_id.not_in(theirs),
        Reminder: Reminder.item_id.not_in(theirs),
        Notice: or_(Notice.item_id.is_(None), Notice.item_id.not_in(theirs)),
    }
    return tuple(with_loader_criteria(table, rule, include_aliases=True) for table, rule in readable.items())
