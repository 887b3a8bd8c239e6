"""True size: what a planning adds, and nothing that stands there anyway, set down before whoever looks.

AR Quick Look puts the origin of a file where one taps, Scene Viewer the front edge of its box.  So the front looks to
+Z, begins ``BEFORE_M`` behind the origin, and a flat mark at the origin lets the box begin there: nobody opens a
building around themselves.
"""

from dataclasses import dataclass

import numpy as np

from app.meshes.deterministic_math import snapped
from app.meshes.dressed import PLANNED, Dressed, Finish, Mesh, Node, Pose, Primitive
from app.meshes.front import front_turn
from app.meshes.materials import linear
from app.meshes.rearranged import moved, only, swept, together
from app.meshes.skin import on_grid
from app.meshes.surfaces import cylinder

BEFORE_M = 3.0
STEP_M = 0.5  # what stands no higher stood on ground that stays behind: its feet come to the floor
MARK_M = 0.15  # radius
MARK_HEIGHT_M = 0.008
MARK = "mark"
PALE = Finish(MARK, linear("#f4f3ef"), 0.8, 0.0)


@dataclass(frozen=True)
class TrueSize:
    """What is set down, where the origin of its scene stands in it, and its longer side on the ground in metres."""

    dressed: Dressed
    moved: Pose
    across_m: float


def true_size(dressed: Dressed, towards_deg: float) -> TrueSize | None:
    """Return what is planned, seen from ``towards_deg`` (clockwise from -Z), as it is set down; None for nothing."""
    planned = only(dressed, PLANNED)
    if planned is None:
        return None
    turn_deg = front_turn(planned.footprint(), towards_deg)
    turned = moved(planned, Pose(turn_deg=turn_deg))
    (left, lowest, back), (right, _, near) = (corner.tolist() for corner in turned.bounds())
    front = float(swept(turned)[1][2])
    down_m = lowest if lowest <= STEP_M else 0.0
    x, y, z = snapped(np.array([-(left + right) / 2, -down_m, -BEFORE_M - front])).tolist()
    whole = together(dressed.name, [("", moved(turned, Pose((x, y, z)))), ("", _mark())])
    return TrueSize(whole, Pose((x, y, z), turn_deg), round(max(right - left, near - back), 2))


def _mark() -> Dressed:
    """A flat disc whose front edge touches the origin."""
    disc = on_grid(cylinder(MARK_M, MARK_HEIGHT_M, material="white", at=(0.0, 0.0, -MARK_M), sides=24))
    primitive = Primitive(0, disc.positions, disc.normals, disc.uvs * 0, disc.triangles)
    return Dressed(MARK, (Node(MARK, 0, Pose(), MARK),), (Mesh(MARK, (primitive,)),), (PALE,), ())
