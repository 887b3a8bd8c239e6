"""Houses of a town: with gable, hip and flat roof, as context or as the planning itself."""

import itertools
import math

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, bars, panels, rows_of, wall
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import box

WIDTH = Parameter("width_m", "Breite der Straßenfront", "m", 12.0, 4.0, 120.0)
DEPTH = Parameter("depth_m", "Tiefe", "m", 11.0, 4.0, 60.0)
STOREYS = Parameter("storeys", "Zahl der Geschosse", "count", 3, 1, 12)
STOREY = Parameter("storey_m", "Höhe eines Geschosses", "m", 3.2, 2.4, 6.0)
WALLS = Parameter("walls", "Farbe oder Material der Wände", "colour", "plaster", short=N_("Wände"))
ROOF = Parameter("roof", "Farbe oder Material des Daches", "colour", "roof_tile", short=N_("Dach"))
PITCH = Parameter("pitch_deg", "Neigung des Daches", "deg", 40.0, 10.0, 60.0)
WINDOWS = Parameter(
    "windows", "Fenster: tief, flach aufgesetzt oder keine", "choice", "deep",
    choices=("deep", "flat", "none"), short=N_("Fenster"),
)  # fmt: skip
AXIS_M = 2.6  # usual distance from window to window
PANE = (1.15, 1.55)
SILL_M = 0.95
OVERHANG_M = 0.35


def walls_around(
    size: tuple[float, float, float],
    storeys: int,
    *,
    material: str,
    windows: str,
    detail: float,
    pane: tuple[float, float] = PANE,
    axis_m: float = AXIS_M,
) -> list[Surface]:
    """Four walls of a house of size (width, height, depth) with windows in all of them."""
    width_m, height_m, depth_m = size
    fineness = detail if windows == "deep" else min(detail, 0.3)
    feet_m = [height_m / storeys * level + SILL_M for level in range(storeys)]
    found: list[Surface] = []
    for turn_deg, side_m, out_m in (
        (0, width_m, depth_m),
        (180, width_m, depth_m),
        (90, depth_m, width_m),
        (270, depth_m, width_m),
    ):
        columns = max(1, round(side_m / axis_m))
        openings = [] if windows == "none" else rows_of(side_m, columns, feet_m, pane)
        front = wall((side_m, height_m), openings, material=material, detail=fineness)
        found += moved(moved(front, by=(0, 0, out_m / 2)), turn_deg=turn_deg)
    return found


def gable(
    size: tuple[float, float],
    eaves_m: float,
    rise_m: float,
    *,
    material: str,
    walls: str,
    overhang_m: float = OVERHANG_M,
) -> list[Surface]:
    """A gable roof with its ridge along X over size (width, depth), with both gable ends."""
    half_w, half_d = size[0] / 2, size[1] / 2
    slope = rise_m / half_d
    out_w, out_d = half_w + overhang_m, half_d + overhang_m
    low_m, thick_m = eaves_m - slope * overhang_m, 0.22
    ridge_m, top_m = eaves_m + rise_m + thick_m, low_m + thick_m
    skin = [
        [(-out_w, top_m, out_d), (out_w, top_m, out_d), (out_w, ridge_m, 0), (-out_w, ridge_m, 0)],
        [(out_w, top_m, -out_d), (-out_w, top_m, -out_d), (-out_w, ridge_m, 0), (out_w, ridge_m, 0)],
    ]
    edge = [
        [(-out_w, low_m, out_d), (out_w, low_m, out_d), (out_w, top_m, out_d), (-out_w, top_m, out_d)],
        [(out_w, low_m, -out_d), (-out_w, low_m, -out_d), (-out_w, top_m, -out_d), (out_w, top_m, -out_d)],
    ]
    under_m = ridge_m - thick_m
    for x, z in ((out_w, out_d), (out_w, -out_d), (-out_w, out_d), (-out_w, -out_d)):
        verge = [(x, low_m, z), (x, under_m, 0), (x, ridge_m, 0), (x, top_m, z)]
        edge.append(verge if x * z > 0 else verge[::-1])
        soffit = [(x, low_m, z), (0, low_m, z), (0, under_m, 0), (x, under_m, 0)]
        edge.append(soffit if x * z < 0 else soffit[::-1])
    ends = [
        [(half_w, eaves_m, half_d), (half_w, eaves_m, -half_d), (half_w, eaves_m + rise_m, 0)],
        [(-half_w, eaves_m, -half_d), (-half_w, eaves_m, half_d), (-half_w, eaves_m + rise_m, 0)],
    ]
    return [
        panels(skin, material=material),
        panels(edge, material="#e4e0d8"),
        panels(ends, material=walls),
    ]


def hip(size: tuple[float, float], eaves_m: float, rise_m: float, *, material: str) -> list[Surface]:
    """A hip roof with its ridge along the longer side of size (width, depth)."""
    turned = size[1] > size[0]
    long_m, short_m = (size[1], size[0]) if turned else size
    x, z = long_m / 2 + OVERHANG_M, short_m / 2 + OVERHANG_M
    ridge = max(0.05, x - z)
    top_m = eaves_m + rise_m
    found = [
        panels(
            [
                [(-x, eaves_m, z), (x, eaves_m, z), (ridge, top_m, 0), (-ridge, top_m, 0)],
                [(x, eaves_m, -z), (-x, eaves_m, -z), (-ridge, top_m, 0), (ridge, top_m, 0)],
            ],
            material=material,
        ),
        panels(
            [
                [(x, eaves_m, z), (x, eaves_m, -z), (ridge, top_m, 0)],
                [(-x, eaves_m, -z), (-x, eaves_m, z), (-ridge, top_m, 0)],
            ],
            material=material,
        ),
        bars([(0, eaves_m - 0.2, 0)], (2 * x, 0.2, 2 * z), material="#e4e0d8", bottom=True),
    ]
    return moved(found, turn_deg=90) if turned else found


def _door(at_m: tuple[float, float], detail: float) -> list[Surface]:
    x, z = at_m
    if detail < FINE:
        return [bars([(x, 0, z)], (1.1, 2.3, 0.08), material="wood")]
    return [
        bars([(x, 0, z)], (1.1, 2.3, 0.08), material="wood"),
        bars([(x, 2.32, z + 0.35)], (1.9, 0.12, 0.8), material="concrete", bottom=True),
        bars([(x, 0, z + 0.45)], (1.7, 0.15, 0.9), material="concrete"),
    ]


def _stack(width_m: float, top_m: float) -> list[Surface]:
    return [
        box((0.7, 1.5, 0.6), material="brick", at=(width_m * 0.22, top_m - 0.9, 0.0)),
        box((0.86, 0.12, 0.76), material="concrete", at=(width_m * 0.22, top_m + 0.6, 0.0)),
    ]


def build_gable(
    *, width_m: float, depth_m: float, storeys: int, storey_m: float, pitch_deg: float,
    walls: str, roof: str, windows: str, detail: float,
) -> list[Surface]:  # fmt: skip
    """Build a house under a pitched roof with gables, metres, its front to +Z."""
    height_m = storeys * storey_m
    rise_m = depth_m / 2 * _slope(pitch_deg)
    found = walls_around((width_m, height_m, depth_m), storeys, material=walls, windows=windows, detail=detail)
    found += gable((width_m, depth_m), height_m, rise_m, material=roof, walls=walls)
    found += _stack(width_m, height_m + rise_m) if detail >= FINE else []
    return found + _door((width_m * 0.22, depth_m / 2 + 0.03), detail)


def build_hip(
    *, width_m: float, depth_m: float, storeys: int, storey_m: float, pitch_deg: float,
    walls: str, roof: str, windows: str, detail: float,
) -> list[Surface]:  # fmt: skip
    """Build a house under a hipped roof, metres, its front to +Z."""
    height_m = storeys * storey_m
    rise_m = (min(width_m, depth_m) / 2 + OVERHANG_M) * _slope(pitch_deg)
    found = walls_around((width_m, height_m, depth_m), storeys, material=walls, windows=windows, detail=detail)
    found += hip((width_m, depth_m), height_m, rise_m, material=roof)
    return found + _door((0.0, depth_m / 2 + 0.03), detail)


def build_flat(
    *, width_m: float, depth_m: float, storeys: int, storey_m: float,
    walls: str, roof: str, windows: str, balconies: bool, parapet_m: float, detail: float,
) -> list[Surface]:  # fmt: skip
    """Build a house under a flat roof with a parapet, metres, its front to +Z."""
    height_m = storeys * storey_m
    found = walls_around((width_m, height_m, depth_m), storeys, material=walls, windows=windows, detail=detail)
    found += flat_roof((width_m, depth_m), height_m, parapet_m, material=roof, walls=walls)
    if balconies:
        found += _balconies(width_m, depth_m, storeys, storey_m, detail)
    return found + _door((width_m * 0.3, depth_m / 2 + 0.03), detail)


def flat_roof(
    size: tuple[float, float], height_m: float, parapet_m: float, *, material: str, walls: str
) -> list[Surface]:
    """A flat roof of size (width, depth) at ``height_m`` inside a parapet with a coping."""
    width_m, depth_m = size
    rim_m = 0.3
    low_m = height_m - parapet_m
    rims = [
        ((0, height_m, depth_m / 2 - rim_m / 2), (width_m + 0.1, 0.1, rim_m + 0.1)),
        ((0, height_m, -depth_m / 2 + rim_m / 2), (width_m + 0.1, 0.1, rim_m + 0.1)),
        ((width_m / 2 - rim_m / 2, height_m, 0), (rim_m + 0.1, 0.1, depth_m - 2 * rim_m)),
        ((-width_m / 2 + rim_m / 2, height_m, 0), (rim_m + 0.1, 0.1, depth_m - 2 * rim_m)),
    ]
    x, z = width_m / 2 - rim_m, depth_m / 2 - rim_m
    corners = [(x, z), (-x, z), (-x, -z), (x, -z), (x, z)]
    inner = [
        [(x0, low_m, z0), (x1, low_m, z1), (x1, height_m, z1), (x0, height_m, z0)]
        for (x0, z0), (x1, z1) in itertools.pairwise(corners)
    ]
    lid = [[(-x, low_m, z), (x, low_m, z), (x, low_m, -z), (-x, low_m, -z)]]
    return [
        bars([r[0] for r in rims], [r[1] for r in rims], material="#e4e0d8", bottom=True),
        panels(inner, material=walls),
        panels(lid, material=material),
    ]


def _balconies(width_m: float, depth_m: float, storeys: int, storey_m: float, detail: float) -> list[Surface]:
    columns = max(1, round(width_m / AXIS_M))
    xs = [(i + 0.5) * width_m / columns - width_m / 2 for i in range(0, columns, 2)]
    feet = [(x, storey_m * n, depth_m / 2 + 0.7) for n in range(1, storeys) for x in xs]
    rails = [(x, y + 0.16, z + 0.66) for x, y, z in feet]
    return [
        bars(feet, (2.2, 0.16, 1.4), material="concrete", bottom=True),
        bars(rails, (2.2, 0.95, 0.06), material="white"),
    ]


def _slope(pitch_deg: float) -> float:
    """Rise per metre of run, for the pitches that a roof may have."""
    return math.tan(math.radians(pitch_deg))


PARTS = (
    Part(
        "house_gable",
        N_("Haus mit Satteldach"),
        N_("Haus mit Satteldach, First längs der Straße."),
        (WIDTH, DEPTH, STOREYS, STOREY, PITCH, WALLS, ROOF, WINDOWS),
        build_gable,
        search="house with gable roof, Wohnhaus, Giebel, Gebäude, building",
    ),
    Part(
        "house_hip",
        N_("Haus mit Walmdach"),
        N_("Haus mit Walmdach."),
        (WIDTH, DEPTH, STOREYS, STOREY, PITCH, WALLS, ROOF, WINDOWS),
        build_hip,
        search="house with hip roof, Wohnhaus, Gebäude, building",
    ),
    Part(
        "house_flat",
        N_("Haus mit Flachdach"),
        N_("Haus mit Flachdach, Attika und Fensterraster."),
        (
            WIDTH,
            DEPTH,
            STOREYS,
            STOREY,
            WALLS,
            Parameter("roof", "Farbe oder Material des Daches", "colour", "gravel", short=N_("Dach")),
            WINDOWS,
            Parameter("balconies", "Mit Balkonen zur Straße", "switch", False),
            Parameter("parapet_m", "Höhe der Attika", "m", 0.5, 0.2, 1.4),
        ),
        build_flat,
        search="house with flat roof, Wohnhaus, Neubau, Gebäude, building, block",
    ),
)
