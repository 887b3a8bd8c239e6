"""Reading an IFC: its parts by kind and colour, as glTF in metres, and where on earth they stand."""

from dataclasses import replace

import ifcopenshell
import numpy as np
from ifcopenshell.util import placement, unit
from numpy.typing import NDArray

from app.i18n import N_
from app.meshes import check
from app.meshes.deterministic_math import Floats
from app.meshes.dressed import PLANNED
from app.meshes.faults import grouped
from app.meshes.upload.assembly import Assembly, Faces
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given
from app.meshes.upload.readers.ifc import georeference, kinds, palette, shapes, structure
from app.meshes.upload.readers.ifc.opening import AGAIN, opened
from app.meshes.upload.wishes import HIDDEN, Wishes

MOST_PARTS = 200_000
FAR = 1.0  # of its own size: so far from its origin, a building has another
CLEAR, DULL = 0.1, 0.8  # roughness of glass and of all else

Known = dict[str, str]  # name of a kind or a storey -> role, or hidden


def read(raw: memoryview, wishes: Wishes, findings: Findings) -> Given:
    """Return what is to be shown of an IFC.  Raises RefusedError."""
    with opened(raw, findings) as model:
        unit_m = _unit_m(model)
        parts, known = _shown(model, unit_m, wishes, findings)
        heaps = shapes.shaped(model, parts, findings)
        if not heaps:
            wrong = N_("Das Gebäudemodell zeigt kein einziges Bauteil.")
            mend = N_("Bitte prüfen, ob die Datei Geometrie hat, oder andere Geschosse und Bauteile zeigen lassen.")
            findings.add("Bauteile", wrong, mend)
            findings.settle()
        anchor = _anchor(model, heaps, unit_m)
        place = georeference.found(model, (float(anchor[0]), float(anchor[1])), unit_m, findings)
    return replace(_assembled(heaps, anchor, findings).given(unit="m", up="z"), parts=known, place=place)


def _unit_m(model: ifcopenshell.file) -> float:
    """Return the length of the file's unit in metres."""
    try:
        found = float(unit.calculate_unit_scale(model))
    except (AttributeError, KeyError, RuntimeError, TypeError, ValueError):
        return 1.0
    return found if 1e-9 < found < 1e9 else 1.0


def _shown(
    model: ifcopenshell.file, unit_m: float, wishes: Wishes, findings: Findings
) -> tuple[list[shapes.Part], Known]:
    """Return the parts to show, and what all kinds and storeys of the file are taken for."""
    never = {each.id() for name in kinds.NEVER for each in _all(model, name)}
    of_kind: dict[int, kinds.Kind] = {}
    for kind in kinds.KINDS:
        for name in (kind.name, *kind.also):
            for each in _all(model, name):
                if each.id() not in never and each.Representation is not None:
                    of_kind.setdefault(each.id(), kind)
    above, storeys = structure.places(model), structure.storeys(model, unit_m)
    if structure.is_round(above):
        findings.add("Bauteile", N_("Das Gebäudemodell widerspricht sich: Ein Bauteil enthält sich selbst."), AGAIN)
        findings.settle()
    there = {number: structure.storey_of(number, above, storeys) for number in of_kind}
    used = {storey.name for storey in there.values() if storey}
    taken = {kind.name: kind.role for kind in kinds.KINDS if kind in of_kind.values()}
    taken |= {each.name: HIDDEN if each.is_below else PLANNED for each in storeys.values() if each.name in used}
    taken |= {name: role for name, role in wishes.roles.items() if name in taken}
    shown = [
        shapes.Part(entity=model.by_id(number), kind=kind.name)
        for number, kind in of_kind.items()
        if taken[kind.name] != HIDDEN and ((storey := there[number]) is None or taken[storey.name] != HIDDEN)
    ]
    if not shown and not wishes.roles:  # pipes alone, or a cellar: then that is what is meant
        taken = {name: PLANNED if role == HIDDEN else role for name, role in taken.items()}
        shown = [shapes.Part(entity=model.by_id(number), kind=kind.name) for number, kind in of_kind.items()]
    if len(shown) > MOST_PARTS:
        wrong = N_("Das Gebäudemodell hat %(count)s Bauteile.")
        mend = N_("Höchstens %(most)s. Bitte Geschosse einzeln oder nur die Außenhülle ausgeben.")
        findings.add("Bauteile", wrong, mend, count=grouped(len(shown)), most=grouped(MOST_PARTS))
        findings.settle()
    return shown, taken


def _all(model: ifcopenshell.file, name: str) -> list[ifcopenshell.entity_instance]:
    """Return everything of a class that has a shape; nothing if its schema does not have the class."""
    try:
        return [each for each in model.by_type(name) if hasattr(each, "Representation")]
    except RuntimeError:
        return []


def _anchor(model: ifcopenshell.file, heaps: shapes.Heaps, unit_m: float) -> Floats:
    """Return the point of the model that becomes its origin, metres: the file's own, a site's or a building's near it.

    These stay where they are whatever is shown of it, so that a planning's place stays right.
    """
    every = [points for heap in heaps.values() for points in heap.points]
    low = np.min([points.min(axis=0) for points in every], axis=0)
    high = np.max([points.max(axis=0) for points in every], axis=0)
    middle, reach = (low + high) / 2, max(float(np.hypot(*(high - low)[:2])), 1.0)
    stood = [each.ObjectPlacement for name in ("IfcSite", "IfcBuilding") for each in _all(model, name)]
    known = [np.zeros(3), *(placement.get_local_placement(each)[:3, 3] * unit_m for each in stood)]
    near = [point for point in known if np.hypot(*(middle - point)[:2]) <= FAR * reach]
    found = near[0] if near else np.rint(middle)
    return np.array([found[0], found[1], 0.0])


def _assembled(heaps: shapes.Heaps, anchor: Floats, findings: Findings) -> Assembly:
    """Return the heaps as meshes, each called as its kind, in no more colours than phones take."""
    joined = {key: (heap.joined()) for key, heap in heaps.items()}
    weights: dict[shapes.Colour, float] = {}
    for (_kind, colour), (points, corners) in joined.items():
        weights[colour] = weights.get(colour, 0.0) + _area_m2(points, corners)
    worn = palette.merged(weights, check.PLANNING.finishes)
    if len(colours := sorted({*worn.values()})) < len(worn):
        said = N_("Ähnliche Farben zusammengefasst: aus %(was)s wurden %(now)s.")
        findings.note("Materialien", said, was=len(worn), now=len(colours))
    assembly = Assembly()
    materials = {colour: _material(assembly, colour) for colour in colours}
    for kind in dict.fromkeys(kind for kind, _colour in joined):
        faces = [
            Faces(points=points - anchor, corners=corners, material=materials[worn[colour]])
            for (of, colour), (points, corners) in joined.items()
            if of == kind
        ]
        assembly.mesh(kind, faces)
    return assembly


def _material(assembly: Assembly, colour: shapes.Colour) -> int:
    """Add the material of a colour; both sides are shown, since not every program turns its faces outwards."""
    linear = [_linear(share) for share in colour[:3]]
    is_clear = colour.opacity < 1
    return assembly.material(
        colour=linear, opacity=colour.opacity, roughness=CLEAR if is_clear else DULL, two_sided=True
    )


def _linear(share: float) -> float:
    """Return how much light a share of sRGB means (IEC 61966-2-1)."""
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _area_m2(points: Floats, corners: NDArray[np.int64]) -> float:
    first, second, third = (points[corners[:, place]] for place in range(3))
    return float(np.linalg.norm(np.cross(second - first, third - first), axis=1).sum()) / 2
