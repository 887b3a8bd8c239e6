"""Cameras that look at any scene: from the side, from above, and with the eyes of somebody there."""

import math
from collections.abc import Mapping

import numpy as np

from app.meshes.deterministic_math import Floats, dot
from app.meshes.dressed import CONTEXT, Dressed
from app.meshes.scene import SIGN, Camera
from app.meshes.skin import unit

VIEWS = ("side", "top", "eye")
EYE_M = 1.6
FIELD_DEG, EYE_FIELD_DEG = 36.0, 60.0
FILLED = 0.62  # of the distance from which all of a ball around it would be seen
NEARER = 0.55  # share of the poster's distance from which somebody on foot looks


def view(name: str, dressed: Dressed, cameras: Mapping[str, Camera]) -> Camera:
    """Return the camera of a view of VIEWS, which sees what is planned; ``cameras`` are the scene's own.

    Eye looks from the station's sign, if the scene says from where; else it looks the way of the poster, where
    nothing stands between, at the height of eyes.  Side looks a quarter turn on from the poster.
    """
    if name == "eye" and SIGN in cameras:
        return cameras[SIGN]
    poster = cameras["poster"]
    low, high = dressed.bounds(without=CONTEXT)
    middle = (low + high) / 2
    look = np.array(poster.look)
    ahead = (look - np.array(poster.eye)) * np.array([1.0, 0.0, 1.0])
    far_m = float(np.sqrt(dot(high - low, high - low))) / 2 / math.tan(math.radians(FIELD_DEG / 2)) * FILLED
    if name == "top":
        return _camera(middle + np.array([0.0, far_m, 0.01]), middle, FIELD_DEG)
    if name == "side":
        east, _, south = unit(ahead)
        return _camera(middle + np.array([-south, 0.6, east]) * far_m, middle, FIELD_DEG)
    eye = look - ahead * NEARER
    return _camera(
        np.array([eye[0], EYE_M, eye[2]]), np.array([look[0], max(look[1] / 2, EYE_M), look[2]]), EYE_FIELD_DEG
    )


def _camera(eye: Floats, look: Floats, fov_deg: float) -> Camera:
    (x, y, z), (to_x, to_y, to_z) = eye.tolist(), look.tolist()
    return Camera((x, y, z), (to_x, to_y, to_z), fov_deg)
