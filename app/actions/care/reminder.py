"""Reminders: on which day somebody should look at a station or planning again.

choices   days that are offered: so many months from now
of        the reminder of an item, where it has a day
check     whether somebody may choose the day of an item
remind    choose it, or another one
look_at   somebody has looked: the next day, or none
drop      take it away
is_shown  whether riders see an Item, in a query: while they do not, its reminder rests
due       tell those who plan for it, once a day has come
"""

import calendar
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from app.actions.people import notices, rights
from app.actions.people.notices import News
from app.actions.records.line_record import today
from app.actions.records.titles import title_of
from app.errors import Invalid, Overtaken, WrongState
from app.i18n import N_
from app.models import (
    Account,
    Event,
    EventKind,
    Item,
    Kind,
    Membership,
    NoticeKind,
    Partner,
    Reminder,
    Role,
    now,
)

MONTHS = (3, 6, 12)
MOST_YEARS = 10
LONGEST_NOTE = 500  # letters
TOO_FAR = N_("So weit reicht keine Wiedervorlage: Bitte einen Tag in den nächsten %(years)s Jahren wählen.")
KINDS = (Kind.STATION, Kind.PLANNING)
AT_STATION = Item.__table__.alias()  # the query may hold others of them


def choices(session: Session) -> Mapping[int, date]:
    """Return the days that are offered: how many months from now -> the day."""
    return {months: in_months(today(session), months) for months in MONTHS}


def in_months(day: date, months: int) -> date:
    """Return the same day so many months later; the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def of(session: Session, item: Item) -> Reminder | None:
    """Return the reminder of ``item``, None where it has no day."""
    found = _row(session, item)
    return found if found is not None and found.due_on is not None else None


def seen(session: Session, item: Item) -> int:
    """Return what somebody who looks now has seen, to be given back with what they choose."""
    found = _row(session, item)
    return found.version if found else 0


def may(account: Account, partner: Partner) -> bool:
    """Tell whether ``account`` chooses days of what ``partner`` owns: who plans or approves there."""
    return account.may(Role.PLANNER, partner) or account.may(Role.APPROVER, partner)


def check(item: Item, *, by: Account) -> None:
    """Raise Forbidden unless ``by`` may choose a day of ``item``, WrongState where nothing is ever looked at again."""
    if not may(by, item.owner):
        rights.check(by, Role.PLANNER, item.owner)
    if item.kind not in KINDS:
        raise WrongState("Eine Wiedervorlage gibt es für Stationen und Planungen.")


def remind(session: Session, item: Item, *, on: date, note: str, seen: int, by: Account) -> Reminder:
    """Let ``item`` be looked at again on a day to come.

    Raises Forbidden unless ``by`` plans or approves for its partner, WrongState while riders do not see it, Invalid for
    another day, Overtaken if somebody else chose meanwhile: ``seen`` is what the person saw.
    """
    found = _begin(session, item, seen, by)
    return _set(session, found, on, note, by=by, what=EventKind.REMIND)


def look_at(session: Session, item: Item, *, next_on: date | None, note: str, seen: int, by: Account) -> None:
    """Note that somebody has looked, and when it is to be looked at next.  Raises as ``remind`` does."""
    found = _begin(session, item, seen, by)
    if next_on is not None:
        _set(session, found, next_on, note, by=by, what=EventKind.LOOK_AT)
    else:
        _clear(session, found, EventKind.LOOK_AT, by)


def drop(session: Session, item: Item, *, seen: int, by: Account) -> None:
    """Take the day away; twice is as good as once.  Raises Forbidden and Overtaken as ``remind`` does."""
    found = _begin(session, item, seen, by)
    if found.due_on is not None:
        _clear(session, found, EventKind.DROP_REMINDER, by)


def is_shown() -> ColumnElement[bool]:
    """Tell in a query whether riders see an Item: it is public and so is its station, and neither is archived."""
    item, station = Item.__table__.c, AT_STATION.c
    at_public = exists().where(station.id == item.station_id, station.current_id.is_not(None))
    return and_(item.current_id.is_not(None), item.archived_at.is_(None), or_(item.station_id.is_(None), at_public))


def rests(item: Item) -> bool:
    """Tell whether riders do not see ``item``, so that nobody is reminded of it."""
    return not item.is_seen or item.archived_at is not None


def due(session: Session) -> int:
    """Tell whoever plans for it of each item whose day has come, once; return how many there were."""
    query = (
        select(Reminder, title_of(session, Item))
        .join(Item, Item.id == Reminder.item_id)
        .where(Reminder.due_on <= today(session), Reminder.told_at.is_(None), is_shown())
        .order_by(Reminder.due_on, Reminder.id)
        .options(joinedload(Reminder.item))
    )
    found = session.execute(query).all()
    for reminder, title in found:
        news = News(kind=NoticeKind.DUE, title=title, comment=reminder.note, item=reminder.item)
        notices.tell(session, _planners(session, reminder.item.owner), news)
        reminder.told_at = now()
    session.flush()
    return len(found)


def _planners(session: Session, partner: Partner) -> Sequence[Account]:
    at = (Membership.role == Role.PLANNER, Membership.partner_id == partner.id, Account.active)
    return session.scalars(select(Account).join(Membership).where(*at).order_by(Account.id)).all()


def _row(session: Session, item: Item) -> Reminder | None:
    return session.scalars(select(Reminder).where(Reminder.item_id == item.id)).first()


def _begin(session: Session, item: Item, seen: int, by: Account) -> Reminder:
    """Return the row of ``item``, which is changed by one at a time."""
    check(item, by=by)
    session.execute(select(Item.id).where(Item.id == item.id).with_for_update())
    found = _row(session, item)
    if seen != (found.version if found else 0):
        raise Overtaken("Inzwischen hat jemand anderes diese Wiedervorlage geändert. Bitte noch einmal ansehen.")
    return found or Reminder(item=item, by=by)


def _set(session: Session, found: Reminder, on: date, note: str, *, by: Account, what: EventKind) -> Reminder:
    item, note = found.item, " ".join(note.split())
    if rests(item):
        raise WrongState("Das sehen Fahrgäste gerade nicht, also erinnert hier nichts daran. Zuerst veröffentlichen.")
    _check_day(session, on)
    if len(note) > LONGEST_NOTE:
        raise Invalid("Die Notiz ist zu lang. Erlaubt sind höchstens %(most)s Zeichen.", most=LONGEST_NOTE)
    found.due_on, found.note, found.by, found.set_at, found.told_at = on, note, by, now(), None
    session.add_all([found, Event(what=what, item=item, by=by, comment=f"remind {on.isoformat()} {note}".strip())])
    notices.looked_at(session, item)
    session.flush()
    return found


def _clear(session: Session, found: Reminder, what: EventKind, by: Account) -> None:
    found.due_on, found.note, found.by, found.set_at, found.told_at = None, "", by, now(), None
    session.add_all([found, Event(what=what, item=found.item, by=by)])
    notices.looked_at(session, found.item)
    session.flush()


def _check_day(session: Session, on: date) -> None:
    if on <= today(session):
        raise Invalid("Dieser Tag ist nicht mehr zu wählen. Bitte einen ab morgen nehmen.")
    if on > in_months(today(session), 12 * MOST_YEARS):
        raise Invalid(TOO_FAR, years=MOST_YEARS)
