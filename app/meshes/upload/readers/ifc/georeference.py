"""Georeference: where on earth a building stands, and which way its drawing is turned, as far as its file says.

An IFC says it in one of these ways, of which the first that is there is taken:

1. a map conversion into UTM or Gauß-Krüger (IfcMapConversion, IfcRigidOperation; in IFC2x3 the property set
   ePset_MapConversion, as buildingSMART's user guide for geo-referencing has it);
2. latitude and longitude of the site's origin (IfcSite) and the direction of true north (the model's context);
3. coordinates that are themselves as large as those of UTM: then zone 32, which is a guess.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import ifcopenshell
from ifcopenshell.util import element, placement

from app import geodesy
from app.gauss_krueger import Strip
from app.i18n import N_
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Place, ToldBy
from app.meshes.upload.readers.ifc.structure import said
from app.utm import Zone

EPSG = re.compile(r"(?:^|[^A-Z])EPSG[^0-9]{0,8}([0-9]{4,5})", re.IGNORECASE)
GAUSS = re.compile(r"(?:GAU(?:SS|ß)[- ]?KR.{1,2}GER|3GK)\D{0,20}?([2-5])(?![0-9])", re.IGNORECASE)
UTM = re.compile(r"UTM\D{0,12}?([0-9]{1,2})(?![0-9])", re.IGNORECASE)
GUESSED = Zone(32)  # of most of Germany
EASTINGS_M, NORTHINGS_M = (200_000.0, 900_000.0), (5_200_000.0, 6_200_000.0)  # of Germany
NEARLY_ONE = 0.01
NO_UTM = N_(
    "Die Lage steht in der Datei in „%(name)s“. Das Studio versteht UTM, zum Beispiel EPSG:25832, und Gauß-Krüger in "
    "Westdeutschland, zum Beispiel EPSG:31466."
)


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """What a file says of its map: the name of that, numbers as they stand there, and the direction of X on it."""

    crs: str
    easting: float
    northing: float
    abscissa: float = 1.0
    ordinate: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Map:
    """How the model's plane lies on a map: metres of its origin, and the bearing of its Y axis from grid north."""

    zone: Zone | Strip
    easting_m: float
    northing_m: float
    turned_deg: float = 0.0
    scale: float = 1.0

    def place(self, east_m: float, north_m: float, *, told_by: ToldBy) -> Place:
        """Return the place of a point of the model, metres along X and Y.  Raises ValueError outside of the zone."""
        turn = math.radians(self.turned_deg)
        across, along = east_m * self.scale, north_m * self.scale
        there = self.zone.place(
            self.easting_m + across * math.cos(turn) + along * math.sin(turn),
            self.northing_m - across * math.sin(turn) + along * math.cos(turn),
        )
        rotation_deg = round(self.turned_deg + self.zone.convergence_deg(there), 5) % 360
        return Place(lat=there[0], lon=there[1], rotation_deg=rotation_deg, told_by=told_by)


def found(model: ifcopenshell.file, anchor: tuple[float, float], unit_m: float, findings: Findings) -> Place | None:
    """Return where the point ``anchor`` of the model (metres along X and Y) is; None if the file does not say."""
    conversion = _conversion(model)
    if conversion is not None and (conversion.easting or conversion.northing):
        on_map = _map(conversion, unit_m)
        try:
            if on_map is not None:
                return on_map.place(*anchor, told_by="map")
            findings.note("Lage", NO_UTM, name=conversion.crs[:60] or "–")
        except ValueError:
            findings.note("Lage", N_("Die Koordinaten in der Datei passen nicht zum genannten Koordinatensystem."))
    return _by_site(model, anchor, unit_m) or _guessed(anchor)


def zone_of(crs: str) -> Zone | Strip | None:
    """Return the zone that the name of a coordinate reference system means; None if it is no known one."""
    if code := EPSG.search(crs):
        return Zone.of_epsg(int(code.group(1))) or Strip.of_epsg(int(code.group(1)))
    if strip := GAUSS.search(crs):
        return Strip(int(strip.group(1)))
    if (zone := UTM.search(crs)) and 1 <= int(zone.group(1)) <= 60:
        return Zone(int(zone.group(1)))
    return None


def true_north_deg(model: ifcopenshell.file) -> float | None:
    """Return the bearing of the model's Y axis from true north; None if the file does not say where that is."""
    for context in _all(model, "IfcGeometricRepresentationContext"):
        if context.is_a("IfcGeometricRepresentationSubContext"):
            continue
        ratios = _floats(getattr(getattr(context, "TrueNorth", None), "DirectionRatios", None))
        if len(ratios) >= 2 and math.hypot(*ratios[:2]) > 1e-9:
            return round(math.degrees(math.atan2(-ratios[0], ratios[1])), 5) % 360
    return None


def _conversion(model: ifcopenshell.file) -> Conversion | None:
    for each in _all(model, "IfcCoordinateOperation"):
        crs = _crs(each.TargetCRS)
        if each.is_a("IfcMapConversion"):
            return _read(crs, partial(_attribute, each))
        if each.is_a("IfcRigidOperation"):
            first, second = (_float(getattr(each, f"{name}Coordinate", None)) for name in ("First", "Second"))
            return Conversion(crs=crs, easting=first, northing=second)
    for holder in (*_all(model, "IfcProject"), *_all(model, "IfcSite")):
        sets = {name.lower(): values for name, values in element.get_psets(holder).items()}
        if conversion := sets.get("epset_mapconversion"):
            crs = " ".join(str(value) for value in sets.get("epset_projectedcrs", {}).values())
            return _read(crs, conversion.get)
    return None


def _read(crs: str, value: Callable[[str], object]) -> Conversion:
    return Conversion(
        crs=crs,
        easting=_float(value("Eastings")),
        northing=_float(value("Northings")),
        abscissa=_float(value("XAxisAbscissa"), 1.0),
        ordinate=_float(value("XAxisOrdinate")),
        scale=_float(value("Scale"), 1.0),
    )


def _attribute(entity: ifcopenshell.entity_instance, name: str) -> object:
    found: object = getattr(entity, name, None)
    return found


def _crs(entity: ifcopenshell.entity_instance) -> str:
    return " ".join(filter(None, (said(entity, name) for name in ("Name", "MapProjection", "MapZone", "Description"))))


def _map(conversion: Conversion, unit_m: float) -> Map | None:
    """Return a map in metres, whether the file gives it in these or in its own unit; None if it is in no known one."""
    zone = zone_of(conversion.crs)
    if zone is None:
        return None
    unit = unit_m if abs(conversion.northing) > 1e7 else 1.0
    easting_m, northing_m = conversion.easting * unit, conversion.northing * unit
    if isinstance(zone, Zone) and easting_m > zone.number * 1e6:
        zone = replace(zone, prefix_m=zone.number * 1e6)
    near = [conversion.scale * by for by in (1, unit_m, 1 / unit_m) if abs(conversion.scale * by - 1) < NEARLY_ONE]
    return Map(
        zone=zone,
        easting_m=easting_m,
        northing_m=northing_m,
        turned_deg=math.degrees(math.atan2(-conversion.ordinate, conversion.abscissa)),
        scale=near[0] if near else 1.0,
    )


def _by_site(model: ifcopenshell.file, anchor: tuple[float, float], unit_m: float) -> Place | None:
    turned_deg = true_north_deg(model)
    for site in _all(model, "IfcSite"):
        lat, lon = _angle(site, "RefLatitude"), _angle(site, "RefLongitude")
        if lat is None or lon is None or (abs(lat) < 1e-6 and abs(lon) < 1e-6):
            continue
        matrix = placement.get_local_placement(site.ObjectPlacement)
        across, along = anchor[0] - float(matrix[0, 3]) * unit_m, anchor[1] - float(matrix[1, 3]) * unit_m
        turn = math.radians(turned_deg or 0.0)
        east_m = across * math.cos(turn) + along * math.sin(turn)
        north_m = along * math.cos(turn) - across * math.sin(turn)
        there = geodesy.from_local(east_m, north_m, (lat, lon))
        return Place(lat=there[0], lon=there[1], rotation_deg=turned_deg, told_by="site")
    return Place(rotation_deg=turned_deg, told_by="site") if turned_deg else None  # 0 is what programs write unasked


def _guessed(anchor: tuple[float, float]) -> Place | None:
    east_m, north_m = anchor
    if EASTINGS_M[0] < east_m < EASTINGS_M[1] and NORTHINGS_M[0] < north_m < NORTHINGS_M[1]:
        return Map(zone=GUESSED, easting_m=0.0, northing_m=0.0).place(east_m, north_m, told_by="guess")
    return None


def _angle(site: ifcopenshell.entity_instance, name: str) -> float | None:
    """Return the degrees of degrees, minutes, seconds and millionths of these (IfcCompoundPlaneAngleMeasure)."""
    parts = _floats(getattr(site, name, None))
    if not 3 <= len(parts) <= 4:
        return None
    degrees = sum(part / by for part, by in zip(parts, (1, 60, 3600, 3.6e9), strict=False))
    return degrees if abs(degrees) <= (90 if name == "RefLatitude" else 180) else None


def _all(model: ifcopenshell.file, name: str) -> Sequence[ifcopenshell.entity_instance]:
    """Return everything of a class; nothing if its schema does not have that."""
    try:
        found: Sequence[ifcopenshell.entity_instance] = model.by_type(name)
    except RuntimeError:
        return ()
    return found


def _float(given: object, default: float = 0.0) -> float:
    return float(given) if isinstance(given, int | float) and math.isfinite(given) else default


def _floats(given: object) -> list[float]:
    return [_float(each) for each in given] if isinstance(given, tuple | list) else []
