"""Light, lens and darkroom of the posters: the sky, the way to screen colours, and the removal of noise.

Everything here is numpy on (height, width, channels) arrays of linear light.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.deterministic_math import Floats

Pixels = NDArray[np.float32]

SKY_PX = (256, 512)
SUN_DEG = (44.0, 238.0)  # above the horizon; clockwise from where the camera looks: behind its left shoulder
SUN_SPREAD_DEG = 1.7  # softness of the shadows
SUN_POWER = 1700.0
EXPOSURE = 0.66
BACKGROUND = np.array([0.965, 0.972, 0.98])  # sRGB


def sky() -> Floats:
    """Return the sky all around as (h, w, 3) light, its first column straight ahead, clockwise."""
    height, width = SKY_PX
    up = np.radians(90 - (np.arange(height) + 0.5) / height * 180)[:, None]
    around = np.radians((np.arange(width) + 0.5) / width * 360)[None, :]
    sun_up, sun_around = np.radians(SUN_DEG[0]), np.radians(SUN_DEG[1])
    cosine = np.sin(up) * np.sin(sun_up) + np.cos(up) * np.cos(sun_up) * np.cos(around - sun_around)
    away_deg = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    rise = np.clip(np.sin(up), 0, 1) ** 0.6 + 0 * around
    light = np.array([1.0, 1.0, 1.0]) * (1 - rise[..., None]) + np.array([0.70, 0.83, 1.0]) * rise[..., None]
    light = light * 0.52 + np.exp(-((away_deg / 28) ** 2))[..., None] * np.array([0.55, 0.48, 0.38])
    light = np.where(up[..., None] < 0, 0.55, light)
    sun = np.exp(-((away_deg / SUN_SPREAD_DEG) ** 2))[..., None] * np.array([1.0, 0.94, 0.85]) * SUN_POWER
    return np.asarray(light + sun)


def cleaned(light: Floats, albedo: Floats, normal: Floats, depth: Floats, *, rounds: int = 5) -> Floats:
    """Remove noise from (h, w, 3) light and keep what ``albedo``, ``normal`` and ``depth`` know to be edges.

    An edge-avoiding wavelet filter: the light is taken off the colours of things, smoothed in
    growing rings over neighbours that look the same way, and put back.
    """
    base = np.maximum(albedo, 0.02).astype(np.float32)
    shine = _without_sparks((light / base).astype(np.float32))
    edges = np.concatenate([normal * 4.0, albedo * 3.0], axis=2).astype(np.float32)
    away = np.log(np.maximum(depth, 1e-3)).astype(np.float32)[..., None]
    for turn in range(rounds):
        bright = np.log1p(shine.mean(axis=2, keepdims=True)) * (2.0 * 2.2**turn)  # less noise: less patience
        guide = np.concatenate([edges, away * (60.0 / 2**turn), bright], axis=2)
        shine = _spread(shine, guide, 2**turn)
    return np.asarray(shine * base, dtype=np.float64)


def _without_sparks(shine: Pixels) -> Pixels:
    """Dim single pixels that are far brighter than what is around them: paths that met the sun by luck."""
    bright = shine.mean(axis=2)
    wide = np.pad(bright, 1, mode="edge")
    height, width = bright.shape
    around = np.stack([wide[i : i + height, j : j + width] for i, j in product(range(3), range(3)) if (i, j) != (1, 1)])
    most = np.sort(around, axis=0)[5] * 1.5 + 0.05
    return np.asarray(shine * np.minimum(1, most / np.maximum(bright, 1e-4))[..., None], dtype=np.float32)


def _spread(shine: Pixels, guide: Pixels, step: int) -> Pixels:
    """Mix every pixel with 24 others around, ``step`` apart, as far as the guide calls them alike."""
    height, width = shine.shape[:2]
    margin = 2 * step
    around = ((margin, margin), (margin, margin), (0, 0))
    wide, wide_guide = np.pad(shine, around, mode="edge"), np.pad(guide, around, mode="edge")
    kernel = np.array([1, 4, 6, 4, 1], dtype=np.float32) / 16
    total, weights = np.zeros_like(shine), np.zeros((height, width, 1), dtype=np.float32)
    for i, j in product(range(5), range(5)):
        there = slice(i * step, i * step + height), slice(j * step, j * step + width)
        unlike = np.abs(wide_guide[there] - guide).sum(axis=2, keepdims=True)
        weight = np.exp(-unlike) * (kernel[i] * kernel[j])
        total += wide[there] * weight
        weights += weight
    return np.asarray(total / weights, dtype=np.float32)


def developed(light: Floats, alpha: Floats) -> Image.Image:
    """Turn linear light into a picture: a soft shoulder for what is bright, the backdrop where nothing is."""
    exposed = light * EXPOSURE
    bent = np.where(exposed < 0.6, exposed, 0.6 + 0.4 * (1 - np.exp(-(np.maximum(exposed, 0.6) - 0.6) / 0.4)))
    shares = np.where(bent <= 0.0031308, bent * 12.92, 1.055 * np.maximum(bent, 1e-6) ** (1 / 2.4) - 0.055)
    mixed = shares * alpha[..., None] + BACKGROUND * (1 - alpha[..., None])
    pixels: NDArray[np.uint8] = np.round(np.clip(mixed, 0, 1) * 255).astype(np.uint8)
    return Image.fromarray(pixels)
