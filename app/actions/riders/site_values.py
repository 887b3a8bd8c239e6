"""Site values: what pages are made from, out of tables.

line       the line with its published stations as cards
withdrawn  the stations and plannings that riders saw once and see no more
assemble   one station with its plannings, files and signs, from its source and the records that this names
station    the same in one go, also with versions in place of what is published

Pages of riders and previews of planners are the same functions over these values.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from sqlalchemy import Text, and_, cast, func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from app.actions.records import line_record, record_json, sources
from app.actions.records.sources import AssetSource, DocumentSource, PictureSource, SignSource, SurroundingsSource
from app.errors import Missing
from app.exchange.catalogues import SITE
from app.exchange.documents import DocumentRecord
from app.exchange.records import AssetRecord, LineRecord, PictureRecord, PlanningRecord, StationRecord, StopRecord, Year
from app.exchange.stored import AssetBuild, Card, Composed, DocumentFacts, Posters
from app.exchange.timeline import is_new
from app.exchange.variants import opening
from app.models import (
    Asset,
    Document,
    Edition,
    Item,
    Kind,
    Line,
    Picture,
    Planning,
    PrintRun,
    Revision,
    Sign,
    Station,
    Stop,
    Surroundings,
    now,
)
from app.models.base import Json
from app.models.use import assets_in
from app.pictures import height_share
from app.site import values


class HasSlug(Protocol):
    """What has an address among its like."""

    @property
    def slug(self) -> str:
        """The name in the address."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One published item in short: what other pages need of it, without its record."""

    id: int
    kind: Kind
    slug: str
    station_id: int | None
    stop_id: int | None
    edition_id: int
    card: Card
    day: str  # of publication


def shown(session: Session, *kinds: Kind) -> dict[int, Shown]:
    """Return the published stations and plannings by id, in the order of their ids, with one query; or one kind."""
    item = Item.__table__.c  # of both kinds: asked for by its classes, each would filter for its own
    columns = (item.id, item.kind, item.slug, item.station_id, item.stop_id)
    query = select(*columns, Edition.id, cast(Edition.card, Text), Edition.published_at)
    query = query.join(Edition, Edition.id == item.current_id).order_by(item.id)
    query = query.where(item.kind.in_(kinds or (Kind.STATION, Kind.PLANNING)))
    return {
        row[0]: Shown(
            id=row[0],
            kind=row[1],
            slug=row[2],
            station_id=row[3],
            stop_id=row[4],
            edition_id=row[5],
            card=record_json.stored_text(Card, row[6]),
            day=row[7].date().isoformat(),
        )
        for row in session.execute(query)
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawn:
    """What riders see no more: ``station`` is the slug of a planning's station, empty for a station itself."""

    id: int
    slug: str
    station: str
    names: Mapping[str, str]  # as it was public last


def withdrawn(session: Session) -> dict[int, Withdrawn]:
    """Return by id what was public and is no more, also because its station is not."""
    item, above, later = Item.__table__.c, Item.__table__.alias(), aliased(Edition)
    last = select(func.max(later.number)).where(later.item_id == item.id).scalar_subquery()
    query = select(item.id, item.slug, above.c.slug, Edition.record["texts"]).join_from(
        Item.__table__, Edition, Edition.item_id == item.id
    )
    query = query.outerjoin(above, above.c.id == item.station_id).where(
        Edition.number == last,
        item.kind.in_((Kind.STATION, Kind.PLANNING)),
        or_(item.current_id.is_(None), and_(above.c.id.is_not(None), above.c.current_id.is_(None))),
    )
    found = session.execute(query.order_by(item.id)).all()
    return {
        number: Withdrawn(
            id=number, slug=slug, station=station or "", names={tag: text["title"] for tag, text in texts.items()}
        )
        for number, slug, station, texts in found
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemSource:
    """A published item; ``edition_id`` names its record, which never changes.  ``day``: since when it is public.

    ``news`` are the moments of a planning's timeline that are new today.
    """

    slug: str
    edition_id: int
    day: str
    news: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class StationSource:
    """What the pages of a station are made from: all that may change as values, records by their names."""

    item: ItemSource
    stop: StopRecord
    plannings: tuple[ItemSource, ...]  # in the order riders see
    assets: tuple[AssetSource, ...]  # those of its plannings, and its own
    pictures: tuple[PictureSource, ...]
    documents: tuple[DocumentSource, ...]
    signs: tuple[SignSource, ...]
    prints: tuple[tuple[str, tuple[values.Print, ...]], ...]  # code, the newest first
    surroundings: SurroundingsSource | None = None


def the_line(session: Session) -> Line:
    """Return the line of this installation.  Raises Missing before one was loaded."""
    found = session.scalars(select(Line)).first()
    if found is None:
        raise Missing("Es ist noch keine Linie geladen.")
    return found


def line(session: Session, row: Line, items: Mapping[int, Shown]) -> values.Line:
    """Return the line with its published stations in line order: trunk first, then branch by branch."""
    record = record_json.stored(LineRecord, row.record)
    branches = [branch.slug for branch in record.branches]
    in_order = select(Stop.id, cast(Stop.record, Text)).where(Stop.line_id == row.id).order_by(Stop.position)
    stops = {number: record_json.stored_text(StopRecord, given) for number, given in session.execute(in_order)}
    query = select(Asset.slug, cast(Asset.posters, Text)).where(Asset.slug.is_not(None))
    posters = {slug: record_json.stored_text(Posters, given) for slug, given in session.execute(query)}
    inside = plannings_by_station(items)
    stations = [
        _neighbour(item, stops[item.stop_id], inside.get(item.id, ()), posters)
        for item in items.values()
        if item.kind is Kind.STATION and item.stop_id is not None
    ]
    stations.sort(key=lambda station: (branches.index(station.stop.branch), station.stop.seq))
    catalogues = {tag: found[SITE] for tag, found in row.words.items() if SITE in found}
    return values.Line(record=record, stops=tuple(stops.values()), stations=tuple(stations), catalogues=catalogues)


def model_of(session: Session, row: Line) -> values.Asset | None:
    """Return the model of the line, None while it has never been built."""
    found = sources.assets(session, Asset.line_id == row.id)
    return asset(found[0][0]) if found else None


def plannings_by_station(items: Mapping[int, Shown]) -> dict[int, list[Shown]]:
    """Return the published plannings of each published station, in the order riders see."""
    found: dict[int, list[Shown]] = {}
    for item in items.values():
        if item.station_id in items and item.station_id is not None:
            found.setdefault(item.station_id, []).append(item)
    for station_id, plannings in found.items():
        plannings.sort(key=place_in(items[station_id].card.plannings))
    return found


def place_in(order: Sequence[str]) -> Callable[[HasSlug], int]:
    """Return a sort key for things with a slug: as in ``order``, what is not in it behind."""
    places = {slug: place for place, slug in enumerate(order)}
    return lambda thing: places.get(thing.slug, len(places))


def station(session: Session, station_id: int, *, instead: Sequence[Revision] = ()) -> values.Station:
    """Return a published station.

    Each of ``instead`` is shown in place of what is published of its item, which then need not be public.
    Raises Missing if the station is not public and none of them is its own.
    """
    query = select(Station).where(Station.id == station_id).options(selectinload(Station.current))
    row = session.scalars(query.options(selectinload(Station.plannings).selectinload(Planning.current))).one()
    given = _current(row, instead)
    if given is None:
        raise Missing("Diese Station ist nicht öffentlich.")
    inside = [(each, record) for each in row.plannings if (record := _current(each, instead)) is not None]
    place = place_in(given.get("plannings", ()))
    inside.sort(key=lambda pair: place(pair[0]))
    records = [given, *(record for _, record in inside)]
    stop, today = session.get_one(Stop, row.stop_id), line_record.today(session)
    source = StationSource(
        item=_item_source(row),
        stop=record_json.stored(StopRecord, stop.record),
        plannings=tuple(replace(_item_source(each), news=_news(record, today)) for each, record in inside),
        **_beside_records(session, station_id, records),
    )
    return assemble(source, records)


def assemble(source: StationSource, records: Sequence[Json]) -> values.Station:
    """Return a station for its pages; ``records`` are its own and those of its plannings, in the source's order."""
    assets = {each.slug: asset(each) for each in source.assets}
    seen = {each.slug: _picture(each) for each in source.pictures if each.crops != "{}"}
    papers = {each.slug: _document(each) for each in source.documents}
    given, *inside = records
    record = record_json.record(Kind.STATION, {**given, "slug": source.item.slug})
    assert isinstance(record, StationRecord)
    return values.Station(
        record=record,
        stop=source.stop,
        plannings=tuple(_planning(*pair, assets, seen, papers) for pair in zip(source.plannings, inside, strict=True)),
        signs=tuple(map(sources.sign_record, source.signs)),
        asset=assets.get(None),
        published_on=source.item.day,
        pictures=tuple(seen[slug] for slug in record.pictures if slug in seen),
        documents=tuple(papers[slug] for slug in record.documents if slug in papers),
        prints=dict(source.prints),
        surroundings=_surroundings(source.surroundings) if source.surroundings else None,
    )


def asset(source: AssetSource) -> values.Asset | None:
    """Return an asset as pages show it, or None while it has never been built."""
    if source.build is None:
        return None
    build, record = record_json.stored(AssetBuild, json.loads(source.build)), json.loads(source.record)
    posters = record_json.stored(Posters, json.loads(source.posters))
    return values.Asset(
        record=record_json.stored(AssetRecord, record) if record else None,
        variants={
            name: values.Files(**vars(files), posters=posters.of(name)) for name, files in build.variants.items()
        },
        schematic=build.schematic,
        size=build.size,
        annotations=build.annotations,
        camera=build.camera,
        placed=tuple(record_json.stored(AssetRecord, json.loads(each)) for each in source.placed),
    )


def _planning(
    source: ItemSource,
    given: Json,
    assets: Mapping[str | None, values.Asset | None],
    seen: Mapping[str, values.Picture],
    papers: Mapping[str, values.Document],
) -> values.Planning:
    record = record_json.record(Kind.PLANNING, {**given, "slug": source.slug})
    assert isinstance(record, PlanningRecord)
    return values.Planning(
        record=record,
        asset=assets.get(record.asset),
        published_on=source.day,
        others={each.asset: found for each in record.variants if each.asset and (found := assets.get(each.asset))},
        pictures=tuple(seen[slug] for slug in record.pictures if slug in seen),
        documents=tuple(papers[slug] for slug in record.documents if slug in papers),
        news=source.news,
    )


def _surroundings(source: SurroundingsSource) -> values.Surroundings:
    said = record_json.stored(Composed, json.loads(source.said))
    return values.Surroundings(glb=f"/media/{source.key}", sources=said.sources, grounds_m=said.grounds_m)


def _picture(source: PictureSource) -> values.Picture:
    record = record_json.stored(PictureRecord, json.loads(source.record))
    share = height_share((source.width_px, source.height_px), record_json.cut_of(record))
    return values.Picture(record=record, files=json.loads(source.crops), height_share=share)


def _document(source: DocumentSource) -> values.Document:
    return values.Document(
        record=record_json.stored(DocumentRecord, json.loads(source.record)),
        facts=record_json.stored(DocumentFacts, json.loads(source.facts)),
        address=f"/media/{source.key}",
    )


def _current(item: Item, instead: Sequence[Revision]) -> Json | None:
    public = item.current.record if item.current else None
    return next((each.record for each in instead if each.item_id == item.id), public)


def _item_source(item: Item) -> ItemSource:
    """Return an item that is shown; for a preview of what riders do not see yet, it is public since today."""
    day = (item.current.published_at if item.current else now()).date().isoformat()
    return ItemSource(slug=item.slug, edition_id=item.current.id if item.current else 0, day=day)


def _news(given: Json, today: date) -> tuple[str, ...]:
    moments = (record_json.stored(Year, each).at for each in given.get("years", ()))
    return tuple(at for at in moments if is_new(at, today))


def _beside_records(session: Session, station_id: int, records: Sequence[Json]) -> Json:
    """Return the fields of a station's source that come from the library and from its signs."""
    slugs = [slug for each in records for slug in assets_in(each)]
    seen, offered = ([slug for each in records for slug in each.get(name, ())] for name in ("pictures", "documents"))
    signs = sources.signs(session, Sign.station_id == station_id)
    prints = sources.prints(session, PrintRun.sign_id.in_([sign.id for sign in signs]))
    there = sources.assets(session, Asset.slug.in_(slugs) | (Asset.station_id == station_id))
    return {
        "assets": tuple(each for each, _ in there),
        "pictures": tuple(each for each, _ in sources.pictures(session, Picture.slug.in_(seen))) if seen else (),
        "documents": tuple(each for each, _ in sources.documents(session, Document.slug.in_(offered)))
        if offered
        else (),
        "signs": tuple(signs),
        "prints": tuple((sign.code, prints[sign.id]) for sign in signs if sign.id in prints),
        "surroundings": sources.surroundings(session, Surroundings.station_id == station_id).get(station_id),
    }


def _neighbour(
    item: Shown, stop: StopRecord, plannings: Sequence[Shown], posters: Mapping[str | None, Posters]
) -> values.Neighbour:
    pictured = (_poster(each.card, posters.get(each.card.asset)) for each in plannings)
    return values.Neighbour(
        slug=item.slug,
        names=item.card.names,
        summaries=item.card.summaries,
        stop=stop,
        partner=item.card.partner,
        topics=tuple(dict.fromkeys(each.card.topic for each in plannings)),
        plannings=len(plannings),
        poster=next(filter(None, pictured), {}),
    )


def _poster(card: Card, posters: Posters | None) -> Mapping[str, str]:
    """Return the poster of what a planning shows first."""
    if posters is None:
        return {}
    return posters.of(card.scene if card.scene in posters.variants else opening(posters.variants))
