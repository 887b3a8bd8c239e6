"""Line pages: the line, its map, its texts such as the imprint, and the sitemap."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.actions.records.dump import Pages
from app.actions.records.sources import AssetSource
from app.actions.riders import site_values
from app.actions.riders.bundle import Bundle, Files, Frozen, Rank, Sealed, bundle, compact_json
from app.actions.riders.published import THE_LINES, Frame, Published, line_with
from app.exchange.reading import plain
from app.models import Kind
from app.site import pages, paths
from app.site.values import Neighbour


@dataclass(frozen=True, kw_only=True)
class LineValues:
    frame: Sealed[Frame]
    stations: tuple[Sealed[Neighbour], ...]
    model: Sealed[AssetSource] | None


@dataclass(frozen=True, kw_only=True)
class MapValues:
    """``stations`` by their names."""

    frame: Sealed[Frame]
    stations: tuple[Neighbour, ...]
    model: Sealed[AssetSource] | None


@dataclass(frozen=True, kw_only=True)
class TextValues:
    frame: Sealed[Frame]
    pages: Pages


@dataclass(frozen=True, kw_only=True)
class SitemapValues:
    """``days``: (station,) or (station, planning) -> since when it is public."""

    frame: Sealed[Frame]
    days: tuple[tuple[tuple[str, ...], str], ...]


def bundles(published: Published) -> Iterator[Bundle]:
    """Yield the bundles that the line has once."""
    frame = published.frame
    model = published.assets.get(THE_LINES)
    named = tuple(each.value.named() for each in published.stations)
    values = LineValues(frame=frame, stations=tuple(published.stations), model=model)
    yield bundle(Rank.LINE, values, _draw_line)
    yield bundle(Rank.MAP, MapValues(frame=frame, stations=named, model=model), _draw_map)
    yield bundle(Rank.TEXTS, TextValues(frame=frame, pages=published.pages), _draw_texts)
    yield bundle(Rank.SITEMAP, SitemapValues(frame=frame, days=tuple(sorted(_days(published)))), _draw_sitemap)


def _days(published: Published) -> Iterator[tuple[tuple[str, ...], str]]:
    for item in published.items.values():
        if item.kind is Kind.STATION:
            yield (item.slug,), item.day
        elif station := published.items.get(item.station_id or 0):
            yield (station.slug, item.slug), item.day


def _draw_line(values: LineValues, _frozen: Frozen) -> Files:
    line, settings = line_with(values.frame, values.stations), values.frame.value.settings
    model = site_values.asset(values.model.value) if values.model else None
    found = {
        paths.store_key(paths.line_path(lang, line.record.slug)): pages.line_page(
            line, lang, settings, model=model
        ).encode()
        for lang in line.record.languages
    }
    return found | {"line.json": compact_json(plain(line))}


def _draw_map(values: MapValues, _frozen: Frozen) -> Files:
    line, settings = replace(values.frame.value.line, stations=values.stations), values.frame.value.settings
    model = site_values.asset(values.model.value) if values.model else None
    return {
        paths.store_key(paths.map_path(lang, line.record.slug)): pages.map_page(
            line, lang, settings, model=model
        ).encode()
        for lang in line.record.languages
    }


def _draw_texts(values: TextValues, _frozen: Frozen) -> Files:
    frame = values.frame.value
    return {
        paths.store_key(paths.text_path(lang, slug)): pages.text_page(
            frame.line, slug, texts, lang, frame.settings
        ).encode()
        for slug, texts in values.pages.items()
        for lang in frame.line.record.languages
    }


def _draw_sitemap(values: SitemapValues, _frozen: Frozen) -> Files:
    frame = values.frame.value
    days = dict(values.days)
    last = max(days.values(), default="")
    whole = {(): last, (paths.MAP,): last, (paths.OUTCOME,): last, **days} if days else {}
    return {
        "sitemap.xml": pages.sitemap(frame.line, whole, frame.settings).encode(),
        "robots.txt": pages.robots(frame.settings).encode(),
    }
