"""A town house of about 1900: stucco bands, cornice and shop front, run-down or renovated."""

import itertools
import math
import random

from app.i18n import N_
from app.meshes.kit.houses import gable
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Opening, bars, moulding, panels, rows_of, wall
from app.meshes.skin import Surface, moved

GROUND_M = 4.3
PANE = (1.15, 2.1)
SILL_M = 0.75
SHOP_PANE = (2.5, 2.7)
STUCCO = "#efe9dc"
SOOT = "#8f8a80"


def build_gruenderzeit(
    *, width_m: float, depth_m: float, storeys: int, storey_m: float, axes: int, walls: str,
    roof: str, state: str, shop: bool, dormer: bool, seed: int, detail: float,
) -> list[Surface]:  # fmt: skip
    """Build the house with its street front to +Z; storeys count the ground floor."""
    fresh = state == "renovated"
    trim = STUCCO if fresh else SOOT
    feet_m = [GROUND_M + level * storey_m + SILL_M for level in range(storeys - 1)]
    eaves_m = GROUND_M + (storeys - 1) * storey_m + 0.7
    openings = rows_of(width_m, axes, feet_m, PANE, leaves=(2, 2))
    closed, lit = _boarded(openings, fresh, seed)
    ground = _ground_floor(width_m, axes, shop)
    front = wall((width_m, eaves_m), lit + ground, material=walls, detail=detail)
    front += _boards(closed)
    front += _trim(width_m, eaves_m, openings, feet_m, trim, detail)
    front += _shop_front(width_m, ground, fresh) if shop and detail >= FINE else []
    front += [] if fresh else _patches(width_m, eaves_m, seed)
    found = moved(front, by=(0, 0, depth_m / 2))
    found += _other_walls((width_m, eaves_m, depth_m), axes, feet_m, walls, detail)
    rise_m = depth_m / 2 * math.tan(math.radians(38))
    slabs = gable((width_m, depth_m), eaves_m, rise_m, material=roof, walls=walls, overhang_m=0.05)
    found += slabs + (_dormers(width_m, depth_m, eaves_m, axes, walls) if dormer else [])
    stack = [(width_m * 0.3, eaves_m + rise_m - 0.8, 0.0)]
    return [*found, bars(stack, (1.3, 1.9, 0.6), material="brick")]


def _ground_floor(width_m: float, axes: int, shop: bool) -> list[Opening]:
    """Shop windows with the house door at the right, or windows and a door."""
    door = Opening(width_m / 2 - width_m / axes / 2, 0.0, 1.3, 3.1, 0.35, 2, 1)
    if not shop:
        step_m = width_m / axes
        middles = [(i + 0.5) * step_m - width_m / 2 for i in range(axes - 1)]
        return [Opening(x, 1.2, *PANE, 0.25, 2, 2) for x in middles] + [door]
    free_m = width_m - width_m / axes - 0.3
    count = max(1, int(free_m / 3.0))
    pane_m = min(SHOP_PANE[0], free_m / count - 0.4)
    return [
        Opening(-width_m / 2 + 0.3 + (i + 0.5) * free_m / count, 0.45, pane_m, SHOP_PANE[1], 0, 2) for i in range(count)
    ] + [door]


def _boarded(openings: list[Opening], fresh: bool, seed: int) -> tuple[list[Opening], list[Opening]]:
    """Split the windows into boarded-up and open ones; a renovated house has no boards."""
    if fresh:
        return [], openings
    chance = random.Random(seed)  # noqa: S311 - variety, not secrets
    shut = [chance.random() < 0.4 for _ in openings]
    closed = [o for o, is_shut in zip(openings, shut, strict=True) if is_shut]
    return closed, [o for o, is_shut in zip(openings, shut, strict=True) if not is_shut]


def _boards(closed: list[Opening]) -> list[Surface]:
    if not closed:
        return []
    feet = [(o.centre_m, o.foot_m, 0.02) for o in closed]
    battens = [(o.centre_m, o.foot_m + h, 0.06) for o in closed for h in (0.45, 1.45)]
    return [
        bars(feet, (PANE[0] + 0.1, PANE[1], 0.05), material="wood"),
        bars(battens, (PANE[0] + 0.3, 0.14, 0.05), material="wood"),
    ]


def _patches(width_m: float, eaves_m: float, seed: int) -> list[Surface]:
    """Where plaster has come off and the brick shows."""
    chance = random.Random(seed + 100)  # noqa: S311 - variety, not secrets
    found = []
    for _ in range(5):
        x = chance.uniform(-0.42, 0.42) * width_m
        y = chance.uniform(0.3, 0.85) * eaves_m
        turns = sorted(chance.uniform(0, 2 * math.pi) for _ in range(9))
        reach_m = chance.uniform(0.5, 1.1)
        rim = [(x + 1.4 * reach_m * math.cos(t), y + reach_m * math.sin(t), 0.015) for t in turns]
        found += [[(x, y, 0.015), a, b] for a, b in itertools.pairwise(rim)]
    return [panels(found, material="brick")]


def _trim(
    width_m: float, eaves_m: float, openings: list[Opening], feet_m: list[float],
    material: str, detail: float,
) -> list[Surface]:  # fmt: skip
    """Plinth, bands, main cornice, and a sill and a lintel at each window."""
    found = moulding(width_m + 0.02, [(0.08, 0), (0.08, 0.4), (0, 0.45)], material="stone")
    top_m = eaves_m
    crown = [
        (0.0, top_m - 0.55), (0.1, top_m - 0.5), (0.12, top_m - 0.3), (0.38, top_m - 0.18),
        (0.42, top_m + 0.02), (0.0, top_m + 0.08),
    ]  # fmt: skip
    found += moulding(width_m + 0.1, crown, material=material)
    band = [(0.0, 0.0), (0.14, 0.08), (0.16, 0.26), (0.0, 0.34)]
    for foot_m in (GROUND_M - 0.1, *(f - SILL_M - 0.02 for f in feet_m[2:3])):
        found += moulding(width_m + 0.06, [(z, y + foot_m) for z, y in band], material=material)
    if detail < FINE:
        return found
    sills = [(o.centre_m, o.foot_m - 0.14, 0.08) for o in openings]
    heads = [(o.centre_m, o.top_m + 0.1, 0.07) for o in openings]
    found.append(bars(sills, (PANE[0] + 0.34, 0.14, 0.16), material=material, bottom=True))
    found.append(bars(heads, (PANE[0] + 0.3, 0.2, 0.14), material=material, bottom=True))
    noble = [o for o in openings if o.foot_m == feet_m[0]] if feet_m else []
    return found + _pediments(noble, material)


def _pediments(noble: list[Opening], material: str) -> list[Surface]:
    half_m, rise_m, out_m = PANE[0] / 2 + 0.28, 0.36, 0.16
    skins, faces = [], []
    for o in noble:
        y = o.top_m + 0.3
        left, right, peak = o.centre_m - half_m, o.centre_m + half_m, o.centre_m
        faces.append([(left, y, out_m), (right, y, out_m), (peak, y + rise_m, out_m)])
        top, back = y + rise_m, 0.0
        skins.append([(right, y, out_m), (right, y, back), (peak, top, back), (peak, top, out_m)])
        skins.append([(left, y, back), (left, y, out_m), (peak, top, out_m), (peak, top, back)])
    return [panels(group, material=material) for group in (faces, skins) if group]


def _shop_front(width_m: float, ground: list[Opening], fresh: bool) -> list[Surface]:
    """Fascia over the shop windows; a renovated shop has an awning as well."""
    windows = ground[:-1]
    left, right = windows[0].left_m - 0.15, windows[-1].right_m + 0.15
    middle, wide = (left + right) / 2, right - left
    fascia = "#86bbe0" if fresh else "#77736c"
    found = [bars([(middle, 3.25, 0.06)], (wide, 0.55, 0.12), material=fascia, bottom=True)]
    if not fresh:
        shutter = [(o.centre_m, o.foot_m, 0.0) for o in windows]
        return [*found, bars(shutter, (windows[0].width_m, 2.7, 0.06), material="steel_dark")]
    low, high, out = 2.75, 3.25, 1.35
    cloth = [[(left, low, out), (right, low, out), (right, high, 0.12), (left, high, 0.12)]]
    hem = [[(left, low - 0.22, out), (right, low - 0.22, out), (right, low, out), (left, low, out)]]
    under = [panel[::-1] for panel in (*cloth, *hem)]
    return [*found, panels(cloth + hem + under, material="fabric")]


def _dormers(width_m: float, depth_m: float, eaves_m: float, axes: int, walls: str) -> list[Surface]:
    count = max(1, axes // 2)
    step_m = width_m / count
    feet = [((i + 0.5) * step_m - width_m / 2, eaves_m + 0.55, depth_m / 2 - 1.9) for i in range(count)]
    panes = [(x, y + 0.45, z + 0.92) for x, y, z in feet]
    lids = [(x, y + 1.75, z + 0.05) for x, y, z in feet]
    return [
        bars(feet, (1.5, 1.75, 1.8), material=walls),
        bars(lids, (1.8, 0.14, 2.1), material="roof_tile", bottom=True),
        bars(panes, (1.0, 1.1, 0.06), material="pane"),
    ]


def _other_walls(
    size: tuple[float, float, float], axes: int, feet_m: list[float], walls: str, detail: float
) -> list[Surface]:
    """The back with plain windows, the party walls without."""
    width_m, height_m, depth_m = size
    panes = rows_of(width_m, axes, feet_m, PANE)
    back = wall((width_m, height_m), panes, material=walls, detail=min(detail, 0.3))
    side = wall((depth_m, height_m), [], material=walls, detail=0.0)
    return [
        *moved(moved(back, by=(0, 0, depth_m / 2)), turn_deg=180),
        *moved(moved(side, by=(0, 0, width_m / 2)), turn_deg=90),
        *moved(moved(side, by=(0, 0, width_m / 2)), turn_deg=270),
    ]


PARTS = (
    Part(
        "gruenderzeit_house",
        N_("Gründerzeithaus"),
        N_("Gründerzeithaus mit Stuck, Gesims und Laden."),
        (
            Parameter("width_m", "Breite der Straßenfront", "m", 11.0, 6.0, 24.0),
            Parameter("depth_m", "Tiefe", "m", 12.0, 8.0, 20.0),
            Parameter("storeys", "Geschosse mit Erdgeschoss", "count", 4, 2, 6, short=N_("Geschosse")),
            Parameter("storey_m", "Höhe eines Obergeschosses", "m", 3.6, 3.0, 4.6, short=N_("Geschosshöhe")),
            Parameter("axes", "Fensterachsen", "count", 4, 2, 9),
            Parameter("walls", "Farbe oder Material der Wände", "colour", "stucco", short=N_("Wände")),
            Parameter("roof", "Farbe oder Material des Daches", "colour", "roof_tile", short=N_("Dach")),
            Parameter(
                "state",
                "Zustand: heruntergekommen oder erneuert",
                "choice",
                "renovated",
                choices=("run_down", "renovated"),
                short=N_("Bauzustand"),
            ),
            Parameter("shop", "Mit Laden im Erdgeschoss", "switch", True),
            Parameter("dormer", "Mit Gauben im Dach", "switch", True),
            Parameter("seed", "Zufallszahl für Schäden", "seed", 1, 0, 9999),
        ),
        build_gruenderzeit,
        search="gründerzeit house, Altbau, Stuck, Laden, Gebäude, old town house, shop, building",
    ),
)
