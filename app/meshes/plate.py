"""A plate on which models stand, as an architect brings them: plain, with captions on its front edge.

Everything is in metres of the model.  A plate stands on y = 0 with its middle at the origin; its front looks to +Z.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.dressed import Dressed, Finish, Mesh, Node, Pose, Primitive
from app.meshes.lettering import Caption, lettered

THICK_M = 0.010
RAISED_M = 0.0004  # a caption lies on the plate like paper
NAME = "plate"
WHITE = (1.0, 1.0, 1.0)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A caption and where its middle lies on the plate: ``x`` to the right, ``z`` to the front, in metres."""

    caption: Caption
    x: float
    z: float


def plate(width_m: float, depth_m: float, captions: Sequence[Placed], *, fonts: Path) -> Dressed:
    """Return a plate with its captions."""
    written = lettered([each.caption for each in captions], fonts)
    quads = _box(width_m, depth_m)
    rows = [(corners, normal, np.tile(written.blank, (4, 1))) for corners, normal in quads]
    for each, (left, top, right, bottom) in zip(captions, written.bands, strict=True):
        half, deep = each.caption.width_m / 2, each.caption.depth_m / 2
        corners = _level(each.x - half, each.x + half, each.z - deep, each.z + deep, THICK_M + RAISED_M)
        rows.append((corners, (0.0, 1.0, 0.0), np.array([(left, bottom), (right, bottom), (right, top), (left, top)])))
    primitive = Primitive(
        0,
        np.concatenate([corners for corners, _, _ in rows]).astype(np.float32),
        np.concatenate([np.tile(normal, (4, 1)) for _, normal, _ in rows]).astype(np.float32),
        np.concatenate([uvs for _, _, uvs in rows]).astype(np.float32),
        np.concatenate([np.array([(0, 1, 2), (0, 2, 3)]) + 4 * i for i in range(len(rows))]).astype(np.uint32),
    )
    finish = Finish("paper", WHITE, 0.9, 0.0, base=0)
    return Dressed(NAME, (Node(NAME, 0, Pose(), NAME),), (Mesh(NAME, (primitive,)),), (finish,), (written.picture,))


def _level(left: float, right: float, back: float, front: float, y: float) -> Floats:
    """Return the corners of a level rectangle, counter-clockwise seen from above, from its left front corner."""
    return np.array([(left, y, front), (right, y, front), (right, y, back), (left, y, back)])


def _box(width_m: float, depth_m: float) -> list[tuple[Floats, tuple[float, float, float]]]:
    """Return top, underside and the four sides of a plate, each with its normal."""
    x, z = width_m / 2, depth_m / 2
    top = _level(-x, x, -z, z, THICK_M)
    foot = _level(-x, x, -z, z, 0.0)
    normals = ((0.0, 0.0, 1.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (-1.0, 0.0, 0.0))
    sides = [(np.stack([foot[i], foot[(i + 1) % 4], top[(i + 1) % 4], top[i]]), normals[i]) for i in range(4)]
    return [(top, (0.0, 1.0, 0.0)), (foot[::-1], (0.0, -1.0, 0.0)), *sides]
