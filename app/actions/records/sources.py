"""Sources: rows that change, as plain frozen values that public files are made from.

Their JSON stays the text that the table holds: such a value is hashed without being parsed, at every look, and parsed
only where a file is drawn from it.

assets, pictures, documents, signs    what is there, read with one query each; conditions narrow it
prints                     how signs stand on paper, the newest first
surroundings               what stands about stations, as far as it is known
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.actions.records import record_json
from app.exchange.records import SignRecord
from app.models import Asset, Document, GoalKind, Item, Picture, PrintRun, Sign, SignGoal, SignStage, Surroundings
from app.models.base import Json
from app.site.values import Print

Condition = ColumnElement[bool]
SOURCE = "source.pdf"  # how the one file of a document is called in a folder


@dataclass(frozen=True, kw_only=True, slots=True)
class LibraryFile:
    """An asset, a picture or a document as open data has it; ``files`` are those it was made from.

    ``is_loaded``: it came with an exchange folder and goes along again, whether something shows it or not.
    ``placed`` are the uploads that a scene places.
    """

    slug: str
    record: str
    files: str
    is_loaded: bool
    placed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AssetSource:
    """What pages need of an asset.  A station's own has no slug and an empty record; ``build`` is None before any.

    ``placed`` are the records of the uploads that a scene places.
    """

    slug: str | None
    station_id: int | None
    record: str
    build: str | None
    posters: str
    placed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureSource:
    """What pages need of a picture."""

    slug: str
    record: str
    crops: str
    width_px: int
    height_px: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentSource:
    """What pages need of a document; ``key`` is that of its file in the media store."""

    slug: str
    record: str
    facts: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SignSource:
    """A sign; ``planning`` is the slug of the one it leads to, empty for its station."""

    id: int
    code: str
    state: SignStage
    station_id: int
    planning_id: int | None
    planning: str
    moved_to_id: int | None
    record: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalSource:
    """Where a code leads for the time being: to its station, to the planning ``item_id``, or to the line."""

    kind: GoalKind
    item_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SurroundingsSource:
    """What stands about a station: the key of its GLB in the media store, and what is said of it."""

    key: str
    said: str


def assets(session: Session, *conditions: Condition) -> list[tuple[AssetSource, LibraryFile | None]]:
    """Return assets, each with what open data has of it; a station's own has no such thing."""
    columns = (Asset.slug, Asset.station_id, _raw(Asset.record), _raw(Asset.build), _raw(Asset.posters))
    of_file = (_raw(Asset.files), Asset.by_id, Asset.deleted_at, Asset.placed)
    rows = session.execute(select(*columns, *of_file).where(*conditions).order_by(Asset.id)).all()
    records = _records(session, {slug for row in rows for slug in row.placed})
    found = []
    for slug, station_id, record, build, posters, files, by_id, deleted_at, placed in rows:
        inside = tuple(records[each] for each in placed if each in records)
        source = AssetSource(
            slug=slug, station_id=station_id, record=record, build=build, posters=posters, placed=inside
        )
        file = _file(slug, record, files, by_id, deleted_at) if slug else None
        found.append((source, replace(file, placed=tuple(placed)) if file else None))
    return found


def _records(session: Session, slugs: Collection[str]) -> dict[str, str]:
    """Return slug -> record of assets, without a query where none is asked for."""
    if not slugs:
        return {}
    return {
        str(slug): record
        for slug, record in session.execute(select(Asset.slug, _raw(Asset.record)).where(Asset.slug.in_(slugs)))
    }


def pictures(session: Session, *conditions: Condition) -> list[tuple[PictureSource, LibraryFile]]:
    """Return pictures, each with what open data has of it."""
    columns = (Picture.slug, _raw(Picture.record), _raw(Picture.crops), Picture.width_px, Picture.height_px)
    query = select(*columns, _raw(Picture.files), Picture.by_id, Picture.deleted_at).order_by(Picture.id)
    found = []
    for slug, record, crops, width_px, height_px, files, by_id, deleted_at in session.execute(query.where(*conditions)):
        source = PictureSource(slug=slug, record=record, crops=crops, width_px=width_px, height_px=height_px)
        found.append((source, _file(slug, record, files, by_id, deleted_at)))
    return found


def documents(session: Session, *conditions: Condition) -> list[tuple[DocumentSource, LibraryFile]]:
    """Return documents, each with what open data has of it."""
    columns = (Document.slug, _raw(Document.record), _raw(Document.facts), Document.files[(SOURCE,)].as_string())
    query = select(*columns, _raw(Document.files), Document.by_id, Document.deleted_at).order_by(Document.id)
    found = []
    for slug, record, facts, key, files, by_id, deleted_at in session.execute(query.where(*conditions)):
        source = DocumentSource(slug=slug, record=record, facts=facts, key=key)
        found.append((source, _file(slug, record, files, by_id, deleted_at)))
    return found


def goals(session: Session, on: date) -> dict[int, GoalSource]:
    """Return where codes lead on a day that were led elsewhere, by the sign; of several the newest counts."""
    query = select(SignGoal.sign_id, SignGoal.kind, SignGoal.item_id).where(
        SignGoal.taken_back_at.is_(None),
        SignGoal.from_on <= on,
        or_(SignGoal.until_on.is_(None), SignGoal.until_on >= on),
    )
    rows = session.execute(query.order_by(SignGoal.sign_id, SignGoal.number))
    return {sign_id: GoalSource(kind=kind, item_id=item_id) for sign_id, kind, item_id in rows}


def signs(session: Session, *conditions: Condition) -> list[SignSource]:
    """Return signs in the order of their ids."""
    planning = Item.__table__.alias("planning")
    columns = (Sign.id, Sign.code, Sign.state, Sign.station_id, Sign.planning_id, planning.c.slug, Sign.moved_to_id)
    query = select(*columns, _raw(Sign.record)).outerjoin(planning, planning.c.id == Sign.planning_id)
    return [
        SignSource(
            id=row[0],
            code=row[1],
            state=row[2],
            station_id=row[3],
            planning_id=row[4],
            planning=row[5] or "",
            moved_to_id=row[6],
            record=row[7],
        )
        for row in session.execute(query.where(*conditions).order_by(Sign.id))
    ]


def prints(session: Session, *conditions: Condition) -> dict[int, tuple[Print, ...]]:
    """Return the prints of each sign that was printed, by its id."""
    query = select(PrintRun.sign_id, PrintRun.address, PrintRun.code_mm).where(
        *conditions, PrintRun.is_cancelled.is_(False)
    )
    found: dict[int, tuple[Print, ...]] = {}
    for sign_id, address, code_mm in session.execute(query.order_by(PrintRun.id.desc())):
        found[sign_id] = (*found.get(sign_id, ()), Print(address=address, code_mm=code_mm))
    return found


def surroundings(session: Session, *conditions: Condition) -> dict[int, SurroundingsSource]:
    """Return what stands about each station of which that is known, by its id."""
    query = select(Surroundings.station_id, Surroundings.key, _raw(Surroundings.said)).where(*conditions)
    found = session.execute(query.order_by(Surroundings.station_id))
    return {station_id: SurroundingsSource(key=key, said=said) for station_id, key, said in found if key}


def sign_record(source: SignSource) -> SignRecord:
    """Return the whole record of a sign.  Raises ValueError if it is none, which would be a fault of ours."""
    given = {"planning": source.planning} if source.planning else {}
    whole = {**json.loads(source.record), **given, "code": source.code, "state": source.state.value}
    return record_json.stored(SignRecord, whole)


def in_library(files: Iterable[LibraryFile], shown: Iterable[str]) -> tuple[LibraryFile, ...]:
    """Return what was loaded or is shown, with what it follows and places, in the order of slugs."""
    by_slug = {file.slug: file for file in files}
    waiting = [*shown, *(slug for slug, file in by_slug.items() if file.is_loaded)]
    wanted: set[str] = set()
    while waiting:
        slug = waiting.pop()
        if slug in by_slug and slug not in wanted:
            wanted.add(slug)
            waiting += [_follows(by_slug[slug]), *by_slug[slug].placed]
    return tuple(by_slug[slug] for slug in sorted(wanted))


def _follows(file: LibraryFile) -> str:
    given: Json = json.loads(file.record)
    return str(given.get("follows", ""))


def _file(slug: str, record: str, files: str, by_id: int | None, deleted_at: object) -> LibraryFile:
    return LibraryFile(slug=slug, record=record, files=files, is_loaded=by_id is None and not deleted_at)


def _raw(column: InstrumentedAttribute[Any]) -> ColumnElement[str]:
    return cast(column, Text)
