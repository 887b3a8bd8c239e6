"""What people and riders do on a line as long as they get: remarks, checks, print orders, and two years of scans.

For the stations, versions and signs of ``many.py``, by the people whom it names.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Integer, cast, func, insert, literal, select
from sqlalchemy.orm import Session

from app.actions.prints import order_print
from app.actions.records.line_record import day_of
from app.exchange import ways
from app.models import (
    Account,
    Check,
    DayOfLine,
    DayOfOpenings,
    DayOfScans,
    Event,
    EventKind,
    Finding,
    Item,
    Kind,
    MonthOfScans,
    OrderOutput,
    OrderState,
    PrintOrder,
    PrintRun,
    Remark,
    Revision,
    Role,
    Scan,
    Settled,
    Sign,
    now,
)
from tests import factories

REMARKS, CHECKS, ORDERS, PEOPLE = 5_000, 20_000, 500, 300
AT_ONE = 100  # remarks on the version that pages are about; the others have one each
SIGNS_OF_ORDER = 40
DAYS = 2 * 365
HOURS = (7, 16)  # of each day; more would change nothing, since pages are made from sums of days and months
LANGUAGES = ("de", "en")
PUBLIC_URL = "https://302.example"


def fill(session: Session) -> None:
    """Add what was done; the stations with their versions and signs are there."""
    people = [factories.make_account(session, role, "nord") for _ in range(PEOPLE // 3) for role in list(Role)[:3]]
    by = people[0]
    _remarks(session, by)
    signs = session.scalars(select(Sign.id).order_by(Sign.id)).all()
    _checks(session, signs, by)
    _orders(session, signs)
    _scans(session)


def _remarks(session: Session, by: Account) -> None:
    newest = session.scalars(select(Revision.id).order_by(Revision.id.desc()).limit(REMARKS - AT_ONE + 1)).all()
    on = [newest[0]] * AT_ONE + [*newest[1:]]
    own = {"field": "texts.de.summary", "text": "Stimmt das noch?", "by_id": by.id, "version": 1}
    states = list(Settled)
    rows = [{**own, "revision_id": each, "state": states[place % len(states)]} for place, each in enumerate(on)]
    session.execute(insert(Remark), rows)


def _checks(session: Session, signs: Sequence[int], by: Account) -> None:
    moment = now() - timedelta(days=700)
    findings = list(Finding)
    rows = [
        {
            "request_id": f"{number:08x}-0000-4000-8000-000000000000",
            "sign_id": signs[number % len(signs)],
            "found": findings[number % len(findings)],
            "note": "Hängt gerade.",
            "seen_at": moment + timedelta(minutes=50 * number),
            "by_id": by.id,
        }
        for number in range(CHECKS)
    ]
    session.execute(insert(Check), rows)
    events = [
        {"at": row["seen_at"], "by_id": by.id, "what": EventKind.CHECK_SIGN, "sign_id": row["sign_id"]} for row in rows
    ]
    session.execute(insert(Event), events)


def _orders(session: Session, signs: Sequence[int]) -> None:
    """Place one order, and let all others be like it; they are released, and each sign was printed in some of them."""
    admin = factories.make_account(session, Role.ADMIN)
    codes = session.scalars(select(Sign.code).order_by(Sign.id).limit(SIGNS_OF_ORDER)).all()
    wanted = order_print.Wanted(copies=dict.fromkeys(codes, 1), output=OrderOutput.PRINT)
    first = order_print.place(session, wanted, public_url=PUBLIC_URL, by=admin)
    first.move(OrderState.RELEASED)
    session.flush()
    own = {name: getattr(first, name) for name in ("state", "output", "content", "profile", "signs", "by_id")}
    session.execute(insert(PrintOrder), [{**own, "version": 1} for _ in range(ORDERS - 1)])
    orders = session.scalars(select(PrintOrder.id).order_by(PrintOrder.id)).all()
    run = {"kind": "a3", "address": f"{PUBLIC_URL}/S/", "code_mm": 160.0, "sha256": "0" * 64, "page": 1, "copies": 1}
    rows = [
        {**run, "order_id": order, "sign_id": signs[(place * SIGNS_OF_ORDER + number) % len(signs)]}
        for place, order in enumerate(orders)
        for number in range(SIGNS_OF_ORDER)
    ]
    session.execute(insert(PrintRun), rows)


def _scans(session: Session) -> None:
    """Add the scans of two years, every sign on every day in two languages."""
    today = now().replace(minute=0, second=0, microsecond=0)
    for back in range(DAYS):
        at = today - timedelta(days=back)
        opened = select(literal(day_of(session, at)), Item.id, literal("de"), literal(ways.VIEW), Item.id % 9 + 1)
        opened = opened.where(Item.kind == Kind.PLANNING, Item.id % 10 == back % 10)  # each every tenth day
        columns = ["day_on", "item_id", "language", "way", "count"]
        session.execute(insert(DayOfOpenings).from_select(columns, opened))
        count = (Sign.id * 7 + back) % 9 + 1
        for language in LANGUAGES:
            of_day = select(literal(day_of(session, at)), Sign.id, literal(language), count * len(HOURS))
            session.execute(insert(DayOfScans).from_select(["day_on", "sign_id", "language", "count"], of_day))
            for hour in HOURS:
                began = literal(at.replace(hour=hour), Scan.hour_at.type)
                of_hour = select(Sign.id, began, literal(language), count)
                session.execute(insert(Scan).from_select(["sign_id", "hour_at", "language", "count"], of_hour))
    _sums(session, {day_of(session, today - timedelta(days=back)).replace(day=1) for back in range(DAYS)})


def _sums(session: Session, months: set[date]) -> None:
    """Add the sums that are read in place of days."""
    day, count = DayOfScans.day_on, cast(func.sum(DayOfScans.count), Integer)
    of_line = select(day, DayOfScans.language, count).group_by(day, DayOfScans.language)
    session.execute(insert(DayOfLine).from_select(["day_on", "language", "count"], of_line))
    for start in months:
        after = (start + timedelta(days=31)).replace(day=1)
        of_month = select(literal(start), DayOfScans.sign_id, DayOfScans.language, count).where(
            day >= start, day < after
        )
        of_month = of_month.group_by(DayOfScans.sign_id, DayOfScans.language)
        session.execute(insert(MonthOfScans).from_select(["month_on", "sign_id", "language", "count"], of_month))
