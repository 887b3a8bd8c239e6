"""Light, lens and darkroom of the posters: the sky, the way to screen colours, and the removal of noise.

Everything here is numpy on (height, width, channels) arrays of linear light.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.skin import Floats

SKY_PX = (128, 256)
SUN_DEG = (46.0, 152.0)  # height above the horizon, direction clockwise from north
SUN_SPREAD_DEG = 2.6  # softness of the shadows
SUN_POWER = 150.0
EXPOSURE = 0.83
BACKGROUND = np.array([0.965, 0.972, 0.98])  # sRGB


def sky() -> Floats:
    """Return the sky all around as (h, w, 3) light, north in the middle, brighter towards a soft sun."""
    height, width = SKY_PX
    up = np.radians(90 - (np.arange(height) + 0.5) / height * 180)[:, None]
    around = np.radians((np.arange(width) + 0.5) / width * 360 - 180)[None, :]
    sun_up, sun_around = np.radians(SUN_DEG[0]), np.radians(SUN_DEG[1])
    cosine = np.sin(up) * np.sin(sun_up) + np.cos(up) * np.cos(sun_up) * np.cos(around - sun_around)
    away_deg = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    rise = np.clip(np.sin(up), 0, 1) ** 0.6 + 0 * around
    light = np.array([1.0, 1.0, 1.0]) * (1 - rise[..., None]) + np.array([0.62, 0.79, 1.0]) * rise[..., None]
    light = light * 0.8 + np.exp(-((away_deg / 28) ** 2))[..., None] * np.array([0.55, 0.48, 0.38])
    light = np.where(up[..., None] < 0, 0.55, light)
    sun = np.exp(-((away_deg / SUN_SPREAD_DEG) ** 2))[..., None] * np.array([1.0, 0.93, 0.82]) * SUN_POWER
    return np.asarray(light + sun)


def cleaned(light: Floats, albedo: Floats, normal: Floats, depth: Floats, *, rounds: int = 4) -> Floats:
    """Remove noise from (h, w, 3) light and keep what ``albedo``, ``normal`` and ``depth`` know to be edges.

    An edge-avoiding wavelet filter: the light is taken off the colours of things, smoothed in
    growing rings over neighbours that look the same way, and put back.
    """
    base = np.maximum(albedo, 0.02)
    shine = light / base
    kernel = np.array([1, 4, 6, 4, 1]) / 16
    reach_m = np.maximum(depth, 1e-3)
    for turn in range(rounds):
        step = 2**turn
        bright = np.log1p(shine.mean(axis=2))
        total, weights = np.zeros_like(shine), np.zeros(shine.shape[:2])
        for i in range(-2, 3):
            for j in range(-2, 3):
                there = (i * step, j * step)
                facing = np.clip((normal * _shifted(normal, there)).sum(axis=2), 0, 1) ** 64
                near = np.exp(-np.abs(_shifted(depth, there) - depth) / reach_m / (0.012 * step))
                alike = np.exp(-np.abs(_shifted(bright, there) - bright) / (0.32 / (turn + 1)))
                same = np.exp(-np.abs(_shifted(albedo, there) - albedo).sum(axis=2) / 0.25)
                weight = facing * near * alike * same * kernel[i + 2] * kernel[j + 2]
                total += _shifted(shine, there) * weight[..., None]
                weights += weight
        shine = np.where(weights[..., None] > 1e-6, total / np.maximum(weights, 1e-6)[..., None], shine)
    return np.asarray(shine * base)


def developed(light: Floats, alpha: Floats) -> Image.Image:
    """Turn linear light into a picture: a soft shoulder for what is bright, the backdrop where nothing is."""
    exposed = light * EXPOSURE
    bent = np.where(exposed < 0.6, exposed, 0.6 + 0.4 * (1 - np.exp(-(np.maximum(exposed, 0.6) - 0.6) / 0.4)))
    shares = np.where(bent <= 0.0031308, bent * 12.92, 1.055 * np.maximum(bent, 1e-6) ** (1 / 2.4) - 0.055)
    mixed = shares * alpha[..., None] + BACKGROUND * (1 - alpha[..., None])
    pixels: NDArray[np.uint8] = np.round(np.clip(mixed, 0, 1) * 255).astype(np.uint8)
    return Image.fromarray(pixels)


def _shifted(array: Floats, by: tuple[int, int]) -> Floats:
    """Move an array by rows and columns; its border is repeated."""
    rows = np.clip(np.arange(array.shape[0]) + by[0], 0, array.shape[0] - 1)
    columns = np.clip(np.arange(array.shape[1]) + by[1], 0, array.shape[1] - 1)
    return array[rows][:, columns]
