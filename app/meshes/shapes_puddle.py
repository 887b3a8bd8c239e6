"""Closed wavering outlines, and what is made of them: puddles, beds, ponds and their rims."""

import math
import random

from app.meshes.shapes_panels import Panel, panels
from app.meshes.skin import Surface

Outline = list[tuple[float, float]]


def wavering(width_m: float, depth_m: float, *, steps: int, seed: int, roundness: float = 0.9) -> Outline:
    """A closed outline of (x, z), counter-clockwise seen from above, within about width by depth."""
    dice = random.Random(seed)  # noqa: S311 - variety, not secrets
    phases = [dice.uniform(0, 2 * math.pi) for _ in range(2)]
    found = []
    for i in range(steps):
        turn = 2 * math.pi * i / steps
        wobble = 1 + (1 - roundness) * (math.sin(2 * turn + phases[0]) * 0.6 + math.sin(3 * turn + phases[1]) * 0.5)
        found.append((math.sin(turn) * width_m / 2 * wobble, math.cos(turn) * depth_m / 2 * wobble))
    return found


def scaled(outline: Outline, factor: float) -> Outline:
    """The same outline, drawn in or out about its middle."""
    return [(x * factor, z * factor) for x, z in outline]


def disc(outline: Outline, y_m: float, *, material: str) -> Surface:
    """A level face inside the outline."""
    rim = [(x, y_m, z) for x, z in outline]
    fan: list[Panel] = [[(0.0, y_m, 0.0), a, b] for a, b in zip(rim, [*rim[1:], rim[0]], strict=True)]
    return panels(fan, material=material)


def skirt(outer: Outline, outer_m: float, inner: Outline, inner_m: float, *, material: str) -> Surface:
    """A band between two outlines of as many corners, each at its height; it faces up or outward."""
    a = [(x, outer_m, z) for x, z in outer]
    b = [(x, inner_m, z) for x, z in inner]
    ring = zip(a, [*a[1:], a[0]], [*b[1:], b[0]], b, strict=True)
    return panels([[p, q, r, s] for p, q, r, s in ring], material=material)


def kerb(outline: Outline, height_m: float, thick_m: float, *, material: str) -> list[Surface]:
    """A low rim that follows the outline, seen from outside, from above and from within."""
    reach_m = max(max(abs(x), abs(z)) for x, z in outline)
    inner = scaled(outline, 1 - thick_m / reach_m)
    return [
        skirt(outline, 0.0, outline, height_m, material=material),
        skirt(outline, height_m, inner, height_m, material=material),
        skirt(inner, height_m, inner, 0.0, material=material),
    ]
