"""Outdated prints: what stands on the newest print of a sign otherwise than it would be printed today.

last_prints  the newest print of each sign, with that

What an order was made from is kept with it, so old prints can be told from new ones without looking at them.
"""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.records import record_json, sign_designs
from app.actions.records.line_record import first_language
from app.actions.records.titles import title_of
from app.models import Partner, PrintOrder, PrintRun, Sign, Station
from app.models.base import Json
from app.signage.address import scan_address
from app.signage.look import PLAIN, Look


class Outdated(enum.StrEnum):
    """What differs."""

    DESIGN = "design"  # colours, logos, who pays, whom to tell
    NAME = "name"  # of the station
    ADDRESS = "address"  # in the code


@dataclass(frozen=True)
class LastPrint:
    """The newest print of a sign, and in what it is outdated."""

    at: datetime
    outdated: frozenset[Outdated]


def last_prints(session: Session, sign_ids: Collection[int], *, public_url: str) -> dict[int, LastPrint]:
    """Return the newest print of each of these signs that has one: id of the sign -> print."""
    newest = select(func.max(PrintRun.id)).where(PrintRun.sign_id.in_(sign_ids), PrintRun.is_cancelled.is_(False))
    query = (
        select(PrintRun, Sign.code, Station.slug, Partner.slug, title_of(session, Station))
        .join(Sign, Sign.id == PrintRun.sign_id)
        .join(Station, Station.id == Sign.station_id)
        .join(Partner, Partner.id == Station.partner_id)
        .where(PrintRun.id.in_(newest.group_by(PrintRun.sign_id)))
    )
    found = session.execute(query).all()
    orders = _contents(session, {run.order_id for run, *_ in found})
    looks, first = sign_designs.looks(session), first_language(session)
    return {
        run.sign_id: LastPrint(
            run.at,
            frozenset(
                outdated
                for outdated, differs in (
                    (Outdated.DESIGN, _look(orders[run.order_id], partner) != looks[partner]),
                    (Outdated.NAME, _name(orders[run.order_id], station, first) not in (title, "")),
                    (Outdated.ADDRESS, run.address != scan_address(public_url, code)),
                )
                if differs
            ),
        )
        for run, code, station, partner, title in found
    }


def _contents(session: Session, order_ids: Collection[int]) -> Mapping[int, Json]:
    query = select(PrintOrder.id, PrintOrder.content).where(PrintOrder.id.in_(order_ids))
    return dict(session.execute(query).all())


def _look(content: Json, partner: str) -> Look:
    """Return what signs of ``partner`` looked like in an order; those before there were designs were plain."""
    given = content.get("looks", {}).get(partner)
    return record_json.stored(Look, given) if given is not None else PLAIN


def _name(content: Json, station: str, language: str) -> str:
    """Return what a station was called in an order, nothing if it is called otherwise in addresses by now."""
    texts = content.get("stations", {}).get(station, {}).get("texts", {})
    return str(texts.get(language, {}).get("title", ""))
