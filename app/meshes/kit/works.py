"""What stood in a steelworks: chimneys, blast furnace, gas holder, engines, and the water tower that is still there."""

import itertools
import math
import random

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, bars
from app.meshes.skin import Surface, moved, tipped
from app.meshes.surfaces import blob, cylinder, lathe, tube

IRON = "#6e7276"
SMOKE = "#c9c6c0"


def build_chimney(
    *, height_m: float, foot_m: float, walls: str, smoke: bool, seed: int, detail: float
) -> list[Surface]:
    """A tapering round stack with a collar; the smoke drifts to the east."""
    foot, top, sides = foot_m / 2, foot_m * 0.29, 14 if detail >= FINE else 8
    profile = [(foot * 1.25, 0.0), (foot * 1.25, height_m * 0.05), (foot, height_m * 0.055), (top, height_m * 0.94)]
    collar = [(top, height_m * 0.94), (top * 1.3, height_m * 0.955), (top * 1.3, height_m * 0.98), (top, height_m)]
    found = [
        lathe(profile, material=walls, sides=sides),
        lathe([*collar, (top * 0.75, height_m)], material="stone", sides=sides),
        lathe([(top * 0.75, height_m), (0.0, height_m - 0.2)], material="#3a3836", sides=sides),
    ]
    if detail >= FINE:
        hoops = [height_m * share for share in (0.3, 0.5, 0.7, 0.85)]
        radii = [foot + (top - foot) * (y / height_m - 0.055) / 0.885 for y in hoops]
        found += [
            lathe([(r + 0.02, y), (r + 0.1, y + 0.1), (r + 0.02, y + 0.35)], material=IRON, sides=sides)
            for r, y in zip(radii, hoops, strict=True)
        ]
    return found + (_smoke(top, height_m, seed, detail) if smoke else [])


def _smoke(radius_m: float, height_m: float, seed: int, detail: float) -> list[Surface]:
    chance = random.Random(seed)  # noqa: S311 - variety, not secrets
    found = []
    for i in range(6):
        size_m = radius_m * (1.5 + 0.85 * i)
        at = (i * size_m * 1.05, height_m + size_m * 0.6 + i * size_m * 0.42, chance.uniform(-0.4, 0.4) * size_m)
        found.append(
            blob(
                (size_m * 1.25, size_m * 0.85, size_m),
                material=SMOKE,
                at=at,
                detail=detail,
                seed=seed + i,
                roughness=0.2,
            )
        )
    return found


def build_blast_furnace(*, height_m: float, stoves: int, detail: float) -> list[Surface]:
    """Furnace in its frame, hot stoves beside it, the skip hoist, and the gas pipe that bends over all."""
    h, sides = height_m, 16 if detail >= FINE else 8
    body = [(0.13, 0), (0.13, 0.12), (0.16, 0.3), (0.17, 0.38), (0.11, 0.62), (0.1, 0.68), (0.05, 0.72), (0.05, 0.8)]
    found = [lathe([(r * h, y * h) for r, y in [*body, (0.0, 0.8)]], material="rust", sides=sides)]
    found += _frame_round(0.21 * h, (0.2, 0.45, 0.68), h, detail)
    for i in range(stoves):
        x = (0.42 + 0.19 * i) * h
        stove = [(0.075, 0), (0.075, 0.52), (0.082, 0.53), (0.07, 0.6), (0.04, 0.64), (0.0, 0.655)]
        found.append(lathe([(r * h, y * h) for r, y in stove], material=IRON, at=(x, 0, -0.05 * h), sides=sides))
    top = [(0, 0.79 * h, 0), (0, 0.95 * h, 0), (0.12 * h, 1.0 * h, 0), (0.3 * h, 0.86 * h, 0.02 * h)]
    dust = [(0.3 * h, 0.5 * h, 0.12 * h), (0.3 * h, 0.86 * h, 0.02 * h)]
    found.append(tube(top, 0.028 * h, material="rust", sides=8))
    found.append(tube([dust[0], dust[1]], 0.03 * h, material="rust", sides=8))
    found.append(cylinder(0.055 * h, 0.3 * h, material="rust", at=(0.3 * h, 0.22 * h, 0.12 * h), sides=sides))
    main = [(0.18 * h, 0.2 * h, -0.05 * h), ((0.42 + 0.19 * stoves) * h, 0.2 * h, -0.05 * h)]
    found.append(tube(main, 0.025 * h, material="rust", sides=6))
    return found + _hoist(h)


def _frame_round(reach_m: float, decks: tuple[float, ...], height_m: float, detail: float) -> list[Surface]:
    w = 0.014 * height_m
    feet = [(x * reach_m, 0.0, z * reach_m) for x in (-1, 1) for z in (-1, 1)]
    found = [bars(feet, (w, 0.7 * height_m, w), material="rust")]
    found.append(
        bars(
            [(0, share * height_m, 0) for share in decks],
            (2.3 * reach_m, w * 0.8, 2.3 * reach_m),
            material=IRON,
            bottom=True,
        )
    )
    if detail < FINE:
        return found
    rails = [
        (x, share * height_m + w * 0.8, z) for share in decks for x, z in ((0, 1.14 * reach_m), (0, -1.14 * reach_m))
    ]
    return [*found, bars(rails, (2.3 * reach_m, 1.1, 0.1), material=IRON)]


def _hoist(height_m: float) -> list[Surface]:
    low, high = (-0.62 * height_m, 0.018 * height_m), (-0.03 * height_m, 0.82 * height_m)
    found = [
        tube([(low[0], low[1], z), (high[0], high[1], z)], 0.016 * height_m, material="rust", sides=4)
        for z in (-0.035 * height_m, 0.035 * height_m)
    ]
    feet = [(low[0] + (high[0] - low[0]) * share, 0.0, 0.0) for share in (0.35, 0.65)]
    sizes = [(0.02 * height_m, high[1] * share, 0.08 * height_m) for share in (0.35, 0.65)]
    return [*found, bars(feet, sizes, material="rust")]


def build_water_tower(*, height_m: float, radius_m: float, legs: int, colour: str, detail: float) -> list[Surface]:
    """A tank on braced steel legs with a gallery round it; it is never wider than two fifths of its height."""
    radius_m = min(radius_m, height_m * 0.2)
    tank_m, sides = radius_m * 2.1, 16 if detail >= FINE else 10
    foot_m = height_m - tank_m
    profile = [(0.0, foot_m - radius_m * 0.5), (radius_m * 0.6, foot_m - radius_m * 0.32), (radius_m, foot_m)]
    profile += [(radius_m, foot_m + radius_m * 1.6), (radius_m * 0.15, height_m - 0.5), (radius_m * 0.15, height_m)]
    found = [lathe([*profile, (0.0, height_m)], material=colour, sides=sides)]
    ring = [
        (radius_m, foot_m - 0.1),
        (radius_m + 1.1, foot_m - 0.1),
        (radius_m + 1.1, foot_m + 0.1),
        (radius_m, foot_m + 0.1),
    ]
    found.append(lathe(ring, material=IRON, sides=sides))
    turns = [2 * math.pi * i / legs for i in range(legs)]
    feet = [(math.sin(t) * radius_m * 1.25, math.cos(t) * radius_m * 1.25) for t in turns]
    heads = [(math.sin(t) * radius_m * 0.92, math.cos(t) * radius_m * 0.92) for t in turns]

    def on(leg: int, share: float) -> tuple[float, float, float]:
        (x0, z0), (x1, z1) = feet[leg % legs], heads[leg % legs]
        return (x0 + (x1 - x0) * share, 0.16 + (foot_m - 0.16) * share, z0 + (z1 - z0) * share)

    found += [tube([on(i, 0), on(i, 1)], 0.28, material=IRON, sides=4) for i in range(legs)]
    levels = (0.0, 0.33, 0.66, 1.0) if detail >= FINE else (0.0, 1.0)
    for low, high in itertools.pairwise(levels):
        for i in range(legs):
            found.append(tube([on(i, low), on(i + 1, high)], 0.09, material=IRON, sides=3, closed=False))
            found.append(tube([on(i, high), on(i + 1, high)], 0.12, material=IRON, sides=3, closed=False))
    return [*found, cylinder(0.5, foot_m, material=IRON, sides=8)]


def build_gas_holder(*, height_m: float, radius_m: float, detail: float) -> list[Surface]:
    """A round gas holder with ribs, rings and a flat dome."""
    sides = 24 if detail >= FINE else 12
    profile = [(radius_m, 0), (radius_m, height_m * 0.92), (radius_m * 0.5, height_m * 0.98), (0.0, height_m)]
    found = [lathe(profile, material=IRON, sides=sides)]
    if detail < FINE:
        return found
    for share in (0.2, 0.4, 0.6, 0.8, 0.915):
        y = height_m * share
        hoop = [(radius_m, y), (radius_m + 0.7, y + 0.05), (radius_m + 0.7, y + 0.3), (radius_m, y + 0.35)]
        found.append(lathe(hoop, material="#85898c", sides=sides))
    rib = [bars([(0, 0, radius_m + 0.15)], (0.5, height_m * 0.92, 0.5), material="#85898c")]
    for i in range(12):
        found += moved(rib, turn_deg=i * 30)
    return found


def build_gas_engine(*, length_m: float, wheel_m: float, colour: str, detail: float) -> list[Surface]:
    """A lying gas engine along X: cylinders in a row, a spoked flywheel, and rails round it."""
    radius_m, sides = wheel_m / 2, 24 if detail >= FINE else 12
    run_m = length_m - wheel_m * 0.7
    x0 = -length_m / 2
    found = [
        bars([(x0 + run_m / 2, 0, 0)], (run_m, 0.7, 2.4), material="stone"),
        bars([(x0 + run_m * 0.5, 0.7, 0)], (run_m * 0.94, 0.5, 1.5), material=colour),
    ]
    drum = [(0.0, 0.0), (0.85, 0.0), (0.95, 0.25), (0.95, 0.45), (0.72, 0.55), (0.72, 1.0)]
    for share in (0.06, 0.38):
        body = [(r, y * run_m * 0.28) for r, y in [*drum, (0.95, 1.05), (0.95, 1.25), (0.0, 1.25)]]
        lying = tipped([lathe(body, material=colour, sides=sides // 2)], by_deg=-90, axis="z")
        found += moved(lying, by=(x0 + run_m * share, 1.75, 0))
    rod = [(x0 + run_m * 0.3, 1.75, 0), (x0 + run_m * 0.7, 1.75, 0), (length_m / 2 - radius_m, radius_m, 0)]
    found.append(tube(rod, 0.2, material="steel", sides=8))
    wheel = _flywheel(radius_m, colour, sides)
    found += moved(wheel, by=(length_m / 2 - radius_m, radius_m, 0.5))
    rails = [(x0 + run_m / 2, 1.0, z) for z in (-1.7, 1.7)]
    found.append(bars(rails, (run_m, 0.06, 0.06), material="steel_dark", bottom=True))
    posts = [(x0 + run_m * i / 6, 0.0, z) for i in range(7) for z in (-1.7, 1.7)]
    return [*found, bars(posts, (0.06, 1.0, 0.06), material="steel_dark")] if detail >= FINE else found


def _flywheel(radius_m: float, colour: str, sides: int) -> list[Surface]:
    """An upright wheel that turns about the Z axis."""
    rim_m = radius_m * 0.14
    ring = [
        (radius_m - rim_m, -0.3),
        (radius_m, -0.3),
        (radius_m, 0.3),
        (radius_m - rim_m, 0.3),
        (radius_m - rim_m, -0.3),
    ]
    flat = [
        lathe(ring, material=colour, sides=sides),
        cylinder(radius_m * 0.16, 0.9, material="steel", at=(0, -0.45, 0)),
    ]
    spoke = [bars([(0, -0.1, radius_m * 0.48)], (radius_m * 0.1, 0.2, radius_m * 0.8), material=colour, bottom=True)]
    for i in range(6):
        flat += moved(spoke, turn_deg=i * 60)
    return tipped(flat, by_deg=90, axis="x")


PARTS = (
    Part(
        "chimney",
        N_("Schornstein"),
        N_("Ein gemauerter Schornstein, auf Wunsch mit Rauch."),
        (
            Parameter("height_m", "Höhe", "m", 40.0, 8.0, 120.0),
            Parameter("foot_m", "Durchmesser am Fuß", "m", 4.0, 1.0, 12.0),
            Parameter("walls", "Farbe oder Material", "colour", "brick"),
            Parameter("smoke", "Mit Rauch", "switch", False),
            Parameter("seed", "Zufallszahl für den Rauch", "seed", 1, 0, 9999, short=N_("Zufallszahl")),
        ),
        build_chimney,
        search="chimney, Schlot, Rauch, smokestack",
    ),
    Part(
        "blast_furnace",
        N_("Hochofen"),
        N_("Ein Hochofen mit Winderhitzern, Schrägaufzug und Gichtgasrohr."),
        (
            Parameter("height_m", "Höhe", "m", 50.0, 15.0, 90.0),
            Parameter("stoves", "Zahl der Winderhitzer", "count", 3, 0, 5),
        ),
        build_blast_furnace,
        search="blast furnace, Stahlwerk, Industrie, steelworks",
    ),
    Part(
        "water_tower",
        N_("Wasserturm"),
        N_("Ein stählerner Wasserturm auf verstrebten Beinen."),
        (
            Parameter("height_m", "Höhe", "m", 38.0, 10.0, 70.0),
            Parameter("radius_m", "Halbmesser des Behälters", "m", 4.5, 1.5, 12.0),
            Parameter("legs", "Zahl der Beine", "count", 6, 3, 12),
            Parameter("colour", "Farbe oder Material des Behälters", "colour", "steel", short=N_("Behälter")),
        ),
        build_water_tower,
        search="water tower, Behälter, tank",
    ),
    Part(
        "gas_holder",
        N_("Gasbehälter"),
        N_("Ein runder Gasbehälter, wie er neben Hochöfen stand."),
        (
            Parameter("height_m", "Höhe", "m", 45.0, 10.0, 120.0),
            Parameter("radius_m", "Halbmesser", "m", 15.0, 4.0, 40.0),
        ),
        build_gas_holder,
        search="gas holder, Gasometer",
    ),
    Part(
        "gas_engine",
        N_("Gasmaschine"),
        N_("Eine liegende Gasmaschine mit großem Schwungrad."),
        (
            Parameter("length_m", "Länge", "m", 16.0, 6.0, 30.0, spans="width"),
            Parameter("wheel_m", "Durchmesser des Schwungrads", "m", 6.0, 2.0, 9.0, short=N_("Schwungrad")),
            Parameter("colour", "Farbe", "colour", "#4d6a5c"),
        ),
        build_gas_engine,
        search="gas engine, Schwungrad, flywheel",
    ),
)
