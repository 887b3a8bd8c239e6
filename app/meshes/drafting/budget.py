"""Budget: what a scene weighs in one variant beside what it may, and how long riders on their way wait for it."""

import zlib
from dataclasses import dataclass

from app.meshes import check
from app.meshes.dressed import Dressed

# On the way: a phone with middling reception.  Both are assumptions, no measurements of this line.
LINK_BYTES_S = 10_000_000 / 8
ROUND_TRIP_S = 0.06
ROUND_TRIPS = 5  # TCP, TLS, the page, its styles and the viewer, the model
# What a rider's page loads before the model, packed with Brotli; a test holds it to the files.
PAGE_BYTES = 20_000  # the page, at most 10 kB, and its styles
VIEWER_BYTES = 36_000


@dataclass(frozen=True)
class Weight:
    """What one variant weighs and may weigh; ``bytes`` is the file for browsers before it is packed."""

    triangles: int
    draw_calls: int
    finishes: int
    bytes: int
    seconds: float
    most_triangles: int = check.PLANNING.triangles
    most_draw_calls: int = check.PLANNING.draw_calls
    most_finishes: int = check.PLANNING.finishes
    most_bytes: int = check.PLANNING.glb_bytes


def weigh(dressed: Dressed, view: bytes) -> Weight:
    """Return what a variant weighs of which ``view`` is the compact GLB."""
    return Weight(dressed.triangles, dressed.draw_calls, len(dressed.finishes), len(view), seconds(view))


def seconds(view: bytes) -> float:
    """Return how long it takes from a scan until all that a 3D view needs is there, to a tenth of a second.

    ``ROUND_TRIPS`` · ``ROUND_TRIP_S`` + (page + viewer + model) / ``LINK_BYTES_S``, where the model is as small as
    zlib makes it; Brotli, in which it travels, makes it a little smaller still.  Drawing it comes on top.
    """
    travels = PAGE_BYTES + VIEWER_BYTES + len(zlib.compress(view, 6))
    return round(ROUND_TRIPS * ROUND_TRIP_S + travels / LINK_BYTES_S, 1)
