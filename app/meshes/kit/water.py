"""The family of water: puddles, rain, rain gardens, trenches, ponds, fountains and lifted pieces of ground."""

import math
import random

import numpy as np

from app.i18n import N_
from app.meshes.kit import ground_core
from app.meshes.kit.part import Parameter, Part, Span
from app.meshes.shapes_panels import FINE, Panel, bars, lid, panels
from app.meshes.shapes_puddle import Outline, disc, kerb, scaled, skirt, wavering
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import blob, cylinder, grid, lathe, tube

REED_M = 1.1
RAIN_STEP_M = 1.5


def build_water_surface(*, width_m: float, depth_m: float, state: str, seed: int, detail: float) -> list[Surface]:
    """Water on the ground: a dry stain, a puddle in the rain with rings, or a flood with waves."""
    steps = 24 if detail >= FINE else 12
    if state == "flooded":
        return [_waves(width_m, depth_m, seed, detail)]
    outline = wavering(width_m, depth_m, steps=steps, seed=seed, roundness=0.75)
    if state == "dry":
        return [disc(outline, 0.02, material="#c9c0ae"), disc(scaled(outline, 0.6), 0.03, material="#bdb29d")]
    found = [skirt(outline, 0.02, scaled(outline, 0.97), 0.035, material="#a9bcc4")]
    found.append(disc(scaled(outline, 0.97), 0.035, material="water_rain"))
    return found + (_rings(width_m, depth_m, seed, 0.05) if detail >= FINE else [])


def _waves(width_m: float, depth_m: float, seed: int, detail: float) -> Surface:
    rows, columns = (11, 15) if detail >= FINE else (5, 7)
    xs, zs = np.linspace(-0.5, 0.5, columns) * width_m, np.linspace(0.5, -0.5, rows) * depth_m
    x, z = np.meshgrid(xs, zs)
    edge = np.minimum(1, 6 * np.minimum(0.5 - abs(x) / width_m, 0.5 - abs(z) / depth_m))
    y = 0.03 + edge * (0.07 + 0.02 * np.sin(x * 1.7 + seed) + 0.02 * np.sin(z * 2.1 + x * 0.6))
    return grid(np.stack([x, y, z], axis=2), material="water_rain")


def _rings(width_m: float, depth_m: float, seed: int, y_m: float) -> list[Surface]:
    """Rings where drops fall."""
    dice = random.Random(seed)  # noqa: S311 - variety, not secrets
    found = []
    for _ in range(min(14, max(3, int(width_m * depth_m / 4)))):
        reach = dice.uniform(0.0, 0.33)
        turn = dice.uniform(0, 2 * math.pi)
        ring = wavering(size := dice.uniform(0.3, 0.8), size, steps=10, seed=1, roundness=1.0)
        band = skirt(ring, y_m, scaled(ring, 0.78), y_m, material="#e4f0f5")
        found += moved([band], by=(math.sin(turn) * reach * width_m, 0, math.cos(turn) * reach * depth_m))
    return found


def build_rain(
    *,
    width_m: float,
    depth_m: float,
    height_m: float,
    drops: int,
    lean_deg: float,
    colour: str,
    seed: int,
    detail: float,
) -> list[Surface]:
    """Falling streaks in a block of air above the ground.

    Every RAIN_STEP_M upward they are the same again: rain that falls by as much falls without end.
    """
    dice = random.Random(seed)  # noqa: S311 - variety, not secrets
    lean = math.tan(math.radians(lean_deg))
    layers = max(1, int(height_m / RAIN_STEP_M))
    found: list[Panel] = []
    for _ in range(max(1, int(drops * (1.0 if detail >= FINE else 0.4) / layers))):
        x, z = dice.uniform(-0.5, 0.5) * width_m, dice.uniform(-0.5, 0.5) * depth_m
        long_m, foot_m = dice.uniform(0.5, 1.1), dice.uniform(0.0, RAIN_STEP_M)
        turn = dice.uniform(0, math.pi)
        dx, dz = math.cos(turn) * 0.022, math.sin(turn) * 0.022
        for layer in range(layers):
            y = foot_m + layer * RAIN_STEP_M
            streak = [(x - dx, y, z - dz), (x + dx, y, z + dz), (x + lean * long_m, y + long_m, z)]
            found += [streak, streak[::-1]]
    return [panels(found, material=colour)]


def build_rain_garden(
    *, width_m: float, depth_m: float, state: str, plants: float, seed: int, detail: float
) -> list[Surface]:
    """A planted hollow with a stone rim; in heavy rain it stands under water, which then seeps away."""
    outline = wavering(width_m, depth_m, steps=24 if detail >= FINE else 12, seed=seed, roundness=0.85)
    found = kerb(outline, 0.16, 0.22, material="stone")
    inner = scaled(outline, 1 - 0.22 / max(width_m, depth_m) * 2)
    pool = scaled(outline, {"dry": 0.0, "heavy_rain": 0.62, "flooded": 0.86}[state] or 0.3)
    found.append(skirt(inner, 0.1, pool, 0.05, material="meadow"))
    found.append(disc(pool, 0.05, material="gravel" if state == "dry" else "water"))
    found += _rings(width_m * 0.7, depth_m * 0.7, seed, 0.07) if state != "dry" and detail >= FINE else []
    return found + _planting(outline, plants, seed, detail)


def _planting(outline: Outline, plants: float, seed: int, detail: float) -> list[Surface]:
    """Tufts of reed and cushions with blossoms along the rim."""
    dice = random.Random(seed + 7)  # noqa: S311 - variety, not secrets
    found: list[Surface] = []
    count = int(len(outline) * 1.6 * plants * (1.0 if detail >= FINE else 0.5))
    for i in range(count):
        x, z = dice.choice(outline)
        reach = dice.uniform(0.58, 0.86)
        at = (x * reach, 0.06, z * reach)
        if dice.random() < 0.55:
            found += moved([_reed(dice.uniform(0.7, 1.0) * REED_M, seed + i, detail)], by=at)
            continue
        size_m = dice.uniform(0.22, 0.4)
        colour = dice.choice(("foliage", "foliage_light", "#8d7bb5", "#e3b84b"))
        found.append(
            blob((size_m, size_m * 0.8, size_m), material=colour, at=(at[0], size_m * 0.85, at[2]), detail=0.4, seed=i)
        )
    return found


def _reed(height_m: float, seed: int, detail: float) -> Surface:
    """A tuft of blades that lean outward."""
    dice = random.Random(seed)  # noqa: S311 - variety, not secrets
    found: list[Panel] = []
    for i in range(7 if detail >= FINE else 4):
        turn, lean = i * 2.4 + dice.random(), dice.uniform(0.15, 0.4) * height_m
        dx, dz = math.cos(turn), math.sin(turn)
        blade = [(-dz * 0.035, 0.0, dx * 0.035), (dz * 0.035, 0.0, -dx * 0.035), (dx * lean, height_m, dz * lean)]
        found += [blade, blade[::-1]]
    return panels(found, material="foliage_light" if seed % 2 else "foliage")


def build_infiltration_trench(
    *, length_m: float, width_m: float, state: str, plants: float, seed: int, detail: float
) -> list[Surface]:
    """A straight swale along X: kerbs with gaps, grass banks, a bed of gravel that drinks the water."""
    half_m, bed_m = length_m / 2, width_m * 0.42
    z = width_m / 2
    gaps = max(1, round(length_m / 2.5))
    step_m = length_m / gaps
    stones = [((i + 0.5) * step_m - half_m, 0.0, side * (z - 0.08)) for i in range(gaps) for side in (-1, 1)]
    banks: list[Panel] = [
        [(-half_m, 0.12, z - 0.1), (half_m, 0.12, z - 0.1), (half_m, 0.04, bed_m / 2), (-half_m, 0.04, bed_m / 2)],
        [(half_m, 0.12, -z + 0.1), (-half_m, 0.12, -z + 0.1), (-half_m, 0.04, -bed_m / 2), (half_m, 0.04, -bed_m / 2)],
    ]
    bed = lid((length_m, bed_m), material="gravel" if state == "dry" else "water", at=(0, 0.04, 0))
    found = [bars(stones, (step_m - 0.3, 0.15, 0.16), material="stone"), panels(banks, material="grass"), bed]
    found.append(bars([(-half_m, 0, 0), (half_m, 0, 0)], (0.16, 0.15, width_m - 0.32), material="stone"))
    if state != "dry" and detail >= FINE:
        found += _rings(length_m * 0.9, bed_m * 0.8, seed, 0.06)
    dice = random.Random(seed)  # noqa: S311 - variety, not secrets
    for i in range(int(length_m * 1.5 * plants * (1.0 if detail >= FINE else 0.4))):
        at = (dice.uniform(-0.47, 0.47) * length_m, 0.06, dice.choice((-1, 1)) * dice.uniform(0.26, 0.4) * width_m)
        found += moved([_reed(dice.uniform(0.5, 0.9) * REED_M, i, detail)], by=at)
    return found


def build_permeable_paving(*, width_m: float, depth_m: float, edge: bool, detail: float) -> list[Surface]:
    """Paving with open joints through which rain seeps, with an edge of flat stones."""
    found = [bars([(0, 0, 0)], (width_m, 0.03, depth_m), material="permeable_paving")]
    if edge and detail >= FINE:
        rims = [(0, 0, s * (depth_m / 2 - 0.08)) for s in (-1, 1)]
        sides = [(s * (width_m / 2 - 0.08), 0, 0) for s in (-1, 1)]
        found.append(bars(rims, (width_m, 0.045, 0.16), material="stone"))
        found.append(bars(sides, (0.16, 0.045, depth_m - 0.32), material="stone"))
    return found


def build_pond(*, width_m: float, depth_m: float, reeds: float, lilies: int, seed: int, detail: float) -> list[Surface]:
    """A pond or a lake with a soft bank, reeds and water lilies."""
    outline = wavering(width_m, depth_m, steps=32 if detail >= FINE else 14, seed=seed, roundness=0.88)
    water = scaled(outline, 0.95)
    found = [skirt(outline, 0.0, water, 0.06, material="meadow"), disc(water, 0.05, material="water")]
    dice = random.Random(seed)  # noqa: S311 - variety, not secrets
    for i in range(int(len(outline) * reeds * 2 * (1.0 if detail >= FINE else 0.4))):
        x, z = dice.choice(outline)
        reach = dice.uniform(0.9, 0.97)
        found += moved([_reed(dice.uniform(0.8, 1.4) * REED_M, i, detail)], by=(x * reach, 0.02, z * reach))
    for _ in range(lilies if detail >= FINE else 0):
        x, z = dice.choice(outline)
        reach = dice.uniform(0.5, 0.8)
        leaf = wavering(0.7, 0.7, steps=8, seed=1, roundness=1.0)
        found += moved([disc(leaf, 0.08, material="foliage")], by=(x * reach, 0, z * reach))
    return found


def build_fountain(*, radius_m: float, jets: int, jet_m: float, water: bool, detail: float) -> list[Surface]:
    """A round basin with a bowl in its middle and jets that fall back into it."""
    sides = 24 if detail >= FINE else 12
    r = radius_m
    rim = [(r, 0), (r, 0.5), (r - 0.3, 0.5), (r - 0.3, 0.15)]
    found = [lathe(rim, material="stone", sides=sides)]
    level = "water" if water else "concrete"
    found.append(cylinder(r - 0.3, 0.36 if water else 0.16, material=level, sides=sides))
    found.append(cylinder(0.25, 1.0, material="stone", sides=8))
    bowl = [(0.2, 0.95), (0.75, 1.2), (0.75, 1.28), (0.0, 1.2)]
    found.append(lathe(bowl, material="stone", sides=sides))
    if not water:
        return found
    for i in range(jets):
        turn = 2 * math.pi * i / jets
        reach = (r - 0.7) * 0.8
        arc = [
            (math.sin(turn) * reach * s, 1.25 - 0.87 * s + jet_m * 4 * s * (1 - s), math.cos(turn) * reach * s)
            for s in (0, 0.15, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1.0)
        ]
        found.append(tube(arc, 0.03, material="water_clear", sides=4, closed=False))
    return found


def build_umbrella(*, colour: str, radius_m: float, height_m: float, lean_deg: float, detail: float) -> list[Surface]:
    """An open umbrella as one holds it; its stick ends at the height of a hand."""
    sides = 8 if detail >= FINE else 6
    top, low = height_m, height_m - radius_m * 0.42
    profile = [(radius_m, low), (radius_m * 0.62, low + radius_m * 0.27), (0.0, top)]
    found = [
        lathe(profile, material=colour, sides=sides),
        lathe([(0, top - 0.02), (radius_m, low - 0.01)], material=colour, sides=sides),
    ]
    lean = math.tan(math.radians(lean_deg)) * (height_m - 1.0)
    found = moved(found, by=(lean, 0, 0))
    return [*found, tube([(0, 1.0, 0), (lean, top + 0.12, 0)], 0.014, material="steel_dark", sides=4)]


STATE = Parameter("state", "Zustand des Wassers", "choice", "dry", choices=("dry", "heavy_rain", "flooded"))
SEED = Parameter("seed", "Zufallszahl", "seed", 1, 0, 9999)
PLANTS = Parameter("plants", "Dichte der Pflanzen", "share", 0.6, 0.0, 1.0)


def _m(name: str, what: str, default: float, low: float, high: float, spans: Span | None = None) -> Parameter:
    return Parameter(name, what, "m", default, low, high, spans=spans)


PARTS = (
    Part(
        "water_surface",
        N_("Pfütze"),
        N_("Wasser auf dem Boden: trockener Fleck, Pfütze im Starkregen oder Überflutung."),
        (_m("width_m", "Breite", 6.0, 0.5, 120.0), _m("depth_m", "Tiefe", 4.0, 0.5, 120.0), STATE, SEED),
        build_water_surface,
        search="puddle, Wasser, Regen, Überflutung, Starkregen, water, flood",
    ),
    Part(
        "rain",
        N_("Regen"),
        N_("Fallender Regen in einem Luftraum über dem Boden."),
        (
            _m("width_m", "Breite", 12.0, 1.0, 60.0),
            _m("depth_m", "Tiefe", 10.0, 1.0, 60.0),
            _m("height_m", "Höhe", 8.0, 2.0, 20.0),
            Parameter("drops", "Zahl der Tropfen", "count", 220, 10, 1500),
            Parameter("lean_deg", "Schräge durch Wind", "deg", 8.0, 0.0, 40.0),
            Parameter("colour", "Farbe oder Material", "colour", "rain"),
            SEED,
        ),
        build_rain,
        search="rain, Starkregen, Wetter, heavy rain, weather",
    ),
    Part(
        "rain_garden",
        N_("Regengarten"),
        N_("Ein Regengarten: bepflanzte Mulde mit Steinrand, die Regenwasser aufnimmt."),
        (_m("width_m", "Breite", 6.0, 1.5, 40.0), _m("depth_m", "Tiefe", 4.0, 1.5, 40.0), STATE, PLANTS, SEED),
        build_rain_garden,
        search="rain garden, Mulde, Versickerung, Schwammstadt, sponge city, swale",
    ),
    Part(
        "infiltration_trench",
        N_("Versickerungsmulde"),
        N_("Eine Versickerungsmulde mit Kiesbett, Grasböschung und Bordsteinen mit Lücken."),
        (
            _m("length_m", "Länge", 10.0, 2.0, 80.0, spans="width"),
            _m("width_m", "Breite", 2.4, 1.0, 8.0, spans="depth"),
            STATE,
            PLANTS,
            SEED,
        ),
        build_infiltration_trench,
        search="swale, Rigole, Graben, Schwammstadt, infiltration trench, sponge city",
    ),
    Part(
        "permeable_paving",
        N_("Fugenpflaster"),
        N_("Pflaster mit offenen Fugen, durch die Regen versickert."),
        (
            _m("width_m", "Breite", 8.0, 0.5, 80.0),
            _m("depth_m", "Tiefe", 6.0, 0.5, 80.0),
            Parameter("edge", "Mit Steinkante", "switch", True),
        ),
        build_permeable_paving,
        search="permeable paving, Pflaster, Versickerung, Schwammstadt, sponge city",
    ),
    Part(
        "pond",
        N_("Teich"),
        N_("Ein Teich oder See mit Schilf und Seerosen."),
        (
            _m("width_m", "Breite", 20.0, 2.0, 260.0),
            _m("depth_m", "Tiefe", 12.0, 2.0, 120.0),
            Parameter("reeds", "Dichte des Schilfs", "share", 0.5, 0.0, 1.0),
            Parameter("lilies", "Zahl der Seerosen", "count", 12, 0, 60),
            SEED,
        ),
        build_pond,
        search="pond, See, Wasser, Schilf, lake, water",
    ),
    Part(
        "fountain",
        N_("Brunnen"),
        N_("Ein runder Brunnen mit Schale und Wasserstrahlen."),
        (
            _m("radius_m", "Halbmesser", 2.2, 1.6, 8.0),
            Parameter("jets", "Zahl der Strahlen", "count", 8, 0, 24),
            _m("jet_m", N_("Höhe der Strahlen"), 1.0, 0.2, 2.5),
            Parameter("water", "Mit Wasser", "switch", True),
        ),
        build_fountain,
        search="fountain, Springbrunnen, Wasser, Wasserspiel, water",
    ),
    Part(
        "umbrella",
        N_("Regenschirm"),
        N_("Ein aufgespannter Regenschirm, wie man ihn hält."),
        (
            Parameter("colour", "Farbe", "colour", "#d23f2a"),
            _m("radius_m", "Halbmesser", 0.55, 0.3, 1.5),
            _m("height_m", N_("Höhe der Spitze"), 2.1, 1.4, 3.0),
            Parameter("lean_deg", "Neigung", "deg", 8.0, 0.0, 40.0),
        ),
        build_umbrella,
        search="umbrella, Schirm, Regen, rain",
    ),
    *ground_core.PARTS,
)
