"""Green: trees, hedges, lawns, meadows, beds and climbing plants."""

import math
import random

import numpy as np

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.kit.trees import TREE
from app.meshes.shapes_loft import limb
from app.meshes.shapes_panels import bars
from app.meshes.skin import Surface
from app.meshes.surfaces import blob, box, grid

FINE = 0.5
SEED = Parameter("seed", "Nummer des Wuchses", "seed", 1, 0, 9999)
LENGTH = Parameter("length_m", "Länge von Norden nach Süden", "m", 10.0, 0.5, 800.0)
WIDTH = Parameter("width_m", "Breite von Westen nach Osten", "m", 6.0, 0.3, 400.0)
BLOSSOMS = ("#d96c8c", "#e8b53f", "#8f6bb5", "#f1ede2", "#d8573f")


def hedge(*, length_m: float, width_m: float, height_m: float, detail: float) -> list[Surface]:
    """A clipped hedge along Z with soft edges."""
    bevel_m = min(width_m, height_m) * 0.18 if detail > FINE else 0.0
    size = (width_m, height_m, length_m)
    return [box(size, material="foliage", bevel_m=bevel_m)]


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
    feet, sizes = [], []
    for _ in range(tufts):
        feet.append(_strewn(dice, length_m, width_m))
        sizes.append((0.05, height_m * dice.uniform(0.6, 1.1), 0.05))
    parts.append(bars(feet, sizes, material="#7f9a45"))
    for colour in BLOSSOMS[:4]:
        spots = [_strewn(dice, length_m, width_m, height_m * dice.uniform(0.5, 1)) for _ in range(tufts // 2)]
        parts.append(bars(spots, (0.13, 0.07, 0.13), material=colour))
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
    for clump in range(clumps):
        x, _, z = _strewn(dice, length_m - 0.5, width_m - 0.5)
        size = height_m * dice.uniform(0.55, 1.0)
        colour = "foliage" if clump % 2 else dice.choice(BLOSSOMS)
        radii = (size * 0.7, size * 0.6, size * 0.7)
        parts.append(blob(radii, material=colour, at=(x, 0.15 + size * 0.52, z), detail=0.4))
    return parts


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
    lumps = round(cover * length_m * width_m * (1.6 if detail > FINE else 0.5))
    for _ in range(min(lumps, 60)):
        x, _, z = _strewn(dice, length_m, width_m)
        size = dice.uniform(0.42, 0.68)
        middle = (x, height_m + 0.16, z)
        radii = (size, size * 0.42, size)
        parts.append(blob(radii, material="foliage", at=middle, detail=0.4, seed=dice.randrange(99)))
    for x in sides if cover > 0.2 else ():
        for z in rows[:: 1 if detail > FINE else 2]:
            vine = [(x, 0.02, z + 0.1), (x, height_m * 0.5, z - 0.06), (x, height_m, z + 0.05)]
            parts.append(limb(vine, [0.07, 0.09, 0.2], material="foliage", sides=5))
    return parts


def grass_tuft(*, height_m: float, width_m: float, seed: int, detail: float) -> list[Surface]:
    """Tall grasses that lean outward from one foot."""
    dice = random.Random(seed)  # noqa: S311 - growth, not secrets
    blades = 12 if detail > FINE else 5
    parts = []
    for blade in range(blades):
        turn = 2 * math.pi * (blade + dice.random() * 0.6) / blades
        away, high = width_m / 2 * dice.uniform(0.35, 1.0), height_m * dice.uniform(0.7, 1.0)
        x, z = math.cos(turn), math.sin(turn)
        path = [(x * 0.04, 0.03, z * 0.04), (x * away * 0.5, high * 0.65, z * away * 0.5), (x * away, high, z * away)]
        parts.append(limb(path, [0.03, 0.02, 0.004], material="#93a656", sides=3, start=False, end=False))
    return parts


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
        N_("Geschnittene Hecke."),
        (
            Parameter("length_m", "Länge", "m", 4.0, 0.5, 200.0),
            Parameter("width_m", "Breite", "m", 0.8, 0.3, 3.0),
            Parameter("height_m", "Höhe", "m", 1.2, 0.3, 5.0),
        ),
        hedge,
    ),
    Part(
        "lawn",
        N_("Rasen, eben oder zur Mitte sanft gewölbt."),
        (LENGTH, WIDTH, Parameter("mound_m", "Höhe der Wölbung", "m", 0.0, 0.0, 20.0)),
        lawn,
        is_ground=True,
    ),
    Part(
        "meadow",
        N_("Blühende Wiese."),
        (LENGTH, WIDTH, Parameter("height_m", "Höhe der Halme", "m", 0.5, 0.1, 1.5), SEED),
        meadow,
        is_ground=True,
    ),
    Part(
        "flower_bed",
        N_("Beet mit Steinkante, Gräsern und Blumen."),
        (
            Parameter("length_m", "Länge", "m", 4.0, 1.0, 60.0),
            Parameter("width_m", "Breite", "m", 1.6, 0.8, 20.0),
            Parameter("height_m", "Höhe der Pflanzen", "m", 0.6, 0.2, 1.5),
            SEED,
        ),
        flower_bed,
    ),
    Part(
        "climbing_pergola",
        N_("Pergola, an der Kletterpflanzen wachsen."),
        (
            Parameter("length_m", "Länge", "m", 8.0, 2.0, 60.0),
            Parameter("width_m", "Breite", "m", 3.0, 1.0, 10.0),
            Parameter("height_m", "Höhe", "m", 2.7, 2.1, 5.0),
            Parameter("cover", "Anteil, der bewachsen ist", "share", 0.7, 0.0, 1.0),
            Parameter("colour", "Farbe oder Material des Gestells", "colour", "wood"),
            SEED,
        ),
        climbing_pergola,
    ),
    Part(
        "grass_tuft",
        N_("Büschel hoher Gräser."),
        (
            Parameter("height_m", "Höhe", "m", 1.1, 0.3, 3.0),
            Parameter("width_m", "Breite", "m", 0.9, 0.3, 3.0),
            SEED,
        ),
        grass_tuft,
    ),
)
