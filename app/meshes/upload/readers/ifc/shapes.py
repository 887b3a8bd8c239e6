"""Shapes: the triangles of a building's parts, sorted by kind and colour, with bounds on time and on their number."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import ifcopenshell
import ifcopenshell.geom
import numpy as np
from numpy.typing import NDArray

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.faults import grouped
from app.meshes.upload.findings import Findings

KERNEL = (
    "hybrid-cgal-simple-opencascade"  # tries CGAL with plain numbers first: two to ten times as quick as Open CASCADE
)
DEFLECTION_M = 0.01  # how far from a curved surface its triangles may lie
MOST_TRIANGLES = 3_000_000
MOST_S = 60.0
FARTHEST_M = 1e8
GREY = 0.75
LESS = N_("Bitte nur ein Gebäude oder nur die Außenhülle ausgeben, ohne Möbel und Haustechnik.")


class Colour(NamedTuple):
    """As a screen shows it (sRGB, 0 to 1), and how opaque."""

    red: float
    green: float
    blue: float
    opacity: float


@dataclass
class Heap:
    """Triangles of one kind and colour that grow part by part: points (n, 3) in metres, Z up."""

    points: list[Floats] = field(default_factory=list)
    corners: list[NDArray[np.int64]] = field(default_factory=list)
    size: int = 0

    def add(self, points: Floats, corners: NDArray[np.int64]) -> None:
        """Put more on it."""
        self.points.append(points)
        self.corners.append(corners + self.size)
        self.size += len(points)

    def joined(self) -> tuple[Floats, NDArray[np.int64]]:
        """Return all points (n, 3) and all triangles (m, 3)."""
        return np.concatenate(self.points), np.concatenate(self.corners)


@dataclass(frozen=True)
class Part:
    """A part of the building that is to be shown, and the name of its kind."""

    entity: ifcopenshell.entity_instance
    kind: str


Heaps = dict[tuple[str, Colour], Heap]
Shape: TypeAlias = ifcopenshell.ifcopenshell_wrapper.triangulation_element
Style: TypeAlias = ifcopenshell.ifcopenshell_wrapper.style


def shaped(model: ifcopenshell.file, parts: Iterable[Part], findings: Findings) -> Heaps:
    """Return kind and colour -> triangles.  Raises RefusedError if they are too many or take too long."""
    kinds = {part.entity.id(): part for part in parts}
    heaps: Heaps = {}
    missing, triangles = dict(kinds), 0
    begun_s = time.process_time()
    for shape in _shapes(model, [part.entity for part in kinds.values()]):
        missing.pop(shape.id, None)
        triangles += _heaped(heaps, kinds[shape.id].kind, shape)
        if triangles > MOST_TRIANGLES:
            wrong = N_("Das Gebäudemodell hat mehr als %(most)s Dreiecke.")
            findings.add("Dreiecke", wrong, LESS, most=grouped(MOST_TRIANGLES))
        if time.process_time() - begun_s > MOST_S:
            done = {"done": grouped(len(kinds) - len(missing)), "count": grouped(len(kinds))}
            wrong = N_("Zu groß: In der erlaubten Zeit wurden nur %(done)s von %(count)s Bauteilen fertig.")
            findings.add("Datei", wrong, LESS, **done)
        findings.settle()
    lost = [part for part in missing.values() if has_body(part.entity)]
    if lost and heaps:
        said = N_("%(count)s von %(all)s Bauteilen ließen sich nicht darstellen und fehlen, zum Beispiel %(names)s.")
        names = ", ".join(sorted({part.entity.is_a() for part in lost})[:3])
        findings.note("Bauteile", said, count=grouped(len(lost)), all=grouped(len(kinds)), names=names)
    return heaps


def has_body(entity: ifcopenshell.entity_instance) -> bool:
    """Tell whether a part has a shape in space, not only an axis or an outline."""
    shape = getattr(entity, "Representation", None)
    forms = getattr(shape, "Representations", None) or ()
    return any(each.RepresentationIdentifier in ("Body", "Facetation", "Body-FallBack") for each in forms)


def _shapes(model: ifcopenshell.file, entities: list[ifcopenshell.entity_instance]) -> Iterator[Shape]:
    settings = ifcopenshell.geom.settings()
    settings.set("mesher-linear-deflection", DEFLECTION_M)
    settings.set("no-normals", True)
    if not entities:
        return
    shapes = ifcopenshell.geom.iterator(settings, model, 1, include=entities, geometry_library=KERNEL)
    if shapes.initialize():
        yield shapes.get()
        while shapes.next():
            yield shapes.get()


def _heaped(heaps: Heaps, kind: str, shape: Shape) -> int:
    """Put a shape upon the heaps, each triangle by its colour, and return how many there were."""
    geometry = shape.geometry
    points = np.frombuffer(geometry.verts_buffer, np.float64).reshape(-1, 3)
    corners = np.frombuffer(geometry.faces_buffer, np.int32).reshape(-1, 3).astype(np.int64)
    worn = np.frombuffer(geometry.material_ids_buffer, np.int32)
    matrix = np.array(shape.transformation.matrix).reshape(4, 4).T
    points = points @ matrix[:3, :3].T + matrix[:3, 3]
    if not len(corners) or not np.isfinite(points).all() or np.abs(points).max() > FARTHEST_M:
        return 0
    colours = [_colour(each) for each in geometry.materials]
    for number in np.unique(worn):
        colour = colours[number] if 0 <= number < len(colours) else Colour(GREY, GREY, GREY, 1.0)
        used, again = np.unique(corners[worn == number], return_inverse=True)
        heaps.setdefault((kind, colour), Heap()).add(points[used], again.reshape(-1, 3))
    return len(corners)


def _colour(style: Style) -> Colour:
    shares = (style.diffuse.r(), style.diffuse.g(), style.diffuse.b())
    opacity = 1.0 - style.transparency if style.has_transparency() else 1.0
    return Colour(*(round(min(max(each, 0.0), 1.0), 2) if np.isfinite(each) else GREY for each in (*shares, opacity)))
