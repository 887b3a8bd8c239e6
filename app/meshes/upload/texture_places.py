"""Texture places: which texture coordinates a texture is laid by, and how ``KHR_texture_transform`` moves them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.upload.reading import MalformedError, inner, whole

TRANSFORM = "KHR_texture_transform"
MOST_SETS = 16
MOST_TILES = 4096.0  # that a texture is looked for away from its beginning


@dataclass(frozen=True)
class TexturePlace:
    """How a texture is laid: by which set of coordinates, moved by which affine map, three numbers for u and for v."""

    texcoord: int = 0
    moves: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)

    def moved(self, uvs: Floats) -> Floats:
        """Return (…, 2) coordinates where the texture is looked up, v downward."""
        u, v = uvs[..., 0], uvs[..., 1]
        a, b, c, d, e, f = self.moves
        return np.clip(np.stack([a * u + b * v + c, d * u + e * v + f], axis=-1), -MOST_TILES, MOST_TILES)


def place_of(texture: Mapping[str, object]) -> TexturePlace:
    """Return how a ``textureInfo`` is laid.  Raises MalformedError.

    The map first scales, then turns counter-clockwise as one sees it, then shifts (KHR_texture_transform).
    """
    said = inner(inner(dict(texture), "extensions"), TRANSFORM)
    texcoord = whole(said.get("texCoord", texture.get("texCoord")))
    if texcoord >= MOST_SETS:
        raise MalformedError("texCoord")
    (x, y), (wide, high) = _pair(said.get("offset", [0, 0])), _pair(said.get("scale", [1, 1]))
    (angle,) = _numbers([said.get("rotation", 0)])
    cos, sin = math.cos(angle), math.sin(angle)
    return TexturePlace(texcoord, (cos * wide, sin * high, x, -sin * wide, cos * high, y))


def _pair(given: object) -> tuple[float, float]:
    if not isinstance(given, list) or len(given) != 2:
        raise MalformedError(TRANSFORM)
    one, other = _numbers(given)
    return one, other


def _numbers(given: list[object]) -> list[float]:
    if not all(isinstance(each, int | float) and abs(each) < 1e6 for each in given):
        raise MalformedError(TRANSFORM)
    return [float(each) for each in given if isinstance(each, int | float)]
