"""What stands inside halls and on squares: shelves of books, market stalls, stages and rows of seats."""

import itertools
import math
import random

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Panel, Point, bars, panels
from app.meshes.skin import Surface
from app.meshes.surfaces import blob, tube

BOOKS = ("#c8553d", "#86bbe0", "#e9c46a", "#4f7f6b", "#6d597a")
TABLE_M = 0.74
FRUIT = ("#d9482b", "#e8a23a", "#7da843", "#8a4f7d")


def build_library_shelf(
    *, width_m: float, height_m: float, depth_m: float, boards: int, frame: str, seed: int, detail: float
) -> list[Surface]:
    """Open shelves full of books that one sees from both sides."""
    chance = random.Random(seed)  # noqa: S311 - variety, not secrets
    step_m = (height_m - 0.1) / boards
    levels = [(0.0, 0.05 + n * step_m, 0.0) for n in range(boards + 1)]
    sides = [(side * width_m / 2, 0.0, 0.0) for side in (-1, 1)]
    found = [
        bars(levels, (width_m, 0.04, depth_m), material=frame, bottom=True),
        bars(sides, (0.06, height_m, depth_m + 0.02), material=frame),
    ]
    runs: dict[str, list[tuple[Point, Point]]] = {colour: [] for colour in BOOKS}
    widest_m = max(0.55, width_m / 5.5) if detail >= FINE else max(2.0, width_m / 3)
    for _, y, _ in levels[:-1]:
        x = -width_m / 2 + 0.08
        while x < width_m / 2 - 0.15:
            run_m = min(chance.uniform(0.5, 1.0) * widest_m, width_m / 2 - 0.06 - x)
            tall_m = step_m * chance.uniform(0.6, 0.85)
            size = (run_m - 0.02, tall_m, depth_m * chance.uniform(0.7, 0.95))
            runs[chance.choice(BOOKS)].append(((x + run_m / 2, y + 0.04, 0.0), size))
            x += run_m + (chance.random() < 0.15) * 0.15
    for colour, pieces in runs.items():
        if pieces:
            found.append(bars([foot for foot, _ in pieces], [size for _, size in pieces], material=colour, ends=False))
    return found


def build_market_stall(
    *, width_m: float, depth_m: float, height_m: float, stripe: str, seed: int, detail: float
) -> list[Surface]:
    """A counter with crates of fruit under a striped roof, its front to +Z."""
    chance = random.Random(seed)  # noqa: S311 - variety, not secrets
    x, z = width_m / 2 - 0.08, depth_m / 2 - 0.08
    posts = [(sx * x, 0.0, sz * z) for sx in (-1, 1) for sz in (-1, 1)]
    found = [
        bars(posts, (0.07, height_m, 0.07), material="wood"),
        bars([(0, 0, depth_m * 0.22)], (width_m - 0.2, 0.82, depth_m * 0.42), material="wood"),
    ]
    found += _striped_roof(width_m, depth_m, height_m, stripe)
    count = max(2, round(width_m / 0.75))
    step_m = (width_m - 0.3) / count
    crates = [((i + 0.5) * step_m - (width_m - 0.3) / 2, 0.82, depth_m * 0.22) for i in range(count)]
    found.append(bars(crates, (step_m * 0.88, 0.16, depth_m * 0.38), material="bark"))
    for cx, cy, cz in crates:
        colour = chance.choice(FRUIT)
        heap = (step_m * 0.4, 0.16, depth_m * 0.17)
        found.append(blob(heap, material=colour, at=(cx, cy + 0.15, cz), detail=0.3, seed=seed))
    return found


def _striped_roof(width_m: float, depth_m: float, height_m: float, stripe: str) -> list[Surface]:
    count = max(4, round(width_m / 0.42))
    step_m, out_m = (width_m + 0.4) / count, depth_m / 2 + 0.35
    colours: dict[str, list[Panel]] = {stripe: [], "white": []}
    for i in range(count):
        x0 = i * step_m - (width_m + 0.4) / 2
        x1 = x0 + step_m
        low, peak = height_m - 0.1, height_m + 0.5
        top = [
            [(x0, low, out_m), (x1, low, out_m), (x1, peak, 0.0), (x0, peak, 0.0)],
            [(x0, peak, 0.0), (x1, peak, 0.0), (x1, low, -out_m), (x0, low, -out_m)],
            [(x0, low - 0.25, out_m), (x1, low - 0.25, out_m), (x1, low, out_m), (x0, low, out_m)],
            [(x1, low - 0.25, -out_m), (x0, low - 0.25, -out_m), (x0, low, -out_m), (x1, low, -out_m)],
        ]
        colours[stripe if i % 2 else "white"] += top + [panel[::-1] for panel in top[:2]]
    return [panels(group, material=colour) for colour, group in colours.items()]


def build_stage(
    *, width_m: float, depth_m: float, height_m: float, screen: str, beams: bool, detail: float
) -> list[Surface]:
    """A stage under a truss with lamps, a screen at its back and steps at its side; its front to +Z."""
    deck_m, half_m = 1.2, width_m / 2
    found = [
        bars([(0, 0, 0)], (width_m, deck_m, depth_m), material="black"),
        bars([(0, deck_m, 0)], (width_m + 0.2, 0.08, depth_m + 0.2), material="wood", bottom=True),
        bars(
            [(0, deck_m + 0.8, -depth_m / 2 + 0.4)], (width_m * 0.8, height_m * 0.55, 0.2), material=screen, bottom=True
        ),
    ]
    steps = [(half_m + 0.5 + i * 0.35, 0.0, depth_m * 0.2) for i in range(4)]
    found.append(bars(steps, [(0.36, deck_m * (1 - i / 4), 1.4) for i in range(4)], material="grey"))
    for z in (depth_m / 2 - 0.3, -depth_m / 2 + 0.3):
        found += _truss(half_m, height_m, z, detail)
    towers = [(side * (half_m + 1.0), 0.0, depth_m / 2 - 0.4) for side in (-1, 1)]
    found.append(bars(towers, (1.1, height_m * 0.55, 1.0), material="black"))
    lamps = [((i + 0.5) / 6 * width_m - half_m, height_m - 0.62, depth_m / 2 - 0.3) for i in range(6)]
    found.append(bars(lamps, (0.34, 0.36, 0.34), material="glow", bottom=True))
    if beams:
        found += [_beam(lamp, (lamp[0] * 0.55, deck_m + 0.1, -0.1), depth_m * 0.13, detail) for lamp in lamps]
    return found


def _truss(half_m: float, height_m: float, z: float, detail: float) -> list[Surface]:
    top, low = height_m, height_m - 0.55
    posts = [(side * half_m, 0.0, z) for side in (-1, 1)]
    found = [
        bars(posts, (0.3, height_m, 0.3), material="steel_dark"),
        bars([(0, low, z), (0, top, z)], (2 * half_m, 0.09, 0.09), material="steel_dark", bottom=True),
    ]
    if detail >= FINE:
        count = max(4, round(half_m * 2 / 1.1))
        xs = [i / count * half_m * 2 - half_m for i in range(count + 1)]
        line = [(x, top if i % 2 else low, z) for i, x in enumerate(xs)]
        found.append(tube(line, 0.045, material="steel_dark", sides=3))
    return found


def _beam(lamp: Point, foot: Point, radius_m: float, detail: float) -> Surface:
    """A cone of light from a lamp to the boards."""
    sides = 10 if detail >= FINE else 6
    turns = [2 * math.pi * i / sides for i in range(sides + 1)]
    rim = [(foot[0] + math.sin(t) * radius_m, foot[1], foot[2] + math.cos(t) * radius_m) for t in turns]
    return panels([[a, b, lamp] for a, b in itertools.pairwise(rim)], material="mist")


def build_seat_rows(
    *, width_m: float, rows: int, row_m: float, rise_m: float, seats: str, detail: float
) -> list[Surface]:
    """Rows of seats that rise away from the stage; they look to -Z, the first row is at the origin."""
    count = max(1, round(width_m / (0.62 if detail >= FINE else 3.0)))
    step_m = width_m / count
    xs = [(i + 0.5) * step_m - width_m / 2 for i in range(count)]
    feet = [(x, r * rise_m + 0.36, r * row_m) for r in range(rows) for x in xs]
    backs = [(x, y + 0.08, z + 0.22) for x, y, z in feet]
    steps = [(0.0, 0.0, r * row_m) for r in range(rows)]
    sizes = [(width_m + 0.6, max(0.06, r * rise_m), row_m) for r in range(rows)]
    return [
        bars(steps, sizes, material="grey"),
        bars(feet, (step_m * 0.82, 0.08, 0.46), material=seats, bottom=True),
        bars(backs, (step_m * 0.82, 0.5, 0.07), material=seats),
    ]


def build_work_table(
    *, width_m: float, depth_m: float, seats: int, screens: int, top: str, detail: float
) -> list[Surface]:
    """A long table with open laptops and stools on both sides; it runs along X."""
    legs = [(sx * (width_m / 2 - 0.12), 0.0, sz * (depth_m / 2 - 0.1)) for sx in (-1, 1) for sz in (-1, 1)]
    found = [
        bars([(0, TABLE_M - 0.05, 0)], (width_m, 0.05, depth_m), material=top, bottom=True),
        bars(legs, (0.06, TABLE_M - 0.05, 0.06), material="steel_dark"),
    ]
    places = [
        ((i // 2 + 0.5) * 2 * width_m / max(2, seats + seats % 2) - width_m / 2, 1 if i % 2 else -1)
        for i in range(seats)
    ]
    stools = [(x, 0.0, side * (depth_m / 2 + 0.32)) for x, side in places]
    if stools:
        found.append(bars(stools, (0.36, 0.45, 0.36), material="#c8553d"))
    lids: list[Panel] = []
    for x, side in places[:screens]:
        z = side * depth_m * 0.24
        lid_z = z - side * 0.16
        tip = (TABLE_M + 0.26, lid_z - side * 0.08)
        quad = [
            (x - 0.19, TABLE_M + 0.02, lid_z),
            (x + 0.19, TABLE_M + 0.02, lid_z),
            (x + 0.19, *tip),
            (x - 0.19, *tip),
        ]
        lids += [quad, quad[::-1]]
    if lids:
        found.append(panels(lids, material="screen"))
        keys = [(x, TABLE_M, side * depth_m * 0.24) for x, side in places[:screens]]
        found.append(bars(keys, (0.38, 0.02, 0.28), material="aluminium"))
    return found


PARTS = (
    Part(
        "library_shelf",
        N_("Bücherregal"),
        N_("Ein offenes Regal voller Bücher."),
        (
            Parameter("width_m", "Breite", "m", 3.0, 0.8, 20.0),
            Parameter("height_m", "Höhe", "m", 2.2, 0.8, 6.0),
            Parameter("depth_m", "Tiefe", "m", 0.4, 0.2, 1.2),
            Parameter("boards", "Zahl der Fächer", "count", 5, 1, 12),
            Parameter("frame", "Farbe oder Material des Regals", "colour", "wood", short=N_("Regal")),
            Parameter("seed", "Zufallszahl für die Bücher", "seed", 1, 0, 9999, short=N_("Zufallszahl")),
        ),
        build_library_shelf,
        search="bookshelf, Bibliothek, Bücher, library, shelf",
    ),
    Part(
        "market_stall",
        N_("Marktstand"),
        N_("Ein Marktstand mit Obstkisten und gestreiftem Dach."),
        (
            Parameter("width_m", "Breite", "m", 3.2, 1.5, 8.0),
            Parameter("depth_m", "Tiefe", "m", 2.2, 1.2, 5.0),
            Parameter("height_m", "Höhe bis zum Dach", "m", 2.4, 2.0, 4.0),
            Parameter("stripe", "Farbe der Streifen", "colour", "#c8553d"),
            Parameter("seed", "Zufallszahl für das Obst", "seed", 1, 0, 9999),
        ),
        build_market_stall,
        search="market stall, Wochenmarkt, Stand, Bude, stand, booth",
    ),
    Part(
        "stage",
        N_("Bühne"),
        N_("Eine Bühne mit Traversen, Scheinwerfern und Leinwand."),
        (
            Parameter("width_m", "Breite", "m", 14.0, 4.0, 40.0),
            Parameter("depth_m", "Tiefe", "m", 9.0, 3.0, 25.0),
            Parameter("height_m", "Höhe der Traversen", "m", 8.0, 3.5, 20.0),
            Parameter("screen", "Farbe oder Material der Leinwand", "colour", "screen", short=N_("Leinwand")),
            Parameter("beams", "Mit Lichtkegeln", "switch", True),
        ),
        build_stage,
        search="stage, Konzert, Podium, Leinwand, concert, screen",
    ),
    Part(
        "seat_rows",
        N_("Stuhlreihen"),
        N_("Ansteigende Stuhlreihen mit Blick nach Norden."),
        (
            Parameter("width_m", "Breite", "m", 12.0, 2.0, 60.0),
            Parameter("rows", "Zahl der Reihen", "count", 6, 1, 30),
            Parameter("row_m", "Abstand der Reihen", "m", 0.95, 0.7, 2.0),
            Parameter("rise_m", "Anstieg von Reihe zu Reihe", "m", 0.15, 0.0, 0.6, short=N_("Anstieg je Reihe")),
            Parameter("seats", "Farbe oder Material der Stühle", "colour", "#c8553d", short=N_("Stühle")),
        ),
        build_seat_rows,
        search="rows of seats, Tribüne, Publikum, seating, audience, grandstand",
    ),
    Part(
        "work_table",
        N_("Arbeitstisch"),
        N_("Ein langer Tisch mit aufgeklappten Rechnern und Hockern."),
        (
            Parameter("width_m", "Länge", "m", 2.4, 1.0, 8.0),
            Parameter("depth_m", "Tiefe", "m", 1.0, 0.6, 1.6),
            Parameter("seats", "Zahl der Hocker", "count", 4, 0, 16),
            Parameter("screens", "Zahl der Rechner", "count", 3, 0, 16),
            Parameter("top", "Farbe oder Material der Platte", "colour", "wood", short=N_("Tischplatte")),
        ),
        build_work_table,
        search="work table, Tisch, Laptop, Rechner, desk, coworking",
    ),
)
