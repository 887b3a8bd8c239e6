"""Stand: where the plannings of a station stand, seen from its sign.

Distances are short (hundreds of metres), so that the ground counts as flat.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.riders import site_values
from app.models import Item, Kind, Sign, SignState, Stop

EQUATOR_M = 6_378_137.0  # radius, WGS 84
FLATNESS = 0.006_694_38  # square of the eccentricity, WGS 84


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where an asset stands: metres from the sign, degrees clockwise seen from above."""

    asset: str
    east_m: float
    north_m: float
    ground_m: float
    rotation_deg: float


def stations(session: Session) -> dict[int, list[Standing]]:
    """Return the published plannings of each published station around its first sign, else around its stop."""
    items = site_values.shown(session)
    stops = dict(session.execute(select(Stop.id, Stop.record)).all())
    origins = {item.id: stops[item.stop_id] for item in items.values() if item.stop_id is not None}
    query = select(Sign.station_id, Sign.record).where(Sign.state != SignState.RETIRED, Sign.planning_id.is_(None))
    for station_id, record in session.execute(query.join(Item, Item.id == Sign.station_id).order_by(Sign.id.desc())):
        origins[station_id] = record["place"]
    inside = site_values.plannings_by_station(items)
    return {
        item.id: [_seen(each.card, origins[item.id]) for each in inside.get(item.id, ()) if each.card["asset"]]
        for item in items.values()
        if item.kind is Kind.STATION
    }


def _seen(card: Mapping[str, Any], origin: Mapping[str, Any]) -> Standing:
    east_m, north_m = offset(origin["lat"], origin["lon"], card["lat"], card["lon"])
    return Standing(
        asset=card["asset"],
        east_m=round(east_m, 2),
        north_m=round(north_m, 2),
        ground_m=card["ground_m"],
        rotation_deg=card["rotation_deg"],
    )


def offset(lat: float, lon: float, to_lat: float, to_lon: float) -> tuple[float, float]:
    """Return how far east and north one point lies of another, metres; exact to a few centimetres within 500 m."""
    middle = math.radians((lat + to_lat) / 2)
    bent = 1 - FLATNESS * math.sin(middle) ** 2
    along_m = EQUATOR_M * (1 - FLATNESS) / bent**1.5  # radius of curvature towards north
    across_m = EQUATOR_M / math.sqrt(bent)
    east_m = math.radians(to_lon - lon) * across_m * math.cos(middle)
    return east_m, math.radians(to_lat - lat) * along_m
