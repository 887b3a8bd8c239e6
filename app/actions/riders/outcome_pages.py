"""Outcome pages: what became of all plannings, and what one subscribes to of the line, a station or a planning."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.actions.records import record_json
from app.actions.riders.bundle import Bundle, Files, Frozen, Rank, Sealed, bundle
from app.actions.riders.published import Frame, Published
from app.actions.riders.site_values import Shown
from app.exchange.records import PlanningRecord
from app.models import Kind
from app.site import outcome, pages, paths
from app.site.calendar import calendar
from app.site.feed import feed
from app.site.outcome import Became
from app.site.words import voice_of

BEGINNING = "1970-01-01"  # of a line of which nothing is public yet


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A published planning; ``since``: its moments with the day since which each is public."""

    number: int
    station: str
    slug: str
    edition_id: int
    day: str
    since: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Values:
    """The line, or a station of it with its ``names``; ``day`` is that of its last edition."""

    frame: Sealed[Frame]
    plannings: tuple[Source, ...]  # in the order riders see
    day: str
    number: int = 0
    station: str = ""
    names: tuple[tuple[str, str], ...] = ()


def bundles(published: Published) -> Iterator[Bundle]:
    """Yield the bundle of the line, and one for each station with its plannings."""
    by_slug = {each.slug: each for each in published.items.values() if each.kind is Kind.STATION}
    stations = [by_slug[each.value.slug] for each in published.stations]
    inside = {each.slug: _sources(each, published.inside.get(each.id, ())) for each in stations}
    everything = tuple(each for plannings in inside.values() for each in plannings)
    day = max((each.day for each in published.items.values()), default=BEGINNING)
    yield bundle(Rank.OUTCOME, Values(frame=published.frame, plannings=everything, day=day), _draw_line)
    for each in stations:
        values = Values(
            frame=published.frame,
            plannings=inside[each.slug],
            day=each.day,
            number=each.id,
            station=each.slug,
            names=tuple(each.card.names.items()),
        )
        yield bundle(Rank.OUTCOME, values, _draw_station, item_id=each.id, edition_id=each.edition_id)


def _sources(station: Shown, plannings: Sequence[Shown]) -> tuple[Source, ...]:
    return tuple(
        Source(
            number=each.id,
            station=station.slug,
            slug=each.slug,
            edition_id=each.edition_id,
            day=each.day,
            since=tuple(each.card.moments.items()),
        )
        for each in plannings
    )


def _draw_line(values: Values, frozen: Frozen) -> Files:
    frame, plannings = values.frame.value, _became(values, frozen)
    found: Files = {}
    for lang in frame.line.record.languages:
        where = paths.outcome_path(lang, frame.line.record.slug)
        found[paths.store_key(where)] = pages.outcome_page(frame.line, plannings, lang, frame.settings).encode()
        home, name = paths.line_path(lang, frame.line.record.slug), frame.line.record.name
        found |= _followed(values, plannings, lang, page=home, name=name, number=0)
    return found


def _draw_station(values: Values, frozen: Frozen) -> Files:
    line, names, plannings = values.frame.value.line, dict(values.names), _became(values, frozen)
    found: Files = {}
    for lang in line.record.languages:
        here = paths.station_path(lang, line.record.slug, values.station)
        found |= _followed(values, plannings, lang, page=here, name=_said(values, lang, names), number=values.number)
        for each in plannings:
            page = paths.planning_path(lang, line.record.slug, values.station, each.record.slug)
            title = _said(values, lang, {tag: text.title for tag, text in each.record.texts.items()})
            found |= _followed(values, [each], lang, page=page, name=title, number=each.number)
    return found


def _said(values: Values, lang: str, names: Mapping[str, str]) -> str:
    return voice_of(values.frame.value.line, lang).said(names)[0]


def _became(values: Values, frozen: Frozen) -> list[Became]:
    records = frozen.records([each.edition_id for each in values.plannings])
    found = []
    for source, given in zip(values.plannings, records, strict=True):
        record = record_json.record(Kind.PLANNING, {**given, "slug": source.slug})
        assert isinstance(record, PlanningRecord)
        since, day = dict(source.since), source.day
        found.append(Became(number=source.number, station=source.station, record=record, published_on=day, since=since))
    return found


def _followed(values: Values, plannings: Sequence[Became], lang: str, *, page: str, name: str, number: int) -> Files:
    """Return the feed and the calendar beside a page, which is about the item of a number, or the line."""
    line, settings = values.frame.value.line, values.frame.value.settings
    told = outcome.told(line, plannings, lang, settings)
    title = f"{name}: {voice_of(line, lang).gettext('Was daraus wurde')}"
    about = {"known_as": outcome.identity(line, lang, str(number)), "page": page, "title": title}
    changed_on = max((each.published_on for each in plannings), default=values.day)
    return {
        paths.store_key(paths.feed_path(page)): feed(
            line, told, lang, settings, changed_on=changed_on, **about
        ).encode(),
        paths.store_key(paths.calendar_path(page)): calendar(line, told, lang, title=title),
    }
