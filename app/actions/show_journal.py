"""Show the journal: what was done, newest first, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.actions.titles import title_of
from app.models import Account, Event, Item, Sign, What

PAGE = 50


@dataclass(frozen=True)
class Entry:
    """One line of the journal with what it is about: an item, a sign or neither."""

    id: int
    at: datetime
    by: str
    what: What
    comment: str
    item_id: int | None
    title: str
    code: str


def entries(
    session: Session, *, before: int | None = None, item: Item | None = None, sign: Sign | None = None
) -> Sequence[Entry]:
    """Return a page of entries: those older than the entry ``before``, those about ``item`` or ``sign``, if given."""
    query = (
        select(Event.id, Event.at, Account.name, Event.what, Event.comment, Item.id, title_of(Item), Sign.code)
        .join(Account, Account.id == Event.by_id)
        .outerjoin(Item, Item.id == Event.item_id)
        .outerjoin(Sign, Sign.id == Event.sign_id)
        .order_by(Event.id.desc())
        .limit(PAGE)
    )
    if before is not None:
        query = query.where(Event.id < before)
    if item is not None:
        query = query.where(Event.item_id == item.id)
    if sign is not None:
        query = query.where(Event.sign_id == sign.id)
    return [
        Entry(number, at, by, what, comment, item_id, title or "", code or "")
        for number, at, by, what, comment, item_id, title, code in session.execute(query)
    ]


def about(session: Session, account: Account) -> Sequence[Event]:
    """Return the newest entries about a person."""
    query = select(Event).where(Event.account_id == account.id).order_by(Event.id.desc()).limit(PAGE)
    return session.scalars(query.options(joinedload(Event.by))).all()
