"""Parallels: lines at the same distance beside a line on the ground, their corners mitred.

A line is a list of (x, z) in metres, +X east and +Z south; its right is the right hand of whoever walks along it.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

Spot = tuple[float, float]

SAME_M = 0.001
LONGEST_MITRE = 0.5  # of 1 + the cosine of a bend: beyond 120 degrees a corner is drawn no further out
ARC_STEP_DEG = 12.0
SHARPEST_ARC_DEG = 150.0


def distinct(line: Sequence[Spot]) -> list[Spot]:
    """Return a line without points that repeat the one before; one that goes nowhere becomes empty."""
    found = list(line[:1])
    for point in line[1:]:
        if math.dist(point, found[-1]) > SAME_M:
            found.append(point)
    return found if len(found) > 1 else []


def parallel(line: Sequence[Spot], right_m: float) -> list[Spot]:
    """Return the line that runs ``right_m`` to the right of a distinct one, point for point."""
    return [(x + nx * right_m, z + nz * right_m) for (x, z), (nx, nz) in zip(line, _mitres(line), strict=True)]


def run_lengths(line: Sequence[Spot]) -> list[float]:
    """Return how far it is to each point of a line from its beginning, in metres."""
    return list(accumulate((math.dist(a, b) for a, b in pairwise(line)), initial=0.0))


def along(line: Sequence[Spot], runs_m: Iterable[float]) -> list[tuple[Spot, float]]:
    """Return the points of a distinct line after each of ``runs_m`` of its length, and its bearing there.

    The bearing is degrees clockwise from -Z; what lies before or behind the line is on its first or last point.
    """
    ends = run_lengths(line)
    return [_after(line, ends, run_m) for run_m in runs_m]


def _after(line: Sequence[Spot], ends: Sequence[float], run_m: float) -> tuple[Spot, float]:
    piece = min(max(bisect_right(ends, run_m) - 1, 0), len(line) - 2)
    (x0, z0), (x1, z1) = line[piece : piece + 2]
    share = min(max((run_m - ends[piece]) / (ends[piece + 1] - ends[piece]), 0.0), 1.0)
    return (x0 + (x1 - x0) * share, z0 + (z1 - z0) * share), _bearing_deg((x0, z0), (x1, z1))


def cut_out(line: Sequence[Spot], start_m: float, end_m: float) -> list[Spot]:
    """Return the part of a distinct line from ``start_m`` to ``end_m`` of its length."""
    between = [point for point, run in zip(line, run_lengths(line), strict=True) if start_m < run < end_m]
    (first, _), (last, _) = along(line, (start_m, end_m))
    return distinct([first, *between, last])


def rounded(line: Sequence[Spot], radius_m: float) -> list[Spot]:
    """Return a distinct line with an arc in place of each corner that has room for it on both sides."""
    found = [line[0]]
    for before, corner, after in zip(line, line[1:], line[2:], strict=False):
        found += _arc(before, corner, after, radius_m) or [corner]
    return distinct([*found, line[-1]])


def bends_deg(line: Sequence[Spot]) -> list[float]:
    """Return by how much a distinct line bends at each of its inner points: to the right, in degrees, to 180."""
    bearings = [_bearing_deg(start, end) for start, end in pairwise(line)]
    return [(after - before + 180) % 360 - 180 for before, after in pairwise(bearings)]


def _bearing_deg(start: Spot, end: Spot) -> float:
    return math.degrees(math.atan2(end[0] - start[0], start[1] - end[1])) % 360


def _rights(line: Sequence[Spot]) -> list[Spot]:
    """Return the unit vector to the right of each piece of a line."""
    lengths = [(x1 - x0, z1 - z0, math.dist((x0, z0), (x1, z1))) for (x0, z0), (x1, z1) in pairwise(line)]
    return [(-dz / length, dx / length) for dx, dz, length in lengths]


def _mitres(line: Sequence[Spot]) -> list[Spot]:
    """Return for each point which way its parallels move, so that both pieces beside it keep their distance."""
    rights = _rights(line)
    found = [rights[0]]
    for (ax, az), (bx, bz) in pairwise(rights):
        share = max(1 + ax * bx + az * bz, LONGEST_MITRE)
        found.append(((ax + bx) / share, (az + bz) / share))
    return [*found, rights[-1]]


def _arc(before: Spot, corner: Spot, after: Spot, radius_m: float) -> list[Spot]:
    """Return the points of the arc that rounds a corner; none where the pieces are too short for it."""
    (bend_deg,) = bends_deg([before, corner, after])
    tangent_m = radius_m * math.tan(math.radians(min(abs(bend_deg), SHARPEST_ARC_DEG)) / 2)
    room_m = min(math.dist(before, corner), math.dist(corner, after)) / 2
    if not SAME_M < tangent_m <= room_m or abs(bend_deg) > SHARPEST_ARC_DEG:
        return []
    steps = max(2, math.ceil(abs(bend_deg) / ARC_STEP_DEG))
    return [
        _on_curve(before, corner, after, tangent_m, step / steps, math.radians(bend_deg)) for step in range(steps + 1)
    ]


def _on_curve(before: Spot, corner: Spot, after: Spot, tangent_m: float, share: float, bend: float) -> Spot:
    """Return the point after ``share`` of the arc that touches both pieces ``tangent_m`` from their corner."""
    (cx, cz), half = corner, abs(bend) / 2
    back, on = _towards(corner, before), _towards(corner, after)
    angle = abs(bend) * share
    radius_m = tangent_m / math.tan(half)
    ahead_m, aside_m = radius_m * math.sin(angle), radius_m * (1 - math.cos(angle))
    inward = (on[0] + back[0] * math.cos(abs(bend)), on[1] + back[1] * math.cos(abs(bend)))
    size = math.hypot(*inward)
    start = cx + back[0] * tangent_m, cz + back[1] * tangent_m
    return (
        start[0] - back[0] * ahead_m + inward[0] / size * aside_m,
        start[1] - back[1] * ahead_m + inward[1] / size * aside_m,
    )


def _towards(start: Spot, end: Spot) -> Spot:
    length = math.dist(start, end)
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length
