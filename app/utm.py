"""UTM: eastings and northings of official data as latitude and longitude, and back.

Transverse Mercator by Krüger's series in n to the sixth order (C. F. F. Karney, Transverse Mercator with an accuracy of
a few nanometers, Journal of Geodesy 85, 2011; the numbers beside the code are those of its equations), which is method
9807 of EPSG Guidance Note 7-2.  WGS 84 and ETRS89 are taken for the same: in Europe they lie less than a metre apart,
and their ellipsoids differ by a tenth of a millimetre.
"""

import cmath
import math
from dataclasses import dataclass
from typing import Self

from app.geodesy import ECCENTRICITY_2, EQUATOR_M, FLATTENING, Point

SCALE = 0.9996  # on the central meridian
FALSE_EASTING_M, FALSE_NORTHING_M = 500_000.0, 10_000_000.0  # the second south of the equator
ETRS89, WGS84_NORTH, WGS84_SOUTH = 25800, 32600, 32700  # EPSG codes less the number of the zone
ETRS89_ZONES = range(28, 39)
WITH_HEIGHT = {5554: 31, 5555: 32, 5556: 33}  # ETRS89 / UTM with DHHN92 height: EPSG code -> zone
WITH_ZONE_FIRST = {5649: 31, 4647: 32, 5650: 33}  # eastings that begin with the number of the zone
REACH_DEG = 9.0  # from the central meridian: as far as the plane is of any use


@dataclass(frozen=True)
class Zone:
    """One zone of the Universal Transverse Mercator; ``prefix_m`` is put before its eastings by some."""

    number: int  # 1 to 60
    is_south: bool = False
    prefix_m: float = 0.0

    @classmethod
    def of_epsg(cls, code: int) -> Self | None:
        """Return the zone of a coordinate reference system; None if it is no UTM on ETRS89 or WGS 84."""
        if code in WITH_HEIGHT:
            return cls(WITH_HEIGHT[code])
        if code in WITH_ZONE_FIRST:
            return cls(WITH_ZONE_FIRST[code], prefix_m=WITH_ZONE_FIRST[code] * 1e6)
        for family, zones in ((ETRS89, ETRS89_ZONES), (WGS84_NORTH, range(1, 61)), (WGS84_SOUTH, range(1, 61))):
            if code - family in zones:
                return cls(code - family, is_south=family == WGS84_SOUTH)
        return None

    @property
    def meridian_deg(self) -> float:
        """Return the longitude of the central meridian."""
        return self.number * 6.0 - 183.0


def from_utm(easting_m: float, northing_m: float, zone: Zone) -> Point:
    """Return the place of an easting and a northing.  Raises ValueError if they lie far outside of the zone."""
    east_m = easting_m - zone.prefix_m - FALSE_EASTING_M
    north_m = northing_m - (FALSE_NORTHING_M if zone.is_south else 0.0)
    if not (abs(east_m) < 1e6 and abs(north_m) < 1e7):
        raise ValueError(f"{easting_m} {northing_m} lies outside of zone {zone.number}")
    on_sphere = _inverse(complex(north_m, east_m) / (SCALE * RADIUS_M))
    xi, eta = on_sphere.real, on_sphere.imag
    conformal = math.sin(xi) / math.hypot(math.sinh(eta), math.cos(xi))
    lon = zone.meridian_deg + math.degrees(math.atan2(math.sinh(eta), math.cos(xi)))
    return math.degrees(math.atan(_geographic(conformal))), (lon + 180) % 360 - 180


def to_utm(place: Point, zone: Zone) -> tuple[float, float]:
    """Return the easting and the northing of a place, metres.  Raises ValueError if it lies far outside of the zone."""
    on_sphere = _on_sphere(place, zone)
    projected = SCALE * RADIUS_M * _forward(on_sphere)
    northing_m = projected.real + (FALSE_NORTHING_M if zone.is_south else 0.0)
    return projected.imag + FALSE_EASTING_M + zone.prefix_m, northing_m


def convergence_deg(place: Point, zone: Zone) -> float:
    """Return the bearing of grid north, degrees clockwise from true north: to be added to bearings of the grid."""
    on_sphere = _on_sphere(place, zone)
    lat, lon = math.radians(place[0]), _from_meridian(place, zone)
    conformal = _conformal(math.tan(lat))
    on_the_sphere = math.atan2(conformal * math.tan(lon), math.hypot(1, conformal))  # equation 23
    return math.degrees(on_the_sphere - cmath.phase(_slope(on_sphere)))


def _on_sphere(place: Point, zone: Zone) -> complex:
    """Return the conformal sphere's own transverse Mercator, xi + i eta (equations 7 to 10)."""
    lon = _from_meridian(place, zone)
    conformal = _conformal(math.tan(math.radians(place[0])))
    xi = math.atan2(conformal, math.cos(lon))
    return complex(xi, math.asinh(math.sin(lon) / math.hypot(conformal, math.cos(lon))))


def _from_meridian(place: Point, zone: Zone) -> float:
    away_deg = (place[1] - zone.meridian_deg + 180) % 360 - 180
    if abs(away_deg) > REACH_DEG or abs(place[0]) >= 90:
        raise ValueError(f"{place} lies outside of zone {zone.number}")
    return math.radians(away_deg)


def _forward(on_sphere: complex) -> complex:
    return on_sphere + sum(a * cmath.sin(2 * j * on_sphere) for j, a in enumerate(ALPHA, 1))


def _inverse(projected: complex) -> complex:
    return projected - sum(b * cmath.sin(2 * j * projected) for j, b in enumerate(BETA, 1))


def _slope(on_sphere: complex) -> complex:
    return 1 + sum(2 * j * a * cmath.cos(2 * j * on_sphere) for j, a in enumerate(ALPHA, 1))


def _conformal(tangent: float) -> float:
    """Return the tangent of the conformal latitude from that of the geographic one (equations 7 and 8)."""
    sigma = math.sinh(ECCENTRICITY * math.atanh(ECCENTRICITY * tangent / math.hypot(1, tangent)))
    return tangent * math.hypot(1, sigma) - sigma * math.hypot(1, tangent)


def _geographic(conformal: float) -> float:
    """Return the tangent of the geographic latitude from that of the conformal one, by Newton's method (19 to 21)."""
    tangent = conformal
    for _ in range(5):  # three are enough
        found = _conformal(tangent)
        slope = (1 - ECCENTRICITY_2) * math.hypot(1, found) * math.hypot(1, tangent)
        tangent += (conformal - found) * (1 + (1 - ECCENTRICITY_2) * tangent**2) / slope
    return tangent


ECCENTRICITY = math.sqrt(ECCENTRICITY_2)
N = FLATTENING / (2 - FLATTENING)  # the third flattening
RADIUS_M = EQUATOR_M / (1 + N) * (1 + N**2 / 4 + N**4 / 64 + N**6 / 256)  # that of a circle as long as a meridian (14)
ALPHA = (  # equation 35
    N / 2 - 2 / 3 * N**2 + 5 / 16 * N**3 + 41 / 180 * N**4 - 127 / 288 * N**5 + 7891 / 37800 * N**6,
    13 / 48 * N**2 - 3 / 5 * N**3 + 557 / 1440 * N**4 + 281 / 630 * N**5 - 1983433 / 1935360 * N**6,
    61 / 240 * N**3 - 103 / 140 * N**4 + 15061 / 26880 * N**5 + 167603 / 181440 * N**6,
    49561 / 161280 * N**4 - 179 / 168 * N**5 + 6601661 / 7257600 * N**6,
    34729 / 80640 * N**5 - 3418889 / 1995840 * N**6,
    212378941 / 319334400 * N**6,
)
BETA = (  # equation 36
    N / 2 - 2 / 3 * N**2 + 37 / 96 * N**3 - 1 / 360 * N**4 - 81 / 512 * N**5 + 96199 / 604800 * N**6,
    1 / 48 * N**2 + 1 / 15 * N**3 - 437 / 1440 * N**4 + 46 / 105 * N**5 - 1118711 / 3870720 * N**6,
    17 / 480 * N**3 - 37 / 840 * N**4 - 209 / 4480 * N**5 + 5569 / 90720 * N**6,
    4397 / 161280 * N**4 - 11 / 504 * N**5 - 830251 / 7257600 * N**6,
    4583 / 161280 * N**5 - 108847 / 3991680 * N**6,
    20648693 / 638668800 * N**6,
)
