"""Trees in five forms and three ages."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_loft import limb
from app.meshes.skin import Surface
from app.meshes.surfaces import blob, lathe

FINE = 0.5


@dataclass(frozen=True)
class Form:
    """How a crown is made: its width and foot as shares of the height, and its lumps.

    A lump is (share of the crown's height, how far off the middle, its width, its height), the
    last three as shares of the crown's radius and height.
    """

    wide: float
    foot: float
    lumps: tuple[tuple[float, float, float, float], ...]


ROUND = ((0.42, 0.30, 0.78, 0.40), (0.50, 0.34, 0.72, 0.38), (0.70, 0.12, 0.68, 0.34))
OVAL = ((0.34, 0.20, 0.86, 0.36), (0.56, 0.22, 0.80, 0.36), (0.78, 0.08, 0.58, 0.30))
COLUMN = ((0.28, 0.04, 0.92, 0.32), (0.56, 0.06, 0.86, 0.34), (0.80, 0.04, 0.56, 0.28))
SPREAD = ((0.45, 0.46, 0.66, 0.42), (0.50, 0.44, 0.64, 0.44), (0.66, 0.12, 0.72, 0.40))

FORMS: Mapping[str, Form] = {
    "round": Form(0.72, 0.26, ROUND),  # lime, maple
    "oval": Form(0.52, 0.22, OVAL),  # hornbeam, pear
    "columnar": Form(0.24, 0.10, COLUMN),  # poplar, pillar oak
    "spreading": Form(1.02, 0.34, SPREAD),  # plane, honey locust
    "conifer": Form(0.42, 0.08, ()),  # spruce, pine
    "multi_stem": Form(0.85, 0.20, ROUND),  # serviceberry, birch
}
AGES: Mapping[str, tuple[float, float, float]] = {  # width, foot of the crown, girth of the trunk
    "young": (0.62, 1.25, 0.016),
    "grown": (1.0, 1.0, 0.020),
    "old": (1.18, 0.86, 0.029),
}


def tree(*, form: str, age: str, height_m: float, leaves: str, seed: int, detail: float) -> list[Surface]:
    """One tree; at most 300 triangles at ``detail`` 1, and a young one has a stake beside it."""
    shape = FORMS[form]
    wider, lower, girth = AGES[age]
    radius_m = height_m * shape.wide * wider / 2
    foot_m = height_m * min(shape.foot * lower, 0.6)
    dice = random.Random(seed * 613 + 7)  # noqa: S311 - growth, not secrets
    parts = _stems(form, height_m, foot_m, girth * height_m, dice, detail)
    if form == "conifer":
        parts += _tiers(height_m, foot_m, radius_m, leaves, detail)
    else:
        parts += _crown(shape, height_m - foot_m, foot_m, radius_m, leaves, dice, detail)
    if age == "young" and detail > FINE:
        stake = [(0.35, 0.0, 0.0), (0.35, foot_m * 0.9, 0.0)]
        parts.append(limb(stake, [0.045, 0.045], material="wood", sides=4))
    return parts


def _stems(
    form: str, height_m: float, foot_m: float, girth_m: float, dice: random.Random, detail: float
) -> list[Surface]:
    sides = 7 if detail > FINE else 4
    top_m = foot_m + (height_m - foot_m) * 0.45
    if form != "multi_stem":
        path = [(0, 0, 0), (0, foot_m * 0.25, 0), (0, top_m, 0)]
        girths = [girth_m * 1.5, girth_m, girth_m * 0.6]
        return [limb(path, girths, material="bark", sides=sides, start=False, end=False)]
    stems: list[Surface] = []
    for turn in (0.3, 2.3, 4.5):
        away = height_m * 0.16 * dice.uniform(0.8, 1.2)
        stem = [
            (math.cos(turn) * 0.12, girth_m * 0.4, math.sin(turn) * 0.12),
            (math.cos(turn) * away, top_m, math.sin(turn) * away),
        ]
        girths = [girth_m * 0.7, girth_m * 0.4]
        stems.append(limb(stem, girths, material="bark", sides=5 if detail > FINE else 3, start=False, end=False))
    return stems


def _crown(
    shape: Form, crown_m: float, foot_m: float, radius_m: float, leaves: str, dice: random.Random, detail: float
) -> list[Surface]:
    start = dice.uniform(0, 2 * math.pi)
    if detail <= FINE:
        middle = (0.0, foot_m + crown_m * 0.5, 0.0)
        radii = (radius_m, crown_m * 0.52, radius_m)
        return [blob(radii, material=leaves, at=middle, detail=1.0, seed=dice.randrange(999), roughness=0.14)]
    lumps = []
    for number, (rise, off, wide, high) in enumerate(shape.lumps):
        turn = start + number * 2.5
        middle = (
            math.cos(turn) * off * radius_m,
            foot_m + crown_m * rise,
            math.sin(turn) * off * radius_m,
        )
        width_m = radius_m * wide * dice.uniform(0.94, 1.06)
        radii = (width_m, crown_m * high, width_m * dice.uniform(0.92, 1.05))
        seed = dice.randrange(999)
        lumps.append(blob(radii, material=leaves, at=middle, detail=1.0, seed=seed, roughness=0.16))
    return lumps


def _tiers(height_m: float, foot_m: float, radius_m: float, leaves: str, detail: float) -> list[Surface]:
    """The branches of a conifer: skirts that overlap, wide ones below."""
    tiers, sides = (4, 10) if detail > FINE else (2, 6)
    step_m = (height_m - foot_m) / tiers
    skirts = []
    for tier in range(tiers):
        wide_m = radius_m * (1 - tier / tiers * 0.72)
        low_m, tip_m = foot_m + step_m * tier, min(foot_m + step_m * (tier + 1.75), height_m)
        profile = [(wide_m * 0.25, low_m + step_m * 0.2), (wide_m, low_m), (0.0, tip_m)]
        skirts.append(lathe(profile, material=leaves, sides=sides))
    return skirts


TREE = Part(
    "tree",
    N_("Baum in sechs Wuchsformen und drei Altersstufen."),
    (
        Parameter("form", "Wuchsform", "choice", "round", choices=tuple(FORMS)),
        Parameter("age", "Alter", "choice", "grown", choices=tuple(AGES)),
        Parameter("height_m", "Höhe", "m", 9.0, 2.0, 30.0),
        Parameter("leaves", "Farbe oder Material des Laubs", "colour", "foliage"),
        Parameter("seed", "Nummer des Wuchses", "seed", 1, 0, 9999),
    ),
    tree,
)
