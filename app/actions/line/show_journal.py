"""Show the journal (audit trail): what was done, newest first, page by page, or all of it as a table to keep.

entries  a page of what a person, a kind of event, a thing or a span of time is about
rows     the same without pages
people   who may be in it
about    the newest about one person
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from app.actions.records.titles import title_of
from app.models import ABOUT_PEOPLE, Account, Event, EventKind, Item, Planning, Sign, fold

PAGE = 50
BATCH = 1000


@dataclass(frozen=True)
class Entry:
    """One line of the journal with what it is about: an item, a sign, a person or none of them."""

    id: int
    at: datetime
    by: str
    what: EventKind
    comment: str
    item_id: int | None
    title: str
    code: str
    account_id: int | None
    account: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which entries: of whom, about which item with its plannings, or sign, of which kinds, from when to when.

    ``words`` stand in the title of the item, or of the station that a planning belongs to.  What was done to people's
    accounts is among them only where ``about_people`` asks for it, which is for the administration to do.
    """

    by_id: int | None = None
    item_id: int | None = None
    words: str = ""
    code: str = ""
    kinds: tuple[EventKind, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    about_people: bool = False


ALL = Wanted()


def entries(session: Session, wanted: Wanted = ALL, *, before: int | None = None) -> Sequence[Entry]:
    """Return a page of entries, those older than the entry ``before``."""
    query = _query(session, wanted).limit(PAGE)
    if before is not None:
        query = query.where(Event.id < before)
    return [_entry(row) for row in session.execute(query)]


def rows(session: Session, wanted: Wanted = ALL) -> Iterator[Entry]:
    """Yield all entries, newest first, a batch at a time."""
    last: int | None = None
    while True:
        query = _query(session, wanted).limit(BATCH)
        found = session.execute(query if last is None else query.where(Event.id < last)).all()
        yield from (_entry(row) for row in found)
        if len(found) < BATCH:
            return
        last = found[-1][0]


def people(session: Session) -> Sequence[tuple[int, str]]:
    """Return everybody who has an account, by name: id and name."""
    query = select(Account.id, Account.name).order_by(Account.name, Account.id)
    return [(number, name) for number, name in session.execute(query)]


def about(session: Session, account: Account) -> Sequence[Entry]:
    """Return the newest entries about a person."""
    query = _query(session, Wanted(about_people=True)).where(Event.account_id == account.id)
    return [_entry(row) for row in session.execute(query.limit(PAGE))]


def _query(session: Session, wanted: Wanted) -> Select[*tuple[Any, ...]]:
    about = aliased(Account)
    return (
        select(
            *(Event.id, Event.at, Account.name, Event.what, Event.comment),
            *(Item.id, title_of(session, Item), Sign.code, about.id, about.name),
        )
        .join(Account, Account.id == Event.by_id)
        .outerjoin(Item, Item.id == Event.item_id)
        .outerjoin(Sign, Sign.id == Event.sign_id)
        .outerjoin(about, about.id == Event.account_id)
        .where(*_conditions(wanted))
        .order_by(Event.id.desc())
    )


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if not wanted.about_people:
        yield Event.account_id.is_(None)
        yield Event.what.not_in(ABOUT_PEOPLE)
    if wanted.by_id is not None:
        yield Event.by_id == wanted.by_id
    if wanted.item_id is not None:
        below = select(Planning.id).where(Planning.station_id == wanted.item_id)
        yield or_(Event.item_id == wanted.item_id, Event.item_id.in_(below))
    if wanted.words:
        called = [Item.words.contains(word, autoescape=True) for word in fold(wanted.words).split()]
        items = select(Item.id).where(*called)
        yield or_(
            Event.item_id.in_(items), Event.item_id.in_(select(Planning.id).where(Planning.station_id.in_(items)))
        )
    if wanted.code:
        yield Sign.code == wanted.code
    if wanted.kinds:
        yield Event.what.in_(wanted.kinds)
    if wanted.since is not None:
        yield Event.at >= wanted.since
    if wanted.until is not None:
        yield Event.at < wanted.until


def _entry(row: Any) -> Entry:
    number, at, by, what, comment, item_id, title, code, account_id, account = row
    return Entry(number, at, by, what, comment, item_id, title or "", code or "", account_id, account or "")
