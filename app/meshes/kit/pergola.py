"""Benches under a planted frame, and the mist that cools who sits there."""

import random

import numpy as np

from app.i18n import N_
from app.meshes.kit.leafage import bush, trellis
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import bars
from app.meshes.skin import Surface
from app.meshes.surfaces import blob, box, grid

FINE = 0.5
DARK = "#3a3e43"
BLOSSOMS = ("#d96c8c", "#e8b53f", "#f1ede2", "#8f6bb5")
SEED = Parameter("seed", "Nummer des Wuchses", "seed", 1, 0, 9999)


def pergola_bench(
    *,
    length_m: float,
    depth_m: float,
    height_m: float,
    sail: bool,
    nozzles: bool,
    cover: float,
    colour: str,
    cloth: str,
    seed: int,
    detail: float,
) -> list[Surface]:
    """A bench under a planted frame, with a sun sail and, with nozzles for cool mist."""
    dice = random.Random(seed)  # noqa: S311 - growth, not secrets
    x, z = length_m / 2 - 0.06, depth_m / 2 - 0.06
    corners = [(sx * x, 0.0, sz * z) for sx in (-1, 1) for sz in (-1, 1)]
    parts = [bars(corners, (0.09, height_m, 0.09), material=colour)]
    parts.append(
        bars([(0, height_m - 0.1, s * z) for s in (-1, 1)], (length_m, 0.1, 0.07), material=colour, bottom=True)
    )
    parts.append(
        bars([(s * x, height_m - 0.1, 0) for s in (-1, 1)], (0.07, 0.1, depth_m), material=colour, bottom=True)
    )
    trough_m = 0.42
    trough = (length_m, 0.55, trough_m)
    parts.append(box(trough, material=colour, at=(0, 0, -depth_m / 2 + trough_m / 2), bevel_m=0.02))
    seat_m = min(0.52, depth_m - trough_m - 0.2)
    seat_z = -depth_m / 2 + trough_m + seat_m / 2
    slats = 5 if detail > FINE else 1
    rows = [(0.0, 0.4, seat_z - seat_m / 2 + (slat + 0.5) * seat_m / slats) for slat in range(slats)]
    parts.append(bars(rows, (length_m - 0.24, 0.06, seat_m / slats - 0.02), material="wood", bottom=True))
    parts.append(bars([(s * (x - 0.3), 0.0, seat_z) for s in (-1, 1)], (0.08, 0.4, seat_m), material=DARK))
    parts += _climbers(length_m, depth_m, height_m, trough_m, cover, dice, detail)
    if sail:
        parts.append(_awning(length_m - 0.1, depth_m, height_m, cloth, detail))
    if nozzles:
        parts.append(_nozzles(length_m, height_m, z))
    return parts


def _awning(length_m: float, depth_m: float, height_m: float, cloth: str, detail: float) -> Surface:
    """A cloth that rises to the back, hangs a little and reaches out over the front."""
    across = np.linspace(-0.5, 0.5, 9 if detail > FINE else 3)
    along = np.linspace(0.0, 1.0, 7 if detail > FINE else 3)
    x, share = np.meshgrid(across, along)
    slack = 0.16 * (1 - (2 * x) ** 2) * 4 * share * (1 - share)
    y = height_m - 0.1 + 0.42 * share - slack
    z = depth_m * (0.5 - share) + 0.45 * (1 - share)
    return grid(np.stack([x * length_m, y, z], axis=2), material=cloth, both_sides=True)


def _climbers(
    length_m: float,
    depth_m: float,
    height_m: float,
    trough_m: float,
    cover: float,
    dice: random.Random,
    detail: float,
) -> list[Surface]:
    """Plants in the trough, up the back and over the edge of the roof; ``cover`` says how many."""
    back_z = -depth_m / 2 + trough_m / 2
    size_m = 0.5 if detail > FINE else 1.1
    seed = dice.randrange(999)
    parts: list[Surface] = []
    cushions = round(length_m * (2.4 if detail > FINE else 1.0) * max(cover, 0.2))
    for place in range(cushions):
        px = (place + 0.5) / cushions * (length_m - 0.3) - (length_m - 0.3) / 2
        high = dice.uniform(0.2, 0.34)
        middle = (px, 0.56 + high * 0.5, back_z + dice.uniform(-0.05, 0.08))
        radii = (high * 0.9, high * 0.8, high * 0.6)
        parts += bush(radii, leaves="foliage", at=middle, count=6, size_m=high * 1.2, seed=seed + place)
        if place % 2:
            heads = [(px + dice.uniform(-0.2, 0.2), 0.6 + high, back_z + 0.06 * blossom) for blossom in range(3)]
            parts.append(bars(heads, (0.09, 0.08, 0.09), material=dice.choice(BLOSSOMS)))
    if cover > 0:
        wall = (0.0, 0.3 + height_m / 2, -depth_m / 2 + 0.08)
        spread = (length_m, height_m - 0.5)
        parts.append(trellis(wall, (0, 0.1, 1), spread, leaves="foliage", size_m=size_m, seed=seed, cover=cover))
        edge = (0.0, height_m + 0.36, -depth_m / 2 + 0.2)
        reach = (length_m + 0.1, 0.75)
        parts.append(trellis(edge, (0, 0.8, -0.6), reach, leaves="foliage", size_m=size_m, seed=seed + 1, cover=cover))
        parts.append(_lattice(length_m, depth_m, height_m))
    return parts


def _lattice(length_m: float, depth_m: float, height_m: float) -> Surface:
    """Wires at the back that the plants climb."""
    z = -depth_m / 2 + 0.05
    wires = [(0.0, 0.8 + 0.5 * row, z) for row in range(max(1, round((height_m - 0.9) / 0.5)))]
    return bars(wires, (length_m - 0.1, 0.02, 0.02), material=DARK, bottom=True)


def _nozzles(length_m: float, height_m: float, z: float) -> Surface:
    count = max(2, round(length_m / 0.5))
    rows = [((place + 0.5) / count * length_m - length_m / 2, height_m - 0.16, z) for place in range(count)]
    return bars(rows, (0.05, 0.07, 0.05), material="#2c6e8f", bottom=True)


def mist(*, length_m: float, height_m: float, seed: int, detail: float) -> list[Surface]:
    """Clouds of fine drops that sink from a row of nozzles along X at ``height_m``."""
    dice = random.Random(seed)  # noqa: S311 - drops, not secrets
    count = max(2, round(length_m / (0.42 if detail > FINE else 0.9)))
    clouds = []
    for place in range(count):
        high_m = height_m * dice.uniform(0.2, 0.3)
        middle = (
            (place + 0.5) / count * length_m - length_m / 2 + dice.uniform(-0.1, 0.1),
            height_m - high_m * 1.05,
            dice.uniform(0.0, 0.3),
        )
        radii = (dice.uniform(0.28, 0.4), high_m, dice.uniform(0.26, 0.38))
        seed_ = dice.randrange(99)
        clouds.append(blob(radii, material="mist", at=middle, detail=1.0, seed=seed_, roughness=0.12))
    return clouds


PERGOLAS = (
    Part(
        "pergola_bench",
        N_("Pergolabank"),
        N_("Bank unter einem bepflanzten Gestell, mit Sonnensegel und auf Wunsch mit Nebeldüsen."),
        (
            Parameter("length_m", "Länge", "m", 3.0, 1.8, 8.0, spans="width"),
            Parameter("depth_m", "Tiefe", "m", 1.5, 1.2, 4.0),
            Parameter("height_m", "Höhe", "m", 2.6, 2.1, 4.0),
            Parameter("sail", "Mit Sonnensegel", "switch", True),
            Parameter("nozzles", "Mit Nebeldüsen", "switch", False),
            Parameter("cover", "Anteil, der bewachsen ist", "share", 0.8, 0.0, 1.0, short=N_("Bewuchs")),
            Parameter("colour", "Farbe oder Material des Gestells", "colour", "timber", short=N_("Gestell")),
            Parameter("cloth", "Farbe oder Material des Sonnensegels", "colour", "#f0c14b", short=N_("Sonnensegel")),
            SEED,
        ),
        pergola_bench,
        search="pergola bench, Bank, Sonnensegel, Schatten, Laube, sun sail, shade, seat",
    ),
    Part(
        "mist",
        N_("Sprühnebel"),
        N_("Kühler Nebel, der aus einer Reihe von Düsen sinkt."),
        (
            Parameter("length_m", "Länge der Düsenreihe", "m", 3.0, 0.6, 20.0, spans="width"),
            Parameter("height_m", "Höhe der Düsen", "m", 2.45, 1.0, 5.0),
            SEED,
        ),
        mist,
        search="mist, Nebel, Kühlung, Düsen, cooling, fog",
    ),
)
