"""DXF: closed outlines become flat plates, the footprint of a planning; faces that a drawing has stay as they are.

Each layer is a mesh of its name.  Numbers that look like eastings and northings of UTM are read as EPSG:25832, turned
to true north, and their place is told.  Lines that do not close, texts, measures and solids are left out and named.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import ezdxf.filemanagement
import numpy as np
from ezdxf import colors, recover
from ezdxf.disassemble import recursive_decompose
from ezdxf.document import Drawing
from ezdxf.entities.dxfentity import DXFEntity
from ezdxf.lldxf.const import DXFError

from app.i18n import N_
from app.meshes.city.reference import Frame, frame, named
from app.meshes.deterministic_math import Floats
from app.meshes.faults import grouped
from app.meshes.materials import linear
from app.meshes.upload.assembly import Assembly, Faces
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given, Place
from app.meshes.upload.readers import dxf_shapes
from app.meshes.upload.readers.city import PLACED
from app.meshes.upload.readers.faults import check_count, refuse, unreadable
from app.meshes.upload.wishes import Unit, Wishes

MOST_BYTES = 60_000_000  # as text; the library needs forty times that
MOST_ENTITIES = 60_000
MOST_SHAPES = 4_000  # each takes two milliseconds
ENTITY = re.compile(rb"\n[ \t]*0[ \t]*\r?\n[A-Z]")
UNITS: dict[int, Unit] = {1: "inch", 2: "foot", 4: "mm", 5: "cm", 6: "m"}  # of $INSUNITS
EASTINGS, NORTHINGS, ZONE_32 = (280_000, 920_000), (5_200_000, 6_150_000), 32_000_000
SOLIDS = {"3DSOLID", "BODY", "REGION", "SURFACE", "PLANESURFACE", "EXTRUDEDSURFACE", "LOFTEDSURFACE"}
FEWER = N_("Bitte nur die Ebenen ausgeben, die gebraucht werden.")
BROKEN = N_("Die DXF-Zeichnung lässt sich nicht lesen.")
BROKEN_BY = (DXFError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, StopIteration)
AGAIN = N_("Bitte noch einmal als DXF speichern, am besten in der Fassung 2018 oder 2013.")


def read(raw: memoryview, _wishes: Wishes, findings: Findings) -> Given:
    """Return what a DXF holds.  Raises RefusedError."""
    check_size(raw, findings)
    drawing = opened(raw, findings)
    layers: dict[str, list[tuple[str, Floats]]] = {}
    for name, colour, triangles in _shapes(drawing, findings):
        if not np.isfinite(triangles).all() or np.abs(triangles).max() > 1e9:
            unreadable(findings, name)
        layers.setdefault(name, []).append((colour, triangles))
    pieces = [triangles for shapes in layers.values() for _colour, triangles in shapes]
    if not pieces:
        wrong = N_("In der Zeichnung ist weder ein geschlossener Umriss noch eine Fläche.")
        mend = N_("Bitte Umrisse als geschlossene Polylinien zeichnen, Körper als GLB oder STL ausgeben.")
        refuse(findings, "Szene", wrong, mend, help="autocad")
    check_count(sum(map(len, pieces)), findings)
    about = _frame(np.concatenate(pieces).reshape(-1, 3))
    return _given(layers, about, UNITS.get(int(drawing.header.get("$INSUNITS", 0)), "auto"), findings)


def check_size(raw: memoryview, findings: Findings) -> None:
    """Raise RefusedError for more than is read in good time."""
    if len(raw) > MOST_BYTES:
        wrong = N_("Die Zeichnung hat %(megabytes)s MB.")
        refuse(findings, "Datei", wrong, FEWER, megabytes=len(raw) // 1_000_000)
    count = sum(1 for _each in ENTITY.finditer(raw))
    if count > MOST_ENTITIES * 5:  # a polyline of the old sort has one for each corner
        refuse(findings, "Datei", N_("Die Zeichnung hat %(count)s Elemente."), FEWER, count=grouped(count))


def opened(raw: memoryview, findings: Findings) -> Drawing:
    """Return a drawing, mended where that is possible.  Raises RefusedError."""
    with tempfile.TemporaryDirectory(prefix="linie302-") as folder:
        path = Path(folder) / "drawing.dxf"
        path.write_bytes(raw)
        try:
            return ezdxf.filemanagement.readfile(path)
        except BROKEN_BY:
            pass  # many programs write what only a patient reader takes
        try:
            return recover.readfile(path)[0]
        except BROKEN_BY:
            refuse(findings, "Datei", BROKEN, AGAIN)


def _shapes(drawing: Drawing, findings: Findings) -> Iterator[tuple[str, str, Floats]]:
    """Yield layer, colour and (m, 3, 3) triangles of what has a surface, as the drawing's numbers are."""
    unit = UNITS.get(int(drawing.header.get("$INSUNITS", 0)), "m")
    shapes = 0
    loose: dict[tuple[str, str], list[DXFEntity]] = {}
    for entity in limited(recursive_decompose(drawing.modelspace()), findings):
        name = str(entity.dxf.get("layer", "0"))
        layer = drawing.layers.get(name) if drawing.layers.has_entry(name) else None
        if (layer is not None and (layer.is_off() or layer.is_frozen())) or entity.dxf.get("invisible", 0):
            continue
        triangles = dxf_shapes.triangles(entity, unit)
        if len(triangles):
            shapes += 1
            if shapes > MOST_SHAPES:
                wrong = N_("Die Zeichnung hat mehr als %(most)s geschlossene Umrisse.")
                refuse(findings, "Datei", wrong, FEWER, most=grouped(MOST_SHAPES))
            yield name, _colour(entity, layer), triangles
        elif entity.dxftype() in SOLIDS:
            said = N_("Körper (3DSOLID) weggelassen: Nur AutoCAD liest sie. Bitte mit „_STLOUT“ als STL ausgeben.")
            findings.note("Netz", said)
        else:
            loose.setdefault((name, _colour(entity, layer)), []).append(entity)
    closed = {key: dxf_shapes.closed_lines(entities, unit) for key, entities in loose.items()}
    for (name, colour), plates in closed.items():
        for triangles in plates:
            yield name, colour, triangles
    if not all(closed.values()):
        said = N_("Was keine Fläche umschließt, weggelassen: offene Linien, Texte, Maße.")
        findings.note("Netz", said)


def limited(entities: Iterable[DXFEntity], findings: Findings) -> Iterator[DXFEntity]:
    """Yield entities; raise RefusedError for blocks of blocks that have no end."""
    for number, entity in enumerate(entities):
        if number > MOST_ENTITIES:
            wrong = N_("Die Zeichnung hat mehr als %(most)s Elemente.")
            refuse(findings, "Datei", wrong, FEWER, most=grouped(MOST_ENTITIES))
        yield entity


def _frame(points: Floats) -> Frame | None:
    """Return metres about the middle of all if the numbers are those of UTM; None if not."""
    x, y, _height_m = ((points.min(axis=0) + points.max(axis=0)) / 2).tolist()
    east = x - ZONE_32 if x > ZONE_32 else x
    if EASTINGS[0] < east < EASTINGS[1] and NORTHINGS[0] < y < NORTHINGS[1]:
        reference = named("EPSG:25832")
        assert reference is not None, "a name was given"
        return frame(reference.fitted(x, y), x, y, float(points[:, 2].min()))
    return None


def _given(layers: dict[str, list[tuple[str, Floats]]], about: Frame | None, unit: Unit, findings: Findings) -> Given:
    assembly = Assembly()
    materials: dict[str, int] = {}
    for name, shapes in layers.items():
        faces = []
        for colour in dict.fromkeys(colour for colour, _triangles in shapes):
            if colour not in materials:
                materials[colour] = assembly.material(colour=linear(colour), two_sided=True)
            points = np.concatenate([found for other, found in shapes if other == colour]).reshape(-1, 3)
            points = about.local(points) if about else points
            numbers = np.arange(len(points)).reshape(-1, 3)
            faces.append(Faces(points=points, corners=numbers, material=materials[colour]))
        assembly.mesh(name, faces)
    if about and about.place:
        lat, lon = (f"{degrees:.6f}".replace(".", ",") for degrees in about.place)
        findings.note("Lage", PLACED, lat=lat, lon=lon, height=f"{about.height_m:.2f}".replace(".", ","))
        place = Place(lat=about.place[0], lon=about.place[1], rotation_deg=0.0, told_by="guess")
        return replace(assembly.given(unit="m", up="y"), place=place)
    return assembly.given(unit=unit, up="z")


def _colour(entity: DXFEntity, layer: object) -> str:
    """Return the colour of an entity as "#rrggbb": its own, or that of its layer."""
    if (true := entity.dxf.get("true_color")) is not None:
        return f"#{int(true) & 0xFFFFFF:06x}"
    number = int(entity.dxf.get("color", 256))
    number = int(getattr(layer, "color", 7)) if number == 256 else number
    if not 1 <= number <= 255 or number == 7:  # white on dark screens, black on paper: neither is meant
        return "#b4b0a8"
    return "#{:02x}{:02x}{:02x}".format(*colors.aci2rgb(number))
