"""Colours: what the finishes of a scene look like at a place, as numbers."""

import io

import numpy as np
from PIL import Image

from app.meshes.deterministic_math import Floats
from app.meshes.dressed import Dressed, Finish
from app.meshes.wrapping import pixels_at

FINEST = 7  # times that a picture is halved at most


class Colours:
    """The pictures of a scene, each opened once, at its size, at half of it, at a quarter and so on."""

    def __init__(self, dressed: Dressed) -> None:
        self.finishes = dressed.finishes
        self._files = [picture.content for picture in dressed.pictures]
        self._opened: dict[int, list[Floats]] = {}

    def base(self, finish: Finish, uvs: Floats, level: int = 0) -> Floats:
        """Return linear (n, 3) base colours at (n, 2) uvs, of a picture halved ``level`` times."""
        if finish.base is None:
            return np.broadcast_to(np.array(finish.colour), (len(uvs), 3))
        return np.asarray(linear(self._at(finish.base, finish, uvs, level)) * np.array(finish.colour))

    def gloss(self, finish: Finish, uvs: Floats) -> Floats:
        """Return (n, 2) roughness and metallic at (n, 2) uvs."""
        factors = np.array([finish.roughness, finish.metallic])
        if finish.rough is None:
            return np.broadcast_to(factors, (len(uvs), 2))
        return np.asarray(self._at(finish.rough, finish, uvs, 0)[:, 1:] * factors)

    def level(self, finish: Finish, uv_a_pixel: float) -> int:
        """Return how often to halve a picture of which a pixel covers that share, so that nothing flickers."""
        if finish.base is None or not finish.repeats or uv_a_pixel <= 0:
            return 0
        halves = self._halves(finish.base)
        wide, level = halves[0].shape[1] * uv_a_pixel, 0
        while wide > 1.5 and level < len(halves) - 1:
            wide, level = wide / 2, level + 1
        return level

    def _at(self, picture: int, finish: Finish, uvs: Floats, level: int) -> Floats:
        halves = self._halves(picture)
        pixels = halves[min(level, len(halves) - 1)]
        height, width = pixels.shape[:2]
        return np.asarray(pixels[pixels_at(uvs, finish.sides, (width, height))])

    def _halves(self, picture: int) -> list[Floats]:
        if picture not in self._opened:
            self._opened[picture] = _halves(self._files[picture])
        return self._opened[picture]


def linear(shares: Floats) -> Floats:
    """Return linear light of sRGB shares 0…1."""
    return np.asarray(_LINEAR[np.rint(np.clip(shares, 0, 1) * _STEPS).astype(np.int64)])


def screen(light: Floats) -> Floats:
    """Return sRGB shares 0…1 of linear light."""
    return np.asarray(_SCREEN[np.rint(np.clip(light, 0, 1) * _STEPS).astype(np.int64)])


_STEPS = 4095  # tables: powers differ between processors in their last bit
_SHARES = np.arange(_STEPS + 1) / _STEPS
_LINEAR = np.rint(np.where(_SHARES <= 0.04045, _SHARES / 12.92, ((_SHARES + 0.055) / 1.055) ** 2.4) * 2**20) / 2**20
_SCREEN = np.rint(np.where(_SHARES <= 0.0031308, _SHARES * 12.92, 1.055 * _SHARES ** (1 / 2.4) - 0.055) * 2**20) / 2**20


def _halves(content: bytes) -> list[Floats]:
    with Image.open(io.BytesIO(content)) as opened:
        pixels = np.asarray(opened.convert("RGB"), dtype=np.float64) / 255
    found = [pixels]
    while min(pixels.shape[:2]) > 1 and len(found) < FINEST:
        pixels = (pixels[::2, ::2] + pixels[1::2, ::2] + pixels[::2, 1::2] + pixels[1::2, 1::2]) / 4
        found.append(pixels)
    return found
