"""A station's tray: a small model of each of its plannings, side by side, each with its title and scale.

Nothing lies on anything else, whatever the plannings' places are.
"""

import math
from collections.abc import Sequence
from pathlib import Path

from app.meshes.dressed import Dressed, Pose
from app.meshes.lettering import Caption
from app.meshes.miniatures import Exhibit, Spot, composed
from app.meshes.plate import THICK_M, Placed, plate
from app.meshes.rearranged import moved, together
from app.meshes.scales import said

LONGEST_M = 0.60
BAND = 0.17  # depth of a caption, in widths of a cell
MARGIN = 0.05  # around what stands in a cell, in widths of it
IN_ONE_ROW = 3


def tray(name: str, exhibits: Sequence[Exhibit], *, fonts: Path, light_px: int = 0) -> Dressed:
    """Return the tray of one or more exhibits, in their order from the left, the back row first.

    ``light_px``: the edge of the page that brings light into the colours of what stands on it; 0 for none.
    """
    columns = len(exhibits) if len(exhibits) <= IN_ONE_ROW else math.ceil(math.sqrt(len(exhibits)))
    rows = math.ceil(len(exhibits) / columns)
    cell_m = LONGEST_M / max(columns, rows * (1 + BAND))
    width_m, depth_m = columns * cell_m, rows * cell_m * (1 + BAND)
    middles = [
        (
            (number % columns + 0.5) * cell_m - width_m / 2,
            (number // columns * (1 + BAND) + 0.5) * cell_m - depth_m / 2,
        )
        for number in range(len(exhibits))
    ]
    spots = [Spot(x=x, z=z, side_m=cell_m * (1 - 2 * MARGIN)) for x, z in middles]
    models, shares = composed(name, exhibits, spots, light_px=light_px)
    captions = [
        Placed(
            caption=Caption(
                title=exhibit.title, note=said(share), width_m=cell_m * (1 - MARGIN), depth_m=cell_m * BAND * 0.9
            ),
            x=x,
            z=z + cell_m * (1 + BAND) / 2,
        )
        for exhibit, share, (x, z) in zip(exhibits, shares, middles, strict=True)
    ]
    base = plate(width_m, depth_m, captions, fonts=fonts)
    return together(name, [("", moved(models, Pose((0.0, THICK_M, 0.0)))), ("", base)])
