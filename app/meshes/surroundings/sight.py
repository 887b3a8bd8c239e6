"""Sight: which houses stand between a camera and what it looks at, so that they are left out, as in any model."""

from collections.abc import Sequence

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.scene.fields import Point

Sight = tuple[Point, Point]  # from where to where, metres as scenes have them
SPREAD = 0.3  # to each side of the line, of the way along it
BELOW = 0.1  # the line, of the way along it: so much lower it is in the way as well
LEAST_M = 4.0  # to each side, from the camera on
UNTIL = 0.9  # of the way: what is behind that stands about what is shown


def is_in_the_way(triangles: Floats, sights: Sequence[Sight]) -> bool:
    """Tell whether (m, 3, 3) triangles of a house rise above the line of one of ``sights``, or about its camera."""
    points = np.concatenate([triangles.reshape(-1, 3), triangles.mean(axis=1)])
    return any(_rises(points, np.array(eye), np.array(look)) for eye, look in sights)


def _rises(points: Floats, eye: Floats, look: Floats) -> bool:
    way = (look - eye)[[0, 2]]
    length = float(np.hypot(*way))
    if length < 1.0:
        return False
    way = way / length
    from_eye = points[:, [0, 2]] - eye[[0, 2]]
    along = from_eye @ way
    aside = np.abs(from_eye @ np.array([-way[1], way[0]]))
    is_between = (along > -LEAST_M) & (along < UNTIL * length) & (aside < LEAST_M + SPREAD * np.maximum(along, 0.0))
    line = eye[1] + (look[1] - eye[1]) * np.clip(along / length, 0.0, 1.0)
    return bool((is_between & (points[:, 1] > line - BELOW * np.maximum(along, 0.0))).any())
