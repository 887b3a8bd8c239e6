"""Show prints: orders, newest first, and one of them with its signs and what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.actions.prints import print_files
from app.actions.records import line_record, record_json
from app.exchange.catalogues import SITE
from app.exchange.records import LineRecord
from app.models import PrintOrder, Sign
from app.signage.faults import Fault
from app.site.words import undecided_place

PAGE = 30


@dataclass(frozen=True)
class Told:
    """One thing that is wrong, and the station where its sign is, if it is one sign's."""

    fault: Fault
    station_id: int | None


@dataclass(frozen=True)
class OrderedSign:
    """A sign as an order has it."""

    code: str
    kind: str
    station: str
    where: str
    languages: tuple[str, ...]
    copies: int


def orders(session: Session, *, page: int = 1) -> Sequence[PrintOrder]:
    """Return a page of orders, newest first."""
    query = select(PrintOrder).options(joinedload(PrintOrder.by)).order_by(PrintOrder.id.desc())
    return session.scalars(query.offset((page - 1) * PAGE).limit(PAGE)).all()


def count(session: Session) -> int:
    """Return how many orders there are."""
    return session.scalar(select(func.count()).select_from(PrintOrder)) or 0


def items(order: PrintOrder) -> list[OrderedSign]:
    """Return the signs of an order as it was placed."""
    content = order.content
    first = record_json.stored(LineRecord, content["line"]).first_language
    return [
        OrderedSign(
            code=each["sign"]["code"],
            kind=each["sign"].get("kind", "a3"),
            station=content["stations"][each["station"]]["texts"][first]["title"],
            where=each["sign"].get("where", {}).get(first, ""),
            languages=tuple(each["languages"]),
            copies=each["copies"],
        )
        for each in content["items"]
    ]


def undecided_words(session: Session) -> str:
    """Return what a sign says of its place as long as nobody has chosen it, in the first language."""
    line = line_record.find(session)
    return undecided_place(line, line_record.catalogues(session, SITE))[line.first_language] if line else ""


def undecided(session: Session, order: PrintOrder) -> list[str]:
    """Return the codes of the signs of an order whose place nobody has chosen yet."""
    nowhere = undecided_words(session)
    return [each.code for each in items(order) if each.where == nowhere]


def faults(session: Session, order: PrintOrder) -> list[Told]:
    """Return what is wrong with the signs of a refused order."""
    found = print_files.faults(order)
    query = select(Sign.code, Sign.station_id).where(Sign.code.in_({fault.code for fault in found}))
    stations = dict(session.execute(query).all()) if found else {}
    return [Told(fault, stations.get(fault.code)) for fault in found]
