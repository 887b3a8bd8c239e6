"""Open data: what is published, as files that anybody may take: GeoJSON, and the exchange folder as a ZIP."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from app.actions.records import dump, sources
from app.actions.records.dump import ContentSource
from app.actions.riders.bundle import Bundle, Files, Frozen, Rank, Sealed, bundle
from app.actions.riders.published import Frame, Published
from app.exchange.content import Content
from app.exchange.manifest import archive
from app.exchange.reading import plain
from app.exchange.records import PlanningRecord, SignRecord, SignState, Text
from app.exchange.writing import files
from app.site import geopose, pages, paths
from app.site.values import Settings

ARCHIVE = "data/exchange.zip"
PAGE = {
    "de": Text(
        title="Offene Daten",
        summary="Alles, was hier öffentlich ist, in offenen Formaten und ohne Anmeldung.",
        body="""## Orte

- [Stationen als GeoJSON](/data/stations.geojson)
- [Planungen als GeoJSON](/data/plannings.geojson)
- [Schilder als GeoJSON](/data/signs.geojson)

Koordinaten sind WGS 84. Zu jedem Ort steht, wie genau er bekannt ist.

Ort und Drehung jedes Schilds und jeder Planung gibt es auch als GeoPose (OGC 21-056r11). Die Adresse steht bei jedem
Eintrag unter `geopose`. Die Höhe über dem Ellipsoid hat noch niemand gemessen; sie steht dort als unbekannt.

## Alles zusammen

- [Der ganze Inhalt als ZIP](/data/exchange.zip): Texte, Orte, Schilder, 3D, Bilder und Dokumente, mit Prüfsummen

Die Lizenz der Texte steht in `stations/line.toml`, die jeder Datei in der `.toml` daneben.
""",
    ),
    "en": Text(
        title="Open data",
        summary="Everything public here, in open formats and without an account.",
        body="""## Places

- [Stations as GeoJSON](/data/stations.geojson)
- [Plannings as GeoJSON](/data/plannings.geojson)
- [Signs as GeoJSON](/data/signs.geojson)

Coordinates are WGS 84. Each place says how well it is known.

Place and orientation of each sign and planning can also be had as a GeoPose (OGC 21-056r11). Its address is given with
each entry under `geopose`. Nobody has measured the height above the ellipsoid yet; it is marked as unknown.

## Everything at once

- [The whole content as a ZIP](/data/exchange.zip): texts, places, signs, 3D, pictures and documents, with checksums

The licence of the texts is in `stations/line.toml`, that of each file in the `.toml` beside it.
""",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Values:
    """The whole content; ``editions``: item -> its edition, whose record never changes."""

    frame: Sealed[Frame]
    content: ContentSource
    editions: tuple[tuple[int, int], ...]


def bundles(published: Published) -> Iterator[Bundle]:
    """Yield the one bundle of everything."""
    line, items = published.frame.value.line, published.items.values()
    assets, pictures, documents = published.library
    content = ContentSource(
        line=line.record,
        stops=line.stops,
        pages=published.pages,
        words=published.words,
        stations=dump.stations(items, published.signs),
        assets=sources.in_library(assets, {slug for each in items for slug in each.card.assets}),
        pictures=sources.in_library(pictures, {slug for each in items for slug in each.card.pictures}),
        documents=sources.in_library(documents, {slug for each in items for slug in each.card.documents}),
    )
    editions = tuple((each.id, each.edition_id) for each in items)
    yield bundle(Rank.DATA, Values(frame=published.frame, content=content, editions=editions), _draw)


def _draw(values: Values, frozen: Frozen) -> Files:
    """Return the files below ``data/``.  Raises Missing if a file of the library is not in the media store."""
    item_ids, edition_ids = zip(*values.editions, strict=True) if values.editions else ((), ())
    records = dict(zip(item_ids, frozen.records(edition_ids), strict=True))
    whole = dump.assemble(values.content, records, frozen.media.get)
    frame = values.frame.value
    return {
        "data/stations.geojson": _geojson(_stations(whole, frame.settings)),
        "data/plannings.geojson": _geojson(_plannings(whole, frame.settings)),
        "data/signs.geojson": _geojson(_signs(whole, frame.settings)),
        ARCHIVE: archive(files(whole)),
        "data/index.html": pages.text_page(
            frame.line, "data", PAGE, frame.line.record.first_language, frame.settings
        ).encode(),
    }


def _stations(whole: Content, settings: Settings) -> list[dict[str, object]]:
    stops = {stop.dhid: stop for stop in whole.stops}
    found = []
    for slug, record in whole.stations.items():
        stop = stops[record.stop]
        properties: dict[str, object] = {
            "slug": slug,
            "dhid": record.stop,
            "city": stop.city,
            "partner": record.partner,
            "titles": {lang: text.title for lang, text in record.texts.items()},
            "summaries": {lang: text.summary for lang, text in record.texts.items()},
            "plannings": list(record.plannings),
            "confidence": record.confidence.value,
            "page": settings.public_url + paths.station_path(whole.line.first_language, whole.line.slug, slug),
        }
        found.append(_feature(slug, stop.lon, stop.lat, properties))
    return found


def _plannings(whole: Content, settings: Settings) -> list[dict[str, object]]:
    return [
        _feature(f"{station}/{slug}", record.place.lon, record.place.lat, _about(whole, station, record, settings))
        for station, plannings in whole.plannings.items()
        for slug, record in plannings.items()
    ]


def _about(whole: Content, station: str, record: PlanningRecord, settings: Settings) -> dict[str, object]:
    return {
        "slug": record.slug,
        "station": station,
        "topic": record.topic,
        "status": record.status.value,
        "titles": {lang: text.title for lang, text in record.texts.items()},
        "summaries": {lang: text.summary for lang, text in record.texts.items()},
        "place_status": record.place.status.value,
        "uncertainty_m": record.place.uncertainty_m,
        "confidence": record.confidence.value,
        "sources": plain(record.sources),
        "page": settings.public_url
        + paths.planning_path(whole.line.first_language, whole.line.slug, station, record.slug),
        "geopose": geopose.planning_address(record, station, settings),
    }


def _signs(whole: Content, settings: Settings) -> list[dict[str, object]]:
    return [
        _feature(sign.code, sign.place.lon, sign.place.lat, _about_sign(station, sign, settings))
        for station, signs in whole.signs.items()
        for sign in signs
        if sign.state is not SignState.RETIRED
    ]


def _about_sign(station: str, sign: SignRecord, settings: Settings) -> dict[str, object]:
    return {
        "code": sign.code,
        "station": station,
        "planning": sign.planning,
        "kind": sign.kind.value,
        "state": sign.state.value,
        "where": dict(sign.where),
        "place_status": sign.place.status.value,
        "uncertainty_m": sign.place.uncertainty_m,
        "facing_deg": sign.facing_deg,
        "facing_uncertainty_deg": sign.facing_uncertainty_deg,
        "facing_status": sign.facing_status.value,
        "page": f"{settings.public_url}/s/{sign.code}",
        "geopose": geopose.sign_address(sign, settings),
    }


def _feature(name: str, lon: float, lat: float, properties: dict[str, object]) -> dict[str, object]:
    point = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": name, "geometry": point, "properties": properties}


def _geojson(features: list[dict[str, object]]) -> bytes:
    whole = {"type": "FeatureCollection", "features": features}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
