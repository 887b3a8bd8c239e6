"""Composing: what stands about a place, of all excerpts of its station, as grey houses.

They stand where they stand by true north, and as high as they do above the ground at that place.  The nearest come
first; what is too much is left out at the edge.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import brotli
import numpy as np

from app.geodesy import Point, to_local
from app.meshes import glb
from app.meshes.compose import identifier
from app.meshes.deterministic_math import Floats, combined
from app.meshes.dress import welded
from app.meshes.dressed import CONTEXT, Dressed, Finish, Mesh, Node, Pose, Primitive
from app.meshes.materials import linear
from app.meshes.skin import unit
from app.meshes.surroundings.excerpt import BUILDINGS, REACH_M, TERRAIN, Excerpt
from app.meshes.surroundings.sight import Sight, is_in_the_way

MOST_BYTES = 150_000  # packed as it is sent
MOST_TRIANGLES = 12_000
SHRUNK = 0.85  # of the triangles, until it fits
NEAR_M = 60.0  # where ground is known, it says how high it is here
NEAREST = 4
FOOT_M = 0.5  # above its lowest point: what is no higher is the foot of a house
WALL, ROOF = "#d9d6d0", "#bfbab2"


@dataclass(frozen=True, eq=False)
class Around:
    """What stands about a place: its GLB, how many buildings and triangles that are, and for how many was no room."""

    glb: bytes
    packed_bytes: int
    buildings: int
    triangles: int
    left_out: int


def around(
    excerpts: Sequence[Excerpt],
    place: Point,
    *,
    name: str,
    said: str,
    turn_deg: float = 0.0,
    reach_m: float = REACH_M,
    stands: bool = False,
    most_triangles: int = MOST_TRIANGLES,
    sights: Sequence[Sight] = (),
) -> Around | None:
    """Return what stands within ``reach_m`` of a place, None if that is nothing; ``said`` tells source and licence.

    ``turn_deg`` is how far whatever stands at the place is turned, which is undone.  ``stands``: all houses stand on
    the ground of the place, as on a table; else each on its own.  What stands in the way of ``sights`` is left out.
    """
    found = sorted(houses(excerpts, place, turn_deg, reach_m), key=lambda house: house.away_m)
    if not found:
        return None
    ground_m = height_m(excerpts, place)
    level_m = ground_m if ground_m is not None else min(house.low_m for house in found)
    above = np.array([0.0, level_m, 0.0])
    found = [each for each in found if not is_in_the_way(np.concatenate([each.walls, each.roofs]) - above, sights)]
    if not found:
        return None
    most = most_triangles
    while True:
        shown = _within(found, most)
        dressed = _dressed(name, shown, level_m, stands=stands)
        content = glb.write(dressed, copyright=said, is_compact=True)
        packed = len(brotli.compress(content, quality=5))
        if packed <= MOST_BYTES or len(shown) == 1:
            return Around(content, packed, len(shown), dressed.triangles, len(found) - len(shown))
        most = int(min(most, dressed.triangles) * SHRUNK)


def height_m(excerpts: Sequence[Excerpt], place: Point) -> float | None:
    """Return how high the ground is at a place, metres above sea level; None where nothing near tells it.

    The terrain tells it best; else the feet of the nearest houses do, to a metre or so.
    """
    for content in (TERRAIN, BUILDINGS):
        rows = [_feet(each, place) for each in excerpts if each.content == content]
        points = np.concatenate(rows) if rows else np.zeros((0, 3))
        away = np.hypot(points[:, 0], points[:, 2])
        nearest = np.argsort(away, kind="stable")[:NEAREST]
        nearest = nearest[away[nearest] <= NEAR_M]
        if len(nearest):
            weights = 1 / (away[nearest] + 0.1) ** 2
            return float((points[nearest, 1] * weights).sum() / weights.sum())
    return None


@dataclass(frozen=True, eq=False)
class House:
    """One building about a place: (m, 3, 3) triangles of walls and of roofs in metres, heights above sea level."""

    away_m: float
    low_m: float
    walls: Floats
    roofs: Floats

    @property
    def triangles(self) -> int:
        return len(self.walls) + len(self.roofs)


def _feet(excerpt: Excerpt, place: Point) -> Floats:
    """Return (n, 3) points of the ground about a place: those of terrain, or the lowest of each building."""
    points = excerpt.points + _shift(excerpt, place)
    if excerpt.content == TERRAIN:
        return points
    lowest = []
    for triangles in np.split(excerpt.triangles, np.flatnonzero(np.diff(excerpt.building)) + 1):
        own = points[np.unique(triangles)]
        foot = own[own[:, 1] <= own[:, 1].min() + FOOT_M]
        lowest.append(foot[np.hypot(foot[:, 0], foot[:, 2]).argmin()])
    return np.array(lowest).reshape(-1, 3)


def _shift(excerpt: Excerpt, place: Point) -> Floats:
    east, north, _ = to_local(excerpt.place, place)
    return np.array([east, 0.0, -north])


def houses(excerpts: Sequence[Excerpt], place: Point, turn_deg: float, reach_m: float) -> list[House]:
    """Return the buildings within reach of a place, metres about it, with ``turn_deg`` undone."""
    turn = Pose(turn_deg=-turn_deg).turn()
    found: list[House] = []
    for excerpt in (each for each in excerpts if each.content == BUILDINGS and each.buildings):
        points = combined(excerpt.points + _shift(excerpt, place), turn.T)
        away = np.hypot(points[:, 0], points[:, 2])
        ends = np.flatnonzero(np.diff(excerpt.building)) + 1
        for triangles, is_roof in zip(np.split(excerpt.triangles, ends), np.split(excerpt.is_roof, ends), strict=True):
            near_m = float(away[triangles].min())
            if near_m <= reach_m:
                own = points[triangles]
                found.append(House(near_m, float(own[..., 1].min()), own[~is_roof], own[is_roof]))
    return found


def _within(houses: Sequence[House], most: int) -> list[House]:
    """Return the first houses that have no more triangles together, but at least one."""
    counts = np.cumsum([house.triangles for house in houses])
    return list(houses[: max(1, int((counts <= most).sum()))])


def _dressed(name: str, houses: Sequence[House], level_m: float, *, stands: bool) -> Dressed:
    """Return houses in two greys, as one mesh."""
    lows = [house.low_m for house in houses]
    finishes: list[Finish] = []
    primitives: list[Primitive] = []
    for colour, parts in ((WALL, [house.walls for house in houses]), (ROOF, [house.roofs for house in houses])):
        triangles = np.concatenate(parts)
        if len(triangles):
            below = np.repeat(lows, [len(part) for part in parts])
            placed = _levelled(triangles, below, level_m, stands=stands)
            primitives.append(_primitive(len(finishes), placed))
            finishes.append(Finish(f"grey_{len(finishes) + 1}", linear(colour), 0.9, 0.0))
    node = Node(f"{CONTEXT}_merged", 0, Pose(), CONTEXT)
    return Dressed(identifier(name), (node,), (Mesh(CONTEXT, tuple(primitives)),), tuple(finishes), ())


def _levelled(triangles: Floats, lows: Floats, level_m: float, *, stands: bool) -> Floats:
    """Return triangles with their heights above ``level_m``; with ``stands`` nothing hangs above it or ends below."""
    placed = triangles.copy()
    placed[..., 1] -= level_m
    if stands:
        is_foot = triangles[..., 1] <= lows[:, None] + FOOT_M
        placed[..., 1] = np.where(is_foot, 0.0, np.maximum(placed[..., 1], 0.0))
    return placed


def _primitive(finish: int, triangles: Floats) -> Primitive:
    normals = unit(np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]))
    return welded(finish, triangles, np.repeat(normals[:, None], 3, axis=1), np.zeros((len(triangles), 3, 2)))
