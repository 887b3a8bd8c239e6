"""Item pages: of each planning and station, and a station's on-site view with the files that its signs anchor."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.actions.records.sources import SignSource
from app.actions.riders import anchor_signs, site_values
from app.actions.riders.bundle import Bundle, Files, Frozen, Rank, Sealed, bundle, seal
from app.actions.riders.published import Frame, Published, line_with
from app.actions.riders.site_values import ItemSource, Shown, StationSource
from app.exchange.records import StopRecord
from app.exchange.timeline import is_new
from app.models import Kind
from app.site import geopose, onsite, pages, paths, route
from app.site.anchors import hanging
from app.site.values import Line, Neighbour, Settings, Station


@dataclass(frozen=True, kw_only=True, slots=True)
class Values:
    """A station, or its planning with this slug; ``stations`` are those beside it on the line, and itself."""

    frame: Sealed[Frame]
    stations: tuple[Sealed[Neighbour], ...]
    station: Sealed[StationSource]
    planning: str = ""


def bundles(published: Published) -> Iterator[Bundle]:
    """Yield the bundles of all stations and of what is inside."""
    beside = _beside(published)
    signs: dict[int, list[SignSource]] = {}
    for sign in published.signs:
        signs.setdefault(sign.station_id, []).append(sign)
    for station in published.items.values():
        if station.kind is not Kind.STATION:
            continue
        near = beside[station.slug]
        source = _source(published, station, near[0].value.stop, signs.get(station.id, ()))
        bare = Values(frame=published.frame, stations=near, station=seal(replace(source, prints=(), surroundings=None)))
        whole = replace(bare, station=seal(source)) if source.prints or source.surroundings else bare
        names = {"item_id": station.id, "edition_id": station.edition_id}
        yield bundle(Rank.STATION, bare, _draw_station, **names)
        yield bundle(Rank.ON_SITE, whole, _draw_on_site, **names)
        for each in published.inside.get(station.id, ()):
            values = replace(bare, planning=each.slug)
            yield bundle(Rank.PLANNING, values, _draw_planning, item_id=each.id, edition_id=each.edition_id)


def _source(published: Published, station: Shown, stop: StopRecord, signs: Sequence[SignSource]) -> StationSource:
    inside = published.inside.get(station.id, ())
    names: dict[str | int, None] = dict.fromkeys([*(slug for each in inside for slug in each.card.assets), station.id])
    pictures = dict.fromkeys(slug for each in (station, *inside) for slug in each.card.pictures)
    documents = dict.fromkeys(slug for each in (station, *inside) for slug in each.card.documents)
    return StationSource(
        item=_item(station, published.today),
        stop=stop,
        plannings=tuple(_item(each, published.today) for each in inside),
        assets=tuple(published.assets[name].value for name in names if name in published.assets),
        pictures=tuple(published.pictures[slug].value for slug in pictures if slug in published.pictures),
        documents=tuple(published.documents[slug].value for slug in documents if slug in published.documents),
        signs=tuple(signs),
        prints=tuple((sign.code, published.prints[sign.id]) for sign in signs if sign.id in published.prints),
        surroundings=published.surroundings.get(station.id),
    )


def _item(item: Shown, today: date) -> ItemSource:
    moments = (name.partition(" ")[0] for name in item.card.moments)
    news = tuple(at for at in moments if is_new(at, today))
    return ItemSource(slug=item.slug, edition_id=item.edition_id, day=item.day, news=news)


def _beside(published: Published) -> Mapping[str, tuple[Sealed[Neighbour], ...]]:
    """Return each station, and those beside it behind it."""
    line = line_with(published.frame, published.stations)
    net = route.network(line)
    sealed = {each.value.slug: each for each in published.stations}
    found = {}
    for slug in sealed:
        before, after = route.beside(net, slug)
        found[slug] = tuple(sealed[each] for each in dict.fromkeys([slug, *(near.slug for near in (*before, *after))]))
    return found


def _draw_station(values: Values, frozen: Frozen) -> Files:
    line, station, settings = _shown(values, frozen)
    return {
        paths.store_key(paths.station_path(lang, line.record.slug, station.record.slug)): pages.station_page(
            line, station, lang, settings
        ).encode()
        for lang in line.record.languages
    }


def _draw_planning(values: Values, frozen: Frozen) -> Files:
    line, station, settings = _shown(values, frozen)
    planning = next(each for each in station.plannings if each.record.slug == values.planning)
    address = {
        lang: paths.planning_path(lang, line.record.slug, station.record.slug, values.planning)
        for lang in line.record.languages
    }
    found = {
        paths.store_key(path): pages.planning_page(line, station, planning, lang, settings).encode()
        for lang, path in address.items()
    }
    pose = geopose.of_planning(
        planning.record, station.record.slug, settings.public_url + address[line.record.first_language]
    )
    return {**found, paths.planning_geopose_key(station.record.slug, values.planning): pose}


def _draw_on_site(values: Values, frozen: Frozen) -> Files:
    line, station, settings = _shown(values, frozen)
    poses = {paths.sign_geopose_key(sign.code): geopose.of_sign(sign, settings) for sign in hanging(station)}
    if not onsite.has_onsite(station):
        return poses
    found = {
        paths.store_key(paths.on_site_path(lang, line.record.slug, station.record.slug)): onsite.onsite_page(
            line, station, lang, settings
        ).encode()
        for lang in line.record.languages
    }
    return poses | found | anchor_signs.draw(frozen.media, line, station, settings)


def _shown(values: Values, frozen: Frozen) -> tuple[Line, Station, Settings]:
    source = values.station.value
    records = frozen.records([each.edition_id for each in (source.item, *source.plannings)])
    line = line_with(values.frame, values.stations)
    return line, site_values.assemble(source, records), values.frame.value.settings
