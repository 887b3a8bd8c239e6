"""Cameras that look at any scene: from the side, from above, and with the eyes of somebody there."""

import numpy as np

from app.meshes.compose import CONTEXT
from app.meshes.dressed import Dressed
from app.meshes.scene import Camera

VIEWS = ("side", "top", "eye")
EYE_M = 1.6


def view(name: str, dressed: Dressed) -> Camera:
    """Return the camera of a view of VIEWS, far enough away to see all that is planned."""
    low, high = dressed.bounds(without=CONTEXT)
    middle = (low + high) / 2
    reach_m = float(np.linalg.norm(high - low)) / 2
    x, y, z = (float(share) for share in middle)
    if name == "top":
        return Camera((x, y + reach_m * 2.9, z + 0.01), (x, y, z), 36)
    if name == "side":
        return Camera((x, y + reach_m * 0.6, z + reach_m * 2.6), (x, y, z), 36)
    return Camera((x - reach_m * 0.25, EYE_M, float(high[2]) + reach_m * 0.3), (x, max(y * 0.6, EYE_M), z), 60)
