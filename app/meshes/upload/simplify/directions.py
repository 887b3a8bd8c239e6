"""Directions: the normals of what was simplified are those of the original, where they still fit."""

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats, crossed, dot
from app.meshes.skin import unit
from app.meshes.upload.simplify.welding import Loose, Sheet

FITS = 0.5  # the cosine between a face and a normal that still is one of it


def loose(sheet: Sheet, triangles: NDArray[np.uint32], count: int) -> list[Loose]:
    """Return the triangles of each of ``count`` parts of a sheet, each corner with the normal that fits its face best.

    Where none of those that met at a point fits, it is that of the face.
    """
    corners = sheet.positions[triangles].astype(np.float64)
    edges = corners[:, 1:] - corners[:, :1]
    faces = np.repeat(unit(crossed(edges[:, 0], edges[:, 1])), 3, axis=0)
    normals = _best(sheet, triangles.reshape(-1).astype(np.int64), faces).reshape(-1, 3, 3)
    uvs = sheet.uvs[triangles].astype(np.float64)
    part = sheet.parts[triangles[:, 0]]
    return [(corners[part == i], normals[part == i], uvs[part == i]) for i in range(count)]


def _best(sheet: Sheet, points: NDArray[np.int64], faces: Floats) -> Floats:
    starts = np.searchsorted(sheet.owners, np.arange(len(sheet.positions) + 1))
    many = np.diff(starts)[points]
    at = np.repeat(starts[points] - np.cumsum(many) + many, many) + np.arange(many.sum())
    corner = np.repeat(np.arange(len(points)), many)
    fit = dot(sheet.directions[at], faces[corner])
    order = np.lexsort((-fit, corner))
    best = order[np.cumsum(many) - many]
    return np.where(fit[best, None] >= FITS, sheet.directions[at[best]], faces)
