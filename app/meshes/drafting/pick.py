"""Pick: which thing of a scene somebody points at in its 3D view, and where they hit it.

targets(scene, variant)   all triangles of one variant where they stand, made once for a state of the text
pick(targets, …)          what a ray meets first
"""

from dataclasses import dataclass

import numpy as np

from app.meshes.compose import pieces_of
from app.meshes.deterministic_math import Floats
from app.meshes.drafting.rays import Soup, away, soup
from app.meshes.dressed import Dressed, Piece, Pose, placed
from app.meshes.fragments import Ints
from app.meshes.scene import Scene
from app.meshes.scene.fields import Point
from app.meshes.scene.lines import Path

DETAIL = 1.0  # as the view shows it
AROUND = -1  # what official data have about the place, and the ground


@dataclass(frozen=True, eq=False)
class Targets:
    """The m triangles of a variant.

    ``owners`` (m,) tells which of ``sources``, the places in the text, each belongs to, or ``AROUND``.
    """

    triangles: Soup
    owners: Ints
    sources: tuple[Path, ...]


@dataclass(frozen=True)
class Hit:
    """Where a ray ends, in metres, and where the text has what it meets; None for ground and surroundings."""

    source: Path | None
    point: Point


def targets(scene: Scene, variant: str) -> Targets:
    """Return all that can be pointed at in one variant of a scene."""
    found: list[tuple[Floats, int]] = []
    sources: list[Path] = []
    for placement in scene.shown(variant):
        found += [(each, len(sources)) for piece in pieces_of(placement, detail=DETAIL) for each in _of_piece(piece)]
        sources.append(placement.source)
    for upload in scene.uploads_shown(variant):
        model = scene.models[upload.asset]
        found += [(each, len(sources)) for place in upload.places for each in _of_model(model, place)]
        sources.append(upload.source)
    found += [(each, AROUND) for piece in scene.around for each in _of_piece(piece)]
    corners = np.concatenate([np.zeros((0, 3, 3)), *(each for each, _ in found)])
    owners = np.repeat([owner for _, owner in found], [len(each) for each, _ in found]).astype(np.int64)
    return Targets(soup(corners), owners, tuple(sources))


def pick(among: Targets, origin: Point, direction: Point) -> Hit | None:
    """Return what a ray meets first, from both sides (Möller and Trumbore), else where it meets the ground at height 0.

    ``direction`` need not be unit.  None if it meets neither.
    """
    eye, way = np.array(origin, dtype=np.float64), np.array(direction, dtype=np.float64)
    far = away(among.triangles, eye[None], way[None])[0]
    nearest = int(far.argmin()) if len(far) else 0
    if len(far) and np.isfinite(far[nearest]):
        owner = int(among.owners[nearest])
        return Hit(None if owner == AROUND else among.sources[owner], _point(eye + far[nearest] * way))
    if eye[1] * way[1] < 0:
        return Hit(None, _point(eye - eye[1] / way[1] * way))
    return None


def _of_piece(piece: Piece) -> list[Floats]:
    return [placed(s.positions, place)[s.triangles] for place in piece.places for s in piece.surfaces]


def _of_model(model: Dressed, place: Pose) -> list[Floats]:
    found = []
    for node in model.nodes:
        for each in model.meshes[node.mesh].primitives:
            inside = placed(each.positions, node.place).astype(np.float32)
            found.append(placed(inside, place)[each.triangles])
    return found


def _point(row: Floats) -> Point:
    x, y, z = row.round(3).tolist()
    return x, y, z
