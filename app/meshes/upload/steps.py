"""Steps: how finely the points of a file are stored.

A number of 32 bits far from zero has its neighbours far away (IEEE 754): at a northing of 5,706 km they are half a
metre apart.  Where somebody stored points so, walls are no longer straight, and nothing brings that back.
"""

import numpy as np

from app.meshes.deterministic_math import Floats

COARSE = 0.001  # in the file's unit: nobody writes numbers so that they end there by themselves


def step_at(reach: float) -> float:
    """Return how far a number of 32 bits as large as ``reach`` is from its neighbour."""
    return float(np.spacing(np.float32(reach)))


def step_of(points: Floats) -> float:
    """Return how far apart (n, 3) points of 64 bits lie at least, if they look as if 32 bits had held them; else 0.

    Only axes that go far are looked at.  Where all are whole numbers or quarters, as those of a grid are, they are what
    they are.
    """
    reach = np.abs(points).max(axis=0, initial=0.0)
    coarse = points[:, np.spacing(reach.astype(np.float32)) > COARSE]
    is_held = bool((coarse == coarse.astype(np.float32)).all())
    if not is_held or (4 * coarse == np.rint(4 * coarse)).all():
        return 0.0
    return step_at(float(reach.max()))
