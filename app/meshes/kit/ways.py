"""Ways and areas that one draws: paths, surfaces within an outline, railings; and what leads up: steps and ramps.

What leads up climbs towards the north (-Z).  What is drawn keeps the places that its points have.
"""

import itertools
import math
from collections.abc import Sequence

import numpy as np

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.outlines import signed_area
from app.meshes.parallels import distinct
from app.meshes.shapes_panels import FINE, Panel, bars, panels
from app.meshes.skin import Surface
from app.meshes.surfaces import box, prism, sheet, tube

OnGround = tuple[float, float]  # x and z in metres
RAIL_M = 0.9  # of a handrail above what one walks on
RUN_M, LANDING_M = 6.0, 1.5  # of a ramp that is no steeper than 6 %
STEEL = "#6f7881"
MOST_MITRE = 2.5  # how far the corner of an edging may reach out, in widths
EDGE_UP_M = 0.015  # of an edging above what it surrounds


def steps(
    *, count: int, width_m: float, tread_m: float, riser_m: float, rails: bool, material: str, detail: float
) -> list[Surface]:
    """Steps that climb towards the north (-Z); also to sit on.

    Outside, a tread is 0.30 to 0.37 m and a riser 0.12 to 0.16 m, with 2 risers and a tread 0.59 to 0.65 m together
    (DIN 18065 and 18040-3); steps to sit on are 0.40 to 0.45 m high.
    """
    found = []
    for step in range(count):
        depth_m = tread_m * (count - step)
        z = -tread_m * step / 2
        size = (width_m, riser_m * (step + 1), depth_m)
        bevel_m = 0.02 if detail > FINE else 0.0
        found.append(box(size, material=material, at=(0, 0, z), bevel_m=bevel_m))
    if rails:
        half_m = tread_m * count / 2
        slope = [(half_m, 0.0), (half_m - tread_m, riser_m), (-half_m, riser_m * count)]
        found += _handrails(slope, width_m / 2 - 0.12, detail)
    return found


def ramp(*, width_m: float, height_m: float, slope: float, rails: bool, material: str, detail: float) -> list[Surface]:
    """A ramp that climbs towards the north (-Z), with landings, edges against wheels, and handrails.

    Step-free is a slope of at most 6 %, a width of at least 1.20 m between handrails at 0.85 to 0.90 m, a landing of
    1.50 m after 6 m, and an edge of 0.10 m that wheels cannot cross (DIN 18040-3).
    """
    line = _climb(height_m, slope)
    x = width_m / 2
    tops: list[Panel] = []
    walls: list[Panel] = []
    for (z0, y0), (z1, y1) in itertools.pairwise(line):
        tops.append([(-x, y0, z0), (x, y0, z0), (x, y1, z1), (-x, y1, z1)])
        for side in (-1, 1):
            wall = [(side * x, 0.0, z0), (side * x, 0.0, z1), (side * x, y1, z1), (side * x, y0, z0)]
            walls.append(wall if side > 0 else wall[::-1])
    z, y = line[-1]
    walls.append([(x, 0.0, z), (-x, 0.0, z), (-x, y, z), (x, y, z)])
    found = [panels(tops, material=material), panels(walls, material=material)]
    found += [
        tube([(side * (x - 0.05), y + 0.06, z) for z, y in line], 0.05, material=STEEL, sides=4) for side in (-1, 1)
    ]
    return found + (_handrails(line, x - 0.05, detail) if rails else [])


def _climb(height_m: float, slope: float) -> list[OnGround]:
    """Return (z, y) of a ramp from its foot to its top, its middle over the origin."""
    runs = max(1, math.ceil(height_m / slope / RUN_M - 1e-9))
    run_m = height_m / slope / runs
    line = [(0.0, 0.0)]
    for run in range(runs):
        z, y = line[-1]
        line.append((z - run_m, y + height_m / runs))
        if run < runs - 1:
            line.append((z - run_m - LANDING_M, y + height_m / runs))
    half_m = -line[-1][0] / 2
    return [(z + half_m, y) for z, y in line]


def _handrails(line: Sequence[OnGround], x: float, detail: float) -> list[Surface]:
    """Two handrails beside a climbing line of (z, y), on posts at its bends and at most 2 m apart."""
    found: list[Surface] = []
    feet: list[tuple[float, float, float]] = []
    for (z0, y0), (z1, y1) in itertools.pairwise(line):
        count = max(1, math.ceil(abs(z1 - z0) / (2.0 if detail > FINE else 6.0)))
        feet += [(0.0, y0 + (y1 - y0) * i / count, z0 + (z1 - z0) * i / count) for i in range(count)]
    (z, y), sides = line[-1], (-1, 1)
    feet.append((0.0, y, z))
    for side in sides:
        rail = [(side * x, y + RAIL_M, z) for z, y in line]
        found.append(tube(rail, 0.022, material=STEEL, sides=6 if detail > FINE else 3))
    posts = [(side * x, y, z) for side in sides for _, y, z in feet]
    return [*found, bars(posts, (0.035, RAIL_M, 0.035), material=STEEL)]


def ribbon(*, points: str, width_m: float, rise_m: float, material: str, detail: float) -> list[Surface]:
    """A path of even width along ``points``, "x z, x z, …" in metres, its corners mitred."""
    line = on_ground(points)
    left, right = [], []
    for index, (x, z) in enumerate(line):
        (x0, z0), (x1, z1) = line[max(index - 1, 0)], line[min(index + 1, len(line) - 1)]
        length_m = math.hypot(x1 - x0, z1 - z0) or 1.0
        nx, nz = (z1 - z0) / length_m * width_m / 2, -(x1 - x0) / length_m * width_m / 2
        left.append((x + nx, z + nz))
        right.append((x - nx, z - nz))
    quads = []
    for i in range(len(line) - 1):
        corners = (left[i], left[i + 1], right[i + 1], right[i])
        quads.append([(x, rise_m, z) for x, z in reversed(corners)])
        for a, b in ((left[i + 1], left[i]), (right[i], right[i + 1])):
            quads.append([(a[0], 0, a[1]), (b[0], 0, b[1]), (b[0], rise_m, b[1]), (a[0], rise_m, a[1])])
    return [panels(quads, material=material)]


def area(*, points: str, rise_m: float, material: str, edge_m: float, edge: str, detail: float) -> list[Surface]:
    """A plate of ground within the outline of ``points``, with an edging around it; ``edge_m`` is its width."""
    outline = on_ground(points)
    found = prism(outline, rise_m, material=material)
    return found + (_edging(outline, rise_m + EDGE_UP_M, edge_m, edge) if edge_m > 0 else [])


def _edging(outline: Sequence[OnGround], height_m: float, width_m: float, material: str) -> list[Surface]:
    """A closed band of stones whose inner side is the outline."""
    inner = list(outline) if signed_area(np.array(outline)) < 0 else list(outline)[::-1]  # counter-clockwise from above
    outer = _offset(inner, width_m)
    quads: list[Panel] = []
    for (a, b), (c, d) in zip(_around(inner), _around(outer), strict=True):
        quads.append([(p[0], height_m, p[1]) for p in (c, d, b, a)])
        quads.append(_upright(c, d, height_m))
        quads.append(_upright(b, a, height_m))
    return [panels(quads, material=material)]


def _offset(ring: Sequence[OnGround], by_m: float) -> list[OnGround]:
    """Return a ring, counter-clockwise seen from above, drawn outward with mitred corners."""
    found = []
    for before, here, after in zip([ring[-1], *ring[:-1]], ring, [*ring[1:], ring[0]], strict=True):
        (ax, az), (bx, bz) = _outward(before, here), _outward(here, after)
        share = by_m / max(1 + ax * bx + az * bz, 1 / MOST_MITRE)
        found.append((here[0] + (ax + bx) * share, here[1] + (az + bz) * share))
    return found


def _outward(start: OnGround, end: OnGround) -> OnGround:
    """Return the unit direction to the right of a step, seen from above with the north ahead."""
    x, z = end[0] - start[0], end[1] - start[1]
    length_m = math.hypot(x, z) or 1.0
    return -z / length_m, x / length_m


def _around(ring: Sequence[OnGround]) -> list[tuple[OnGround, OnGround]]:
    return list(zip(ring, [*ring[1:], ring[0]], strict=True))


def _upright(a: OnGround, b: OnGround, height_m: float) -> Panel:
    return [(a[0], 0.0, a[1]), (b[0], 0.0, b[1]), (b[0], height_m, b[1]), (a[0], height_m, a[1])]


def railing(*, points: str, height_m: float, foot_m: float, filling: str, colour: str, detail: float) -> list[Surface]:
    """A railing or a fence along ``points``, its foot ``foot_m`` above the ground.

    Where one may fall it is at least 0.90 m high (DIN 18065), beside cycle paths 1.30 m (FGSV, ERA), and between its
    bars no more than 0.12 m are free.
    """
    line = distinct(on_ground(points))
    if not line:
        return []
    found: list[Surface] = []
    posts: list[tuple[float, float, float]] = []
    for (x0, z0), (x1, z1) in itertools.pairwise(line):
        fields = max(1, math.ceil(math.hypot(x1 - x0, z1 - z0) / 2.0))
        ends = [(x0 + (x1 - x0) * i / fields, z0 + (z1 - z0) * i / fields) for i in range(fields + 1)]
        posts += [(x, foot_m, z) for x, z in ends]
        for a, b in itertools.pairwise(ends):
            found += _field(a, b, (foot_m, height_m), filling, colour, detail)
    posts = list(dict.fromkeys(posts))
    found.append(bars(posts, (0.06, height_m + 0.02, 0.06), material=colour))
    rail = [(x, foot_m + height_m, z) for x, z in line]
    return [*found, tube(rail, 0.03, material=colour, sides=6 if detail > FINE else 4)]


def _field(
    a: OnGround, b: OnGround, size: tuple[float, float], filling: str, colour: str, detail: float
) -> list[Surface]:
    """What is between two posts of a railing."""
    foot_m, height_m = size
    low, high = foot_m + 0.1, foot_m + height_m
    if filling == "glass":
        corners = [(a[0], low, a[1]), (b[0], low, b[1]), (b[0], high - 0.05, b[1]), (a[0], high - 0.05, a[1])]
        return [sheet(corners, material="glass", both_sides=True)]
    if filling == "rails":
        levels = [foot_m + height_m * share for share in (1 / 3, 2 / 3)]
        return [tube([(a[0], y, a[1]), (b[0], y, b[1])], 0.02, material=colour, sides=4, closed=False) for y in levels]
    long_m = math.hypot(b[0] - a[0], b[1] - a[1])
    wide_m, free_m = (0.014, 0.11) if filling == "bars" else (0.11, 0.03)
    count = max(1, round(long_m / (wide_m + free_m) * (1.0 if detail > FINE else 0.4)))
    along = ((b[0] - a[0]) / long_m, (b[1] - a[1]) / long_m)
    found: list[Panel] = []
    for i in range(count):
        middle = (i + 0.5) * long_m / count
        ends = [(a[0] + along[0] * (middle + s), a[1] + along[1] * (middle + s)) for s in (-wide_m / 2, wide_m / 2)]
        face = [(x, y, z) for (x, z), y in zip((*ends, *ends[::-1]), (low, low, high - 0.03, high - 0.03), strict=True)]
        found += [face, face[::-1]]
    return [panels(found, material=colour)]


def on_ground(points: str) -> list[OnGround]:
    """Return (x, z) of "x z, x z, …"."""
    return [(float(x), float(z)) for x, z in (pair.split() for pair in points.split(","))]


RISE = Parameter("rise_m", "Höhe der Oberkante", "m", 0.04, 0.01, 6.0)
LINE = Parameter("points", "Punkte der Linie, „x z, x z, …“", "points", "0 10, 0 0, 6 -8", short=N_("Punkte der Linie"))
PARTS = (
    Part(
        "steps",
        N_("Stufen"),
        N_("Stufen oder Sitzstufen, die nach Norden ansteigen."),
        (
            Parameter("count", "Zahl der Stufen", "count", 4, 1, 60),
            Parameter("width_m", "Breite", "m", 6.0, 0.8, 200.0),
            Parameter("tread_m", "Auftritt", "m", 0.32, 0.25, 3.0),
            Parameter("riser_m", "Steigung", "m", 0.16, 0.08, 0.6),
            Parameter("rails", "Mit Handläufen", "switch", False),
            Parameter("material", "Material oder Farbe", "colour", "stone"),
        ),
        steps,
        search="steps, Treppe, Freitreppe, Sitzstufen, stairs, seating steps",
    ),
    Part(
        "ramp",
        N_("Rampe"),
        N_("Rampe mit Podesten, Radabweisern und Handläufen, die nach Norden ansteigt."),
        (
            Parameter("width_m", "Breite", "m", 1.6, 1.0, 12.0),
            Parameter("height_m", "Höhe", "m", 0.5, 0.1, 3.0),
            Parameter("slope", "Steigung (0,06 ist barrierefrei)", "share", 0.06, 0.02, 0.2, short=N_("Neigung")),
            Parameter("rails", "Mit Handläufen", "switch", True),
            Parameter("material", "Material oder Farbe", "colour", "concrete"),
        ),
        ramp,
        search="ramp, barrierefrei, stufenlos, Rollstuhl, step-free, wheelchair, accessible",
    ),
    Part(
        "ribbon",
        N_("Weg"),
        N_("Weg oder Band von gleicher Breite entlang einer Linie."),
        (
            LINE,
            Parameter("width_m", "Breite", "m", 3.0, 0.01, 60.0, spans=""),
            RISE,
            Parameter("material", "Material oder Farbe", "colour", "gravel"),
        ),
        ribbon,
        search="path, Band, Fußweg, Gehweg, Linie, footpath, walkway, ribbon",
    ),
    Part(
        "area",
        N_("Fläche mit Umriss"),
        N_("Fläche in jedem Umriss: Rasen, Pflaster, Wasser oder anderes, auf Wunsch mit Einfassung."),
        (
            Parameter(
                "points",
                "Ecken des Umrisses, „x z, x z, …“",
                "outline",
                "-4 3, 3 3, 5 0, 3 -3, -2 -3, -4 -1",
                short=N_("Ecken des Umrisses"),
            ),
            RISE,
            Parameter("material", "Material oder Farbe", "colour", "grass"),
            Parameter("edge_m", "Breite der Einfassung (0 = ohne)", "m", 0.12, 0.0, 1.0, short=N_("Einfassung")),
            Parameter(
                "edge", "Farbe oder Material der Einfassung", "colour", "stone", short=N_("Farbe der Einfassung")
            ),
        ),
        area,
        search="area with outline, Polygon, Vieleck, Rasen, Pflaster, Wasser, Platz, lawn, paving, water, surface",
        is_ground=True,
    ),
    Part(
        "railing",
        N_("Geländer"),
        N_("Geländer oder Zaun entlang einer Linie."),
        (
            Parameter(
                "points", "Punkte der Linie, „x z, x z, …“", "points", "-3 1, 1 1, 3 -1", short=N_("Punkte der Linie")
            ),
            Parameter("height_m", "Höhe", "m", 1.0, 0.3, 3.0),
            Parameter("foot_m", "Höhe des Fußes über dem Boden", "m", 0.0, 0.0, 60.0, short=N_("Höhe des Fußes")),
            Parameter("filling", "Füllung", "choice", "bars", choices=("bars", "rails", "boards", "glass")),
            Parameter("colour", "Farbe oder Material", "colour", "steel_dark"),
        ),
        railing,
        search="railings, Zaun, Handlauf, Brüstung, Absturzsicherung, fence, handrail, balustrade",
    ),
)
