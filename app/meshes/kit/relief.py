"""A town to touch: a table with its blocks in bronze, and small landmarks to put on it."""

import itertools
import math
import random
from collections.abc import Callable

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_loft import loft, rounded
from app.meshes.shapes_panels import FINE, Panel, bars, panels
from app.meshes.skin import Surface, moved, painted, tipped
from app.meshes.surfaces import box, cylinder, lathe, tube

Flat = tuple[float, float]
REACH_M, CROWD_M = 0.055, 0.13  # how far blocks stand around a place; within what places make a centre
WATER = "#4f3a20"
DEFAULT_PLACES = "-0.3 -0.6, -0.2 -0.5, -0.25 -0.3, 0.1 0.2, 0.2 0.3, 0.15 0.4, 0.3 0.35, 0.3 0.9, -0.4 0.7"
DEFAULT_WATER = "-0.7 0.1, -0.2 -0.05, 0.3 -0.2, 0.7 -0.25"


def bronze_relief(
    *, length_m: float, width_m: float, height_m: float, places: str, water: str, seed: int, detail: float
) -> list[Surface]:
    """A table with a town in relief of bronze; north is at -Z.

    Blocks stand around each of ``places``, the higher the more of these are near; ``water`` stays open.
    """
    plinth = [
        [(x, y, z) for x, z in rounded(width_m * share, length_m * share, 0.05, steps=1)]
        for y, share in ((0.0, 0.8), (height_m - 0.16, 0.86), (height_m - 0.1, 1.0), (height_m - 0.03, 1.0))
    ]
    parts = [loft(plinth, material="stone", start=False, crease_deg=20)]
    parts.append(box((width_m - 0.04, 0.03, length_m - 0.04), material="bronze", at=(0, height_m - 0.03, 0)))
    river = _points(water)
    feet, sizes = _blocks((width_m, length_m), _points(places), river, seed, detail)
    if feet:
        parts.append(bars([(x, height_m, z) for x, z in feet], sizes, material="bronze"))
    half_x, half_z = width_m / 2 - 0.03, length_m / 2 - 0.03
    held = [(max(-half_x, min(half_x, x)), max(-half_z, min(half_z, z))) for x, z in river]
    parts.append(panels(_band(held, 0.036, height_m + 0.003), material=WATER))
    if detail >= FINE:
        dice = random.Random(seed)  # noqa: S311 - dots of Braille, not secrets
        dots = [
            (-width_m * 0.4 + 0.024 * i, height_m, length_m / 2 - 0.075 + 0.016 * j)
            for i in range(int(width_m * 0.8 / 0.024))
            for j in range(2)
            if dice.random() < 0.55
        ]
        parts.append(bars(dots, (0.009, 0.006, 0.009), material="#d0a765"))
    return parts


def _points(text: str) -> list[Flat]:
    return [(float(x), float(z)) for x, z in (pair.split() for pair in text.split(","))]


def _blocks(
    table: Flat, places: list[Flat], river: list[Flat], seed: int, detail: float
) -> tuple[list[Flat], list[tuple[float, float, float]]]:
    """Return where blocks stand and their sizes: on a grid, near a place, off the water and off the edge."""
    dice = random.Random(seed)  # noqa: S311 - houses, not secrets
    step_m = 0.04 if detail >= FINE else 0.07
    columns, rows = int((table[0] - 0.12) / step_m), int((table[1] - 0.26) / step_m)
    feet, sizes = [], []
    for i, j in itertools.product(range(columns), range(rows)):
        x = (i + 0.5 - columns / 2) * step_m + dice.uniform(-0.15, 0.15) * step_m
        z = (j + 0.5 - rows / 2) * step_m + dice.uniform(-0.15, 0.15) * step_m - 0.05
        wide, deep, more = dice.uniform(0.6, 0.86), dice.uniform(0.6, 0.86), dice.uniform(0.0, 0.008)
        away = [math.hypot(x - px, z - pz) for px, pz in places]
        if min(away) > REACH_M or any(_aside(x, z, a, b) < 0.036 for a, b in itertools.pairwise(river)):
            continue
        crowd = sum(far < CROWD_M for far in away)
        feet.append((x, z))
        sizes.append((step_m * wide, 0.01 + more + min(0.034, 0.0032 * crowd), step_m * deep))
    return feet, sizes


def _aside(x: float, z: float, a: Flat, b: Flat) -> float:
    """Return how far a point is from the line between two others."""
    (ax, az), (bx, bz) = a, b
    squared = (bx - ax) ** 2 + (bz - az) ** 2 or 1.0
    share = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (z - az) * (bz - az)) / squared))
    return math.hypot(x - ax - share * (bx - ax), z - az - share * (bz - az))


def _band(line: list[Flat], width_m: float, y: float) -> list[Panel]:
    """A level strip along a line, seen from above; its pieces overlap a little at the bends."""
    found: list[Panel] = []
    for (x0, z0), (x1, z1) in itertools.pairwise(line):
        run = math.hypot(x1 - x0, z1 - z0) or 1.0
        nx, nz = -(z1 - z0) / run * width_m / 2, (x1 - x0) / run * width_m / 2
        corners = [(x0 + nx, y, z0 + nz), (x1 + nx, y, z1 + nz), (x1 - nx, y, z1 - nz), (x0 - nx, y, z0 - nz)]
        found.append(corners)
    return found


def relief_mark(*, kind: str, size_m: float, material: str, detail: float) -> list[Surface]:
    """A landmark made so small that only its shape tells what it is; ``size_m`` is its longer side."""
    made = MARKS[kind](12 if detail >= FINE else 6)
    return painted(moved(made, scale=size_m), material)


# --- landmarks, each about one metre long and all in one colour ----------------------------------------

M = "bronze"


def _town_hall(_sides: int) -> list[Surface]:
    body = bars([(0, 0, 0.1), (0, 0, -0.22)], [(1.0, 0.34, 0.3), (0.2, 0.95, 0.2)], material=M)
    return [body, *_pyramid(0.24, 0.3, (0, 0.95, -0.22)), *_saddle((1.0, 0.3), 0.34, 0.2, 0.1)]


def _church(_sides: int) -> list[Surface]:
    body = bars([(0.15, 0, 0), (-0.38, 0, 0)], [(0.7, 0.3, 0.34), (0.24, 0.7, 0.24)], material=M)
    return [body, *_pyramid(0.26, 0.7, (-0.38, 0.7, 0)), *moved(_saddle((0.7, 0.34), 0.3, 0.26, 0.0), by=(0.15, 0, 0))]


def _arena(sides: int) -> list[Surface]:
    bowl = [(0.4, 0.0), (0.46, 0.1), (0.5, 0.2), (0.44, 0.27), (0.26, 0.29), (0.24, 0.22), (0.0, 0.2)]
    return moved([lathe(bowl, material=M, sides=sides * 2)], scale=(0.84, 1, 1))


def _pithead(_sides: int) -> list[Surface]:
    legs = [[(x, 0.0, z), (0.0, 1.0, z * 0.6)] for x in (-0.12, 0.42) for z in (-0.14, 0.14)]
    found = [tube(leg, 0.035, material=M, sides=4) for leg in legs]
    wheel = tipped([cylinder(0.2, 0.05, material=M, sides=10)], by_deg=90, axis="x")
    return [*found, *moved(wheel, by=(0, 0.98, 0)), bars([(-0.35, 0, 0)], (0.3, 0.3, 0.3), material=M)]


def _castle(_sides: int) -> list[Surface]:
    feet = [(0, 0, -0.3), (-0.35, 0, 0.08), (0.35, 0, 0.08)]
    sizes = [(1.0, 0.3, 0.3), (0.3, 0.3, 0.5), (0.3, 0.3, 0.5)]
    towers = [(-0.42, 0, -0.32), (0.42, 0, -0.32)]
    caps = [piece for x, _, z in towers for piece in _pyramid(0.26, 0.24, (x, 0.5, z))]
    return [bars([*feet, *towers], [*sizes, (0.24, 0.5, 0.24), (0.24, 0.5, 0.24)], material=M), *caps]


def _theatre(_sides: int) -> list[Surface]:
    feet = [(0, 0, 0), (0, 0.3, -0.08), (0.62, 0, 0.2)]
    return [bars(feet, [(1.0, 0.3, 0.6), (0.46, 0.24, 0.36), (0.24, 0.16, 0.3)], material=M)]


def _station(_sides: int) -> list[Surface]:
    turns = [math.pi * i / 8 for i in range(9)]
    ring = [(math.cos(t) * 0.2, math.sin(t) * 0.24) for t in turns]
    roof = loft([[(x, y, z) for z, y in ring] for x in (-0.5, 0.5)], material=M)
    return [roof, bars([(0, 0, 0.3)], (0.5, 0.2, 0.18), material=M)]


def _wedge(_sides: int) -> list[Surface]:
    section = [(-0.1, 0.0), (0.16, 0.0), (-0.04, 0.26), (-0.1, 0.26)]
    front = loft([[(x, y, z) for z, y in section] for x in (-0.5, 0.5)], material=M)
    teeth = [(i * 0.19 - 0.38, 0.0, -0.22) for i in range(5)]
    return [front, bars(teeth, (0.09, 0.2, 0.24), material=M)]


def _works(sides: int) -> list[Surface]:
    stacks = [
        cylinder(0.05, h, material=M, at=(x, 0, -0.12), sides=sides, top_radius_m=0.035)
        for x, h in ((-0.3, 1.1), (-0.05, 0.9), (0.2, 1.0))
    ]
    return [*stacks, bars([(0, 0, 0.12)], (0.9, 0.24, 0.34), material=M)]


def _hall(_sides: int) -> list[Surface]:
    body = bars([(0, 0, 0), (0, 0, 0.24)], [(1.0, 0.3, 0.3), (1.0, 0.16, 0.2)], material=M)
    return [body, *_saddle((1.0, 0.3), 0.3, 0.14, 0.0)]


def _pyramid(side_m: float, rise_m: float, at: tuple[float, float, float]) -> list[Surface]:
    cap = lathe([(side_m * 0.71, 0.0), (0.0, rise_m)], material=M, sides=4, smooth=False)
    return moved(moved([cap], turn_deg=45), by=at)


def _saddle(size: Flat, eaves_m: float, rise_m: float, z: float) -> list[Surface]:
    x, half = size[0] / 2, size[1] / 2
    section = [(half, eaves_m), (0.0, eaves_m + rise_m), (-half, eaves_m)]
    return moved([loft([[(px, y, pz) for pz, y in section] for px in (-x, x)], material=M)], by=(0, 0, z))


MARKS: dict[str, Callable[[int], list[Surface]]] = {
    "town_hall": _town_hall,
    "church": _church,
    "arena": _arena,
    "pithead": _pithead,
    "castle": _castle,
    "theatre": _theatre,
    "station": _station,
    "wedge": _wedge,
    "works": _works,
    "hall": _hall,
}

PARTS = (
    Part(
        "bronze_relief",
        N_("Tastmodell"),
        N_("Tastmodell einer Stadt aus Bronze auf einem Sockel; Norden liegt hinten."),
        (
            Parameter("length_m", "Länge von Norden nach Süden", "m", 2.73, 0.5, 8.0, short=N_("Länge")),
            Parameter("width_m", "Breite", "m", 1.56, 0.5, 8.0),
            Parameter("height_m", "Höhe", "m", 0.95, 0.3, 1.4),
            Parameter(
                "places",
                "Orte, um die Häuser stehen, „x z, x z, …“",
                "points",
                DEFAULT_PLACES,
                short=N_("Orte mit Häusern"),
            ),
            Parameter(
                "water", "Verlauf des Wassers, „x z, x z, …“", "points", DEFAULT_WATER, short=N_("Verlauf des Wassers")
            ),
            Parameter("seed", "Nummer der Stadt", "seed", 1, 0, 9999),
        ),
        bronze_relief,
        search="tactile model, Bronzemodell, Stadtmodell, Relief, city model",
    ),
    Part(
        "relief_mark",
        N_("Wahrzeichen (klein)"),
        N_("Ein Wahrzeichen in klein, aus einem Material, für ein Tastmodell oder eine Karte."),
        (
            Parameter("kind", "Art", "choice", "town_hall", choices=tuple(MARKS)),
            Parameter("size_m", "Länge der längeren Seite", "m", 0.12, 0.02, 10.0),
            Parameter("material", "Material oder Farbe", "colour", "bronze"),
        ),
        relief_mark,
        search="small landmark, Relief, Modell, Miniatur, model",
    ),
)
