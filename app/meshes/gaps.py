"""Gaps: where a picture leaves nothing of the triangle that wears it, as between leaves."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.deterministic_math import Floats
from app.meshes.dressed import Dressed
from app.meshes.fragments import Ints
from app.meshes.wrapping import pixels_at


class Gaps:
    """The gaps in all pictures of a scene; as a truth value, whether there are any."""

    def __init__(self, dressed: Dressed) -> None:
        self.covers = {
            number: _alpha(dressed.pictures[finish.base].content) >= finish.cutoff
            for number, finish in enumerate(dressed.finishes)
            if finish.cutoff and finish.base is not None
        }
        self.sides = [finish.sides for finish in dressed.finishes]

    def __bool__(self) -> bool:
        return bool(self.covers)

    def is_there(self, finish: Ints, uvs: Floats) -> NDArray[np.bool_]:
        """Say of (n, 2) places in the pictures of n finishes whether there is anything, and no gap."""
        found = np.ones(len(finish), dtype=bool)
        for number, cover in self.covers.items():
            own = np.flatnonzero(finish == number)
            height, width = cover.shape
            found[own] = cover[pixels_at(uvs[own], self.sides[number], (width, height))]
        return found


def _alpha(content: bytes) -> Floats:
    with Image.open(io.BytesIO(content)) as opened:
        return np.asarray(opened.convert("RGBA"), dtype=np.float64)[..., 3] / 255
