"""The simple bodies that the parts of the kit are made of.

Everything is in metres, Y up, -Z north, +X east.  A body stands on its origin unless ``at`` says
otherwise, and has no bottom unless asked for one: nobody looks under a house.
Texture coordinates are metres along the surface, v upward, so that a brick is as large as a brick.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.meshes.deterministic_math import Floats, combined, crossed, dot, lengths
from app.meshes.outlines import fill, signed_area
from app.meshes.skin import Point, Surface, areas, joined, laid_on, moved, painted, surface, tipped, unit

__all__ = [
    "Surface",
    "blob",
    "box",
    "cylinder",
    "grid",
    "joined",
    "lathe",
    "moved",
    "painted",
    "prism",
    "sheet",
    "surface",
    "tipped",
    "tube",
]

Faces = Literal["all", "no_bottom", "sides", "top"]


# --- flat things ------------------------------------------------------------------------------


def sheet(corners: ArrayLike, *, material: str, both_sides: bool = False) -> Surface:
    """A plane polygon of three or more corners (n, 3), counter-clockwise seen from its front; may be concave."""
    points = np.asarray(corners, dtype=np.float64)
    normal = unit(crossed(points, np.roll(points, -1, axis=0)).sum(axis=0))
    across, up = _frame(normal)
    flat = combined(points, np.column_stack([across, up]))
    triangles = fill(flat)
    if both_sides:
        back = triangles[:, ::-1] + np.uint32(len(points))
        points, flat = np.tile(points, (2, 1)), np.tile(flat, (2, 1))
        normals = np.repeat([normal, -normal], len(points) // 2, axis=0)
        return surface(points, normals, flat, np.vstack([triangles, back]), material)
    return surface(points, np.tile(normal, (len(points), 1)), flat, triangles, material)


def _frame(normal: Floats) -> tuple[Floats, Floats]:
    """Return the directions of u and v on a plane: v as far up as it goes, on level planes to the north."""
    if abs(normal[1]) > 0.999:
        return np.array([1.0, 0, 0]), np.array([0, 0, -1.0 if normal[1] > 0 else 1.0])
    across = unit(np.cross([0.0, 1.0, 0.0], normal))
    return across, crossed(normal, across)


def grid(points: ArrayLike, *, material: str, both_sides: bool = False) -> Surface:
    """A smooth skin over (rows, columns, 3) points, for sails, lawns and water.

    Its front is where columns run to the right and rows run up.
    """
    net = np.asarray(points, dtype=np.float64)
    rows, columns, _ = net.shape
    along, upward = np.gradient(net, axis=1), np.gradient(net, axis=0)
    normals = unit(crossed(along, upward).reshape(-1, 3))
    run = lengths(np.diff(net, axis=1, prepend=net[:, :1])).cumsum(axis=1)
    rise = lengths(np.diff(net, axis=0, prepend=net[:1])).cumsum(axis=0)
    a = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).reshape(-1)
    b, c, d = a + 1, a + columns + 1, a + columns
    triangles = np.stack([a, b, c, a, c, d], axis=1).reshape(-1, 3)
    uvs = np.stack([run, rise], axis=2).reshape(-1, 2)
    front = surface(net.reshape(-1, 3), normals, uvs, triangles, material)
    if not both_sides:
        return front
    back = replace(front, normals=-front.normals, triangles=front.triangles[:, ::-1])
    return joined([front, back], material=material)


# --- upright bodies ---------------------------------------------------------------------------

_SIDES = (  # axis of the normal, its sign, then the axes of u and v with the sign of u
    (0, 1.0, 2, -1.0, 1),
    (0, -1.0, 2, 1.0, 1),
    (2, 1.0, 0, 1.0, 1),
    (2, -1.0, 0, -1.0, 1),
    (1, 1.0, 0, 1.0, 2),
    (1, -1.0, 0, 1.0, 2),
)


def box(
    size: Point, *, material: str, at: Point = (0, 0, 0), bevel_m: float = 0.0, faces: Faces = "no_bottom"
) -> Surface:
    """A box of ``size`` (x, y, z) with the centre of its foot ``at``.

    ``bevel_m`` rounds the edges that one sees, so that they catch the light; it holds for boxes
    with a top.  "sides" has neither top nor bottom.
    """
    width, height, depth = (float(extent) for extent in size)
    low = np.array([-width / 2, 0.0, -depth / 2])
    high = np.array([width / 2, height, depth / 2])
    bevel = min(bevel_m, width / 2.01, height / 2.01, depth / 2.01) if faces in ("all", "no_bottom") else 0.0
    chosen = {"all": _SIDES, "no_bottom": _SIDES[:5], "sides": _SIDES[:4], "top": _SIDES[4:5]}[faces]
    inner_low, inner_high = low + bevel, high - bevel
    if faces != "all":
        inner_low[1] = low[1]
    quads = [_box_face(low, high, inner_low, inner_high, side) for side in chosen]
    corners = [quad[0] for quad in quads]
    normals = [np.tile(quad[1], (4, 1)) for quad in quads]
    if bevel > 0:
        edges, edge_normals = _box_edges(low, high, inner_low, inner_high, with_bottom=faces == "all")
        corners += edges
        normals += edge_normals
    points, directions = np.concatenate(corners), np.concatenate(normals)
    facing = np.repeat(unit(directions.reshape(-1, 4, 3).mean(axis=1)), 4, axis=0)
    start = np.arange(len(corners)) * 4
    triangles = (start[:, None] + np.array([0, 1, 2, 0, 2, 3])).reshape(-1, 3)
    triangles = triangles[areas(points, triangles) > 1e-12]
    return surface(points + np.asarray(at, dtype=np.float64), directions, laid_on(points, facing), triangles, material)


def _box_face(
    low: Floats, high: Floats, inner_low: Floats, inner_high: Floats, side: tuple[int, float, int, float, int]
) -> tuple[Floats, Floats]:
    axis, sign, u_axis, u_sign, v_axis = side
    quad, normal = np.zeros((4, 3)), np.zeros(3)
    normal[axis] = sign
    quad[:, axis] = high[axis] if sign > 0 else low[axis]
    left, right = (inner_low, inner_high) if u_sign > 0 else (inner_high, inner_low)
    quad[:, u_axis] = [left[u_axis], right[u_axis], right[u_axis], left[u_axis]]
    bottom, top = (inner_high, inner_low) if axis == 1 and sign > 0 else (inner_low, inner_high)
    quad[:, v_axis] = [bottom[v_axis], bottom[v_axis], top[v_axis], top[v_axis]]
    return quad, normal


def _box_edges(
    low: Floats, high: Floats, inner_low: Floats, inner_high: Floats, *, with_bottom: bool
) -> tuple[list[Floats], list[Floats]]:
    """Return the bevels of a box as quads with the normals of the faces they join; a corner is a flat quad."""
    outer, inner = {1: high, -1: low}, {1: inner_high, -1: inner_low}
    quads, normals = [], []

    def corner(signs: tuple[int, int, int], axis: int) -> Floats:
        return np.array([(outer if i == axis else inner)[signs[i]][i] for i in range(3)])

    def add(rows: list[tuple[tuple[int, int, int], int]], outward: tuple[int, int, int]) -> None:
        quad = np.array([corner(signs, axis) for signs, axis in rows])
        normal = np.array([np.eye(3)[axis] * signs[axis] for signs, axis in rows])
        if dot(crossed(quad[1] - quad[0], quad[2] - quad[0]), np.array(outward)) < 0:
            quad, normal = quad[[0, 3, 2, 1]], normal[[0, 3, 2, 1]]
        quads.append(quad)
        normals.append(normal)

    for x in (1, -1):
        for z in (1, -1):
            add([((x, -1, z), 0), ((x, -1, z), 2), ((x, 1, z), 2), ((x, 1, z), 0)], (x, 0, z))
    for y in (1, -1) if with_bottom else (1,):
        for s in (1, -1):
            add([((s, y, -1), 0), ((s, y, -1), 1), ((s, y, 1), 1), ((s, y, 1), 0)], (s, y, 0))
            add([((-1, y, s), 2), ((-1, y, s), 1), ((1, y, s), 1), ((1, y, s), 2)], (0, y, s))
            for z in (1, -1):
                add([((s, y, z), 0), ((s, y, z), 1), ((s, y, z), 2), ((s, y, z), 2)], (s, y, z))
    return quads, normals


def prism(
    outline: Sequence[Point],
    height_m: float,
    *,
    material: str,
    at: Point = (0, 0, 0),
    cap_material: str | None = None,
) -> list[Surface]:
    """Walls over a simple polygon of (x, z) corners, and its cap; the outline may run either way."""
    points = np.asarray(outline, dtype=np.float64)
    if signed_area(points) > 0:  # with z to the south, seen from above that is clockwise
        points = points[::-1]
    ends = np.roll(points, -1, axis=0)
    run = np.concatenate([[0.0], np.linalg.norm(ends - points, axis=1).cumsum()])
    count = len(points)
    low, high = np.zeros(count), np.full(count, float(height_m))
    walls = np.stack(
        [
            np.column_stack([points[:, 0], low, points[:, 1]]),
            np.column_stack([ends[:, 0], low, ends[:, 1]]),
            np.column_stack([ends[:, 0], high, ends[:, 1]]),
            np.column_stack([points[:, 0], high, points[:, 1]]),
        ],
        axis=1,
    ).reshape(-1, 3)
    across = ends - points
    normals = np.repeat(np.column_stack([-across[:, 1], low, across[:, 0]]), 4, axis=0)
    uvs = np.stack([run[:-1], low, run[1:], low, run[1:], high, run[:-1], high], axis=1)
    triangles = (np.arange(count)[:, None] * 4 + np.array([0, 1, 2, 0, 2, 3])).reshape(-1, 3)
    shift = np.asarray(at, dtype=np.float64)
    cap = np.column_stack([points[:, 0], high, points[:, 1]]) + shift
    return [
        surface(walls + shift, normals, uvs, triangles, material),
        sheet(cap, material=cap_material or material),
    ]


# --- round bodies -----------------------------------------------------------------------------


def cylinder(
    radius_m: float,
    height_m: float,
    *,
    material: str,
    at: Point = (0, 0, 0),
    sides: int = 12,
    top_radius_m: float | None = None,
    smooth: bool = True,
) -> Surface:
    """A cylinder, cone or stump with its top, standing ``at``; not ``smooth``: a prism of equal sides."""
    top_m = radius_m if top_radius_m is None else top_radius_m
    profile = [(radius_m, 0.0), (top_m, height_m)] + ([(0.0, height_m)] if top_m > 0 else [])
    return lathe(profile, material=material, at=at, sides=sides, smooth=smooth)


def lathe(
    profile: Sequence[Point],
    *,
    material: str,
    at: Point = (0, 0, 0),
    sides: int = 16,
    smooth: bool = True,
    crease_deg: float = 40.0,
) -> Surface:
    """Turn a ``profile`` of (radius, y), from the foot upward, about the Y axis.

    Where it bends by more than ``crease_deg`` it has an edge.  Seen from outside, the profile
    runs up on the right-hand side.
    """
    line = np.asarray(profile, dtype=np.float64)
    steps = np.diff(line, axis=0)
    flat = unit(np.column_stack([steps[:, 1], -steps[:, 0], np.zeros(len(steps))]))[:, :2]
    soft = np.sum(flat[1:] * flat[:-1], axis=1) > np.cos(np.radians(crease_deg))
    turns = np.linspace(0, 2 * np.pi, sides + 1)
    run = np.concatenate([[0.0], np.linalg.norm(steps, axis=1).cumsum()])
    bands = []
    for i in range(len(steps)):
        low = flat[i] + flat[i - 1] if i > 0 and soft[i - 1] else flat[i]
        high = flat[i] + flat[i + 1] if i + 1 < len(steps) and soft[i] else flat[i]
        bands.append(_band(line[i : i + 2], np.stack([low, high]), turns, run[i : i + 2], smooth, material))
    return moved([joined(bands, material=material)], by=at)[0]


def _band(line: Floats, flat: Floats, turns: Floats, run: Floats, smooth: bool, material: str) -> Surface:
    """One ring of a lathe: (2, 2) radius and y, (2, 2) normals in that plane, the angles of its sides."""
    sides = len(turns) - 1
    at = np.stack([turns[:-1], turns[1:]], axis=1)  # (sides, 2): left and right edge, seen from outside
    facing = at if smooth else np.repeat(at.mean(axis=1, keepdims=True), 2, axis=1)
    widest_m = float(line[:, 0].max())
    points, normals, uvs = [], [], []
    for edge, end in ((0, 0), (1, 0), (1, 1), (0, 1)):
        radius, y = line[end]
        angle, side = at[:, edge], facing[:, edge]
        points.append(np.column_stack([np.sin(angle) * radius, np.full(sides, y), np.cos(angle) * radius]))
        normals.append(
            np.column_stack([np.sin(side) * flat[end, 0], np.full(sides, flat[end, 1]), np.cos(side) * flat[end, 0]])
        )
        uvs.append(np.column_stack([angle * widest_m, np.full(sides, run[end])]))
    corners = np.stack(points, axis=1).reshape(-1, 3)
    triangles = (np.arange(sides)[:, None] * 4 + np.array([0, 1, 2, 0, 2, 3])).reshape(-1, 3)
    triangles = triangles[areas(corners, triangles) > 1e-12]
    return surface(corners, np.stack(normals, axis=1), np.stack(uvs, axis=1), triangles, material)


def tube(path: ArrayLike, radius_m: float, *, material: str, sides: int = 6, closed: bool = True) -> Surface:
    """A round bar along ``path`` (n, 3); ``closed`` gives it ends."""
    line = np.asarray(path, dtype=np.float64)
    along = unit(np.gradient(line, axis=0))
    turns = np.linspace(0, 2 * np.pi, sides + 1)
    first = unit(np.cross(along[0], np.eye(3)[int(np.argmin(np.abs(along[0])))]))
    rings, outward = [], []
    for point, axis in zip(line, along, strict=True):
        first = unit(first - axis * dot(first, axis))
        ring = np.outer(np.cos(turns), first) + np.outer(np.sin(turns), crossed(axis, first))
        rings.append(point + ring * radius_m)
        outward.append(ring)
    net = np.stack(rings)
    run = np.concatenate([[0.0], lengths(np.diff(line, axis=0)).cumsum()])
    uvs = np.stack(np.meshgrid(turns * radius_m, run), axis=2)
    skin = replace(grid(net, material=material), normals=np.concatenate(outward).astype(np.float32))
    skin = replace(skin, uvs=uvs.reshape(-1, 2).astype(np.float32))
    if not closed:
        return skin
    ends = [sheet(net[0, :-1][::-1], material=material), sheet(net[-1, :-1], material=material)]
    return joined([skin, *ends], material=material)


def blob(
    radii: Point, *, material: str, at: Point = (0, 0, 0), detail: float = 1.0, seed: int = 0, roughness: float = 0.0
) -> Surface:
    """A round lump with its centre ``at``: a ball of 20 (detail < 0.5), 80 (< 1.5) or 320 triangles.

    ``roughness`` is how far its skin swells and dents, as a share of the radius; ``seed`` chooses how.
    """
    points, triangles = _ball(0 if detail < 0.5 else 1 if detail < 1.5 else 2)
    if roughness > 0:
        dice = np.random.default_rng(seed)
        waves, phases = dice.normal(size=(5, 3)) * 2.2, dice.uniform(0, 2 * np.pi, 5)
        points = points * (1 + roughness * np.sin(combined(points, waves.T) + phases).mean(axis=1) * 1.6)[:, None]
    net = points * np.asarray(radii, dtype=np.float64)
    corners = net[triangles]
    facing = crossed(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros_like(net)
    np.add.at(normals, triangles.reshape(-1), np.repeat(facing, 3, axis=0))
    spread, vertex = corners.reshape(-1, 3), triangles.reshape(-1)
    uvs = laid_on(spread, np.repeat(facing, 3, axis=0))
    shift = np.asarray(at, dtype=np.float64)
    return surface(spread + shift, normals[vertex], uvs, np.arange(len(spread)), material)


@cache
def _ball(times: int) -> tuple[Floats, NDArray[np.int64]]:
    """Return a unit icosahedron with every triangle cut into four, ``times`` over."""
    g = (1 + 5**0.5) / 2
    points: list[tuple[float, float, float]] = [
        (-1, g, 0),
        (1, g, 0),
        (-1, -g, 0),
        (1, -g, 0),
        (0, -1, g),
        (0, 1, g),
        (0, -1, -g),
        (0, 1, -g),
    ]
    points += [(g, 0, -1), (g, 0, 1), (-g, 0, -1), (-g, 0, 1)]
    rows = [(0, 11, 5), (0, 5, 1), (0, 1, 7), (0, 7, 10), (0, 10, 11), (1, 5, 9), (5, 11, 4), (11, 10, 2), (10, 7, 6)]
    rows += [(7, 1, 8), (3, 9, 4), (3, 4, 2), (3, 2, 6), (3, 6, 8), (3, 8, 9), (4, 9, 5), (2, 4, 11), (6, 2, 10)]
    rows += [(8, 6, 7), (9, 8, 1)]
    net, triangles = unit(np.array(points, dtype=np.float64)), np.array(rows)
    for _ in range(times):
        edges = np.sort(triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
        pairs, index = np.unique(edges, axis=0, return_inverse=True)
        middle = index.reshape(-1, 3) + len(net)
        net = np.vstack([net, unit(net[pairs].sum(axis=1))])
        (a, b, c), (ab, bc, ca) = triangles.T, middle.T
        triangles = np.stack([a, ab, ca, b, bc, ab, c, ca, bc, ab, bc, ca], axis=1).reshape(-1, 3)
    return net, triangles
