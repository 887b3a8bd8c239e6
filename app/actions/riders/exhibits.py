"""Exhibits: what stands on the tray of a station, and on the model of the line.

trays  the published plannings of each station, in the order riders see
line   the line's way with its stops, and its published stations, each with its plannings

Titles are in the line's first language: a plate has room for one.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import geodesy
from app.actions.records import line_record
from app.actions.records.titles import title_of
from app.actions.riders import site_values
from app.actions.riders.exhibited import Exhibited, LineOnPlate, Point, Stand
from app.exchange.records import Branch, StopRecord
from app.models import Item, Kind


def trays(session: Session) -> dict[int, tuple[Exhibited, ...]]:
    """Return station id -> what its tray shows."""
    items = site_values.shown(session)
    titles = dict(session.execute(select(Item.id, title_of(session, Item))).all())
    inside = site_values.plannings_by_station(items)
    return {
        item.id: tuple(
            Exhibited(asset=each.card.asset, scene=each.card.scene, title=titles[each.id])
            for each in inside.get(item.id, ())
            if each.card.asset
        )
        for item in items.values()
        if item.kind is Kind.STATION
    }


def line(session: Session) -> LineOnPlate | None:
    """Return the line, None before one was loaded."""
    if line_record.find(session) is None:
        return None
    items = site_values.shown(session)
    row = site_values.the_line(session)
    found = site_values.line(session, row, items)
    first = found.record.first_language
    stops = {stop.dhid: stop for stop in found.stops}
    origin = found.stops[0]
    ids = {item.slug: item.id for item in items.values() if item.kind is Kind.STATION}
    inside = site_values.plannings_by_station(items)
    stands = (
        Stand(
            at=_seen(each.stop, origin),
            choices=tuple(
                Exhibited(asset=planning.card.asset, scene=planning.card.scene, title=each.names.get(first, each.slug))
                for planning in inside.get(ids[each.slug], ())
                if planning.card.asset
            ),
        )
        for each in found.stations
    )
    return LineOnPlate(
        line_id=row.id,
        title=found.record.name,
        colour=found.record.colour,
        branches=tuple(_branch(branch, stops, origin) for branch in found.record.branches),
        stands=tuple(stands),
    )


def _branch(branch: Branch, stops: Mapping[str, StopRecord], origin: StopRecord) -> tuple[Point, ...]:
    own = sorted((stop for stop in stops.values() if stop.branch == branch.slug), key=lambda stop: stop.seq)
    fork = [stops[branch.after]] if branch.after in stops else []
    return tuple(_seen(stop, origin) for stop in (*fork, *own))


def _seen(stop: StopRecord, origin: StopRecord) -> Point:
    east_m, north_m, _ = geodesy.to_local((stop.lat, stop.lon), (origin.lat, origin.lon))
    return round(east_m, 1), round(north_m, 1)
