"""Shade: a sail of cloth between masts, and a pavilion that is open all around."""

import math

import numpy as np

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Panel, bars, panels
from app.meshes.skin import Surface
from app.meshes.surfaces import box, cylinder, grid, tube

STEEL, DARK = "#8b9198", "#3a3e43"
DRAWN_IN = 0.09  # how far the edges of a cloth are drawn towards its middle, as a share
MAST_OUT_M = 0.45  # from a corner of the cloth to its mast


def build_sun_sail(
    *, width_m: float, depth_m: float, height_m: float, drop_m: float, masts: int, cloth: str, detail: float
) -> list[Surface]:
    """A sail of cloth on three or four masts; every second corner hangs lower, so that rain runs off.

    Cloth of 4 to 8 m along a side is usual, its lowest corner above 2.20 m so that nobody reaches it.
    """
    steps = 8 if detail > FINE else 4
    net = (_square if masts == 4 else _triangle)(steps)
    x, z = net[..., 0] * width_m / 2, net[..., 1] * depth_m / 2
    low = (1 - net[..., 0] * net[..., 1]) / 2 if masts == 4 else (1 + net[..., 1]) / 2
    y = height_m - drop_m * low
    points = np.stack([x, y, z], axis=2)
    corners = points[[0, 0, -1, -1], [0, -1, -1, 0]] if masts == 4 else points[[0, 0, -1], [0, -1, 0]]
    found = [grid(points, material=cloth, both_sides=True)]
    for corner in corners:
        found += _mast(corner.tolist(), detail)
    return found


def _square(steps: int) -> Floats:
    """Return (rows, columns, 2) places of a cloth with four corners, from -1 to 1, its edges drawn in."""
    turns = np.linspace(-1, 1, steps + 1)
    u, v = np.meshgrid(turns, turns[::-1])
    return np.stack([u * (1 - DRAWN_IN * (1 - v * v)), v * (1 - DRAWN_IN * (1 - u * u))], axis=2)


def _triangle(steps: int) -> Floats:
    """Return the same of a cloth with three corners, two in front (+Z); its last row is the third, at the back."""
    share = np.linspace(0, 1, steps + 1)[:, None]
    across = np.linspace(-1, 1, steps + 1)[None]
    sagged = 1 - DRAWN_IN * 4 * share * (1 - share)
    front = 1 - DRAWN_IN * 2 * (1 - across**2) * (1 - share)
    return np.stack([across * (1 - share) * sagged, (front * (1 - share) - share) + 0 * across], axis=2)


def _mast(corner: tuple[float, float, float], detail: float) -> list[Surface]:
    """A mast that leans away from the cloth, and the rope between them."""
    x, y, z = corner
    away_m = math.hypot(x, z) or 1.0
    out = (x / away_m, z / away_m)
    foot = (x + out[0] * MAST_OUT_M * 0.6, 0.0, z + out[1] * MAST_OUT_M * 0.6)
    head = (x + out[0] * MAST_OUT_M, y + 0.15, z + out[1] * MAST_OUT_M)
    sides = 10 if detail > FINE else 5
    found = [tube([foot, head], 0.07, material=STEEL, sides=sides), tube([head, corner], 0.015, material=DARK, sides=3)]
    return [*found, cylinder(0.14, 0.03, material=DARK, at=foot, sides=sides)] if detail > FINE else found


def build_pavilion(
    *, width_m: float, depth_m: float, height_m: float, roof: str, wall: bool, cover: str, colour: str, detail: float
) -> list[Surface]:
    """A pavilion open all around, on posts of timber over a deck; ``height_m`` is that of its eaves.

    Below the eaves 2.30 to 2.80 m are usual, posts of 14 to 16 cm at most 3.5 m apart.
    """
    x, z = width_m / 2 - 0.35, depth_m / 2 - 0.35
    columns, rows = max(1, math.ceil(2 * x / 3.5)), max(1, math.ceil(2 * z / 3.5))
    along = [-x + 2 * x * i / columns for i in range(columns + 1)]
    aside = [-z + 2 * z * i / rows for i in range(rows + 1)]
    posts = [(each, 0.12, side) for each in along for side in (-z, z)]
    posts += [(side, 0.12, each) for each in aside[1:-1] for side in (-x, x)]
    beam_m = height_m - 0.2
    found = [
        box((width_m - 0.3, 0.12, depth_m - 0.3), material="wood", bevel_m=0.02 if detail > FINE else 0.0),
        bars(posts, (0.15, beam_m - 0.12, 0.15), material=colour),
        bars([(0, beam_m, side) for side in (-z, z)], (2 * x + 0.15, 0.2, 0.12), material=colour, bottom=True),
        bars([(side, beam_m, 0) for side in (-x, x)], (0.12, 0.2, 2 * z), material=colour, bottom=True),
    ]
    if wall:
        found.append(bars([(0, 0.12, -z)], (2 * x, beam_m - 0.12, 0.06), material=colour))
        found.append(bars([(0, 0.5, -z + 0.28)], (2 * x - 0.3, 0.06, 0.45), material="wood", bottom=True))
    return found + _roof((width_m, depth_m), height_m, roof, cover)


def _roof(size: tuple[float, float], eaves_m: float, form: str, material: str) -> list[Surface]:
    """A flat roof, or one whose four sides rise to a point."""
    width_m, depth_m = size
    plate = box((width_m, 0.14, depth_m), material="#e2ded5", at=(0, eaves_m, 0), faces="all")
    if form == "flat":
        return [plate, box((width_m - 0.1, 0.03, depth_m - 0.1), material=material, at=(0, eaves_m + 0.13, 0))]
    x, z, foot_m = width_m / 2, depth_m / 2, eaves_m + 0.14
    tip = (0.0, foot_m + min(width_m, depth_m) * 0.28, 0.0)
    ring = [(-x, foot_m, z), (x, foot_m, z), (x, foot_m, -z), (-x, foot_m, -z)]
    sides: list[Panel] = [[a, b, tip] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    return [plate, panels(sides, material=material)]


PARTS = (
    Part(
        "sun_sail",
        N_("Sonnensegel"),
        N_("Ein Sonnensegel aus Stoff auf drei oder vier Masten."),
        (
            Parameter("width_m", "Breite", "m", 6.0, 2.0, 16.0),
            Parameter("depth_m", "Tiefe", "m", 5.0, 2.0, 16.0),
            Parameter("height_m", "Höhe der hohen Ecken", "m", 3.6, 2.4, 8.0),
            Parameter("drop_m", "Wie viel tiefer die anderen Ecken liegen", "m", 0.9, 0.0, 4.0, short=N_("Gefälle")),
            Parameter("masts", "Zahl der Masten", "count", 4, 3, 4),
            Parameter("cloth", "Farbe oder Material des Segels", "colour", "#f0c14b", short=N_("Segel")),
        ),
        build_sun_sail,
        search="sun sail, Segel, Schatten, Sonnenschutz, Beschattung, shade sail, canopy",
    ),
    Part(
        "pavilion",
        N_("Pavillon"),
        N_("Ein offener Pavillon auf Holzpfosten, auf Wunsch mit Rückwand und Bank."),
        (
            Parameter("width_m", "Breite", "m", 6.0, 2.5, 24.0),
            Parameter("depth_m", "Tiefe", "m", 5.0, 2.5, 24.0),
            Parameter("height_m", "Höhe der Traufe", "m", 2.8, 2.2, 5.0),
            Parameter("roof", "Form des Daches", "choice", "tent", choices=("tent", "flat")),
            Parameter("wall", "Mit Rückwand und Bank", "switch", False),
            Parameter("cover", "Farbe oder Material des Daches", "colour", "#6f7f86", short=N_("Dach")),
            Parameter("colour", "Farbe oder Material der Pfosten", "colour", "timber", short=N_("Pfosten")),
        ),
        build_pavilion,
        search="pavilion, Laube, Unterstand, Dach, Gartenhaus, shelter, gazebo, bandstand",
    ),
)
