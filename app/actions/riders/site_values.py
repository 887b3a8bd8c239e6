"""Site values: what pages are made from, out of tables.

line      the line with its published stations as cards
station   one station with its plannings, files and signs
preview   the same with a revision in place of what is published

Pages of riders and previews of planners are the same functions over these values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.actions.records import record_json
from app.errors import Missing
from app.exchange.records import AssetRecord, LineRecord, PictureRecord, PlanningRecord, StationRecord, Text
from app.exchange.records import Stop as StopRecord
from app.models import Asset, Edition, Item, Kind, Line, Picture, Planning, Revision, Sign, Station, Stop, now
from app.models.base import Json
from app.pictures import height_share
from app.site import values


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One published item in short: what other pages need of it, without its record."""

    id: int
    kind: Kind
    slug: str
    station_id: int | None
    stop_id: int | None
    edition_id: int
    card: Mapping[str, Any]
    day: str  # of publication


def shown(session: Session, *kinds: Kind) -> dict[int, Shown]:
    """Return the published items by id, in the order of their ids, with one query; of these kinds, or all."""
    item = Item.__table__.c  # of both kinds: asked for by its classes, each would filter for its own
    columns = (item.id, item.kind, item.slug, item.station_id, item.stop_id)
    query = select(*columns, Edition.id, Edition.card, Edition.published_at)
    query = query.join(Edition, Edition.id == item.current_id).order_by(item.id)
    if kinds:
        query = query.where(item.kind.in_(kinds))
    return {
        row[0]: Shown(
            id=row[0],
            kind=row[1],
            slug=row[2],
            station_id=row[3],
            stop_id=row[4],
            edition_id=row[5],
            card=row[6],
            day=row[7].date().isoformat(),
        )
        for row in session.execute(query)
    }


def the_line(session: Session) -> Line:
    """Return the line of this installation.  Raises Missing before one was loaded."""
    found = session.scalars(select(Line).options(selectinload(Line.stops))).first()
    if found is None:
        raise Missing("Es ist noch keine Linie geladen.")
    return found


def line(session: Session, items: Mapping[int, Shown]) -> values.Line:
    """Return the line with its published stations in line order: trunk first, then branch by branch."""
    row = the_line(session)
    record = record_json.stored(LineRecord, row.record)
    branches = [branch.slug for branch in record.branches]
    stops = {stop.id: record_json.stored(StopRecord, stop.record) for stop in row.stops}
    query = select(Asset.slug, Asset.posters).where(Asset.slug.is_not(None))
    posters = {slug: given.get("after", {}) for slug, given in session.execute(query)}
    inside = plannings_by_station(items)
    stations = [
        _neighbour(item, stops[item.stop_id], inside.get(item.id, ()), posters)
        for item in items.values()
        if item.kind is Kind.STATION and item.stop_id is not None
    ]
    stations.sort(key=lambda station: (branches.index(station.stop.branch), station.stop.seq))
    return values.Line(record=record, stops=tuple(stops.values()), stations=tuple(stations))


def plannings_by_station(items: Mapping[int, Shown]) -> dict[int, list[Shown]]:
    """Return the published plannings of each published station, in the order riders see."""
    found: dict[int, list[Shown]] = {}
    for item in items.values():
        if item.station_id in items and item.station_id is not None:
            found.setdefault(item.station_id, []).append(item)
    for station_id, plannings in found.items():
        plannings.sort(key=place_in(items[station_id].card.get("plannings", ())))
    return found


def place_in(order: Sequence[str]) -> Any:
    """Return a sort key for things with a slug: as in ``order``, what is not in it behind."""
    places = {slug: place for place, slug in enumerate(order)}
    return lambda thing: places.get(thing.slug, len(places))


def pages(session: Session) -> dict[str, dict[str, Text]]:
    """Return imprint and the like: slug -> language -> words."""
    given = the_line(session).pages
    return {
        slug: {lang: record_json.stored(Text, text) for lang, text in texts.items()} for slug, texts in given.items()
    }


def station(session: Session, station_id: int, *, instead: Revision | None = None) -> values.Station:
    """Return a published station.

    ``instead`` is shown in place of what is published of its item, which then need not be public.
    Raises Missing if the station is not public and not the one previewed.
    """
    query = select(Station).where(Station.id == station_id).options(selectinload(Station.current))
    row = session.scalars(query.options(selectinload(Station.plannings).selectinload(Planning.current))).one()
    given = _current(row, instead)
    if given is None:
        raise Missing("Diese Station ist nicht öffentlich.")
    record = record_json.record(Kind.STATION, {**given, "slug": row.slug})
    assert isinstance(record, StationRecord)
    inside = [each for each in row.plannings if _current(each, instead) is not None]
    inside.sort(key=place_in(record.plannings))
    records = [
        record_json.record(Kind.PLANNING, {**(_current(each, instead) or {}), "slug": each.slug}) for each in inside
    ]
    assets = _assets(session, station_id, [each.asset for each in records if isinstance(each, PlanningRecord)])
    seen = _pictures(session, [slug for each in (record, *records) for slug in each.pictures])
    stop = session.get_one(Stop, row.stop_id)
    hung = select(Sign).where(Sign.station_id == station_id).order_by(Sign.id).options(selectinload(Sign.runs))
    found = session.scalars(hung).all()
    return values.Station(
        record=record,
        stop=record_json.stored(StopRecord, stop.record),
        plannings=tuple(
            values.Planning(
                record=each,
                asset=asset(assets.get(each.asset)),
                published_on=_day(item),
                pictures=tuple(seen[slug] for slug in each.pictures if slug in seen),
            )
            for item, each in zip(inside, records, strict=True)
            if isinstance(each, PlanningRecord)
        ),
        signs=tuple(record_json.sign_record(sign) for sign in found),
        asset=asset(assets.get(None)),
        published_on=_day(row),
        pictures=tuple(seen[slug] for slug in record.pictures if slug in seen),
        prints={sign.code: _prints(sign) for sign in found if sign.runs},
    )


def _prints(sign: Sign) -> tuple[values.Print, ...]:
    return tuple(values.Print(address=run.address, code_mm=run.code_mm) for run in reversed(sign.runs))


def asset(row: Asset | None) -> values.Asset | None:
    """Return an asset as pages show it, or None while it has never been built."""
    if row is None or row.build is None:
        return None
    build = row.build
    size, camera = build.get("size"), build.get("camera")
    return values.Asset(
        record=record_json.stored(AssetRecord, row.record) if row.record else None,
        states={name: values.Files(**files, posters=row.posters[name]) for name, files in build["states"].items()},
        schematic=build.get("schematic", ""),
        size=(tuple(size[0]), tuple(size[1])) if size else None,
        annotations=tuple(values.Point(**{**point, "at": tuple(point["at"])}) for point in build["annotations"]),
        camera=values.Camera(**camera) if camera else None,
    )


def _pictures(session: Session, slugs: Sequence[str]) -> dict[str, values.Picture]:
    """Return pictures by slug, those that have been cut."""
    if not slugs:
        return {}
    found = {}
    for row in session.scalars(select(Picture).where(Picture.slug.in_(slugs))):
        if row.crops:
            share = height_share((row.width_px, row.height_px), record_json.cut_of(row))
            record = record_json.stored(PictureRecord, row.record)
            found[row.slug] = values.Picture(record=record, files=row.crops, height_share=share)
    return found


def _current(item: Item, instead: Revision | None) -> Json | None:
    if instead is not None and instead.item_id == item.id:
        return instead.record
    return item.current.record if item.current else None


def _assets(session: Session, station_id: int, slugs: Sequence[str]) -> dict[str | None, Asset]:
    """Return the assets of plannings by slug, and the station's own under None."""
    query = select(Asset).where(Asset.slug.in_(slugs) | (Asset.station_id == station_id))
    return {row.slug: row for row in session.scalars(query)}


def _neighbour(
    item: Shown, stop: StopRecord, plannings: Sequence[Shown], posters: Mapping[str | None, Json]
) -> values.Neighbour:
    shown_first = next((posters[each.card["asset"]] for each in plannings if posters.get(each.card["asset"])), {})
    return values.Neighbour(
        slug=item.slug,
        names=item.card["names"],
        summaries=item.card["summaries"],
        stop=stop,
        partner=item.card["partner"],
        topics=tuple(dict.fromkeys(each.card["topic"] for each in plannings)),
        plannings=len(plannings),
        poster=shown_first,
    )


def _day(item: Item) -> str:
    """Return since when riders see an item as it is; for a preview of what they do not see yet, today."""
    return (item.current.published_at if item.current else now()).date().isoformat()
