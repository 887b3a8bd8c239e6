"""Silhouettes: what triangles cover seen from above, as closed lines and as the path of an SVG.

Every triangle runs the same way round as seen from above, so that whatever is covered is inside by the rule "nonzero",
however much of it overlaps; an edge that two of them share cancels out.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats
from app.meshes.fragments import Ints

STEPS = 1000  # in a metre: nearer corners are one
SIDES = (  # of a cell: along which axis and which way its neighbour is moved onto it, and the corners of that side
    (0, 1, ((0, 0), (1, 0))),
    (1, -1, ((1, 0), (1, 1))),
    (0, -1, ((1, 1), (0, 1))),
    (1, 1, ((0, 1), (0, 0))),
)
WIDE_M = 20.0  # from here on a centimetre is as good as a millimetre


def outlines(corners: Floats) -> list[Floats]:
    """Return the closed lines (n, 2) around (m, k, 2) convex shapes of k corners each, in metres; the widest first."""
    x, z = corners[..., 0], corners[..., 1]
    areas = (x * np.roll(z, -1, axis=1) - np.roll(x, -1, axis=1) * z).sum(axis=1)
    alike = np.where((areas < 0)[:, None, None], corners[:, ::-1], corners)
    return _closed(np.stack([alike, np.roll(alike, -1, axis=1)], axis=2).reshape(-1, 2, 2))


def around_cells(mask: NDArray[np.bool_], low: Floats, cell_m: float) -> list[Floats]:
    """Return the closed lines around the True cells of an (h, w) mask whose first corner lies at ``low``, in metres."""
    wide = np.pad(mask, 1)
    sides = []
    for axis, step, ends in SIDES:
        row, column = np.nonzero(mask & ~np.roll(wide, step, axis=axis)[1:-1, 1:-1])
        sides.append(np.stack([column, row], axis=1)[:, None] + np.array(ends))
    return _closed(low + np.concatenate(sides) * cell_m)


def _closed(edges: Floats) -> list[Floats]:
    """Return the closed lines along (n, 2, 2) directed edges, without those that cancel out; the widest first."""
    points, index = np.unique(_as_numbers(edges), return_inverse=True)
    places = np.stack([points >> 32, (points & 0xFFFFFFFF) - 2**31], axis=1) / STEPS
    rings = _chained(_uncancelled(index.reshape(-1, 2), len(points)))
    lines = [_straightened(places[ring]) for ring in rings if len(ring) > 2]
    return sorted((line for line in lines if len(line) > 2), key=lambda line: -float(np.ptp(line, axis=0).sum()))


def simplified(line: Floats, within_m: float) -> Floats:
    """Return a closed line with fewer corners, none of those left out farther than ``within_m`` from what is left."""
    far = int(((line - line[0]) ** 2).sum(axis=1).argmax())
    kept = {0, far, *_kept(line, 0, far, within_m), *_kept(line, far, len(line), within_m)}
    return line[sorted(kept)]


def path(lines: Sequence[Floats]) -> str:
    """Return closed lines as the path of an SVG, in metres: to the millimetre, or to the centimetre if it is wide."""
    return "".join(f"M{pairs[0]}L{' '.join(pairs[1:])}Z" for pairs in map(_pairs, lines))


def rounded_path(lines: Sequence[Floats]) -> str:
    """Return closed lines as the path of an SVG with round corners: curves from the middle of each side to the next."""
    found = ""
    for line in lines:
        corners, middles = _pairs(line), _pairs((line + np.roll(line, -1, axis=0)) / 2)
        curves = " ".join(f"{corner} {middle}" for corner, middle in zip(corners, middles, strict=True))
        found += f"M{middles[-1]}Q{curves}Z"
    return found


def _pairs(line: Floats) -> list[str]:
    digits = 2 if np.ptp(line, axis=0).max() > WIDE_M else 3
    return [f"{_short(x)} {_short(z)}" for x, z in line.round(digits).tolist()]


def _short(number: float) -> str:
    text = f"{number:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _as_numbers(corners: Floats) -> Ints:
    steps = np.rint(corners.reshape(-1, 2) * STEPS).astype(np.int64)
    return (steps[:, 0] << 32) + steps[:, 1] + 2**31


def _uncancelled(edges: Ints, points: int) -> Ints:
    """Return the directed edges, each as often as it runs more in its direction than in the other."""
    low, high = edges.min(axis=1), edges.max(axis=1)
    ways = np.where(edges[:, 0] < edges[:, 1], 1, -1)
    pairs, index = np.unique(low * points + high, return_inverse=True)
    runs = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(runs, index.reshape(-1), np.where(low == high, 0, ways))
    some = np.repeat(np.arange(len(pairs)), np.abs(runs))
    ends = np.stack([pairs[some] // points, pairs[some] % points], axis=1)
    return np.where((runs[some] > 0)[:, None], ends, ends[:, ::-1])


def _chained(edges: Ints) -> Iterator[list[int]]:
    """Yield closed rings of the directed edges; at each corner as many arrive as leave."""
    leaving: dict[int, list[int]] = {}
    for start, end in edges.tolist():
        leaving.setdefault(start, []).append(end)
    for first in list(leaving):
        while leaving[first]:
            yield from _rings(_walk(leaving, first))


def _walk(leaving: dict[int, list[int]], first: int) -> list[int]:
    """Return the corners from ``first`` along edges, which are used up, until nothing leads on."""
    walked = [first]
    while leaving[walked[-1]]:
        walked.append(leaving[walked[-1]].pop())
    return walked


def _rings(walked: Sequence[int]) -> Iterator[list[int]]:
    """Yield the rings of a walk that meets itself."""
    ring: list[int] = []
    place: dict[int, int] = {}
    for corner in walked:
        if corner in place:
            found = ring[place[corner] :]
            yield found
            del ring[place[corner] :]
            for left in found:
                del place[left]
        place[corner] = len(ring)
        ring.append(corner)


def _straightened(line: Floats) -> Floats:
    """Return a closed line without the corners at which it goes straight on."""
    while len(line) > 2:
        before, after = line - np.roll(line, 1, axis=0), np.roll(line, -1, axis=0) - line
        bent = np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0])
        straight = bent <= np.maximum(np.abs(before).sum(axis=1), np.abs(after).sum(axis=1)) / STEPS
        straight[1:] &= ~straight[:-1]  # never two neighbours at once
        straight[0] &= not straight[-1]
        if not straight.any():
            return line
        line = line[~straight]
    return line


def _kept(line: Floats, start: int, end: int, within_m: float) -> Iterator[int]:
    """Yield the corners between two that a line needs (Ramer, Douglas and Peucker); ``end`` may be its first again."""
    spans = [(start, end)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        away = _away(line[first + 1 : last], line[first], line[last % len(line)])
        farthest = int(away.argmax())
        if away[farthest] > within_m:
            middle = first + 1 + farthest
            yield middle
            spans += [(first, middle), (middle, last)]


def _away(points: Floats, start: Floats, end: Floats) -> Floats:
    """Return how far (n, 2) points are from the stretch between two."""
    way = end - start
    share = ((points - start) @ way / max(float(way @ way), 1e-12)).clip(0, 1)
    return np.asarray(np.hypot(*(points - start - share[:, None] * way).T))
