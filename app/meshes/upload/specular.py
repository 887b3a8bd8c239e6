"""Specular: materials that say how much they mirror and how glossy they are, as metal and roughness say it.

``KHR_materials_pbrSpecularGlossiness``, converted as its appendix B shows: the metal share is solved from how bright
the diffuse and the mirrored light look.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.deterministic_math import Floats
from app.meshes.upload.album import linear, screen

DIELECTRIC = 0.04  # the share that whatever is no metal mirrors
BRIGHT = np.array([0.299, 0.587, 0.114])
NO_METAL = 0.05  # below that a material is none
LEAST = 1e-6


@dataclass(frozen=True)
class Converted:
    """What a material became: (…, 3) linear colours, and (…) metal and roughness."""

    base: Floats
    metallic: Floats
    roughness: Floats

    def base_image(self) -> Image.Image:
        """Return its colours as a picture."""
        return Image.fromarray(_bytes(screen(self.base)))

    def rough_image(self) -> Image.Image:
        """Return roughness (green) and metal (blue) as a picture."""
        rows = np.broadcast_arrays(np.ones_like(self.metallic), self.roughness, self.metallic)
        return Image.fromarray(_bytes(np.stack(rows, axis=-1)))


def converted(diffuse: Floats, specular: Floats, glossiness: Floats) -> Converted:
    """Return the metal and roughness of (…, 3) linear diffuse and mirrored colours and of a (…) glossiness."""
    left = 1 - specular.max(axis=-1)
    metallic = _metal(_brightness(diffuse), _brightness(specular), left)
    plain = diffuse * (left / (1 - DIELECTRIC) / np.maximum(1 - metallic, LEAST))[..., None]
    shiny = (specular - DIELECTRIC * (1 - metallic)[..., None]) / np.maximum(metallic, LEAST)[..., None]
    share = (metallic**2)[..., None]
    base = np.clip(plain * (1 - share) + np.clip(shiny, 0, 1) * share, 0, 1)
    return Converted(base, metallic, 1 - glossiness)


def shares_of(image: Image.Image, size_px: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return linear (h, w, 3) colours and (h, w) alpha of a picture, brought to a size."""
    shares = np.asarray(image.convert("RGBA").resize(size_px), dtype=np.float64) / 255
    return linear(shares[..., :3]), shares[..., 3]


def _metal(diffuse: Floats, specular: Floats, left: Floats) -> Floats:
    b = diffuse * left / (1 - DIELECTRIC) + specular - 2 * DIELECTRIC
    square = np.maximum(b * b - 4 * DIELECTRIC * (DIELECTRIC - specular), 0)
    found = np.clip((-b + np.sqrt(square)) / (2 * DIELECTRIC), 0, 1)
    return np.where((specular < DIELECTRIC) | (found < NO_METAL), 0.0, found)


def _brightness(colours: Floats) -> Floats:
    return np.asarray(np.sqrt((colours * colours * BRIGHT).sum(axis=-1)))


def _bytes(shares: Floats) -> NDArray[np.uint8]:
    return np.round(np.clip(shares, 0, 1) * 255).astype(np.uint8)
