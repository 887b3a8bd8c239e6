"""Published: everything public at one moment, read with few queries and without the records of editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.records import record_json, sources
from app.actions.records.dump import Pages
from app.actions.records.sources import (
    AssetSource,
    DocumentSource,
    GoalSource,
    LibraryFile,
    PictureSource,
    SignSource,
    SurroundingsSource,
)
from app.actions.riders import site_values
from app.actions.riders.bundle import Sealed, seal
from app.actions.riders.site_values import Shown, Withdrawn
from app.models import Redirect, now
from app.site import values
from app.site.values import Neighbour, Print, Settings

THE_LINES = 0  # the key of the line's asset among those of stations


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every page is made from: the settings, and the line without its stations."""

    settings: Settings
    line: values.Line


@dataclass(frozen=True, kw_only=True)
class Published:
    """What is public.  Stations as others see them are in the order of the line."""

    frame: Sealed[Frame]
    stations: Sequence[Sealed[Neighbour]]
    pages: Pages
    words: Mapping[str, Mapping[str, str]]
    items: Mapping[int, Shown]
    inside: Mapping[int, Sequence[Shown]]  # station -> its plannings in the order riders see
    assets: Mapping[str | int, Sealed[AssetSource]]  # by slug, a station's own by its id, the line's by THE_LINES
    pictures: Mapping[str, Sealed[PictureSource]]
    documents: Mapping[str, Sealed[DocumentSource]]
    library: tuple[Sequence[LibraryFile], Sequence[LibraryFile], Sequence[LibraryFile]]  # assets, pictures, documents
    signs: Sequence[SignSource]
    goals: Mapping[int, GoalSource]  # of signs whose codes lead elsewhere today
    prints: Mapping[int, tuple[Print, ...]]
    surroundings: Mapping[int, SurroundingsSource]  # by the station about which they stand
    redirects: tuple[tuple[str, str], ...]
    withdrawn: Mapping[int, Withdrawn]
    today: date  # where the line runs

    @property
    def languages(self) -> Sequence[str]:
        return self.frame.value.line.record.languages


def read(session: Session, settings: Settings) -> Published:
    """Return what is public.  Raises Missing before a line was loaded."""
    items = site_values.shown(session)
    row = site_values.the_line(session)
    line = site_values.line(session, row, items)
    assets, pictures, documents = sources.assets(session), sources.pictures(session), sources.documents(session)
    today = now().astimezone(ZoneInfo(line.record.time_zone)).date()
    moved = session.execute(select(Redirect.old, Redirect.new).order_by(Redirect.old))
    return Published(
        frame=seal(Frame(settings=settings, line=replace(line, stations=()))),
        stations=[seal(each) for each in line.stations],
        pages=record_json.pages(row.pages),
        words=row.words,
        items=items,
        inside=site_values.plannings_by_station(items),
        assets={each.slug or each.station_id or THE_LINES: seal(each) for each, _ in assets},
        pictures={each.slug: seal(each) for each, _ in pictures},
        documents={each.slug: seal(each) for each, _ in documents},
        library=([file for _, file in assets if file], [file for _, file in pictures], [file for _, file in documents]),
        signs=sources.signs(session),
        goals=sources.goals(session, today),
        prints=sources.prints(session),
        surroundings=sources.surroundings(session),
        redirects=tuple((old, new) for old, new in moved),
        withdrawn=site_values.withdrawn(session),
        today=today,
    )


def line_with(frame: Sealed[Frame], stations: Sequence[Sealed[Neighbour]]) -> values.Line:
    """Return the line with these stations."""
    return replace(frame.value.line, stations=tuple(each.value for each in stations))
