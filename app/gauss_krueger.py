"""Gauß-Krüger: eastings and northings of the old surveys of West Germany as latitude and longitude, and back.

Between their datum (DHDN, on Bessel's ellipsoid) and ETRS89 lies a turn and a shift in space, method 9606 of EPSG
Guidance Note 7-2, with the parameters for the south, the middle and the north (EPSG 1778 to 1780), each good for a
metre.  No others are in here: where these do not hold, nothing is converted.
"""

import math
from dataclasses import dataclass
from typing import Self

from app import geodesy, transverse_mercator
from app.geodesy import Point
from app.transverse_mercator import BESSEL, WGS84, Ellipsoid

FALSE_EASTING_M = 500_000.0
STRIPS = {31466: 2, 31467: 3, 31468: 4, 31469: 5}  # EPSG code -> number
STEP_M = 100.0
Vector = tuple[float, float, float]


@dataclass(frozen=True)
class Datum:
    """The way from DHDN to ETRS89: ``shift`` in metres, ``turn`` in arc seconds (position vector), scale in ppm."""

    up_to_deg: float  # latitude
    east_deg: float  # longitude as far as which it holds
    shift: Vector
    turn: Vector
    scale_ppm: float


DATUMS = (
    Datum(50.335, 13.84, (597.1, 71.4, 412.1), (0.894, 0.068, -1.563), 7.58),
    Datum(52.335, 12.03, (584.8, 67.0, 400.3), (0.105, 0.013, -2.378), 10.29),
    Datum(55.1, 11.59, (590.5, 69.5, 411.6), (-0.796, -0.052, -3.601), 8.3),
)
SOUTH_DEG, WEST_DEG = 47.2, 5.8


@dataclass(frozen=True)
class Strip:
    """One strip, three degrees wide; its eastings begin with its number."""

    number: int  # 2 to 5

    @classmethod
    def of_epsg(cls, code: int) -> Self | None:
        """Return the strip of a coordinate reference system; None if it is none."""
        return cls(STRIPS[code]) if code in STRIPS else None

    @property
    def meridian_deg(self) -> float:
        """Return the longitude of the central meridian."""
        return self.number * 3.0

    def place(self, easting_m: float, northing_m: float) -> Point:
        """Return the place of an easting and a northing.  Raises ValueError outside of West Germany."""
        point = complex(northing_m, easting_m - self.number * 1e6 - FALSE_EASTING_M)
        old = transverse_mercator.place(point, self.meridian_deg, BESSEL)
        return _on(WGS84, _moved(_centred(old, BESSEL), _datum(old)))

    def numbers(self, place: Point) -> tuple[float, float]:
        """Return easting and northing of a place, metres.  Raises ValueError outside of West Germany."""
        there, datum = _centred(place, WGS84), _datum(place)
        old = there
        for _ in range(3):  # each comes nearer by the scale and the turn, some 1e-5
            off = (wanted - is_at for wanted, is_at in zip(there, _moved(old, datum), strict=True))
            old = tuple(each + by for each, by in zip(old, off, strict=True))  # type: ignore[assignment]
        point = transverse_mercator.plane(_on(BESSEL, old), self.meridian_deg, BESSEL)
        return point.imag + self.number * 1e6 + FALSE_EASTING_M, point.real

    def convergence_deg(self, place: Point) -> float:
        """Return the bearing of grid north, degrees clockwise from true north."""
        easting_m, northing_m = self.numbers(place)
        ahead = self.place(easting_m, northing_m + STEP_M)
        return (geodesy.bearing_deg(place, ahead) + 180) % 360 - 180


def _datum(place: Point) -> Datum:
    lat, lon = place
    found = next((each for each in DATUMS if lat < each.up_to_deg), None)
    if found is None or lat < SOUTH_DEG or not WEST_DEG < lon < found.east_deg:
        raise ValueError(f"{place} lies outside of West Germany")
    return found


def _moved(point: Vector, datum: Datum) -> Vector:
    """Return a point of the old survey in that of today."""
    x, y, z = point
    rx, ry, rz = (math.radians(each / 3600) for each in datum.turn)
    scale = 1 + datum.scale_ppm * 1e-6
    dx, dy, dz = datum.shift
    return (
        dx + scale * (x - rz * y + ry * z),
        dy + scale * (rz * x + y - rx * z),
        dz + scale * (-ry * x + rx * y + z),
    )


def _centred(place: Point, on: Ellipsoid) -> Vector:
    """Return a place on an ellipsoid as seen from the centre of the earth."""
    lat, lon = map(math.radians, place)
    radius = on.equator_m / math.sqrt(1 - on.eccentricity_2 * math.sin(lat) ** 2)
    across = radius * math.cos(lat)
    return across * math.cos(lon), across * math.sin(lon), radius * (1 - on.eccentricity_2) * math.sin(lat)


def _on(ellipsoid: Ellipsoid, point: Vector) -> Point:
    """Return the place below a point near the ellipsoid."""
    x, y, z = point
    across = math.hypot(x, y)
    lat = math.atan2(z, across * (1 - ellipsoid.eccentricity_2))
    for _ in range(4):
        radius = ellipsoid.equator_m / math.sqrt(1 - ellipsoid.eccentricity_2 * math.sin(lat) ** 2)
        lat = math.atan2(z + ellipsoid.eccentricity_2 * radius * math.sin(lat), across)
    return math.degrees(lat), math.degrees(math.atan2(y, x))
