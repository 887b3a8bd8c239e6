"""Signs that are read without words: drawn in the unit square, laid on planes and on columns.

An icon is a list of convex polygons, each with True for its main colour or False for its second;
coordinates run from -0.5 to 0.5, to the right and upward, counter-clockwise.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from app.meshes.shapes_panels import panels
from app.meshes.skin import Surface

Flat = tuple[float, float]
Shape = tuple[bool, list[Flat]]
Place = Callable[[float, float], tuple[float, float, float]]


def rect(x: float, y: float, width: float, height: float, main: bool = True) -> Shape:
    """A rectangle with its middle at (x, y)."""
    w, h = width / 2, height / 2
    return main, [(x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h)]


def disc(x: float, y: float, radius: float, main: bool = True, *, sides: int = 12) -> Shape:
    """A disc with its middle at (x, y)."""
    turns = [2 * math.pi * side / sides for side in range(sides)]
    return main, [(x + math.cos(turn) * radius, y + math.sin(turn) * radius) for turn in turns]


def poly(*points: Flat, main: bool = True) -> Shape:
    """A convex polygon, counter-clockwise."""
    return main, list(points)


def _person(x: float, y: float, size: float) -> list[Shape]:
    shoulders = poly(
        (x - 0.2 * size, y - 0.4 * size),
        (x + 0.2 * size, y - 0.4 * size),
        (x + 0.13 * size, y + 0.08 * size),
        (x - 0.13 * size, y + 0.08 * size),
    )
    return [shoulders, disc(x, y + 0.26 * size, 0.14 * size, sides=8)]


def _stroke(*points: Flat, width: float = 0.09, main: bool = True) -> list[Shape]:
    """A line of quads along ``points``."""
    found = []
    for (x0, y0), (x1, y1) in pairwise(points):
        run = math.hypot(x1 - x0, y1 - y0)
        nx, ny = -(y1 - y0) / run * width / 2, (x1 - x0) / run * width / 2
        found.append(poly((x0 - nx, y0 - ny), (x1 - nx, y1 - ny), (x1 + nx, y1 + ny), (x0 + nx, y0 + ny), main=main))
    return found


def _rays() -> list[Shape]:
    found: list[Shape] = []
    for ray in range(8):
        x, y = math.cos(ray * math.pi / 4), math.sin(ray * math.pi / 4)
        found += _stroke((x * 0.28, y * 0.28), (x * 0.42, y * 0.42), width=0.07)
    return found


def _days() -> list[Shape]:
    return [rect(-0.22 + 0.22 * i, 0.06 - 0.2 * j, 0.12, 0.12, False) for i in range(3) for j in range(2)]


ICONS: Mapping[str, Sequence[Shape]] = {
    "temperature": [
        rect(0, 0.1, 0.16, 0.6),
        disc(0, 0.4, 0.08, sides=8),
        disc(0, -0.28, 0.17),
        rect(0.22, 0.3, 0.12, 0.04),
        rect(0.22, 0.12, 0.12, 0.04),
    ],
    "noise": [rect(-0.32 + 0.16 * i, 0, 0.09, high) for i, high in enumerate((0.24, 0.56, 0.84, 0.44, 0.3))],
    "people": [*_person(-0.27, -0.06, 0.75), *_person(0.27, -0.06, 0.75), *_person(0, 0, 1.0)],
    "wind": [
        *_stroke((-0.42, 0.18), (0.18, 0.18), (0.3, 0.28), (0.2, 0.38)),
        *_stroke((-0.42, 0), (0.38, 0)),
        *_stroke((-0.42, -0.18), (0.08, -0.18), (0.2, -0.28), (0.1, -0.38)),
    ],
    "rain": [disc(0, -0.12, 0.25), poly((-0.215, 0.0), (0.215, 0.0), (0, 0.42))],
    "sun": [disc(0, 0, 0.2), *_rays()],
    "document": [rect(0, 0, 0.58, 0.8), *[rect(-0.02, 0.2 - 0.17 * i, 0.38, 0.06, False) for i in range(4)]],
    "calendar": [rect(0, -0.04, 0.74, 0.68), rect(0, 0.36, 0.74, 0.16), *_days()],
    "speech": [
        rect(0, 0.1, 0.8, 0.5),
        poly((-0.2, -0.15), (-0.24, -0.4), (0.04, -0.15)),
        *[disc(-0.22 + 0.22 * i, 0.1, 0.06, False, sides=8) for i in range(3)],
    ],
    "map": [disc(0, 0.14, 0.26), poly((0, -0.42), (0.22, 0.0), (-0.22, 0.0)), disc(0, 0.14, 0.1, False, sides=8)],
    "card": [
        rect(0, 0, 0.86, 0.56),
        disc(-0.22, 0.04, 0.1, False, sides=8),
        rect(0.16, 0.1, 0.32, 0.06, False),
        rect(0.16, -0.06, 0.32, 0.06, False),
    ],
    "tram": [
        rect(0, 0.02, 0.52, 0.62),
        rect(0, 0.12, 0.4, 0.24, False),
        rect(0, 0.4, 0.3, 0.05),
        disc(-0.14, -0.16, 0.05, False, sides=8),
        disc(0.14, -0.16, 0.05, False, sides=8),
        rect(0, -0.38, 0.62, 0.05),
    ],
    "home": [
        rect(0, -0.16, 0.52, 0.44),
        poly((-0.42, 0.06), (0.42, 0.06), (0, 0.44)),
        rect(0, -0.24, 0.15, 0.28, False),
    ],
    "check": _stroke((-0.34, 0.02), (-0.1, -0.24), (0.36, 0.28), width=0.15),
}


def drawn(name: str, place: Place, size_m: float, *, main: str, second: str) -> list[Surface]:
    """Draw an icon ``size_m`` wide; ``place`` turns metres right and up into a point in space."""
    found: list[Surface] = []
    for is_main, colour in ((True, main), (False, second)):
        fans = []
        for role, shape in ICONS[name]:
            if role is not is_main:
                continue
            corners = [place(x * size_m, y * size_m) for x, y in shape]
            fans += [[corners[0], corners[i], corners[i + 1]] for i in range(1, len(corners) - 1)]
        if fans:
            found.append(panels(fans, material=colour))
    return found


def plane(x_m: float, y_m: float, z_m: float) -> Place:
    """An upright plane that looks to +Z, its middle at the point."""
    return lambda right, up: (x_m + right, y_m + up, z_m)


def column(radius_m: float, turn_deg: float, y_m: float) -> Place:
    """The skin of a column; ``turn_deg`` runs anticlockwise from +Z as seen from above."""

    def place(right: float, up: float) -> tuple[float, float, float]:
        angle = math.radians(turn_deg) + right / radius_m
        return radius_m * math.sin(angle), y_m + up, radius_m * math.cos(angle)

    return place
