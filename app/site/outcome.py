"""What became of plannings: the entries of their timelines in words, for pages, feeds and calendars.

entries    those of one planning, the newest first
told       those of several plannings together with what names them elsewhere
identity   what names something for ever
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.exchange.records import PlanningRecord, Source, Year
from app.exchange.timeline import name_of, newest_first
from app.site import paths
from app.site.render import macro_words
from app.site.values import Line, Settings
from app.site.words import Voice, voice_of

HEADING = "was-daraus-wurde"  # of the timeline on a planning's page


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A moment of a planning in one language.  ``about`` are its own words, in ``lang``; empty: its kind says it.

    ``status`` says how far the planning is since then, empty if nothing does.
    """

    year: Year
    when: str
    about: str
    lang: str
    kind: str
    status: str
    source: Source | None
    is_new: bool

    @property
    def words(self) -> str:
        """Return what happened, or is to happen."""
        return self.about or self.kind


@dataclass(frozen=True, kw_only=True)
class Became:
    """A planning in public, and since when each of its moments is, by ``timeline.name_of``.

    ``number`` stays with it through renames; ``published_on`` is the day of its edition.
    """

    number: int
    station: str
    record: PlanningRecord
    published_on: str
    since: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Told:
    """An entry as feeds and calendars name it: known by ``id`` (a UUID) for ever, public since a day (ISO 8601)."""

    id: str
    since: str
    planning: str
    page: str  # absolute
    summary: str  # when, how far the planning is since then, and who says so
    entry: Entry


def entries(record: PlanningRecord, voice: Voice, news: Sequence[str] = ()) -> list[Entry]:
    """Return the timeline of a planning, the newest first; ``news`` are the moments that are new."""
    text, lang = voice.said(record.texts)
    sources = {each.url: each for each in record.sources}
    return [
        Entry(
            year=each,
            when=voice.moment(each),
            about=text.years.get(each.at, ""),
            lang=lang,
            kind=macro_words(voice, "year_kind", each.kind),
            status="" if each.status is None else macro_words(voice, "status", each.status),
            source=sources.get(each.source),
            is_new=each.at in news,
        )
        for each in newest_first(record.years)
    ]


def told(line: Line, plannings: Sequence[Became], lang: str, settings: Settings) -> list[Told]:
    """Return the entries of plannings, each once, those first that became public last."""
    voice = voice_of(line, lang)
    found = {}
    for each in plannings:
        title = voice.said(each.record.texts)[0].title
        page = settings.public_url + paths.planning_path(lang, line.record.slug, each.station, each.record.slug)
        for entry in entries(each.record, voice):
            name = name_of(entry.year)
            known_as = identity(line, lang, str(each.number), name)
            since = each.since.get(name, each.published_on)
            about = {"planning": title, "page": f"{page}#{HEADING}", "summary": _summary(entry, voice)}
            found[known_as] = Told(id=known_as, since=since, entry=entry, **about)
    return sorted(found.values(), key=lambda each: (each.since, each.entry.year.at), reverse=True)


def identity(line: Line, *names: str) -> str:
    """Return a UUID that stays the same wherever the line is published and however its pages are called."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((line.record.slug, *names))))


def _summary(entry: Entry, voice: Voice) -> str:
    status, source = voice.gettext("Status"), voice.gettext("Quelle:")
    told = [entry.when, f"{status}: {entry.status}" if entry.status else ""]
    told.append(f"{source} {entry.source.title}" if entry.source else "")
    return " · ".join(filter(None, told))
