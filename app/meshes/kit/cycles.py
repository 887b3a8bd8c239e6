"""Bicycles and cargo bikes, parked or ridden.  They ride towards +Z."""

from collections.abc import Sequence

from app.i18n import N_
from app.meshes.kit.figure import figure
from app.meshes.kit.part import Parameter, Part
from app.meshes.kit.wheel import spoked_wheel
from app.meshes.shapes_loft import limb, loft
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import box

FINE = 0.5
DARK = "#2d2f33"
Point = tuple[float, float, float]
WHEEL_M = 0.34


def bicycle(*, colour: str, rider: bool, seed: int, detail: float) -> list[Surface]:
    """A bicycle of 1.8 m, with its ``rider`` or parked."""
    parts = _wheels((-0.52, 0.54), detail)
    crank, seat, head, back = (0, 0.32, -0.08), (0, 0.92, -0.26), (0, 0.86, 0.32), (0, 0.34, -0.52)
    rods = [
        [crank, seat],
        [crank, head],
        [(0, 0.76, -0.21), head],
        [head, (0, 0.34, 0.54)],
        [seat, back],
        [crank, back],
    ]
    parts += _rods(rods, colour, detail)
    parts += _rods([[(0, 0.84, 0.32), (0, 1.06, 0.27)], [(-0.28, 1.05, 0.2), (0.28, 1.05, 0.2)]], DARK, detail)
    parts.append(box((0.14, 0.06, 0.27), material=DARK, at=(0, 0.92, -0.28)))
    if rider:
        parts += _rider(seed, detail, -0.27)
    return parts


def cargo_bike(*, colour: str, rider: bool, seed: int, detail: float) -> list[Surface]:
    """A long cargo bike of 2.5 m with its box in front."""
    parts = _wheels((-0.95, 0.98), detail)
    crank, seat, head, back = (0, 0.3, -0.5), (0, 0.92, -0.68), (0, 0.86, -0.1), (0, 0.34, -0.95)
    low, front = (0, 0.24, 0.0), (0, 0.36, 0.98)
    rods = [[crank, seat], [crank, head], [seat, head], [seat, back], [crank, back], [head, low], [low, front]]
    parts += _rods(rods, colour, detail)
    parts += _rods([[head, (0, 1.06, -0.16)], [(-0.28, 1.05, -0.22), (0.28, 1.05, -0.22)]], DARK, detail)
    parts.append(box((0.14, 0.06, 0.27), material=DARK, at=(0, 0.92, -0.7)))
    rings = [
        [(x * w, y, z + shift) for x, z in ((0.27, 0.33), (-0.27, 0.33), (-0.27, -0.33), (0.27, -0.33))]
        for y, w, shift in ((0.26, 0.8, 0.36), (0.82, 1.1, 0.38))
    ]
    parts.append(loft(rings, material="wood"))
    if rider:
        parts += _rider(seed, detail, -0.69)
    return parts


def _wheels(places: tuple[float, float], detail: float) -> list[Surface]:
    return [s for z in places for s in moved(spoked_wheel(WHEEL_M, 0.05, detail=detail), by=(0, WHEEL_M, z))]


def _rods(paths: Sequence[Sequence[Point]], colour: str, detail: float) -> list[Surface]:
    kept = paths if detail > FINE else paths[:4]
    sides = 4 if detail > FINE else 3
    return [limb(path, [0.022, 0.022], material=colour, sides=sides, start=False, end=False) for path in kept]


def _rider(seed: int, detail: float, saddle_z_m: float) -> list[Surface]:
    return moved(figure("ride", height_m=1.72, seed=seed, detail=detail), by=(0, 0.0, saddle_z_m))


COLOUR = Parameter("colour", "Farbe des Rahmens", "colour", "#3f6f9c")
RIDER = Parameter("rider", "Mit Fahrer:in", "switch", False)
SEED = Parameter("seed", "Nummer der Person: Kleidung, Haar, Haut", "seed", 1, 0, 9999, short=N_("Aussehen"))
CYCLES = (
    Part(
        "bicycle",
        N_("Fahrrad"),
        N_("Fahrrad, abgestellt oder mit Fahrer:in."),
        (COLOUR, RIDER, SEED),
        bicycle,
        search="bicycle, Rad, bike, cyclist, Radfahrer:in",
    ),
    Part(
        "cargo_bike",
        N_("Lastenrad"),
        N_("Lastenrad mit Kiste vorn."),
        (COLOUR, RIDER, SEED),
        cargo_bike,
        search="cargo bike, Fahrrad, Transport, bicycle",
    ),
)
