"""Raster: a picture of a dressed scene in a few seconds, with nothing but numpy.

What `poster.py` traces with Mitsuba for the scenes of this repository, this draws for what people upload or write in
the studio: sun with shadows, light of the sky, a ground that fades out; no mirrors and no light that bounces.
"""

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.deterministic_math import Floats
from app.meshes.dressed import Dressed, Finish, faced, placed
from app.meshes.fragments import Ints, fragments
from app.meshes.gaps import Gaps
from app.meshes.light import developed
from app.meshes.scene import Camera
from app.meshes.skin import unit
from app.meshes.wrapping import pixels_at

OVERSAMPLED = 1.5
SHADOW_PX = 1400
MOST_SHADED = 200_000  # pixels at once, for the same reason
SUN = np.array([-0.45, 0.72, 0.53])
SUN_LIGHT = np.array([1.32, 1.24, 1.1])
SKY_LIGHT = np.array([0.5, 0.56, 0.64])
EARTH_LIGHT = np.array([0.3, 0.29, 0.27])
GROUND = np.array([0.83, 0.82, 0.805])
GROUND_BELOW_M = 0.01
FADES = (1.0, 2.4)  # where the ground begins to fade and where it is gone, in reaches of the scene
NOTHING = -1
ASPECT = 1.6  # of posters: so much wider than high
FILLED = 0.88  # of a poster's height or width, by what it shows
GLOWS = 0.625  # how much of the light that things send out a picture shows, so that none burns out
SHINES = 1.2  # the same of what shines beside its own colour
BACK = 1e-6  # that much farther is what is seen from behind: cloth has two sides in one place, and the front is shown
BIAS = 0.003  # of the scene, so that nothing throws a shadow on itself


@dataclass(frozen=True, eq=False)
class Soup:
    """All triangles where they stand: (m, 3, 3) positions and normals, (m, 3, 2) uvs, (m,) finishes, and their gaps."""

    positions: Floats
    normals: Floats
    uvs: Floats
    finishes: Ints
    gaps: Gaps

    def is_there(self, number: Ints, shares: Floats) -> NDArray[np.bool_]:
        """Say of (n, 3) places on n triangles whether there is anything, and no gap of a picture."""
        return self.gaps.is_there(self.finishes[number], (self.uvs[number] * shares[..., None]).sum(axis=1))


@dataclass(frozen=True, eq=False)
class Seen:
    """What lies under each of n pixels: its triangle (NOTHING without one), and its (n, 3) place on that."""

    triangle: Ints
    shares: Floats
    depth: Floats


def render(dressed: Dressed, camera: Camera, size_px: tuple[int, int]) -> Image.Image:
    """Return the picture of a scene at rest."""
    soup = _soup(dressed)
    wide = (round(size_px[0] * OVERSAMPLED), round(size_px[1] * OVERSAMPLED))
    view = _View(camera, wide)
    sun = _Sun(soup)
    clear = np.array([finish.is_clear for finish in dressed.finishes])
    solid = _drawn(soup, view.project(soup), ~clear[soup.finishes], wide)
    light, alpha = _shaded(dressed, soup, solid, sun)
    light, alpha = _on_ground(view, soup, sun, solid, light, alpha)
    if clear.any():
        front = _drawn(soup, view.project(soup), clear[soup.finishes], wide)
        light, alpha = _through(dressed, soup, front, solid, sun, light, alpha)
    picture = _picture(light.reshape(wide[1], wide[0], 3), alpha.reshape(wide[1], wide[0]))
    return picture.resize(size_px, Image.Resampling.LANCZOS)


def _picture(light: Floats, alpha: Floats) -> Image.Image:
    """Develop (h, w, 3) light and (h, w) alpha, a few rows after the others."""
    height, width = alpha.shape
    picture, rows = Image.new("RGB", (width, height)), max(MOST_SHADED // width, 1)
    for top in range(0, height, rows):
        picture.paste(developed(light[top : top + rows], alpha[top : top + rows]), (0, top))
    return picture


def camera_for(dressed: Dressed) -> Camera:
    """Return a camera that sees everything from the south-east, from above, as one stands before a model."""
    low, high = dressed.bounds()
    middle, reach = (low + high) / 2, float(np.linalg.norm(high - low)) / 2
    from_there = unit(np.array([0.5, 0.42, 0.76]))
    away = max(_away_for(low - middle, from_there), 0.6 * reach / math.sin(math.radians(15)))
    x, y, z = (middle + away * from_there).tolist()
    to_x, to_y, to_z = middle.tolist()
    return Camera((x, y, z), (to_x, to_y, to_z), 30)


def _away_for(half: Floats, towards: Floats) -> float:
    """Return how far away one sees all of a box of those (3,) half sides around its middle, and some air about it."""
    right = unit(np.cross([0.0, 1.0, 0.0], towards))
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * half
    across, up, near = corners @ right, corners @ np.cross(towards, right), corners @ towards
    slope = math.tan(math.radians(15)) * FILLED
    return float((near + np.maximum(np.abs(up), np.abs(across) / ASPECT) / slope).max())


def camera_before(dressed: Dressed) -> Camera:
    """Return a camera that looks down on a plate as one stands before a table."""
    low, high = dressed.bounds()
    middle = (low + high) / 2
    away = float(high[0] - low[0]) / 2 / math.tan(math.radians(15)) / 1.6 * 1.35
    x, y, z = (middle + away * np.array([0.0, 0.72, 0.70])).tolist()
    to_x, to_y, to_z = middle.tolist()
    return Camera((x, y, z), (to_x, to_y, to_z), 30)


class _View:
    """A camera that turns points of the scene into pixels and depths."""

    def __init__(self, camera: Camera, size_px: tuple[int, int]) -> None:
        self.size_px = size_px
        self.eye = np.array(camera.eye, dtype=np.float64)
        back = unit(self.eye - np.array(camera.look, dtype=np.float64))
        right = unit(np.cross([0.0, 1.0, 0.0], back))
        self.axes = np.stack([right, np.cross(back, right), back])
        self.scale = size_px[1] / 2 / math.tan(math.radians(camera.fov_deg) / 2)

    def project(self, soup: Soup) -> Floats:
        """Return (m, 3, 3): pixel right, pixel down, depth; what is behind the eye has a depth below 0."""
        seen = (soup.positions - self.eye) @ self.axes.T
        depth = -seen[..., 2]
        safe = np.where(depth > 0.05, depth, np.nan)
        x = self.size_px[0] / 2 + seen[..., 0] / safe * self.scale
        y = self.size_px[1] / 2 - seen[..., 1] / safe * self.scale
        return np.stack([x, y, depth], axis=-1)

    def rays(self, pixels: Ints) -> Floats:
        """Return the (n, 3) directions of n pixels, which are counted row by row."""
        width, height = self.size_px
        x, y = pixels % width + 0.5 - width / 2, height / 2 - pixels // width - 0.5
        return np.stack([x / self.scale, y / self.scale, -np.ones_like(x)], axis=-1) @ self.axes


class _Sun:
    """What the sun sees, to know what lies in its shadow."""

    def __init__(self, soup: Soup) -> None:
        self.towards = unit(SUN)
        right = unit(np.cross([0.0, 1.0, 0.0], self.towards))
        self.axes = np.stack([right, np.cross(self.towards, right), self.towards])
        seen = soup.positions @ self.axes.T
        rows = seen.reshape(-1, 3)
        self.low, high = rows.min(axis=0), rows.max(axis=0)
        self.scale = (SHADOW_PX - 3) / max(float((high - self.low)[:2].max()), 1e-6)
        self.bias = max(float(np.linalg.norm(high - self.low)) * BIAS, 0.01)
        flat = np.stack([self._pixel(seen, 0), self._pixel(seen, 1), high[2] - seen[..., 2] + 1.0], axis=-1)
        drawn = _drawn(soup, flat, np.ones(len(flat), dtype=bool), (SHADOW_PX, SHADOW_PX), is_flat=True)
        near = np.where(drawn.triangle == NOTHING, np.inf, drawn.depth)
        self.height = np.pad((high[2] + 1.0 - near).reshape(SHADOW_PX, SHADOW_PX), 2, constant_values=-np.inf)

    def reaches(self, points: Floats) -> Floats:
        """Return for (n, 3) points how much of the sun they see, from 0 to 1."""
        seen = points @ self.axes.T
        x, y = (np.clip(self._pixel(seen, i).astype(np.int64), -1, SHADOW_PX) + 2 for i in (0, 1))
        total, there, width = np.zeros(len(points)), seen[:, 2] + self.bias, self.height.shape[1]
        at = y * width + x
        for right in (-1, 0, 1):
            for down in (-1, 0, 1):
                total += self.height.take(at + (down * width + right)) < there
        return total / 9

    def _pixel(self, seen: Floats, axis: int) -> Floats:
        return np.asarray((seen[..., axis] - self.low[axis]) * self.scale + 1)


def _soup(dressed: Dressed) -> Soup:
    positions, normals, uvs, finishes = [], [], [], []
    for node in dressed.nodes:
        for primitive in dressed.meshes[node.mesh].primitives:
            positions.append(placed(primitive.positions, node.place)[primitive.triangles])
            normals.append(faced(primitive.normals, node.place)[primitive.triangles])
            uvs.append(primitive.uvs[primitive.triangles].astype(np.float64))
            finishes.append(np.full(len(primitive.triangles), primitive.finish))
    rows = np.concatenate(positions), np.concatenate(normals), np.concatenate(uvs), np.concatenate(finishes)
    return Soup(*rows, Gaps(dressed))


def _drawn(
    soup: Soup, corners: Floats, wanted: NDArray[np.bool_], size_px: tuple[int, int], *, is_flat: bool = False
) -> Seen:
    """Return what of the ``wanted`` triangles lies nearest under each pixel; ``is_flat``: without perspective."""
    width, height = size_px
    depth = np.full(width * height, np.inf)
    triangle = np.full(width * height, NOTHING)
    shares = np.zeros((width * height, 3))
    setback = np.where(_faces_away(corners), 1 + BACK, 1.0)
    for number, pixel, inside in fragments(corners, wanted, size_px):
        z = corners[number, :, 2]
        far = (inside * z).sum(axis=1) if is_flat else 1 / (inside / z).sum(axis=1)
        place = inside if is_flat else inside / z * far[:, None]
        far = far * setback[number]
        if soup.gaps:
            there = soup.is_there(number, place)
            number, pixel, place, far = number[there], pixel[there], place[there], far[there]
        np.minimum.at(depth, pixel, far)
        front = far == depth[pixel]
        triangle[pixel[front]] = number[front]
        shares[pixel[front]] = place[front]
    return Seen(triangle, shares, depth)


def _faces_away(corners: Floats) -> NDArray[np.bool_]:
    """Tell of m triangles, (m, 3, 3) in pixels, whether one sees their back: their corners then go clockwise."""
    (x0, y0), (x1, y1), (x2, y2) = (corners[:, i, :2].T for i in range(3))
    return np.asarray((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) > 0)


def _shaded(dressed: Dressed, soup: Soup, seen: Seen, sun: _Sun) -> tuple[Floats, Floats]:
    """Return the (n, 3) light of all pixels, and where there is anything (n,)."""
    light, alpha = np.zeros((len(seen.triangle), 3)), np.zeros(len(seen.triangle))
    for there in _bit_by_bit(np.flatnonzero(seen.triangle != NOTHING)):
        light[there] = _colours(dressed, soup, seen.triangle[there], seen.shares[there][..., None], sun)
        alpha[there] = 1.0
    return light, alpha


def _bit_by_bit(pixels: Ints) -> Iterator[Ints]:
    return (pixels[start : start + MOST_SHADED] for start in range(0, len(pixels), MOST_SHADED))


def _colours(dressed: Dressed, soup: Soup, number: Ints, shares: Floats, sun: _Sun) -> Floats:
    """Return the (n, 3) light of n pixels: the triangle that lies under each, and its (n, 3, 1) place on that."""
    points = (soup.positions[number] * shares).sum(axis=1)
    normals = unit((soup.normals[number] * shares).sum(axis=1))
    uvs = (soup.uvs[number] * shares).sum(axis=1)
    colours, glow = np.ones((len(number), 3)), np.zeros((len(number), 3))
    for i, finish in enumerate(dressed.finishes):
        own = soup.finishes[number] == i
        colours[own] = _pixels(dressed, finish, finish.base, uvs[own])[:, :3] * np.array(finish.colour)
        emission, light = finish.glow
        if any(emission):
            share = GLOWS if finish.glows else SHINES
            glow[own] = _pixels(dressed, finish, light, uvs[own])[:, :3] * np.array(emission) * share
    return np.asarray(colours * _lit(points, normals, sun) + glow)


def _lit(points: Floats, normals: Floats, sun: _Sun) -> Floats:
    """Return the (n, 3) light that falls on (n, 3) points: of the sun, of the sky above and of the ground below."""
    slant = (normals @ sun.towards).clip(0)
    upward = normals[:, 1:2] / 2 + 0.5
    sky = SKY_LIGHT * upward + EARTH_LIGHT * (1 - upward)
    return np.asarray(sky + SUN_LIGHT * (slant * sun.reaches(points))[:, None])


def _pixels(dressed: Dressed, finish: Finish, picture: int | None, uvs: Floats) -> Floats:
    """Return (n, 4) of a picture of a finish at (n, 2) uvs, linear, and alpha; ones where there is no picture."""
    if picture is None or not len(uvs):
        return np.ones((len(uvs), 4))
    with Image.open(io.BytesIO(dressed.pictures[picture].content)) as opened:
        pixels = np.asarray(opened.convert("RGBA"))
    found = pixels[pixels_at(uvs, finish.sides, (pixels.shape[1], pixels.shape[0]))] / 255
    colours = found[:, :3]
    found[:, :3] = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return np.asarray(found)


def _on_ground(view: _View, soup: Soup, sun: _Sun, seen: Seen, light: Floats, alpha: Floats) -> tuple[Floats, Floats]:
    """Put everything on a ground that fades out around it."""
    rows = soup.positions.reshape(-1, 3)
    low, high = rows.min(axis=0), rows.max(axis=0)
    ground = min(float(low[1]), 0.0) - GROUND_BELOW_M
    middle, reach = (low + high) / 2, max(float(np.hypot(high[0] - low[0], high[2] - low[2])) / 2 * 1.25, 0.3)
    for free in _bit_by_bit(np.flatnonzero(seen.triangle == NOTHING)):
        rays = view.rays(free)
        down = rays[:, 1]
        away = np.where(down < -1e-6, (ground - view.eye[1]) / np.where(down < -1e-6, down, -1.0), np.inf)
        on_it = (away > 0) & (away < seen.depth[free])
        points = view.eye + rays[on_it] * away[on_it, None]
        far = np.hypot(points[:, 0] - middle[0], points[:, 2] - middle[2]) / reach
        shows = far < FADES[1]
        there, points, far = free[on_it][shows], points[shows], far[shows]
        light[there] = GROUND * _lit(points, np.broadcast_to([0.0, 1.0, 0.0], points.shape), sun)
        alpha[there] = np.clip((FADES[1] - far) / (FADES[1] - FADES[0]), 0, 1) ** 1.5
    return light, alpha


def _through(
    dressed: Dressed, soup: Soup, front: Seen, solid: Seen, sun: _Sun, light: Floats, alpha: Floats
) -> tuple[Floats, Floats]:
    """Lay what one looks through over what is behind it."""
    before, there = _shaded(dressed, soup, front, sun)
    share = np.where(front.depth < solid.depth, _opacities(dressed, soup, front), 0.0) * there
    whole = share + alpha * (1 - share)
    mixed = before * share[:, None] + light * (alpha * (1 - share))[:, None]
    return mixed / np.maximum(whole, 1e-6)[:, None], whole


def _opacities(dressed: Dressed, soup: Soup, seen: Seen) -> Floats:
    """Return how much one sees of what lies under each of n pixels, from 0 to 1."""
    found = np.zeros(len(seen.triangle))
    wearing = np.where(seen.triangle == NOTHING, NOTHING, soup.finishes[seen.triangle])
    for i, finish in enumerate(dressed.finishes):
        own = np.flatnonzero(wearing == i)
        found[own] = finish.opacity
        if finish.blends and len(own):
            uvs = (soup.uvs[seen.triangle[own]] * seen.shares[own][..., None]).sum(axis=1)
            found[own] *= _pixels(dressed, finish, finish.base, uvs)[:, 3]
    return found
