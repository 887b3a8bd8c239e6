"""Compose surroundings: of all tiles near a station what stands about it, as one small GLB.

stale    the orders for stations whose tiles or whose place are others than when theirs were composed
compose  one order
store    what came of it
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.surroundings import tiles
from app.exchange.reading import plain
from app.exchange.stored import Composed
from app.geodesy import Point
from app.meshes.surroundings.composing import Around, around
from app.meshes.surroundings.excerpt import TERRAIN
from app.meshes.surroundings.names import SURROUNDINGS
from app.meshes.version import scene_hash
from app.models import Station, Surroundings, now
from app.storage import Store


@dataclass(frozen=True, kw_only=True)
class Order:
    """A station whose surroundings are to be composed: of which excerpts, and about which point."""

    station_id: int
    name: str
    place: Point
    keys: Sequence[str]
    sources: Sequence[str]
    made_from: str


@dataclass(frozen=True, kw_only=True)
class Made:
    """What came of an order; ``around`` is None where no building is near."""

    order: Order
    around: Around | None
    has_terrain: bool


def stale(session: Session) -> list[Order]:
    """Return the orders for all stations whose surroundings are not what their tiles say."""
    known = {each.station_id: each.made_from for each in session.scalars(select(Surroundings))}
    found = []
    for station in session.scalars(select(Station).order_by(Station.id)):
        keys, place = tiles.keys_about(session, station.id), tiles.place(station)
        sources = tiles.sources_about(session, station.id)
        made_from = scene_hash(repr((keys, place, sources)).encode()) if keys else ""
        if known.get(station.id, "") != made_from:
            name = f"{station.slug}-umgebung"
            found.append(
                Order(station_id=station.id, name=name, place=place, keys=keys, sources=sources, made_from=made_from)
            )
    return found


def compose(media: Store, order: Order) -> Made:
    """Compose one order."""
    found = tiles.read_excerpts(media, order.keys)
    composed = around(found, order.place, name=order.name, said="; ".join(order.sources))
    return Made(order=order, around=composed, has_terrain=any(each.content == TERRAIN for each in found))


def store(session: Session, media: Store, made: Made) -> None:
    """Keep what came of an order."""
    order, composed = made.order, made.around
    row = session.get(Surroundings, order.station_id, with_for_update=True)
    if row is None:
        row = Surroundings(station_id=order.station_id, made_from="")
        session.add(row)
    row.key = media.put_media(SURROUNDINGS, composed.glb) if composed else ""
    row.made_from, row.changed_at = order.made_from, now()
    said = Composed(has_terrain=made.has_terrain, sources=tuple(order.sources))
    if composed:
        said = Composed(
            bytes=len(composed.glb),
            packed_bytes=composed.packed_bytes,
            buildings=composed.buildings,
            triangles=composed.triangles,
            left_out=composed.left_out,
            has_terrain=made.has_terrain,
            sources=tuple(order.sources),
        )
    row.said = plain(said)
    session.flush()
