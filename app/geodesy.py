"""Geodesy: where one place lies as seen from another, on the WGS 84 ellipsoid.

Through earth-centred coordinates (EPSG Guidance Note 7-2: methods 9602, geographic to geocentric, and 9836, geocentric
to topocentric), so that it holds everywhere, also across the date line.  Distance and bearing are those in the plane
that touches the earth at the first place: within a millimetre of the geodesic over 5 km.

``app/site/static/ar/geodesy.js`` does the same in the browser; both are held to ``tests/geodesy.json``.
"""

import math

Point = tuple[float, float]  # lat, lon: degrees

EQUATOR_M = 6_378_137.0  # radius
FLATTENING = 1 / 298.257223563
ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)


def to_local(place: Point, origin: Point) -> tuple[float, float, float]:
    """Return where ``place`` lies as seen from ``origin``: metres east, north, up; both lie on the ellipsoid."""
    x, y, z = (there - here for there, here in zip(_earth_centred(place), _earth_centred(origin), strict=True))
    lat, lon = map(math.radians, origin)
    outward = math.cos(lon) * x + math.sin(lon) * y
    east = math.cos(lon) * y - math.sin(lon) * x
    return east, math.cos(lat) * z - math.sin(lat) * outward, math.cos(lat) * outward + math.sin(lat) * z


def from_local(east_m: float, north_m: float, origin: Point) -> Point:
    """Return the place on the ellipsoid that lies there as seen from ``origin``, for what is no farther than 100 km."""
    lat, lon = origin
    for _ in range(8):  # each brings it nearer by a factor of fifty and more
        east, north, _up = to_local((lat, lon), origin)
        lat += math.degrees((north_m - north) / EQUATOR_M)
        lon += math.degrees((east_m - east) / EQUATOR_M / math.cos(math.radians(lat)))
    return lat, lon


def distance_m(origin: Point, place: Point) -> float:
    """Return how far apart two places are on the ground, metres."""
    east, north, _ = to_local(place, origin)
    return math.hypot(east, north)


def bearing_deg(origin: Point, place: Point) -> float:
    """Return the direction from one place to another, degrees clockwise from true north, 0 <= x < 360."""
    east, north, _ = to_local(place, origin)
    return math.degrees(math.atan2(east, north)) % 360


def _earth_centred(place: Point) -> tuple[float, float, float]:
    lat, lon = map(math.radians, place)
    radius = EQUATOR_M / math.sqrt(1 - ECCENTRICITY_2 * math.sin(lat) ** 2)
    outward = radius * math.cos(lat)
    return outward * math.cos(lon), outward * math.sin(lon), radius * (1 - ECCENTRICITY_2) * math.sin(lat)
