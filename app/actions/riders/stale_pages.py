"""Find stale: which pages are made from something else than what is published now.

Pages come in bundles, one for each item with all its languages.  A bundle's key is a hash of the identities of what it
is made from; no record is read for it, so that looking stays cheap at a thousand stations.

    planning, station   its editions, builds, signs and their prints, and the cards of the stations beside it
    line                every card
    codes               every sign, every address, every redirect
    texts               the words of imprint and the like
    sitemap, data       every edition
"""

import enum
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.riders import site_values
from app.actions.riders.site_values import Shown
from app.exchange.records import Branch
from app.models import Asset, Kind, Page, Picture, PrintRun, Redirect, Sign
from app.site.values import Line, Neighbour, Settings
from app.site.version import VERSION

FORMAT = 1  # of what ``render`` makes itself: codes, sitemap, data


class Part(enum.StrEnum):
    """The kinds of bundles, in the order in which they are rendered."""

    PLANNING = "planning"
    STATION = "station"
    LINE = "line"
    CODES = "codes"
    TEXTS = "texts"
    SITEMAP = "sitemap"
    DATA = "data"


RANKS = {part: rank for rank, part in enumerate(Part)}


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Pages that are rendered together; ``item_id`` where they are those of one item."""

    part: Part
    key: str
    item_id: int = 0
    edition_id: int = 0

    @property
    def name(self) -> str:
        return f"{self.part}/{self.item_id}" if self.item_id else str(self.part)


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What is published at one moment, and which bundles do not say so yet, in the order of rendering."""

    line: Line
    items: Mapping[int, Shown]
    stale: tuple[Bundle, ...]
    gone: tuple[str, ...]  # bundles of what is public no more


def look(session: Session, settings: Settings) -> Survey:
    """Return what is published and what is stale.  Raises Missing before a line was loaded."""
    items = site_values.shown(session)
    line = site_values.line(session, items)
    base = _digest(VERSION, FORMAT, settings, line.record, line.stops)
    bundles = [*_items(session, items, line, base), *_whole(session, items, line, base)]
    kept = dict(session.execute(select(Page.bundle, Page.key)).all())
    stale = [bundle for bundle in bundles if kept.get(bundle.name) != bundle.key]
    stale.sort(key=lambda bundle: (RANKS[bundle.part], -bundle.edition_id))
    gone = kept.keys() - {bundle.name for bundle in bundles}
    return Survey(line=line, items=items, stale=tuple(stale), gone=tuple(sorted(gone)))


def _items(session: Session, items: Mapping[int, Shown], line: Line, base: str) -> Iterator[Bundle]:
    built: dict[str | int | None, str] = {}
    for slug, station_id, build_hash in session.execute(select(Asset.slug, Asset.station_id, Asset.build_hash)):
        built[slug or station_id] = build_hash
    cut = dict(session.execute(select(Picture.slug, Picture.crops_hash)).all())
    signs: dict[int, list[list[int | None]]] = {}
    last_run = select(func.max(PrintRun.id)).where(PrintRun.sign_id == Sign.id).scalar_subquery()
    for station_id, *sign in session.execute(
        select(Sign.station_id, Sign.id, Sign.version, last_run).order_by(Sign.id)
    ):
        signs.setdefault(station_id, []).append(sign)
    beside = _beside(line)
    inside = site_values.plannings_by_station(items)
    for station in items.values():
        if station.kind is not Kind.STATION:
            continue
        plannings = [
            (each.slug, each.edition_id, built.get(each.card["asset"]), _shown(each, cut))
            for each in inside.get(station.id, ())
        ]
        own = (station.slug, station.edition_id, built.get(station.id), signs.get(station.id), _shown(station, cut))
        key = _digest(base, own, plannings, beside[station.slug])
        yield Bundle(part=Part.STATION, key=key, item_id=station.id, edition_id=station.edition_id)
        for each in inside.get(station.id, ()):
            key_inside = _digest(key, each.id)
            yield Bundle(part=Part.PLANNING, key=key_inside, item_id=each.id, edition_id=each.edition_id)


def _shown(item: Shown, cut: Mapping[str, str]) -> list[str | None]:
    """Return what the pictures of an item are made of."""
    return [cut.get(slug) for slug in item.card.get("pictures", ())]


def _whole(session: Session, items: Mapping[int, Shown], line: Line, base: str) -> Iterator[Bundle]:
    editions = [(item.id, item.edition_id) for item in items.values()]
    signs = session.execute(select(Sign.id, Sign.version).order_by(Sign.id)).all()
    moved = session.execute(select(Redirect.old, Redirect.new).order_by(Redirect.old)).all()
    addresses = [(item.id, item.slug) for item in items.values()]
    words = site_values.the_line(session).pages
    yield Bundle(part=Part.LINE, key=_digest(base, line.stations))
    yield Bundle(part=Part.CODES, key=_digest(base, signs, moved, addresses))
    yield Bundle(part=Part.TEXTS, key=_digest(base, words))
    yield Bundle(part=Part.SITEMAP, key=_digest(base, editions))
    sources = session.execute(select(Asset.id, Asset.source_hash).order_by(Asset.id)).all()
    pictures = session.execute(select(Picture.id, Picture.crops_hash).order_by(Picture.id)).all()
    yield Bundle(part=Part.DATA, key=_digest(base, editions, signs, sources, pictures, words))


def _beside(line: Line) -> dict[str, str]:
    """Return a hash of the cards beside each station: those before and after it on its branch.

    At forks and ends, where a neighbour is on another branch, all stations of that kind count: more than need be, but
    there are few.
    """
    cards = {station.slug: _digest(station) for station in line.stations}
    runs = [_run(line.stations, branch) for branch in line.record.branches]
    edges = {each.slug for run in runs for each in _edge(run, line)}
    at_edges = _digest(sorted(cards[slug] for slug in edges))
    found = {}
    for run in runs:
        slugs = [each.slug for each in run]
        for place, slug in enumerate(slugs):
            around = [cards[each] for each in slugs[max(0, place - 1) : place + 2]]
            found[slug] = _digest(around, at_edges if slug in edges else "")
    return found


def _run(stations: Iterable[Neighbour], branch: Branch) -> list[Neighbour]:
    return [station for station in stations if station.stop.branch == branch.slug]


def _edge(run: Sequence[Neighbour], line: Line) -> Iterator[Neighbour]:
    """Yield the first and the last station of a branch, and those right before, at and after a fork."""
    if not run:
        return
    yield from (run[0], run[-1])
    forks = {branch.after for branch in line.record.branches if branch.after}
    for fork in (stop for stop in line.stops if stop.dhid in forks and stop.branch == run[0].stop.branch):
        yield from [station for station in run if station.stop.seq <= fork.seq][-2:]
        yield from [station for station in run if station.stop.seq > fork.seq][:1]


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
