"""Trees in nine forms and three ages, their crowns made of leaves."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from app.i18n import N_
from app.meshes.kit.leafage import bush, skirt
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_loft import limb
from app.meshes.skin import Surface

FINE = 0.5
CARDS_FAR = 14  # of a crown that is seen from afar


@dataclass(frozen=True)
class Form:
    """How a tree is made: its crown's width and foot as shares of the height, its lumps, its leaves and bark.

    A lump is (share of the crown's height, how far off the middle, its width, its height), the
    last three as shares of the crown's radius and height.  ``card`` is the size of a twig as a share of the
    crown's radius, ``core`` that of the dark inside as a share of each lump.
    """

    wide: float
    foot: float
    lumps: tuple[tuple[float, float, float, float], ...]
    kind: str = "broad"
    card: float = 0.8
    bark: str = "bark"
    stems: int = 1
    core: float = 0.66


ROUND = ((0.42, 0.30, 0.80, 0.40), (0.48, 0.34, 0.76, 0.38), (0.68, 0.10, 0.72, 0.34))
OVAL = ((0.34, 0.16, 0.88, 0.36), (0.56, 0.18, 0.82, 0.36), (0.76, 0.06, 0.60, 0.26))
COLUMN = ((0.26, 0.04, 0.96, 0.28), (0.52, 0.06, 0.90, 0.30), (0.78, 0.04, 0.60, 0.24))
SPREAD = ((0.42, 0.46, 0.66, 0.42), (0.46, 0.48, 0.64, 0.42), (0.62, 0.12, 0.76, 0.38))
WEEPING = ((0.30, 0.16, 0.78, 0.32), (0.52, 0.14, 0.72, 0.30), (0.77, 0.04, 0.46, 0.25))
CLOUDS = ((0.30, 0.52, 0.56, 0.20), (0.56, 0.44, 0.58, 0.20), (0.84, 0.06, 0.66, 0.20))

FORMS: Mapping[str, Form] = {
    "round": Form(0.72, 0.26, ROUND),  # lime, maple
    "oval": Form(0.52, 0.22, OVAL),  # hornbeam, pear
    "columnar": Form(0.24, 0.10, COLUMN, card=1.1),  # poplar, pillar oak
    "spreading": Form(1.02, 0.34, SPREAD, card=0.66),  # plane, honey locust
    "conifer": Form(0.46, 0.08, (), "needles"),  # spruce, fir
    "multi_stem": Form(0.85, 0.20, ROUND, card=0.7, stems=3),  # serviceberry, field maple
    "birch": Form(0.46, 0.20, WEEPING, "small", 0.86, "birch_bark", core=0.4),
    "pine": Form(0.58, 0.46, CLOUDS, "needles", 0.78, "#8f5f42"),
    "blossoming": Form(0.92, 0.28, SPREAD, "blossom", 0.68),  # cherry in April
}
AGES: Mapping[str, tuple[float, float, float, int]] = {  # width, foot of the crown, girth of the trunk, cards
    "young": (0.62, 1.25, 0.016, 30),
    "grown": (1.0, 1.0, 0.020, 48),
    "old": (1.18, 0.86, 0.029, 54),
}


def tree(*, form: str, age: str, height_m: float, leaves: str, seed: int, detail: float) -> list[Surface]:
    """One tree; at most 300 triangles at ``detail`` 1, and a young one has a stake beside it."""
    shape = FORMS[form]
    wider, lower, girth, count = AGES[age]
    radius_m = height_m * shape.wide * wider / 2
    foot_m = height_m * min(shape.foot * lower, 0.6)
    dice = random.Random(seed * 613 + 7)  # noqa: S311 - growth, not secrets
    start = dice.uniform(0, 2 * math.pi)
    parts = _stems(shape, height_m, foot_m, girth * height_m, start, detail)
    if form == "conifer":
        parts += _tiers(height_m, foot_m, radius_m, leaves, dice, detail)
    else:
        parts += _crown(shape, height_m - foot_m, foot_m, radius_m, leaves, start, dice, count if detail > FINE else 0)
    if age == "young" and detail > FINE:
        stake = [(0.35, 0.0, 0.0), (0.35, foot_m * 0.9, 0.0)]
        parts.append(limb(stake, [0.045, 0.045], material="wood", sides=4))
    return parts


def _stems(shape: Form, height_m: float, foot_m: float, girth_m: float, start: float, detail: float) -> list[Surface]:
    """Trunk and boughs, or several stems; they end inside the crown."""
    sides = 6 if detail > FINE else 4
    top_m = foot_m + (height_m - foot_m) * 0.45
    if shape.stems == 1:
        bend = girth_m * 0.8
        path = [(0, 0, 0), (0, foot_m * 0.25, 0), (bend, foot_m, bend / 2), (0, top_m, 0)]
        girths = [girth_m * 1.5, girth_m, girth_m * 0.85, girth_m * 0.55]
        trunk = [limb(path, girths, material=shape.bark, sides=sides, start=False, end=False)]
        return trunk + (_boughs(shape, height_m, foot_m, girth_m, start) if detail > FINE else [])
    stems: list[Surface] = []
    for turn, reach in ((start, 0.13), (start + 2.0, 0.16), (start + 4.2, 0.19)):
        away = height_m * reach
        stem = [
            (math.cos(turn) * 0.12, 0, math.sin(turn) * 0.12),
            (math.cos(turn) * away, top_m, math.sin(turn) * away),
        ]
        girths = [girth_m * 0.7, girth_m * 0.4]
        stems.append(limb(stem, girths, material=shape.bark, sides=5 if detail > FINE else 3, start=False, end=False))
    return stems


def _boughs(shape: Form, height_m: float, foot_m: float, girth_m: float, start: float) -> list[Surface]:
    """Boughs that rise from the trunk to the lumps of the crown."""
    boughs = []
    for number, (rise, off, _, _) in enumerate(shape.lumps):
        turn, away = start + number * 2.5, height_m * shape.wide / 2 * max(off, 0.2)
        foot = (0.0, foot_m * (0.86 + 0.1 * number), 0.0)
        tip = (math.cos(turn) * away, foot_m + (height_m - foot_m) * rise, math.sin(turn) * away)
        girths = [girth_m * 0.5, girth_m * 0.25]
        boughs.append(limb([foot, tip], girths, material=shape.bark, sides=3, start=False, end=False))
    return boughs


def _crown(
    shape: Form,
    crown_m: float,
    foot_m: float,
    radius_m: float,
    leaves: str,
    start: float,
    dice: random.Random,
    cards: int,
) -> list[Surface]:
    """The lumps of a crown with so many ``cards`` together; with none, one lump as it is seen from afar."""
    size_m = radius_m * shape.card
    if not cards:
        middle = (0.0, foot_m + crown_m * 0.5, 0.0)
        radii = (radius_m, crown_m * 0.52, radius_m)
        seed = dice.randrange(999)
        return bush(radii, leaves=leaves, at=middle, count=CARDS_FAR, size_m=size_m * 1.6, seed=seed, kind=shape.kind)
    found: list[Surface] = []
    for number, (rise, off, wide, high) in enumerate(shape.lumps):
        turn = start + number * 2.5
        middle = (
            math.cos(turn) * off * radius_m,
            foot_m + crown_m * rise,
            math.sin(turn) * off * radius_m,
        )
        width_m = radius_m * wide * dice.uniform(0.94, 1.06)
        radii = (width_m, crown_m * high, width_m * dice.uniform(0.92, 1.05))
        seed, count = dice.randrange(999), cards // len(shape.lumps)
        found += bush(
            radii, leaves=leaves, at=middle, count=count, size_m=size_m, seed=seed, kind=shape.kind, core=shape.core
        )
    return found


def _tiers(
    height_m: float, foot_m: float, radius_m: float, leaves: str, dice: random.Random, detail: float
) -> list[Surface]:
    """The boughs of a conifer: rings that overlap, wide ones below, and a tip."""
    tiers = 8 if detail > FINE else 4
    found = [limb([(0, foot_m, 0), (0, height_m, 0)], [radius_m * 0.3, 0.02], material=leaves, sides=5, start=False)]
    for tier in range(tiers):
        share = tier / tiers
        wide_m = radius_m * (1 - share) ** 0.9
        count = max(5, round((11 if detail > FINE else 6) * (1 - share * 0.6)))
        y = foot_m + (height_m - foot_m) * (0.04 + 0.9 * share)
        found.append(
            skirt(
                wide_m,
                y,
                leaves=leaves,
                count=count,
                size_m=max(wide_m * 1.05, radius_m * 0.3),
                droop=0.75,
                seed=dice.randrange(999),
                kind="needles",
            )
        )
    return found


TREE = Part(
    "tree",
    N_("Baum"),
    N_("Baum in neun Wuchsformen und drei Altersstufen."),
    (
        Parameter("form", "Wuchsform", "choice", "round", choices=tuple(FORMS)),
        Parameter("age", "Alter", "choice", "grown", choices=tuple(AGES)),
        Parameter("height_m", "Höhe", "m", 9.0, 2.0, 30.0),
        Parameter("leaves", "Farbe oder Material des Laubs", "colour", "foliage", short=N_("Laub")),
        Parameter("seed", "Nummer des Wuchses", "seed", 1, 0, 9999),
    ),
    tree,
    search="tree, Laubbaum, Birke, Kiefer, Nadelbaum, Straßenbaum, birch, pine, conifer",
)
