"""A kiosk: a small house from which things are sold, as they stand in all towns of the Ruhr; its hatch looks to +Z."""

import random

from app.i18n import N_
from app.meshes.kit.lettering import CAPITAL, build_lettering, written
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Opening, Panel, bars, panels, wall
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import box

GOODS = ("#d8573f", "#e8b53f", "#4f8fc0", "#5f9a58", "#f1ede2", "#8f6bb5")
FASCIA_M, COUNTER_M, HATCH_M = 0.5, 1.0, 1.15  # height of the band below the roof, of the counter, and of the hatch
DARK = "#4a423a"


def build_kiosk(
    *,
    width_m: float,
    depth_m: float,
    height_m: float,
    text: str,
    walls: str,
    accent: str,
    awning: bool,
    seed: int,
    detail: float,
) -> list[Surface]:
    """A kiosk with a hatch over a counter at 1.00 m, goods behind it, and its name below the roof.

    Houses of 3 to 5 m by 2.5 to 3.5 m are usual, and 2.50 m of height inside.
    """
    hatch_m = width_m * 0.56
    hatch = Opening(-width_m * 0.12, COUNTER_M, hatch_m, HATCH_M)
    shown = Opening(width_m * 0.34, 0.9, width_m * 0.2, 1.25)
    found = moved(
        wall((width_m, height_m), [hatch, shown], material=walls, detail=detail, pane=DARK, frame=DARK, depth_m=0.3),
        by=(0, 0, depth_m / 2),
    )
    found += _others((width_m, depth_m, height_m), walls, detail)
    roof = (width_m + 0.36, 0.16, depth_m + 0.36)
    found.append(box(roof, material="#d9d6cf", at=(0, height_m, 0), faces="all", bevel_m=0.03))
    front = depth_m / 2
    found.append(bars([(0, height_m - FASCIA_M, front + 0.03)], (width_m + 0.06, FASCIA_M, 0.06), material=accent))
    found += _name(text, width_m, height_m, front + 0.08, accent, detail)
    counter = (hatch.centre_m, COUNTER_M - 0.06, front + 0.16)
    found.append(box((hatch_m + 0.2, 0.06, 0.36), material="wood", at=counter, faces="all"))
    dice = random.Random(seed)  # noqa: S311 - variety, not secrets
    found += _goods(hatch, front, dice, detail) if detail > FINE else []
    return found + (_awning(hatch, front, height_m, accent, detail) if awning else [])


def _others(size: tuple[float, float, float], walls: str, detail: float) -> list[Surface]:
    """The sides, one with a window, and the back with its door."""
    width_m, depth_m, height_m = size
    window = Opening(0.0, 1.0, min(1.2, depth_m * 0.5), 1.1, columns=2)
    door = Opening(width_m * 0.2, 0.0, 0.95, 2.05)
    east = moved(wall((depth_m, height_m), [window], material=walls, detail=detail), by=(0, 0, width_m / 2))
    west = moved(wall((depth_m, height_m), [], material=walls, detail=detail), by=(0, 0, width_m / 2))
    back = wall((width_m, height_m), [door], material=walls, detail=detail, pane="#6b7278", frame="#5a6067")
    found = moved(moved(back, by=(0, 0, depth_m / 2)), turn_deg=180)
    return found + moved(east, turn_deg=-90) + moved(west, turn_deg=90)


def _name(text: str, width_m: float, height_m: float, z: float, accent: str, detail: float) -> list[Surface]:
    """The name on the band below the roof, as large as there is room for it."""
    _, run = written(text)
    letter_m = min(FASCIA_M * 0.52, (width_m - 0.3) / max(run, 1.0) * CAPITAL)
    foot_m = height_m - FASCIA_M / 2 - letter_m / 2
    ink = "#fbfaf5"
    return moved(
        build_lettering(
            text=text, letter_m=letter_m, foot_m=foot_m, plate=False, colour=accent, ink=ink, detail=detail
        ),
        by=(0, 0, z - 0.02),
    )


def _goods(hatch: Opening, front: float, dice: random.Random, detail: float) -> list[Surface]:
    """What is for sale: rows of boxes on shelves behind the counter."""
    feet: dict[str, list[tuple[float, float, float]]] = {colour: [] for colour in GOODS}
    count = max(4, round(hatch.width_m / 0.16))
    for row in range(3):
        for place in range(count):
            if dice.random() < 0.85:
                x = hatch.left_m + (place + 0.5) / count * hatch.width_m
                feet[dice.choice(GOODS)].append((x, hatch.foot_m + 0.12 + 0.34 * row, front - 0.22))
    shelves = [(hatch.centre_m, hatch.foot_m + 0.1 + 0.34 * row, front - 0.2) for row in range(3)]
    found = [bars(shelves, (hatch.width_m, 0.02, 0.16), material="wood", bottom=True)]
    return found + [bars(at, (0.11, 0.2, 0.1), material=colour) for colour, at in feet.items() if at]


def _awning(hatch: Opening, front: float, height_m: float, accent: str, detail: float) -> list[Surface]:
    """A striped cloth over the hatch."""
    top, low, out_m = height_m - FASCIA_M, height_m - FASCIA_M - 0.4, 1.0
    stripes = 8 if detail > FINE else 4
    wide_m = hatch.width_m + 0.4
    cloth: dict[str, list[Panel]] = {accent: [], "#f4f1e8": []}
    for stripe in range(stripes):
        x0 = hatch.centre_m - wide_m / 2 + wide_m * stripe / stripes
        x1 = x0 + wide_m / stripes
        slope = [(x0, low, front + out_m), (x1, low, front + out_m), (x1, top, front + 0.06), (x0, top, front + 0.06)]
        hem = [(x0, low - 0.16, front + out_m), (x1, low - 0.16, front + out_m), slope[1], slope[0]]
        cloth[accent if stripe % 2 else "#f4f1e8"] += [slope, slope[::-1], hem, hem[::-1]]
    return [panels(quads, material=material) for material, quads in cloth.items()]


PARTS = (
    Part(
        "kiosk",
        N_("Kiosk"),
        N_("Ein Kiosk mit Theke, Auslage und Namen unter dem Dach."),
        (
            Parameter("width_m", "Breite", "m", 4.0, 2.4, 10.0),
            Parameter("depth_m", "Tiefe", "m", 3.0, 2.0, 8.0),
            Parameter("height_m", "Höhe", "m", 3.0, 2.7, 4.5),
            Parameter("text", "Name", "text", "Trinkhalle"),
            Parameter("walls", "Farbe oder Material der Wände", "colour", "brick_white", short=N_("Wände")),
            Parameter("accent", "Farbe von Schild und Markise", "colour", "#2f6f5f", short=N_("Akzentfarbe")),
            Parameter("awning", "Mit Markise", "switch", True),
            Parameter("seed", "Zufallszahl", "seed", 1, 0, 9999),
        ),
        build_kiosk,
        search="kiosk, Trinkhalle, Bude, Büdchen, Laden, Imbiss, shop, stall, newsagent",
    ),
)
