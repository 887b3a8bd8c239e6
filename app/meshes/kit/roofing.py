"""What lies on flat roofs: a green roof with plants, and rows of solar panels."""

import math
import random

from app.i18n import N_
from app.meshes.kit.leafage import bush, mat
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Panel, bars, panels
from app.meshes.skin import Surface
from app.meshes.surfaces import cylinder

HERBS = ("#8aa04c", "#a3a65a")  # grasses; herbs
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
    count = min(240, int(width_m * depth_m / 4 * density * (1.0 if detail >= FINE else 0.35)))
    spots = [
        (chance.uniform(-0.5, 0.5) * (width_m - 2), soil_m, chance.uniform(-0.5, 0.5) * (depth_m - 2))
        for _ in range(count)
    ]
    free = [spot for spot in spots if not path or abs(spot[2] - depth_m * 0.12) > 1.6]
    shrubs = free[: len(free) // 4] if kind == "garden" else []
    herbs = free[len(shrubs) :]
    for i, spot in enumerate(shrubs):
        found += _shrub(spot, chance, seed + i, detail)
    for i, leaves in enumerate(HERBS if herbs else ()):
        own = herbs[i :: len(HERBS)]
        if own:
            size_m = (0.8 if kind == "garden" else 0.5) * (1.15 - 0.3 * i)
            found.append(mat(own, size_m, leaves=leaves, seed=seed + i, kind="blades"))
    for bloom in BLOOMS if detail >= FINE and herbs else ():
        heads = [(x + chance.uniform(-0.3, 0.3), y + 0.3, z) for x, y, z in herbs if chance.random() < 0.4]
        if heads:
            found.append(bars(heads, (0.16, 0.1, 0.16), material=bloom))
    return found


def _shrub(at: tuple[float, float, float], chance: random.Random, seed: int, detail: float) -> list[Surface]:
    """A shrub, or every third time a small tree on a stem."""
    x, y, z = at
    if chance.random() < 0.34:
        tall_m = chance.uniform(2.2, 3.4)
        crown = (tall_m * 0.34, tall_m * 0.32, tall_m * 0.34)
        middle, count = (x, y + tall_m * 0.7, z), 22 if detail >= FINE else 9
        stem = cylinder(0.07, tall_m * 0.55, material="bark", at=at, sides=5, top_radius_m=0.05)
        return [stem, *bush(crown, leaves="foliage", at=middle, count=count, size_m=tall_m * 0.32, seed=seed)]
    size_m = chance.uniform(0.45, 0.9)
    radii, middle = (size_m, size_m * 0.7, size_m), (x, y + size_m * 0.5, z)
    leaves = "foliage_light" if chance.random() < 0.5 else "foliage"
    return bush(radii, leaves=leaves, at=middle, count=8 if detail >= FINE else 5, size_m=size_m * 1.1, seed=seed)


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
        N_("Gründach"),
        N_("Ein Gründach: Wiese aus niedrigen Polstern oder Garten mit Sträuchern und kleinen Bäumen."),
        (
            Parameter("width_m", "Breite", "m", 12.0, 2.0, 120.0),
            Parameter("depth_m", "Tiefe", "m", 10.0, 2.0, 120.0),
            Parameter("soil_m", "Dicke der Schicht", "m", 0.25, 0.08, 1.2),
            Parameter("kind", "Wiese oder Garten", "choice", "meadow", choices=("meadow", "garden")),
            Parameter("density", "Dichte der Pflanzen", "share", 0.5, 0.0, 1.0),
            Parameter("path", "Mit Holzweg", "switch", False),
            Parameter("seed", "Zufallszahl für die Pflanzen", "seed", 1, 0, 9999, short=N_("Nummer des Wuchses")),
        ),
        build_green_roof,
        search="green roof, Dachbegrünung, Dachgarten, roof garden, planted roof",
    ),
    Part(
        "pv_roof",
        N_("Solarmodule"),
        N_("Reihen von Solarmodulen auf Ständern, nach Süden geneigt."),
        (
            Parameter("width_m", "Breite", "m", 8.0, 1.0, 100.0),
            Parameter("depth_m", "Tiefe", "m", 6.0, 1.0, 100.0),
            Parameter("tilt_deg", "Neigung der Module", "deg", 20.0, 5.0, 60.0),
            Parameter("row_m", "Abstand der Reihen", "m", 2.2, 1.2, 8.0),
            Parameter("height_m", "Höhe der Unterkante", "m", 0.35, 0.1, 4.0),
        ),
        build_pv_roof,
        search="solar panels, Photovoltaik, PV, Solardach, Strom, photovoltaics, solar roof",
    ),
)
