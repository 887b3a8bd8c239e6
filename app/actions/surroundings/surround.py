"""Surround: official buildings stand about a 3D asset, as they do where a planning stands.

places     the plannings about which something is known
surround   an asset, with what stands about a planning; the file is kept with the asset and pinned with it
grounds_m  how much higher the ground at a place is than at signs, as far as official data tell
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content.edit import newest
from app.actions.library import add_asset, stored_asset
from app.actions.library.build_assets import SCENE
from app.actions.people import rights
from app.actions.records.titles import title_of
from app.actions.surroundings import tiles
from app.errors import Invalid
from app.geodesy import Point
from app.i18n import N_
from app.meshes.check import PLANNING
from app.meshes.scene import read
from app.meshes.surroundings.composing import around, height_m
from app.meshes.surroundings.excerpt import BUILDINGS
from app.meshes.surroundings.sight import Sight
from app.models import Account, Asset, Planning, Role, Station
from app.models.base import Json
from app.storage import Store

REACHES_M = (50, 100, 150, 250)
USUAL_M = 100
MOST_TRIANGLES, LEAST_TRIANGLES = 3_000, 500
NOTHING = N_("Um diese Planung ist kein Gebäude bekannt. Bitte zuerst die Kachel hochladen, in der sie liegt.")


@dataclass(frozen=True, kw_only=True)
class Where:
    """A planning about which something is known."""

    id: int
    title: str
    station: str


def places(session: Session) -> Sequence[Where]:
    """Return the plannings of all stations of which excerpts are kept."""
    query = (
        select(Planning, title_of(session, Planning))
        .where(Planning.archived_at.is_(None))
        .order_by(Planning.station_id, Planning.id)
    )
    names = dict(session.execute(select(Station.id, title_of(session, Station))).all())
    known = tiles.known_about(session)
    return [
        Where(id=planning.id, title=title, station=names[planning.station_id])
        for planning, title in session.execute(query)
        if planning.station_id in known
    ]


def surround(session: Session, media: Store, asset: Asset, planning: Planning, *, reach_m: int, by: Account) -> None:
    """Let what stands within ``reach_m`` of a planning stand about ``asset``, turned as that is turned there.

    Raises as ``library_files.check`` does, Forbidden unless ``by`` plans for the planning's partner, and Invalid where
    nothing is known.
    """
    rights.check_item(by, Role.PLANNER, planning)
    found = newest(session, planning)
    excerpts = tiles.excerpts(session, media, planning.station.id)
    if found is None or not any(each.content == BUILDINGS for each in excerpts):
        raise Invalid(NOTHING)
    composed = around(
        excerpts,
        _point(found.record["place"]),
        name="surroundings",
        said="; ".join(tiles.sources_about(session, planning.station.id)),
        turn_deg=found.record.get("rotation_deg", 0.0),
        reach_m=reach_m if reach_m in REACHES_M else USUAL_M,
        stands=True,
        most_triangles=_room(asset),
        sights=_sights(media, asset),
    )
    if composed is None:
        raise Invalid(NOTHING)
    add_asset.surround(session, media, asset, composed.glb, by=by)


def grounds_m(
    session: Session, media: Store, station: Station, *, place: Point, signs: Mapping[str, Point]
) -> Mapping[str, float]:
    """Return code -> how much higher the ground at ``place`` is than at that sign, metres, as far as that is known."""
    excerpts = tiles.excerpts(session, media, station.id)
    here = height_m(excerpts, place)
    if here is None:
        return {}
    there = {code: height_m(excerpts, where) for code, where in signs.items()}
    return {code: round(here - height, 1) for code, height in there.items() if height is not None}


def _sights(media: Store, asset: Asset) -> list[Sight]:
    """Return from where to where the cameras of a scene look, or the one that a model was given as it was built."""
    if SCENE in asset.files:
        text = media.get(asset.files[SCENE])
        return [(each.eye, each.look) for each in read(text.decode()).cameras.values()] if text else []
    built = stored_asset.build(asset)
    return [(built.camera.eye, built.camera.look)] if built and built.camera else []


def _room(asset: Asset) -> int:
    """Return how many triangles may stand about an asset, so that it keeps to its budget."""
    built = stored_asset.build(asset)
    heaviest = max((int(shown[0]) for shown in built.shown.values()), default=0) if built else 0
    return max(LEAST_TRIANGLES, min(MOST_TRIANGLES, PLANNING.triangles - heaviest))


def _point(place: Json) -> Point:
    return place["lat"], place["lon"]
