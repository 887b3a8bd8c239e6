"""Sensors in the open air, and the shapes that make their measurements visible.

None of them has a camera.  What floats (waves, panels, links) is the drawing of the data and not
a thing that stands there.
"""

import math

from app.i18n import N_
from app.meshes.kit.icons import ICONS, drawn, plane
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_loft import limb, loft, rounded
from app.meshes.shapes_panels import bars, panels
from app.meshes.skin import Surface, moved, tipped
from app.meshes.surfaces import blob, box, cylinder, lathe, tube

FINE = 0.5
STEEL, DARK, WHITE = "#8b9198", "#3a3e43", "#f4f4f1"
ICON_NAMES = tuple(ICONS)


def sensor_mast(*, height_m: float, colour: str, lamp: bool, detail: float) -> list[Surface]:
    """A smart pole: mast, radio head, sensor boxes, a light ring and on request a lamp."""
    sides = 10 if detail > FINE else 6
    parts = [
        cylinder(0.2, 0.9, material=DARK, sides=sides),
        cylinder(0.11, height_m - 0.9, material=STEEL, at=(0, 0.9, 0), sides=sides, top_radius_m=0.075),
        cylinder(0.17, 0.14, material=colour, at=(0, height_m * 0.45, 0), sides=sides),
        cylinder(0.17, 0.8, material=WHITE, at=(0, height_m, 0), sides=sides),
        cylinder(0.19, 0.06, material=colour, at=(0, height_m + 0.8, 0), sides=sides),
    ]
    boxes = [(0.2, height_m * 0.62, 0.0), (-0.2, height_m * 0.72, 0.0)]
    parts.append(bars(boxes, (0.26, 0.4, 0.2), material=WHITE, bottom=True))
    if lamp:
        bow = [(0, height_m - 0.25, 0), (0, height_m - 0.1, 0.8), (0, height_m - 0.08, 1.3)]
        parts.append(tube(bow, 0.04, material=STEEL, sides=5))
        parts.append(box((0.28, 0.07, 0.7), material=DARK, at=(0, height_m - 0.1, 1.3)))
        parts.append(box((0.22, 0.02, 0.6), material="glow", at=(0, height_m - 0.125, 1.3), faces="all"))
    if detail > FINE:
        parts += moved(_solar(0.55, 0.4), by=(0, height_m * 0.86, -0.2))
    return parts


def noise_sensor(*, height_m: float, colour: str, detail: float) -> list[Surface]:
    """A microphone under its foam ball on a mast, with its box and a solar panel."""
    parts = [
        cylinder(0.05, height_m, material=STEEL, sides=8 if detail > FINE else 5),
        blob((0.15, 0.17, 0.15), material=DARK, at=(0, height_m + 0.12, 0), detail=1.0 if detail > FINE else 0.4),
        cylinder(0.09, 0.05, material=colour, at=(0, height_m - 0.08, 0), sides=8),
        box((0.26, 0.36, 0.16), material=WHITE, at=(0, height_m * 0.6, 0.1), bevel_m=0.02, faces="all"),
    ]
    return parts + moved(_solar(0.5, 0.36), by=(0, height_m * 0.82, -0.1))


def weather_station(*, height_m: float, colour: str, detail: float) -> list[Surface]:
    """Wind cups, wind vane, sun shield of plates and a rain gauge on one mast."""
    sides = 8 if detail > FINE else 5
    arm_m = 0.75
    parts = [
        cylinder(0.06, height_m, material=STEEL, sides=sides),
        tube([(-arm_m, height_m, 0), (arm_m, height_m, 0)], 0.03, material=STEEL, sides=5),
        cylinder(0.025, 0.34, material=STEEL, at=(-arm_m, height_m, 0), sides=5),
        cylinder(0.025, 0.3, material=STEEL, at=(arm_m, height_m, 0), sides=5),
    ]
    for cup in range(3):
        turn = 2 * math.pi * cup / 3 + 0.4
        x, z, y = math.cos(turn) * 0.3, math.sin(turn) * 0.3, height_m + 0.36
        parts.append(tube([(-arm_m, y, 0), (-arm_m + x, y, z)], 0.014, material=DARK, sides=3))
        parts.append(blob((0.1, 0.1, 0.1), material=DARK, at=(-arm_m + x, y, z), detail=0.4))
    vane = [(arm_m, height_m + 0.3, 0.42), (arm_m, height_m + 0.3, -0.2)]
    parts.append(tube(vane, 0.02, material=DARK, sides=4))
    parts.append(box((0.02, 0.3, 0.32), material=colour, at=(arm_m, height_m + 0.16, -0.32), faces="all"))
    plates = 5 if detail > FINE else 2
    for plate in range(plates):
        y = height_m * 0.62 + 0.42 * plate / plates
        rim = [(0.06, y), (0.19, y), (0.1, y + 0.06)]
        parts.append(lathe(rim, material=WHITE, at=(0, 0, 0.3), sides=10 if detail > FINE else 6))
    parts.append(tube([(0, height_m * 0.7, 0), (0, height_m * 0.7, 0.3)], 0.02, material=STEEL, sides=4))
    gauge = (0, height_m * 0.45, -0.34)
    parts.append(cylinder(0.12, 0.36, material=WHITE, at=gauge, sides=sides, top_radius_m=0.14))
    parts.append(tube([(0, height_m * 0.5, 0), gauge], 0.02, material=STEEL, sides=4))
    return parts + moved(_solar(0.6, 0.42), by=(0, height_m * 0.55, 0.12))


def people_counter(*, height_m: float, reach_m: float, colour: str, detail: float) -> list[Surface]:
    """A counter without a camera: a radar box on a mast, and the field on the ground in which it counts."""
    parts = [
        cylinder(0.06, height_m, material=STEEL, sides=8 if detail > FINE else 5),
        box((0.3, 0.22, 0.2), material=WHITE, at=(0, height_m - 0.1, 0.14), bevel_m=0.03, faces="all"),
        box((0.2, 0.06, 0.02), material=colour, at=(0, height_m - 0.02, 0.245), faces="all"),
    ]
    bands = 4 if detail > FINE else 2
    return parts + [_arc((band + 1) * reach_m / bands, 0.14, 70, colour, 0.03) for band in range(bands)]


def soil_sensor(*, depth_m: float, colour: str, detail: float) -> list[Surface]:
    """A probe that measures how moist the ground is, shown in a block of soil that is cut open."""
    y = depth_m
    return [
        box((0.9, depth_m, 0.6), material="soil", faces="all"),
        box((0.9, 0.05, 0.6), material="grass", at=(0, y, 0)),
        limb([(0, y * 0.25, 0.31), (0, y + 0.6, 0.31)], [0.03, 0.04], material=STEEL, sides=6),
        *[box((0.12, 0.05, 0.1), material=colour, at=(0, y * share, 0.31), faces="all") for share in (0.3, 0.6)],
        box((0.22, 0.26, 0.14), material=WHITE, at=(0, y + 0.55, 0.31), bevel_m=0.03),
    ]


def data_wave(
    *, radius_m: float, rings: int, colour: str, spread_deg: float, style: str, detail: float
) -> list[Surface]:
    """Rings of data: level ones around a sensor, or upright ones that look to +Z."""
    found = []
    for ring in range(rings):
        share = (ring + 1) / rings
        found.append(_arc(radius_m * share, 0.04 + 0.06 * radius_m * (1.1 - share), spread_deg, colour, 0.01, detail))
    return found if style == "level" else moved(tipped(found, by_deg=-90, axis="x"), by=(0, radius_m, 0))


def data_panel(
    *, width_m: float, height_m: float, foot_m: float, icon: str, colour: str, bars_count: int, detail: float
) -> list[Surface]:
    """A floating panel that looks to +Z: an icon above a chart of ``bars_count`` values."""
    middle_m = foot_m + height_m / 2
    plate = [
        [(x, y + middle_m, z) for x, y in rounded(width_m, height_m, width_m * 0.1, steps=3)] for z in (-0.04, 0.04)
    ]
    parts = [loft(plate, material=colour, crease_deg=50)]
    icon_m = min(width_m * 0.56, height_m * 0.46)
    icon_y = foot_m + height_m * (0.68 if bars_count else 0.5)
    parts += drawn(icon, plane(0, icon_y, 0.055), icon_m, main=WHITE, second=colour)
    if bars_count:
        step_m = width_m * 0.76 / bars_count
        highs = [0.35 + 0.65 * abs(math.sin(1.3 * bar + len(icon))) for bar in range(bars_count)]
        feet = [(-width_m * 0.38 + (bar + 0.5) * step_m, foot_m + height_m * 0.1, 0.05) for bar in range(bars_count)]
        sizes = [(step_m * 0.66, height_m * 0.27 * high, 0.04) for high in highs]
        parts.append(bars(feet, sizes, material=WHITE))
    return parts


def data_link(*, points: str, rise_m: float, arch_m: float, colour: str, detail: float) -> list[Surface]:
    """A bow of dots from the first to the last of ``points``, from mast head to mast head."""
    line = [(float(x), float(z)) for x, z in (pair.split() for pair in points.split(","))]
    (x0, z0), (x1, z1) = line[0], line[-1]
    length_m = math.hypot(x1 - x0, z1 - z0)
    count = min(60, max(4, round(length_m / (0.7 if detail > FINE else 1.6))))
    spots = []
    for dot in range(count + 1):
        share = dot / count
        y = rise_m + arch_m * 4 * share * (1 - share)
        spots.append((x0 + (x1 - x0) * share, y, z0 + (z1 - z0) * share))
    size_m = max(0.12, length_m * 0.008)
    return [bars(spots, (size_m, size_m, size_m), material=colour, bottom=True)]


def _arc(
    radius_m: float, width_m: float, spread_deg: float, colour: str, rise_m: float, detail: float = 1.0
) -> Surface:
    """A level band of a ring, open to both sides, its middle towards +Z."""
    count = max(6, round(spread_deg / (10 if detail > FINE else 22)))
    quads = []
    for step in range(count):
        a, b = (math.radians(spread_deg * (i / count - 0.5)) for i in (step, step + 1))
        inner, outer = radius_m - width_m, radius_m
        corners = [
            (inner * math.sin(a), rise_m, inner * math.cos(a)),
            (outer * math.sin(a), rise_m, outer * math.cos(a)),
            (outer * math.sin(b), rise_m, outer * math.cos(b)),
            (inner * math.sin(b), rise_m, inner * math.cos(b)),
        ]
        quads += [corners, [(x, y - 0.002, z) for x, y, z in reversed(corners)]]
    return panels(quads, material=colour)


def _solar(width_m: float, depth_m: float) -> list[Surface]:
    """A small solar panel that leans to the south."""
    flat = [box((width_m, 0.03, depth_m), material="solar", faces="all")]
    return tipped(flat, by_deg=35, axis="x")


COLOUR = Parameter("colour", "Farbe der Kennringe und Daten", "colour", "#86bbe0", short=N_("Kennfarbe"))
ICON = Parameter("icon", "Zeichen", "choice", "temperature", choices=ICON_NAMES)
PARTS = (
    Part(
        "sensor_mast",
        N_("Sensormast"),
        N_("Mast mit Funk, Messkästen, Leuchtring und auf Wunsch mit Leuchte."),
        (
            Parameter("height_m", "Höhe des Mastes", "m", 6.0, 3.0, 14.0),
            COLOUR,
            Parameter("lamp", "Mit Leuchte", "switch", True),
        ),
        sensor_mast,
        search="sensor mast, Messung, Funk, Mast, smart city, pole",
    ),
    Part(
        "noise_sensor",
        N_("Lärmsensor"),
        N_("Lärmsensor: Mikrofon unter einem Schaumball."),
        (Parameter("height_m", "Höhe", "m", 3.2, 1.5, 8.0), COLOUR),
        noise_sensor,
        search="noise sensor, Mikrofon, Lautstärke, Messung, microphone, sound",
    ),
    Part(
        "weather_station",
        N_("Wetterstation"),
        N_("Wetterstation mit Windmesser, Windfahne, Strahlenschutz und Regenmesser."),
        (Parameter("height_m", "Höhe", "m", 3.6, 2.0, 10.0), COLOUR),
        weather_station,
        search="weather station, Windmesser, Messung, wind, climate",
    ),
    Part(
        "people_counter",
        N_("Zählgerät"),
        N_("Zählgerät ohne Kamera und das Feld, in dem es zählt."),
        (
            Parameter("height_m", "Höhe", "m", 3.5, 2.0, 8.0),
            Parameter("reach_m", "Reichweite", "m", 5.0, 1.0, 20.0),
            COLOUR,
        ),
        people_counter,
        search="people counter, Zählung, Besucher, Sensor, counting",
    ),
    Part(
        "soil_sensor",
        N_("Bodenfühler"),
        N_("Bodenfühler in einem aufgeschnittenen Stück Erde."),
        (Parameter("depth_m", "Tiefe der Erde", "m", 0.6, 0.2, 1.5, spans="height"), COLOUR),
        soil_sensor,
        search="soil sensor, Bodenfeuchte, Erde, Messung, moisture",
    ),
    Part(
        "data_wave",
        N_("Funkwellen"),
        N_("Ringe, die zeigen, dass hier gemessen und gesendet wird."),
        (
            Parameter("radius_m", "Halbmesser", "m", 3.0, 0.2, 60.0),
            Parameter("rings", "Zahl der Ringe", "count", 3, 1, 8),
            COLOUR,
            Parameter("spread_deg", "Öffnung der Bögen", "deg", 360.0, 20.0, 360.0),
            Parameter("style", "Liegend oder stehend", "choice", "level", choices=("level", "upright")),
        ),
        data_wave,
        search="data waves, Ringe, Daten, Funk, Signal, rings, radio",
    ),
    Part(
        "data_panel",
        N_("Datentafel"),
        N_("Schwebende Tafel mit einem Zeichen und einem Balkenbild."),
        (
            Parameter("width_m", "Breite", "m", 1.6, 0.2, 20.0),
            Parameter("height_m", "Höhe", "m", 2.0, 0.2, 20.0),
            Parameter("foot_m", "Höhe der Unterkante", "m", 2.4, 0.0, 60.0),
            ICON,
            COLOUR,
            Parameter(
                "bars_count", "Zahl der Balken (0 = nur Zeichen)", "count", 6, 0, 16, short=N_("Zahl der Balken")
            ),
        ),
        data_panel,
        search="data panel, Anzeige, Diagramm, Zeichen, chart, display, icon",
    ),
    Part(
        "data_link",
        N_("Datenbogen"),
        N_("Bogen aus Punkten von einem Ort zum anderen."),
        (
            Parameter("points", "Anfang und Ende, „x z, x z“", "points", "0 0, 12 0", short=N_("Anfang und Ende")),
            Parameter("rise_m", "Höhe der Enden", "m", 5.0, 0.0, 60.0),
            Parameter("arch_m", "Höhe des Bogens", "m", 2.0, 0.0, 60.0),
            COLOUR,
        ),
        data_link,
        search="data link, Verbindung, Bogen, Daten, arc, connection",
    ),
)
