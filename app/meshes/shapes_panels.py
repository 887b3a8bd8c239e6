"""Shapes cut like card: flat panels, rows of bars, and walls with window openings.

Walls are drawn upright in the plane z = 0, centred on x = 0, foot at y = 0, seen from +Z;
``surfaces.moved`` puts them in their place.  All lengths are metres.
"""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import crossed, dot, lengths
from app.meshes.skin import Surface

Point = tuple[float, float, float]
Panel = Sequence[Point]
Floats = NDArray[np.float32]
PROUD_M = 0.03  # how far a pane stands out where no recess is modelled
FINE = 0.5  # from this detail on recesses, frames and sills are modelled
CORNERS = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (0.0, 1.0) for z in (-0.5, 0.5)], dtype=np.float32)
SIDES = np.array(
    [[1, 5, 7, 3], [4, 0, 2, 6], [5, 4, 6, 7], [0, 1, 3, 2], [3, 7, 6, 2], [0, 4, 5, 1]]
)  # front, back, right, left, top, bottom of CORNERS


@dataclass(frozen=True)
class Opening:
    """A window or door in a wall; ``rise_m`` of its height is an arched head."""

    centre_m: float
    foot_m: float
    width_m: float
    height_m: float
    rise_m: float = 0.0
    columns: int = 1
    rows: int = 1

    @property
    def left_m(self) -> float:
        return self.centre_m - self.width_m / 2

    @property
    def right_m(self) -> float:
        return self.centre_m + self.width_m / 2

    @property
    def top_m(self) -> float:
        return self.foot_m + self.height_m


def panels(corners: Sequence[Panel] | Floats, *, material: str) -> Surface:
    """Flat panels of three or of four corners each, counter-clockwise seen from outside.

    The texture runs on from panel to panel: its coordinates are metres along the level and
    the upward direction of each plane.  Panels without area are left out.
    """
    points = np.asarray(corners, dtype=np.float32)
    normals = crossed(points[:, 1] - points[:, 0], points[:, -1] - points[:, 0])
    doubled = lengths(normals)
    seen = doubled > 1e-7
    points, normals = points[seen], normals[seen] / doubled[seen, None]
    count, sides = points.shape[0], points.shape[1]
    level = np.stack([normals[:, 2], 0 * normals[:, 0], -normals[:, 0]], axis=1)
    flat = np.abs(normals[:, 1]) > 0.95
    level[flat] = (1, 0, 0)
    level /= lengths(level)[:, None]
    upward = crossed(normals, level)
    uvs = np.stack([dot(points, level[:, None]), dot(points, upward[:, None])], axis=2)
    first = np.arange(count)[:, None] * sides
    fan = np.array([[0, i, i + 1] for i in range(1, sides - 1)])
    return Surface(
        positions=points.reshape(-1, 3),
        normals=np.repeat(normals, sides, axis=0).astype(np.float32),
        uvs=uvs.reshape(-1, 2).astype(np.float32),
        triangles=(first[:, :, None] + fan[None]).reshape(-1, 3).astype(np.uint32),
        material=material,
    )


def lid(size: tuple[float, float], *, material: str, at: Point = (0, 0, 0)) -> Surface:
    """A level panel of size (width, depth) with its middle ``at``, seen from above."""
    x, y, z = at
    left, right, front, back = x - size[0] / 2, x + size[0] / 2, z + size[1] / 2, z - size[1] / 2
    return panels([[(left, y, front), (right, y, front), (right, y, back), (left, y, back)]], material=material)


def bars(
    feet: Sequence[Point] | Floats,
    sizes: Sequence[Point] | Point | Floats,
    *,
    material: str,
    bottom: bool = False,
    ends: bool = True,
) -> Surface:
    """Upright boxes in one surface: centre of each foot, and size (x, y, z) of each or of all.

    Without ``ends`` they have no sides to the east and west: things that stand close in a row.
    """
    middles = np.asarray(feet, dtype=np.float32).reshape(-1, 1, 3)
    extents = np.asarray(sizes, dtype=np.float32).reshape(-1, 1, 3)
    corners = middles + extents * CORNERS
    wanted = [0, 1, *([2, 3] if ends else []), 4, *([5] if bottom else [])]
    faces = SIDES[wanted]
    return panels(corners[:, faces].reshape(-1, 4, 3), material=material)


def wall(
    size: tuple[float, float],
    openings: Sequence[Opening],
    *,
    material: str,
    detail: float,
    pane: str = "pane",
    frame: str = "#f2f0ea",
    depth_m: float = 0.14,
) -> list[Surface]:
    """A wall of size (width, height) with recessed panes; at low detail the panes lie on it."""
    width_m, height_m = size
    if detail < FINE:
        flat = [_pane(opening, PROUD_M, 3) for opening in openings]
        whole = [_upright(-width_m / 2, 0.0, width_m / 2, height_m, 0.0)]
        found = [panels(whole, material=material)]
        return found + _by_sides([panel for pane_ in flat for panel in pane_], pane)
    solid = _solid(width_m, height_m, openings)
    arched = [panel for opening in openings for panel in _spandrels(opening)]
    reveals = [panel for opening in openings for panel in _reveal(opening, depth_m)]
    frames = [panel for opening in openings for panel in _pane(opening, -depth_m, 6)]
    glass = [panel for opening in openings for panel in _leaves(opening, -depth_m + 0.02)]
    return _by_sides(solid + arched + reveals, material) + _by_sides(frames, frame) + _by_sides(glass, pane)


def moulding(width_m: float, profile: Sequence[tuple[float, float]], *, material: str) -> list[Surface]:
    """A cornice or band along X: ``profile`` is (how far it stands out, height), foot first."""
    half_m = width_m / 2
    quads: list[Panel] = [
        ((-half_m, y0, z0), (half_m, y0, z0), (half_m, y1, z1), (-half_m, y1, z1))
        for (z0, y0), (z1, y1) in itertools.pairwise(profile)
    ]
    ends: list[Panel] = []
    foot_m = profile[0][1]
    for (z0, y0), (z1, y1) in itertools.pairwise(profile):
        if z0 + z1 <= 1e-6 or y1 - foot_m <= 1e-6:
            continue
        corners = (0.0, foot_m, 0.0), (0.0, y0, z0), (0.0, y1, z1)
        ends.append([(-half_m, y, z) for _, y, z in corners])
        ends.append([(half_m, y, z) for _, y, z in reversed(corners)])
    return _by_sides(quads, material) + _by_sides([e for e in ends if _has_area(e)], material)


def _has_area(panel: Panel) -> bool:
    a, b, c = (np.asarray(point) for point in panel[:3])
    return float(np.abs(crossed(b - a, c - a)).max()) > 1e-6


def rows_of(
    width_m: float,
    columns: int,
    feet_m: Iterable[float],
    pane: tuple[float, float],
    *,
    rise_m: float = 0.0,
    leaves: tuple[int, int] = (2, 1),
) -> list[Opening]:
    """Openings of size ``pane`` in even columns across a wall, one row per foot."""
    step_m = width_m / columns
    return [
        Opening((i + 0.5) * step_m - width_m / 2, foot_m, *pane, rise_m, *leaves)
        for foot_m in feet_m
        for i in range(columns)
    ]


def _by_sides(found: Sequence[Panel], material: str) -> list[Surface]:
    groups = ([p for p in found if len(p) == sides] for sides in (3, 4))
    return [panels(group, material=material) for group in groups if group]


def _upright(left_m: float, foot_m: float, right_m: float, top_m: float, z_m: float) -> Panel:
    return (
        (left_m, foot_m, z_m),
        (right_m, foot_m, z_m),
        (right_m, top_m, z_m),
        (left_m, top_m, z_m),
    )


def _solid(width_m: float, height_m: float, openings: Sequence[Opening]) -> list[Panel]:
    """Fill the wall around its openings, band by band from the foot to the top."""
    edges = {0.0, height_m} | {o.foot_m for o in openings} | {o.top_m for o in openings}
    levels = sorted(edge for edge in edges if 0 <= edge <= height_m)
    found: list[Panel] = []
    for low_m, high_m in itertools.pairwise(levels):
        if high_m - low_m < 1e-4:
            continue
        at_m = -width_m / 2
        holes = [o for o in openings if o.foot_m < high_m - 1e-4 and o.top_m > low_m + 1e-4]
        for hole in sorted(holes, key=lambda o: o.left_m):
            if hole.left_m - at_m > 1e-4:
                found.append(_upright(at_m, low_m, hole.left_m, high_m, 0.0))
            at_m = hole.right_m
        if width_m / 2 - at_m > 1e-4:
            found.append(_upright(at_m, low_m, width_m / 2, high_m, 0.0))
    return found


def _head(opening: Opening, steps: int) -> list[tuple[float, float]]:
    """The upper edge of an opening from left to right: level, or an arch in ``steps``."""
    if opening.rise_m <= 0:
        return [(opening.left_m, opening.top_m), (opening.right_m, opening.top_m)]
    spring_m = opening.top_m - opening.rise_m
    turns = [math.pi * (1 - i / steps) for i in range(steps + 1)]
    return [
        (
            opening.centre_m + opening.width_m / 2 * math.cos(turn),
            spring_m + opening.rise_m * math.sin(turn),
        )
        for turn in turns
    ]


def _spandrels(opening: Opening) -> list[Panel]:
    if opening.rise_m <= 0:
        return []
    head, top_m = _head(opening, 6), opening.top_m
    found: list[Panel] = []
    for (x0, y0), (x1, y1) in itertools.pairwise(head):
        if y0 >= top_m - 1e-6:
            found.append(((x0, y0, 0.0), (x1, y1, 0.0), (x1, top_m, 0.0)))
        elif y1 >= top_m - 1e-6:
            found.append(((x0, y0, 0.0), (x1, y1, 0.0), (x0, top_m, 0.0)))
        else:
            found.append(((x0, y0, 0.0), (x1, y1, 0.0), (x1, top_m, 0.0), (x0, top_m, 0.0)))
    return found


def _reveal(opening: Opening, depth_m: float) -> list[Panel]:
    """The inner edges of an opening, seen from its middle."""
    head = _head(opening, 6)
    left, right, foot_m = opening.left_m, opening.right_m, opening.foot_m
    outline = [(right, foot_m), *reversed(head), (left, foot_m)]
    if foot_m > 0:
        outline.append((right, foot_m))
    return [
        ((x0, y0, 0.0), (x1, y1, 0.0), (x1, y1, -depth_m), (x0, y0, -depth_m))
        for (x0, y0), (x1, y1) in itertools.pairwise(outline)
    ]


def _pane(opening: Opening, z_m: float, steps: int) -> list[Panel]:
    spring_m = opening.top_m - opening.rise_m
    found = [_upright(opening.left_m, opening.foot_m, opening.right_m, spring_m, z_m)]
    if opening.rise_m > 0:
        head = _head(opening, steps)
        middle = (opening.centre_m, spring_m, z_m)
        found += [(middle, (x1, y1, z_m), (x0, y0, z_m)) for (x0, y0), (x1, y1) in itertools.pairwise(head)]
    return found


def _leaves(opening: Opening, z_m: float) -> list[Panel]:
    """The glass of a window, in front of its frame, which shows between the leaves."""
    edge_m = min(0.07, opening.width_m / 8)
    spring_m = opening.top_m - opening.rise_m
    wide_m = (opening.width_m - edge_m) / opening.columns
    high_m = (spring_m - opening.foot_m - edge_m) / opening.rows
    found = [
        _upright(
            opening.left_m + edge_m + i * wide_m,
            opening.foot_m + edge_m + j * high_m,
            opening.left_m + (i + 1) * wide_m,
            opening.foot_m + (j + 1) * high_m,
            z_m,
        )
        for i in range(opening.columns)
        for j in range(opening.rows)
    ]
    if opening.rise_m > 0:
        shrunk = Opening(
            opening.centre_m,
            spring_m,
            opening.width_m - 2 * edge_m,
            opening.rise_m - edge_m,
            opening.rise_m - edge_m,
        )
        found += _pane(shrunk, z_m, 6)[1:]
    return found
