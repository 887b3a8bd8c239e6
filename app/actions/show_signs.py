"""Show signs: the list of all of them, and which need somebody's hand.

Damaged ones come first, then those that have yet to be printed or put up.
"""

from dataclasses import dataclass

from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session, aliased

from app.actions.titles import title_of
from app.errors import Missing
from app.models import Account, Partner, Planning, Sign, SignState, Station, Stop

IN_NEED = (SignState.DAMAGED, SignState.PLANNED, SignState.PRINTED)
IN_NEED_MAX = 5


@dataclass(frozen=True)
class SignRow:
    """A sign as lists show it; ``where`` is the place in German words."""

    code: str
    state: SignState
    kind: str
    where: str
    station_id: int
    station: str
    planning: str
    partner: str


def signs(session: Session, *, station: Station | None = None) -> list[SignRow]:
    """Return the signs of all stations, or of one, in the order of the line."""
    query = _query().order_by(Stop.position, Sign.code)
    if station is not None:
        query = query.where(Sign.station_id == station.id)
    return [_row(*each) for each in session.execute(query)]


def row(session: Session, sign: Sign) -> SignRow:
    """Return one sign as lists show it."""
    return _row(*session.execute(_query().where(Sign.id == sign.id)).one())


def in_need(session: Session, account: Account) -> list[SignRow]:
    """Return the first few signs of the partners of ``account`` that are not up and well, the worst first."""
    query = _query().where(Sign.state.in_(IN_NEED))
    if not account.is_admin:
        query = query.where(Station.partner_id.in_([each.partner_id for each in account.memberships]))
    worst = case({state: place for place, state in enumerate(IN_NEED)}, value=Sign.state)
    return [_row(*each) for each in session.execute(query.order_by(worst, Sign.code).limit(IN_NEED_MAX))]


def by_code(session: Session, start: str, *, most: int) -> list[SignRow]:
    """Return up to ``most`` signs whose code begins with ``start``."""
    query = _query().where(Sign.code.startswith(start, autoescape=True)).order_by(Sign.code)
    return [_row(*each) for each in session.execute(query.limit(most))]


def sign(session: Session, code: str) -> Sign:
    """Return the sign with ``code``.  Raises Missing unless there is one."""
    found = session.scalar(select(Sign).where(Sign.code == code))
    if found is None:
        raise Missing("Ein Schild mit dem Code %(code)s gibt es nicht.", code=code)
    return found


def _query() -> Select[Sign, str, str, str]:
    planning = aliased(Planning)
    return (
        select(Sign, title_of(Station), title_of(planning), Partner.name)
        .join(Station, Station.id == Sign.station_id)
        .join(Stop, Stop.id == Station.stop_id)
        .join(Partner, Partner.id == Station.partner_id)
        .outerjoin(planning, planning.id == Sign.planning_id)
    )


def _row(sign: Sign, station: str, planning: str | None, partner: str) -> SignRow:
    return SignRow(
        code=sign.code,
        state=sign.state,
        kind=sign.record.get("kind", "a3"),
        where=sign.record.get("where", {}).get("de", ""),
        station_id=sign.station_id,
        station=station,
        planning=planning or "",
        partner=partner,
    )
