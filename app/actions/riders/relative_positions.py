"""Relative positions: where the plannings of a station stand, seen from its sign."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import geodesy
from app.actions.riders import site_values
from app.exchange.stored import Card
from app.models import Item, Kind, Sign, SignStage, Stop
from app.models.base import Json


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where an asset stands: metres from the sign, degrees clockwise seen from above.

    ``scene`` is the variant that stands there; empty: the one that the asset shows first itself.
    """

    asset: str
    scene: str
    east_m: float
    north_m: float
    ground_m: float
    rotation_deg: float


def stations(session: Session) -> dict[int, list[Standing]]:
    """Return the published plannings of each published station around its first sign, else around its stop."""
    items = site_values.shown(session)
    stops = dict(session.execute(select(Stop.id, Stop.record)).all())
    origins = {item.id: stops[item.stop_id] for item in items.values() if item.stop_id is not None}
    query = select(Sign.station_id, Sign.record).where(Sign.state != SignStage.RETIRED, Sign.planning_id.is_(None))
    for station_id, record in session.execute(query.join(Item, Item.id == Sign.station_id).order_by(Sign.id.desc())):
        origins[station_id] = record["place"]
    inside = site_values.plannings_by_station(items)
    return {
        item.id: [_seen(each.card, origins[item.id]) for each in inside.get(item.id, ()) if each.card.asset]
        for item in items.values()
        if item.kind is Kind.STATION
    }


def _seen(card: Card, origin: Json) -> Standing:
    east_m, north_m, _ = geodesy.to_local((card.lat, card.lon), (origin["lat"], origin["lon"]))
    return Standing(
        asset=card.asset,
        scene=card.scene,
        east_m=round(east_m, 2),
        north_m=round(north_m, 2),
        ground_m=card.ground_m,
        rotation_deg=card.rotation_deg,
    )
