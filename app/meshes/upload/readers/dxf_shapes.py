"""Shapes of a DXF: what has a surface, as triangles in the drawing's own numbers, Z up."""

from collections.abc import Sequence

import mapbox_earcut
import numpy as np
from ezdxf import edgeminer, edgesmith, path
from ezdxf.entities.dxfentity import DXFEntity
from ezdxf.entities.mesh import Mesh
from ezdxf.entities.polygon import DXFPolygon
from ezdxf.entities.polyline import Polyface, Polymesh
from ezdxf.entities.solid import Face3d, Solid
from ezdxf.lldxf.const import DXFError
from ezdxf.math import Vec3
from ezdxf.path import Path
from ezdxf.render.mesh import MeshBuilder

from app.meshes.deterministic_math import Floats
from app.meshes.upload.plausible import METRES
from app.meshes.upload.polygons import triangulated
from app.meshes.upload.wishes import Unit

THICK_M = 0.1  # of a plate that an outline becomes
FINE_M = 0.02  # as far as a straight line may leave a curve
CLOSED_M = 0.002
LEAST_M2 = 0.01
OUTLINES = {"LWPOLYLINE", "POLYLINE", "CIRCLE", "ELLIPSE", "SPLINE", "HATCH", "MPOLYGON"}
BROKEN = (DXFError, ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError)


def triangles(entity: DXFEntity, unit: Unit) -> Floats:
    """Return the (m, 3, 3) triangles of an entity; none if it has no surface, or is broken."""
    try:
        if isinstance(entity, Face3d | Solid):
            return _face(np.array([tuple(each) for each in entity.wcs_vertices()]))
        if isinstance(entity, Mesh):
            return _mesh(MeshBuilder.from_mesh(entity))
        if isinstance(entity, Polyface | Polymesh):
            return _mesh(MeshBuilder.from_polyface(entity))
        if entity.dxftype() in OUTLINES:
            return _plate(entity, METRES[unit])
    except BROKEN:
        pass
    return np.zeros((0, 3, 3))


def closed_lines(entities: Sequence[DXFEntity], unit: Unit) -> list[Floats]:
    """Return the (m, 3, 3) plates over what single lines and arcs enclose together, each chain of them a ring."""
    metre = METRES[unit]
    gap = CLOSED_M / metre
    try:
        deposit = edgeminer.Deposit(list(edgesmith.edges_from_entities_2d(entities, gap_tol=gap)), gap_tol=gap)
        chains = edgeminer.find_all_simple_chains(deposit)
        outlines = [edgesmith.path2d_from_chain(chain) for chain in chains if edgeminer.is_loop(chain, gap_tol=gap)]
    except BROKEN:
        return []
    rings = [ring for outline in outlines if (ring := _ring(outline, metre)) is not None]
    return _plates(rings, THICK_M / metre)


def _face(points: Floats) -> Floats:
    if len(points) < 3:
        return np.zeros((0, 3, 3))
    found: Floats = points[triangulated(points)]
    return found


def _mesh(mesh: MeshBuilder) -> Floats:
    points = np.array([tuple(each) for each in mesh.vertices], dtype=np.float64).reshape(-1, 3)
    found = [_face(points[list(face)]) for face in mesh.faces if len(face) >= 3]
    return np.concatenate(found) if found else np.zeros((0, 3, 3))


def _plate(entity: DXFEntity, metre: float) -> Floats:
    """Return a plate over everything that an entity encloses, as thick as it says, or ten centimetres."""
    paths = path.from_hatch(entity) if isinstance(entity, DXFPolygon) else [path.make_path(entity)]
    rings = [ring for each in paths if (ring := _ring(each, metre)) is not None]
    if not rings:
        return np.zeros((0, 3, 3))
    thick = entity.dxf.get("thickness", 0.0) if entity.dxf.is_supported("thickness") else 0.0
    height = float(thick) or THICK_M / metre
    return np.concatenate(_plates(rings, height))


def _plates(rings: Sequence[Floats], height: float) -> list[Floats]:
    """Return a body over each outer ring, with the rings inside of it as holes."""
    left = sorted(rings, key=lambda ring: -abs(_area(ring)))
    found: list[Floats] = []
    while left:
        outer, *rest = left
        holes = [ring for ring in rest if _is_within(ring[0], outer)]
        left = [ring for ring in rest if not _is_within(ring[0], outer)]
        found.append(_extruded([outer, *holes], height))
    return found


def _ring(outline: Path, metre: float) -> Floats | None:
    """Return the (n, 3) points of a closed path, counter-clockwise; None if it is open or encloses next to nothing."""
    points = np.array([tuple(Vec3(each)) for each in outline.flattening(FINE_M / metre, segments=8)])
    if len(points) < 3:
        return None
    closes = np.linalg.norm(points[0] - points[-1]) <= CLOSED_M / metre
    if not closes and not outline.is_closed:
        return None
    points = points[:-1] if closes else points
    keeps = np.linalg.norm(points - np.roll(points, 1, axis=0), axis=1) > 1e-9
    points = points[keeps]
    if len(points) < 3 or abs(_area(points)) * metre**2 < LEAST_M2:
        return None
    ring: Floats = points if _area(points) > 0 else points[::-1]
    return ring


def _extruded(rings: Sequence[Floats], height: float) -> Floats:
    """Return the body over rings (n, 3), the first around the others."""
    flat = np.concatenate(rings)
    ends = np.cumsum([len(ring) for ring in rings]).astype(np.uint32)
    middle = flat[:, :2].mean(axis=0)
    found = mapbox_earcut.triangulate_float64(flat[:, :2] - middle, ends).astype(np.int64).reshape(-1, 3)
    bottom = flat[found]
    turns = np.cross(bottom[:, 1] - bottom[:, 0], bottom[:, 2] - bottom[:, 0])[:, 2]
    bottom = np.where((turns > 0)[:, None, None], bottom[:, ::-1], bottom)
    up = np.array([0.0, 0.0, height])
    pieces = [bottom, bottom[:, ::-1] + up]
    for number, ring in enumerate(rings):
        around = ring if number == 0 else ring[::-1]  # of a hole, the outside is inside
        ahead = np.roll(around, -1, axis=0)
        pieces.append(np.stack([around, ahead, ahead + up], axis=1))
        pieces.append(np.stack([around, ahead + up, around + up], axis=1))
    return np.concatenate(pieces)


def _area(ring: Floats) -> float:
    x, y = (ring[:, 0] - ring[0, 0]), (ring[:, 1] - ring[0, 1])
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def _is_within(point: Floats, ring: Floats) -> bool:
    """Tell whether a point lies inside of a ring, seen from above (even-odd rule)."""
    ahead = np.roll(ring, -1, axis=0)
    crosses = (ring[:, 1] > point[1]) != (ahead[:, 1] > point[1])
    rise = np.where(crosses, ahead[:, 1] - ring[:, 1], 1.0)
    at = ring[:, 0] + (point[1] - ring[:, 1]) / rise * (ahead[:, 0] - ring[:, 0])
    return bool((crosses & (point[0] < at)).sum() % 2)
