"""Corner colours: what a primitive says of the colours of its points, which iPhones do not show.

Few flat ones become a material each; the others become places in a picture (``colour_chart``).
"""

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats
from app.meshes.upload.album import linear, screen
from app.meshes.upload.arrays import array
from app.meshes.upload.reading import MalformedError, thing, things

WHITE_ENOUGH = 0.99
FLAT = 1 / 255  # corners of a triangle that differ less have one colour
Tint = tuple[float, float, float, float]


def colours_of(document: dict[str, object], binary: memoryview, number: object, points: int) -> Floats | None:
    """Return (n, 4) linear colours and alphas of points; None if all are white.  Raises MalformedError."""
    kind = thing(things(document, "accessors"), number).get("type")
    values = array(document, binary, number, "VEC3" if kind == "VEC3" else "VEC4")
    if len(values) != points:
        raise MalformedError("COLOR_0")
    if values.dtype == np.int64:  # whole numbers that somebody forgot to call shares
        values = values / (255 if values.max() <= 255 else 65535)
    found = np.ones((points, 4))
    found[:, : values.shape[1]] = np.clip(np.where(np.isfinite(values), values, 1.0), 0, 1)
    return None if bool((found >= WHITE_ENOUGH).all()) else found


def flat_tints(colours: Floats, most: int) -> list[tuple[NDArray[np.int64], Tint]] | None:
    """Return the triangles of each colour, of (m, 3, 4) colours of corners; None if they are blended or too many."""
    if len(colours) == 0 or np.ptp(colours, axis=1).max() > FLAT:
        return None
    shares = colours.mean(axis=1)
    steps = np.round(np.column_stack([screen(shares[:, :3]), shares[:, 3]]) * 255).astype(np.int64)
    kinds, which = np.unique(steps, axis=0, return_inverse=True)
    if len(kinds) > most:
        return None
    return [(np.flatnonzero(which.reshape(-1) == i), _tint(kind / 255)) for i, kind in enumerate(kinds)]


def mean_tint(colours: Floats) -> Tint:
    """Return the mean of (m, 3, 4) colours of corners."""
    shares = colours.reshape(-1, 4).mean(axis=0)
    steps = np.round(np.append(screen(shares[:3]), shares[3]) * 255)
    return _tint(steps / 255)


def _tint(shares: Floats) -> Tint:
    red, green, blue = linear(shares[:3]).round(6).tolist()
    return red, green, blue, float(shares[3])
