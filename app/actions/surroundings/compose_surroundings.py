"""Compose surroundings: of all tiles near a station what stands about it, as one small GLB.

stale    the orders for stations whose tiles, place or signs are others than when theirs were composed
compose  one order
store    what came of it
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.surroundings import tiles
from app.exchange.reading import plain
from app.exchange.stored import Composed
from app.geodesy import Point
from app.meshes.surroundings.composing import Around, around, height_m
from app.meshes.surroundings.excerpt import TERRAIN, Excerpt
from app.meshes.surroundings.names import SURROUNDINGS
from app.meshes.version import scene_hash
from app.models import Sign, Station, Surroundings, now
from app.storage import Store


@dataclass(frozen=True, kw_only=True)
class Order:
    """A station whose surroundings are to be composed: of which excerpts, and about which point.

    ``signs``: code -> where it hangs, for the ground there.
    """

    station_id: int
    name: str
    place: Point
    keys: Sequence[str]
    sources: Sequence[str]
    signs: Mapping[str, Point]
    made_from: str


@dataclass(frozen=True, kw_only=True)
class Made:
    """What came of an order; ``around`` is None where no building is near."""

    order: Order
    around: Around | None
    has_terrain: bool
    grounds_m: Mapping[str, float]


def stale(session: Session, *, about: Collection[int] | None = None) -> list[Order]:
    """Return the orders for all stations, or only those ``about`` (ids), whose surroundings are not what tiles say."""
    query = select(Station).order_by(Station.id)
    if about is not None:
        query = query.where(Station.id.in_(about))
    known = {each.station_id: each.made_from for each in session.scalars(select(Surroundings))}
    found = []
    for station in session.scalars(query):
        keys, place = tiles.keys_about(session, station.id), tiles.place(station)
        sources = tiles.sources_about(session, station.id)
        signs = _signs(session, station.id) if keys else {}
        made_from = scene_hash(repr((keys, place, sources, signs)).encode()) if keys else ""
        if known.get(station.id, "") != made_from:
            found.append(
                Order(
                    station_id=station.id,
                    name=f"{station.slug}-umgebung",
                    place=place,
                    keys=keys,
                    sources=sources,
                    signs=signs,
                    made_from=made_from,
                )
            )
    return found


def compose(media: Store, order: Order) -> Made:
    """Compose one order."""
    found = tiles.read_excerpts(media, order.keys)
    composed = around(found, order.place, name=order.name, said="; ".join(order.sources))
    has_terrain = any(each.content == TERRAIN for each in found)
    return Made(order=order, around=composed, has_terrain=has_terrain, grounds_m=_grounds_m(found, order))


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
            grounds_m=made.grounds_m,
        )
    row.said = plain(said)
    session.flush()


def _signs(session: Session, station_id: int) -> dict[str, Point]:
    query = select(Sign.code, Sign.record).where(Sign.station_id == station_id).order_by(Sign.code)
    return {code: (record["place"]["lat"], record["place"]["lon"]) for code, record in session.execute(query)}


def _grounds_m(excerpts: Sequence[Excerpt], order: Order) -> dict[str, float]:
    here_m = height_m(excerpts, order.place)
    if here_m is None:
        return {}
    there = {code: height_m(excerpts, where) for code, where in order.signs.items()}
    return {code: round(height - here_m, 2) for code, height in there.items() if height is not None}
