"""Larger buildings: a brick office block, a laboratory, a post office that opens up, and a church."""

import itertools
import math

from app.i18n import N_
from app.meshes.kit.houses import flat_roof, gable, hip
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Opening, Panel, bars, lid, moulding, panels, rows_of, wall
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import lathe

CONCRETE = "#d9d5cd"
STEPS = (0.8, 0.95, 1.1)  # heights of the new hall of the post office, as shares of the old house
ROOF_DROP_M = 0.9  # how far the roof of the post office lies below its rim


def _block(
    size: tuple[float, float, float], storeys: int, pane: tuple[float, float], axis_m: float, sill_m: float,
    *, material: str, detail: float, leaves: tuple[int, int] = (2, 1), fine_front: bool = True,
) -> list[Surface]:  # fmt: skip
    """Four walls with even windows; only the front is modelled deep."""
    width_m, height_m, depth_m = size
    feet_m = [height_m / storeys * n + sill_m for n in range(storeys)]
    found: list[Surface] = []
    for turn_deg, side_m, out_m in (
        (0, width_m, depth_m),
        (180, width_m, depth_m),
        (90, depth_m, width_m),
        (270, depth_m, width_m),
    ):
        panes = rows_of(side_m, max(1, round(side_m / axis_m)), feet_m, pane, leaves=leaves)
        fineness = detail if turn_deg == 0 and fine_front else min(detail, 0.3)
        side = wall((side_m, height_m), panes, material=material, detail=fineness)
        found += moved(moved(side, by=(0, 0, out_m / 2)), turn_deg=turn_deg)
    return found


def build_brick_office(
    *, length_m: float, depth_m: float, height_m: float, storeys: int, hall: bool, roof: str, walls: str, detail: float
) -> list[Surface]:
    """A long brick bar with ribbon windows; in the middle of its front a half-round hall."""
    found = _block(
        (length_m, height_m, depth_m), storeys, (4.2, 1.9), 5.4, 1.0, material=walls, detail=detail, leaves=(4, 1)
    )
    found += flat_roof((length_m, depth_m), height_m, 0.5, material=roof, walls=walls)
    if detail >= FINE:
        step_m = height_m / storeys
        for n in range(1, storeys):
            band = [
                (0.0, n * step_m - 0.12),
                (0.12, n * step_m - 0.08),
                (0.12, n * step_m + 0.12),
                (0.0, n * step_m + 0.16),
            ]
            found += moved(moulding(length_m, band, material=CONCRETE), by=(0, 0, depth_m / 2))
    if hall:
        found += _round_hall(height_m * 0.36, depth_m / 2, detail)
    return found


def _round_hall(height_m: float, front_m: float, detail: float) -> list[Surface]:
    reach_m, steps = height_m * 1.35, 16 if detail >= FINE else 8
    turns = [math.pi * i / steps - math.pi / 2 for i in range(steps + 1)]
    rim = [(math.sin(t) * reach_m, front_m + math.cos(t) * reach_m) for t in turns]
    glass: list[Panel] = [
        [(x0, 0.4, z0), (x1, 0.4, z1), (x1, height_m - 0.6, z1), (x0, height_m - 0.6, z0)]
        for (x0, z0), (x1, z1) in itertools.pairwise(rim)
    ]
    edges: list[Panel] = []
    for low, high, out in ((0.0, 0.4, 0.1), (height_m - 0.6, height_m, 0.35)):
        wide = [(x * (1 + out / reach_m), front_m + (z - front_m) * (1 + out / reach_m)) for x, z in rim]
        edges += [
            [(x0, low, z0), (x1, low, z1), (x1, high, z1), (x0, high, z0)]
            for (x0, z0), (x1, z1) in itertools.pairwise(wide)
        ]
        edges += [
            [(0.0, high, front_m), (x0, high, z0), (x1, high, z1)] for (x0, z0), (x1, z1) in itertools.pairwise(wide)
        ]
    found = [panels(glass, material="pane")]
    found += [panels([e for e in edges if len(e) == n], material=CONCRETE) for n in (3, 4)]
    posts = [(x, 0.0, z) for x, z in rim[:: 1 if detail >= FINE else 4]]
    return [*found, bars(posts, (0.28, height_m, 0.28), material="#f4f1ea")]


def build_laboratory(
    *,
    width_m: float,
    depth_m: float,
    storeys: int,
    storey_m: float,
    walls: str,
    accent: str,
    roof: str,
    plant: bool,
    detail: float,
) -> list[Surface]:
    """A laboratory: bands of glass and of panels by turns, upright fins, and machines on the roof."""
    height_m = storeys * storey_m
    found: list[Surface] = [bars([(0, 0, 0)], (width_m - 0.5, height_m, depth_m - 0.5), material="pane")]
    spandrels = [(0.0, n * storey_m - (0 if n == 0 else storey_m * 0.22), 0.0) for n in range(storeys)]
    heights = [storey_m * (0.14 if n == 0 else 0.44) for n in range(storeys)]
    found.append(bars(spandrels, [(width_m, h, depth_m) for h in heights], material=walls, bottom=True))
    found.append(
        bars(
            [(0, height_m - storey_m * 0.24, 0)], (width_m, storey_m * 0.24 + 0.6, depth_m), material=walls, bottom=True
        )
    )
    found.append(lid((width_m - 0.6, depth_m - 0.6), material=roof, at=(0, height_m + 0.62, 0)))
    if detail >= FINE and storeys > 1:
        count = max(2, round(width_m / 1.8))
        fins = [
            ((i + 0.5) / count * width_m - width_m / 2, storey_m, z)
            for i in range(count)
            for z in (depth_m / 2, -depth_m / 2)
        ]
        found.append(bars(fins, (0.12, height_m - storey_m, 0.5), material=accent, bottom=True))
    found.append(bars([(width_m * 0.3, 0, depth_m / 2)], (width_m * 0.22, storey_m - 0.4, 1.4), material=accent))
    if plant:
        found.append(
            bars([(-width_m * 0.15, height_m + 0.6, 0)], (width_m * 0.4, 2.2, depth_m * 0.4), material="steel")
        )
        stacks = [(-width_m * 0.3 + i * 2.0, height_m + 2.8, 0.0) for i in range(4)]
        found.append(bars(stacks, (0.6, 2.2, 0.6), material="steel"))
    return found


def build_post_office(
    *, width_m: float, depth_m: float, wing_m: float, height_m: float, storeys: int, cut_m: float, court: str,
    roof: str, walls: str, detail: float,
) -> list[Surface]:  # fmt: skip
    """Two wings at a right angle; ``cut_m`` of the front can be left open to show the floors inside."""
    front_z, side_x = depth_m / 2 - wing_m / 2, -width_m / 2 + wing_m / 2
    found = _post_front(width_m, wing_m, height_m, storeys, cut_m, walls, detail)
    found += flat_roof((width_m, wing_m), height_m, ROOF_DROP_M, material=roof, walls=walls)
    found = moved(found, by=(0, 0, front_z))
    rest_m = depth_m - wing_m
    side = _block(
        (wing_m, height_m, rest_m), storeys, (1.5, 2.5), 3.4, 1.2, material=walls, detail=detail, fine_front=False
    )
    side += flat_roof((wing_m, rest_m), height_m, ROOF_DROP_M, material=roof, walls=walls)
    found += moved(side, by=(side_x, 0, -wing_m / 2))
    if court == "hall":
        size = (width_m - wing_m, rest_m)
        found += moved(_court_hall(size, height_m, roof, detail), by=(wing_m / 2, 0, -wing_m / 2))
    return found


def _post_front(
    width_m: float, wing_m: float, height_m: float, storeys: int, cut_m: float, walls: str, detail: float
) -> list[Surface]:
    """The street wing about its own middle: rows of windows left and right of the opened part."""
    step_m, half_m = height_m / storeys, width_m / 2
    feet_m = [n * step_m + 1.3 for n in range(storeys)]
    found: list[Surface] = []
    flank_m = (width_m - cut_m) / 2
    parts = [(0.0, width_m)] if cut_m <= 0 else [(-half_m + flank_m / 2, flank_m), (half_m - flank_m / 2, flank_m)]
    for middle_m, side_m in parts:
        panes = rows_of(side_m, max(1, round(side_m / 3.4)), feet_m, (1.6, step_m * 0.52), leaves=(2, 2))
        panes = [_door(p) if cut_m <= 0 and p.foot_m == feet_m[0] and abs(p.centre_m) < 2.5 else p for p in panes]
        face = wall((side_m, height_m), panes, material=walls, detail=detail, depth_m=0.3)
        if detail >= FINE:
            for n, out in ((1, 0.25), (storeys, 0.5)):
                y = n * step_m
                profile = [(0.0, y - 0.6), (out * 0.4, y - 0.5), (out, y - 0.15), (out, y + 0.05), (0.0, y + 0.12)]
                face += moulding(side_m, profile, material="stone")
        found += moved(face, by=(middle_m, 0, wing_m / 2))
    back = rows_of(width_m, max(1, round(width_m / 3.4)), feet_m, (1.6, 2.4)) if cut_m <= 0 else []
    found += moved(wall((width_m, height_m), back, material=walls, detail=0.3), turn_deg=180, by=(0, 0, -wing_m / 2))
    for turn_deg, side in ((90, -1), (270, 1)):
        panes = rows_of(wing_m, max(1, round(wing_m / 3.4)), feet_m, (1.6, step_m * 0.52))
        end = wall((wing_m, height_m), panes, material=walls, detail=0.3)
        found += moved(end, turn_deg=turn_deg, by=(side * half_m, 0, 0))
    return found + (_floors(cut_m, wing_m, height_m, storeys) if cut_m > 0 else [])


def _door(pane: Opening) -> Opening:
    return Opening(pane.centre_m, 0.0, 2.2, pane.top_m, 1.1, 2, 2)


def _floors(cut_m: float, wing_m: float, height_m: float, storeys: int) -> list[Surface]:
    """Slabs, inner walls and columns of the opened part, in warm white."""
    step_m, half_m, z = height_m / storeys, cut_m / 2, wing_m / 2
    top_m = height_m - ROOF_DROP_M
    slabs = [(0.0, min(n * step_m, height_m - ROOF_DROP_M) - 0.4, -0.1) for n in range(1, storeys + 1)]
    lamps = [(x * cut_m, y - 0.06, 0.0) for _, y, _ in slabs for x in (-0.3, 0.0, 0.3)]
    found = [bars(slabs, (cut_m, 0.4, wing_m - 0.2), material="#f4efe4", bottom=True)]
    lining: list[Panel] = [
        [(-half_m, 0.0, -z + 0.1), (half_m, 0.0, -z + 0.1), (half_m, top_m, -z + 0.1), (-half_m, top_m, -z + 0.1)],
        [(-half_m, 0.0, z), (-half_m, 0.0, -z), (-half_m, top_m, -z), (-half_m, top_m, z)],
        [(half_m, 0.0, -z), (half_m, 0.0, z), (half_m, top_m, z), (half_m, top_m, -z)],
    ]
    found.append(panels(lining, material="#efe6d3"))
    ground: list[Panel] = [[(-half_m, 0.03, z), (half_m, 0.03, z), (half_m, 0.03, -z), (-half_m, 0.03, -z)]]
    found.append(panels(ground, material="stone"))
    count = max(1, round(cut_m / 8))
    posts = [(i / count * cut_m - half_m, 0.0, z - 0.35) for i in range(1, count)]
    found.append(bars(lamps, (cut_m * 0.2, 0.06, 0.3), material="glow", bottom=True))
    return [*found, bars(posts, (0.45, height_m - ROOF_DROP_M - 0.4, 0.45), material="#f4efe4")]


def _court_hall(size: tuple[float, float], height_m: float, roof: str, detail: float) -> list[Surface]:
    """The new hall in the courtyard: three glass steps that rise to the back, each with a roof park."""
    width_m, depth_m = size[0], size[1] / len(STEPS)
    found: list[Surface] = []
    for i, share in enumerate(STEPS):
        step = _hall_step((width_m, depth_m), height_m * share, roof, detail)
        found += moved(step, by=(0, 0, size[1] / 2 - (i + 0.5) * depth_m))
    return found


def _hall_step(size: tuple[float, float], height_m: float, roof: str, detail: float) -> list[Surface]:
    width_m, depth_m = size
    count = max(2, round(width_m / (6 if detail >= FINE else 15)))
    posts = [
        ((i / count - 0.5) * (width_m - 0.6), 0.0, z * (depth_m / 2 - 0.3)) for i in range(count + 1) for z in (-1, 1)
    ]
    return [
        bars([(0, 0, 0)], (width_m - 0.8, height_m, depth_m - 0.8), material="curtain_wall"),
        bars(posts, (0.4, height_m, 0.4), material="wood"),
        bars([(0, height_m, 0)], (width_m, 0.8, depth_m), material=CONCRETE, bottom=True),
        lid((width_m - 0.8, depth_m - 0.8), material=roof, at=(0, height_m + 0.82, 0)),
    ]


def build_church(
    *, length_m: float, width_m: float, eaves_m: float, tower_m: float, walls: str, roof: str, detail: float
) -> list[Surface]:
    """A plain church: nave with tall windows along X, tower at its western end."""
    panes = rows_of(
        length_m, max(2, round(length_m / 5)), [eaves_m * 0.28], (1.5, eaves_m * 0.58), rise_m=0.75, leaves=(2, 3)
    )
    found: list[Surface] = []
    for turn_deg in (0, 180):
        found += moved(
            moved(wall((length_m, eaves_m), panes, material=walls, detail=detail), by=(0, 0, width_m / 2)),
            turn_deg=turn_deg,
        )
    for turn_deg in (90, 270):
        found += moved(
            moved(wall((width_m, eaves_m), [], material=walls, detail=0), by=(0, 0, length_m / 2)), turn_deg=turn_deg
        )
    found += gable((length_m, width_m), eaves_m, width_m * 0.5, material=roof, walls=walls)
    side_m = width_m * 0.5
    bell = rows_of(side_m, 1, [tower_m * 0.74], (side_m * 0.36, tower_m * 0.16), rise_m=side_m * 0.18)
    tower: list[Surface] = []
    for turn_deg in (0, 90, 180, 270):
        face = wall(
            (side_m, tower_m), bell, material=walls, detail=detail, pane="#4a4f52", frame="#4a4f52", depth_m=0.3
        )
        tower += moved(moved(face, by=(0, 0, side_m / 2)), turn_deg=turn_deg)
    tower += hip((side_m - 0.4, side_m - 0.4), tower_m, tower_m * 0.28, material=roof)
    tower.append(
        lathe(
            [(0.12, tower_m * 1.27), (0.08, tower_m * 1.27 + 2.2), (0, tower_m * 1.27 + 2.2)],
            material="bronze",
            sides=4,
        )
    )
    return found + moved(tower, by=(-length_m / 2 - side_m / 2 + 0.5, 0, 0))


def _walls(default: str) -> Parameter:
    return Parameter("walls", "Farbe oder Material der Wände", "colour", default, short=N_("Wände"))


def _roof(default: str) -> Parameter:
    return Parameter("roof", "Farbe oder Material des Daches", "colour", default, short=N_("Dach"))


PARTS = (
    Part(
        "brick_office",
        N_("Backsteinbau"),
        N_("Ein langer Verwaltungsbau aus Backstein mit halbrunder Halle vor der Mitte."),
        (
            Parameter("length_m", "Länge", "m", 128.0, 20.0, 200.0, spans="width"),
            Parameter("depth_m", "Tiefe", "m", 16.0, 8.0, 30.0),
            Parameter("height_m", "Höhe", "m", 23.0, 6.0, 50.0),
            Parameter("storeys", "Zahl der Geschosse", "count", 6, 2, 12),
            Parameter("hall", "Mit halbrunder Halle", "switch", True),
            _roof("gravel"),
            _walls("brick"),
        ),
        build_brick_office,
        search="brick office building, Verwaltung, Büro, Klinker, offices",
    ),
    Part(
        "laboratory",
        N_("Laborgebäude"),
        N_("Ein Laborgebäude mit Bändern aus Glas und Fassadenplatten."),
        (
            Parameter("width_m", "Breite", "m", 36.0, 10.0, 120.0),
            Parameter("depth_m", "Tiefe", "m", 18.0, 8.0, 60.0),
            Parameter("storeys", "Zahl der Geschosse", "count", 4, 1, 10),
            Parameter("storey_m", "Höhe eines Geschosses", "m", 4.0, 3.0, 6.0),
            _walls("#e9ecec"),
            Parameter("accent", "Farbe der Lamellen und des Eingangs", "colour", "#86bbe0", short=N_("Akzentfarbe")),
            _roof("green_roof"),
            Parameter("plant", "Mit Lüftungstechnik auf dem Dach", "switch", True, short=N_("Lüftungstechnik")),
        ),
        build_laboratory,
        search="laboratory, Büro, Forschung, Neubau, office, research",
    ),
    Part(
        "post_office",
        N_("Hauptpost"),
        N_("Eine frühere Hauptpost in L-Form; ein Stück der Front lässt sich öffnen, um hineinzusehen."),
        (
            Parameter("width_m", "Breite der Front", "m", 80.0, 40.0, 120.0),
            Parameter("depth_m", "Tiefe über alles", "m", 75.0, 36.0, 120.0),
            Parameter("wing_m", "Tiefe eines Flügels", "m", 18.0, 10.0, 24.0),
            Parameter("height_m", "Höhe", "m", 22.0, 10.0, 40.0),
            Parameter("storeys", "Zahl der Geschosse", "count", 4, 2, 8),
            Parameter(
                "cut_m",
                "Breite der geöffneten Front, 0 = geschlossen",
                "m",
                0.0,
                0.0,
                36.0,
                short=N_("Geöffnete Breite"),
            ),
            Parameter(
                "court", "Hof: offen oder mit neuer Halle", "choice", "open", choices=("open", "hall"), short=N_("Hof")
            ),
            _roof("gravel"),
            _walls("brick"),
        ),
        build_post_office,
        search="main post office, Post, Verwaltung, Backstein",
    ),
    Part(
        "church",
        N_("Kirche"),
        N_("Eine schlichte Kirche mit Turm am westlichen Ende."),
        (
            Parameter("length_m", "Länge des Schiffs", "m", 30.0, 12.0, 80.0, spans="width"),
            Parameter("width_m", "Breite des Schiffs", "m", 15.0, 8.0, 30.0, spans="depth"),
            Parameter("eaves_m", "Höhe der Traufe", "m", 10.0, 4.0, 24.0),
            Parameter("tower_m", "Höhe des Turms ohne Dach", "m", 26.0, 8.0, 70.0),
            _walls("plaster"),
            _roof("roof_tile"),
        ),
        build_church,
        search="church, Turm, Gotteshaus, steeple",
    ),
)
