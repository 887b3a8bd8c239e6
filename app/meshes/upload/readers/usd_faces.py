"""Faces of a USD mesh: cut into triangles, with normals, coordinates and colours of whichever interpolation."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import Usd, UsdGeom

from app.meshes.deterministic_math import Floats
from app.meshes.upload.assembly import Faces, Numbers
from app.meshes.upload.findings import Findings
from app.meshes.upload.polygons import cut
from app.meshes.upload.readers.faults import check_count, unreadable
from app.meshes.upload.readers.usd_look import Look

AT_REST = Usd.TimeCode.EarliestTime()


def faces(mesh: UsdGeom.Mesh, look: Look, findings: Findings, *, only: Sequence[int] | None) -> list[Faces]:
    """Return the faces of a mesh, or ``only`` some by their numbers; each corner stands alone.

    Raises RefusedError for a mesh that names what is not there.
    """
    where = str(mesh.GetPath())[-40:]
    points = _rows(mesh.GetPointsAttr().Get(AT_REST), 3)
    counts = _numbers(mesh.GetFaceVertexCountsAttr().Get(AT_REST))
    corners = _numbers(mesh.GetFaceVertexIndicesAttr().Get(AT_REST))
    if not len(counts) or not len(corners) or not len(points):
        return []
    if counts.min() < 0 or counts.sum() != len(corners) or corners.min() < 0 or corners.max() >= len(points):
        unreadable(findings, where)
    check_count(int(np.maximum(counts - 2, 0).sum()) or 1, findings)
    places, owners = cut(points[corners], counts)
    kept = ~np.isin(owners, _numbers(mesh.GetHoleIndicesAttr().Get(AT_REST)))
    if only is not None:
        kept &= np.isin(owners, np.array(only, dtype=np.int64))
    places, owners = places[kept], owners[kept]
    if mesh.GetOrientationAttr().Get() == UsdGeom.Tokens.leftHanded:
        places = places[:, ::-1]
    at = places.reshape(-1)
    found = points[corners[at]]
    if not len(at):
        return []
    if not np.isfinite(found).all():
        unreadable(findings, where)
    spread = _Spread(at, corners, np.repeat(owners, 3), len(points), len(counts))
    primvars = UsdGeom.PrimvarsAPI(mesh)
    uvs = spread.rows(*_primvar(primvars.GetPrimvar(look.uvs)), 2)
    colours = spread.rows(*_primvar(primvars.GetPrimvar("displayColor")), 3)
    return [
        Faces(
            points=found,
            corners=np.arange(len(at)).reshape(-1, 3),
            material=look.material,
            normals=_normals(mesh, primvars, spread),
            uvs=None if uvs is None else _down(uvs @ look.turn + look.shift),
            colours=colours if look.shows_points else None,
        )
    ]


class _Spread:
    """Values of a mesh, brought to the corners of its triangles."""

    def __init__(self, at: Numbers, corners: Numbers, owners: Numbers, points: int, faces: int) -> None:
        self._at, self._corners, self._owners, self._points, self._faces = at, corners, owners, points, faces

    def rows(self, values: Any, interpolation: str, width: int) -> Floats | None:
        """Return (n, width) values of the corners; None if there are none, or not as many as there should be."""
        found = _rows(values, width)
        chosen = {
            UsdGeom.Tokens.faceVarying: (len(self._corners), self._at),
            UsdGeom.Tokens.vertex: (self._points, self._corners[self._at]),
            UsdGeom.Tokens.varying: (self._points, self._corners[self._at]),
            UsdGeom.Tokens.uniform: (self._faces, self._owners),
        }.get(interpolation)
        if chosen is None or len(found) != chosen[0]:
            return None
        spread: Floats = found[chosen[1]]
        return spread if np.isfinite(spread).all() else None


def _normals(mesh: UsdGeom.Mesh, primvars: UsdGeom.PrimvarsAPI, spread: _Spread) -> Floats | None:
    named = primvars.GetPrimvar("normals")
    if named and named.HasValue():
        return spread.rows(*_primvar(named), 3)
    return spread.rows(mesh.GetNormalsAttr().Get(AT_REST), str(mesh.GetNormalsInterpolation()), 3)


def _primvar(primvar: UsdGeom.Primvar) -> tuple[Any, str]:
    if not primvar or not primvar.HasValue():
        return None, ""
    return primvar.ComputeFlattened(AT_REST), str(primvar.GetInterpolation())


def _rows(values: Any, width: int) -> Floats:
    if values is None:
        return np.zeros((0, width))
    found: NDArray[np.float64] = np.array(values, dtype=np.float64)
    return found if found.ndim == 2 and found.shape[1] == width else np.zeros((0, width))


def _numbers(values: Any) -> Numbers:
    return np.array([] if values is None else values, dtype=np.int64)


def _down(uvs: Floats) -> Floats:
    """Return coordinates with v pointing down, as glTF wants it."""
    return np.stack([uvs[:, 0], 1 - uvs[:, 1]], axis=1)
