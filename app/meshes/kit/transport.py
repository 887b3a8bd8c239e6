"""Transport: the tram, and what else moves or parks in the street.

Everything drives towards +Z and stands with its middle over the origin.
"""

from app.i18n import N_
from app.meshes.kit import stops
from app.meshes.kit.cars import CARS
from app.meshes.kit.cycles import CYCLES
from app.meshes.kit.part import Parameter, Part
from app.meshes.kit.wheel import disc_wheel
from app.meshes.shapes_loft import limb, loft, rounded, shell
from app.meshes.shapes_panels import bars
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import box

FINE = 0.5
GLASS, DARK, GREY = "#3d4a55", "#33373c", "#a9afb5"
WAIST_M, HEAD_M, SKIRT_M = 1.28, 2.5, 0.32  # a tram's window sill, window head and lower edge
BELLOWS_M = 0.45


def tram(
    *, length_m: float, width_m: float, height_m: float, sections: int, stripe: str, body: str, detail: float
) -> list[Surface]:
    """A low-floor tram of some sections, with a nose at either end and a stripe in the line's colour."""
    each_m = (length_m - BELLOWS_M * (sections - 1)) / sections
    parts: list[Surface] = []
    for number in range(sections):
        z = length_m / 2 - each_m / 2 - number * (each_m + BELLOWS_M)
        ends = {0: 1, sections - 1: -1}
        car = _section(each_m, width_m, height_m, stripe, body, detail, nose=number in ends)
        if sections == 1:
            car = _section(each_m, width_m, height_m, stripe, body, detail, nose=True)
        parts += moved(moved(car, turn_deg=180 if ends.get(number) == -1 else 0), by=(0, 0, z))
        if number < sections - 1:
            joint = (width_m - 0.24, height_m - 0.6, BELLOWS_M + 0.1)
            at = (0, 0.35, z - each_m / 2 - BELLOWS_M / 2)
            parts.append(box(joint, material=DARK, at=at))
        if number % 2 == 0 or sections < 3:
            parts.append(box((width_m - 0.3, 0.34, 2.4), material=DARK, at=(0, 0.06, z)))
    parts += _pantograph(height_m, detail)
    return parts


def _section(
    length_m: float, width_m: float, height_m: float, stripe: str, body: str, detail: float, *, nose: bool
) -> list[Surface]:
    """One section with its middle at the origin; a nose looks to +Z."""
    half_m, front_m = width_m / 2, length_m / 2
    levels = [SKIRT_M, 0.62, 0.95, WAIST_M, HEAD_M, height_m - 0.22, height_m]
    inset = [0.03, 0.0, 0.0, 0.0, 0.0, 0.12, 0.5]
    slant = [0.3, 0.1, 0.02, 0.1, 0.72, 1.05, 1.6] if nose else [0.0] * 7
    rings = []
    for level, away, back in zip(levels, inset, slant, strict=True):
        x, z, rear = half_m - away, front_m - back, -front_m
        if nose:
            bow = [
                (x, z - 1.3),
                (x * 0.86, z - 0.42),
                (x * 0.5, z),
                (-x * 0.5, z),
                (-x * 0.86, z - 0.42),
                (-x, z - 1.3),
            ]
        else:
            bow = [(x, z), (x * 0.5, z), (-x * 0.5, z), (-x, z)]
        outline = [*bow, (-x, rear), (x, rear)]
        rings.append([(px, level, pz) for px, pz in outline])
    bows = len(rings[0]) - 3

    def paint(row: int, column: int) -> str:
        if row == 1 and column in (bows, bows + 2):
            return stripe
        if row == 3 and (column in (bows, bows + 2) or (nose and column < bows)):
            return GLASS
        return DARK if row == 0 else body

    parts = shell(rings, paint, lid=GREY, crease_deg=30)
    if nose:
        parts += _face(half_m, front_m, stripe, detail)
    if detail > FINE:
        parts += _doors(length_m, half_m, front_m - (1.9 if nose else 0), body)
        parts.append(box((width_m * 0.62, 0.24, length_m * 0.5), material=GREY, at=(0, height_m, -0.3), bevel_m=0.05))
    return parts


def _face(half_m: float, front_m: float, stripe: str, detail: float) -> list[Surface]:
    """The lamps of a nose, and over its window the lit sign with the line's colour."""
    sign = [box((half_m * 0.8, 0.22, 0.06), material=stripe, at=(0, HEAD_M + 0.02, front_m - 0.78))]
    if detail <= FINE:
        return sign
    lamps = [(x * half_m * 0.62, 0.72, front_m - 0.14) for x in (-1, 1)]
    return [*sign, bars(lamps, (0.26, 0.14, 0.1), material="glow")]


def _doors(length_m: float, half_m: float, front_m: float, body: str) -> list[Surface]:
    """Double doors on both sides, and the posts between the windows."""
    z = (front_m - length_m / 2) / 2
    leaves = [(x * (half_m + 0.005), 0.38, z + s * 0.34) for x in (-1, 1) for s in (-1, 1)]
    posts = [(x * half_m, WAIST_M, z + s * 0.78) for x in (-1, 1) for s in (-1, 1)]
    frames = bars(posts, (0.03, HEAD_M - WAIST_M, 0.14), material=body)
    return [bars(leaves, (0.03, HEAD_M - 0.36, 0.6), material=GLASS), frames]


def _pantograph(height_m: float, detail: float) -> list[Surface]:
    knee = [(0, height_m + 0.2, -0.6), (0, height_m + 0.85, 0.55), (0, height_m + 1.5, -0.15)]
    arm = limb(knee, [0.05, 0.04, 0.03], material=GREY, sides=4 if detail > FINE else 3)
    shoe = box((1.5, 0.05, 0.24), material=DARK, at=(0, height_m + 1.5, -0.15), faces="all")
    return [arm, shoe, box((1.3, 0.22, 1.6), material=GREY, at=(0, height_m, -0.3))]


def bus(*, length_m: float, stripe: str, body: str, detail: float) -> list[Surface]:
    """A low-floor city bus."""
    levels, inset = [0.3, 0.85, 1.05, 1.15, 2.5, 2.85, 3.0], [0.03, 0, 0, 0, 0.03, 0.06, 0.35]
    steps = 1
    rings = []
    for level, away in zip(levels, inset, strict=True):
        plan = rounded(2.55 - 2 * away, length_m - 2 * away, 0.35, steps=steps)
        rings.append([(x, level, z) for x, z in plan])

    def paint(row: int, column: int) -> str:
        if row == 3:
            return GLASS if column % 2 or detail <= FINE else DARK
        return stripe if row == 1 else body

    parts = shell(rings, paint, lid=GREY, crease_deg=40)
    for x in (-1.15, 1.15):
        for z in (length_m * 0.5 - 2.7, -length_m * 0.5 + 3.3):
            parts += moved(disc_wheel(0.48, 0.3, detail=detail), by=(x, 0.48, z))
    if detail > FINE:
        posts = [
            (x, 1.15, -length_m / 2 + 1.5 * post) for x in (-1.265, 1.265) for post in range(1, int(length_m / 1.5))
        ]
        parts.append(bars(posts, (0.03, 1.36, 0.1), material=DARK))
        parts.append(box((1.7, 0.28, 0.06), material="screen", at=(0, 2.52, length_m / 2)))
    return parts


def truck(*, length_m: float, body: str, cargo: str, detail: float) -> list[Surface]:
    """A lorry with a closed box body."""
    front_m = length_m / 2
    cab = []
    for level, back, away in ((0.45, 0, 0.02), (1.35, 0, 0), (2.3, 0.28, 0.05), (2.7, 0.5, 0.2)):
        plan = rounded(2.4 - 2 * away, 2.1 - back, 0.16, steps=1)
        cab.append([(x, level, z + front_m - 1.05 - back / 2) for x, z in plan])
    parts = shell(cab, lambda row, column: GLASS if row == 1 and column % 2 else body, lid=body, crease_deg=40)
    hold = loft(
        [[(x, level, z - 1.15) for x, z in rounded(2.5, length_m - 2.3, 0.06, steps=1)] for level in (0.95, 3.6)],
        material=cargo,
    )
    parts += [hold, box((0.9, 0.4, length_m - 0.8), material=DARK, at=(0, 0.55, 0))]
    for x in (-1.05, 1.05):
        for z in (front_m - 1.3, -front_m + 1.4, -front_m + 2.5):
            parts += moved(disc_wheel(0.5, 0.32, detail=detail), by=(x, 0.5, z))
    return parts


BODY = Parameter("body", "Farbe des Aufbaus", "colour", "#f4f4f1")
STRIPE = Parameter("stripe", "Farbe des Streifens", "colour", "#86bbe0")
PARTS = (
    Part(
        "tram",
        N_("Straßenbahn"),
        N_("Niederflur-Straßenbahn mit Streifen in der Farbe der Linie."),
        (
            Parameter("length_m", "Länge", "m", 30.0, 8.0, 60.0),
            Parameter("width_m", "Breite", "m", 2.4, 2.2, 2.65),
            Parameter("height_m", "Höhe ohne Stromabnehmer", "m", 3.4, 3.0, 3.8),
            Parameter("sections", "Zahl der Wagenteile", "count", 5, 1, 9),
            STRIPE,
            BODY,
        ),
        tram,
        search="tram, Bahn, Stadtbahn, Zug, light rail, streetcar",
    ),
    Part(
        "bus",
        N_("Bus"),
        N_("Linienbus."),
        (Parameter("length_m", "Länge", "m", 12.0, 8.0, 19.0), STRIPE, BODY),
        bus,
        search="bus, Linienbus, coach",
    ),
    Part(
        "truck",
        N_("Lkw"),
        N_("Lastwagen mit Kofferaufbau."),
        (
            Parameter("length_m", "Länge", "m", 9.0, 6.0, 16.5),
            BODY,
            Parameter("cargo", "Farbe des Koffers", "colour", "#dfe2e4"),
        ),
        truck,
        search="lorry, Lastwagen, Laster, truck",
    ),
    *stops.PARTS,
    *CARS,
    *CYCLES,
)
