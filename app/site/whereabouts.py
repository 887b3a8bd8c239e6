"""What a phone has to know of the line to tell somebody where they are on it; ``static/js/locate.js`` reads it."""

from app.site import paths, route
from app.site.drawing import Plane
from app.site.route import Network
from app.site.values import Line
from app.site.words import Voice


def whereabouts(line: Line, plane: Plane, voice: Voice) -> dict[str, object]:
    """Return the stops, and how places come onto the map, as plain values.

    ``after`` is the number of the stop that comes before one towards the start of the line, -1 where the line starts.
    """
    net = route.network(line)
    numbers = {dhid: number for number, dhid in enumerate(net.by_dhid)}
    stops = []
    for dhid, stop in net.by_dhid.items():
        before = _before(net, dhid)
        found: dict[str, object] = {"name": stop.name, "at": [stop.lat, stop.lon], "after": numbers.get(before, -1)}
        if station := net.stations.get(dhid):
            name, lang = voice.said(station.names)
            href = paths.station_path(voice.lang, line.record.slug, station.slug)
            found["station"] = {"name": name, "lang": lang, "href": href}
        stops.append(found)
    on_map = {"origin": plane.origin, "x": round(plane.x, 2), "y": round(plane.y, 2), "perM": plane.per_m}
    return {"lang": line.record.first_language, "stops": stops, "plane": on_map}


def _before(net: Network, dhid: str) -> str:
    stop = net.by_dhid[dhid]
    place = net.places[dhid]
    if place:
        return net.stops[stop.branch][place - 1].dhid
    return next((branch.after for branch in net.branches if branch.slug == stop.branch), "")
