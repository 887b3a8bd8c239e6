"""Show signs: the list of all of them, one, and which need somebody's hand.

signs     those that a filter lets pass, page by page, in the order of the line
count     how many that are
codes     all of their codes
places    where they are
stations  where one may put up signs
at_stops  how the signs are at each stop, for the diagram
printed   what was printed of a sign, newest first

Damaged ones come first, then those that have yet to be printed or put up.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.actions.records.line_record import first_language
from app.actions.records.titles import title_of
from app.errors import Missing
from app.exchange.records import SignKind
from app.models import (
    Account,
    Partner,
    Planning,
    PrintOrder,
    PrintRun,
    Role,
    Sign,
    SignStage,
    Station,
    Stop,
)

Q = TypeVar("Q", bound=Select[*tuple[Any, ...]])
IN_NEED = (SignStage.DAMAGED, SignStage.PLANNED, SignStage.PRINTED)
IN_NEED_MAX = 5
PAGE = 50
MOST_PLACES = 2000  # on a map


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which signs to show; empty means all.  ``find`` is a code, or words of the place or the station."""

    station_id: int = 0
    partner: str = ""
    kind: str = ""
    state: str = ""
    find: str = ""
    keeper: Account | None = None  # only what this person keeps
    in_use: bool = False  # without those that are retired, and those of stations that are not public
    codes: Collection[str] | None = None  # only these


@dataclass(frozen=True)
class SignRow:
    """A sign as lists show it; ``where`` is the place in words."""

    code: str
    state: SignStage
    kind: str
    where: str
    station_id: int
    station: str
    planning: str
    partner: str


@dataclass(frozen=True)
class SignPosition:
    """Where a sign is and where its face points: WGS84, degrees clockwise from true north."""

    code: str
    state: SignStage
    lat: float
    lon: float
    facing_deg: float


def signs(session: Session, only: Filter, *, page: int = 1, at_most: int = PAGE) -> list[SignRow]:
    """Return a page of signs."""
    query = _filtered(session, _query(session), only).order_by(Stop.position, Sign.code)
    return [_row(session, *each) for each in session.execute(query.offset((page - 1) * at_most).limit(at_most))]


def count(session: Session, only: Filter) -> int:
    """Return how many signs there are."""
    query = _filtered(session, _joined(select(func.count())), only)
    return session.scalar(query) or 0


def codes(session: Session, only: Filter) -> list[str]:
    """Return the codes of all these signs, in the order of the line."""
    query = _filtered(session, _joined(select(Sign.code)), only).order_by(Stop.position, Sign.code)
    return list(session.scalars(query))


def places(session: Session, only: Filter) -> list[SignPosition]:
    """Return where these signs are, for a map."""
    query = _filtered(session, _joined(select(Sign.code, Sign.state, Sign.record)), only).order_by(
        Stop.position, Sign.code
    )
    return [
        SignPosition(code, state, record["place"]["lat"], record["place"]["lon"], record["facing_deg"])
        for code, state, record in session.execute(query.limit(MOST_PLACES))
    ]


def kinds(session: Session, wanted: Collection[str]) -> dict[str, str]:
    """Return the kind of each of the signs with these codes."""
    query = select(Sign.code, _kind()).where(Sign.code.in_(wanted))
    return {row[0]: row[1] for row in session.execute(query)}


def stations(
    session: Session, *, keeper: Account | None = None, planner: Account | None = None
) -> list[tuple[int, str]]:
    """Return id and title of the stations in the order of the line.

    Or of those whose signs ``keeper`` looks after, or that ``planner`` plans for.
    """
    query = select(Station.id, title_of(session, Station)).join(Stop, Stop.id == Station.stop_id)
    query = query.where(Station.archived_at.is_(None)).order_by(Stop.position)
    if keeper is not None and not keeper.is_admin:
        query = query.where(Station.partner_id.in_(kept_by(keeper)))
    if planner is not None and not planner.is_admin:
        own = [each.partner_id for each in planner.memberships if each.role is Role.PLANNER]
        query = query.where(Station.partner_id.in_(own))
    return [(row[0], row[1]) for row in session.execute(query)]


def plannings(session: Session, station: Station) -> list[tuple[str, str]]:
    """Return slug and title of a station's plannings."""
    query = select(Planning.slug, title_of(session, Planning)).where(Planning.station_id == station.id)
    return [(row[0], row[1]) for row in session.execute(query.order_by(Planning.id))]


@dataclass(frozen=True)
class AtStop:
    """The signs of a station by their state, for the line diagram."""

    station_id: int
    station: str
    dhid: str
    signs: list[SignRow]


def at_stops(session: Session) -> dict[str, AtStop]:
    """Return what stands at each stop that is a station, by DHID."""
    query = select(Station.id, title_of(session, Station), Stop.dhid).join(Stop, Stop.id == Station.stop_id)
    query = query.where(Station.archived_at.is_(None))
    found = {row[0]: AtStop(*row, signs=[]) for row in session.execute(query)}
    for row in session.execute(_query(session).where(Sign.state != SignStage.RETIRED).order_by(Sign.code)):
        if row[0].station_id in found:
            found[row[0].station_id].signs.append(_row(session, *row))
    return {each.dhid: each for each in found.values()}


def printed(session: Session, sign: Sign) -> list[PrintRun]:
    """Return the print runs of a sign with their orders, newest first."""
    query = select(PrintRun).where(PrintRun.sign_id == sign.id).order_by(PrintRun.id.desc())
    return list(session.scalars(query.options(joinedload(PrintRun.order).joinedload(PrintOrder.by))))


def row(session: Session, sign: Sign) -> SignRow:
    """Return one sign as lists show it."""
    return _row(session, *session.execute(_query(session).where(Sign.id == sign.id)).one())


def in_need(session: Session, account: Account) -> list[SignRow]:
    """Return the first few signs of the partners of ``account`` that are not up and well, the worst first."""
    query = _query(session).where(Sign.state.in_(IN_NEED))
    if not account.is_admin:
        query = query.where(Station.partner_id.in_([each.partner_id for each in account.memberships]))
    worst = case({state: place for place, state in enumerate(IN_NEED)}, value=Sign.state)
    return [_row(session, *each) for each in session.execute(query.order_by(worst, Sign.code).limit(IN_NEED_MAX))]


def by_code(session: Session, start: str, *, most: int) -> list[SignRow]:
    """Return up to ``most`` signs whose code begins with ``start``."""
    query = _query(session).where(Sign.code.startswith(start, autoescape=True)).order_by(Sign.code)
    return [_row(session, *each) for each in session.execute(query.limit(most))]


def sign(session: Session, code: str) -> Sign:
    """Return the sign with ``code``.  Raises Missing unless there is one."""
    found = session.scalar(select(Sign).where(Sign.code == code))
    if found is None:
        raise Missing("Ein Schild mit dem Code %(code)s gibt es nicht.", code=code)
    return found


def _query(session: Session) -> Select[Sign, str, str, str]:
    planning = aliased(Planning)
    query: Select[Sign, str, str, str] = _joined(
        select(Sign, title_of(session, Station), title_of(session, planning), Partner.name)
    )
    return query.outerjoin(planning, planning.id == Sign.planning_id)


def _joined(query: Q) -> Q:
    return (
        query.select_from(Sign)
        .join(Station, Station.id == Sign.station_id)
        .join(Stop, Stop.id == Station.stop_id)
        .join(Partner, Partner.id == Station.partner_id)
    )


def _filtered(session: Session, query: Q, only: Filter) -> Q:
    if only.station_id:
        query = query.where(Sign.station_id == only.station_id)
    if only.partner:
        query = query.where(Partner.slug == only.partner)
    if only.kind:
        query = query.where(_kind() == only.kind)
    if only.state:
        query = query.where(Sign.state == only.state)
    for word in only.find.split():
        where = Sign.record[("where", first_language(session))].as_string()
        known = [
            where.icontains(word, autoescape=True),
            title_of(session, Station).icontains(word, autoescape=True),
        ]
        query = query.where(or_(Sign.code == word.upper(), *known))
    if only.keeper is not None and not only.keeper.is_admin:
        query = query.where(Station.partner_id.in_(kept_by(only.keeper)))
    if only.codes is not None:
        query = query.where(Sign.code.in_(only.codes))
    if only.in_use:
        query = query.where(Sign.state != SignStage.RETIRED, Station.current_id.is_not(None))
    return query


def _kind() -> ColumnElement[str]:
    return func.coalesce(Sign.record["kind"].as_string(), SignKind.A3.value)


def kept_by(account: Account) -> list[int | None]:
    """Return the partners whose signs somebody keeps."""
    return [each.partner_id for each in account.memberships if each.role is Role.KEEPER]


def _row(session: Session, sign: Sign, station: str, planning: str | None, partner: str) -> SignRow:
    return SignRow(
        code=sign.code,
        state=sign.state,
        kind=sign.record.get("kind", "a3"),
        where=sign.record.get("where", {}).get(first_language(session), ""),
        station_id=sign.station_id,
        station=station,
        planning=planning or "",
        partner=partner,
    )
