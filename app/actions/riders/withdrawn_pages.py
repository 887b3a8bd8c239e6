"""Withdrawn pages: for each station and planning that riders saw once and see no more, a page that says so.

They stand beside the addresses and not at them: ``web/riders/rider.py`` answers with them where no page is any more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.actions.riders.bundle import Bundle, Files, Frozen, Rank, Sealed, bundle, seal
from app.actions.riders.published import Frame, Published
from app.site import pages, paths
from app.site.values import Neighbour


@dataclass(frozen=True, kw_only=True)
class Values:
    """A planning at ``station``, or the station itself where ``planning`` is empty; ``stations`` by their names."""

    frame: Sealed[Frame]
    stations: Sealed[tuple[Neighbour, ...]]
    station: str
    planning: str
    names: Mapping[str, str]


def bundles(published: Published) -> Iterator[Bundle]:
    """Yield the bundle of each that was withdrawn."""
    named = seal(tuple(each.value.named() for each in published.stations))
    for each in published.withdrawn.values():
        station, planning = (each.station, each.slug) if each.station else (each.slug, "")
        values = Values(
            frame=published.frame, stations=named, station=station, planning=planning, names=dict(each.names)
        )
        yield bundle(Rank.WITHDRAWN, values, _draw, item_id=each.id)


def _draw(values: Values, _frozen: Frozen) -> Files:
    frame = values.frame.value
    line = replace(frame.line, stations=values.stations.value)
    beside = next((each for each in line.stations if values.planning and each.slug == values.station), None)
    slugs = "/".join(filter(None, (line.record.slug, values.station, values.planning)))
    return {
        paths.withdrawn_key(paths.line_path(lang, slugs)): pages.withdrawn_page(
            line, values.names, lang, frame.settings, is_planning=bool(values.planning), station=beside
        ).encode()
        for lang in line.record.languages
    }
