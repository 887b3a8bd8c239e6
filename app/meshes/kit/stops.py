"""Stops: where one waits for trams and buses.  The carriageway is in front, towards +Z."""

from app.i18n import N_
from app.meshes.kit.furniture import bench
from app.meshes.kit.lettering import build_lettering
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, bars
from app.meshes.skin import Surface, moved, tipped
from app.meshes.surfaces import box, cylinder, sheet

DARK, PALE, ROOF = "#3a3e43", "#f4f4f1", "#e9e9e6"
GREEN, YELLOW = "#12703f", "#f6d020"
KERB = "#c9c7c2"
SHELTER = (4.4, 1.5, 2.5)  # of a bus stop: length, depth, height in metres
TACTILE_M = 0.3  # as wide as the slabs that guide along an edge
SIGN_M = 0.45  # diameter of the sign of a bus stop


def stop_shelter(
    *, length_m: float, depth_m: float, height_m: float, colour: str, platform_m: float, detail: float
) -> list[Surface]:
    """A tram stop with glass walls, a roof, a bench and a sign in the line's colour; open to +Z."""
    y = platform_m
    parts: list[Surface] = []
    if platform_m > 0.03:
        slab = (length_m + 10, platform_m, depth_m + 1.4)
        parts.append(box(slab, material="paving", at=(0, 0, 0.5), bevel_m=0.03))
        edge_z = 0.5 + slab[2] / 2 - 0.6
        parts.append(box((slab[0], platform_m + 0.01, TACTILE_M), material="tactile", at=(0, 0, edge_z)))
    parts += _shelter((length_m, depth_m, height_m), y, colour, detail)
    post_x = length_m / 2 + 1.2
    parts.append(cylinder(0.05, 3.0, material=DARK, at=(post_x, y, 0.4), sides=6))
    parts.append(box((0.62, 0.62, 0.07), material=colour, at=(post_x, y + 2.5, 0.4), bevel_m=0.02))
    parts.append(box((0.5, 0.2, 0.08), material=PALE, at=(post_x, y + 2.2, 0.4)))
    return parts


def _shelter(size: tuple[float, float, float], y: float, colour: str, detail: float) -> list[Surface]:
    """A roof on posts with glass at its back and its ends, and a bench below; ``y`` is what it stands on."""
    length_m, depth_m, height_m = size
    back, front = -depth_m / 2 + 0.06, depth_m / 2 - 0.3
    bays = max(2, round(length_m / 1.6))
    step_m = (length_m - 0.2) / bays
    posts = [(-length_m / 2 + 0.1 + bay * step_m, y, back) for bay in range(bays + 1)]
    parts = [bars(posts, (0.07, height_m - 0.1, 0.07), material=DARK)]
    fronts = [(x * (length_m / 2 - 0.1), y, front) for x in (-1, 1)]
    parts.append(bars(fronts, (0.07, height_m - 0.1, 0.07), material=DARK))
    x, low, top = length_m / 2 - 0.1, y + 0.2, y + height_m - 0.25
    for (x0, z0), (x1, z1) in (((-x, back), (x, back)), ((-x, back), (-x, front)), ((x, back), (x, front))):
        pane = [(x0, low, z0), (x1, low, z1), (x1, top, z1), (x0, top, z0)]
        parts.append(sheet(pane, material="glass", both_sides=True))
    roof = (length_m + 0.3, 0.14, depth_m + 0.3)
    parts.append(box(roof, material=ROOF, at=(0, y + height_m - 0.12, 0), bevel_m=0.03, faces="all"))
    fascia = (0, y + height_m - 0.1, depth_m / 2 + 0.15)
    parts.append(box((length_m + 0.32, 0.1, 0.05), material=colour, at=fascia))
    seat = bench(length_m=min(2.4, length_m - 0.8), back=False, colour="wood", detail=detail)
    return parts + moved(seat, by=(-length_m * 0.12, y, back + 0.34))


def bus_stop(
    *, length_m: float, depth_m: float, kerb_m: float, shelter: bool, colour: str, detail: float
) -> list[Surface]:
    """A bus stop: its sign on a mast with the timetable, a waiting area behind a kerb, and a shelter if wanted.

    The kerb is 0.16 to 0.22 m high where buses stop so close that one rolls in, the waiting area at least 2.50 m deep
    (FGSV, EAÖ; DIN 18040-3); a strip of tactile slabs leads from its back to the first door.
    """
    front = depth_m / 2
    found: list[Surface] = []
    if kerb_m > 0:
        slab = (length_m, kerb_m, depth_m - 0.3)
        found.append(box(slab, material="slabs", at=(0, 0, -0.15)))
        found.append(box((length_m, kerb_m, 0.3), material=KERB, at=(0, 0, front - 0.15), bevel_m=0.03))
        found.append(_flat((length_m - 0.6, TACTILE_M), (0.0, kerb_m, front - 0.8)))
        lead_m = depth_m - 0.95
        found.append(_flat((0.6, lead_m), (length_m / 2 - 1.5, kerb_m, -front + lead_m / 2)))
    found += moved(_mast(colour, detail), by=(length_m / 2 - 0.5, kerb_m, front - 0.8))
    if shelter:
        under = _shelter(SHELTER, kerb_m, colour, detail)
        found += moved(under, by=(min(0.0, SHELTER[0] / 2 - length_m / 2 + 3.0), 0, -front + SHELTER[1] / 2 + 0.2))
    return found


def _flat(size: tuple[float, float], at: tuple[float, float, float]) -> Surface:
    """Tactile slabs that lie in the ground."""
    return box((size[0], 0.012, size[1]), material="tactile", at=at, faces="no_bottom")


def _mast(colour: str, detail: float) -> list[Surface]:
    """The mast: the green H on yellow (sign 224 of the StVO) to both sides of the street, and the timetable."""
    found = [cylinder(0.04, 2.9, material="#8b9198", sides=8 if detail > FINE else 5)]
    faces = _face(detail)
    for turn_deg in (90, -90):
        found += moved(moved(faces, turn_deg=turn_deg), by=(0, 2.6, -0.28))
    found.append(bars([(0, 2.28, -0.28)], (0.04, 0.1, 0.45), material=colour, bottom=True))
    found.append(bars([(0, 1.05, -0.3)], (0.05, 0.9, 0.5), material=DARK, bottom=True))
    return [*found, bars([(0, 1.12, -0.3)], (0.06, 0.76, 0.42), material=PALE, bottom=True)]


def _face(detail: float) -> list[Surface]:
    """One face of the sign, upright, with its middle at the origin, to +Z."""
    sides = 24 if detail > FINE else 10
    rings = [(SIGN_M / 2, 0.012, GREEN), (SIGN_M * 0.43, 0.016, YELLOW)]
    discs = [cylinder(radius, thick, material=shade, sides=sides) for radius, thick, shade in rings]
    letter = build_lettering(
        text="H", letter_m=SIGN_M * 0.56, foot_m=0.0, plate=False, colour=GREEN, ink=GREEN, detail=detail
    )
    return [*tipped(discs, by_deg=90, axis="x"), *moved(letter, by=(0, -SIGN_M * 0.28, 0.016), scale=(1, 1, 0.3))]


LINE_COLOUR = Parameter("colour", "Farbe der Linie", "colour", "#86bbe0")
PARTS = (
    Part(
        "stop_shelter",
        N_("Haltestelle mit Dach"),
        N_("Haltestelle mit Glaswänden, Dach, Bank, Schild und auf Wunsch mit Bahnsteig."),
        (
            Parameter("length_m", "Länge des Daches", "m", 5.0, 2.5, 30.0, spans="width"),
            Parameter("depth_m", "Tiefe des Daches", "m", 1.8, 1.2, 5.0),
            Parameter("height_m", "Höhe", "m", 2.6, 2.2, 4.0, spans=""),  # the mast beside it is higher
            LINE_COLOUR,
            Parameter(
                "platform_m", "Höhe des Bahnsteigs (0 = ohne)", "m", 0.25, 0.0, 0.6, short=N_("Höhe des Bahnsteigs")
            ),
        ),
        stop_shelter,
        search="stop with shelter, Wartehalle, Unterstand, Bahnsteig, Straßenbahn, Wartehäuschen, tram stop, platform",
    ),
    Part(
        "bus_stop",
        N_("Bushaltestelle"),
        N_("Bushaltestelle mit H-Schild, Fahrplan, Wartefläche und auf Wunsch mit Wartehalle."),
        (
            Parameter("length_m", "Länge der Wartefläche", "m", 12.0, 5.0, 40.0, spans="width"),
            Parameter("depth_m", "Tiefe der Wartefläche", "m", 2.6, 1.8, 6.0),
            Parameter("kerb_m", "Höhe des Bordes (0 = ohne)", "m", 0.18, 0.0, 0.3, short=N_("Höhe des Bordes")),
            Parameter("shelter", "Mit Wartehalle", "switch", True),
            LINE_COLOUR,
        ),
        bus_stop,
        search="bus stop, H-Schild, Haltestellenschild, Haltestellenmast, Wartehalle, Bus, barrierefrei, shelter",
    ),
)
