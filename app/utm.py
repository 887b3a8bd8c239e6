"""UTM: eastings and northings of official data as latitude and longitude, and back.

WGS 84 and ETRS89 are taken for the same: in Europe they lie less than a metre apart, and their ellipsoids differ by a
tenth of a millimetre.
"""

from dataclasses import dataclass
from typing import Self

from app import transverse_mercator
from app.geodesy import Point
from app.transverse_mercator import WGS84

SCALE = 0.9996  # on the central meridian
FALSE_EASTING_M, FALSE_NORTHING_M = 500_000.0, 10_000_000.0  # the second south of the equator
ETRS89, WGS84_NORTH, WGS84_SOUTH = 25800, 32600, 32700  # EPSG codes less the number of the zone
ETRS89_ZONES = range(28, 39)
WITH_HEIGHT = {5554: 31, 5555: 32, 5556: 33}  # ETRS89 / UTM with DHHN92 height: EPSG code -> zone
WITH_ZONE_FIRST = {5649: 31, 4647: 32, 5650: 33}  # eastings that begin with the number of the zone


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

    def place(self, easting_m: float, northing_m: float) -> Point:
        """Return the place of an easting and a northing.  Raises ValueError if they lie far outside of the zone."""
        east_m, north_m = easting_m - self.prefix_m - FALSE_EASTING_M, northing_m - self._false_northing_m
        return transverse_mercator.place(complex(north_m, east_m) / SCALE, self.meridian_deg, WGS84)

    def numbers(self, place: Point) -> tuple[float, float]:
        """Return easting and northing of a place, metres.  Raises ValueError if it lies far outside of the zone."""
        point = SCALE * transverse_mercator.plane(place, self.meridian_deg, WGS84)
        return point.imag + FALSE_EASTING_M + self.prefix_m, point.real + self._false_northing_m

    def convergence_deg(self, place: Point) -> float:
        """Return the bearing of grid north, degrees clockwise from true north: to be added to bearings of the grid."""
        return transverse_mercator.convergence_deg(place, self.meridian_deg, WGS84)

    @property
    def _false_northing_m(self) -> float:
        return FALSE_NORTHING_M if self.is_south else 0.0
