"""Load: an exchange folder into the database, whole or not at all.

What riders see changes only with ``is_public``: without it, changed words become drafts, also those of the line, its
partners and its pages, and line, stops, signs and assets that exist already stay as they are.  Everything is done in
the system's name.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content import edit, publish
from app.actions.documents import add_document
from app.actions.library import add_picture, build_assets, pins
from app.actions.line import prove_on_site
from app.actions.people import accounts
from app.actions.records import line_parts
from app.actions.signs import signs
from app.errors import Invalid
from app.exchange.content import Content
from app.exchange.folder import FaultyFolderError, read_folder
from app.exchange.reading import plain
from app.models import (
    Account,
    Event,
    EventKind,
    Item,
    Kind,
    Line,
    LineText,
    LineWords,
    PageText,
    Partner,
    PartnerName,
    Planning,
    Revision,
    State,
    Station,
    Stop,
)
from app.models.base import Json
from app.storage import Store

T = TypeVar("T")
WORDS: dict[Kind, type[LineWords]] = {Kind.LINE: LineText, Kind.PARTNER: PartnerName, Kind.PAGE: PageText}


@dataclass
class Loaded:
    """How much was in the folder, and how many items got new words from it."""

    stations: int = 0
    plannings: int = 0
    signs: int = 0
    assets: int = 0
    pictures: int = 0
    documents: int = 0
    changed: int = 0


@dataclass(frozen=True, kw_only=True)
class Load:
    """One load on its way."""

    session: Session
    content: Content
    by: Account
    is_public: bool
    loaded: Loaded


def load(session: Session, media: Store, root: Path, *, is_public: bool) -> Loaded:
    """Bring the folder ``root`` into the database and its assets' files into the media store.

    Raises Invalid with every fault if the folder is faulty or for another line; then nothing is changed.
    """
    try:
        content = read_folder(root)
    except FaultyFolderError as error:
        raise Invalid("Der Ordner hat Fehler. Es wurde nichts geändert.", faults=error.faults) from error
    on = Load(session=session, content=content, by=accounts.system(session), is_public=is_public, loaded=Loaded())
    _line(on)
    _parts(on)
    for slug, files in content.files.items():
        build_assets.load_asset(session, media, content.assets[slug], files, is_public=is_public)
        on.loaded.assets += 1
    for slug, files in content.picture_files.items():
        add_picture.load_picture(session, media, content.pictures[slug], files, is_public=is_public)
        on.loaded.pictures += 1
    for slug, files in content.document_files.items():
        add_document.load_document(session, media, content.documents[slug], files, is_public=is_public)
        on.loaded.documents += 1
    for slug in content.stations:
        _station(on, slug)
    if is_public:
        _reissue(on)
    session.add(Event(what=EventKind.LOAD, by=on.by, comment=root.name))
    session.flush()
    return on.loaded


def _line(on: Load) -> None:
    record = on.content.line
    line = on.session.scalars(select(Line)).first()
    if line is not None and line.slug != record.slug:
        sentence = "Hier liegt schon die Linie %(here)s; der Ordner ist für die Linie %(there)s."
        raise Invalid(sentence, here=line.slug, there=record.slug)
    if line is not None and not on.is_public:
        line.glossary = line.glossary or plain(on.content.glossary)
        return
    if line is None:
        line = Line(slug=record.slug, record={}, pages={})
        on.session.add(line)
    decided = {name: line.record[name] for name in (prove_on_site.FIELD,) if name in line.record}
    line.record = decided | plain(record)
    line.pages = plain(on.content.pages)
    line.words = plain(on.content.words)
    line.glossary = plain(on.content.glossary) or line.glossary or []
    for each in record.partners:
        partner = _partner(on.session, each.slug) or Partner(slug=each.slug, name=each.name)
        partner.name = each.name
        on.session.add(partner)
    known = {stop.dhid: stop for stop in line.stops}
    for position, given in enumerate(on.content.stops, start=1):
        stop = known.get(given.dhid) or Stop(line=line, dhid=given.dhid)
        stop.name, stop.position, stop.record = given.name, position, plain(given)
        on.session.add(stop)
    on.session.flush()


def _parts(on: Load) -> None:
    """Bring what the line says of itself, each part as an item of its own."""
    line = plain(on.content.line)
    first = _known(_partner(on.session, on.content.line.partners[0].slug))
    for kind, slug, record in line_parts.parts(line, plain(on.content.pages)):
        table = WORDS[kind]
        item = on.session.scalars(select(table).where(table.slug == slug)).first()
        if item is None:
            item = table(slug=slug, partner=(_partner(on.session, slug) if kind is Kind.PARTNER else None) or first)
            on.session.add(item)
            on.session.flush()
        _words(on, item, record)


def _station(on: Load, slug: str) -> None:
    record = on.content.stations[slug]
    station = on.session.scalars(select(Station).where(Station.slug == slug)).first()
    if station is None:
        station = Station(slug=slug)
        on.session.add(station)
    if station.current is None or on.is_public:
        station.partner = _known(_partner(on.session, record.partner))
        station.stop = _known(on.session.scalars(select(Stop).where(Stop.dhid == record.stop)).first())
    on.session.flush()
    _words(on, station, plain(record))
    plannings = {planning.slug: planning for planning in station.plannings}
    for each in on.content.plannings[slug].values():
        planning = plannings.get(each.slug)
        if planning is None:
            planning = plannings[each.slug] = Planning(slug=each.slug, station=station)
            on.session.add(planning)
            on.session.flush()
        _words(on, planning, plain(each))
    for sign in on.content.signs[slug]:
        signs.load_sign(on.session, station, sign, by=on.by, is_public=on.is_public)
        on.loaded.signs += 1


def _words(on: Load, item: Item, record: Json) -> None:
    """Make a revision of ``record`` if it says something new, and publish it if that is wanted."""
    if item.kind is Kind.STATION:
        on.loaded.stations += 1
    elif item.kind is Kind.PLANNING:
        on.loaded.plannings += 1
    newest = edit.newest(on.session, item)
    is_new = newest is None or newest.record != record
    if is_new:
        newest = _draft(on, item, record, newest)
        on.loaded.changed += 1
    if on.is_public and newest is not None and (item.current is None or item.current.revision is not newest):
        for state in (State.SUBMITTED, State.APPROVED):
            if newest.state is not state and newest.state is not State.APPROVED:
                newest.move(state)
        newest.pins = pins.pin(on.session, newest.record)
        publish.publish(on.session, newest, by=on.by)


def _reissue(on: Load) -> None:
    """Give whatever shows files that were loaded anew an edition that says so: loading was the decision."""
    for item in on.session.scalars(select(Item).where(Item.current_id.is_not(None)).order_by(Item.id)):
        assert item.current is not None
        if pins.changed(on.session, item.current.record, item.current.pins):
            publish.reissue(on.session, item, item.current.record, by=on.by, what=EventKind.LOAD)


def _draft(on: Load, item: Item, record: Json, base: Revision | None) -> Revision:
    """Return a draft with ``record``: the one that an earlier load left, or a new one."""
    own = (Revision.item == item, Revision.author == on.by, Revision.state == State.DRAFT)
    draft = on.session.scalars(select(Revision).where(*own)).first()
    if draft is None:
        return edit.add_draft(on.session, item, record, by=on.by, based_on=base)
    draft.record, draft.based_on = record, base
    on.session.flush()
    return draft


def _partner(session: Session, slug: str) -> Partner | None:
    return session.scalars(select(Partner).where(Partner.slug == slug)).first()


def _known(found: T | None) -> T:
    if found is None:
        raise LookupError("the folder was checked, but names something that is not there")
    return found
