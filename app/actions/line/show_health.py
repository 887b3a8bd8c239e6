"""Show the health of the line: what is worth doing on what riders see, station by station.

stations  one row each, page by page, with everything found on the station, its plannings, files and signs
count     how many stations there are to page through

It reads what is public; what is on its way is the checklist's.  The number of queries does not grow with the stations.
"""

import enum
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.actions.care import reminder, source
from app.actions.line import show_line
from app.actions.records.line_record import day_of, find, first_language
from app.actions.records.record_json import documents_of, pictures_of, record, texts_of
from app.actions.records.titles import title_of
from app.exchange.languages import is_simple
from app.exchange.records import Confidence, PlanningRecord, StationRecord, Survey
from app.exchange.translation import is_stale
from app.models import (
    Asset,
    Document,
    Edition,
    Item,
    Kind,
    Partner,
    Picture,
    Reminder,
    Sign,
    SignStage,
    SourceCheck,
    Station,
    Stop,
)
from app.models.base import Json
from app.models.use import assets_in

PAGE = show_line.PAGE
LONG = timedelta(days=365)  # nobody has published an item again for so long: it is worth a look


class Lack(enum.StrEnum):
    """What may be lacking, in the order of the page."""

    DUE = "due"  # somebody wanted it to be looked at again, and that day has come
    STALE = "stale"  # the words that a translation was made from have changed
    UNTRANSLATED = "untranslated"
    ALT = "alt"  # a picture or a 3D thing says nothing in a language of the page that shows it
    UNCHECKED = "unchecked"  # easy-to-read language that no group of readers has checked
    DEAD = "dead"  # a source that is named has been gone, or silent, for a while
    MOVED = "moved"  # one has another address now
    SOURCES = "sources"  # none is named
    EXAMPLE = "example"  # inferred by us; the partner has to check it
    PLACE = "place"  # of a planning or a sign: estimated
    OLD = "old"


class About(enum.StrEnum):
    ITEM = "item"
    PICTURE = "picture"
    DOCUMENT = "document"
    ASSET = "asset"
    SIGN = "sign"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that is lacking.  ``key`` is an id, of a sign its code; ``languages`` those that it is about."""

    lack: Lack
    about: About
    key: int | str
    title: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StationHealth:
    """A station on the line, and what was found there, in the order of ``Lack``."""

    id: int
    dhid: str
    title: str
    partner: str
    is_published: bool
    findings: list[Finding] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Lack]:
        return Counter(each.lack for each in self.findings)

    @property
    def by_lack(self) -> dict[Lack, list[Finding]]:
        return {lack: [each for each in self.findings if each.lack is lack] for lack in self.counts}


@dataclass(frozen=True, kw_only=True)
class _Public:
    """What riders see of an item."""

    id: int
    title: str
    given: Json
    found: StationRecord | PlanningRecord
    published_on: date


def count(session: Session, *, partner: str = "") -> int:
    """Return how many stations there are, of one partner if its slug is given."""
    return show_line.count(session, show_line.Filter(partner=partner))


def stations(session: Session, *, at: datetime, partner: str = "", page: int = 1) -> list[StationHealth]:
    """Return the stations of a page (from 1) in line order.  ``at`` is now: what is old is counted from there."""
    query = (
        select(Station.id, Stop.dhid, title_of(session, Station), Partner.name, Station.current_id)
        .join(Stop, Stop.id == Station.stop_id)
        .join(Partner, Partner.id == Station.partner_id)
        .where(Station.archived_at.is_(None), *([Partner.slug == partner] if partner else []))
        .order_by(Stop.position, Station.id)
    )
    rows = session.execute(query.offset((page - 1) * PAGE).limit(PAGE)).all()
    found = _findings(session, [row.id for row in rows], at)
    order = list(Lack)
    return [
        StationHealth(
            id=number,
            dhid=dhid,
            title=title,
            partner=name,
            is_published=current is not None,
            findings=sorted(found[number], key=lambda each: order.index(each.lack)),
        )
        for number, dhid, title, name, current in rows
    ]


def _findings(session: Session, ids: Sequence[int], at: datetime) -> dict[int, list[Finding]]:
    """Return station id -> what is lacking there."""
    items, first, line = _public(session, ids), first_language(session), find(session)
    languages = line.languages if line else ()
    odd = source.odd(session)
    silent = _silent(session, [each for some in items.values() for each in some])
    found: dict[int, list[Finding]] = defaultdict(list)
    for station, some in items.items():
        for each in some:
            found[station] += _of_words(each, languages, first)
            found[station] += _of_grounds(each, (at - LONG).date())
            found[station] += _of_sources(each, odd)
        found[station] += _of_files(some, silent)
    for station, number, title in _due(session, ids, day_of(session, at)):
        found[station].append(Finding(lack=Lack.DUE, about=About.ITEM, key=number, title=title))
    for station, code, where in _estimated_signs(session, ids, first):
        found[station].append(Finding(lack=Lack.PLACE, about=About.SIGN, key=code, title=where or code))
    return found


def _public(session: Session, ids: Sequence[int]) -> dict[int, list[_Public]]:
    """Return station id -> what riders see of it and its plannings, the station first."""
    belongs = func.coalesce(Item.__table__.c.station_id, Item.id)
    query = (
        select(belongs, Item.id, Item.kind, title_of(session, Item), Edition.record, Edition.published_at)
        .join(Edition, Edition.id == Item.current_id)
        .where(belongs.in_(ids), Item.archived_at.is_(None), Item.kind.in_((Kind.STATION, Kind.PLANNING)))
        .order_by(Item.kind.desc(), Item.id)
    )
    items: dict[int, list[_Public]] = defaultdict(list)
    for station, number, kind, title, given, published_at in session.execute(query):
        found = record(kind, given)
        assert isinstance(found, StationRecord | PlanningRecord), "no other kinds were asked for"
        items[station].append(
            _Public(id=number, title=title, given=given, found=found, published_on=published_at.date())
        )
    return items


def _of_words(item: _Public, languages: Sequence[str], first: str) -> Iterator[Finding]:
    texts = texts_of(item.found)
    others = [tag for tag in languages if tag != first]
    lacking = {
        Lack.STALE: [tag for tag in others if is_stale(texts, tag, source=first)],
        Lack.UNTRANSLATED: [tag for tag in others if tag not in texts],
    }
    for lack, tags in lacking.items():
        if tags:
            yield Finding(lack=lack, about=About.ITEM, key=item.id, title=item.title, languages=tuple(tags))


def _of_grounds(item: _Public, long_ago: date) -> Iterator[Finding]:
    found, texts = item.found, texts_of(item.found)
    is_lacking = {
        Lack.UNCHECKED: any(is_simple(tag) and not text.checked_on for tag, text in texts.items()),
        Lack.SOURCES: not found.sources and found.confidence is not Confidence.STATED,
        Lack.EXAMPLE: found.confidence is Confidence.INFERRED,
        Lack.PLACE: isinstance(found, PlanningRecord) and found.place.status is Survey.ESTIMATED,
        Lack.OLD: item.published_on < long_ago,
    }
    for lack, is_so in is_lacking.items():
        if is_so:
            yield Finding(lack=lack, about=About.ITEM, key=item.id, title=item.title)


def _of_sources(item: _Public, odd: Mapping[str, SourceCheck]) -> Iterator[Finding]:
    are_dead = {odd[each.url].is_dead for each in item.found.sources if each.url in odd}
    for lack, is_dead in ((Lack.DEAD, True), (Lack.MOVED, False)):
        if is_dead in are_dead:
            yield Finding(lack=lack, about=About.ITEM, key=item.id, title=item.title)


def _of_files(
    items: Sequence[_Public], silent: dict[tuple[About, str], tuple[int, str, set[str]]]
) -> Iterator[Finding]:
    """Yield pictures, documents and 3D things that lack words in a language of a page that shows them, each once."""
    shown: dict[tuple[About, str], set[str]] = defaultdict(set)
    for each in items:
        tags = {tag for tag in texts_of(each.found) if not is_simple(tag)}
        for file in _files(each):
            shown[file] |= tags
    for file, tags in shown.items():
        number, title, said = silent.get(file, (0, "", set()))
        if number and (lacking := sorted(tags - said)):
            yield Finding(lack=Lack.ALT, about=file[0], key=number, title=title, languages=tuple(lacking))


def _files(item: _Public) -> list[tuple[About, str]]:
    pictures = [(About.PICTURE, slug) for slug in pictures_of(item.found)]
    pictures += [(About.DOCUMENT, slug) for slug in documents_of(item.found)]
    return pictures + [(About.ASSET, slug) for slug in assets_in(item.given)]


def _silent(session: Session, items: Sequence[_Public]) -> dict[tuple[About, str], tuple[int, str, set[str]]]:
    """Return the files that ``items`` show: id, title and the languages in which they have an alternative text."""
    wanted: dict[About, set[str]] = defaultdict(set)
    for each in items:
        for about, slug in _files(each):
            wanted[about].add(slug)
    things: dict[About, Sequence[Picture | Document | Asset]] = {
        About.PICTURE: session.scalars(select(Picture).where(Picture.slug.in_(wanted[About.PICTURE]))).all(),
        About.DOCUMENT: session.scalars(select(Document).where(Document.slug.in_(wanted[About.DOCUMENT]))).all(),
        About.ASSET: session.scalars(select(Asset).where(Asset.slug.in_(wanted[About.ASSET]))).all(),
    }
    return {(about, str(each.slug)): _spoken(each) for about, some in things.items() for each in some}


def _spoken(thing: Picture | Document | Asset) -> tuple[int, str, set[str]]:
    said = {str(tag) for tag, text in thing.record.get("texts", {}).items() if text.get("alt")}
    return thing.id, str(thing.record.get("title", thing.slug)), said


def _due(session: Session, ids: Sequence[int], day: date) -> Sequence[Row[int, int, str]]:
    """Return station id, id and title of what was to be looked at again up to a day."""
    belongs = func.coalesce(Item.__table__.c.station_id, Item.id)
    query = select(belongs, Item.id, title_of(session, Item)).join(Reminder, Reminder.item_id == Item.id)
    query = query.where(belongs.in_(ids), Reminder.due_on <= day, reminder.is_shown())
    return session.execute(query.order_by(Reminder.due_on, Item.id)).all()


def _estimated_signs(session: Session, ids: Sequence[int], first: str) -> Iterator[tuple[int, str, str]]:
    """Yield station id, code and whereabouts of the signs in service that nobody has measured."""
    query = (
        select(Sign.station_id, Sign.code, Sign.record)
        .where(Sign.station_id.in_(ids), Sign.state != SignStage.RETIRED)
        .order_by(Sign.code)
    )
    for station, code, given in session.execute(query):
        if given["place"].get("status", Survey.ESTIMATED) == Survey.ESTIMATED:
            yield station, code, given["where"].get(first, "")
