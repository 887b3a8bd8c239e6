"""Wheels: of bicycles, wheelchairs and prams, and of cars.

A wheel rolls along Z; its hub is at the origin.
"""

import math

from app.meshes.shapes_loft import limb, loft
from app.meshes.skin import Surface
from app.meshes.surfaces import sheet

TYRE, RIM = "#2a2c2f", "#b9bec4"


def spoked_wheel(radius_m: float, width_m: float, *, detail: float) -> list[Surface]:
    """A thin wheel with a three-edged tyre and a few spokes."""
    sides, spokes = (14, 3) if detail > 0.5 else (8, 1)
    edges = [
        _circle(radius_m, -width_m / 2, sides),
        _circle(radius_m, width_m / 2, sides),
        _circle(radius_m * 0.86, 0.0, sides),
    ]
    parts = [loft([*edges, edges[0]], material=TYRE, start=False, end=False, crease_deg=50)]
    for spoke in range(spokes):
        turn = math.pi * spoke / spokes
        y, z = math.sin(turn) * radius_m * 0.9, math.cos(turn) * radius_m * 0.9
        rod, girth = [(0.0, -y, -z), (0.0, y, z)], [width_m * 0.16] * 2
        parts.append(limb(rod, girth, material=RIM, sides=3, start=False, end=False))
    return parts


def disc_wheel(radius_m: float, width_m: float, *, detail: float) -> list[Surface]:
    """A closed wheel of a car, or the small one of a pram; its rim shows on both sides."""
    sides = 10 if detail > 0.5 else 7
    tread = [_circle(radius_m, x * width_m / 2, sides) for x in (-1, 1)]
    parts = [loft(tread, material=TYRE, crease_deg=50)]
    if detail > 0.5:
        out_m = width_m / 2 + 0.01
        parts.append(sheet(_circle(radius_m * 0.62, out_m, 7)[::-1], material=RIM))
        parts.append(sheet(_circle(radius_m * 0.62, -out_m, 7), material=RIM))
    return parts


def _circle(radius_m: float, x: float, sides: int) -> list[tuple[float, float, float]]:
    turns = [2 * math.pi * side / sides for side in range(sides)]
    return [(x, radius_m * math.sin(turn), radius_m * math.cos(turn)) for turn in turns]
