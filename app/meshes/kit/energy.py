"""Sun, heat and power: sun sails with solar cells, charging columns, and heat that one can see."""

import itertools
import math
from collections.abc import Callable

import numpy as np

from app.i18n import N_
from app.meshes.kit import charging
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Panel, Point, bars, panels
from app.meshes.shapes_puddle import disc
from app.meshes.skin import Surface, moved, tipped
from app.meshes.surfaces import blob, box, cylinder, grid, lathe, prism, tube

WARM = ("#fbe3cf", "#f8c49b", "#f09a5e", "#e56b3a", "#d23f2a")
SHADE, SHADE_M = "#c3ccd6", 0.035
HEAT_MAP_M = 0.03  # just above the ground
COOL = ("#e3f1f8", "#c3e2f1", "#9bcfea", "#6fb8e0", "#4799cf")


def build_solar_sail(
    *,
    width_m: float,
    depth_m: float,
    height_m: float,
    drop_m: float,
    cells: float,
    fabric: str,
    ballast: str,
    shade: bool,
    detail: float,
) -> list[Surface]:
    """A sail over four leaning masts: two corners high, two low; cells lie on the cloth.

    ``height_m`` is that of the high corners.  The masts stand in heavy blocks, not in the ground.
    A drawn ``shade`` says what the sail is for where the light of a phone casts no shadow.
    """

    def at(u: float, v: float, lift_m: float) -> Point:
        """A point of the cloth; u and v run from -1 to 1, the edges are drawn in."""
        x = u * (1 - 0.09 * (1 - v * v)) * width_m / 2
        z = v * (1 - 0.09 * (1 - u * u)) * depth_m / 2
        return (x, height_m - drop_m / 2 + u * v * drop_m / 2 + lift_m, z)

    steps = 8 if detail >= FINE else 4
    turns = [i / steps * 2 - 1 for i in range(steps + 1)]
    net = np.array([[at(u, v, 0) for u in turns] for v in reversed(turns)])
    found = [grid(net, material=fabric, both_sides=True)]
    found += _cells(at, cells, detail)
    for u, v in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
        found += _mast(at(u, v, 0), (u, v), ballast, detail)
    if detail >= FINE:
        edges = [[at(t, s, 0) for t in turns] for s in (-1, 1)] + [[at(s, t, 0) for t in turns] for s in (-1, 1)]
        found += [tube(edge, 0.04, material="steel_dark", sides=3, closed=False) for edge in edges]
    if shade:
        rims = (
            [at(t, 1, 0) for t in turns[:-1]],
            [at(1, -t, 0) for t in turns[:-1]],
            [at(-t, -1, 0) for t in turns[:-1]],
            [at(-1, t, 0) for t in turns[:-1]],
        )
        found.append(disc([(x, z) for rim in rims for x, _, z in rim], SHADE_M, material=SHADE))
    return found


def _cells(at: Callable[[float, float, float], Point], share: float, detail: float) -> list[Surface]:
    count = 6 if detail >= FINE else 3
    reach, gap = math.sqrt(max(share, 0.01)) * 0.95, 0.1
    step = 2 * reach / count
    found: list[Panel] = []
    for i in range(count):
        for j in range(count):
            u0, u1 = -reach + (i + gap) * step, -reach + (i + 1 - gap) * step
            v0, v1 = -reach + (j + gap) * step, -reach + (j + 1 - gap) * step
            corners = [at(u0, v1, 0.05), at(u1, v1, 0.05), at(u1, v0, 0.05), at(u0, v0, 0.05)]
            found += [[corners[0], corners[1], corners[2]], [corners[0], corners[2], corners[3]]]
    return [panels(found, material="solar")] if share > 0 else []


def _mast(corner: Point, side: tuple[float, float], ballast: str, detail: float) -> list[Surface]:
    x, y, z = corner
    foot = (x + side[0] * 1.1, 0.0, z + side[1] * 1.1)
    head = (x + side[0] * 0.12, y + 0.35, z + side[1] * 0.12)
    found = [tube([(foot[0], 0.1, foot[2]), head], 0.11, material="steel", sides=8 if detail >= FINE else 5)]
    found.append(tube([head, corner], 0.03, material="steel_dark", sides=3, closed=False))
    sides = 16 if detail >= FINE else 8
    if ballast == "none":
        return found
    found.append(cylinder(0.85, 0.42, material="concrete", at=foot, sides=sides))
    lid_m = 0.42
    if ballast == "bench":
        ring = [(0.9, lid_m), (0.9, lid_m + 0.07), (0.35, lid_m + 0.07)]
        return [*found, lathe(ring, material="wood", at=foot, sides=sides)]
    rim = [(0.85, lid_m), (0.85, lid_m + 0.2), (0.75, lid_m + 0.2), (0.75, lid_m + 0.1), (0.1, lid_m + 0.1)]
    found.append(lathe(rim, material="concrete", at=foot, sides=sides))
    for i in range(5):
        turn = i * 1.2566
        tuft = (foot[0] + math.sin(turn) * 0.5, lid_m + 0.25, foot[2] + math.cos(turn) * 0.5)
        found.append(blob((0.32, 0.34, 0.32), material="foliage", at=tuft, detail=0.4, seed=i))
    return found


def build_charging_column(*, height_m: float, colour: str, cable: bool, detail: float) -> list[Surface]:
    """A slim column with a screen and a socket, its front to +Z."""
    found = [
        box((0.42, height_m, 0.3), material="white", bevel_m=0.03 if detail >= FINE else 0),
        box((0.3, 0.3, 0.02), material="screen", at=(0, height_m * 0.68, 0.15)),
        box((0.44, 0.1, 0.32), material=colour, at=(0, height_m - 0.14, 0)),
        box((0.16, 0.16, 0.06), material="black", at=(0, height_m * 0.48, 0.16)),
    ]
    if cable:
        low = height_m * 0.12
        line = [
            (0, height_m * 0.54, 0.2),
            (0.1, height_m * 0.3, 0.4),
            (0.3, low, 0.5),
            (0.6, low * 0.6, 0.6),
            (0.9, 0.55, 0.7),
        ]
        found.append(tube(line, 0.025, material="rubber", sides=5 if detail >= FINE else 3))
    return found


def build_heat_column(*, height_m: float, radius_m: float, kind: str, strands: int, detail: float) -> list[Surface]:
    """Air that rises (warm) or sinks (cool): a clear wavering body, and waving arrows inside it."""
    air, colours = ("warm_air", WARM) if kind == "warm" else ("cool_air", COOL)
    sides = 14 if detail >= FINE else 8
    shares = [i / 8 for i in range(9)]
    profile = [(radius_m * (0.62 + 0.3 * s + 0.1 * math.sin(s * 11)), height_m * s) for s in shares]
    found = [lathe(profile, material=air, sides=sides)]
    for i in range(strands):
        turn = 2 * math.pi * i / max(1, strands) + 0.5
        reach_m = radius_m * 0.45 if strands > 1 else 0.0
        ribbon = _wave(
            height_m * (0.82 + 0.14 * math.sin(i * 2.4)), radius_m * 0.2, kind == "warm", colours[3 + i % 2], detail
        )
        found += moved(ribbon, by=(math.sin(turn) * reach_m, 0, math.cos(turn) * reach_m))
    return found


def _wave(height_m: float, swing_m: float, upward: bool, colour: str, detail: float) -> list[Surface]:
    """A waving flat arrow, seen from front and back."""
    steps = 14 if detail >= FINE else 7
    half_m = swing_m * 0.42
    line = [(math.sin(i / steps * 9.4) * swing_m, height_m * (0.06 + 0.74 * i / steps)) for i in range(steps + 1)]
    if not upward:
        line = [(x, height_m * 1.04 - y) for x, y in line]
    found: list[Panel] = [
        [(x0 - half_m, y0, 0.0), (x0 + half_m, y0, 0.0), (x1 + half_m, y1, 0.0), (x1 - half_m, y1, 0.0)]
        for (x0, y0), (x1, y1) in itertools.pairwise(line)
    ]
    x, y = line[-1]
    tip = y + (swing_m * 2.2 if upward else -swing_m * 2.2)
    head: list[Panel] = [[(x - half_m * 2.6, y, 0.0), (x + half_m * 2.6, y, 0.0), (x, tip, 0.0)]]
    both = [*found, *[panel[::-1] for panel in found]]
    return [panels(both, material=colour), panels([*head, *[panel[::-1] for panel in head]], material=colour)]


def build_thermometer(*, height_m: float, level: float, colour: str, detail: float) -> list[Surface]:
    """A large thermometer without figures; it shows more or less, not how much.  Front to +Z."""
    half_m, steps = height_m * 0.09, 8 if detail >= FINE else 4
    bulb_m, foot_m = height_m * 0.12, height_m * 0.13
    turns = [math.pi * i / steps for i in range(steps + 1)]
    top = [(math.cos(t) * half_m, height_m - half_m + math.sin(t) * half_m) for t in turns]
    bottom = [(math.cos(t + math.pi) * bulb_m * 1.25, foot_m + math.sin(t + math.pi) * bulb_m) for t in turns]
    outline = [*top, *[(max(-half_m * 1.35, min(half_m * 1.35, x)), y) for x, y in bottom]]
    plate = prism([(x, -y) for x, y in outline], height_m * 0.05, material="white")
    upright = [_tilted(s, height_m * 0.025) for s in plate]
    run_m = (height_m * 0.9 - foot_m) * max(0.04, level)
    found: list[Surface] = [*upright]
    for side in (1, -1):
        z = side * height_m * 0.03
        found.append(bars([(0, foot_m, z)], (half_m * 0.7, run_m, height_m * 0.03), material=colour))
        found.append(
            bars(
                [(0, foot_m + run_m, z)],
                (half_m * 0.7, height_m * 0.93 - foot_m - run_m, height_m * 0.02),
                material="#d7d9da",
            )
        )
    found.append(blob((bulb_m * 0.78, bulb_m * 0.78, bulb_m * 0.55), material=colour, at=(0, foot_m, 0), detail=1.0))
    ticks = [
        (half_m * 0.62, foot_m + height_m * (0.16 + 0.1 * i), side * height_m * 0.026)
        for i in range(7)
        for side in (1, -1)
    ]
    return [*found, bars(ticks, (half_m * 0.4, height_m * 0.012, 0.02), material="black", bottom=True)]


def _tilted(surface: Surface, shift_m: float) -> Surface:
    """Set a lying plate upright: its top face looks to +Z."""
    return moved(tipped([surface], by_deg=90, axis="x"), by=(0, 0, -shift_m))[0]


def build_heat_map(*, width_m: float, depth_m: float, kind: str, bands: int, seed: int, detail: float) -> list[Surface]:
    """A patch on the ground in bands of colour, strongest in the middle, as on a map of temperatures."""
    colours = (WARM if kind == "warm" else COOL)[-bands:]
    steps = 28 if detail >= FINE else 12
    rims = [_rim((width_m, depth_m), 1 - i / len(colours), steps, seed + i * 0.4) for i in range(len(colours))]
    found: list[Surface] = []
    for i, colour in enumerate(colours):
        outer = rims[i]
        inner = rims[i + 1] if i + 1 < len(rims) else [(0.0, HEAT_MAP_M, 0.0)] * steps
        ring = zip(outer, [*outer[1:], outer[0]], [*inner[1:], inner[0]], inner, strict=True)
        corners = [[a, b, c, d] if c != d else [a, b, c] for a, b, c, d in ring]
        found.append(panels(corners, material=colour))
    return found


def _rim(size: tuple[float, float], share: float, steps: int, phase: float) -> list[Point]:
    """A wavering closed line, counter-clockwise seen from above."""
    found = []
    for k in range(steps):
        turn = 2 * math.pi * k / steps
        reach = share / 2 * (1 + 0.1 * math.sin(3 * turn + phase) + 0.07 * math.sin(5 * turn + phase * 2.3))
        found.append((math.sin(turn) * size[0] * reach, HEAT_MAP_M, math.cos(turn) * size[1] * reach))
    return found


def _kind(what: str) -> Parameter:
    return Parameter("kind", what, "choice", "warm", choices=("warm", "cool"))


PARTS = (
    Part(
        "solar_sail",
        N_("Solarsegel"),
        N_("Ein Sonnensegel mit Solarzellen auf vier Masten, die ohne Fundament in schweren Sockeln stehen."),
        (
            Parameter("width_m", "Breite", "m", 8.0, 3.0, 20.0),
            Parameter("depth_m", "Tiefe", "m", 8.0, 3.0, 20.0),
            Parameter("height_m", "Höhe der hohen Ecken", "m", 5.0, 3.0, 12.0),
            Parameter(
                "drop_m", "Wie viel tiefer die anderen Ecken liegen", "m", 1.4, 0.0, 4.0, short=N_("Höhenunterschied")
            ),
            Parameter(
                "cells", "Anteil des Segels mit Solarzellen", "share", 0.7, 0.0, 1.0, short=N_("Anteil Solarzellen")
            ),
            Parameter("fabric", "Farbe oder Material des Segels", "colour", "fabric", short=N_("Segel")),
            Parameter("ballast", "Sockel der Masten", "choice", "bench", choices=("bench", "planter", "none")),
            Parameter(
                "shade", "Mit gezeichnetem Schatten am Boden", "switch", False, short=N_("Gezeichneter Schatten")
            ),
        ),
        build_solar_sail,
        search="solar sail, Sonnensegel mit Solarzellen, Segel, Schatten, Photovoltaik, shade sail, sun sail",
    ),
    Part(
        "charging_column",
        N_("Ladesäule (schmal)"),
        N_("Eine Ladesäule mit Bildschirm und Steckdose."),
        (
            Parameter("height_m", "Höhe", "m", 1.6, 1.0, 3.0),
            Parameter("colour", "Farbe des Streifens", "colour", "#86bbe0"),
            Parameter("cable", "Mit Ladekabel nach rechts", "switch", False, short=N_("Ladekabel")),
        ),
        build_charging_column,
        search="charging column, E-Auto, Strom, laden, EV, charger",
    ),
    *charging.PARTS,
    Part(
        "heat_column",
        N_("Luftsäule"),
        N_("Sichtbar gemachte Luft: warme steigt auf, kühle sinkt."),
        (
            Parameter("height_m", "Höhe", "m", 6.0, 1.0, 20.0),
            Parameter("radius_m", "Halbmesser", "m", 1.2, 0.3, 6.0),
            _kind(N_("Warme oder kühle Luft")),
            Parameter("strands", "Zahl der Pfeile darin", "count", 3, 0, 8),
        ),
        build_heat_column,
        search="column of air, Wärme, Hitze, Kühle, heat, cool air",
    ),
    Part(
        "thermometer",
        N_("Thermometer"),
        N_("Ein großes Thermometer ohne Zahlen, das mehr oder weniger Hitze zeigt."),
        (
            Parameter("height_m", "Höhe", "m", 4.0, 1.0, 12.0),
            Parameter("level", "Wie hoch es steht", "share", 0.8, 0.0, 1.0),
            Parameter("colour", "Farbe der Säule", "colour", "#d23f2a"),
        ),
        build_thermometer,
        search="thermometer, Temperatur, Hitze, temperature, heat",
    ),
    Part(
        "heat_map",
        N_("Hitzekarte"),
        N_("Ein Fleck auf dem Boden in Farbstufen wie auf einer Temperaturkarte."),
        (
            Parameter("width_m", "Breite", "m", 12.0, 1.0, 120.0),
            Parameter("depth_m", "Tiefe", "m", 10.0, 1.0, 120.0),
            _kind(N_("Warm oder kühl")),
            Parameter("bands", "Zahl der Farbstufen", "count", 5, 1, 5),
            Parameter("seed", "Zufallszahl für den Umriss", "seed", 1, 0, 9999, short=N_("Zufallszahl")),
        ),
        build_heat_map,
        search="heat map, Temperatur, Wärme, Hitzeinsel, heat island",
    ),
)
