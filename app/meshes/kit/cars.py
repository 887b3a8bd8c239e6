"""Cars, and car bodies on an assembly line.  They drive towards +Z."""

from collections.abc import Mapping

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.kit.wheel import disc_wheel
from app.meshes.shapes_loft import limb, rounded, shell
from app.meshes.shapes_panels import bars
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import box, cylinder

FINE = 0.5
GLASS, DARK = "#3d4a55", "#33373c"
KINDS: Mapping[str, tuple[float, float, float, float, float]] = {
    # length, height, share of the length where the cabin begins and ends, from the nose; slope
    "compact": (4.0, 1.48, 0.27, 0.97, 0.15),
    "saloon": (4.6, 1.44, 0.30, 0.84, 0.17),
    "estate": (4.6, 1.48, 0.29, 0.98, 0.15),
    "van": (5.0, 1.98, 0.12, 0.99, 0.10),
}


def car(*, kind: str, colour: str, detail: float) -> list[Surface]:
    """One car of everyday make; at most 400 triangles."""
    parts = _body(kind, colour, GLASS, detail)
    length_m = KINDS[kind][0]
    for x in (-0.8, 0.8):
        for z in (length_m * 0.31, -length_m * 0.29):
            parts += moved(disc_wheel(0.32, 0.2, detail=detail), by=(x, 0.32, z))
    if detail > FINE:
        front_m = length_m / 2
        lamps = [(x, 0.62, front_m - 0.13) for x in (-0.62, 0.62)]
        tails = [(x, 0.68, -front_m + 0.1) for x in (-0.66, 0.66)]
        parts.append(bars(lamps, (0.32, 0.12, 0.16), material="#f3f1e4"))
        parts.append(bars(tails, (0.24, 0.14, 0.12), material="#b3382f"))
        parts.append(
            bars([(-0.9, 0.92, front_m * 0.28), (0.9, 0.92, front_m * 0.28)], (0.2, 0.12, 0.1), material=colour)
        )
    return parts


def car_line(*, count: int, spacing_m: float, colour: str, robots: bool, detail: float) -> list[Surface]:
    """Car bodies without wheels on a conveyor along Z, with welding robots beside it."""
    length_m = count * spacing_m
    parts = [
        box((2.3, 0.3, length_m), material="steel"),
        box((0.8, 0.36, length_m), material="#e2b13c"),
    ]
    for place in range(count):
        z = (place + 0.5) * spacing_m - length_m / 2
        shade = colour if place % 3 else "#c9ccd0"
        shell_ = _body("compact", shade, DARK, detail)
        parts += moved(shell_, by=(0, 0.3, z))
        if robots:
            side = 1 if place % 2 else -1
            arm = moved(_robot(detail), turn_deg=90 if side < 0 else -90)
            parts += moved(arm, by=(side * 2.5, 0, z + spacing_m * 0.25))
    return parts


def _body(kind: str, colour: str, windows: str, detail: float) -> list[Surface]:
    """The shell of a car: plan outlines one over the other, the cabin on the bonnet."""
    length_m, height_m, begin, end, slope = KINDS[kind]
    front, back = length_m * (0.5 - begin), length_m * (0.5 - end)
    levels = [  # height, width, z of the front and of the back
        (0.24, 1.66, length_m * 0.485, -length_m * 0.485),
        (0.5, 1.76, length_m * 0.5, -length_m * 0.5),
        (0.78, 1.74, length_m * 0.475, -length_m * 0.49),
        (0.94, 1.62, front + 0.1, back - 0.02),
        (height_m - 0.06, 1.28, front - length_m * slope, back + length_m * slope * 0.5),
        (height_m, 1.1, front - length_m * slope - 0.14, back + length_m * slope * 0.5 + 0.12),
    ]
    steps = 2 if detail > FINE else 1
    rings = []
    for level, width_m, nose, tail in levels:
        plan = rounded(width_m, nose - tail, 0.34 if level < 0.9 else 0.16, steps=steps)
        rings.append([(x, level, z + (nose + tail) / 2) for x, z in plan])

    def paint(row: int, column: int) -> str:
        if row == 0:
            return DARK
        straight = (column + 1) % (steps + 1) == 0
        return windows if row == 3 and (straight or detail <= FINE) else colour

    parts = shell(rings, paint, lid=colour, crease_deg=32)
    if detail > FINE:
        posts = [(x, 0.93, (front + back) / 2 - 0.1) for x in (-0.74, 0.74)]
        parts.append(bars(posts, (0.2, height_m - 1.04, 0.09), material=colour))
    return parts


def _robot(detail: float) -> list[Surface]:
    """A welding robot that reaches to +Z."""
    sides = 6 if detail > FINE else 4
    orange = "#e07b2e"
    reach = [(0, 0.5, 0), (0, 1.5, -0.25), (0, 2.0, 0.6), (0, 1.45, 1.3)]
    return [
        cylinder(0.36, 0.55, material=DARK, sides=8),
        limb(reach, [0.26, 0.19, 0.15, 0.08], material=orange, sides=sides),
        limb([reach[3], (0, 1.2, 1.5)], [0.04, 0.02], material=DARK, sides=4),
    ]


COLOUR = Parameter("colour", "Farbe des Lacks", "colour", "#8fa3b5")
CARS = (
    Part(
        "car",
        N_("Auto"),
        N_("Auto in vier Bauformen."),
        (Parameter("kind", "Bauform", "choice", "compact", choices=tuple(KINDS)), COLOUR),
        car,
        search="car, Pkw, Wagen, Kombi, Limousine, van",
    ),
    Part(
        "car_line",
        N_("Karossenband"),
        N_("Rohbau-Karossen auf dem Band eines Autowerks, mit Schweißrobotern."),
        (
            Parameter("count", "Zahl der Karossen", "count", 4, 1, 12),
            Parameter("spacing_m", "Abstand von Karosse zu Karosse", "m", 6.0, 4.6, 12.0, short=N_("Abstand")),
            COLOUR,
            Parameter("robots", "Mit Robotern", "switch", True),
        ),
        car_line,
        search="car assembly line, Autowerk, Roboter, Fabrik, robots, factory",
    ),
)
