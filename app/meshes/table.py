"""Table: a scene with what stands around it as an architect's model, on a plate with title, scale and north.

The size is worked into the points, because phones show a file at the size that it says.
"""

from pathlib import Path

from app.meshes.dressed import Dressed, Pose
from app.meshes.front import extent, front_turn
from app.meshes.lettering import Caption
from app.meshes.plate import THICK_M, Placed, plate
from app.meshes.rearranged import ACROSS_GRID, moved, shrunk, together
from app.meshes.scales import said, share_for

LONGEST_M = 0.60
MARGIN_M = 0.012
BAND_M = 0.042  # depth of the caption on the front edge


def table(
    dressed: Dressed,
    title: str,
    towards_deg: float,
    *,
    fonts: Path,
    grid: float = ACROSS_GRID,
    knows_north: bool = True,
) -> Dressed:
    """Return a scene on its plate, its front towards ``towards_deg`` (clockwise from -Z).

    ``grid`` is how many steps its points have in a metre.  ``knows_north``: -Z of the scene is true north, which an
    arrow then shows.
    """
    outline = dressed.footprint()
    turn_deg = front_turn(outline, towards_deg, is_wide=True)
    low, high = extent(outline, turn_deg)
    wide, deep = (high - low).tolist()
    share = share_for(max(wide / (LONGEST_M - 2 * MARGIN_M), deep / (LONGEST_M - MARGIN_M - BAND_M)))
    width_m, depth_m = wide / share + 2 * MARGIN_M, deep / share + MARGIN_M + BAND_M
    longer_m = LONGEST_M - max(width_m, depth_m)
    width_m, depth_m = (width_m + longer_m, depth_m) if width_m >= depth_m else (width_m, depth_m + longer_m)
    middle = (-(low + high) / 2).tolist()
    centred = moved(moved(dressed, Pose(turn_deg=turn_deg)), Pose((middle[0], 0.0, middle[1])))
    small = moved(shrunk(centred, 1 / share, grid), Pose((0.0, THICK_M, (MARGIN_M - BAND_M) / 2)))
    caption = Caption(
        title=title,
        note=said(share),
        north_deg=turn_deg if knows_north else None,
        width_m=width_m - MARGIN_M,
        depth_m=BAND_M - MARGIN_M / 2,
    )
    base = plate(width_m, depth_m, [Placed(caption=caption, x=0.0, z=(depth_m - BAND_M) / 2)], fonts=fonts)
    return together(dressed.name, [("", small), ("", base)])
