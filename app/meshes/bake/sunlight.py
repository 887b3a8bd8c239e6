"""Sunlight: where the sun stands, which places it reaches, and what it makes of a place together with the sky.

What stands is drawn as the sun sees it, triangle by triangle, so that shadows have clean edges.
"""

import math

import numpy as np

from app.meshes.bake.skylight import Singles, across
from app.meshes.bake.soup import Standing
from app.meshes.deterministic_math import DIRECTION_GRID, Floats, dot, snapped
from app.meshes.fragments import fragments
from app.meshes.light import SUN_DEG
from app.meshes.scene import Camera
from app.meshes.skin import unit

SKY_SHARE = 0.64  # of the light on open ground; the rest is the sun's
BOUNCE = 0.6  # mean reflectance of what hides the sky, which so gives light itself
LEAST = 0.2  # of all light, deep inside, where it comes only by way of walls


def sun_towards(camera: Camera) -> Floats:
    """Return the direction (3,) to the sun of the posters, which stands behind the left shoulder of their camera."""
    ahead = np.array(camera.look) - np.array(camera.eye)
    heading = math.atan2(float(ahead[0]), -float(ahead[2])) + math.radians(SUN_DEG[1])
    up = math.radians(SUN_DEG[0])
    way = [math.cos(up) * math.sin(heading), math.sin(up), -math.cos(up) * math.cos(heading)]
    return snapped(way, DIRECTION_GRID)


class Sun:
    """What the sun sees, as a map of heights along its direction, ``edge_px`` wide and high."""

    def __init__(self, towards: Floats, there: Standing, edge_px: int) -> None:
        self.edge_px = edge_px
        self.towards = unit(towards)
        right, ahead = (np.asarray(each, dtype=np.float64) for each in across(towards))
        self.axes = (right, ahead, self.towards)
        seen = np.stack([dot(there.corners, axis) for axis in self.axes], axis=-1)
        self.low, high = seen.min(axis=(0, 1)), seen.max(axis=(0, 1))
        self.pixel_m = max(float((high - self.low)[:2].max()) / (edge_px - 4), 1e-3)
        flat = (seen[..., :2] - self.low[:2]) / self.pixel_m + 2
        drawn = np.concatenate([flat, np.ones((*flat.shape[:2], 1))], axis=2)
        heights = np.full(edge_px * edge_px, -np.inf)
        for number, pixel, shares in fragments(drawn, np.ones(len(drawn), dtype=bool), (edge_px, edge_px)):
            tall = dot(seen[number, :, 2], shares)
            np.maximum.at(heights, pixel, np.where(there.is_there(number, shares), tall, -np.inf))
        self.heights = heights.reshape(edge_px, edge_px).astype(np.float32)

    def reaches(self, places: Floats, normals: Floats, softness_m: Floats) -> Singles:
        """Return for (n, 3) places how much of the sun they see, from 0 to 1, edges ``softness_m`` (n,) wide."""
        step = np.maximum(softness_m / 3 / self.pixel_m, 1.0)
        slant = dot(normals, np.broadcast_to(self.towards, normals.shape))
        lean = np.sqrt(np.clip(1 - slant * slant, 0, 1))  # how far a place's own neighbours rise above it
        off = places + normals * (self.pixel_m * (1.4 * (step + 1) * lean + 0.5))[:, None]
        x, y = (dot(off, axis) - self.low[i] for i, axis in enumerate(self.axes[:2]))
        tall = (dot(off, self.towards) + self.pixel_m * 0.5).astype(np.float32)
        total = np.zeros(len(places), dtype=np.float32)
        for right in (-1, 0, 1):
            for down in (-1, 0, 1):
                column = np.clip((x / self.pixel_m + 2 + right * step).astype(np.int32), 0, self.edge_px - 1)
                row = np.clip((y / self.pixel_m + 2 + down * step).astype(np.int32), 0, self.edge_px - 1)
                total += self.heights[row, column] <= tall
        return total / np.float32(9)


def together(sky: Singles, slant: Singles, sun: Singles) -> Singles:
    """Return the light of sky and sun as a share 0…1 of what open level ground gets."""
    level = np.float32(math.sin(math.radians(SUN_DEG[0])))
    direct = np.minimum(np.maximum(slant, 0) / level, 1) * sun
    bounced = sky / (1 - np.float32(BOUNCE) * (1 - sky))
    return np.asarray(np.clip(np.float32(SKY_SHARE) * bounced + np.float32(1 - SKY_SHARE) * direct, LEAST, 1))
