"""Single things that people know a place by: column, bell, arena; and pins and letters that name places."""

import math
import random

from app.i18n import N_
from app.meshes.kit import lettering, relief
from app.meshes.kit.icons import column, drawn
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_loft import loft, rounded, shell
from app.meshes.shapes_panels import bars, panels
from app.meshes.skin import Surface
from app.meshes.surfaces import blob, box, cylinder, lathe

FINE = 0.5
SMALL_PIN_M = 0.06
DARK, WHITE = "#2f3439", "#f4f4f1"
SERVICES = ("calendar", "card", "speech", "map", "document", "tram", "home", "people", "check", "sun")
POSTERS = ("#d8573f", "#e8b53f", "#4f8a86", "#8d6089", "#efe8da", "#3f6f9c")


def advertising_column(
    *, diameter_m: float, height_m: float, screens: bool, colour: str, detail: float
) -> list[Surface]:
    """An advertising column: with pasted posters, or with screens, tiles to touch and a light ring."""
    radius_m, sides = diameter_m / 2, 32 if detail > FINE else 16
    if screens:
        return _digital_column(radius_m, height_m, colour, sides, detail)
    shaft = [(radius_m * 1.06, 0), (radius_m * 1.06, 0.4), (radius_m, 0.42), (radius_m, height_m - 0.5)]
    head = [
        (radius_m * 1.1, height_m - 0.5),
        (radius_m * 1.1, height_m - 0.36),
        (radius_m * 0.8, height_m - 0.16),
        (0, height_m),
    ]
    parts = [lathe([*shaft, *head], material="concrete", sides=sides)]
    dice = random.Random(7)  # noqa: S311 - posters, not secrets
    for number in range(10):
        turn, foot_m = number * 36.0 + dice.uniform(-4, 4), 0.5 + (number % 2) * dice.uniform(0.1, 0.35)
        wide_m, high_m = radius_m * 0.6, dice.uniform(1.3, 2.2)
        parts.append(_patch(radius_m + 0.006 + number * 0.0004, turn, foot_m, wide_m, high_m, POSTERS[number % 6]))
        if detail > FINE:
            parts.append(_patch(radius_m + 0.012, turn, foot_m + high_m * 0.6, wide_m * 0.7, high_m * 0.12, WHITE))
            parts.append(_patch(radius_m + 0.012, turn, foot_m + high_m * 0.2, wide_m * 0.5, high_m * 0.3, DARK))
    return parts


def _digital_column(radius_m: float, height_m: float, colour: str, sides: int, detail: float) -> list[Surface]:
    body = [(radius_m * 1.04, 0), (radius_m * 1.04, 0.28), (radius_m * 0.97, 0.3), (radius_m * 0.97, height_m - 0.62)]
    roof = [
        (radius_m * 1.12, height_m - 0.3),
        (radius_m * 1.12, height_m - 0.2),
        (radius_m * 0.5, height_m - 0.06),
        (0, height_m),
    ]
    parts = [
        lathe(body, material=DARK, sides=sides),
        lathe([(radius_m, height_m - 0.62), (radius_m, height_m - 0.3)], material=colour, sides=sides),
        lathe([(radius_m * 0.9, height_m - 0.3), *roof], material=WHITE, sides=sides),
        lathe([(radius_m * 1.02, height_m - 0.66), (radius_m * 1.02, height_m - 0.62)], material="glow", sides=sides),
    ]
    screens, skin_m = 5, radius_m * 0.985
    arc_deg = 360 / screens
    for number in range(screens):
        turn = number * arc_deg
        wide_m = math.radians(arc_deg) * skin_m * 0.94
        foot_m, high_m = 0.46, height_m - 0.66 - 0.6
        parts.append(_patch(skin_m, turn, foot_m, wide_m, high_m, "#e9f2f8"))
        parts.append(_patch(skin_m + 0.008, turn, foot_m + high_m - 0.28, wide_m, 0.28, colour))
        parts += _tiles(number, skin_m + 0.01, turn, foot_m, wide_m, high_m - 0.3, detail)
    return parts


def _tiles(
    number: int, radius_m: float, turn: float, foot_m: float, wide_m: float, high_m: float, detail: float
) -> list[Surface]:
    """The services of one screen: two columns of tiles with signs, the lowest in reach of a seated person."""
    rows = 4
    step_x, step_y = wide_m / 2, high_m / rows
    size_m = min(step_x, step_y) * 0.92
    shades = ("#2f6f9f", "#3d8a66", "#c2703a", "#7a5a94", "#b0483f", "#3f7f8f")
    parts = []
    for row in range(rows):
        for side in (-1, 1):
            index = number * 3 + row * 2 + (side > 0)
            spot = turn + math.degrees(side * step_x / 2 / radius_m)
            y = foot_m + step_y * (row + 0.5)
            parts.append(_patch(radius_m, spot, y - size_m / 2, size_m, size_m, shades[index % 6]))
            if detail > FINE:
                place = column(radius_m + 0.008, spot, y)
                icon = SERVICES[index % len(SERVICES)]
                parts += drawn(icon, place, size_m * 0.72, main=WHITE, second=shades[index % 6])
    return parts


def _patch(radius_m: float, turn: float, foot_m: float, wide_m: float, high_m: float, material: str) -> Surface:
    """A piece of a column's skin, bent round it."""
    count = max(2, round(math.degrees(wide_m / radius_m) / 11))
    place = column(radius_m, turn, foot_m)
    quads = []
    for step in range(count):
        left, right = (wide_m * (i / count - 0.5) for i in (step, step + 1))
        quads.append([place(left, 0), place(right, 0), place(right, high_m), place(left, high_m)])
    return panels(quads, material=material)


def station_pin(*, rise_m: float, size_m: float, colour: str, detail: float) -> list[Surface]:
    """A station of the line as a floating dot on a thin stem: black ring, light core."""
    sides = 16 if detail > FINE and size_m > SMALL_PIN_M else 6
    ring = [(size_m * 0.2, 0), (size_m * 0.5, 0), (size_m * 0.5, size_m * 0.3), (size_m * 0.3, size_m * 0.3)]
    stem = [] if rise_m < 0.02 else [cylinder(size_m * 0.06, rise_m, material=DARK, sides=5)]
    return [
        *stem,
        lathe(ring, material=DARK, at=(0, rise_m, 0), sides=sides),
        cylinder(size_m * 0.31, size_m * 0.34, material=colour, at=(0, rise_m, 0), sides=sides),
    ]


def bell(*, height_m: float, material: str, detail: float) -> list[Surface]:
    """A cast bell that stands on a low plinth."""
    foot_m, sides = height_m * 0.1, 20 if detail > FINE else 10
    h = height_m - foot_m
    curve = [
        (0.56, 0),
        (0.55, 0.04),
        (0.44, 0.18),
        (0.37, 0.42),
        (0.33, 0.66),
        (0.29, 0.78),
        (0.14, 0.86),
        (0.13, 1.0),
        (0, 1.0),
    ]
    profile = [(radius * h, y * h) for radius, y in curve]
    slab = box((h * 1.35, foot_m, h * 1.35), material="stone", bevel_m=0.04)
    return [slab, lathe(profile, material=material, at=(0, foot_m, 0), sides=sides)]


def arena(*, length_m: float, width_m: float, height_m: float, colour: str, detail: float) -> list[Surface]:
    """A closed football arena: glass foot, stands that lean outward, ribs and a roof of cloth with its opening."""
    steps = 6 if detail > FINE else 3
    corner_m = min(length_m, width_m) * 0.36
    levels = [(0.0, 0.9), (0.22, 0.94), (0.24, 0.98), (0.7, 1.0), (0.78, 0.985), (0.96, 0.68), (1.0, 0.5), (1.0, 0.36)]
    rings = [
        [(x, y * height_m, z) for x, z in rounded(width_m * share, length_m * share, corner_m * share, steps=steps)]
        for y, share in levels
    ]
    paints = ("glass", WHITE, "#d9dcde", colour, "fabric", "fabric", WHITE)
    parts = shell(rings, lambda row, _column: paints[row], crease_deg=25)
    parts.append(
        loft(
            [
                [(x, 0.0, z) for x, z in rounded(width_m * 0.88, length_m * 0.88, corner_m, steps=steps)],
                [(x, height_m * 0.24, z) for x, z in rounded(width_m * 0.9, length_m * 0.9, corner_m, steps=steps)],
            ],
            material="#8d959b",
        )
    )
    field = [(x, height_m * 0.9, z) for x, z in rounded(width_m * 0.37, length_m * 0.37, 4.0, steps=1)]
    parts.append(loft([field, [(x, y + 0.5, z) for x, y, z in field]], material="#4a5056"))
    if detail > FINE:
        outer = rounded(width_m * 1.005, length_m * 1.005, corner_m, steps=steps)
        feet = [(x * 0.955, 0.0, z * 0.955) for x, z in outer]
        parts.append(bars(feet, (1.2, height_m * 0.76, 1.2), material=WHITE))
    return parts


def ball(*, diameter_m: float, material: str, detail: float) -> list[Surface]:
    """A plain ball, to play with or as a mark."""
    radius = diameter_m / 2
    return [blob((radius, radius, radius), material=material, at=(0, radius, 0), detail=2.0 if detail > FINE else 1.0)]


COLOUR = Parameter("colour", "Farbe", "colour", "#86bbe0")
PARTS = (
    Part(
        "advertising_column",
        N_("Litfaßsäule"),
        N_("Litfaßsäule: mit geklebten Plakaten oder mit Bildschirmen und Kacheln zum Antippen."),
        (
            Parameter("diameter_m", "Durchmesser", "m", 1.4, 0.8, 3.0),
            Parameter("height_m", "Höhe", "m", 3.6, 2.4, 6.0),
            Parameter("screens", "Digital statt geklebt", "switch", True),
            COLOUR,
        ),
        advertising_column,
        search="advertising column, Plakat, Werbung, poster, display",
    ),
    Part(
        "station_pin",
        N_("Haltestellenpunkt"),
        N_("Haltestelle als schwebender Punkt auf einem dünnen Stiel."),
        (
            Parameter("rise_m", "Höhe des Punktes", "m", 0.3, 0.0, 30.0),
            Parameter("size_m", "Durchmesser", "m", 0.1, 0.01, 6.0),
            Parameter("colour", "Farbe des Kerns", "colour", "#ffffff"),
        ),
        station_pin,
        search="station pin, Stecknadel, Markierung, marker, pin",
    ),
    Part(
        "bell",
        N_("Glocke"),
        N_("Stehende Gussglocke auf einer Platte."),
        (
            Parameter("height_m", "Höhe", "m", 3.4, 0.5, 6.0),
            Parameter("material", "Material oder Farbe", "colour", "bronze"),
        ),
        bell,
        search="bell, Guss, Denkmal, monument",
    ),
    Part(
        "arena",
        N_("Stadion"),
        N_("Geschlossene Fußballarena, schematisch."),
        (
            Parameter("length_m", "Länge", "m", 226.0, 60.0, 320.0),
            Parameter("width_m", "Breite", "m", 187.0, 50.0, 280.0),
            Parameter("height_m", "Höhe", "m", 42.0, 12.0, 70.0),
            COLOUR,
        ),
        arena,
        search="stadium, Arena, Fußball, football",
    ),
    Part(
        "ball",
        N_("Ball"),
        N_("Ball."),
        (
            Parameter("diameter_m", "Durchmesser", "m", 0.22, 0.05, 20.0),
            Parameter("material", "Material oder Farbe", "colour", "#f4f4f1"),
        ),
        ball,
        search="ball, Kugel, Spielzeug, sphere, toy",
    ),
    *relief.PARTS,
    *lettering.PARTS,
)
