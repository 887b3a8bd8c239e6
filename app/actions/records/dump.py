"""Dump: the database as an exchange folder, or as its content in memory.

Published is what counts: items, words and order as riders see them.  With ``with_drafts`` the newest revision of every
item is taken instead, published or not.  Of the library everything that was loaded goes along, and what the records
show; what somebody uploaded and nothing shows yet stays at home.

``assemble`` makes the content out of plain values, which say all of it but the records: those never change.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from app.actions.records import line_parts, record_json, sources
from app.actions.records.line_record import first_language
from app.actions.records.sources import LibraryFile, SignSource
from app.errors import Missing
from app.exchange.content import Content
from app.exchange.documents import DocumentRecord
from app.exchange.records import (
    AssetRecord,
    LineRecord,
    PictureRecord,
    PlanningRecord,
    StationRecord,
    StopRecord,
    Text,
)
from app.exchange.terms import Term
from app.exchange.writing import write_folder
from app.models import Edition, Item, Kind, Line, Planning, Revision, Sign, Station
from app.models.base import Json
from app.models.use import assets_in
from app.storage import Store

Pages = Mapping[str, Mapping[str, Text]]
Read = Callable[[str], bytes | None]  # key in the media store -> bytes


class Entry(Protocol):
    """An item in short, as a row or as a value."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def slug(self) -> str: ...
    @property
    def station_id(self) -> int | None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class StationSource:
    """A station with its plannings, id and slug, and its signs; their records are named by the ids."""

    id: int
    slug: str
    plannings: tuple[tuple[int, str], ...]
    signs: tuple[SignSource, ...]


@dataclass(frozen=True, kw_only=True)
class ContentSource:
    """What an exchange folder is made from, beside the records of stations and plannings."""

    line: LineRecord
    stops: tuple[StopRecord, ...]
    pages: Pages
    words: Mapping[str, Mapping[str, str]]
    stations: tuple[StationSource, ...]
    assets: tuple[LibraryFile, ...] = ()
    pictures: tuple[LibraryFile, ...] = ()
    documents: tuple[LibraryFile, ...] = ()
    glossary: tuple[Term, ...] = ()  # of those who write; in no file for the public, since nobody reviews it


def dump(session: Session, media: Store, root: Path, *, with_drafts: bool = False) -> int:
    """Write the exchange folder below ``root`` and return how many files it has.  Raises Missing without a line."""
    records = _newest(session) if with_drafts else _published(session)
    assets = [file for _, file in sources.assets(session) if file]
    pictures = [file for _, file in sources.pictures(session)]
    documents = [file for _, file in sources.documents(session)]
    source = _source(
        session,
        records,
        assets=sources.in_library(assets, {slug for each in records.values() for slug in assets_in(each)}),
        pictures=sources.in_library(pictures, _named(records, "pictures")),
        documents=sources.in_library(documents, _named(records, "documents")),
    )
    return write_folder(assemble(source, records, media.get), root)


def _named(records: Mapping[int, Json], field: str) -> set[str]:
    return {slug for each in records.values() for slug in each.get(field, ())}


def words(session: Session, codes: Collection[str]) -> Content:
    """Return what is published at the stations of the signs with these codes, without what the library has.

    Raises Missing if no line was loaded yet.
    """
    return words_at(session, set(session.scalars(select(Sign.station_id).where(Sign.code.in_(codes)))))


def words_at(session: Session, stations: Collection[int]) -> Content:
    """Return the same of stations, by their ids."""
    records = _published(session, stations)
    return assemble(_source(session, records), records, lambda _key: None)


def names(session: Session) -> Mapping[str, str]:
    """Return the titles of all published stations by the number of their stop."""
    path = ("texts", first_language(session), "title")
    stop, title = Edition.record["stop"].as_string(), Edition.record[path].as_string()
    query = select(stop.label("stop"), title.label("title")).join(Station, Station.current_id == Edition.id)
    return {each.stop: each.title for each in session.execute(query)}


def stations(items: Iterable[Entry], signs: Iterable[SignSource]) -> tuple[StationSource, ...]:
    """Return the stations among ``items`` in the order of their slugs, with what belongs to them."""
    inside: dict[int, list[tuple[int, str]]] = {}
    there: dict[int, list[SignSource]] = {}
    ordered = sorted(items, key=lambda each: (each.slug, each.id))
    for item in ordered:
        if item.station_id is not None:
            inside.setdefault(item.station_id, []).append((item.id, item.slug))
    for sign in signs:
        there.setdefault(sign.station_id, []).append(sign)
    return tuple(
        StationSource(
            id=each.id, slug=each.slug, plannings=tuple(inside.get(each.id, ())), signs=tuple(there.get(each.id, ()))
        )
        for each in ordered
        if each.kind is Kind.STATION
    )


def assemble(source: ContentSource, records: Mapping[int, Json], read: Read) -> Content:
    """Return the content that ``source`` describes; ``records`` are those of its items by their ids.

    Raises Missing if a file of the library is not in the media store.
    """
    return Content(
        line=source.line,
        stops=source.stops,
        stations={each.slug: _station(each, records) for each in source.stations},
        plannings={
            each.slug: {slug: _planning(slug, records[planning_id]) for planning_id, slug in each.plannings}
            for each in source.stations
        },
        signs={each.slug: tuple(map(sources.sign_record, each.signs)) for each in source.stations},
        assets={file.slug: record_json.stored(AssetRecord, json.loads(file.record)) for file in source.assets},
        files={file.slug: _files(file, read) for file in source.assets},
        pages={slug: dict(sorted(texts.items())) for slug, texts in sorted(source.pages.items())},
        pictures={file.slug: record_json.stored(PictureRecord, json.loads(file.record)) for file in source.pictures},
        picture_files={file.slug: _files(file, read) for file in source.pictures},
        documents={file.slug: record_json.stored(DocumentRecord, json.loads(file.record)) for file in source.documents},
        document_files={file.slug: _files(file, read) for file in source.documents},
        words=source.words,
        glossary=source.glossary,
    )


def _source(
    session: Session,
    records: Mapping[int, Json],
    *,
    assets: tuple[LibraryFile, ...] = (),
    pictures: tuple[LibraryFile, ...] = (),
    documents: tuple[LibraryFile, ...] = (),
) -> ContentSource:
    """Return the source of what has a record."""
    line = session.scalars(select(Line).options(selectinload(Line.stops))).first()
    if line is None:
        raise Missing("Es ist noch keine Linie geladen.")
    item = Item.__table__.c  # of both kinds: asked for by its classes, each would filter for its own
    query = select(item.id, item.kind, item.slug, item.station_id).where(item.id.in_(list(records)))
    known = session.execute(query).all()
    record, pages = line.record, line.pages
    for row in known:
        record, pages = line_parts.joined(record, pages, row.kind, records[row.id])
    signs = sources.signs(session, Sign.station_id.in_([row.id for row in known if row.kind is Kind.STATION]))
    return ContentSource(
        line=record_json.stored(LineRecord, record),
        stops=tuple(record_json.stored(StopRecord, stop.record) for stop in line.stops),
        pages=record_json.pages(pages),
        words=line.words,
        glossary=tuple(record_json.stored(Term, each) for each in line.glossary),
        stations=stations(known, signs),
        assets=assets,
        pictures=pictures,
        documents=documents,
    )


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


def _station(source: StationSource, records: Mapping[int, Json]) -> StationRecord:
    """Return the record with the plannings that are there, in the record's order, others behind."""
    given, inside = records[source.id], [slug for _, slug in source.plannings]
    order = [slug for slug in given.get("plannings", []) if slug in inside]
    order += [slug for slug in inside if slug not in order]
    found = record_json.record(Kind.STATION, {**given, "slug": source.slug, "plannings": order})
    assert isinstance(found, StationRecord)
    return found


def _planning(slug: str, given: Json) -> PlanningRecord:
    found = record_json.record(Kind.PLANNING, {**given, "slug": slug})
    assert isinstance(found, PlanningRecord)
    return found


def _files(file: LibraryFile, read: Read) -> dict[str, bytes]:
    keys: dict[str, str] = json.loads(file.files)
    found = {name: read(key) for name, key in sorted(keys.items())}
    missing = [name for name, raw in found.items() if raw is None]
    if missing:
        sentence = "Im Medienspeicher fehlen Dateien von %(slug)s: %(names)s."
        raise Missing(sentence, slug=file.slug, names=", ".join(missing))
    return {name: raw for name, raw in found.items() if raw is not None}
