"""The glass arcade of a science park: a sloped front of glass, galleries behind it, office houses at its back."""

import itertools
import math
from dataclasses import dataclass

from app.i18n import N_
from app.meshes.kit.houses import flat_roof
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Opening, Panel, Point, bars, panels, rows_of, wall
from app.meshes.skin import Surface, moved

FRAME, FLOOR, LIT = "#7d929d", "#e6e2d8", "#f3efe4"
FRONT_M = 9.0  # how far the sloped glass stands out at its foot from the rooms behind it
BEHIND_M = 3.2  # how deep the galleries in front of these rooms are
PAVILION_M = (12.0, 22.0)
BAY_M, PANE_M = 7.2, 2.4  # from rib to rib, from bar to bar
LIP = 0.27  # the share of the slope that the lowest row of panes takes; these swing open
RAILS = (LIP, 0.45, 0.63, 0.82, 1.0)
STOREYS = 3


def build_glass_hall(
    *, length_m: float, height_m: float, depth_m: float, pavilions: int, open_panes: bool, detail: float
) -> list[Surface]:
    """A long bar whose front, to +Z, is a sloped arcade of glass; houses stand at its back like the teeth of a comb.

    ``depth_m`` is that of arcade and rooms together; both ends of the arcade are glass, too.
    """
    half_m, back_m, foot_m = length_m / 2, -depth_m / 2, depth_m / 2
    rooms_m = foot_m - FRONT_M  # where the rooms end and the arcade begins
    slope = _Slope(half_m, height_m, rooms_m + 0.6, foot_m)
    found = moved(wall((length_m, height_m), [], material="plaster", detail=0), turn_deg=180, by=(0, 0, back_m))
    found += _rooms(length_m, height_m, (back_m, rooms_m), detail)
    found += _galleries(length_m, height_m, rooms_m, detail)
    found += _glass(slope, open_panes, detail) + _steel(slope, detail) + _glass_ends(slope, rooms_m)
    found.append(bars([(0, height_m, rooms_m + 0.5)], (length_m, 0.45, 0.6), material=FRAME, bottom=True))
    step_m = length_m / max(1, pavilions)
    for i in range(pavilions):
        at = ((i + 0.5) * step_m - half_m, 0.0, back_m - PAVILION_M[1] / 2)
        found += moved(_pavilion(height_m - 1.5, detail), by=at)
    return found


@dataclass(frozen=True)
class _Slope:
    """The plane of the glass, from its foot to its head."""

    half_m: float
    height_m: float
    head_z: float
    foot_z: float

    @property
    def outward(self) -> tuple[float, float]:
        """How far up and south one metre leads that stands square on the glass."""
        run_m = math.hypot(self.height_m, self.foot_z - self.head_z)
        return (self.foot_z - self.head_z) / run_m, self.height_m / run_m

    def at(self, x: float, share: float, out_m: float = 0.0) -> Point:
        """Return a point of the glass, ``out_m`` before it; never below the ground."""
        up, south = self.outward
        z = self.foot_z + (self.head_z - self.foot_z) * share
        return (x, max(0.0, self.height_m * share + up * out_m), z + south * out_m)

    def xs(self, step_m: float) -> list[float]:
        """Return where bars stand that divide the length into steps of about ``step_m``."""
        count = max(2, round(self.half_m * 2 / step_m))
        return [self.half_m * (2 * i / count - 1) for i in range(count + 1)]


def _rooms(length_m: float, height_m: float, zs: tuple[float, float], detail: float) -> list[Surface]:
    """The rooms behind the arcade: a light front with a row of panes on each storey, and solar cells on the roof."""
    back_m, front_m = zs
    storey_m = height_m / STOREYS
    panes = rows_of(
        length_m, max(2, round(length_m / 3.6)), [storey_m * i + 0.35 for i in range(STOREYS)], (2.7, storey_m - 1.5)
    )
    found = moved(
        wall((length_m, height_m), panes, material=LIT, detail=min(detail, 0.3), pane="#8ea3ae"), by=(0, 0, front_m)
    )
    half_m, x = length_m / 2, length_m / 2
    lid: Panel = [
        (-x, height_m, front_m + 0.5),
        (x, height_m, front_m + 0.5),
        (x, height_m, back_m),
        (-x, height_m, back_m),
    ]
    rows = [(0.0, height_m + 0.1, back_m + 1.0 + i * 1.6) for i in range(max(1, int((front_m - back_m - 1) / 1.6)))]
    cells: list[Panel] = [
        [(-half_m + 1, y, z + 1.1), (half_m - 1, y, z + 1.1), (half_m - 1, y + 0.55, z), (-half_m + 1, y + 0.55, z)]
        for _, y, z in rows
    ]
    found += [panels([lid], material="gravel"), panels(cells, material="solar")]
    ends: list[Panel] = []
    for side in (-1, 1):
        end = [
            (side * x, 0.0, front_m),
            (side * x, 0.0, back_m),
            (side * x, height_m, back_m),
            (side * x, height_m, front_m),
        ]
        ends.append(end if side > 0 else end[::-1])
    return [*found, panels(ends, material="plaster")]


def _galleries(length_m: float, height_m: float, rooms_m: float, detail: float) -> list[Surface]:
    """What one sees through the glass: floors to walk on with their rails, columns, and the shafts of the lifts."""
    storey_m, z = height_m / STOREYS, rooms_m + BEHIND_M / 2
    decks = [(0.0, storey_m * i - 0.25, z) for i in range(1, STOREYS)]
    found = [bars(decks, (length_m - 0.4, 0.25, BEHIND_M), material=FLOOR, bottom=True)]
    x, low, high = length_m / 2, rooms_m, rooms_m + FRONT_M
    floor: Panel = [(-x, 0.05, high), (x, 0.05, high), (x, 0.05, low), (-x, 0.05, low)]
    found.append(panels([floor], material="slabs"))
    rails = [(0.0, y + 1.2, rooms_m + BEHIND_M - 0.05) for _, y, _ in decks]
    found.append(bars(rails, (length_m - 0.4, 0.07, 0.07), material=FRAME, bottom=True))
    count = max(2, round(length_m / BAY_M))
    step_m = length_m / count
    feet = [((i + 0.5) * step_m - length_m / 2, 0.0, rooms_m + BEHIND_M - 0.3) for i in range(count)]
    found.append(bars(feet, (0.28, storey_m * (STOREYS - 1), 0.28), material=FRAME))
    if detail < FINE:
        return found
    posts = [(px, y + 0.25, rooms_m + BEHIND_M - 0.05) for _, y, _ in decks for px, _, _ in feet]
    found.append(bars(posts, (0.06, 0.95, 0.06), material=FRAME))
    shafts = [((i + 0.5) * length_m / 9 - length_m / 2, 0.0, rooms_m + BEHIND_M + 1.1) for i in range(9)]
    found.append(bars(shafts, (2.0, storey_m * (STOREYS - 1) + 2.6, 2.0), material="#c7d6dc"))
    return found


def _glass(slope: _Slope, open_panes: bool, detail: float) -> list[Surface]:
    """The panes: those above in one piece per bay, every second of the lowest swung out over the quay."""
    xs = slope.xs(BAY_M if detail >= FINE else 18.0)
    found: list[Panel] = []
    for i, (x0, x1) in enumerate(itertools.pairwise(xs)):
        found.append([slope.at(x0, LIP), slope.at(x1, LIP), slope.at(x1, 1), slope.at(x0, 1)])
        if not (open_panes and i % 2):
            found.append([slope.at(x0, 0), slope.at(x1, 0), slope.at(x1, LIP), slope.at(x0, LIP)])
            continue
        hinge, reach_m = slope.at(x0, LIP), slope.height_m * LIP
        lip = (hinge[1] + reach_m * 0.1, hinge[2] + reach_m * 0.95)
        pane: Panel = [(x0, *lip), (x1, *lip), slope.at(x1, LIP), hinge]
        found += [pane, pane[::-1]]
    return [panels(found, material="glass")]


def _steel(slope: _Slope, detail: float) -> list[Surface]:
    """Deep ribs every bay, thin bars between them, and rails from end to end."""
    ribs: list[Panel] = []
    w = 0.14
    for x in slope.xs(BAY_M if detail >= FINE else 18.0):
        ribs.append(
            [slope.at(x - w, 0, 0.14), slope.at(x + w, 0, 0.14), slope.at(x + w, 1, 0.14), slope.at(x - w, 1, 0.14)]
        )
        for side in (-w, w):
            edge = x + side
            cheek = [
                slope.at(edge, 0, -0.45),
                slope.at(edge, 0, 0.14),
                slope.at(edge, 1, 0.14),
                slope.at(edge, 1, -0.45),
            ]
            ribs.append(cheek if side < 0 else cheek[::-1])
            ribs.append(ribs[-1][::-1])
    flat: list[Panel] = []
    rails = RAILS if detail >= FINE else (LIP, 1.0)
    for share in rails:
        low, high = share - 0.007, share + 0.007
        ends = (-slope.half_m, low), (slope.half_m, low), (slope.half_m, high), (-slope.half_m, high)
        flat.append([slope.at(x, s, 0.08) for x, s in ends])
    if detail >= FINE:
        for x in slope.xs(PANE_M):
            ends = (x - 0.04, LIP), (x + 0.04, LIP), (x + 0.04, 1.0), (x - 0.04, 1.0)
            flat.append([slope.at(px, s, 0.06) for px, s in ends])
    back = [panel[::-1] for panel in flat]
    return [panels([*ribs, *flat, *back], material=FRAME)]


def _glass_ends(slope: _Slope, rooms_m: float) -> list[Surface]:
    """The ends of the arcade: a triangle of glass with its bars, seen from outside."""
    found, steel = [], []
    for side in (-1, 1):
        x = side * slope.half_m
        tip = [
            (x, 0.0, slope.foot_z),
            (x, 0.0, rooms_m),
            (x, slope.height_m, rooms_m),
            (x, slope.height_m, slope.head_z),
        ]
        found.append(tip if side > 0 else tip[::-1])
        for i in range(1, 4):
            z = rooms_m + (slope.foot_z - rooms_m) * i / 4
            steel.append((x, z, slope.height_m * min(1.0, (slope.foot_z - z) / (slope.foot_z - slope.head_z))))
    posts = bars([(x, 0.0, z) for x, z, _ in steel], [(0.12, y, 0.12) for _, _, y in steel], material=FRAME)
    beams = [
        (x, slope.height_m * share, (rooms_m + slope.at(0, share)[2]) / 2, slope.at(0, share)[2] - rooms_m)
        for x in (-slope.half_m, slope.half_m)
        for share in (1 / 3, 2 / 3)
    ]
    levels = bars([(x, y, z) for x, y, z, _ in beams], [(0.14, 0.3, run) for *_, run in beams], material=FRAME)
    return [panels(found, material="glass"), posts, levels]


def _pavilion(height_m: float, detail: float) -> list[Surface]:
    """One of the office houses: bands of windows on three storeys, and a green roof."""
    width_m, depth_m = PAVILION_M
    found: list[Surface] = []
    storey_m = height_m / STOREYS
    bands = [Opening(0, storey_m * n + 0.9, depth_m - 1.6, storey_m - 1.5, 0, 9, 1) for n in range(STOREYS)]
    for turn_deg, out_m in ((90, width_m), (270, width_m)):
        side = wall((depth_m, height_m), bands, material=LIT, detail=detail, frame=FRAME)
        found += moved(moved(side, by=(0, 0, out_m / 2)), turn_deg=turn_deg)
    ends = [Opening(0, storey_m * n + 0.9, width_m - 2.4, storey_m - 1.5, 0, 5, 1) for n in range(STOREYS)]
    end = wall((width_m, height_m), ends, material=LIT, detail=min(detail, 0.3))
    found += moved(end, turn_deg=180, by=(0, 0, -depth_m / 2))
    return found + flat_roof((width_m, depth_m), height_m, 0.3, material="green_roof", walls=LIT)


PARTS = (
    Part(
        "glass_hall",
        N_("Glasarkade"),
        N_("Eine lange schräge Glasarkade mit Galerien darin und Bürohäusern an ihrer Rückseite."),
        (
            Parameter("length_m", "Länge", "m", 300.0, 30.0, 400.0, spans="width"),
            Parameter("height_m", "Höhe", "m", 14.0, 8.0, 20.0),
            Parameter("depth_m", "Tiefe ohne Pavillons", "m", 15.0, 12.0, 30.0),
            Parameter("pavilions", "Zahl der Pavillons", "count", 9, 0, 12),
            Parameter("open_panes", "Untere Scheiben stehen offen", "switch", False, short=N_("Untere Scheiben offen")),
        ),
        build_glass_hall,
        search="glass arcade, Glashalle, Passage, glass hall",
    ),
)
