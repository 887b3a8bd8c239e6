"""The lines of a DXF as a plan shows them: layer by layer, metres about the middle of the drawing, X east and Z south.

Numbers that look like UTM or Gauß-Krüger are turned to true north, and their place is told; then the drawing is in
metres, whatever it says of its unit.  Curves become short lines, points that nobody could tell apart are one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from ezdxf import path
from ezdxf.disassemble import recursive_decompose
from ezdxf.document import Drawing
from ezdxf.entities.dxfentity import DXFEntity
from ezdxf.entities.solid import Face3d, Solid

from app.geodesy import Point
from app.i18n import N_
from app.meshes.city.objects import CityError
from app.meshes.city.reference import Frame, Reference, frame, named
from app.meshes.deterministic_math import Floats
from app.meshes.faults import grouped
from app.meshes.upload.findings import Findings
from app.meshes.upload.plausible import METRES
from app.meshes.upload.readers import dxf
from app.meshes.upload.readers.dxf_shapes import BROKEN
from app.meshes.upload.readers.faults import refuse, unreadable
from app.meshes.upload.wishes import Unit

CURVES = {"LINE", "LWPOLYLINE", "POLYLINE", "ARC", "CIRCLE", "ELLIPSE", "SPLINE"}
WORDS = {"TEXT", "MTEXT", "ATTRIB"}
FINE_M = 0.02  # as far as a straight line may leave a curve
APART_M = 0.05  # nearer points are one
FAR_M = 2_500.0  # from the middle of all points: what lies farther off belongs to something else
MOST_POINTS = 200_000
MOST_LAYERS = 300
LONGEST_NAME = 120
LARGEST = 1e9
METRES_UP_TO = 2_000.0  # a drawing without a unit that is longer is in millimetres
OLD_EASTINGS = range(2, 6)  # by the number that Gauß-Krüger puts before them
NEW_EASTINGS = range(31, 34)  # and UTM, where it does
NOTHING = N_("In der Zeichnung ist keine Linie.")
NOTHING_MEND = N_("Bitte die Ebenen einschalten, die zu sehen sein sollen, und noch einmal ausgeben.")
TOO_MANY = N_("Die Zeichnung hat mehr als %(most)s Punkte.")


@dataclass(frozen=True, eq=False)
class Underlay:
    """Lines by layer, each (n, 2) metres about a point that is ``place``, if the drawing says so.

    ``far`` lines lay too far off, and ``words`` texts do not come along.
    """

    layers: dict[str, list[Floats]]
    unit: Unit
    size_m: tuple[float, float]
    place: Point | None
    far: int
    words: int


def read(raw: memoryview, findings: Findings) -> Underlay:
    """Return what a plan shows of a DXF.  Raises RefusedError."""
    dxf.check_size(raw, findings)
    drawing = dxf.opened(raw, findings)
    told = dxf.UNITS.get(int(drawing.header.get("$INSUNITS", 0)))
    found, words = _found(drawing, METRES[told or "m"], findings)
    if not found:
        refuse(findings, "Szene", NOTHING, NOTHING_MEND)
    points = np.concatenate([line for _layer, line in found])
    if not np.isfinite(points).all() or np.abs(points).max() > LARGEST:
        unreadable(findings, "DXF")
    amid = np.percentile(points, 50, axis=0, method="lower")
    unit, reference = _reading(points, amid.tolist(), told)
    metre = METRES[unit]
    near = [(layer, line * metre) for layer, line in found if np.abs(line - amid).max() * metre <= FAR_M]
    layers = _thinned(near, findings)
    everything = np.concatenate([line for lines in layers.values() for line in lines])
    low, high = everything.min(axis=0), everything.max(axis=0)
    x, y = ((low + high) / 2).tolist()
    about = frame(reference, x, y, 0.0)
    local = {layer: [_local(line, about) for line in lines] for layer, lines in layers.items()}
    across, along = (high - low).round(1).tolist()
    return Underlay(local, unit, (across, along), about.place, len(found) - len(near), words)


def _local(line: Floats, about: Frame) -> Floats:
    found: Floats = about.local(np.column_stack([line, np.zeros(len(line))]))[:, [0, 2]]
    return found


def _found(drawing: Drawing, metre: float, findings: Findings) -> tuple[list[tuple[str, Floats]], int]:
    """Return layer and (n, 2) points of every line, in the numbers of the drawing; and how many texts there are."""
    found: list[tuple[str, Floats]] = []
    words = count = 0
    for entity in dxf.limited(recursive_decompose(drawing.modelspace()), findings):
        name = str(entity.dxf.get("layer", "0"))[:LONGEST_NAME]
        layer = drawing.layers.get(name) if drawing.layers.has_entry(name) else None
        if (layer is not None and (layer.is_off() or layer.is_frozen())) or entity.dxf.get("invisible", 0):
            continue
        words += entity.dxftype() in WORDS
        for line in _lines(entity, metre):
            found.append((name, line))
            count += len(line)
            if count > MOST_POINTS * 10:
                refuse(findings, "Datei", TOO_MANY, dxf.FEWER, most=grouped(MOST_POINTS))
    return found, words


def _lines(entity: DXFEntity, metre: float) -> Iterator[Floats]:
    """Yield the (n, 2) points of an entity's lines; none of what is broken."""
    try:
        if isinstance(entity, Face3d | Solid):
            corners = [tuple(each)[:2] for each in entity.wcs_vertices(close=True)]
            yield np.array(corners, dtype=np.float64)
        elif entity.dxftype() in CURVES:
            for part in path.make_path(entity).sub_paths():
                points = np.array([(each.x, each.y) for each in part.flattening(FINE_M / metre, segments=4)])
                if len(points) > 1:
                    yield points
    except BROKEN:
        return


def _reading(points: Floats, middle: tuple[float, float], told: Unit | None) -> tuple[Unit, Reference | None]:
    """Return the unit of a drawing, and the coordinate system that its numbers look like."""
    units: tuple[Unit, ...] = ("m", told) if told else ("m",)
    for unit in units:
        x, y = (each * METRES[unit] for each in middle)
        if (reference := _reference(x, y)) is not None:
            return unit, reference
    if told:
        return told, None
    span = float(np.ptp(np.percentile(points, (5, 95), axis=0), axis=0).max())
    return ("m" if span <= METRES_UP_TO else "mm"), None


def _reference(x: float, y: float) -> Reference | None:
    """Return the coordinate system in which a point has such numbers here; None for those of no system."""
    number, (south, north), (west, east) = int(x // 1e6), dxf.NORTHINGS, dxf.EASTINGS
    if not (south < y < north and west < x - number * 1e6 < east):
        return None
    code = {0: 25832, **{n: 25800 + n for n in NEW_EASTINGS}, **{n: 31464 + n for n in OLD_EASTINGS}}.get(number)
    reference = named(f"EPSG:{code}") if code else None
    try:
        fitted = reference.fitted(x, y) if reference else None
        if fitted is not None:
            fitted.place(x, y)
    except CityError:
        return None
    return fitted


def _thinned(found: list[tuple[str, Floats]], findings: Findings) -> dict[str, list[Floats]]:
    """Return lines by layer with no more points than a plan shows."""
    layers: dict[str, list[Floats]] = {}
    for name, line in found:
        layers.setdefault(name, []).append(_apart(line))
    if sum(len(line) for lines in layers.values() for line in lines) > MOST_POINTS or len(layers) > MOST_LAYERS:
        refuse(findings, "Datei", TOO_MANY, dxf.FEWER, most=grouped(MOST_POINTS))
    if not layers:
        refuse(findings, "Szene", NOTHING, NOTHING_MEND)
    return layers


def _apart(line: Floats) -> Floats:
    """Return a line without points that lie next to the one before; its ends stay."""
    kept = [0]
    last = line[0]
    for number in range(1, len(line) - 1):
        if abs(line[number] - last).max() >= APART_M:
            kept.append(number)
            last = line[number]
    return line[[*kept, len(line) - 1]]
