"""Dump: the database as an exchange folder, or as its content in memory.

Published is what counts: items, words and order as riders see them.  With ``with_drafts`` the newest revision of every
item is taken instead, published or not.  Of the library everything that was loaded goes along, and what the records
show; what somebody uploaded and nothing shows yet stays at home.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from app.actions.records import record_json
from app.errors import Missing
from app.exchange.content import Content
from app.exchange.records import (
    AssetRecord,
    LineRecord,
    PictureRecord,
    PlanningRecord,
    SignRecord,
    StationRecord,
    Text,
)
from app.exchange.records import Stop as StopRecord
from app.exchange.writing import write_folder
from app.models import Asset, Edition, Item, Line, Picture, Planning, Revision, Sign, Station
from app.models.base import Json
from app.storage import Store


def dump(session: Session, media: Store, root: Path, *, with_drafts: bool = False) -> int:
    """Write the exchange folder below ``root`` and return how many files it has.  Raises Missing without a line."""
    return write_folder(content(session, media, with_drafts=with_drafts), root)


def content(session: Session, media: Store, *, with_drafts: bool = False) -> Content:
    """Return everything an exchange folder holds.  Raises Missing if no line was loaded yet."""
    records = _newest(session) if with_drafts else _published(session)
    assets = _library(session, Asset, {str(each.get("asset")) for each in records.values()})
    pictures = _library(session, Picture, {slug for each in records.values() for slug in each.get("pictures", ())})
    return replace(
        _without_library(session, records),
        assets={str(asset.slug): record_json.stored(AssetRecord, asset.record) for asset in assets},
        files={str(asset.slug): _files(asset, media) for asset in assets},
        pictures={each.slug: record_json.stored(PictureRecord, each.record) for each in pictures},
        picture_files={each.slug: _files(each, media) for each in pictures},
    )


def words(session: Session, codes: Collection[str]) -> Content:
    """Return what is published at the stations of the signs with these codes, without 3D things and pictures.

    Raises Missing if no line was loaded yet.
    """
    where = set(session.scalars(select(Sign.station_id).where(Sign.code.in_(codes))))
    return _without_library(session, _published(session, where), where)


def names(session: Session) -> Mapping[str, str]:
    """Return the German titles of all published stations by the DHID of their stop."""
    stop, title = Edition.record["stop"].as_string(), Edition.record[("texts", "de", "title")].as_string()
    query = select(stop.label("stop"), title.label("title")).join(Station, Station.current_id == Edition.id)
    return {each.stop: each.title for each in session.execute(query)}


def _without_library(session: Session, records: dict[int, Json], where: Collection[int] | None = None) -> Content:
    """Return everything, or what is at the stations ``where`` says (ids)."""
    line = session.scalars(select(Line).options(selectinload(Line.stops))).first()
    if line is None:
        raise Missing("Es ist noch keine Linie geladen.")
    stations: dict[str, StationRecord] = {}
    plannings: dict[str, dict[str, PlanningRecord]] = {}
    query = select(Station).options(selectinload(Station.plannings)).order_by(Station.slug)
    for station in session.scalars(query if where is None else query.where(Station.id.in_(where))):
        if station.id not in records:
            continue
        inside = sorted((each for each in station.plannings if each.id in records), key=lambda each: each.slug)
        plannings[station.slug] = {each.slug: _planning(each, records) for each in inside}
        stations[station.slug] = _station(station, records[station.id], [each.slug for each in inside])
    return Content(
        line=record_json.stored(LineRecord, line.record),
        stops=tuple(record_json.stored(StopRecord, stop.record) for stop in line.stops),
        stations=stations,
        plannings=plannings,
        signs=_signs(session, stations, where),
        assets={},
        files={},
        pages={
            slug: {lang: record_json.stored(Text, text) for lang, text in sorted(texts.items())}
            for slug, texts in sorted(line.pages.items())
        },
        pictures={},
        picture_files={},
    )


def _library(session: Session, table: type[Any], shown: set[str]) -> list[Any]:
    """Return what was loaded or is shown, with what it follows, in the order of slugs."""
    rows = {row.slug: row for row in session.scalars(select(table).where(table.slug.is_not(None)))}
    wanted = {slug for slug, row in rows.items() if slug in shown or (row.by_id is None and not row.deleted_at)}
    for slug in list(wanted):
        while slug := rows[slug].record.get("follows", ""):
            wanted.add(slug)
    return [rows[slug] for slug in sorted(wanted)]


def _published(session: Session, where: Collection[int] | None = None) -> dict[int, Json]:
    query = select(Item.id, Edition.record).join(Edition, Edition.id == Item.current_id)
    if where is not None:
        query = query.where(
            or_(Item.id.in_(where), Item.id.in_(select(Planning.id).where(Planning.station_id.in_(where))))
        )
    return {row.id: row.record for row in session.execute(query)}


def _newest(session: Session) -> dict[int, Json]:
    query = select(Revision.item_id, Revision.record).order_by(Revision.number)
    return {row.item_id: row.record for row in session.execute(query)}


def _station(station: Station, given: Json, inside: list[str]) -> StationRecord:
    """Return the record with the plannings that are there, in the record's order, others behind."""
    order = [slug for slug in given.get("plannings", []) if slug in inside]
    order += [slug for slug in inside if slug not in order]
    found = record_json.record(station.kind, {**given, "slug": station.slug, "plannings": order})
    assert isinstance(found, StationRecord)
    return found


def _planning(planning: Planning, records: dict[int, Json]) -> PlanningRecord:
    found = record_json.record(planning.kind, {**records[planning.id], "slug": planning.slug})
    assert isinstance(found, PlanningRecord)
    return found


def _signs(
    session: Session, stations: dict[str, StationRecord], where: Collection[int] | None
) -> dict[str, tuple[SignRecord, ...]]:
    found: dict[str, list[SignRecord]] = {slug: [] for slug in stations}
    query = select(Sign).options(selectinload(Sign.station), selectinload(Sign.planning)).order_by(Sign.id)
    for sign in session.scalars(query if where is None else query.where(Sign.station_id.in_(where))):
        if sign.station.slug in found:
            found[sign.station.slug].append(record_json.sign_record(sign))
    return {slug: tuple(each) for slug, each in found.items()}


def _files(asset: Asset | Picture, media: Store) -> dict[str, bytes]:
    found = {name: media.get(key) for name, key in sorted(asset.files.items())}
    missing = [name for name, raw in found.items() if raw is None]
    if missing:
        sentence = "Im Medienspeicher fehlen Dateien von %(slug)s: %(names)s."
        raise Missing(sentence, slug=asset.slug, names=", ".join(missing))
    return {name: raw for name, raw in found.items() if raw is not None}
