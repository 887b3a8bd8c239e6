"""Far apart: what lies so far from the rest that it was forgotten there, as markers at the origin of a survey are."""

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats

FAR = 10.0  # times what the rest measures from corner to corner: so wide is the gap
MOST_SPLITS = 8

Mask = NDArray[np.bool_]


def near(positions: Floats) -> Mask:
    """Return (m,) which of (m, 3, 3) triangles lie together with most; the others lie far away, behind a wide gap."""
    low, high = positions.min(axis=1), positions.max(axis=1)
    kept = np.ones(len(positions), dtype=bool)
    for _ in range(MOST_SPLITS):
        rows = np.flatnonzero(kept)
        far = _far(low[rows], high[rows])
        if far is None:
            break
        kept[rows[far]] = False
    return kept


def _far(low: Floats, high: Floats) -> Mask | None:
    """Return which of (n, 3) boxes lie beyond the widest gap of all axes, None if none is wide enough."""
    widest, found = FAR, None
    for axis in range(3):
        order = np.argsort(low[:, axis], kind="stable")
        gaps = low[order[1:], axis] - np.maximum.accumulate(high[order, axis])[:-1]
        if not len(gaps) or (gap := float(gaps.max())) <= 0:
            continue
        cut = int(gaps.argmax()) + 1
        sides = order[:cut], order[cut:]
        sizes = [float(np.linalg.norm(high[side].max(axis=0) - low[side].min(axis=0))) for side in sides]
        smaller, larger = (0, 1) if sizes[0] < sizes[1] else (1, 0)
        if gap > widest * max(sizes[larger], 1e-9):
            widest = gap / max(sizes[larger], 1e-9)
            found = np.zeros(len(low), dtype=bool)
            found[sides[smaller]] = True
    return found
