"""Along: strips, marks and rails that follow a line with bends, each at its own distance beside it.

All that a street is made of can so share one line, its axis, and meets without gaps at every bend.
``offset_m`` counts to the right of whoever walks along the line; ``rise_m`` is the height of the top.
"""

from collections.abc import Sequence
from itertools import pairwise

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.parallels import Spot, along, cut_out, distinct, parallel, run_lengths
from app.meshes.shapes_panels import panels
from app.meshes.skin import Surface, surface
from app.meshes.surfaces import cylinder, tube

FINE = 0.5
PAINT_M = 0.012  # as high as other paint lies above the ground
RAIL, RAIL_M, RAIL_RISE_M = "#7c8187", 0.1, 0.02
GAUGE_M = 1.0  # metre gauge, as in the network of line 302
WIRE_M, MAST_M, MASTS_M = 5.5, 6.6, 28.0  # height of the contact wire and of the masts, and from mast to mast
POLE = "#8b9198"
MOST_DASHES = 500


def strip(
    *, points: str, offset_m: float, width_m: float, rise_m: float, material: str, detail: float
) -> list[Surface]:
    """A strip of ground of even width, with upright sides; its texture follows the line."""
    line = _line(points)
    if not line:
        return []
    left, right = (parallel(line, offset_m + side * width_m / 2) for side in (-1, 1))
    return [_top(line, (left, right), (offset_m, width_m), rise_m, material), _sides(left, right, rise_m, material)]


def marking(
    *,
    points: str,
    offset_m: float,
    width_m: float,
    dash_m: float,
    gap_m: float,
    rise_m: float,
    colour: str,
    detail: float,
) -> list[Surface]:
    """A painted line, through or broken into dashes."""
    line = _line(points)
    if not line:
        return []
    middle = parallel(line, offset_m)
    pieces = _dashes(middle, dash_m, gap_m) if dash_m > 0 and gap_m > 0 else [middle]
    return [_painted(piece, width_m, rise_m + PAINT_M, colour) for piece in pieces]


def rails(
    *,
    points: str,
    offset_m: float,
    width_m: float,
    bed: str,
    rise_m: float,
    overhead: bool,
    mast_m: float,
    detail: float,
) -> list[Surface]:
    """One track in its bed; with its contact wire, and with masts ``mast_m`` to the right of its middle."""
    line = _line(points)
    if not line:
        return []
    found = strip(points=points, offset_m=offset_m, width_m=width_m, rise_m=rise_m, material=bed, detail=detail)
    for side in (-1, 1):
        left, right = (parallel(line, offset_m + side * GAUGE_M / 2 + edge * RAIL_M / 2) for edge in (-1, 1))
        at = offset_m + side * GAUGE_M / 2, RAIL_M
        found.append(_top(line, (left, right), at, rise_m + RAIL_RISE_M, RAIL))
    return [*found, *(_overhead(parallel(line, offset_m), mast_m, detail) if overhead else [])]


def _line(points: str) -> list[Spot]:
    """Return the points of "x z, x z, …"; none where they all are one."""
    return distinct([(float(x), float(z)) for x, z in (pair.split() for pair in points.split(","))])


def _top(
    line: Sequence[Spot], edges: tuple[list[Spot], list[Spot]], place: tuple[float, float], rise_m: float, material: str
) -> Surface:
    """A level band between two edges, ``place``: how far its middle is beside the line, and its width."""
    offset_m, width_m = place
    left, right = edges
    positions, uvs, triangles = [], [], []
    for run, west, east in zip(run_lengths(line), left, right, strict=True):
        for (x, z), across_m in ((west, offset_m - width_m / 2), (east, offset_m + width_m / 2)):
            positions.append((x, rise_m, z))
            uvs.append((across_m, run))
    for row in range(0, 2 * len(line) - 2, 2):
        triangles += [(row, row + 1, row + 3), (row, row + 3, row + 2)]
    return surface(positions, [(0, 1, 0)] * len(positions), uvs, triangles, material)


def _sides(left: list[Spot], right: list[Spot], rise_m: float, material: str) -> Surface:
    """The upright faces of a strip: along both edges and at both ends."""
    outline = [*right, *reversed(left), right[0]]
    faces = [[_at(a, 0.0), _at(b, 0.0), _at(b, rise_m), _at(a, rise_m)] for b, a in pairwise(outline)]
    return panels(faces, material=material)


def _at(spot: Spot, y: float) -> tuple[float, float, float]:
    return spot[0], y, spot[1]


def _painted(middle: Sequence[Spot], width_m: float, y: float, colour: str) -> Surface:
    edges = parallel(middle, -width_m / 2), parallel(middle, width_m / 2)
    return _top(middle, edges, (0.0, width_m), y, colour)


def _dashes(middle: Sequence[Spot], dash_m: float, gap_m: float) -> list[list[Spot]]:
    """Return the pieces of a line that are painted, half a gap before the first and behind the last."""
    length_m = run_lengths(middle)[-1]
    count = min(max(1, int(length_m / (dash_m + gap_m))), MOST_DASHES)
    step_m = length_m / count
    share = dash_m / (dash_m + gap_m) / 2
    found = [cut_out(middle, (dash + 0.5 - share) * step_m, (dash + 0.5 + share) * step_m) for dash in range(count)]
    return [piece for piece in found if piece]


def _overhead(middle: list[Spot], mast_m: float, detail: float) -> list[Surface]:
    """The contact wire over the middle of a track, and what it hangs from."""
    wire = tube([_at(spot, WIRE_M) for spot in middle], 0.02, material="#4a4f55", sides=3)
    if not mast_m:
        return [wire]
    masts = max(2, round(run_lengths(middle)[-1] / MASTS_M) + 1)
    shares = [0.02 + 0.96 * mast / (masts - 1) for mast in range(masts)]
    over, beside = _at_shares(middle, shares), _at_shares(parallel(middle, mast_m), shares)
    sides = 6 if detail > FINE else 4
    found = [wire]
    for (x, z), hook in zip(beside, over, strict=True):
        held = _at(hook, WIRE_M + 0.4)
        found.append(cylinder(0.13, MAST_M, material=POLE, at=(x, 0, z), sides=sides, top_radius_m=0.09))
        found.append(tube([(x, WIRE_M + 0.7, z), held], 0.035, material=POLE, sides=4))
        found.append(tube([held, _at(hook, WIRE_M)], 0.02, material=POLE, sides=3))
    return found


def _at_shares(line: list[Spot], shares: Sequence[float]) -> list[Spot]:
    length_m = run_lengths(line)[-1]
    return [spot for spot, _ in along(line, [share * length_m for share in shares])]


LINE = Parameter("points", "Punkte der Linie, „x z, x z, …“", "points", "0 10, 0 0, 6 -8", short=N_("Punkte der Linie"))
OFFSET = Parameter(
    "offset_m", "Abstand der Mitte rechts der Linie", "m", 0.0, -100.0, 100.0, short=N_("Rechts der Linie")
)
RISE = Parameter("rise_m", "Höhe der Oberkante", "m", 0.05, 0.01, 6.0)
ALONG = (
    Part(
        "strip",
        N_("Streifen"),
        N_("Streifen von gleicher Breite, neben einer Linie her."),
        (
            LINE,
            OFFSET,
            Parameter("width_m", "Breite", "m", 2.5, 0.02, 100.0, spans=""),
            RISE,
            Parameter("material", "Material oder Farbe", "colour", "slabs"),
        ),
        strip,
        search="strip, Streifen, Bord, Gehweg, Belag, lane, kerb, pavement",
        is_ground=True,
    ),
    Part(
        "marking",
        N_("Markierung"),
        N_("Markierung neben einer Linie her, durchgezogen oder unterbrochen."),
        (
            LINE,
            OFFSET,
            Parameter("width_m", "Breite", "m", 0.12, 0.02, 2.0, spans=""),
            Parameter("dash_m", "Länge eines Strichs (0 = durchgezogen)", "m", 3.0, 0.0, 50.0, short=N_("Strichlänge")),
            Parameter("gap_m", "Lücke zwischen den Strichen", "m", 3.0, 0.0, 50.0, short=N_("Lücke")),
            RISE,
            Parameter("colour", "Farbe oder Material", "colour", "road_marking"),
        ),
        marking,
        search="road marking, Leitlinie, Strich, Linie, line, paint, dashes",
        is_ground=True,
    ),
    Part(
        "rails",
        N_("Gleis mit Bögen"),
        N_("Straßenbahngleis in Meterspur, neben einer Linie her, mit oder ohne Fahrleitung."),
        (
            LINE,
            OFFSET,
            Parameter("width_m", "Breite des Gleisbetts", "m", 3.0, 1.4, 8.0, spans=""),
            Parameter("bed", "Material zwischen den Schienen", "colour", "asphalt", short=N_("Gleisbett")),
            RISE,
            Parameter("overhead", "Mit Fahrleitung", "switch", True),
            Parameter(
                "mast_m",
                "Abstand der Masten rechts der Gleismitte (0 = ohne)",
                "m",
                0.0,
                -12.0,
                12.0,
                short=N_("Masten rechts davon"),
            ),
        ),
        rails,
        search="curved track, Gleis, Schienen, Straßenbahn, Bahn, tram, rails",
        is_ground=True,
    ),
)
