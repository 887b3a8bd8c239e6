"""Street furniture: what stands on pavements and squares.  Fronts look to +Z."""

import math
import random

from app.i18n import N_
from app.meshes.kit import kiosk, seating, shade
from app.meshes.kit.cycles import bicycle
from app.meshes.kit.leafage import bush
from app.meshes.kit.part import Parameter, Part
from app.meshes.kit.pergola import PERGOLAS
from app.meshes.shapes_loft import limb
from app.meshes.shapes_panels import bars
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import box, cylinder, lathe, tube

FINE = 0.5
STEEL, DARK = "#8b9198", "#3a3e43"
SEED = Parameter("seed", "Nummer des Wuchses", "seed", 1, 0, 9999)


def bench(*, length_m: float, back: bool, colour: str, detail: float) -> list[Surface]:
    """A bench of slats on two feet."""
    slats = 4 if detail > FINE else 1
    deep = 0.46 / slats
    seats = [(0.0, 0.41, 0.23 - (slat + 0.5) * deep) for slat in range(slats)]
    parts = [bars(seats, (length_m, 0.05, deep - 0.02), material=colour, bottom=True)]
    feet = [(x * (length_m / 2 - 0.25), 0.0, 0.0) for x in (-1, 1)]
    parts.append(bars(feet, (0.09, 0.41, 0.4), material=DARK))
    if back:
        rests = [(0.0, 0.56 + 0.15 * rest, -0.26 - 0.04 * rest) for rest in range(2 if detail > FINE else 1)]
        parts.append(bars(rests, (length_m, 0.11, 0.04), material=colour, bottom=True))
        posts = [(x * (length_m / 2 - 0.25), 0.0, -0.27) for x in (-1, 1)]
        parts.append(bars(posts, (0.06, 0.82, 0.05), material=DARK))
    return parts


def planter(
    *, width_m: float, height_m: float, shape: str, tree_m: float, colour: str, seed: int, detail: float
) -> list[Surface]:
    """A planter with cushions of green, or with a small tree."""
    dice = random.Random(seed)  # noqa: S311 - growth, not secrets
    if shape == "round":
        radius = width_m / 2
        rim = [
            (radius * 0.78, 0),
            (radius, height_m),
            (radius * 0.86, height_m),
            (radius * 0.84, height_m - 0.06),
            (0, height_m - 0.06),
        ]
        parts = [lathe(rim, material=colour, sides=16 if detail > FINE else 8)]
    else:
        parts = [
            box((width_m, height_m, width_m), material=colour, bevel_m=0.025 if detail > FINE else 0),
            box((width_m - 0.16, height_m + 0.01, width_m - 0.16), material="soil"),
        ]
    for place in range(4 if detail > FINE else 2):
        turn, away = 1.6 * place, width_m * 0.18
        size = width_m * dice.uniform(0.22, 0.3)
        middle = (math.cos(turn) * away, height_m + size * 0.4, math.sin(turn) * away)
        parts += bush((size, size * 0.8, size), leaves="foliage", at=middle, count=6, size_m=size * 1.2, seed=place)
    if tree_m > 0:
        stem = [(0, height_m - 0.05, 0), (0, height_m + tree_m * 0.6, 0)]
        parts.append(limb(stem, [0.06, 0.04], material="bark", sides=5, start=False))
        radii = (tree_m * 0.3, tree_m * 0.34, tree_m * 0.3)
        middle, count = (0, height_m + tree_m * 0.68, 0), 26 if detail > FINE else 10
        parts += bush(radii, leaves="foliage", at=middle, count=count, size_m=tree_m * 0.3, seed=seed)
    return parts


def bollards(*, count: int, spacing_m: float, height_m: float, detail: float) -> list[Surface]:
    """A row of bollards along X with light rings, so that they are seen."""
    parts = []
    sides = 8 if detail > FINE else 5
    for place in range(count):
        x = (place - (count - 1) / 2) * spacing_m
        parts.append(cylinder(0.07, height_m, material=DARK, at=(x, 0, 0), sides=sides))
        parts.append(cylinder(0.074, 0.08, material="#f4f4f1", at=(x, height_m * 0.8, 0), sides=sides))
    return parts


def bike_stands(*, count: int, spacing_m: float, bikes: int, detail: float) -> list[Surface]:
    """Hoops to lean bicycles on, in a row along X, some of them with a bicycle."""
    hoops = []
    sides = 6 if detail > FINE else 4
    for place in range(count):
        x = (place - (count - 1) / 2) * spacing_m
        hoop = [(x, 0, 0.4), (x, 0.72, 0.4), (x, 0.8, 0.3), (x, 0.8, -0.3), (x, 0.72, -0.4), (x, 0, -0.4)]
        hoops.append(tube(hoop, 0.025, material=STEEL, sides=sides, closed=False))
        if place < bikes:
            hoops += moved(_parked(place, detail), by=(x + 0.14, 0, 0))
    return hoops


def barrier(
    *, count: int, spacing_m: float, width_m: float, height_m: float, stripes: bool, colour: str, detail: float
) -> list[Surface]:
    """A row of hoops along X with a rail at half their height; with red stripes they are seen.

    Where two of them stand behind one another, 1.50 m between them let wheelchairs through (DIN 18040-3).
    """
    sides = 8 if detail > FINE else 4
    x, r = width_m / 2, min(0.12, width_m / 4)
    hoop = [(-x, 0, 0), (-x, height_m - r, 0), (-x + r * 0.3, height_m - r * 0.3, 0), (-x + r, height_m, 0)]
    hoop += [(-px, py, pz) for px, py, pz in reversed(hoop)]
    middle = [(-x, height_m * 0.5, 0), (x, height_m * 0.5, 0)]
    one = [
        tube(hoop, 0.03, material=colour, sides=sides, closed=False),
        tube(middle, 0.02, material=colour, sides=sides),
    ]
    if stripes:
        reds = [(side * width_m * share, height_m - 0.032, 0.0) for side in (-1, 1) for share in (0.12, 0.32)]
        one.append(bars(reds, (width_m * 0.1, 0.064, 0.064), material="#c23b2e", bottom=True))
    places = [(place - (count - 1) / 2) * spacing_m for place in range(count)]
    return [part for at in places for part in moved(one, by=(at, 0, 0))]


def lamp(*, height_m: float, arm_m: float, style: str, detail: float) -> list[Surface]:
    """A street lamp: on an arm towards +Z, as a mast light, or a bollard light."""
    sides = 8 if detail > FINE else 5
    parts = [cylinder(0.09, height_m, material=DARK, sides=sides, top_radius_m=0.05)]
    if style == "arm":
        bow = [(0, height_m - 0.1, 0), (0, height_m + 0.15, arm_m * 0.4), (0, height_m + 0.18, arm_m)]
        parts.append(tube(bow, 0.035, material=DARK, sides=5))
        parts.append(box((0.26, 0.07, 0.6), material=DARK, at=(0, height_m + 0.14, arm_m)))
        parts.append(box((0.2, 0.02, 0.5), material="glow", at=(0, height_m + 0.12, arm_m), faces="all"))
    else:
        parts.append(cylinder(0.17, 0.3, material="glow", at=(0, height_m, 0), sides=sides, top_radius_m=0.2))
        parts.append(cylinder(0.26, 0.06, material=DARK, at=(0, height_m + 0.3, 0), sides=sides, top_radius_m=0.1))
    return parts


def sign_board(
    *, width_m: float, height_m: float, foot_m: float, colour: str, face: str, detail: float
) -> list[Surface]:
    """A board on two posts: a coloured head over a face with lines and a code field."""
    top_m = foot_m + height_m
    posts = [(x * (width_m / 2 - 0.06), 0.0, -0.03) for x in (-1, 1)]
    parts = [bars(posts, (0.06, top_m + 0.05, 0.05), material=DARK)]
    parts.append(box((width_m, height_m, 0.04), material=face, at=(0, foot_m, 0.02), faces="all"))
    parts.append(
        box((width_m, height_m * 0.22, 0.05), material=colour, at=(0, top_m - height_m * 0.22, 0.021), faces="all")
    )
    if detail > FINE:
        side_m = min(width_m * 0.4, height_m * 0.4)
        parts.append(bars([(-width_m * 0.24, foot_m + height_m * 0.1, 0.04)], (side_m, side_m, 0.01), material=DARK))
        lines = [(width_m * 0.22, foot_m + height_m * (0.16 + 0.13 * line), 0.04) for line in range(4)]
        parts.append(bars(lines, (width_m * 0.4, height_m * 0.05, 0.01), material=STEEL))
    return parts


def litter_bin(*, height_m: float, colour: str, detail: float) -> list[Surface]:
    """A litter bin with a lid."""
    sides = 10 if detail > FINE else 6
    return [
        cylinder(0.22, height_m - 0.14, material=colour, sides=sides, top_radius_m=0.26),
        cylinder(0.28, 0.08, material=DARK, at=(0, height_m - 0.08, 0), sides=sides, top_radius_m=0.22),
        cylinder(0.04, height_m - 0.05, material=DARK, sides=4),
    ]


def _parked(seed: int, detail: float) -> list[Surface]:
    colours = ("#3f6f9c", "#c65b45", "#5f8763", "#4a5360", "#d9a441")
    return bicycle(colour=colours[seed % len(colours)], rider=False, seed=seed, detail=min(detail, 0.4))


PARTS = (
    Part(
        "bench",
        N_("Bank"),
        N_("Bank aus Latten, mit oder ohne Lehne."),
        (
            Parameter("length_m", "Länge", "m", 1.8, 0.6, 12.0, spans="width"),
            Parameter("back", "Mit Lehne", "switch", True),
            Parameter("colour", "Farbe oder Material der Latten", "colour", "wood", short=N_("Latten")),
        ),
        bench,
        search="bench, Sitzbank, Parkbank, sitzen, seat",
    ),
    *PERGOLAS,
    *shade.PARTS,
    Part(
        "planter",
        N_("Pflanzkübel"),
        N_("Pflanzkübel, auf Wunsch mit kleinem Baum."),
        (
            Parameter("width_m", "Breite", "m", 1.2, 0.4, 4.0, spans="square"),
            Parameter("height_m", "Höhe", "m", 0.6, 0.25, 1.4),
            Parameter("shape", "Form", "choice", "square", choices=("square", "round")),
            Parameter("tree_m", "Höhe des Baums (0 = ohne)", "m", 0.0, 0.0, 6.0, short=N_("Höhe des Baums")),
            Parameter("colour", "Farbe oder Material", "colour", "concrete"),
            SEED,
        ),
        planter,
        search="planter, Kübel, Blumenkübel, plant tub, pot",
    ),
    Part(
        "bollards",
        N_("Poller"),
        N_("Reihe von Pollern."),
        (
            Parameter("count", "Anzahl", "count", 5, 1, 40),
            Parameter("spacing_m", "Abstand", "m", 1.5, 0.6, 6.0),
            Parameter("height_m", "Höhe", "m", 0.9, 0.4, 1.2),
        ),
        bollards,
        search="bollards, Absperrung, Pfosten, Reihe, posts, barrier",
    ),
    Part(
        "bike_stands",
        N_("Fahrradbügel"),
        N_("Anlehnbügel für Fahrräder."),
        (
            Parameter("count", "Zahl der Bügel", "count", 5, 1, 40),
            Parameter("spacing_m", "Abstand", "m", 1.0, 0.7, 2.0),
            Parameter("bikes", "Zahl der abgestellten Räder", "count", 3, 0, 40, short=N_("Abgestellte Räder")),
        ),
        bike_stands,
        search="bike stands, Anlehnbügel, Fahrradständer, Radabstellanlage, bicycle rack, cycle parking",
    ),
    Part(
        "lamp",
        N_("Straßenleuchte"),
        N_("Straßenleuchte mit Ausleger oder als Mastleuchte."),
        (
            Parameter("height_m", "Höhe", "m", 6.0, 0.6, 14.0),
            Parameter("arm_m", "Länge des Auslegers", "m", 1.2, 0.3, 4.0),
            Parameter("style", "Art", "choice", "arm", choices=("arm", "mast")),
        ),
        lamp,
        search="street lamp, Laterne, Lampe, Licht, Mastleuchte, light",
    ),
    Part(
        "sign_board",
        N_("Infotafel"),
        N_("Tafel auf zwei Pfosten mit farbigem Kopf."),
        (
            Parameter("width_m", "Breite der Tafel", "m", 0.7, 0.2, 6.0),
            Parameter("height_m", "Höhe der Tafel", "m", 1.0, 0.2, 4.0),
            Parameter("foot_m", "Höhe ihrer Unterkante", "m", 1.0, 0.0, 6.0),
            Parameter("colour", "Farbe des Kopfes", "colour", "#86bbe0"),
            Parameter("face", "Farbe der Fläche", "colour", "#f7f7f5"),
        ),
        sign_board,
        search="sign board, Schild, Tafel, Hinweis, information board, notice",
    ),
    Part(
        "litter_bin",
        N_("Abfallkorb"),
        N_("Abfallkorb."),
        (
            Parameter("height_m", "Höhe", "m", 0.95, 0.5, 1.4),
            Parameter("colour", "Farbe", "colour", "#5f6a72"),
        ),
        litter_bin,
        search="litter bin, Mülleimer, Papierkorb, trash can, waste",
    ),
    Part(
        "barrier",
        N_("Absperrbügel"),
        N_("Reihe von Bügeln, die Wege sperren oder Räder bremsen."),
        (
            Parameter("count", "Zahl der Bügel", "count", 2, 1, 40),
            Parameter("spacing_m", "Abstand von Bügel zu Bügel", "m", 1.8, 0.8, 6.0, short=N_("Abstand")),
            Parameter("width_m", "Breite eines Bügels", "m", 1.2, 0.5, 3.0, spans=""),
            Parameter("height_m", "Höhe", "m", 0.9, 0.4, 1.3),
            Parameter("stripes", "Mit rot-weißen Streifen", "switch", True),
            Parameter("colour", "Farbe oder Material", "colour", "#f4f4f1"),
        ),
        barrier,
        search="barrier, Absperrung, Umlaufsperre, Schranke, Drängelgitter, Sperre, hoops, chicane",
    ),
    *kiosk.PARTS,
    *seating.PARTS,
)
