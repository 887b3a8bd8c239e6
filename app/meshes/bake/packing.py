"""Packing: rectangles onto a square sheet, in rows from high to low.

``STEP_PX``: every chart begins at a multiple of it, so that light can be kept in a sheet that is smaller by as much.
"""

from dataclasses import dataclass

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.fragments import Ints

STEP_PX = 2
MARGIN_PX = 1.5  # around what a chart covers, and as much again to its neighbour
MOST_PX_A_M = 160.0
ROUNDS = 12


@dataclass(frozen=True, eq=False)
class Sheet:
    """Where charts lie: (k, 2) lower corners in pixels, and the (k,) pixels that one metre of each takes."""

    corners: Floats
    scale: Floats


def packed(sizes: Floats, width_px: int, height_px: int) -> Sheet | None:
    """Place charts of (k, 2) metres on a sheet, all as large as they can be, and of one scale where it is possible.

    None if they are too many, however small.
    """
    low, high = 0.0, MOST_PX_A_M
    best = _placed(sizes, high, width_px, height_px)
    if best is not None:
        return best
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        found = _placed(sizes, middle, width_px, height_px)
        low, high, best = (low, middle, best) if found is None else (middle, high, found)
    return best


def _placed(sizes: Floats, px_a_m: float, width_px: int, height_px: int) -> Sheet | None:
    longest = np.maximum(sizes[:, 0], 1e-6)
    scale = np.minimum(px_a_m, (width_px - 4 * MARGIN_PX) / longest)
    takes = np.ceil((sizes * scale[:, None] + 2 * MARGIN_PX) / STEP_PX).astype(np.int64) * STEP_PX
    order = np.lexsort((-takes[:, 0], -takes[:, 1]))
    corners = np.zeros((len(sizes), 2))
    x = y = row = 0
    for chart, (wide, tall) in zip(order.tolist(), takes[order].tolist(), strict=True):
        if x + wide > width_px:
            x, y, row = 0, y + row, 0
        if y + tall > height_px:
            return None
        corners[chart] = x, y
        x, row = x + wide, max(row, tall)
    return Sheet(corners + MARGIN_PX, scale)


def on_sheet(flat: Floats, number: Ints, sheet: Sheet, top_px: int) -> Floats:
    """Return (m, 3, 2) pixels of corners, the sheet beginning ``top_px`` below the upper edge of its picture."""
    found: Floats = flat * sheet.scale[number][:, None, None] + sheet.corners[number][:, None]
    found[..., 1] += top_px
    return found
