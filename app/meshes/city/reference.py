"""Where the numbers of a file are: the coordinate systems of official data, and metres about a place.

Read are UTM on ETRS89 or WGS 84, Gauß-Krüger of West Germany, and latitude and longitude, each with heights in metres
or without a word on heights; as EPSG, OGC and the German surveying offices (AdV) write their names.  Anything else is
refused by its name.
"""

import re
from dataclasses import dataclass, replace

import numpy as np

from app.gauss_krueger import Strip
from app.geodesy import Point, to_local
from app.i18n import N_
from app.meshes.city.objects import CityError
from app.meshes.deterministic_math import Floats
from app.utm import Zone

ADV = re.compile(r"ETRS89_UTM(\d\d)")
ADV_OLD = re.compile(r"DHDN_3GK([2-5])")
EPSG = re.compile(r"epsg[^0-9]*(?:[\d.]+[:/])?(\d{4,6})", re.IGNORECASE)
LONGITUDE_FIRST = re.compile(r"CRS:?/?84", re.IGNORECASE)
GEOGRAPHIC = {4326, 4979, 4258, 4937}  # WGS 84 and ETRS89, with heights above the ellipsoid or without
EUROPE = (34.0, 72.0), (-32.0, 46.0)  # latitudes and longitudes
UNKNOWN = N_("Das Koordinatensystem „%(name)s“ lesen wir nicht.")
OUTSIDE = N_("Die Koordinaten liegen außerhalb des Gebiets, für das „%(name)s“ gilt.")
MEND = N_("Bitte in ETRS89/UTM (EPSG:25832 oder EPSG:25833) oder in WGS 84 (EPSG:4326) ausgeben.")
STEP_M, STEP_DEG = 500.0, 0.005  # as far as the plane is measured out about its origin


@dataclass(frozen=True)
class Reference:
    """A coordinate system: a zone of UTM, a strip of Gauß-Krüger, or degrees, of which the longitude may come first."""

    name: str
    zone: Zone | Strip | None
    is_longitude_first: bool = False

    def fitted(self, x: float, y: float) -> "Reference":
        """Return the same as a file uses it of which one point is (x, y).

        Eastings may begin with the number of the zone though their system does not say so, and of degrees
        the order is mistaken so often that the one counts in which the point lies in Europe.
        """
        if isinstance(self.zone, Strip):
            return self
        if self.zone is not None:
            begins = not self.zone.prefix_m and x // 1e6 == self.zone.number
            return replace(self, zone=replace(self.zone, prefix_m=self.zone.number * 1e6)) if begins else self
        lat, lon = (y, x) if self.is_longitude_first else (x, y)
        if _is_european(lon, lat) and not _is_european(lat, lon):
            return replace(self, is_longitude_first=not self.is_longitude_first)
        return self

    def place(self, x: float, y: float) -> Point:
        """Return the latitude and longitude of a point.  Raises CityError if it lies where the system does not hold."""
        try:
            lat, lon = self.zone.place(x, y) if self.zone else (y, x) if self.is_longitude_first else (x, y)
        except ValueError as error:
            raise CityError(OUTSIDE, MEND, name=self.name) from error
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise CityError(OUTSIDE, MEND, name=self.name)
        return lat, lon

    def numbers(self, place: Point) -> tuple[float, float] | None:
        """Return the numbers that the file has for a place; None if it lies far outside of the system."""
        if self.zone is None:
            return (place[1], place[0]) if self.is_longitude_first else place
        try:
            return self.zone.numbers(place)
        except ValueError:
            return None


@dataclass(frozen=True, eq=False)
class Frame:
    """Metres about a point of a file, as scenes have them: X east, Y up, Z south of it, by true north.

    ``place`` is where that point is, None where the file does not say; ``turn`` (2, 2) makes east and north of steps in
    the numbers of the file.  Within a kilometre it is true to a millimetre.
    """

    x: float
    y: float
    height_m: float
    turn: Floats
    place: Point | None

    def local(self, points: Floats) -> Floats:
        """Return (n, 3) points of the file, which have their height last, in metres."""
        east_north = (points[:, :2] - (self.x, self.y)) @ self.turn.T
        return np.column_stack([east_north[:, 0], points[:, 2] - self.height_m, -east_north[:, 1]])


def named(name: str) -> Reference | None:
    """Return the coordinate system of a name, None for an empty one.  Raises CityError for one that is not read."""
    if not name.strip():
        return None
    if found := ADV.search(name):
        return Reference(name, Zone(int(found[1])))
    if LONGITUDE_FIRST.search(name):
        return Reference(name, None, is_longitude_first=True)
    if found := ADV_OLD.search(name):
        return Reference(name, Strip(int(found[1])))
    for code in map(int, EPSG.findall(name)):
        if code in GEOGRAPHIC:
            return Reference(name, None)
        if zone := Zone.of_epsg(code) or Strip.of_epsg(code):
            return Reference(name, zone)
    raise CityError(UNKNOWN, MEND, name=name[:80])


def frame(reference: Reference | None, x: float, y: float, height_m: float) -> Frame:
    """Return metres about a point of a file; without a coordinate system its numbers are metres already."""
    if reference is None:
        return Frame(x, y, height_m, np.eye(2), None)
    step = STEP_M if reference.zone else STEP_DEG
    place = reference.place(x, y)
    sides = [
        (np.array(to_local(reference.place(x + dx, y + dy), place)) - to_local(reference.place(x - dx, y - dy), place))
        for dx, dy in ((step, 0.0), (0.0, step))
    ]
    return Frame(x, y, height_m, np.column_stack(sides)[:2] / (2 * step), place)


def _is_european(lat: float, lon: float) -> bool:
    (south, north), (west, east) = EUROPE
    return south <= lat <= north and west <= lon <= east
