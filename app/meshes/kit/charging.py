"""A charging point for electric cars: a column with two cables behind hoops that guard it.  Cars stand towards +Z."""

import math

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, bars
from app.meshes.skin import Surface
from app.meshes.surfaces import box, cylinder, tube

WIDE_M, DEEP_M = 0.5, 0.32
STEEL, BLUE, PALE = "#8b9198", "#1f5fa8", "#f4f4f1"


def build_charging_station(
    *, height_m: float, cables: int, guard: bool, sign: bool, colour: str, detail: float
) -> list[Surface]:
    """A charging point for two cars.

    Columns with 22 kW are 1.40 to 1.80 m high, screen and sockets between 0.85 and 1.20 m can be reached by all
    (DIN 18040-3); the sign is 2.20 m above the ground.
    """
    front = DEEP_M / 2
    bevel_m = 0.03 if detail > FINE else 0.0
    found = [
        box((0.72, 0.1, 0.52), material="concrete", bevel_m=bevel_m),
        box((WIDE_M, height_m - 0.1, DEEP_M), material=PALE, at=(0, 0.1, 0), bevel_m=bevel_m),
        bars([(0, 0.35, front)], (WIDE_M - 0.1, height_m - 0.5, 0.02), material="#2f353b", bottom=True),
        bars([(0, height_m - 0.14, 0)], (WIDE_M + 0.02, 0.07, DEEP_M + 0.02), material=colour),
        bars([(0, 1.22, front + 0.01)], (0.26, 0.17, 0.02), material="screen", bottom=True),
    ]
    for side in (-1, 1)[:cables]:
        found += _cable(side, detail)
    if guard:
        found += [_hoop(side * 0.62, detail) for side in (-1, 1)]
    return found + (_sign(detail) if sign else [])


def _cable(side: int, detail: float) -> list[Surface]:
    """A plug in its holder at one side, and the loop of its cable."""
    x = side * (WIDE_M / 2 + 0.05)
    bow = [(math.cos(turn) * 0.14, 0.36 - math.sin(turn) * 0.14) for turn in (math.pi * i / 6 for i in range(7))]
    loop = [(x + side * 0.04, y, z) for z, y in ((0.12, 0.98), *bow, (-0.14, 0.8))]
    holder = bars([(x, 0.95, 0.12)], (0.1, 0.16, 0.1), material="#2f353b", bottom=True)
    return [holder, tube(loop, 0.022, material="rubber", sides=5 if detail > FINE else 3)]


def _hoop(x: float, detail: float) -> Surface:
    """A hoop of steel that keeps cars away."""
    line = [(x, 0.0, 0.2), (x, 0.62, 0.2), (x, 0.7, 0.26), (x, 0.7, 0.5), (x, 0.62, 0.56), (x, 0.0, 0.56)]
    return tube(line, 0.038, material=STEEL, sides=6 if detail > FINE else 4, closed=False)


def _sign(detail: float) -> list[Surface]:
    """A blue board with a plug, on a pole behind the column."""
    z = -DEEP_M / 2 - 0.25
    face = z + 0.05
    found = [
        cylinder(0.03, 2.75, material=STEEL, at=(0, 0, z), sides=8 if detail > FINE else 5),
        box((0.42, 0.6, 0.03), material=BLUE, at=(0, 2.2, z + 0.035), faces="all"),
    ]
    body = [(0.0, 2.42, face), (0.0, 2.29, face)]
    prongs = [(side * 0.05, 2.58, face) for side in (-1, 1)]
    plug = bars([*body, *prongs], [(0.2, 0.16, 0.01), (0.03, 0.14, 0.01), *[(0.03, 0.09, 0.01)] * 2], material=PALE)
    return [*found, plug]


PARTS = (
    Part(
        "charging_station",
        N_("E-Ladesäule"),
        N_("Eine Ladesäule für zwei Elektroautos, mit Kabeln, Anfahrschutz und Schild."),
        (
            Parameter("height_m", "Höhe", "m", 1.7, 1.3, 2.4, spans=""),  # the sign is higher
            Parameter("cables", "Zahl der Kabel", "count", 2, 0, 2),
            Parameter("guard", "Mit Anfahrschutz", "switch", True),
            Parameter("sign", "Mit Schild", "switch", True),
            Parameter("colour", "Farbe des Streifens", "colour", "#86bbe0"),
        ),
        build_charging_station,
        search="charging station, Ladestation, Ladepunkt, Wallbox, E-Auto, laden, Strom, EV charger",
    ),
)
