"""Where one sits together outside: tables with benches, and tables with chairs under a parasol."""

import math

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, bars
from app.meshes.skin import Surface, moved, tipped
from app.meshes.surfaces import cylinder, lathe

DARK, STEEL = "#3a3e43", "#8b9198"
SEAT_M, TABLE_M = 0.45, 0.74  # usual heights
LEAN_DEG = 22.0  # of the legs of a picnic table


def picnic_table(*, length_m: float, colour: str, detail: float) -> list[Surface]:
    """A table of boards along X with a bench on either side, in one piece; a table is 0.74 m high, a bench 0.45 m."""
    boards = 5 if detail > FINE else 1
    deep_m = 0.75 / boards
    tops = [(0.0, TABLE_M - 0.045, (board + 0.5) * deep_m - 0.375) for board in range(boards)]
    found = [bars(tops, (length_m, 0.045, deep_m - 0.012), material=colour, bottom=True)]
    seats = [(0.0, SEAT_M - 0.045, side * (0.62 + 0.13 * row)) for side in (-1, 1) for row in (0, 1)]
    found.append(bars(seats, (length_m, 0.045, 0.12), material=colour, bottom=True))
    ends = [side * (length_m / 2 - 0.3) for side in (-1, 1)]
    beams = [(x, y, 0.0) for x in ends for y in (SEAT_M - 0.14, TABLE_M - 0.14)]
    sizes = [(0.06, 0.095, deep) for _ in ends for deep in (1.52, 0.7)]
    found.append(bars(beams, sizes, material=colour, bottom=True))
    top_m = TABLE_M - 0.06
    long_m = (top_m - 0.02) / math.cos(math.radians(LEAN_DEG))
    leg = bars([(0, top_m - long_m, 0)], (0.06, long_m, 0.1), material=colour, bottom=True)
    for x in ends:
        for side in (-1, 1):
            leaning = tipped([leg], by_deg=-side * LEAN_DEG, axis="x", around=(0, top_m, 0))
            found += moved(leaning, by=(x, 0, side * 0.2))
    return found


def cafe_table(*, chairs: int, parasol: bool, colour: str, cloth: str, detail: float) -> list[Surface]:
    """A round table with chairs about it, and a parasol of 2.50 m across."""
    sides = 16 if detail > FINE else 8
    found = [
        cylinder(0.36, 0.03, material="white", at=(0, TABLE_M - 0.03, 0), sides=sides),
        cylinder(0.035, TABLE_M - 0.03, material=DARK, sides=6),
        cylinder(0.24, 0.03, material=DARK, sides=sides),
    ]
    chair = _chair(colour, detail)
    for place in range(chairs):
        found += moved(moved(chair, by=(0, 0, 0.68)), turn_deg=360 * (place + 0.5) / chairs)
    return found + (_parasol(cloth, detail) if parasol else [])


def _chair(colour: str, detail: float) -> list[Surface]:
    """A chair that looks to -Z, its middle over the origin."""
    legs = [(x * 0.19, 0.0, z * 0.19) for x in (-1, 1) for z in (-1, 1)]
    found = [bars([(0, SEAT_M - 0.03, 0)], (0.44, 0.03, 0.43), material=colour, bottom=True)]
    found.append(bars(legs, (0.025, SEAT_M - 0.03, 0.025), material=DARK))
    if detail <= FINE:
        return [*found, bars([(0, 0.58, 0.21)], (0.42, 0.34, 0.03), material=colour, bottom=True)]
    slats = [(0.0, 0.58 + 0.13 * row, 0.2 + 0.015 * row) for row in range(3)]
    found.append(bars(slats, (0.42, 0.08, 0.025), material=colour, bottom=True))
    posts = [(x * 0.19, SEAT_M, 0.22) for x in (-1, 1)]
    return [*found, bars(posts, (0.025, 0.46, 0.02), material=DARK)]


def _parasol(cloth: str, detail: float) -> list[Surface]:
    count = 8 if detail > FINE else 6
    top_m, rim_m, radius_m = 2.75, 2.25, 1.25
    upper = lathe([(radius_m, rim_m), (0.0, top_m)], material=cloth, sides=count, smooth=False)
    under = lathe([(0.0, top_m - 0.02), (radius_m, rim_m)], material=cloth, sides=count, smooth=False)
    hem = lathe([(radius_m, rim_m - 0.16), (radius_m, rim_m)], material=cloth, sides=count, smooth=False)
    inside = lathe(
        [(radius_m - 0.004, rim_m), (radius_m - 0.004, rim_m - 0.16)], material=cloth, sides=count, smooth=False
    )
    pole = cylinder(0.025, top_m + 0.06, material=STEEL, sides=6)
    return [upper, under, hem, inside, pole]


PARTS = (
    Part(
        "picnic_table",
        N_("Picknicktisch"),
        N_("Ein Tisch mit zwei Bänken in einem Stück."),
        (
            Parameter("length_m", "Länge", "m", 1.8, 1.2, 6.0, spans="width"),
            Parameter("colour", "Farbe oder Material", "colour", "wood"),
        ),
        picnic_table,
        search="picnic table, Tisch, Bank, Sitzgruppe, Rastplatz, table, bench",
    ),
    Part(
        "cafe_table",
        N_("Cafétisch"),
        N_("Ein runder Tisch mit Stühlen, auf Wunsch mit Sonnenschirm."),
        (
            Parameter("chairs", "Zahl der Stühle", "count", 4, 1, 6),
            Parameter("parasol", "Mit Sonnenschirm", "switch", True),
            Parameter("colour", "Farbe oder Material der Stühle", "colour", "#7c8b6a", short=N_("Stühle")),
            Parameter("cloth", "Farbe oder Material des Schirms", "colour", "fabric", short=N_("Schirm")),
        ),
        cafe_table,
        search="café table, Tisch, Stühle, Sonnenschirm, Außengastronomie, chairs, parasol, outdoor seating",
    ),
)
