"""Signs: live things.  Each change holds at once, writes the journal and makes the sign's pages stale.

put     a sign from an exchange folder
add     a new sign with a code nobody has had
move    the next step of its life
record  the whole SignRecord of a sign
"""

import random

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import shape
from app.actions.rights import check
from app.errors import Invalid, Missing
from app.exchange import codes
from app.exchange.reading import plain
from app.exchange.records import SignRecord
from app.models import Account, Event, Planning, Role, Sign, SignState, Station, What
from app.models.base import Json

OWN_COLUMNS = {"code", "state", "planning"}


def put(session: Session, station: Station, record: SignRecord, *, by: Account, is_public: bool) -> Sign:
    """Make the sign of ``record``, or bring the one with its code up to it if ``is_public``; else leave that alone.

    Raises Invalid if the code belongs to another station's sign.
    """
    sign = session.scalars(select(Sign).where(Sign.code == record.code)).first()
    if sign is not None and sign.station is not station:
        raise Invalid("Den Code %(code)s hat schon ein Schild einer anderen Station.", code=record.code)
    if sign is not None and not is_public:
        return sign
    if sign is None:
        sign = Sign(code=record.code, station=station)
        session.add_all([sign, Event(what=What.ADD_SIGN, item=station, sign=sign, by=by, comment=record.code)])
    sign.planning = _planning(station, record.planning)
    sign.state = SignState(record.state)
    sign.record = _bare(record)
    session.flush()
    return sign


def add(session: Session, station: Station, record: SignRecord, *, by: Account, source: random.Random) -> Sign:
    """Make a new sign; the code of ``record`` is replaced by one drawn from ``source`` that nobody has had.

    Raises Forbidden unless ``by`` keeps signs for the station's partner, Missing for an unknown planning.
    """
    check(by, Role.KEEPER, station.owner)
    code = codes.draw(source)
    while session.scalars(select(Sign.id).where(Sign.code == code)).first() is not None:
        code = codes.draw(source)
    sign = Sign(code=code, station=station, planning=_planning(station, record.planning), record=_bare(record))
    session.add_all([sign, Event(what=What.ADD_SIGN, item=station, sign=sign, by=by, comment=code)])
    session.flush()
    return sign


def move(session: Session, sign: Sign, to: SignState, *, by: Account, moved_to: Sign | None = None) -> None:
    """Take the next step of a sign's life; a retired sign may name the one that hangs in its stead.

    Raises Forbidden unless ``by`` keeps signs for the station's partner, WrongState off the table of moves.
    """
    check(by, Role.KEEPER, sign.station.owner)
    was = sign.state
    sign.move(to)
    if to is SignState.RETIRED:
        sign.moved_to = moved_to
    session.add(Event(what=What.MOVE_SIGN, item=sign.station, sign=sign, by=by, comment=f"{was} → {to}"))
    session.flush()


def record(sign: Sign) -> SignRecord:
    """Return the whole record of a sign.  Raises ValueError if it is none, which would be a fault of ours."""
    planning = {"planning": sign.planning.slug} if sign.planning else {}
    return shape.stored(SignRecord, {**sign.record, **planning, "code": sign.code, "state": sign.state.value})


def _bare(given: SignRecord) -> Json:
    return {name: value for name, value in plain(given).items() if name not in OWN_COLUMNS}


def _planning(station: Station, slug: str) -> Planning | None:
    if not slug:
        return None
    found = next((planning for planning in station.plannings if planning.slug == slug), None)
    if found is None:
        raise Missing("Die Planung „%(slug)s“ gibt es an dieser Station nicht.", slug=slug)
    return found
