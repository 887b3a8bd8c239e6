"""Large halls of brick and steel: industrial halls, and an engine house."""

import itertools
import math

from app.i18n import N_
from app.meshes.kit.houses import gable
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Opening, Panel, bars, moulding, panels, rows_of, wall
from app.meshes.skin import Surface, moved


def build_industrial_hall(
    *, width_m: float, length_m: float, eaves_m: float, bays: int, roof: str, walls: str, skin: str, detail: float
) -> list[Surface]:
    """A hall with its gable to +Z; as a bare frame it shows its steel."""
    found = _frames(width_m, length_m, eaves_m, bays, roof) if skin != "closed" or detail >= FINE else []
    if skin == "frame":
        return found
    lines = _profile(width_m, eaves_m, roof, 8 if detail >= FINE else 5)
    half_m = length_m / 2
    skins: list[Panel] = [
        [(x0, y0, half_m), (x0, y0, -half_m), (x1, y1, -half_m), (x1, y1, half_m)][::-1]
        for (x0, y0), (x1, y1) in itertools.pairwise(lines)
        if abs(x1 - x0) > 0.05
    ]
    lights: list[Panel] = [
        [(x0, y0, half_m), (x0, y0, -half_m), (x1, y1, -half_m), (x1, y1, half_m)][:: -1 if y1 > y0 else 1]
        for (x0, y0), (x1, y1) in itertools.pairwise(lines)
        if abs(x1 - x0) <= 0.05
    ]
    found.append(panels(skins, material="slate"))
    found += [panels(lights, material="glass")] if lights else []
    for sign in (1, -1):
        found += moved(
            _gable_end(width_m, eaves_m, lines, walls, detail),
            turn_deg=0 if sign > 0 else 180,
            by=(0, 0, sign * half_m),
        )
        panes = rows_of(
            length_m, max(1, bays), [eaves_m * 0.35], (length_m / max(1, bays) * 0.6, eaves_m * 0.45), leaves=(4, 3)
        )
        side = wall((length_m, eaves_m), panes, material=walls, detail=detail, frame="steel_dark")
        found += moved(moved(side, by=(0, 0, width_m / 2)), turn_deg=-90 * sign)
    return found


def _profile(width_m: float, eaves_m: float, roof: str, steps: int) -> list[tuple[float, float]]:
    """The line of the roof across the hall, from west to east."""
    half_m = width_m / 2
    if roof == "arched":
        rise_m = width_m * 0.22
        turns = [math.pi * (1 - i / steps) for i in range(steps + 1)]
        return [(half_m * math.cos(t), eaves_m + rise_m * math.sin(t)) for t in turns]
    if roof == "gabled":
        return [(-half_m, eaves_m), (0.0, eaves_m + width_m * 0.18), (half_m, eaves_m)]
    teeth = max(1, round(width_m / 8))
    step_m = width_m / teeth
    line: list[tuple[float, float]] = []
    for i in range(teeth):
        x = i * step_m - half_m
        line += [(x, eaves_m), (x + 0.02, eaves_m + step_m * 0.42), (x + step_m, eaves_m)]
    return line


def _gable_end(
    width_m: float, eaves_m: float, lines: list[tuple[float, float]], walls: str, detail: float
) -> list[Surface]:
    gate = Opening(0.0, 0.0, width_m * 0.24, eaves_m * 0.62, 0.0, 2, 2)
    beside = [
        Opening(side * width_m * 0.31, eaves_m * 0.25, width_m * 0.16, eaves_m * 0.5, width_m * 0.05, 3, 3)
        for side in (-1, 1)
    ]
    found = wall((width_m, eaves_m), [gate, *beside], material=walls, detail=detail, frame="steel_dark")
    head = [
        [(0.0, eaves_m, 0.0), (x0, y0, 0.0), (x1, y1, 0.0)][::-1]
        for (x0, y0), (x1, y1) in itertools.pairwise(lines)
        if abs(x0 * (y1 - eaves_m) - x1 * (y0 - eaves_m)) > 1e-3
    ]
    return [*found, panels(head, material=walls)]


def _frames(width_m: float, length_m: float, eaves_m: float, bays: int, roof: str) -> list[Surface]:
    """Columns, rafters along the roof line and purlins, all of them square bars."""
    w = max(0.25, width_m * 0.012)
    lines = _profile(width_m - 2 * w, eaves_m - 0.1, roof, 8)
    zs = [length_m * (i / max(1, bays)) - length_m / 2 for i in range(max(1, bays) + 1)]
    feet = [(side * (width_m / 2 - w), 0.0, z) for z in zs for side in (-1, 1)]
    found = [bars(feet, (w * 1.4, eaves_m, w * 1.4), material="rust")]
    rafters: list[Panel] = []
    for z in zs:
        for (x0, y0), (x1, y1) in itertools.pairwise(lines):
            for face in (w / 2, -w / 2):
                quad = [(x0, y0 - w, z + face), (x1, y1 - w, z + face), (x1, y1, z + face), (x0, y0, z + face)]
                rafters.append(quad if (face > 0) == (x1 >= x0) else quad[::-1])
            rafters.append([(x0, y0, z + w / 2), (x1, y1, z + w / 2), (x1, y1, z - w / 2), (x0, y0, z - w / 2)])
            under = [(x0, y0 - w, z + w / 2), (x0, y0 - w, z - w / 2), (x1, y1 - w, z - w / 2), (x1, y1 - w, z + w / 2)]
            rafters.append(under)
    ties = [(0.0, eaves_m - w, z) for z in zs]
    found.append(bars(ties, (width_m - 2 * w, w * 0.7, w * 0.7), material="rust", bottom=True))
    along = [(x, y - w, 0.0) for x, y in lines]
    return [
        *found,
        panels(rafters, material="rust"),
        bars(along, (w * 0.7, w * 0.7, length_m), material="rust", bottom=True),
    ]


def build_engine_house(
    *, width_m: float, length_m: float, height_m: float, aisles: int, axes: int, walls: str, foyer: bool, detail: float
) -> list[Surface]:
    """A power house of about 1900: a high nave between lower aisles, gables and long arched windows to +Z.

    ``length_m`` runs along X; the nave is as deep as half of ``width_m``, the aisles share the rest.
    """
    nave_m = width_m * (0.5 if aisles else 1.0)
    aisle_m = (width_m - nave_m) / max(1, aisles)
    rise_m = nave_m * 0.22
    eaves_m = height_m - rise_m
    nave_z = -width_m / 2 + nave_m / 2 + (aisle_m if aisles > 1 else 0.0)
    found = _nave((length_m, eaves_m, nave_m), axes, walls, detail)
    found = moved(found + gable((length_m, nave_m), eaves_m, rise_m, material="slate", walls=walls), by=(0, 0, nave_z))
    ridge = (length_m * 0.8, 1.6, nave_m * 0.18)
    found.append(bars([(0, height_m - 0.4, nave_z)], ridge, material="glass"))
    for i in range(aisles):
        z = nave_z + (nave_m + aisle_m) / 2 * (1 if i == 0 else -1)
        size = (length_m * (0.92 if i == 0 else 1.0), eaves_m * 0.56, aisle_m)
        aisle = _nave(size, axes, walls, detail) + _lean_to(size, z > nave_z)
        found += moved(aisle, by=(0, 0, z))
    if foyer:
        found += moved(_foyer(length_m * 0.5, eaves_m * 0.5, detail), by=(0, 0, width_m / 2 + 5.0))
    return found


def _nave(size: tuple[float, float, float], axes: int, walls: str, detail: float) -> list[Surface]:
    """Four walls with tall arched windows and a cornice."""
    length_m, height_m, depth_m = size
    found: list[Surface] = []
    for turn_deg, side_m, out_m in (
        (0, length_m, depth_m),
        (180, length_m, depth_m),
        (90, depth_m, length_m),
        (270, depth_m, length_m),
    ):
        count = max(1, round(axes * side_m / length_m))
        pane_m = min(side_m / count * 0.52, height_m * 0.5)
        panes = rows_of(side_m, count, [height_m * 0.16], (pane_m, height_m * 0.66), rise_m=pane_m / 2, leaves=(2, 4))
        fineness = detail if turn_deg != 180 else min(detail, 0.3)
        face = wall((side_m, height_m), panes, material=walls, detail=fineness, frame="steel_dark", depth_m=0.35)
        if detail >= FINE:
            feet = [((i / count - 0.5) * side_m, 0.0, 0.12) for i in range(count + 1)]
            face.append(bars(feet, (0.7, height_m - 0.4, 0.24), material=walls))
            crown = [(0.0, height_m - 0.7), (0.3, height_m - 0.45), (0.4, height_m), (0.0, height_m + 0.05)]
            face += moulding(side_m, crown, material="stone")
        found += moved(moved(face, by=(0, 0, out_m / 2)), turn_deg=turn_deg)
    return found


def _lean_to(size: tuple[float, float, float], south: bool) -> list[Surface]:
    """A roof that falls away from the nave, with its two cheeks."""
    x, y, z = size[0] / 2, size[1], size[2] / 2
    top = y + size[2] * 0.2
    slab = [(-x, y, z + 0.3), (x, y, z + 0.3), (x, top, -z), (-x, top, -z)]
    right = [(x, y, z), (x, y, -z), (x, top, -z)]
    left = [(-x, y, -z), (-x, y, z), (-x, top, -z)]
    found = [panels([slab], material="slate"), panels([right, left], material="brick")]
    return found if south else moved(found, turn_deg=180)


def _foyer(length_m: float, height_m: float, detail: float) -> list[Surface]:
    """The glass foyer of later years: slim columns, glass, and a flat roof that stands far out."""
    depth_m = 10.0
    glass = (length_m - 1.0, height_m - 0.5, depth_m - 1.0)
    count = max(2, round(length_m / 6))
    feet = [(i / count * (length_m - 0.6) - (length_m - 0.6) / 2, 0.0, depth_m / 2) for i in range(count + 1)]
    found = [
        bars([(0, 0, -0.5)], glass, material="glass"),
        bars([(0, height_m - 0.5, 0.8)], (length_m + 2, 0.5, depth_m + 1.6), material="steel", bottom=True),
        bars(feet, (0.3, height_m - 0.5, 0.3), material="steel"),
    ]
    if detail >= FINE:
        found.append(bars([(x, 0, z - 1.0) for x, _, z in feet], (0.12, height_m - 0.5, 0.12), material="#f2f0ea"))
    return found


PARTS = (
    Part(
        "industrial_hall",
        N_("Werkhalle"),
        N_("Eine Werkhalle mit Bogen-, Sattel- oder Sheddach, geschlossen oder als Stahlgerüst."),
        (
            Parameter("width_m", "Breite der Giebelseite", "m", 24.0, 8.0, 120.0),
            Parameter("length_m", "Länge", "m", 48.0, 8.0, 300.0),
            Parameter("eaves_m", "Höhe der Traufe", "m", 9.0, 4.0, 25.0, spans="height"),
            Parameter("bays", "Zahl der Felder", "count", 8, 1, 40),
            Parameter("roof", "Form des Daches", "choice", "arched", choices=("arched", "gabled", "saw_tooth")),
            Parameter("walls", "Farbe oder Material der Wände", "colour", "brick", short=N_("Wände")),
            Parameter(
                "skin",
                "Geschlossen oder nur das Stahlgerüst",
                "choice",
                "closed",
                choices=("closed", "frame"),
                short=N_("Hülle"),
            ),
        ),
        build_industrial_hall,
        search="industrial hall, Fabrik, Industrie, Halle, factory, works",
    ),
    Part(
        "engine_house",
        N_("Maschinenhaus"),
        N_("Eine Kraftzentrale um 1900: hohes Mittelschiff, niedrige Seitenschiffe, große Bogenfenster."),
        (
            Parameter("length_m", "Länge der Front", "m", 66.0, 20.0, 200.0, spans="width"),
            Parameter("width_m", "Tiefe über alle Schiffe", "m", 34.0, 10.0, 80.0, spans="depth"),
            Parameter("height_m", "Höhe des Firsts", "m", 21.0, 8.0, 40.0),
            Parameter("aisles", "Zahl der Seitenschiffe", "count", 1, 0, 2),
            Parameter("axes", "Fenster in der Front", "count", 11, 3, 30),
            Parameter("walls", "Farbe oder Material der Wände", "colour", "brick", short=N_("Wände")),
            Parameter("foyer", "Mit gläsernem Foyer davor", "switch", False, short=N_("Gläsernes Foyer")),
        ),
        build_engine_house,
        search="engine house, Kraftzentrale, Industrie, power house",
    ),
)
