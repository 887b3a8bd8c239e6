"""Transverse Mercator: places on an ellipsoid as points of a plane about a meridian, and back.

By Krüger's series in n to the sixth order (C. F. F. Karney, Transverse Mercator with an accuracy of a few nanometers,
Journal of Geodesy 85, 2011; the numbers beside the code are those of its equations), which is method 9807 of EPSG
Guidance Note 7-2.  Points are north + i east, metres, at scale 1; ``utm`` and ``gauss_krueger`` make eastings of them.
"""

import cmath
import math
from dataclasses import dataclass
from functools import cached_property

from app.geodesy import EQUATOR_M, FLATTENING, Point

REACH_DEG = 9.0  # from the meridian: as far as the plane is of any use


@dataclass(frozen=True)
class Ellipsoid:
    """An ellipsoid of revolution, and the numbers of its series."""

    equator_m: float  # radius
    flattening: float

    @cached_property
    def eccentricity_2(self) -> float:
        return self.flattening * (2 - self.flattening)

    @cached_property
    def third(self) -> float:
        """Return the third flattening, n."""
        return self.flattening / (2 - self.flattening)

    @cached_property
    def radius_m(self) -> float:
        """Return the radius of a circle as long as a meridian (14)."""
        n = self.third
        return self.equator_m / (1 + n) * (1 + n**2 / 4 + n**4 / 64 + n**6 / 256)

    @cached_property
    def alpha(self) -> tuple[float, ...]:
        """Return the numbers of the way into the plane (35)."""
        n = self.third
        return (
            n / 2 - 2 / 3 * n**2 + 5 / 16 * n**3 + 41 / 180 * n**4 - 127 / 288 * n**5 + 7891 / 37800 * n**6,
            13 / 48 * n**2 - 3 / 5 * n**3 + 557 / 1440 * n**4 + 281 / 630 * n**5 - 1983433 / 1935360 * n**6,
            61 / 240 * n**3 - 103 / 140 * n**4 + 15061 / 26880 * n**5 + 167603 / 181440 * n**6,
            49561 / 161280 * n**4 - 179 / 168 * n**5 + 6601661 / 7257600 * n**6,
            34729 / 80640 * n**5 - 3418889 / 1995840 * n**6,
            212378941 / 319334400 * n**6,
        )

    @cached_property
    def beta(self) -> tuple[float, ...]:
        """Return the numbers of the way back (36)."""
        n = self.third
        return (
            n / 2 - 2 / 3 * n**2 + 37 / 96 * n**3 - 1 / 360 * n**4 - 81 / 512 * n**5 + 96199 / 604800 * n**6,
            1 / 48 * n**2 + 1 / 15 * n**3 - 437 / 1440 * n**4 + 46 / 105 * n**5 - 1118711 / 3870720 * n**6,
            17 / 480 * n**3 - 37 / 840 * n**4 - 209 / 4480 * n**5 + 5569 / 90720 * n**6,
            4397 / 161280 * n**4 - 11 / 504 * n**5 - 830251 / 7257600 * n**6,
            4583 / 161280 * n**5 - 108847 / 3991680 * n**6,
            20648693 / 638668800 * n**6,
        )


WGS84 = Ellipsoid(EQUATOR_M, FLATTENING)
BESSEL = Ellipsoid(6_377_397.155, 1 / 299.1528128)  # of the old surveys of Germany


def plane(place: Point, meridian_deg: float, on: Ellipsoid) -> complex:
    """Return the point of a place.  Raises ValueError if it lies far from the meridian."""
    on_sphere = _on_sphere(place, meridian_deg, on)
    return on.radius_m * (on_sphere + sum(a * cmath.sin(2 * j * on_sphere) for j, a in enumerate(on.alpha, 1)))


def place(point: complex, meridian_deg: float, on: Ellipsoid) -> Point:
    """Return the place of a point.  Raises ValueError if it lies far outside."""
    if not (abs(point.imag) < 1e6 and abs(point.real) < 1e7):
        raise ValueError(f"{point} lies outside of the plane about {meridian_deg:g}°")
    projected = point / on.radius_m
    on_sphere = projected - sum(b * cmath.sin(2 * j * projected) for j, b in enumerate(on.beta, 1))
    xi, eta = on_sphere.real, on_sphere.imag
    conformal = math.sin(xi) / math.hypot(math.sinh(eta), math.cos(xi))
    lon = meridian_deg + math.degrees(math.atan2(math.sinh(eta), math.cos(xi)))
    return math.degrees(math.atan(_geographic(conformal, on))), (lon + 180) % 360 - 180


def convergence_deg(place: Point, meridian_deg: float, on: Ellipsoid) -> float:
    """Return the bearing of the plane's north, degrees clockwise from true north."""
    on_sphere = _on_sphere(place, meridian_deg, on)
    lat, lon = math.radians(place[0]), _from_meridian(place, meridian_deg)
    conformal = _conformal(math.tan(lat), on)
    turned = math.atan2(conformal * math.tan(lon), math.hypot(1, conformal))  # equation 23
    slope = 1 + sum(2 * j * a * cmath.cos(2 * j * on_sphere) for j, a in enumerate(on.alpha, 1))
    return math.degrees(turned - cmath.phase(slope))


def _on_sphere(place: Point, meridian_deg: float, on: Ellipsoid) -> complex:
    """Return the conformal sphere's own transverse Mercator, xi + i eta (equations 7 to 10)."""
    lon = _from_meridian(place, meridian_deg)
    conformal = _conformal(math.tan(math.radians(place[0])), on)
    xi = math.atan2(conformal, math.cos(lon))
    return complex(xi, math.asinh(math.sin(lon) / math.hypot(conformal, math.cos(lon))))


def _from_meridian(place: Point, meridian_deg: float) -> float:
    away_deg = (place[1] - meridian_deg + 180) % 360 - 180
    if abs(away_deg) > REACH_DEG or abs(place[0]) >= 90:
        raise ValueError(f"{place} lies outside of the plane about {meridian_deg:g}°")
    return math.radians(away_deg)


def _conformal(tangent: float, on: Ellipsoid) -> float:
    """Return the tangent of the conformal latitude from that of the geographic one (equations 7 and 8)."""
    eccentricity = math.sqrt(on.eccentricity_2)
    sigma = math.sinh(eccentricity * math.atanh(eccentricity * tangent / math.hypot(1, tangent)))
    return tangent * math.hypot(1, sigma) - sigma * math.hypot(1, tangent)


def _geographic(conformal: float, on: Ellipsoid) -> float:
    """Return the tangent of the geographic latitude from that of the conformal one, by Newton's method (19 to 21)."""
    tangent = conformal
    for _ in range(5):  # three are enough
        found = _conformal(tangent, on)
        slope = (1 - on.eccentricity_2) * math.hypot(1, found) * math.hypot(1, tangent)
        tangent += (conformal - found) * (1 + (1 - on.eccentricity_2) * tangent**2) / slope
    return tangent
