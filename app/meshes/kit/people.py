"""People: they give every scene its scale.

Simple friendly figures of true height; the seed decides clothes, hair and skin, so that a crowd
is as mixed as a street.  A person looks to +Z.
"""

import math
import random

from app.i18n import N_
from app.meshes.kit.figure import POSES, figure
from app.meshes.kit.part import Parameter, Part
from app.meshes.kit.wheel import disc_wheel, spoked_wheel
from app.meshes.shapes_loft import limb
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import box

STEEL, RUBBER = "#8b9198", "#2a2c2f"
SEED = Parameter("seed", "Nummer der Person: Kleidung, Haar, Haut", "seed", 1, 0, 9999, short=N_("Aussehen"))
GROUP_POSES = ("stand", "phone", "stand", "point", "walk")


def person(*, pose: str, height_m: float, seed: int, detail: float) -> list[Surface]:
    """One grown-up."""
    return figure(pose, height_m=height_m, seed=seed, detail=detail)


def child(*, pose: str, height_m: float, seed: int, detail: float) -> list[Surface]:
    """One child: the same joints, a larger head."""
    return figure(pose, height_m=height_m, seed=seed, detail=detail, child=True)


def wheelchair_user(*, seed: int, detail: float) -> list[Surface]:
    """A person in a wheelchair, looking to +Z."""
    sitter = moved(figure("sit", height_m=1.7, seed=seed, detail=detail), by=(0, 0.13, -0.06))
    seat = [
        box((0.44, 0.06, 0.44), material=RUBBER, at=(0, 0.47, 0.04)),
        box((0.44, 0.44, 0.05), material=RUBBER, at=(0, 0.52, -0.2)),
        box((0.36, 0.03, 0.16), material=STEEL, at=(0, 0.1, 0.44)),
    ]
    wheels: list[Surface] = []
    for x in (-0.27, 0.27):
        wheels += moved(spoked_wheel(0.3, 0.035, detail=detail), by=(x, 0.3, -0.08))
        wheels += moved(disc_wheel(0.09, 0.03, detail=0.3), by=(x * 0.75, 0.09, 0.32))
    rods: list[Surface] = []
    for x in (-0.23, 0.23) if detail > 0.6 else ():
        rail = [(x, 0.5, 0.26), (x, 0.18, 0.4), (x * 0.8, 0.11, 0.42)]
        rods.append(limb(rail, [0.014] * 3, material=STEEL, sides=4))
        grip = [(x, 0.5, -0.22), (x, 0.93, -0.24), (x, 0.94, -0.34)]
        rods.append(limb(grip, [0.014] * 3, material=STEEL, sides=4))
    return sitter + seat + wheels + rods


def person_with_pram(*, seed: int, colour: str, detail: float) -> list[Surface]:
    """A walking person who pushes a pram towards +Z."""
    walker = moved(figure("push", height_m=1.7, seed=seed, detail=detail), by=(0, 0, -0.42))
    cot = [(0, 0.52, 0.0), (0, 0.62, -0.02), (0, 0.8, -0.03)]
    parts = [limb(cot, [0.17, 0.24, 0.25], material=colour, sides=8 if detail > 0.6 else 6, flat=1.5)]
    hood = [(0, 0.78, 0.12), (0, 0.98, 0.16), (0, 1.04, 0.14)]
    parts.append(limb(hood, [0.25, 0.2, 0.06], material=colour, sides=8, flat=0.9))
    for x in (-0.22, 0.22):
        for z in (-0.26, 0.3):
            parts += moved(disc_wheel(0.12, 0.04, detail=0.3), by=(x, 0.12, z))
        frame = [(x, 0.16, 0.3), (x, 0.5, 0.02), (x, 1.0, -0.36)]
        parts.append(limb(frame, [0.014] * 3, material=STEEL, sides=4))
    parts.append(box((0.46, 0.03, 0.03), material=RUBBER, at=(0, 0.985, -0.36)))
    return walker + parts


def group(*, count: int, radius_m: float, seed: int, detail: float) -> list[Surface]:
    """Some people in a loose ring who look at its middle, one of them a child."""
    dice = random.Random(seed * 104729 + count)  # noqa: S311 - looks, not secrets
    everyone: list[Surface] = []
    for place in range(count):
        turn = 360 * (place + dice.uniform(-0.25, 0.25)) / count
        away = radius_m * dice.uniform(0.8, 1.15)
        small = count >= 4 and place == count - 1
        body = figure(
            "stand" if small else GROUP_POSES[(place + seed) % len(GROUP_POSES)],
            height_m=dice.uniform(1.05, 1.3) if small else dice.uniform(1.6, 1.86),
            seed=seed * 31 + place,
            detail=detail,
            child=small,
        )
        angle = math.radians(turn)
        spot = (math.sin(angle) * away, 0.0, -math.cos(angle) * away)
        everyone += moved(moved(body, turn_deg=turn), by=spot)
    return everyone


def dog(*, length_m: float, colour: str, detail: float) -> list[Surface]:
    """A dog on its four legs, looking to +Z."""
    sides = 6 if detail > 0.6 else 4
    trunk = [(0, 0.52, -0.42), (0, 0.55, 0.0), (0, 0.56, 0.34), (0, 0.72, 0.5)]
    parts = [limb(trunk, [0.09, 0.13, 0.14, 0.08], material=colour, sides=sides)]
    head = [(0, 0.8, 0.4), (0, 0.8, 0.56), (0, 0.75, 0.76)]
    parts.append(limb(head, [0.08, 0.1, 0.045], material=colour, sides=sides))
    tail = [(0, 0.58, -0.42), (0, 0.82, -0.62)]
    parts.append(limb(tail, [0.035, 0.015], material=colour, sides=4))
    for x in (-0.08, 0.08):
        for z in (-0.36, 0.3):
            leg = [(x, 0.5, z), (x, 0.003, z + 0.02)]
            parts.append(limb(leg, [0.055, 0.03], material=colour, sides=4))
    return moved(parts, scale=length_m / 1.38)


PARTS = (
    Part(
        "person",
        N_("Mensch"),
        N_("Erwachsene Person als einfache, freundliche Figur in wahrer Größe."),
        (
            Parameter("pose", "Haltung", "choice", "stand", choices=tuple(POSES)),
            Parameter("height_m", "Körpergröße", "m", 1.72, 1.4, 2.05),
            SEED,
        ),
        person,
        search="person, Fußgänger:in, Frau, Mann, Maßstab, Figur, woman, man, pedestrian, scale figure",
    ),
    Part(
        "child",
        N_("Kind"),
        N_("Kind mit größerem Kopf."),
        (
            Parameter("pose", "Haltung", "choice", "stand", choices=tuple(POSES)),
            Parameter("height_m", "Körpergröße", "m", 1.15, 0.8, 1.5),
            SEED,
        ),
        child,
        search="child, Mädchen, Junge, girl, boy, kid",
    ),
    Part(
        "wheelchair_user",
        N_("Rollstuhlfahrer:in"),
        N_("Person im Rollstuhl."),
        (SEED,),
        wheelchair_user,
        search="wheelchair user, Rollstuhl, barrierefrei, accessible",
    ),
    Part(
        "person_with_pram",
        N_("Mensch mit Kinderwagen"),
        N_("Person, die einen Kinderwagen schiebt."),
        (SEED, Parameter("colour", "Farbe des Kinderwagens", "colour", "#3f6f9c")),
        person_with_pram,
        search="person with pram, Eltern, Baby, parent, stroller, buggy",
    ),
    Part(
        "group",
        N_("Menschengruppe"),
        N_("Gruppe von Menschen im lockeren Kreis, die in ihre Mitte schauen."),
        (
            Parameter("count", "Anzahl", "count", 5, 2, 12),
            Parameter("radius_m", "Halbmesser des Kreises", "m", 1.5, 0.6, 8.0),
            SEED,
        ),
        group,
        search="group of people, Leute, Menge, crowd",
    ),
    Part(
        "dog",
        N_("Hund"),
        N_("Hund."),
        (
            Parameter("length_m", "Länge mit Schwanz", "m", 1.0, 0.5, 1.5),
            Parameter("colour", "Farbe des Fells", "colour", "#8a6a4a"),
        ),
        dog,
        search="dog, Tier, Haustier, pet, animal",
    ),
)
