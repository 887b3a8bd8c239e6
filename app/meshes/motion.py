"""Motion as keyframes, so that GLB and USDZ move alike.

All motions of a scene share one loop; one that is shorter is repeated a whole number of times.
Between two keys everything runs straight.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.meshes.deterministic_math import snapped
from app.meshes.dressed import Motion, Node, Pose

Point = tuple[float, float, float]
Quaternion = tuple[float, float, float, float]  # x, y, z, w

STEPS = 8  # keys in one swing
JUMP_S = 0.01


@dataclass(frozen=True)
class Key:
    """Where a node is at one moment."""

    at_s: float
    by: Point
    turn: Quaternion
    scale: float


def loop_s(nodes: Sequence[Node]) -> float:
    """Return the length of the scene's loop in seconds; 0 if nothing moves."""
    return max((node.motion.seconds for node in nodes if node.motion is not None), default=0.0)


def keys(node: Node, loop: float) -> list[Key]:
    """Return the keyframes of a node over a ``loop`` in seconds; none if it stands still."""
    if node.motion is None:
        return []
    times = max(1, round(loop / node.motion.seconds))
    period_s = loop / times
    found: list[Key] = []
    for turn in range(times):
        for share, key in _once(node.motion, node.place):
            at_s = (turn + share) * period_s
            if found and at_s - found[-1].at_s < JUMP_S:
                at_s = found[-1].at_s + JUMP_S  # the way back to the start takes no time that one sees
            found.append(Key(round(at_s, 4), key.by, key.turn, key.scale))
    return found


def upright(turn_deg: float) -> Quaternion:
    """Return the turn, clockwise seen from above, as a quaternion."""
    half = -math.radians(turn_deg) / 2
    return 0.0, math.sin(half), 0.0, math.cos(half)


def _once(motion: Motion, place: Pose) -> list[tuple[float, Key]]:
    """Return the keys of one period, each with its share 0…1 of the time."""
    turn, scale = upright(place.turn_deg), place.scale
    if motion.kind == "pass":
        start, end = (_sum(place.by, offset) for offset in motion.path)
        return [(0.0, Key(0, start, turn, scale)), (1.0, Key(0, end, turn, scale))]
    found = []
    for step in range(STEPS + 1):
        share = step / STEPS
        wave = math.sin(share * 2 * math.pi)
        if motion.kind == "bob":
            key = Key(0, _sum(place.by, (0.0, motion.by_m * wave, 0.0)), turn, scale)
        elif motion.kind == "rise":
            grown = scale * (0.25 + 0.75 * math.sin(share * math.pi))
            key = Key(0, _sum(place.by, (0.0, motion.by_m * share, 0.0)), turn, grown)
        elif motion.kind == "sway":
            half = math.radians(motion.deg * wave) / 2
            key = Key(0, place.by, _product(turn, (math.sin(half), 0.0, 0.0, math.cos(half))), scale)
        else:
            key = Key(0, place.by, upright(place.turn_deg + motion.deg * share), scale)
        found.append((share, key))
    return found


def _sum(a: Point, b: Point) -> Point:
    x, y, z = snapped([a[i] + b[i] for i in range(3)]).tolist()
    return x, y, z


def _product(a: Quaternion, b: Quaternion) -> Quaternion:
    """Return the turn ``b`` followed by the turn ``a``."""
    ax, ay, az, aw = a
    bx, by, bz, bw = b
    return (
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
        aw * bw - ax * bx - ay * by - az * bz,
    )
