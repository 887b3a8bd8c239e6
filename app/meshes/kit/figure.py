"""One human figure: proportions, poses and clothes behind the family of people.

Measures are shares of the body height, as artists count them (7.5 heads), so that a child only
needs other shares and not another body.  A figure looks to +Z; its feet, or when it sits the
ground under its seat, are at the origin.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.meshes.shapes_loft import limb
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import box

Point = tuple[float, float, float]

SKIN = ("#f1cdb0", "#e0b08c", "#b98058", "#7c5238")
HAIR = ("#2d2622", "#5d4130", "#b8905a", "#9b9894", "#3b332e")
TOPS = ("#3f6f9c", "#d9a441", "#c65b45", "#5f8763", "#efe8da", "#4a5360", "#8d6089", "#86bbe0")
LEGS = ("#2f3b4c", "#4b4c50", "#6d5d4e", "#7f8d9d", "#39342f")
SHOES = "#2b2b2e"
FINE = 0.5  # above this detail there are hands, shoes and hair
STYLES = ("short", "long", "bun", "scarf")


@dataclass(frozen=True)
class Look:
    """Colours and cut of one figure."""

    skin: str
    hair: str
    top: str
    legs: str
    style: str
    skirt: bool


@dataclass(frozen=True)
class Pose:
    """Joints as shares of the body height; each side is (shoulder to hand) and (hip to ankle).

    ``lift`` moves the whole body up or down, ``lean`` tips the trunk forward.
    """

    arms: tuple[tuple[Point, Point], tuple[Point, Point]]  # elbow and hand, left and right
    legs: tuple[tuple[Point, Point], tuple[Point, Point]]  # knee and ankle, left and right
    lift: float = 0.0
    lean: float = 0.0
    seated: bool = False


HANGING = ((0.148, 0.635, -0.01), (0.15, 0.49, 0.04))
RELAXED = ((-0.15, 0.64, -0.03), (-0.14, 0.49, 0.02))
STRAIGHT = ((0.052, 0.28, 0.01), (0.058, 0.045, -0.01))
EASED = ((-0.062, 0.28, 0.03), (-0.075, 0.045, 0.03))
SEATED = (((0.06, 0.5, 0.24), (0.062, 0.265, 0.25)), ((-0.06, 0.5, 0.24), (-0.066, 0.265, 0.22)))
LAP = (((0.15, 0.65, 0.04), (0.08, 0.54, 0.17)), ((-0.15, 0.65, 0.04), (-0.09, 0.54, 0.19)))

POSES: Mapping[str, Pose] = {
    "stand": Pose(arms=(HANGING, RELAXED), legs=(STRAIGHT, EASED)),
    "walk": Pose(
        arms=(((0.145, 0.645, -0.06), (0.13, 0.51, -0.03)), ((-0.145, 0.645, 0.05), (-0.12, 0.53, 0.15))),
        legs=(((0.052, 0.285, 0.09), (0.05, 0.06, 0.14)), ((-0.052, 0.28, -0.01), (-0.05, 0.085, -0.17))),
        lift=-0.012,
        lean=0.03,
    ),
    "sit": Pose(arms=LAP, legs=SEATED, lift=-0.22, seated=True),
    "phone": Pose(
        arms=(((0.148, 0.65, 0.02), (0.05, 0.70, 0.17)), RELAXED),
        legs=(STRAIGHT, EASED),
    ),
    "point": Pose(
        arms=(HANGING, ((-0.155, 0.79, 0.15), (-0.15, 0.83, 0.31))),
        legs=(STRAIGHT, EASED),
    ),
    "touch": Pose(
        arms=(HANGING, ((-0.14, 0.67, 0.09), (-0.08, 0.64, 0.24))),
        legs=(STRAIGHT, EASED),
        lean=0.05,
    ),
    "push": Pose(
        arms=(((0.14, 0.66, 0.03), (0.11, 0.59, 0.19)), ((-0.14, 0.66, 0.03), (-0.11, 0.59, 0.19))),
        legs=(((0.052, 0.285, 0.07), (0.05, 0.05, 0.11)), ((-0.052, 0.28, 0.0), (-0.05, 0.075, -0.14))),
        lift=-0.005,
        lean=0.04,
    ),
    "ride": Pose(
        arms=(((0.15, 0.70, 0.15), (0.15, 0.63, 0.30)), ((-0.15, 0.70, 0.15), (-0.15, 0.63, 0.30))),
        legs=(((0.055, 0.42, 0.21), (0.06, 0.16, 0.15)), ((-0.055, 0.31, 0.16), (-0.06, 0.09, 0.03))),
        lift=0.06,
        lean=0.11,
        seated=True,
    ),
}


def look(seed: int) -> Look:
    """Choose clothes, skin and hair; the same ``seed`` gives the same person."""
    dice = random.Random(seed * 7919 + 11)  # noqa: S311 - looks, not secrets
    style = dice.choice(STYLES)
    top = dice.choice(TOPS)
    return Look(
        skin=dice.choice(SKIN),
        hair=dice.choice(TOPS[:7]) if style == "scarf" else dice.choice(HAIR),
        top=top,
        legs=dice.choice(LEGS),
        style=style,
        skirt=style != "short" and dice.random() < 0.35,
    )


def figure(pose: str, *, height_m: float, seed: int, detail: float, child: bool = False) -> list[Surface]:
    """Build one figure, about 250 triangles at ``detail`` 1."""
    stance, wears = POSES[pose], look(seed)
    head = 0.155 if child else 0.13
    parts = [
        *_trunk(stance, wears, detail),
        *_legs(stance, wears, detail),
        *_arms(stance, wears, detail),
        *_head(stance, wears, detail, head),
    ]
    if pose == "phone":
        parts += _phone()
    raised = moved(parts, by=(0, stance.lift, 0))
    return moved(raised, scale=height_m)


def _trunk(stance: Pose, wears: Look, detail: float) -> list[Surface]:
    lean, sides = stance.lean, 6 if detail > FINE else 5
    spine = [(0, 0.49, 0), (0, 0.6, lean * 0.3), (0, 0.72, lean * 0.8), (0, 0.795, lean), (0, 0.84, lean)]
    girth = [0.086, 0.08, 0.1, 0.106, 0.034]
    if detail <= FINE:
        spine, girth = [spine[0], spine[3], spine[4]], [0.086, 0.108, 0.034]
    parts = [limb(spine, girth, material=wears.top, sides=sides, flat=0.66, start=stance.seated, end=False)]
    if wears.skirt and not stance.seated:
        hem = [(0, 0.25, 0.005), (0, 0.5, 0), (0, 0.605, lean * 0.3)]
        girth = [0.15, 0.11, 0.078]
        parts.append(limb(hem, girth, material=wears.legs, sides=7, flat=1.0, start=False, end=False))
    return parts


def _legs(stance: Pose, wears: Look, detail: float) -> list[Surface]:
    bare = wears.skirt and not stance.seated
    cloth = wears.skin if bare else wears.legs
    parts = []
    for side, (knee, ankle) in zip((1, -1), stance.legs, strict=True):
        hip = (side * 0.046, 0.51, 0.0)
        x, y, z = ankle
        if detail <= FINE:
            foot = (x, y - 0.03, z + 0.02)
            parts.append(limb([hip, knee, foot], [0.056, 0.043, 0.03], material=cloth, sides=3, start=False))
            continue
        leg = [hip, knee, ankle]
        parts.append(limb(leg, [0.058, 0.043, 0.031], material=cloth, sides=5, start=False, end=False))
        sole = [(x, y - 0.01, z - 0.035), (x, y - 0.014, z + 0.03), (x, y - 0.026, z + 0.1)]
        parts.append(limb(sole, [0.03, 0.03, 0.017], material=SHOES, sides=4))
    return parts


def _arms(stance: Pose, wears: Look, detail: float) -> list[Surface]:
    parts = []
    for side, (elbow, hand) in zip((1, -1), stance.arms, strict=True):
        shoulder = (side * 0.092, 0.79, stance.lean)
        arm, girth, fine = [shoulder, elbow, hand], [0.042, 0.032, 0.024], detail > FINE
        sides = 5 if fine else 3
        parts.append(limb(arm, girth, material=wears.top, sides=sides, start=False, end=not fine))
        if fine:
            tip = tuple(h + (h - e) * 0.3 for h, e in zip(hand, elbow, strict=True))
            parts.append(limb([hand, tip], [0.02, 0.013], material=wears.skin, sides=4, start=False))
    return parts


def _head(stance: Pose, wears: Look, detail: float, high: float) -> list[Surface]:
    z, chin, wide = stance.lean * 1.3 + 0.008, 1.0 - high, high / 0.13

    def rising(shares: Sequence[float], back: float) -> list[Point]:
        return [(0.0, chin + high * share, z - back) for share in shares]

    if detail <= FINE:
        face, hair = [0.034 * wide, 0.05 * wide], [0.054 * wide, 0.03 * wide]
        return [
            limb(rising([0.0, 0.6], 0), face, material=wears.skin, sides=5, flat=1.1, end=False),
            limb(rising([0.5, 1.0], 0.012), hair, material=wears.hair, sides=5),
        ]
    neck = [(0, 0.81, z - 0.012), (0, chin + 0.03, z - 0.008)]
    girth = [g * wide for g in (0.026, 0.045, 0.05, 0.04)]
    low = {"short": 0.45, "bun": 0.4, "long": -0.1, "scarf": -0.25}[wears.style]
    locks = rising([low, 0.66, 0.9, 1.06], 0.021)
    crop = [g * wide for g in (0.044 if low > 0 else 0.056, 0.056, 0.05, 0.018)]
    fall = [(x, y, z_ - (0.022 if wears.style == "long" and y < chin + high * 0.3 else 0)) for x, y, z_ in locks]
    parts = [
        limb(neck, [0.029, 0.027], material=wears.skin, sides=4, start=False, end=False),
        limb(rising([0.0, 0.25, 0.6, 0.9], 0), girth, material=wears.skin, sides=6, flat=1.12, end=False),
        limb(fall, crop, material=wears.hair, sides=6, flat=0.95),
    ]
    if wears.style == "bun":
        knot = [(0, 0.985, z - 0.06), (0, 1.015, z - 0.07)]
        parts.append(limb(knot, [0.022, 0.015], material=wears.hair, sides=5))
    return parts


def _phone() -> list[Surface]:
    return [box((0.042, 0.085, 0.007), material="#22262b", at=(0.035, 0.69, 0.205))]
