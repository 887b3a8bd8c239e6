"""Polygons: cut into triangles, also where they are hollow on one side or not quite flat."""

import mapbox_earcut
import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.upload.assembly import Numbers


def triangulated(ring: Floats) -> Numbers:
    """Return (m, 3) corners, as numbers of the points of a ring (n, 3), turning as the ring does.

    A convex ring becomes a fan; else its ears are cut off in the plane that it lies in most.
    """
    fan = np.stack([np.zeros(len(ring) - 2, int), np.arange(1, len(ring) - 1), np.arange(2, len(ring))], axis=1)
    if len(ring) < 4:
        return fan
    edges = ring[1:] - ring[:1]
    crosses = np.cross(edges[:-1], edges[1:])
    normal = crosses.sum(axis=0)
    if (crosses @ normal >= 0).all() and _is_convex(ring, normal):
        return fan
    across = int(np.abs(normal).argmax())
    flat = np.delete(ring, across, axis=1)
    flat = flat - flat.mean(axis=0)
    found = mapbox_earcut.triangulate_float64(flat, np.array([len(ring)], dtype=np.uint32)).astype(np.int64)
    corners: Numbers = found.reshape(-1, 3)
    turns = np.cross(ring[corners[:, 1]] - ring[corners[:, 0]], ring[corners[:, 2]] - ring[corners[:, 0]]) @ normal
    return np.where((turns < 0)[:, None], corners[:, ::-1], corners)


def cut(points: Floats, counts: Numbers) -> tuple[Numbers, Numbers]:
    """Return (m, 3) triangles of many polygons, and (m,) which polygon each is of.

    ``points`` (n, 3) are the corners of all, one polygon after the other, ``counts`` (k,) how many each has; triangles
    are numbers of these corners.  Up to four make a fan.
    """
    starts = np.cumsum(counts) - counts
    fans = np.maximum(counts - 2, 0)
    owners = np.repeat(np.arange(len(counts)), fans)
    steps = np.arange(len(owners)) - np.repeat(np.cumsum(fans) - fans, fans)
    first = starts[owners]
    found = np.stack([first, first + steps + 1, first + steps + 2], axis=1)
    many = np.flatnonzero(counts > 4)
    if not len(many):
        return found, owners
    kept = counts[owners] <= 4
    pieces, whose = [found[kept]], [owners[kept]]
    for number in many:
        start = starts[number]
        made = triangulated(points[start : start + counts[number]]) + start
        pieces.append(made)
        whose.append(np.full(len(made), number))
    return np.concatenate(pieces), np.concatenate(whose)


def _is_convex(ring: Floats, normal: Floats) -> bool:
    """Tell whether a ring bends to one side only."""
    ahead = np.roll(ring, -1, axis=0) - ring
    return bool((np.cross(ahead, np.roll(ahead, -1, axis=0)) @ normal >= -1e-12).all())
