"""CityGML and CityJSON: buildings of official data, each a node of its own, in the colours of roofs and walls.

The middle of all becomes the origin and their lowest point the ground.  X is true east and -Z true north there, so that
a planning at the place which is told stands right without being turned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from app.i18n import N_
from app.meshes.city import citygml, cityjson
from app.meshes.city.facets import corners, facets
from app.meshes.city.objects import LOOKS, TEMPLATES, CityError, CityObject, LeftOut, Part
from app.meshes.city.reference import Frame, Reference, frame, named
from app.meshes.deterministic_math import Floats
from app.meshes.materials import linear
from app.meshes.upload.assembly import Assembly, Faces
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given, Place
from app.meshes.upload.wishes import Wishes

MOST_OBJECTS = 2_000
WIDEST_M = 2_000.0
COLOURS: dict[Part, str] = {
    "roof": "#a65a44",
    "wall": "#e3ddd0",
    "ground": "#9b958a",
    "window": "#8ea9b8",
    "door": "#7a5b43",
    "other": "#cdc8be",
}
NAMES: dict[Part, str] = {
    "roof": "Dach",
    "wall": "Wand",
    "ground": "Grundfläche",
    "window": "Fenster",
    "door": "Tür",
    "other": "Fläche",
}
NOTHING = N_("Die Datei enthält kein Gebäude mit Flächen in den Detailstufen LoD1 bis LoD3.")
NOTHING_MEND = N_("Bitte das Stadtmodell in LoD1, LoD2 oder LoD3 ausgeben; Grundrisse allein (LoD0) reichen nicht.")
MANY = N_("Die Datei enthält mehr als %(most)s Gebäude.")
MANY_MEND = N_(
    "Bitte nur die Gebäude ausgeben, die zur Planung gehören. Eine ganze Kachel gehört als Umgebung zu den Stationen."
)
WIDE = N_("Die Gebäude der Datei liegen über %(by)s km verteilt.")
MIXED = N_("Die Datei verwendet mehrere Koordinatensysteme: %(names)s.")
MIXED_MEND = N_("Bitte alles in einem Koordinatensystem ausgeben, am besten in ETRS89/UTM.")
PLACED = N_("Die Mitte der Datei liegt bei %(lat)s° Nord, %(lon)s° Ost; ihr tiefster Punkt %(height)s m über Null.")
UNPLACED = N_("Die Datei nennt kein Koordinatensystem. Bitte auf der Karte zeigen, wo das Modell steht.")

LEFT_OUT: Mapping[LeftOut, str] = {
    LOOKS: N_("Texturen und Farben der Datei kommen nicht mit: Dächer und Wände haben ihre gewohnten Farben."),
    TEMPLATES: N_("Was die Datei nur als Vorlage nennt, meist Bäume, Laternen und Bänke, kommt nicht mit."),
}


def read(raw: memoryview, _wishes: Wishes, findings: Findings) -> Given:
    """Return the buildings of a file.  Raises RefusedError."""
    try:
        left_out: set[LeftOut] = set()
        found = _found(raw, left_out)
        given = _given(found, _frame(found), findings)
    except CityError as error:
        findings.add("Datei", error.wrong, error.mend, **error.values)
    for each in sorted(left_out):
        findings.note("Datei", LEFT_OUT[each])
    findings.settle()
    return given


def _found(raw: memoryview, left_out: set[LeftOut]) -> list[CityObject]:
    """Return the city objects with faces, and add to ``left_out`` what does not come along.  Raises CityError."""
    is_json = bytes(raw[:64]).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    found: list[CityObject] = []
    for each in (cityjson if is_json else citygml).objects(raw, left_out):
        if each.polygons:
            found.append(each)
        if len(found) > MOST_OBJECTS:
            raise CityError(MANY, MANY_MEND, most="2.000")
    if not found:
        raise CityError(NOTHING, NOTHING_MEND)
    return found


def _frame(found: Sequence[CityObject]) -> Frame:
    """Return metres about the middle of all, from their lowest point up.  Raises CityError."""
    names = {each.reference for each in found}
    if len(names) > 1:
        raise CityError(MIXED, MIXED_MEND, names=", ".join(sorted(names))[:120])
    ends = [_ends(each) for each in found]
    low, high = np.min([end[0] for end in ends], axis=0), np.max([end[1] for end in ends], axis=0)
    reference: Reference | None = named(names.pop())
    x, y = ((low + high) / 2)[:2].tolist()
    made = frame(reference.fitted(x, y) if reference else None, x, y, float(low[2]))
    far_m = float(np.abs(made.local(np.array([low, high]))[:, [0, 2]]).max()) * 2
    if far_m > WIDEST_M:
        raise CityError(WIDE, MANY_MEND, by=f"{far_m / 1000:.0f}")
    return made


def _ends(thing: CityObject) -> tuple[Floats, Floats]:
    points = corners([each.rings[0] for each in thing.polygons])
    return points.min(axis=0), points.max(axis=0)


def _given(found: Sequence[CityObject], about: Frame, findings: Findings) -> Given:
    assembly = Assembly()
    materials: dict[Part, int] = {}
    for thing in found:
        faces = []
        for part, triangles in facets(thing.polygons, about).items():
            if part not in materials:
                colour = linear(COLOURS[part])
                materials[part] = assembly.material(name=NAMES[part], colour=colour, roughness=0.9, two_sided=True)
            numbers = np.arange(len(triangles) * 3).reshape(-1, 3)
            faces.append(Faces(points=triangles.reshape(-1, 3), corners=numbers, material=materials[part]))
        assembly.mesh(thing.name or thing.id, faces)
    if not assembly.triangles:
        raise CityError(NOTHING, NOTHING_MEND)
    if about.place:
        lat, lon = (f"{degrees:.6f}".replace(".", ",") for degrees in about.place)
        findings.note("Lage", PLACED, lat=lat, lon=lon, height=f"{about.height_m:.2f}".replace(".", ","))
    else:
        findings.note("Lage", UNPLACED)
    return replace(assembly.given(unit="m", up="y"), place=_place(about))


def _place(about: Frame) -> Place | None:
    """Return where the origin is; -Z is true north there."""
    return Place(lat=about.place[0], lon=about.place[1], rotation_deg=0.0) if about.place else None
