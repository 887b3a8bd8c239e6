"""A town hall, and what stands on a square in front of one: the way down to the trains, and a lift."""

import itertools

from app.i18n import N_
from app.meshes.kit.icons import drawn, plane
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Opening, Panel, bars, moulding, panels, rows_of, wall
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import box, cylinder, lathe

PORTAL_M = 15.0  # the middle part of the front, which stands out
OUT_M = 1.6
STEEL = "#6f7c84"


def build_town_hall(
    *, width_m: float, depth_m: float, storeys: int, walls: str, roof: str, tower_m: float, detail: float
) -> list[Surface]:
    """A town hall of about 1930: plain rows of windows, three arches under a balcony, a bell tower behind the roof.

    Its front looks to +Z; ``tower_m`` is the height of the tower, 0 leaves it away.
    """
    storey_m = 3.9
    eaves_m = storeys * storey_m + 1.6
    found = _town_front((width_m, eaves_m), storeys, walls, detail)
    found = moved(found, by=(0, 0, depth_m / 2))
    for turn_deg, side_m, out_m in ((90, depth_m, width_m), (270, depth_m, width_m), (180, width_m, depth_m)):
        panes = _windows(side_m, storeys, storey_m)
        side = wall((side_m, eaves_m), panes, material=walls, detail=min(detail, 0.3))
        found += moved(moved(side, by=(0, 0, out_m / 2)), turn_deg=turn_deg)
    found += _hip((width_m, depth_m), eaves_m, roof)
    count = max(2, round(width_m / 6.6))
    dormers = [
        ((i + 0.5) * width_m * 0.84 / count - width_m * 0.42, eaves_m + 1.2, depth_m / 2 - 2.4) for i in range(count)
    ]
    found.append(bars(dormers, (1.5, 1.7, 2.2), material=walls))
    found.append(bars([(x, y + 0.4, z + 0.02) for x, y, z in dormers], (0.9, 1.0, 2.2), material="pane"))
    found.append(bars([(x, y + 1.7, z) for x, y, z in dormers], (1.8, 0.14, 2.5), material=roof))
    return found + (_bell_tower(tower_m, walls, roof, -depth_m / 2 - 4.0, detail) if tower_m > 0 else [])


def _windows(side_m: float, storeys: int, storey_m: float) -> list[Opening]:
    axes = max(2, round(side_m / 3.3))
    return rows_of(side_m, axes, [i * storey_m + 1.7 for i in range(storeys)], (1.25, 2.2), leaves=(2, 2))


def _town_front(size: tuple[float, float], storeys: int, walls: str, detail: float) -> list[Surface]:
    """The front: a base of larger stones, even windows, a cornice, and the portal in its middle."""
    width_m, eaves_m = size
    wing_m = (width_m - PORTAL_M) / 2
    storey_m = (eaves_m - 1.6) / storeys
    wing = wall((wing_m, eaves_m), _windows(wing_m, storeys, storey_m), material=walls, detail=detail, depth_m=0.3)
    found = [s for side in (-1, 1) for s in moved(wing, by=(side * (PORTAL_M + wing_m) / 2, 0, 0))]
    arches = rows_of(PORTAL_M, 3, [0.0], (3.0, 5.6), rise_m=1.5, leaves=(2, 3))
    above = rows_of(PORTAL_M, 5, [storey_m * i + 1.9 for i in range(2, storeys)], (1.35, 2.5), leaves=(2, 3))
    middle = wall(
        (PORTAL_M, eaves_m + 0.8), [*arches, *above], material=walls, detail=detail, depth_m=0.6, frame="steel_dark"
    )
    found += moved(middle, by=(0, 0, OUT_M))
    cheeks: list[Panel] = []
    for side in (-1, 1):
        x, y = side * PORTAL_M / 2, eaves_m + 0.8
        cheek = [(x, 0.0, OUT_M), (x, 0.0, 0.0), (x, y, 0.0), (x, y, OUT_M)]
        cheeks.append(cheek if side > 0 else cheek[::-1])
    found.append(panels(cheeks, material=walls))
    found.append(bars([(0, 6.3, OUT_M + 0.6)], (PORTAL_M - 1, 0.3, 1.4), material="stone", bottom=True))
    found.append(bars([(0, 6.6, OUT_M + 1.2)], (PORTAL_M - 1, 1.0, 0.14), material="stone"))
    steps = [(0.0, 0.0, OUT_M + 0.9 - i * 0.25) for i in range(3)]
    found.append(bars(steps, [(PORTAL_M, 0.15 * (i + 1), 2.4 - i * 0.5) for i in range(3)], material="stone"))
    crown = [(0.0, eaves_m - 0.7), (0.35, eaves_m - 0.4), (0.5, eaves_m), (0.0, eaves_m + 0.1)]
    base = [(0.0, 0.0), (0.16, 0.0), (0.16, 1.2), (0.0, 1.3)]
    for profile in (crown, base):
        for side in (-1, 1):
            found += moved(moulding(wing_m, profile, material="stone"), by=(side * (PORTAL_M + wing_m) / 2, 0, 0))
    top = [(0.0, eaves_m + 0.1), (0.35, eaves_m + 0.4), (0.5, eaves_m + 0.8), (0.0, eaves_m + 0.9)]
    return found + moved(moulding(PORTAL_M + 0.6, top, material="stone"), by=(0, 0, OUT_M))


def _hip(size: tuple[float, float], eaves_m: float, roof: str) -> list[Surface]:
    """A steep hipped roof whose ridge runs along X."""
    x, z = size[0] / 2 + 0.5, size[1] / 2 + 0.5
    rise_m, ridge = size[1] * 0.36, size[0] / 2 - size[1] * 0.42
    top = eaves_m + rise_m
    long: list[Panel] = [
        [(-x, eaves_m, z), (x, eaves_m, z), (ridge, top, 0.0), (-ridge, top, 0.0)],
        [(x, eaves_m, -z), (-x, eaves_m, -z), (-ridge, top, 0.0), (ridge, top, 0.0)],
    ]
    short: list[Panel] = [
        [(x, eaves_m, z), (x, eaves_m, -z), (ridge, top, 0.0)],
        [(-x, eaves_m, -z), (-x, eaves_m, z), (-ridge, top, 0.0)],
    ]
    return [panels(long, material=roof), panels(short, material=roof)]


def _bell_tower(height_m: float, walls: str, roof: str, z: float, detail: float) -> list[Surface]:
    """A square tower with an open belfry, in which bells hang in rows, under a low pyramid."""
    side_m = 7.0
    shaft_m = height_m * 0.74
    found = [box((side_m, shaft_m, side_m), material=walls, at=(0, 0, z))]
    posts = [
        (x * (side_m / 2 - 0.5), shaft_m, z + s * (side_m / 2 - 0.5)) for x in (-1, -0.33, 0.33, 1) for s in (-1, 1)
    ]
    posts += [(s * (side_m / 2 - 0.5), shaft_m, z + x * (side_m / 2 - 0.5)) for x in (-0.33, 0.33) for s in (-1, 1)]
    found.append(bars(posts, (0.9, height_m * 0.16, 0.9), material=walls))
    lid_m = shaft_m + height_m * 0.16
    found.append(box((side_m + 0.6, 0.8, side_m + 0.6), material="stone", at=(0, lid_m, z), faces="all"))
    pyramid = lathe([(side_m * 0.72, 0), (0.0, height_m * 0.1 - 0.8)], material=roof, sides=4, smooth=False)
    found += moved(moved([pyramid], turn_deg=45), by=(0, lid_m + 0.8, z))
    if detail >= FINE:
        cup = [(0.5, 0.0), (0.36, 0.3), (0.24, 0.7), (0.0, 0.85)]
        found += [
            lathe([(r * 1.3, y * 1.3) for r, y in cup], material="bronze", at=(x, shaft_m + 1.2, z + s * 2.1), sides=8)
            for x in (-1.7, 0.0, 1.7)
            for s in (-1, 1)
        ]
    return found


def build_underground_stairs(*, length_m: float, width_m: float, colour: str, detail: float) -> list[Surface]:
    """The way down to the trains, which one enters from +Z: a parapet of glass on three sides, and a sign on a pole."""
    half_m, run_m = width_m / 2, length_m / 2
    treads = max(3, round(length_m / 0.32))
    quads: dict[str, list[Panel]] = {}
    for i in range(treads):
        z0, z1 = run_m - i * length_m / treads, run_m - (i + 1) * length_m / treads
        shade = max(1, 6 - 7 * i // treads) * 26 - (0 if i % 2 else 18)  # each second one a darker riser
        grey = f"#{shade:02x}{shade:02x}{shade:02x}"
        quads.setdefault(grey, []).append(
            [(-half_m, 0.03, z0), (half_m, 0.03, z0), (half_m, 0.03, z1), (-half_m, 0.03, z1)]
        )
    found = [panels(steps, material=grey) for grey, steps in quads.items()]
    sides = [(x * (half_m + 0.1), 0.0, 0.0) for x in (-1, 1)]
    found.append(bars(sides, (0.2, 0.3, length_m), material="concrete"))
    found.append(bars([(0, 0, -run_m - 0.1)], (width_m + 0.4, 0.3, 0.2), material="concrete"))
    found.append(bars([(x, 0.3, z) for x, _, z in sides], (0.04, 0.75, length_m), material="glass"))
    found.append(bars([(0, 0.3, -run_m - 0.1)], (width_m + 0.2, 0.75, 0.04), material="glass"))
    found.append(bars([(x, 1.05, z) for x, _, z in sides], (0.07, 0.07, length_m), material=STEEL, bottom=True))
    found.append(bars([(0, 1.05, -run_m - 0.1)], (width_m + 0.2, 0.07, 0.07), material=STEEL, bottom=True))
    pole = (half_m + 0.5, 0.0, run_m - 0.2)
    found.append(cylinder(0.06, 3.0, material=STEEL, at=pole, sides=8))
    found.append(box((0.9, 0.9, 0.14), material=colour, at=(pole[0], 3.0, pole[2]), faces="all", bevel_m=0.03))
    if detail >= FINE:
        sign = drawn("tram", plane(0, 0, 0.08), 0.72, main="#1f2a33", second=colour)
        for turn_deg in (0, 180):
            found += moved(moved(sign, turn_deg=turn_deg), by=(pole[0], 3.45, pole[2]))
    return found


def build_lift_house(*, height_m: float, colour: str, detail: float) -> list[Surface]:
    """A lift that comes up out of the ground: glass between posts of steel, a dark cage inside, its door to +Z."""
    side_m = 2.2
    corners = [(x * side_m / 2, 0.0, z * side_m / 2) for x, z in itertools.product((-1, 1), repeat=2)]
    found = [
        bars(corners, (0.14, height_m, 0.14), material=STEEL),
        bars([(0, 0, 0)], (side_m, height_m, side_m), material="glass"),
        bars([(0, 0.1, 0)], (side_m - 0.5, 2.3, side_m - 0.5), material="#59646b"),
        bars([(0, height_m, 0)], (side_m + 0.5, 0.22, side_m + 0.5), material=STEEL, bottom=True),
        bars([(0, height_m - 0.5, side_m / 2 + 0.03)], (side_m, 0.4, 0.06), material=colour, bottom=True),
    ]
    if detail >= FINE:
        levels = [(0.0, y, 0.0) for y in (1.1, 2.4)]
        found.append(bars(levels, (side_m + 0.04, 0.08, side_m + 0.04), material=STEEL, bottom=True))
        found.append(bars([(0, 0, side_m / 2 + 0.02)], (1.1, 2.1, 0.05), material="#8b979e"))
    return found


PARTS = (
    Part(
        "town_hall",
        N_("Rathaus"),
        N_("Ein schlichtes Rathaus der Zeit um 1930 mit drei Bögen am Eingang und einem Glockenturm."),
        (
            Parameter("width_m", "Breite", "m", 66.0, 24.0, 120.0),
            Parameter("depth_m", "Tiefe", "m", 16.0, 10.0, 30.0),
            Parameter("storeys", "Zahl der Geschosse", "count", 4, 3, 6),
            Parameter("walls", "Farbe oder Material der Wände", "colour", "#ddd3c1", short=N_("Wände")),
            Parameter("roof", "Farbe oder Material des Daches", "colour", "roof_tile", short=N_("Dach")),
            Parameter("tower_m", "Höhe des Turms (0 = ohne)", "m", 36.0, 0.0, 60.0, short=N_("Höhe des Turms")),
        ),
        build_town_hall,
        search="town hall, Verwaltung, Stadt, city hall",
    ),
    Part(
        "underground_stairs",
        N_("U-Bahn-Abgang"),
        N_("Eine Treppe hinab zur Bahn im Tunnel, mit gläserner Brüstung und Schild."),
        (
            Parameter("length_m", "Länge", "m", 7.0, 3.0, 20.0),
            Parameter("width_m", "Breite", "m", 2.6, 1.5, 8.0),
            Parameter("colour", "Farbe des Schildes", "colour", "#86bbe0"),
        ),
        build_underground_stairs,
        search="underground entrance, Treppe, Tunnel, Stadtbahn, subway, metro, stairs",
    ),
    Part(
        "lift_house",
        N_("Aufzug"),
        N_("Ein gläserner Aufzug, der von unten auf einen Platz kommt."),
        (
            Parameter("height_m", "Höhe", "m", 3.4, 2.6, 6.0),
            Parameter("colour", "Farbe des Streifens", "colour", "#86bbe0"),
        ),
        build_lift_house,
        search="lift, Fahrstuhl, barrierefrei, elevator, step-free",
    ),
)
