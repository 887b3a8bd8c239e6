"""Show a place: what lies around a station or a planning, for a map and for sentences about distance and direction.

Distances are derived from points, never stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app import geodesy
from app.actions.records.line_record import first_language
from app.actions.records.record_json import stored
from app.actions.records.titles import title_of
from app.exchange.records import Branch, Survey
from app.exchange.stored import AssetBuild
from app.geodesy import Point
from app.models import Asset, Edition, Planning, Revision, Sign, SignStage, Station, Stop
from app.models.base import Json
from app.models.use import assets_in

AROUND_DEG = 0.05  # of latitude: how far from the station the line is drawn
Outline = Sequence[Sequence[float]]  # (x east, z south) in metres


@dataclass(frozen=True, kw_only=True)
class SignPlace:
    code: str
    where: str
    lat: float
    lon: float
    facing_deg: float
    is_estimated: bool  # nobody has measured its place, its bearing or the height of its code


@dataclass(frozen=True, kw_only=True)
class PlanningPlace:
    """Where a planning stands: as published, else as written last."""

    id: int
    title: str
    lat: float
    lon: float
    rotation_deg: float
    footprint: Outline


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """``stop`` is the station's own; ``tracks`` are runs of points along the line."""

    stop: Point
    stop_name: str
    stops: Sequence[tuple[str, float, float]]
    tracks: Sequence[Sequence[Point]]
    signs: Sequence[SignPlace]
    plannings: Sequence[PlanningPlace]


@dataclass(frozen=True, kw_only=True)
class Sight:
    """How something is seen from a point: metres on the ground, degrees clockwise from true north."""

    distance_m: float
    bearing_deg: float


def around(session: Session, station: Station, branches: Sequence[Branch]) -> Surroundings:
    """Return what lies around ``station``; its plannings are those that are not archived."""
    own = station.stop.record
    stops = session.scalars(select(Stop.record).order_by(Stop.position)).all()
    return Surroundings(
        stop=(own["lat"], own["lon"]),
        stop_name=own["name"],
        stops=[(each["name"], each["lat"], each["lon"]) for each in stops if _is_near(each, own)],
        tracks=list(_tracks(stops, branches, near=own)),
        signs=signs(session, station),
        plannings=_plannings(session, station),
    )


def along_line(session: Session, branches: Sequence[Branch]) -> tuple[Sequence[Json], list[list[Point]]]:
    """Return the records of all stops, and the tracks between them as runs of points."""
    stops = session.scalars(select(Stop.record).order_by(Stop.position)).all()
    return stops, list(_tracks(stops, branches))


def sight(eye: Point, target: Point) -> Sight:
    """Return where ``target`` is seen from ``eye``."""
    return Sight(distance_m=geodesy.distance_m(eye, target), bearing_deg=geodesy.bearing_deg(eye, target))


def turn_deg(sign: SignPlace, seen: Sight) -> float:
    """Return how far somebody who reads ``sign`` turns to look at something: to the right, or negative to the left."""
    return (seen.bearing_deg - sign.facing_deg) % 360 - 180


def footprint(session: Session, slug: str) -> Outline:
    """Return what the asset of that name covers seen from above; nothing while it is not built."""
    return _footprints(session, [slug]).get(slug, ())


def _is_near(stop: Json, own: Json) -> bool:
    north, east = abs(stop["lat"] - own["lat"]), abs(stop["lon"] - own["lon"])
    return bool(north < AROUND_DEG and east < 2 * AROUND_DEG)


def _tracks(stops: Sequence[Json], branches: Sequence[Branch], *, near: Json | None = None) -> Iterator[list[Point]]:
    """Yield the run of each branch, or the part of it that passes ``near``, with the stop before and the one behind."""
    by_dhid = {each["dhid"]: each for each in stops}
    for branch in branches:
        run = sorted((each for each in stops if each["branch"] == branch.slug), key=lambda each: each["seq"])
        run = [by_dhid[branch.after], *run] if branch.after in by_dhid else run
        places = [place for place, each in enumerate(run) if near is None or _is_near(each, near)]
        if places:
            yield [(each["lat"], each["lon"]) for each in run[max(0, places[0] - 1) : places[-1] + 2]]


def signs(session: Session, station: Station) -> list[SignPlace]:
    """Return the signs of ``station`` that are not retired."""
    query = select(Sign.code, Sign.record).where(Sign.station_id == station.id, Sign.state != SignStage.RETIRED)
    return [
        SignPlace(
            code=code,
            where=record.get("where", {}).get(first_language(session), ""),
            lat=record["place"]["lat"],
            lon=record["place"]["lon"],
            facing_deg=record["facing_deg"],
            is_estimated=Survey.ESTIMATED in _surveys(record),
        )
        for code, record in session.execute(query.order_by(Sign.id))
    ]


def _surveys(record: Json) -> set[str]:
    given = (record["place"].get("status"), record.get("facing_status"), record.get("code_height_status"))
    return {each or Survey.ESTIMATED for each in given}


def _plannings(session: Session, station: Station) -> list[PlanningPlace]:
    last = aliased(Revision)
    newest = select(func.max(last.number)).where(last.item_id == Planning.id).scalar_subquery()
    query = (
        select(Planning.id, title_of(session, Planning), Edition.record, Revision.record)
        .outerjoin(Edition, Edition.id == Planning.current_id)
        .outerjoin(Revision, (Revision.item_id == Planning.id) & (Revision.number == newest))
        .where(Planning.station_id == station.id, Planning.archived_at.is_(None))
        .order_by(Planning.id)
    )
    rows = session.execute(query)
    found = [(number, title, public or written) for number, title, public, written in rows if public or written]
    footprints = _footprints(session, [slug for _, _, record in found for slug in assets_in(record)[:1]])
    return [
        PlanningPlace(
            id=number,
            title=title,
            lat=record["place"]["lat"],
            lon=record["place"]["lon"],
            rotation_deg=record.get("rotation_deg", 0.0),
            footprint=footprints.get("".join(assets_in(record)[:1]), ()),
        )
        for number, title, record in found
    ]


def _footprints(session: Session, slugs: Sequence[str]) -> dict[str, Outline]:
    query = select(Asset.slug, Asset.build).where(Asset.slug.in_(slugs))
    return {str(slug): stored(AssetBuild, build).footprint for slug, build in session.execute(query) if build}
