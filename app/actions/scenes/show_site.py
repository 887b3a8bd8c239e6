"""Show the site of a scene: what lies about its planning, in the axes of the scene, metres from its origin."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.items import show_place
from app.actions.library import library_files
from app.actions.surroundings import tiles
from app.exchange.records import Branch
from app.geodesy import Point, to_local
from app.meshes.drafting.footprints import Footprint, footprints
from app.models import Account, Asset, Planning
from app.storage import Store

Spot = tuple[float, float]  # x east and z south, where the scene is not turned


@dataclass(frozen=True, kw_only=True)
class SignAt:
    """A sign; ``facing_deg`` is clockwise from the scene's -Z."""

    code: str
    where: str
    at: Spot
    facing_deg: float
    is_estimated: bool


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """Another planning of the station, with what it covers."""

    title: str
    outline: Sequence[Spot]


@dataclass(frozen=True, kw_only=True)
class Site:
    """Where a scene stands: its origin at ``lat`` and ``lon``, turned by ``rotation_deg``."""

    lat: float
    lon: float
    rotation_deg: float
    stop_name: str
    stop: Spot
    signs: Sequence[SignAt]
    neighbours: Sequence[Neighbour]
    tracks: Sequence[Sequence[Spot]]


def planning_of(session: Session, asset: Asset) -> Planning | None:
    """Return the first planning that shows an asset, or will, or shows what it follows; None if there is none."""
    version: Asset | None = asset
    while version is not None:
        shown = (each for each in library_files.uses(session, version) if each.where is not library_files.Where.PAST)
        found = (session.get(Planning, each.item_id) for each in shown)
        if (planning := next((each for each in found if each is not None), None)) is not None:
            return planning
        version = version.follows
    return None


def site(session: Session, planning: Planning, branches: Sequence[Branch], *, of: Account) -> Site | None:
    """Return the site of a planning as the draft of ``of`` has it, else as it is newest; None where nothing says so."""
    revision = edit.open_draft(session, planning, of=of) or edit.newest(session, planning)
    if revision is None:
        return None
    place, rotation_deg = revision.record["place"], revision.record.get("rotation_deg", 0.0)
    here = _Here((place["lat"], place["lon"]), rotation_deg)
    found = show_place.around(session, planning.station, branches)
    return Site(
        lat=here.origin[0],
        lon=here.origin[1],
        rotation_deg=rotation_deg,
        stop_name=found.stop_name,
        stop=here.spot(found.stop),
        signs=[here.sign(each) for each in found.signs],
        neighbours=[here.neighbour(each) for each in found.plannings if each.id != planning.id and each.footprint],
        tracks=[[here.spot(each) for each in run] for run in found.tracks],
    )


@dataclass(frozen=True, kw_only=True)
class Houses:
    """What stands about a scene by official data, and the lines that name where those come from."""

    houses: Sequence[Footprint]
    sources: Sequence[str]


def houses(session: Session, media: Store, planning: Planning, *, of: Account) -> Houses:
    """Return the official buildings about a planning, as the draft of ``of`` places it."""
    found = site(session, planning, (), of=of)
    excerpts = tiles.excerpts(session, media, planning.station.id) if found else []
    if found is None or not excerpts:
        return Houses(houses=(), sources=())
    covered = footprints(excerpts, (found.lat, found.lon), turn_deg=found.rotation_deg)
    return Houses(houses=list(covered), sources=tiles.sources_about(session, planning.station.id))


@dataclass(frozen=True)
class _Here:
    origin: Point
    rotation_deg: float

    def spot(self, place: Point) -> Spot:
        east, north, _ = to_local(place, self.origin)
        return turned((east, -north), -self.rotation_deg)

    def sign(self, given: show_place.SignPlace) -> SignAt:
        facing_deg = (given.facing_deg - self.rotation_deg) % 360
        at = self.spot((given.lat, given.lon))
        return SignAt(code=given.code, where=given.where, at=at, facing_deg=facing_deg, is_estimated=given.is_estimated)

    def neighbour(self, given: show_place.PlanningPlace) -> Neighbour:
        x, z = self.spot((given.lat, given.lon))
        turned = _all_turned(given.footprint, given.rotation_deg - self.rotation_deg)
        return Neighbour(title=given.title, outline=[(round(x + dx, 2), round(z + dz, 2)) for dx, dz in turned])


def _all_turned(outline: show_place.Outline, deg: float) -> Iterable[Spot]:
    return (turned((x, z), deg) for x, z in outline)


def turned(spot: Spot, deg: float) -> Spot:
    """Turn clockwise, seen from above, about the origin."""
    (x, z), angle = spot, math.radians(deg)
    cos, sin = math.cos(angle), math.sin(angle)
    return round(x * cos - z * sin, 2), round(x * sin + z * cos, 2)
