"""JSON-LD: what search engines and other machines read on a page (schema.org)."""

import json

from markupsafe import Markup

from app.exchange.records import Partner, Place, StopRecord
from app.site.render import Frame
from app.site.values import Line, Planning, Settings, Station
from app.site.variants import Shown, first, shown

CONTEXT = "https://schema.org"


def line_graph(line: Line, frame: Frame, settings: Settings) -> Markup:
    """Return the line as a list of its stations."""
    stations = [
        {
            "@type": "ListItem",
            "position": place,
            "url": f"{frame.address}{near.slug}/",
            "name": frame.voice.said(near.names)[0],
        }
        for place, near in enumerate(line.stations, start=1)
    ]
    return _script(_page(frame, settings) | {"mainEntity": {"@type": "ItemList", "itemListElement": stations}})


def station_graph(station: Station, frame: Frame, settings: Settings) -> Markup:
    """Return a station as a place of public transport; schema.org knows no tram stop."""
    stop = station.stop
    main = {"@type": "TrainStation", "name": stop.name, "geo": _geo(stop), "identifier": _dhid(stop)}
    return _script(_page(frame, settings) | {"mainEntity": main})


def planning_graph(planning: Planning, partner: Partner, frame: Frame, settings: Settings) -> Markup:
    """Return a planning as a place that a 3D model shows; never as a building before it stands."""
    main: dict[str, object] = {"@type": "Place", "name": frame.title, "geo": _geo(planning.record.place)}
    if opening := first(shown(planning)):
        main["subjectOf"] = _model(opening, frame, settings)
    about = {
        "mainEntity": main,
        "creator": {"@type": "Organization", "name": partner.name},
        "citation": [source.url for source in planning.record.sources],
    }
    return _script(_page(frame, settings) | about)


def _page(frame: Frame, settings: Settings) -> dict[str, object]:
    return {
        "@context": CONTEXT,
        "@type": "WebPage",
        "url": frame.address,
        "name": frame.title,
        "description": frame.description,
        "inLanguage": frame.lang,
        "publisher": {"@type": "Organization", "name": settings.operator_name},
    }


def _geo(place: Place | StopRecord) -> dict[str, object]:
    return {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}


def _dhid(stop: StopRecord) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": "DHID", "value": stop.dhid}


def _model(opening: Shown, frame: Frame, settings: Settings) -> dict[str, object]:
    asset, files = opening.asset, opening.files
    shown: dict[str, object] = {
        "@type": "3DModel",
        "name": frame.title,
        "encoding": _encoding(
            settings, (files.true or files.table).glb, "model/gltf-binary"
        ),  # plain: everybody reads it
    }
    if asset.record:
        shown |= {"license": asset.record.licence, "creditText": asset.record.author}
    return shown


def _encoding(settings: Settings, address: str, kind: str) -> dict[str, str]:
    return {"@type": "MediaObject", "contentUrl": f"{settings.public_url}{address}", "encodingFormat": kind}


def _script(graph: dict[str, object]) -> Markup:
    """Return the graph as JSON that cannot leave its script element."""
    plain = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        plain = plain.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(plain)  # noqa: S704 -- no sign of HTML is left in it
