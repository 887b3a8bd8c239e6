"""A hall of steel arches without its front: what holds it up, and the machines or the stage inside, are to be seen."""

import itertools
import math

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Panel, Point, bars, panels, rows_of, wall
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import tube

Flat = tuple[float, float]  # (z, y) in the plane of an arch
LATTICE_M = 1.0  # between the two chords of an arch
EAVES, SPRING, APEX = 0.7, 0.5, 0.9  # shares of the height: foot of the roof, foot and top of the arch
AISLE = 0.42  # share of the height at which the roof of an aisle meets the nave
AISLE_FALL = 0.7  # what is left of that at the aisle's outer wall
SKYLIGHT = (0.62, 0.94)  # what is left of the front slope is glass: from which share of its rise to which
DAYLIGHT = "#d3e3ea"  # panes seen from inside


def build_steel_hall(
    *,
    length_m: float,
    width_m: float,
    height_m: float,
    aisle_m: float,
    bays: int,
    walls: str,
    steel: str,
    detail: float,
) -> list[Surface]:
    """A nave of ``width_m`` along X between two aisles of ``aisle_m``; to +Z its skin is left away, not its steel."""
    step_m = length_m / bays
    feet = range(0, bays + 1, 1 if detail >= FINE else 2)
    frame = _arch(width_m / 2, height_m, steel, detail) + _aisle_bars(width_m / 2, aisle_m, height_m, steel)
    found = [s for i in feet for s in moved(frame, by=(i * step_m - length_m / 2, 0, 0))]
    found += _purlins(length_m, width_m / 2, height_m, steel)
    found += _roof(length_m, width_m / 2, height_m)
    found += _north(length_m, (width_m / 2, aisle_m), height_m, bays, walls, detail)
    for turn_deg, x in ((90, -length_m / 2), (270, length_m / 2)):
        found += moved(_end((width_m / 2, aisle_m), height_m, walls, steel, detail), turn_deg=turn_deg, by=(x, 0, 0))
    x, z = length_m / 2, width_m / 2 + aisle_m
    return [*found, panels([[(-x, 0.06, z), (x, 0.06, z), (x, 0.06, -z), (-x, 0.06, -z)]], material="concrete")]


def _chord(half_m: float, height_m: float, inset_m: float, steps: int) -> list[Flat]:
    """One chord of an arch from foot to foot: upright, bent, upright."""
    spring_m, top_m, reach_m = height_m * SPRING, height_m * APEX - inset_m, half_m - inset_m
    turns = [math.pi * i / steps for i in range(steps + 1)]
    bend = [(-math.cos(t) * reach_m, spring_m + math.sin(t) * (top_m - spring_m)) for t in turns]
    uprights = [spring_m * i / 3 for i in range(3)]
    return [*((-reach_m, y) for y in uprights), *bend, *((reach_m, y) for y in reversed(uprights))]


def _arch(half_m: float, height_m: float, steel: str, detail: float) -> list[Surface]:
    """A lattice arch in the plane x = 0, and the rafters that carry the roof above it."""
    steps = 10 if detail >= FINE else 7
    outer, inner = _chord(half_m, height_m, 0.0, steps), _chord(half_m, height_m, LATTICE_M, steps)
    found = [tube([(0.0, y, z) for z, y in line], 0.17, material=steel, sides=4) for line in (outer, inner)]
    web = [(outer if i % 2 else inner)[i] for i in range(1, len(outer) - 1)]
    found.append(tube([(0.0, y, z) for z, y in web], 0.08, material=steel, sides=3, closed=False))
    ridge_m, eaves_m = height_m - 0.1, height_m * EAVES - 0.1
    rafters = [(0.0, eaves_m, -half_m), (0.0, ridge_m, 0.0), (0.0, eaves_m, half_m)]
    found += [tube(leg, 0.14, material=steel, sides=4) for leg in (rafters[:2], rafters[1:])]
    return found


def _aisle_bars(half_m: float, aisle_m: float, height_m: float, steel: str) -> list[Surface]:
    """The outer post and the sloping rafter of an aisle, on both sides of the nave."""
    top_m = height_m * AISLE
    low_m, found = top_m * AISLE_FALL, []
    for side in (-1, 1):
        z = side * (half_m + aisle_m)
        found.append(bars([(0.0, 0.0, z - side * 0.15)], (0.3, low_m, 0.3), material=steel))
        found.append(tube([(0.0, low_m, z), (0.0, top_m, side * half_m)], 0.12, material=steel, sides=4))
    return found


def _purlins(length_m: float, half_m: float, height_m: float, steel: str) -> list[Surface]:
    """What runs along the hall: purlins under both slopes, the beams at the eaves and the rails of the crane."""
    shares = [i / 5 for i in range(6)]
    spots = [
        (0.0, height_m * (EAVES + (1 - EAVES) * s) - 0.2, side * half_m * (1 - s)) for s in shares for side in (-1, 1)
    ]
    crane = [(0.0, height_m * SPRING - 0.6, side * (half_m - LATTICE_M - 0.3)) for side in (-1, 1)]
    return [
        bars(spots, (length_m, 0.18, 0.14), material=steel, bottom=True),
        bars([*crane, (0.0, height_m * AISLE, -half_m)], (length_m, 0.55, 0.3), material=steel, bottom=True),
    ]


def _roof(length_m: float, half_m: float, height_m: float) -> list[Surface]:
    """Two slopes seen from above and below; of the front one only the glass under the ridge is drawn."""

    def strip(side: int, low: float, high: float) -> Panel:
        x = length_m / 2 + 0.4
        (z0, y0), (z1, y1) = (
            (side * half_m * (1 - s) * 1.04, height_m * (EAVES + (1 - EAVES) * s)) for s in (low, high)
        )
        return [(-x * side, y0, z0), (x * side, y0, z0), (x * side, y1, z1), (-x * side, y1, z1)]

    slate = [strip(-1, 0, 1), strip(1, SKYLIGHT[1], 1)]
    under: list[Panel] = [[(x, y - 0.06, z) for x, y, z in reversed(panel)] for panel in slate]
    glass = panels([strip(1, *SKYLIGHT)], material="glass")
    return [panels(slate, material="slate"), panels(under, material="#b9b6ae"), glass]


def _north(
    length_m: float, depths: tuple[float, float], height_m: float, bays: int, walls: str, detail: float
) -> list[Surface]:
    """The aisle and the tall wall over it on the far side, as one sees them from inside; plain from outside."""
    half_m, aisle_m = depths
    top_m, eaves_m = height_m * AISLE, height_m * EAVES
    low_m, z = top_m * AISLE_FALL, -(half_m + aisle_m)
    pane_m = length_m / bays * 0.56
    low = rows_of(length_m, bays, [low_m * 0.2], (pane_m, low_m * 0.65), rise_m=pane_m / 2, leaves=(2, 2))
    high = rows_of(length_m, bays, [0.5], (pane_m * 1.3, eaves_m - top_m - 1.1), leaves=(3, 2))
    found = moved(wall((length_m, low_m), low, material=walls, detail=min(detail, 0.3), pane=DAYLIGHT), by=(0, 0, z))
    upper = wall((length_m, eaves_m - top_m), high, material=walls, detail=min(detail, 0.3), pane=DAYLIGHT)
    found += moved(upper, by=(0, top_m, -half_m))
    for size, y, at in ((low_m, 0.0, z - 0.3), (eaves_m - top_m, top_m, -half_m - 0.3)):
        found += moved(wall((length_m, size), [], material=walls, detail=0), turn_deg=180, by=(0, y, at))
    x = length_m / 2
    lid: Panel = [(x, low_m, z - 0.5), (-x, low_m, z - 0.5), (-x, top_m, -half_m), (x, top_m, -half_m)]
    under: Panel = [(x, y - 0.06, z) for x, y, z in reversed(lid)]
    return [*found, panels([lid], material="slate"), panels([under], material="#b9b6ae")]


def _end(depths: tuple[float, float], height_m: float, walls: str, steel: str, detail: float) -> list[Surface]:
    """A gable to +Z, seen from both sides: brick between bars of steel, tall windows, and the slopes of the aisles."""
    half_m, aisle_m = depths
    top_m, eaves_m = height_m * AISLE, height_m * EAVES
    low_m, pane_m = top_m * AISLE_FALL, half_m * 0.4
    tall = rows_of(half_m * 2 * 0.84, 3, [eaves_m * 0.08], (pane_m, eaves_m * 0.84), rise_m=pane_m / 2, leaves=(3, 6))
    found = wall((half_m * 2, eaves_m), tall, material=walls, detail=detail, frame=steel, depth_m=0.25)
    heads: list[Panel] = [[(-half_m, eaves_m, 0.0), (half_m, eaves_m, 0.0), (0.0, height_m, 0.0)]]
    sides: list[Panel] = []
    for side in (-1, 1):
        near, far = side * half_m, side * (half_m + aisle_m)
        cheek = [(near, 0.0, 0.0), (far, 0.0, 0.0), (far, low_m, 0.0), (near, top_m, 0.0)]
        sides.append(cheek if side > 0 else cheek[::-1])
    inner: list[Panel] = [[(x, y, -0.3) for x, y, _ in reversed(panel)] for panel in sides]
    whole: Panel = [(half_m, 0.0, -0.3), (-half_m, 0.0, -0.3), (-half_m, eaves_m, -0.3), (half_m, eaves_m, -0.3)]
    crown: list[Panel] = [[(x, y, -0.3) for x, y, _ in reversed(panel)] for panel in heads]
    found += [panels([*sides, *inner, whole], material=walls), panels([*heads, *crown], material=walls)]
    posts = [(x * half_m, 0.0, 0.06) for x in (-1.0, -0.29, 0.29, 1.0)]
    rails = [(0.0, y, 0.05) for y in (top_m, eaves_m)]
    found.append(bars(posts, (0.3, eaves_m, 0.16), material=steel))
    found.append(bars(rails, (half_m * 2, 0.35, 0.14), material=steel, bottom=True))
    return found + [tube(line, 0.16, material=steel, sides=4) for line in _gable_bars(half_m, eaves_m, height_m)]


def _gable_bars(half_m: float, eaves_m: float, height_m: float) -> list[list[Point]]:
    """The edges of the gable and the struts that stand in it."""
    slope = [(-half_m, eaves_m, 0.08), (0.0, height_m, 0.08), (half_m, eaves_m, 0.08)]
    struts = [
        [(x * half_m, eaves_m, 0.08), (x * half_m, eaves_m + (height_m - eaves_m) * (1 - abs(x)), 0.08)]
        for x in (-0.6, -0.3, 0.0, 0.3, 0.6)
    ]
    return [*(list(pair) for pair in itertools.pairwise(slope)), *struts]


PARTS = (
    Part(
        "steel_hall",
        N_("Stahlhalle"),
        N_("Eine Halle aus stählernen Bögen, vorn offen gezeigt, damit man hineinsieht."),
        (
            Parameter("length_m", "Länge", "m", 66.0, 12.0, 160.0, spans="width"),
            Parameter("width_m", "Breite des Mittelschiffs", "m", 20.0, 8.0, 40.0, spans="depth"),
            Parameter("height_m", "Höhe", "m", 21.0, 8.0, 40.0),
            Parameter("aisle_m", "Tiefe jedes Seitenschiffs", "m", 6.5, 2.0, 20.0, short=N_("Tiefe Seitenschiff")),
            Parameter("bays", "Zahl der Felder", "count", 10, 2, 24),
            Parameter("walls", "Farbe oder Material der Wände", "colour", "brick", short=N_("Wände")),
            Parameter("steel", "Farbe oder Material des Stahls", "colour", "#8fa3ad", short=N_("Stahl")),
        ),
        build_steel_hall,
        search="steel hall, Halle, Bogen, Industrie, arches",
    ),
)
