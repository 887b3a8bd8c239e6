"""Green: trees, hedges, lawns, meadows, beds and climbing plants."""

import random

import numpy as np

from app.i18n import N_
from app.meshes.kit.leafage import CORE, bush, cards, mat, trellis, twig
from app.meshes.kit.part import Parameter, Part
from app.meshes.kit.trees import TREE
from app.meshes.materials import shade
from app.meshes.shapes_loft import limb
from app.meshes.shapes_panels import bars
from app.meshes.skin import Surface
from app.meshes.surfaces import box, grid

FINE = 0.5
SEED = Parameter("seed", "Nummer des Wuchses", "seed", 1, 0, 9999)
LENGTH = Parameter("length_m", "Länge von Norden nach Süden", "m", 10.0, 0.5, 800.0, short=N_("Länge"))
WIDTH = Parameter("width_m", "Breite von Westen nach Osten", "m", 6.0, 0.3, 400.0, short=N_("Breite"))
BLOSSOMS = ("#d96c8c", "#e8b53f", "#8f6bb5", "#f1ede2", "#d8573f")


def hedge(*, length_m: float, width_m: float, height_m: float, detail: float) -> list[Surface]:
    """A clipped hedge along Z: a dark inside, and leaves over its sides and its top."""
    size_m = min(0.9, height_m) if detail > FINE else min(2.4, height_m)
    inside = (max(width_m - 0.2, 0.1), max(height_m - 0.12, 0.1), max(length_m - 0.2, 0.1))
    found = [box(inside, material=shade("foliage", CORE))]
    x, z, y = width_m / 2 - 0.06, length_m / 2 - 0.06, height_m - 0.06
    for middle, outward, along_m, up_m in (
        ((x, height_m / 2, 0.0), (1, 0.3, 0), length_m, height_m),
        ((-x, height_m / 2, 0.0), (-1, 0.3, 0), length_m, height_m),
        ((0.0, y, 0.0), (0, 1, 0), length_m, width_m),
        ((0.0, height_m / 2, z), (0, 0.3, 1), width_m, height_m),
        ((0.0, height_m / 2, -z), (0, 0.3, -1), width_m, height_m),
    ):
        found.append(trellis(middle, outward, (along_m, up_m), leaves="foliage", size_m=size_m, seed=len(found)))
    return found


def lawn(*, length_m: float, width_m: float, mound_m: float, detail: float) -> list[Surface]:
    """A lawn; with ``mound_m`` it swells softly to its middle."""
    return [_swelling(length_m, width_m, mound_m, "grass", detail)]


def meadow(*, length_m: float, width_m: float, height_m: float, seed: int, detail: float) -> list[Surface]:
    """A meadow in flower: rough ground, tufts and blossoms strewn over it."""
    dice = random.Random(seed)  # noqa: S311 - growth, not secrets
    parts = [_swelling(length_m, width_m, 0.1, "meadow", detail)]
    if detail <= FINE:
        return parts
    tufts = min(40, max(4, round(length_m * width_m / 4)))
    feet = [_strewn(dice, length_m, width_m) for _ in range(tufts)]
    parts.append(mat(feet, height_m * 1.1, leaves="#8aa04c", seed=seed, kind="blades"))
    for colour in BLOSSOMS[:4]:
        near = [dice.choice(feet) for _ in range(tufts // 3)]
        heads = [(x + dice.uniform(-0.2, 0.2), height_m * dice.uniform(0.5, 0.9), z) for x, _, z in near]
        parts.append(bars(heads, (0.12, 0.07, 0.12), material=colour))
    return parts


def flower_bed(*, length_m: float, width_m: float, height_m: float, seed: int, detail: float) -> list[Surface]:
    """A bed with an edge of stone, grasses and cushions of flowers."""
    dice = random.Random(seed)  # noqa: S311 - growth, not secrets
    parts = [
        box((width_m, 0.16, length_m), material="stone", bevel_m=0.02 if detail > FINE else 0),
        box((width_m - 0.24, 0.19, length_m - 0.24), material="soil"),
    ]
    area = length_m * width_m
    clumps = min(28, max(3, round(area * (1.4 if detail > FINE else 0.4))))
    spots = [_strewn(dice, length_m - 0.5, width_m - 0.5, 0.16) for _ in range(clumps)]
    parts.append(mat(spots, height_m, leaves="#8aa04c", seed=seed, kind="blades"))
    for x, y, z in spots[::2]:
        size = height_m * dice.uniform(0.55, 0.8)
        middle = (x + 0.2, y + size * 0.4, z)
        radii = (size * 0.7, size * 0.55, size * 0.7)
        parts += bush(radii, leaves="foliage", at=middle, count=5, size_m=size, seed=len(parts))
        if detail > FINE:
            heads = [(x + 0.2 + dice.uniform(-size, size) * 0.5, y + size * 0.8, z + dice.uniform(-size, size) * 0.5)]
            parts.append(bars(heads, (0.13, 0.1, 0.13), material=dice.choice(BLOSSOMS)))
    return parts


def raised_bed(
    *, length_m: float, width_m: float, height_m: float, colour: str, seed: int, detail: float
) -> list[Surface]:
    """A bed between boards along X, at a height at which one gardens standing, or sitting from a wheelchair.

    Heights of 0.75 to 0.90 m and widths up to 1.30 m are usual, so that one reaches its middle.
    """
    dice = random.Random(seed)  # noqa: S311 - growth, not secrets
    boards = max(2, round(height_m / 0.16)) if detail > FINE else 1
    each_m = height_m / boards
    feet = [(0.0, board * each_m, 0.0) for board in range(boards)]
    found = [bars(feet, (length_m, each_m - (0.012 if boards > 1 else 0), width_m), material=colour)]
    corners = [(sx * (length_m / 2 + 0.01), 0.0, sz * (width_m / 2 + 0.01)) for sx in (-1, 1) for sz in (-1, 1)]
    found.append(bars(corners, (0.08, height_m + 0.03, 0.08), material=colour))
    found.append(box((length_m - 0.1, 0.02, width_m - 0.1), material="soil", at=(0, height_m - 0.01, 0)))
    clumps = min(24, max(4, round(length_m * width_m * (7 if detail > FINE else 3))))
    spots = [_strewn(dice, width_m - 0.35, length_m - 0.35, height_m) for _ in range(clumps)]
    found.append(mat(spots[::2], 0.4, leaves="#8aa04c", seed=seed, kind="blades"))
    for i, (x, y, z) in enumerate(spots[1::2]):
        size_m = dice.uniform(0.14, 0.24)
        leaves = ("foliage", "foliage_light")[i % 2]
        middle = (x, y + size_m * 0.5, z)
        found += bush((size_m, size_m * 0.8, size_m), leaves=leaves, at=middle, count=6, size_m=size_m * 1.5, seed=i)
        if detail > FINE:
            head = (x + size_m * 0.3, y + size_m * 0.9, z + size_m * 0.4)
            found.append(bars([head], (0.07, 0.07, 0.07), material=dice.choice(BLOSSOMS)))
    return found


def climbing_pergola(
    *, length_m: float, width_m: float, height_m: float, cover: float, colour: str, seed: int, detail: float
) -> list[Surface]:
    """A pergola along Z: posts, beams, and a share ``cover`` of its roof grown over."""
    bays = max(1, round(length_m / 2.6))
    dice = random.Random(seed)  # noqa: S311 - growth, not secrets
    step_m = (length_m - 0.14) / bays
    rows = [-length_m / 2 + 0.07 + step_m * bay for bay in range(bays + 1)]
    sides = (-width_m / 2 + 0.07, width_m / 2 - 0.07)
    feet = [(x, 0.0, z) for x in sides for z in rows]
    parts = [bars(feet, (0.12, height_m - 0.12, 0.12), material=colour)]
    edges = [(x, height_m - 0.16, 0.0) for x in sides]
    parts.append(bars(edges, (0.1, 0.16, length_m), material=colour, bottom=True))
    if detail > FINE:
        count = max(2, round(length_m / 0.55))
        slats = [(0.0, height_m, -length_m / 2 + (slat + 0.5) * length_m / count) for slat in range(count)]
        parts.append(bars(slats, (width_m + 0.3, 0.12, 0.05), material=colour, bottom=True))
    if cover > 0:
        size_m = 1.1 if detail > FINE else 2.0
        roof = (0.0, height_m + 0.14, 0.0)
        parts.append(
            trellis(roof, (0, 1, 0), (length_m, width_m), leaves="foliage", size_m=size_m, seed=seed, cover=cover)
        )
    for x in sides if cover > 0.2 else ():
        for z in rows[:: 1 if detail > FINE else 2]:
            vine = [(x, 0.02, z + 0.1), (x, height_m * 0.5, z - 0.06), (x, height_m, z + 0.05)]
            parts.append(limb(vine, [0.03, 0.03, 0.02], material="bark", sides=4))
            twigs = [(x + dice.uniform(-0.1, 0.1), height_m * share, z) for share in (0.4, 0.68, 0.92)]
            outward = [(x, 0.2, dice.uniform(-1, 1)) for _ in twigs]
            parts.append(
                cards(twigs, outward, [0.5] * 3, material=twig("climbing", "foliage"), seed=seed, tilt=0.3, roll=1.0)
            )
    return parts


def grass_tuft(*, height_m: float, width_m: float, seed: int, detail: float) -> list[Surface]:
    """Tall grasses that lean outward from one foot."""
    dice = random.Random(seed)  # noqa: S311 - growth, not secrets
    feet = [_strewn(dice, width_m * 0.4, width_m * 0.4) for _ in range(4 if detail > FINE else 2)]
    return [mat(feet, height_m, leaves="#93a656", seed=seed, kind="blades")]


def _swelling(length_m: float, width_m: float, mound_m: float, material: str, detail: float) -> Surface:
    steps = (8 if detail > FINE else 4) if mound_m > 0 else 1
    across = np.linspace(-0.5, 0.5, steps + 1)
    x, z = np.meshgrid(across, -across)
    y = mound_m * np.cos(np.pi * x) * np.cos(np.pi * z) + 0.02
    return grid(np.stack([x * width_m, y, z * length_m], axis=2), material=material)


def _strewn(dice: random.Random, length_m: float, width_m: float, height_m: float = 0.0) -> tuple[float, float, float]:
    return (dice.uniform(-0.5, 0.5) * width_m, height_m, dice.uniform(-0.5, 0.5) * length_m)


PARTS = (
    TREE,
    Part(
        "hedge",
        N_("Hecke"),
        N_("Geschnittene Hecke."),
        (
            Parameter("length_m", "Länge", "m", 4.0, 0.5, 200.0),
            Parameter("width_m", "Breite", "m", 0.8, 0.3, 3.0),
            Parameter("height_m", "Höhe", "m", 1.2, 0.3, 5.0),
        ),
        hedge,
        search="hedge, Busch, Strauch, bush, shrub",
    ),
    Part(
        "lawn",
        N_("Rasen"),
        N_("Rasen, eben oder zur Mitte sanft gewölbt."),
        (LENGTH, WIDTH, Parameter("mound_m", "Höhe der Wölbung", "m", 0.0, 0.0, 20.0)),
        lawn,
        is_ground=True,
        search="lawn, Wiese, Gras, Hügel, grass, mound",
    ),
    Part(
        "meadow",
        N_("Blumenwiese"),
        N_("Blühende Wiese."),
        (LENGTH, WIDTH, Parameter("height_m", "Höhe der Halme", "m", 0.5, 0.1, 1.5), SEED),
        meadow,
        is_ground=True,
        search="meadow, Wiese, Blüten, Gras, wildflowers, grass",
    ),
    Part(
        "flower_bed",
        N_("Beet"),
        N_("Beet mit Steinkante, Gräsern und Blumen."),
        (
            Parameter("length_m", "Länge", "m", 4.0, 1.0, 60.0),
            Parameter("width_m", "Breite", "m", 1.6, 0.8, 20.0),
            Parameter("height_m", "Höhe der Pflanzen", "m", 0.6, 0.2, 1.5),
            SEED,
        ),
        flower_bed,
        search="flower bed, Staudenbeet, Blumen, Pflanzung, perennials, planting",
    ),
    Part(
        "raised_bed",
        N_("Hochbeet"),
        N_("Hochbeet aus Brettern mit Gemüse, Kräutern und Blumen."),
        (
            Parameter("length_m", "Länge", "m", 2.0, 0.8, 12.0, spans="width"),
            Parameter("width_m", "Breite", "m", 1.1, 0.5, 3.0, spans="depth"),
            Parameter("height_m", "Höhe", "m", 0.8, 0.3, 1.1),
            Parameter("colour", "Farbe oder Material der Bretter", "colour", "wood", short=N_("Bretter")),
            SEED,
        ),
        raised_bed,
        search="raised bed, Beet, Gemüse, Garten, Urban Gardening, vegetables, gardening",
    ),
    Part(
        "climbing_pergola",
        N_("Pergola"),
        N_("Pergola, an der Kletterpflanzen wachsen."),
        (
            Parameter("length_m", "Länge", "m", 8.0, 2.0, 60.0),
            Parameter("width_m", "Breite", "m", 3.0, 1.0, 10.0),
            Parameter("height_m", "Höhe", "m", 2.7, 2.1, 5.0),
            Parameter("cover", "Anteil, der bewachsen ist", "share", 0.7, 0.0, 1.0, short=N_("Bewuchs")),
            Parameter("colour", "Farbe oder Material des Gestells", "colour", "timber", short=N_("Gestell")),
            SEED,
        ),
        climbing_pergola,
        search="pergola, Laube, Kletterpflanzen, Rankgerüst, Schatten, arbour, climbing plants, shade",
    ),
    Part(
        "grass_tuft",
        N_("Ziergras"),
        N_("Büschel hoher Gräser."),
        (
            Parameter("height_m", "Höhe", "m", 1.1, 0.3, 3.0),
            Parameter("width_m", "Breite", "m", 0.9, 0.3, 3.0, spans=""),
            SEED,
        ),
        grass_tuft,
        search="ornamental grass, Gräser, Büschel, Staude, tuft",
    ),
)
