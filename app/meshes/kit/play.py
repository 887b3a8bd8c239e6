"""Playground: swings, slides, things to climb and to rock on, and sandpits.

Sizes are those of usual devices; EN 1176 says how high one may fall, and how far from other things they stand.
"""

import itertools
import math
import random

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Panel, bars, panels
from app.meshes.skin import Surface, moved, tipped
from app.meshes.surfaces import blob, box, cylinder, grid, lathe, prism, tube

STEEL, DARK, SAND_M = "#9aa1a7", "#3a3e43", 0.18
BAY_M = {"board": 3.1, "nest": 2.7}  # between two pairs of legs of a swing
HOLDS = ("#d8573f", "#e8b53f", "#4f8fc0", "#5f9a58")
SLOPE_DEG = 37.0  # of a slide, on average no more than 40
REST_M, STAND_M = 0.3, 0.7  # a slide: height of its end, and depth of its platform


def build_swing(*, count: int, height_m: float, seat: str, colour: str, detail: float) -> list[Surface]:
    """Swings side by side along X under one beam: two boards, or one nest, between two pairs of legs (EN 1176-2).

    Seats hang 0.45 m above the ground, a nest is 1.00 m wide.
    """
    bays = count if seat == "nest" else math.ceil(count / 2)
    bay_m = BAY_M[seat]
    half_m = bays * bay_m / 2
    sides = 8 if detail > FINE else 5
    found = [tube([(-half_m - 0.15, height_m, 0), (half_m + 0.15, height_m, 0)], 0.07, material=colour, sides=sides)]
    for bay in range(bays + 1):
        x = bay * bay_m - half_m
        for side in (-1, 1):
            leg = [(x, 0.0, side * height_m * 0.36), (x, height_m, side * 0.05)]
            found.append(tube(leg, 0.06, material=colour, sides=sides, closed=False))
    middles = [(bay + 0.5) * bay_m - half_m for bay in range(bays)]
    if seat == "nest":
        return found + [part for x in middles for part in _nest(x, height_m, detail)]
    places = [x + side * 0.62 for x in middles for side in (-1, 1)][:count]
    chains = [(x + side * 0.22, 0.45, 0.0) for x in places for side in (-1, 1)]
    found.append(bars(chains, (0.018, height_m - 0.5, 0.018), material=STEEL))
    return [*found, bars([(x, 0.43, 0.0) for x in places], (0.46, 0.04, 0.18), material=DARK, bottom=True)]


def _nest(x: float, height_m: float, detail: float) -> list[Surface]:
    """A round seat of ropes that hangs on four of them."""
    steps = 12 if detail > FINE else 6
    turns = [2 * math.pi * step / steps for step in range(steps + 1)]
    ring = [(x + math.cos(turn) * 0.5, 0.45, math.sin(turn) * 0.5) for turn in turns]
    found = [tube(ring, 0.045, material="#2f5f8f", sides=5 if detail > FINE else 3, closed=False)]
    for side, end in itertools.product((-1, 1), repeat=2):
        rope = [(x + side * 0.35, 0.45, end * 0.35), (x + side * 0.45, height_m - 0.05, 0.0)]
        found.append(tube(rope, 0.014, material=STEEL, sides=3, closed=False))
    lines = [(x, 0.43, 0.2 * row) for row in range(-2, 3)]
    widths = [2 * math.sqrt(0.25 - 0.04 * row * row) for row in range(-2, 3)]
    found.append(bars(lines, [(wide, 0.02, 0.02) for wide in widths], material=DARK, bottom=True))
    crossed = [(x + 0.2 * row, 0.43, 0.0) for row in range(-2, 3)]
    return [*found, bars(crossed, [(0.02, 0.02, wide) for wide in widths], material=DARK, bottom=True)]


def build_slide(*, height_m: float, width_m: float, tower: bool, colour: str, detail: float) -> list[Surface]:
    """A slide down to the front (+Z), with its ladder at the back; as a tower it has a roof.

    It falls by no more than 40 degrees on average, and its sides are higher the higher it is (EN 1176-3).
    """
    run_m = (height_m - REST_M) / math.tan(math.radians(SLOPE_DEG))
    long_m = STAND_M + run_m + 0.6
    back = -long_m / 2
    start = back + STAND_M
    line = [(start, height_m), (start + 0.25, height_m - 0.04), (start + run_m, REST_M), (back + long_m, REST_M - 0.03)]
    half_m = width_m / 2
    found = _chute(line, half_m, colour)
    feet = [(x * (half_m + 0.04), 0.0, z) for x in (-1, 1) for z in (back + 0.05, start - 0.05)]
    top_m = height_m + (1.9 if tower else 0.85)
    found.append(bars(feet, (0.09, top_m, 0.09), material="timber"))
    middle = back + STAND_M / 2
    found.append(bars([(0, height_m - 0.06, middle)], (width_m, 0.06, STAND_M), material="wood", bottom=True))
    found.append(bars([(0, 0, start + run_m)], (0.08, REST_M - 0.02, 0.08), material=STEEL))
    panels_m = [(x * (half_m + 0.04), height_m + 0.1, middle) for x in (-1, 1)]
    found.append(bars(panels_m, (0.03, 0.6, STAND_M - 0.1), material=colour, bottom=True))
    found += _ladder(height_m, half_m, back, detail)
    return found + (_tent_roof(width_m + 0.5, STAND_M + 0.4, top_m, middle, colour) if tower else [])


def _chute(line: list[tuple[float, float]], half_m: float, colour: str) -> list[Surface]:
    """The steel bed of a slide along (z, y), between two boards."""
    bed: list[Panel] = []
    boards: list[Panel] = []
    for (z0, y0), (z1, y1) in itertools.pairwise(line):
        quad = [(-half_m, y0, z0), (-half_m, y1, z1), (half_m, y1, z1), (half_m, y0, z0)]
        bed += [quad, [(x, y - 0.03, z) for x, y, z in reversed(quad)]]
        for x in (-half_m, half_m):
            board = [(x, y0 - 0.06, z0), (x, y1 - 0.06, z1), (x, y1 + 0.18, z1), (x, y0 + 0.18, z0)]
            boards += [board, board[::-1]]
    return [panels(bed, material="steel"), panels(boards, material=colour)]


def _ladder(height_m: float, half_m: float, back: float, detail: float) -> list[Surface]:
    """Rungs that lean against the platform, between two rails that one holds."""
    lean_m = height_m * 0.28
    found = []
    for x in (-half_m + 0.04, half_m - 0.04):
        rail = [(x, 0.0, back - lean_m), (x, height_m, back), (x, height_m + 0.7, back + 0.05)]
        found.append(tube(rail, 0.025, material=STEEL, sides=6 if detail > FINE else 3))
    count = max(2, round(height_m / (0.25 if detail > FINE else 0.5)))
    rungs = [(0.0, height_m * i / count - 0.02, back - lean_m * (1 - i / count)) for i in range(1, count)]
    return [*found, bars(rungs, (2 * half_m - 0.08, 0.035, 0.1), material="wood", bottom=True)]


def _tent_roof(width_m: float, depth_m: float, foot_m: float, z: float, material: str) -> list[Surface]:
    x, half_m, tip = width_m / 2, depth_m / 2, (0.0, foot_m + 0.55, z)
    ring = [(-x, foot_m - 0.1, z + half_m), (x, foot_m - 0.1, z + half_m)]
    ring += [(x, foot_m - 0.1, z - half_m), (-x, foot_m - 0.1, z - half_m)]
    sides: list[Panel] = [[a, b, tip] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    return [panels([*sides, *(side[::-1] for side in sides)], material=material)]


def build_climbing_frame(*, length_m: float, height_m: float, colour: str, seed: int, detail: float) -> list[Surface]:
    """Bars overhead between two gates of timber: on one a net, on the other a wall with holds, along X.

    One may fall from no more than 3.00 m (EN 1176-1).
    """
    x, z = length_m / 2, 0.55
    posts = [(sx * x, 0.0, sz * z) for sx in (-1, 1) for sz in (-1, 1)]
    found = [
        bars(posts, (0.12, height_m + 0.1, 0.12), material=colour),
        bars([(0, height_m - 0.06, s * z) for s in (-1, 1)], (length_m, 0.1, 0.07), material=colour, bottom=True),
    ]
    rungs = max(3, round(length_m / (0.33 if detail > FINE else 0.66)))
    for rung in range(1, rungs):
        along_m = rung / rungs * length_m - x
        bar = [(along_m, height_m, -z), (along_m, height_m, z)]
        found.append(tube(bar, 0.02, material=STEEL, sides=5 if detail > FINE else 3, closed=False))
    wall_m = height_m - 0.5
    found.append(bars([(-x, 0.15, 0)], (0.04, wall_m, 2 * z - 0.12), material="wood", bottom=True))
    dice = random.Random(seed)  # noqa: S311 - variety, not secrets
    for i in range(10 if detail > FINE else 0):
        y, aside = 0.35 + (wall_m - 0.4) * (i // 2) / 4, dice.uniform(0.1, 0.4) * (1 if i % 2 else -1)
        at = (-x - 0.05, y + dice.uniform(-0.08, 0.08), aside)
        found.append(blob((0.05, 0.06, 0.08), material=HOLDS[i % 4], at=at, detail=0.4, seed=i))
    return [*found, _net(x, z - 0.05, height_m - 0.1, detail)]


def _net(x: float, z: float, height_m: float, detail: float) -> Surface:
    """A net of ropes that stands across X."""
    step_m = 0.22 if detail > FINE else 0.5
    columns, rows = round(2 * z / step_m), round(height_m / step_m)
    ropes = [(x, 0.0, -z + 2 * z * column / columns) for column in range(columns + 1)]
    sizes = [(0.02, height_m, 0.02)] * len(ropes)
    ropes += [(x, height_m * row / rows - 0.01, 0.0) for row in range(1, rows + 1)]
    sizes += [(0.02, 0.02, 2 * z)] * rows
    return bars(ropes, sizes, material="#2f5f8f", bottom=True)


def build_rope_pyramid(*, height_m: float, radius_m: float, colour: str, detail: float) -> list[Surface]:
    """A pyramid of ropes about a mast of steel, to climb on from all sides."""
    count, sides = (8, 3) if detail > FINE else (6, 3)
    levels = max(3, round(height_m / 0.75))
    turns = [2 * math.pi * i / count for i in range(count)]
    tip_m, found = height_m - 0.12, [cylinder(0.09, height_m, material=STEEL, sides=8, top_radius_m=0.07)]
    for turn in turns:
        foot = (math.sin(turn) * radius_m, 0.05, math.cos(turn) * radius_m)
        found.append(tube([foot, (0.0, tip_m, 0.0)], 0.02, material=colour, sides=sides, closed=False))
        found.append(cylinder(0.12, 0.06, material="concrete", at=(foot[0], 0, foot[2]), sides=6))
    for level in range(1, levels):
        share = level / levels
        reach_m, y = radius_m * (1 - share), 0.05 + (tip_m - 0.05) * share
        ring = [(math.sin(turn) * reach_m, y, math.cos(turn) * reach_m) for turn in [*turns, turns[0]]]
        found.append(tube(ring, 0.016, material=colour, sides=sides, closed=False))
        for x, _, z in ring[:-1:2] if detail > FINE else ():
            found.append(tube([(x, y, z), (0.0, y, 0.0)], 0.014, material=colour, sides=sides, closed=False))
    return found


def build_sandpit(*, width_m: float, depth_m: float, colour: str, seed: int, detail: float) -> list[Surface]:
    """A sandpit between beams that one sits on, with heaps in the sand and what children leave there."""
    dice = random.Random(seed)  # noqa: S311 - variety, not secrets
    x, z, beam_m = width_m / 2 - 0.12, depth_m / 2 - 0.12, 0.3
    bevel_m = 0.03 if detail > FINE else 0.0
    found = [box((width_m, beam_m, 0.24), material=colour, at=(0, 0, s * z), bevel_m=bevel_m) for s in (-1, 1)]
    found += [box((0.24, beam_m, depth_m - 0.48), material=colour, at=(s * x, 0, 0), bevel_m=bevel_m) for s in (-1, 1)]
    found.append(_sand(width_m - 0.4, depth_m - 0.4, dice, detail))
    for _ in range(2 if detail > FINE else 0):
        at = (dice.uniform(-0.5, 0.5) * (width_m - 1.0), SAND_M, dice.uniform(-0.5, 0.5) * (depth_m - 1.0))
        bucket = [(0.07, 0.0), (0.1, 0.2), (0.09, 0.2), (0.07, 0.06)]
        found.append(lathe(bucket, material=dice.choice(HOLDS), at=at, sides=8))
    return found


def _sand(width_m: float, depth_m: float, dice: random.Random, detail: float) -> Surface:
    steps = 9 if detail > FINE else 4
    heaps = [(dice.uniform(-0.3, 0.3), dice.uniform(-0.3, 0.3), dice.uniform(0.06, 0.16)) for _ in range(3)]
    rows = []
    for row in range(steps + 1):
        v = 0.5 - row / steps
        line = []
        for column in range(steps + 1):
            u = column / steps - 0.5
            up_m = sum(high * math.exp(-((u - a) ** 2 + (v - b) ** 2) * 60) for a, b, high in heaps)
            line.append((u * width_m, SAND_M + up_m, v * depth_m))
        rows.append(line)
    return grid(rows, material="sand")


def build_seesaw(*, length_m: float, colour: str, detail: float) -> list[Surface]:
    """A seesaw along X, one end down, with seats and handles at both."""
    half_m, pivot_m = length_m / 2, 0.45
    beam = [box((length_m, 0.1, 0.14), material="timber", faces="all", bevel_m=0.02 if detail > FINE else 0.0)]
    ends = [(side * (half_m - 0.18), 0.1, 0.0) for side in (-1, 1)]
    beam.append(bars(ends, (0.36, 0.04, 0.3), material=colour, bottom=True))
    for side in (-1, 1):
        x = side * (half_m - 0.5)
        handle = [(x, 0.1, -0.12), (x, 0.33, -0.15), (x, 0.38, -0.1), (x, 0.38, 0.1), (x, 0.33, 0.15), (x, 0.1, 0.12)]
        beam.append(tube(handle, 0.018, material=STEEL, sides=5 if detail > FINE else 3, closed=False))
    lean_deg = math.degrees(math.asin(min(0.9, (pivot_m - 0.12) / half_m)))
    found = moved(tipped(beam, by_deg=lean_deg, axis="z"), by=(0, pivot_m, 0))
    legs = [(0.0, 0.0, side * 0.14) for side in (-1, 1)]
    return [*found, bars(legs, (0.14, pivot_m + 0.1, 0.06), material=STEEL)]


def build_spring_rider(*, colour: str, detail: float) -> list[Surface]:
    """A bird on a spring, to rock on; it looks to +Z."""
    turns = 4 * (8 if detail > FINE else 4)
    coil = [
        (math.cos(i / turns * 8 * math.pi) * 0.1, 0.04 + 0.36 * i / turns, math.sin(i / turns * 8 * math.pi) * 0.1)
        for i in range(turns + 1)
    ]
    found = [tube(coil, 0.018, material=DARK, sides=4 if detail > FINE else 3)]
    found.append(cylinder(0.18, 0.04, material=STEEL, sides=10 if detail > FINE else 6))
    bird = [(-0.42, 0.2), (-0.5, 0.34), (-0.3, 0.16), (0.05, 0.16), (0.16, 0.34), (0.28, 0.42)]
    bird += [(0.38, 0.34), (0.48, 0.27), (0.38, 0.24), (0.34, 0.08), (0.2, -0.06), (-0.22, -0.06), (-0.36, 0.04)]
    plate = moved(tipped(prism([(x, -y) for x, y in bird], 0.03, material=colour), by_deg=90, axis="x"), turn_deg=90)
    for x in (-0.11, 0.11):
        found += moved(_both_sides(plate), by=(x, 0.46, 0))
    found.append(box((0.24, 0.04, 0.3), material="wood", at=(0, 0.56, -0.05), faces="all"))
    found.append(tube([(-0.24, 0.72, 0.14), (0.24, 0.72, 0.14)], 0.018, material=STEEL, sides=5))
    return [*found, tube([(-0.22, 0.44, 0.1), (0.22, 0.44, 0.1)], 0.018, material=STEEL, sides=5)]


def _both_sides(plate: list[Surface]) -> list[Surface]:
    return [*plate, *moved(plate, scale=(-1, 1, 1))]


def _timber(what: str, short: str) -> Parameter:
    return Parameter("colour", what, "colour", "timber", short=short)


FRAME = _timber(N_("Farbe oder Material des Gestells"), N_("Gestell"))
PARTS = (
    Part(
        "swing",
        N_("Schaukel"),
        N_("Schaukeln an einem Balken, mit Brettern oder mit Nestern."),
        (
            Parameter("count", "Zahl der Sitze", "count", 2, 1, 6),
            Parameter("height_m", "Höhe", "m", 2.4, 1.8, 3.5),
            Parameter("seat", "Art des Sitzes", "choice", "board", choices=("board", "nest")),
            FRAME,
        ),
        build_swing,
        search="swing, Spielplatz, Spielgerät, Nestschaukel, playground",
    ),
    Part(
        "slide",
        N_("Rutsche"),
        N_("Eine Rutsche mit Leiter, auf Wunsch als Turm mit Dach."),
        (
            Parameter("height_m", "Höhe der Plattform", "m", 1.5, 0.8, 3.0),
            Parameter("width_m", "Breite", "m", 0.5, 0.4, 1.5),
            Parameter("tower", "Als Turm mit Dach", "switch", False),
            Parameter("colour", "Farbe", "colour", "#d8573f"),
        ),
        build_slide,
        search="slide, Spielplatz, Spielgerät, Spielturm, playground, play tower",
    ),
    Part(
        "climbing_frame",
        N_("Klettergerüst"),
        N_("Ein Klettergerüst mit Hangelleiter, Netz und Kletterwand."),
        (
            Parameter("length_m", "Länge", "m", 3.2, 1.6, 8.0, spans="width"),
            Parameter("height_m", "Höhe", "m", 2.2, 1.5, 3.0),
            FRAME,
            Parameter("seed", "Nummer der Griffe", "seed", 1, 0, 9999),
        ),
        build_climbing_frame,
        search="climbing frame, Spielplatz, Spielgerät, klettern, Hangeln, playground, monkey bars",
    ),
    Part(
        "rope_pyramid",
        N_("Seilpyramide"),
        N_("Eine Pyramide aus Seilen um einen Mast, zum Klettern von allen Seiten."),
        (
            Parameter("height_m", "Höhe", "m", 4.5, 2.0, 9.0),
            Parameter("radius_m", "Halbmesser", "m", 3.4, 1.5, 8.0),
            Parameter("colour", "Farbe der Seile", "colour", "#b5452f"),
        ),
        build_rope_pyramid,
        search="rope pyramid, Kletternetz, Spielplatz, Spielgerät, klettern, climbing net, playground",
    ),
    Part(
        "sandpit",
        N_("Sandkasten"),
        N_("Ein Sandkasten mit Sitzbalken und Spielzeug."),
        (
            Parameter("width_m", "Breite", "m", 3.6, 1.2, 20.0),
            Parameter("depth_m", "Tiefe", "m", 3.0, 1.2, 20.0),
            Parameter("colour", "Farbe oder Material der Balken", "colour", "wood", short=N_("Balken")),
            Parameter("seed", "Zufallszahl", "seed", 1, 0, 9999),
        ),
        build_sandpit,
        search="sandpit, Sandkiste, Sand, Spielplatz, Kleinkinder, sandbox, playground",
    ),
    Part(
        "seesaw",
        N_("Wippe"),
        N_("Eine Wippe für zwei."),
        (
            Parameter("length_m", "Länge", "m", 3.0, 1.8, 5.0, spans="width"),
            Parameter("colour", "Farbe der Sitze", "colour", "#4f8fc0"),
        ),
        build_seesaw,
        search="seesaw, Spielplatz, Spielgerät, playground, teeter-totter",
    ),
    Part(
        "spring_rider",
        N_("Federwippe"),
        N_("Ein Wipptier auf einer Feder."),
        (Parameter("colour", "Farbe", "colour", "#e8b53f"),),
        build_spring_rider,
        search="spring rider, Wipptier, Federtier, Spielplatz, Spielgerät, playground, rocker",
    ),
)
