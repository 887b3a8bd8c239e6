"""Drafts: which partners show what is not yet public to other partners' people, and how it is kept from them.

set_shown   a partner decides
hide        keep from somebody what they may not read, in every query of the session from now on
may_read    whether versions of a partner are shown to somebody
is_hidden   whether something of a partner is kept from whoever asks
hidden      of which partners it is

It is kept from queries and not from pages, so that a new page cannot show it by mistake: of those partners the session
finds only versions that were published, and nothing that was said of others.
"""

from functools import lru_cache

from sqlalchemy import ColumnElement, event, func, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql.base import ExecutableOption

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
    own = {each.partner_id for each in account.memberships}
    closed = session.scalars(select(Partner.id).where(~Partner.shows_drafts)).all()
    session.info[HIDDEN] = () if account.is_admin else tuple(sorted({*closed} - own))
    if hidden(session):  # where nothing is kept back, no query has to ask
        event.listen(session, "do_orm_execute", _keep_back)


def may_read(account: Account, partner: Partner) -> bool:
    """Tell whether ``account`` may read what ``partner`` has and is not public."""
    is_own = any(each.partner_id == partner.id for each in account.memberships)
    return partner.shows_drafts or is_own or account.is_admin


def is_hidden(session: Session, partner: Partner) -> bool:
    """Tell whether versions of ``partner`` are kept from whoever asks."""
    return partner.id in hidden(session)


def hidden(session: Session) -> tuple[int, ...]:
    """Return the ids of the partners whose versions are kept from whoever asks."""
    found: tuple[int, ...] = session.info.get(HIDDEN, ())
    return found


def _keep_back(state: ORMExecuteState) -> None:
    closed = hidden(state.session)
    if closed and state.is_select and not state.is_column_load:
        state.statement = state.statement.options(*_options(closed))


@lru_cache
def _options(closed: tuple[int, ...]) -> tuple[ExecutableOption, ...]:
    """Return what is readable of each table that knows of drafts; every query asks for it."""
    item, station, version = Item.__table__, Item.__table__.alias(), Revision.__table__
    stations = select(station.c.id).where(station.c.partner_id.in_(closed))
    theirs = select(item.c.id).where(func.coalesce(item.c.station_id, item.c.id).in_(stations))
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
