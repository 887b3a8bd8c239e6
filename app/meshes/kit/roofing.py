"""What lies on flat roofs: a green roof with plants, and rows of solar panels."""

import math
import random

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Panel, bars, panels
from app.meshes.skin import Surface
from app.meshes.surfaces import blob, cylinder

BLOOMS = ("#e3b84b", "#c98aa8", "#f1efe6", "#8d7bb5")


def build_green_roof(
    *, width_m: float, depth_m: float, soil_m: float, kind: str, density: float, path: bool, seed: int, detail: float
) -> list[Surface]:
    """A planted layer with a gravel rim; a garden has shrubs and small trees, a meadow low cushions."""
    chance = random.Random(seed)  # noqa: S311 - variety, not secrets
    found = [
        bars([(0, 0, 0)], (width_m, soil_m * 0.45, depth_m), material="gravel"),
        bars([(0, 0, 0)], (width_m - 1.0, soil_m, depth_m - 1.0), material="green_roof"),
    ]
    if path:
        found.append(bars([(0, soil_m, depth_m * 0.12)], (width_m - 1.0, 0.05, 1.6), material="wood"))
    count = min(400, int(width_m * depth_m / 4 * density * (1.0 if detail >= FINE else 0.35)))
    for i in range(count):
        at = (chance.uniform(-0.5, 0.5) * (width_m - 2), soil_m, chance.uniform(-0.5, 0.5) * (depth_m - 2))
        if path and abs(at[2] - depth_m * 0.12) < 1.6:
            continue
        found += _plant(at, kind, chance, seed + i, detail)
    return found


def _plant(at: tuple[float, float, float], kind: str, chance: random.Random, seed: int, detail: float) -> list[Surface]:
    x, y, z = at
    roll = chance.random()
    if kind == "garden" and roll < 0.22:
        tall_m = chance.uniform(2.2, 3.4)
        crown = (tall_m * 0.36, tall_m * 0.34, tall_m * 0.36)
        return [
            cylinder(0.07, tall_m * 0.5, material="bark", at=at, sides=5, top_radius_m=0.05),
            blob(crown, material="foliage", at=(x, y + tall_m * 0.72, z), detail=detail, seed=seed, roughness=0.2),
        ]
    size_m = chance.uniform(0.35, 0.9) * (1.0 if kind == "garden" else 0.6)
    colour = "foliage_light" if roll < 0.5 else "foliage" if roll < 0.72 else chance.choice(BLOOMS)
    radii = (size_m, size_m * 0.55, size_m)
    return [
        blob(
            radii,
            material=colour,
            at=(x, max(y + size_m * 0.2, size_m * 0.6), z),
            detail=min(detail, 0.4),
            seed=seed,
            roughness=0.15,
        )
    ]


def build_pv_roof(
    *, width_m: float, depth_m: float, tilt_deg: float, row_m: float, height_m: float, detail: float
) -> list[Surface]:
    """Rows of panels that look to +Z, on light stands."""
    rows = max(1, int(depth_m / row_m))
    panel_m = min(1.75, row_m * 0.9)
    run_m, rise_m = panel_m * math.cos(math.radians(tilt_deg)), panel_m * math.sin(math.radians(tilt_deg))
    skins: list[Panel] = []
    backs: list[Panel] = []
    for i in range(rows):
        z = (i + 0.5) * row_m - rows * row_m / 2
        low, high = (height_m, z + run_m / 2), (height_m + rise_m, z - run_m / 2)
        count = max(1, round(width_m / 8)) if detail >= FINE else 1
        step_m = width_m / count
        for j in range(count):
            x0, x1 = j * step_m - width_m / 2 + 0.06, (j + 1) * step_m - width_m / 2 - 0.06
            quad = [(x0, low[0], low[1]), (x1, low[0], low[1]), (x1, high[0], high[1]), (x0, high[0], high[1])]
            skins.append(quad)
            backs.append([(x, y - 0.05, zz) for x, y, zz in reversed(quad)])
    found = [panels(skins, material="solar"), panels(backs, material="aluminium")]
    stands = [
        (side * width_m * 0.4, 0.0, (i + 0.5) * row_m - rows * row_m / 2 - run_m * 0.3)
        for i in range(rows)
        for side in (-1, 1)
    ]
    return [*found, bars(stands, (0.1, height_m + rise_m * 0.75, 0.1), material="aluminium")]


PARTS = (
    Part(
        "green_roof",
        N_("Ein Gründach: Wiese aus niedrigen Polstern oder Garten mit Sträuchern und kleinen Bäumen."),
        (
            Parameter("width_m", "Breite", "m", 12.0, 2.0, 120.0),
            Parameter("depth_m", "Tiefe", "m", 10.0, 2.0, 120.0),
            Parameter("soil_m", "Dicke der Schicht", "m", 0.25, 0.08, 1.2),
            Parameter("kind", "Wiese oder Garten", "choice", "meadow", choices=("meadow", "garden")),
            Parameter("density", "Dichte der Pflanzen", "share", 0.5, 0.0, 1.0),
            Parameter("path", "Mit Holzweg", "switch", False),
            Parameter("seed", "Zufallszahl für die Pflanzen", "seed", 1, 0, 9999),
        ),
        build_green_roof,
    ),
    Part(
        "pv_roof",
        N_("Reihen von Solarmodulen auf Ständern, nach Süden geneigt."),
        (
            Parameter("width_m", "Breite", "m", 8.0, 1.0, 100.0),
            Parameter("depth_m", "Tiefe", "m", 6.0, 1.0, 100.0),
            Parameter("tilt_deg", "Neigung der Module", "deg", 20.0, 5.0, 60.0),
            Parameter("row_m", "Abstand der Reihen", "m", 2.2, 1.2, 8.0),
            Parameter("height_m", "Höhe der Unterkante", "m", 0.35, 0.1, 4.0),
        ),
        build_pv_roof,
    ),
)
