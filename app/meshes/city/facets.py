"""Facets: the flat faces of a city object as triangles, each part of a building on its own."""

from collections.abc import Sequence
from typing import get_args

import mapbox_earcut
import numpy as np

from app.i18n import N_
from app.meshes.city.objects import CityError, Part, Polygon
from app.meshes.city.reference import Frame
from app.meshes.deterministic_math import Floats

PARTS: tuple[Part, ...] = get_args(Part)
FARTHEST = 1e9
LEVEL = 0.5  # of a normal: what leans more is a roof, what leans less a wall
NO_NUMBER = N_("Einige Koordinaten sind keine endlichen Zahlen.")
AGAIN = N_("Bitte die Datei noch einmal ausgeben oder herunterladen.")


def facets(polygons: Sequence[Polygon], frame: Frame) -> dict[Part, Floats]:
    """Return part -> (m, 3, 3) triangles in the metres of ``frame``, their front outward as that of their face.

    Faces that do not say what they are count by how they lie.  Raises CityError for numbers that are none.
    """
    found: dict[Part, list[Floats]] = {}
    if not polygons:
        return {}
    points = corners([ring for polygon in polygons for ring in polygon.rings])
    local = frame.local(points)
    start = 0
    for polygon in polygons:
        ends = start + np.cumsum([len(ring) // 3 for ring in polygon.rings])
        rings = [_opened(each) for each in np.split(local[start : ends[-1]], ends[:-1] - start)]
        start = int(ends[-1])
        triangles = _triangles([ring for ring in rings if len(ring) >= 3])
        if triangles is not None:
            part = polygon.part if polygon.part != "other" else _lying(triangles)
            found.setdefault(part, []).append(triangles)
    return {part: np.concatenate(found[part]) for part in PARTS if part in found}


def corners(rings: Sequence[list[float]]) -> Floats:
    """Return the (n, 3) points of rings as the file has them.  Raises CityError for numbers that are none."""
    points = np.array([each for ring in rings for each in ring], dtype=np.float64).reshape(-1, 3)
    if not np.isfinite(points).all() or (len(points) and np.abs(points).max() > FARTHEST):
        raise CityError(NO_NUMBER, AGAIN)
    return points


def _opened(ring: Floats) -> Floats:
    """Return a ring without the point that closes it."""
    return ring[:-1] if len(ring) > 1 and (ring[0] == ring[-1]).all() else ring


def _triangles(rings: Sequence[Floats]) -> Floats | None:
    """Return the (m, 3, 3) triangles of one face, None if it has no area."""
    if not rings:
        return None
    normal = _newell(rings[0])
    across = int(np.abs(normal).argmax())
    if abs(normal[across]) < 1e-9:
        return None
    if len(rings) == 1 and len(rings[0]) == 3:
        return rings[0][None]
    points = np.concatenate(rings)
    flat = np.ascontiguousarray(np.delete(points, across, axis=1))
    ends = np.cumsum([len(ring) for ring in rings]).astype(np.uint32)
    triangles = points[mapbox_earcut.triangulate_float64(flat, ends).reshape(-1, 3)]
    if not len(triangles):
        return None
    if float(np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]).sum(axis=0) @ normal) < 0:
        triangles = triangles[:, ::-1]
    return triangles


def _newell(ring: Floats) -> Floats:
    """Return the normal of a ring that need not be quite flat, twice as long as its area (Newell's method)."""
    away = ring - ring[0]
    total: Floats = np.cross(away, np.roll(away, -1, axis=0)).sum(axis=0)
    return total


def _lying(triangles: Floats) -> Part:
    """Return what a face is by how it lies: Y is up, and the underside of a building looks down."""
    normal = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]).sum(axis=0)
    level = float(normal[1]) / max(float(np.linalg.norm(normal)), 1e-12)
    return "roof" if level > LEVEL else "ground" if level < -LEVEL else "wall"
