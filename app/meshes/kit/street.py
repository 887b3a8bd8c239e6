"""Street: grounds, carriageways, cycle lanes, crossings and rails.

Strips run along Z, from south to north, with their middle over the origin; ``turn_deg`` of a
placement is then simply the street's bearing.  Grounds are thin plates, so that they can lie on
one another: ``rise_m`` is the height of their top.
"""

import math
from itertools import pairwise
from typing import Literal

from app.i18n import N_
from app.meshes.kit import ways
from app.meshes.kit.along import ALONG
from app.meshes.kit.part import Parameter, Part
from app.meshes.kit.ways import RISE
from app.meshes.shapes_panels import bars, panels
from app.meshes.skin import Surface, moved
from app.meshes.surfaces import box, cylinder, tube

FINE = 0.5
PAINT_M = 0.012  # how far paint lies above the ground, so that it does not flicker
KERB, RAIL = "#c9c7c2", "#7c8187"


def ground(*, length_m: float, width_m: float, rise_m: float, material: str, detail: float) -> list[Surface]:
    """A rectangular plate of ground."""
    return [box((width_m, rise_m, length_m), material=material)]


def round_ground(*, length_m: float, width_m: float, rise_m: float, material: str, detail: float) -> list[Surface]:
    """A round or oval plate of ground."""
    disc = cylinder(0.5, rise_m, material=material, sides=36 if detail > FINE else 18)
    return moved([disc], scale=(width_m, 1.0, length_m))


def road(
    *,
    length_m: float,
    width_m: float,
    lanes: int,
    rise_m: float,
    material: str,
    edge_lines: bool,
    detail: float,
) -> list[Surface]:
    """A carriageway with broken lines between its lanes."""
    parts = [box((width_m, rise_m, length_m), material=material)]
    lane_m = width_m / lanes
    for line in range(1, lanes):
        x = -width_m / 2 + lane_m * line
        parts.append(_dashes(x, length_m, rise_m, 3.0, 6.0, 0.14))
    if edge_lines:
        edges = [(x, rise_m, 0.0) for x in (-width_m / 2 + 0.25, width_m / 2 - 0.25)]
        parts.append(_stripes([(x, z, 0.12, length_m) for x, _, z in edges], rise_m))
    return parts


def cycle_lane(
    *,
    length_m: float,
    width_m: float,
    rise_m: float,
    colour: str,
    protected: Literal["none", "line", "kerb", "posts"],
    direction: str,
    detail: float,
) -> list[Surface]:
    """A cycle lane with arrows and bicycle signs; its protection stands on the west side (-X)."""
    parts = [box((width_m, rise_m, length_m), material=colour)]
    count = max(1, round(length_m / 18)) if detail > FINE else 1
    for sign in range(count):
        z = length_m / 2 - (sign + 0.5) * length_m / count
        drawn = _cycle_sign(width_m, rise_m)
        parts += moved(moved(drawn, turn_deg=180 if direction == "north" else 0), by=(0, 0, z))
    edge = -width_m / 2
    if protected == "line":
        parts.append(_stripes([(edge + 0.15, 0.0, 0.25, length_m)], rise_m))
    if protected in ("kerb", "posts"):
        parts.append(box((0.5, rise_m + 0.12, length_m), material=KERB, at=(edge - 0.25, 0, 0), bevel_m=0.05))
    if protected == "posts":
        posts = max(2, round(length_m / (6 if detail > FINE else 15)))
        feet = [(edge - 0.25, rise_m + 0.1, (post + 0.5) * length_m / posts - length_m / 2) for post in range(posts)]
        parts.append(bars(feet, (0.1, 0.75, 0.1), material="#f4f4f1"))
        parts.append(bars([(x, y + 0.45, z) for x, y, z in feet], (0.11, 0.16, 0.11), material="#c65b45"))
    return parts


def kerb(*, length_m: float, width_m: float, height_m: float, detail: float) -> list[Surface]:
    """A kerb stone, flush or raised."""
    return [box((width_m, height_m, length_m), material=KERB, bevel_m=0.025 if detail > FINE else 0.0)]


def crossing(*, length_m: float, width_m: float, rise_m: float, style: str, detail: float) -> list[Surface]:
    """A crossing over a carriageway as wide as ``width_m``: a zebra, or a raised stone table."""
    if style == "table":
        table = box((width_m, rise_m + 0.06, length_m), material="stone", bevel_m=0.05)
        ends = [(0.0, z, width_m, 0.4) for z in (-length_m / 2 + 0.4, length_m / 2 - 0.4)]
        return [table, _stripes(ends, rise_m + 0.06)]
    bands = max(2, round(width_m / 1.0))
    step_m = width_m / bands
    return [_stripes([((band + 0.5) * step_m - width_m / 2, 0.0, 0.5, length_m) for band in range(bands)], rise_m)]


def tactile_paving(*, length_m: float, width_m: float, rise_m: float, style: str, detail: float) -> list[Surface]:
    """White guiding slabs with ribs along Z, or a field of studs where one decides."""
    parts = [box((width_m, rise_m, length_m), material="tactile")]
    if detail <= FINE:
        return parts
    if style == "ribs":
        count = max(2, round(width_m / 0.1))
        ribs = [((rib + 0.5) * width_m / count - width_m / 2, 0.0, 0.04, length_m) for rib in range(count)]
        parts.append(_stripes(ribs, rise_m, material="#dedad0"))
        return parts
    across, along = min(6, round(width_m / 0.15)), min(8, round(length_m / 0.15))
    studs = [
        ((i + 0.5) * width_m / across - width_m / 2, rise_m, (j + 0.5) * length_m / along - length_m / 2)
        for i in range(across)
        for j in range(along)
    ]
    parts.append(bars(studs, (0.05, 0.01, 0.05), material="#dedad0"))
    return parts


def tram_track(
    *, length_m: float, tracks: int, spacing_m: float, bed: str, rise_m: float, overhead: bool, detail: float
) -> list[Surface]:
    """Tram rails along Z in a bed of grass, paving or asphalt, with or without the overhead line."""
    width_m = 2.9 + spacing_m * (tracks - 1)
    parts = [box((width_m, rise_m, length_m), material=bed)]
    middles = [spacing_m * (track - (tracks - 1) / 2) for track in range(tracks)]
    rails = [(middle + side * 0.5, rise_m, 0.0) for middle in middles for side in (-1, 1)]  # metre gauge
    parts.append(bars(rails, (0.1, 0.02, length_m), material=RAIL))
    if overhead:
        parts += _overhead(length_m, width_m, middles, detail)
    return parts


def _overhead(length_m: float, width_m: float, middles: list[float], detail: float) -> list[Surface]:
    """Masts beside the track and a contact wire 5.5 m above each rail."""
    masts = max(2, round(length_m / 28) + 1)
    sides = 6 if detail > FINE else 4
    parts: list[Surface] = []
    x = -width_m / 2 - 0.5
    for mast in range(masts):
        z = -length_m / 2 + length_m * mast / (masts - 1) * 0.96 + length_m * 0.02
        parts.append(cylinder(0.13, 6.6, material="#8b9198", at=(x, 0, z), sides=sides, top_radius_m=0.09))
        parts.append(tube([(x, 6.2, z), (max(middles) + 0.5, 5.95, z)], 0.035, material="#8b9198", sides=4))
        parts.append(tube([(x, 6.55, z), (min(middles), 6.0, z)], 0.02, material="#8b9198", sides=3))
    for middle in middles:
        wire = [(middle, 5.5, -length_m / 2), (middle, 5.5, length_m / 2)]
        parts.append(tube(wire, 0.02, material="#4a4f55", sides=3))
    return parts


def parking_bays(
    *, count: int, bay_m: float, depth_m: float, rise_m: float, material: str, detail: float
) -> list[Surface]:
    """Parking bays beside each other along Z."""
    length_m = count * bay_m
    lines = [(0.0, bay * bay_m - length_m / 2, depth_m, 0.1) for bay in range(count + 1)]
    return [box((depth_m, rise_m, length_m + 0.1), material=material), _stripes(lines, rise_m)]


def _dashes(x: float, length_m: float, rise_m: float, dash_m: float, gap_m: float, width_m: float) -> Surface:
    count = max(1, int(length_m / (dash_m + gap_m)))
    step_m = length_m / count
    spots = [(x, (dash + 0.5) * step_m - length_m / 2, width_m, dash_m) for dash in range(count)]
    return _stripes(spots, rise_m)


def _stripes(spots: list[tuple[float, float, float, float]], rise_m: float, material: str = "road_marking") -> Surface:
    """Painted rectangles: x, z, width along X, length along Z."""
    y = rise_m + PAINT_M
    quads = []
    for x, z, across, along in spots:
        west, east, north, south = x - across / 2, x + across / 2, z - along / 2, z + along / 2
        quads.append([(west, y, south), (east, y, south), (east, y, north), (west, y, north)])
    return panels(quads, material=material)


def _cycle_sign(width_m: float, rise_m: float) -> list[Surface]:
    """An arrow to +Z and a bicycle, drawn as riders see it."""
    y, size = rise_m + PAINT_M, min(width_m * 0.42, 0.8)
    arrow = [[(-0.08, y, 2.0), (0.08, y, 2.0), (0.08, y, 1.0), (-0.08, y, 1.0)]]
    head = [[(-0.26 * 1.2, y, 2.0), (0.0, y, 2.7), (0.26 * 1.2, y, 2.0)]]
    parts = [panels(arrow, material="road_marking"), panels(head, material="road_marking")]
    rings = []
    for hub in (-0.62, 0.62):
        turns = [math.pi * 2 * i / 10 for i in range(11)]
        edge = [(hub * size + math.cos(t) * size * 0.42, -0.4 + math.sin(t) * size * 0.42) for t in turns]
        rings.append(edge)
    frame = [[(-0.62, -0.4), (-0.1, -0.95), (0.42, -0.95), (0.62, -0.4)], [(-0.1, -0.95), (0.1, -0.4), (0.42, -0.95)]]
    lines = rings + [[(x * size, (z + 0.4) * size - 0.4) for x, z in row] for row in frame]
    quads = []
    for row in lines:
        for (x0, z0), (x1, z1) in pairwise(row):
            run = math.hypot(x1 - x0, z1 - z0)
            nx, nz = (z1 - z0) / run * 0.035, -(x1 - x0) / run * 0.035
            quads.append([(x0 - nx, y, z0 - nz), (x1 - nx, y, z1 - nz), (x1 + nx, y, z1 + nz), (x0 + nx, y, z0 + nz)])
    upright = [quad if _faces_up(quad) else quad[::-1] for quad in quads]
    parts.append(panels(upright, material="road_marking"))
    return parts


def _faces_up(quad: list[tuple[float, float, float]]) -> bool:
    (x0, _, z0), (x1, _, z1), (x2, _, z2) = quad[:3]
    return (z1 - z0) * (x2 - x0) - (x1 - x0) * (z2 - z0) > 0


LENGTH = Parameter("length_m", "Länge", "m", 20.0, 0.3, 800.0)
GROUND = Parameter("material", "Material oder Farbe", "colour", "paving")
PARTS = (
    Part(
        "ground",
        N_("Bodenfläche"),
        N_("Rechteckige Bodenfläche."),
        (LENGTH, Parameter("width_m", "Breite", "m", 20.0, 0.3, 800.0), RISE, GROUND),
        ground,
        is_ground=True,
        search="ground, Fläche, Platz, Pflaster, Belag, square, plaza, paving, surface",
    ),
    Part(
        "round_ground",
        N_("Runde Bodenfläche"),
        N_("Runde oder ovale Bodenfläche."),
        (LENGTH, Parameter("width_m", "Breite", "m", 20.0, 0.3, 800.0), RISE, GROUND),
        round_ground,
        is_ground=True,
        search="round ground, Kreis, Oval, Platz, Fläche, circle, plaza, surface",
    ),
    Part(
        "road",
        N_("Fahrbahn"),
        N_("Fahrbahn mit Leitlinien zwischen den Fahrstreifen."),
        (
            LENGTH,
            Parameter("width_m", "Breite", "m", 6.5, 2.5, 40.0),
            Parameter("lanes", "Zahl der Fahrstreifen", "count", 2, 1, 8),
            RISE,
            Parameter("material", "Material oder Farbe", "colour", "asphalt"),
            Parameter("edge_lines", "Mit Randlinien", "switch", False),
        ),
        road,
        is_ground=True,
        search="carriageway, Straße, Fahrstreifen, road, street, lane",
    ),
    Part(
        "cycle_lane",
        N_("Radweg"),
        N_("Radstreifen oder Radweg mit Pfeilen und Radzeichen; der Schutz steht links in Fahrtrichtung Süden."),
        (
            LENGTH,
            Parameter("width_m", "Breite", "m", 2.3, 1.0, 5.0),
            RISE,
            Parameter("colour", "Farbe oder Material", "colour", "cycle_red"),
            Parameter("protected", "Schutz zur Fahrbahn", "choice", "line", choices=("none", "line", "kerb", "posts")),
            Parameter("direction", "Fahrtrichtung", "choice", "south", choices=("south", "north")),
        ),
        cycle_lane,
        search="cycle lane, Radstreifen, Fahrradstraße, Fahrrad, bike lane, cycle path",
    ),
    Part(
        "kerb",
        N_("Bordstein"),
        N_("Bordstein."),
        (
            LENGTH,
            Parameter("width_m", "Breite", "m", 0.2, 0.08, 0.6),
            Parameter("height_m", "Höhe", "m", 0.12, 0.01, 0.4),
        ),
        kerb,
        is_ground=True,
        search="kerb, Randstein, Bordsteinkante, curb",
    ),
    Part(
        "crossing",
        N_("Überweg"),
        N_("Überweg über eine Fahrbahn: Zebrastreifen oder angehobene Steinfläche."),
        (
            Parameter("length_m", "Länge in Richtung der Fahrbahn", "m", 4.0, 1.5, 30.0, short=N_("Länge")),
            Parameter("width_m", "Breite der Fahrbahn", "m", 6.5, 2.0, 40.0),
            RISE,
            Parameter("style", "Art", "choice", "zebra", choices=("zebra", "table")),
        ),
        crossing,
        is_ground=True,
        search="crossing, Zebrastreifen, Querung, Fußgängerüberweg, zebra, pedestrian",
    ),
    Part(
        "tactile_paving",
        N_("Leitstreifen"),
        N_("Leitstreifen mit Rippen oder Aufmerksamkeitsfeld mit Noppen."),
        (
            LENGTH,
            Parameter("width_m", "Breite", "m", 0.6, 0.3, 3.0),
            RISE,
            Parameter("style", "Art", "choice", "ribs", choices=("ribs", "studs")),
        ),
        tactile_paving,
        is_ground=True,
        search="tactile paving, Blindenleitsystem, Bodenindikatoren, Noppen, Rippen, barrierefrei, guidance path",
    ),
    Part(
        "tram_track",
        N_("Straßenbahngleis"),
        N_("Straßenbahngleis in Meterspur, mit oder ohne Fahrleitung."),
        (
            LENGTH,
            Parameter("tracks", "Zahl der Gleise", "count", 2, 1, 4),
            Parameter("spacing_m", "Abstand der Gleise", "m", 3.0, 2.8, 8.0),
            Parameter("bed", "Material zwischen den Schienen", "colour", "grass", short=N_("Gleisbett")),
            RISE,
            Parameter("overhead", "Mit Fahrleitung", "switch", True),
        ),
        tram_track,
        is_ground=True,
        search="tram track, Gleis, Schienen, Rasengleis, Fahrleitung, rails, railway",
    ),
    Part(
        "parking_bays",
        N_("Parkstände"),
        N_("Parkstände nebeneinander."),
        (
            Parameter("count", "Zahl der Parkstände", "count", 6, 1, 60),
            Parameter("bay_m", "Breite eines Parkstands", "m", 2.5, 2.0, 7.0),
            Parameter("depth_m", "Tiefe eines Parkstands", "m", 5.0, 2.0, 7.0, spans="width"),
            RISE,
            Parameter("material", "Material oder Farbe", "colour", "asphalt"),
        ),
        parking_bays,
        is_ground=True,
        search="parking bays, Parkplatz, Stellplatz, Auto, car park",
    ),
    *ways.PARTS,
    *ALONG,
)
