"""Inspection: which signs are due for a check, in the order of the line, and which fell silent.

A sign that hangs is due so many days after its last check, or after it was put up: ``DAYS`` by kind,
and by state where that matters more.  ``intervals`` lets settings say otherwise.

A sign is *silent* if nobody scanned it for ``WINDOW_DAYS`` whole days while its neighbours were scanned: of up to
``REACH`` mounted signs on each side along each way that trams take past it at least ``ENOUGH`` are known, and their
median is at least ``MEDIAN``.  With ten scans to be expected, none at all comes by chance once in 22,000 times.  A sign
that was put up, or changed its state, within the window is left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from sqlalchemy import Select, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session

from app.actions.records.line_record import day_of, first_language, time_zone
from app.actions.records.titles import title_of
from app.actions.signs.routes import routes_of_line
from app.errors import Invalid
from app.exchange.records import SignKind
from app.models import Account, Check, DayOfScans, Event, EventKind, Role, Sign, SignStage, Station, Stop, now

YEAR = 365
DAYS: dict[str, int] = {
    **{kind.value: YEAR for kind in SignKind},
    SignKind.FLOOR.value: 90,  # walked on
    SignKind.CITY_LIGHT.value: 90,  # changed with the posters
    SignKind.WINDOW.value: 180,
    SignStage.DAMAGED.value: 14,
}
BY_STATE = (SignStage.DAMAGED,)
HANGING = (SignStage.MOUNTED, SignStage.DAMAGED)  # what never hung is not looked at
FORMER = {SignStage.PRINTED.value}  # settings of before may name it still
AHEAD = timedelta(days=30)
WINDOW_DAYS, REACH, ENOUGH, MEDIAN = 14, 3, 3, 10


@dataclass(frozen=True)
class Due:
    """A sign to be looked at; ``last_on`` is None if nobody ever checked it."""

    code: str
    state: SignStage
    kind: str
    where: str
    station: str
    last_on: date | None
    due_on: date
    is_silent: bool


@dataclass(frozen=True)
class Heard:
    """A mounted sign: the number of its stop, its scans within the window, and when its state changed last."""

    code: str
    stop: str
    scans: int
    since: date


def intervals(given: Mapping[str, int]) -> dict[str, int]:
    """Return the days between two checks, as settings say instead of ``DAYS``.  Raises Invalid for what is no kind."""
    for name in given:
        if name not in {*DAYS, *FORMER}:
            raise Invalid("INSPECTION_DAYS: %(name)s ist weder Art noch Zustand eines Schilds.", name=name)
    return {**DAYS, **{name: days for name, days in given.items() if name not in FORMER}}


def due(session: Session, account: Account, *, on: date, interval: Mapping[str, int]) -> list[Due]:
    """Return the signs of the partners for which ``account`` keeps signs that are due within a month, or silent."""
    quiet = silent(heard(session, on=on), routes_of_line(session), on=on)
    last = select(Check.sign_id, func.max(Check.seen_at).label("at")).group_by(Check.sign_id).subquery()
    hung = _hung().subquery()
    query = (
        select(Sign, title_of(session, Station), last.c.at, hung.c.at)
        .join(Station, Station.id == Sign.station_id)
        .join(Stop, Stop.id == Station.stop_id)
        .outerjoin(last, last.c.sign_id == Sign.id)
        .outerjoin(hung, hung.c.sign_id == Sign.id)
        .where(Sign.state.in_(HANGING))
        .order_by(Stop.position, Sign.code)
    )
    if not account.is_admin:
        mine = [each.partner_id for each in account.memberships if each.role is Role.KEEPER]
        query = query.where(Station.partner_id.in_(mine))
    found = []
    for sign, station, at, hung_at in session.execute(query):
        kind = sign.record.get("kind", SignKind.A3.value)
        pause = interval[sign.state.value if sign.state in BY_STATE else kind]
        due_on = day_of(session, at or hung_at or sign.created_at) + timedelta(days=pause)
        if due_on <= on + AHEAD or sign.code in quiet:
            where, last_on = sign.record["where"].get(first_language(session), ""), day_of(session, at) if at else None
            found.append(Due(sign.code, sign.state, kind, where, station, last_on, due_on, sign.code in quiet))
    return found


def overdue(session: Session, account: Account, *, interval: Mapping[str, int]) -> int:
    """Return how many signs of those that ``account`` keeps should have been checked before today."""
    partners = [each.partner_id for each in account.memberships if each.role is Role.KEEPER]
    if not partners and not account.is_admin:
        return 0
    zone, today = time_zone(session), day_of(session, now())
    last = select(func.max(Check.seen_at)).where(Check.sign_id == Sign.id).scalar_subquery()
    kind = func.coalesce(Sign.record["kind"].as_string(), SignKind.A3.value)
    rule = case((Sign.state.in_(BY_STATE), cast(Sign.state, String)), else_=kind)
    hung = _hung().where(Event.sign_id == Sign.id).with_only_columns(func.max(Event.at)).scalar_subquery()
    seen = func.coalesce(last, hung, Sign.created_at)
    begins = {name: datetime.combine(today - timedelta(days=days), time(), zone) for name, days in interval.items()}
    query = (
        select(func.count(Sign.id))
        .join(Station, Station.id == Sign.station_id)
        .where(
            Sign.state.in_(HANGING),
            or_(*(and_(rule == name, seen < at) for name, at in begins.items())),
            *([] if account.is_admin else [Station.partner_id.in_(partners)]),
        )
    )
    return session.scalar(query) or 0


def _hung() -> Select[int | None, datetime]:
    """Return the query of when each sign was put up last."""
    query = select(Event.sign_id, func.max(Event.at).label("at"))
    is_put_up = Event.comment.endswith(f"→ {SignStage.MOUNTED.value}")
    return query.where(Event.what == EventKind.MOVE_SIGN, is_put_up).group_by(Event.sign_id)


def heard(session: Session, *, on: date) -> list[Heard]:
    """Return the mounted signs by their codes, with their scans of the window before ``on``."""
    first, last = on - timedelta(days=WINDOW_DAYS), on - timedelta(days=1)
    scans = (
        select(DayOfScans.sign_id, func.sum(DayOfScans.count).label("count"))
        .where(DayOfScans.day_on.between(first, last))
        .group_by(DayOfScans.sign_id)
        .subquery()
    )
    moved = (
        select(Event.sign_id, func.max(Event.at).label("at"))
        .where(Event.what == EventKind.MOVE_SIGN)
        .group_by(Event.sign_id)
        .subquery()
    )
    query = (
        select(Sign.code, Stop.dhid, func.coalesce(scans.c.count, 0), Sign.created_at, moved.c.at)
        .join(Station, Station.id == Sign.station_id)
        .join(Stop, Stop.id == Station.stop_id)
        .outerjoin(scans, scans.c.sign_id == Sign.id)
        .outerjoin(moved, moved.c.sign_id == Sign.id)
        .where(Sign.state == SignStage.MOUNTED)
        .order_by(Sign.code)
    )
    return [
        Heard(code, stop, count, day_of(session, at or made)) for code, stop, count, made, at in session.execute(query)
    ]


def silent(signs: Sequence[Heard], along: Sequence[Sequence[str]], *, on: date) -> set[str]:
    """Return the codes of signs that fell silent among their neighbours ``along`` the ways of trams (``ways``)."""
    first = on - timedelta(days=WINDOW_DAYS)
    around = _around(signs, along)
    found = set()
    for sign in signs:
        known = [each.scans for each in around[sign] if each.since < first]
        if sign.scans == 0 and sign.since < first and len(known) >= ENOUGH and median(known) >= MEDIAN:
            found.add(sign.code)
    return found


def _around(signs: Sequence[Heard], along: Sequence[Sequence[str]]) -> dict[Heard, set[Heard]]:
    """Return the neighbours of each sign: before a fork those on every arm of it, behind it none of another arm."""
    at_stop: dict[str, list[Heard]] = {}
    for sign in signs:
        at_stop.setdefault(sign.stop, []).append(sign)
    around: dict[Heard, set[Heard]] = {sign: set() for sign in signs}
    for way in along:
        run = [sign for stop in way for sign in at_stop.get(stop, ())]
        for place, sign in enumerate(run):
            around[sign].update(run[max(0, place - REACH) : place], run[place + 1 : place + 1 + REACH])
    return around
