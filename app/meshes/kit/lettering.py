"""Letters as bodies: a stroke alphabet of our own, for names on plates and over roofs.

A glyph is a list of strokes, a stroke a row of points "xy" in hexadecimal digits: x to the right from 0,
the foot of the letters at y = 2, small letters up to 6, capitals up to 8, tails down to 0.
"""

import math
from collections.abc import Iterator
from itertools import pairwise

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, Panel, bars, panels
from app.meshes.skin import Surface

FOOT, CAPITAL = 2, 6  # where letters stand, and how high capitals are, in steps of the grid
STROKE, GAP, SPACE = 0.95, 1.7, 2.4  # width of a stroke, between two letters, of a blank; in steps
MARGIN = 2.4  # of a plate around its letters, in steps
DOTS = {"Ä": ("A", "19 1a,39 3a"), "Ö": ("O", "19 1a,39 3a"), "Ü": ("U", "19 1a,39 3a")}
DOTS |= {"ä": ("a", "07 08,37 38"), "ö": ("o", "07 08,37 38"), "ü": ("u", "07 08,37 38")}

GLYPHS = {
    "A": "02 28 42,14 34",
    "B": "02 08 28 37 36 25 05,25 34 33 22 02",
    "C": "47 38 18 07 03 12 32 43",
    "D": "02 08 28 46 44 22 02",
    "E": "32 02 08 38,05 25",
    "F": "02 08 38,05 25",
    "G": "47 38 18 07 03 12 32 43 45 25",
    "H": "02 08,42 48,05 45",
    "I": "02 08",
    "J": "38 33 22 12 03",
    "K": "02 08,48 05 42",
    "L": "08 02 32",
    "M": "02 08 25 48 42",
    "N": "02 08 42 48",
    "O": "12 03 07 18 38 47 43 32 12",
    "P": "02 08 28 37 36 25 05",
    "Q": "12 03 07 18 38 47 43 32 12,24 42",
    "R": "02 08 28 37 36 25 05,15 42",
    "S": "37 28 18 07 06 15 25 34 33 22 12 03",
    "T": "08 48,28 22",
    "U": "08 03 12 32 43 48",
    "V": "08 22 48",
    "W": "08 12 26 32 48",
    "X": "02 48,08 42",
    "Y": "08 25 48,25 22",
    "Z": "08 48 02 42",
    "a": "35 26 16 05 03 12 22 33,36 32",
    "b": "08 02,05 16 26 35 33 22 12 03",
    "c": "35 26 16 05 03 12 22 33",
    "d": "38 32,35 26 16 05 03 12 22 33",
    "e": "04 34 35 26 16 05 03 12 22 33",
    "f": "12 17 28,06 26",
    "g": "36 31 20 10,35 26 16 05 03 12 22 33",
    "h": "08 02,05 16 26 35 32",
    "i": "02 06,07 08",
    "j": "16 11 00,17 18",
    "k": "08 02,36 04 32",
    "l": "08 02",
    "m": "02 06,05 16 25 22,25 36 45 42",
    "n": "02 06,05 16 26 35 32",
    "o": "12 03 05 16 26 35 33 22 12",
    "p": "00 06,05 16 26 35 33 22 12 03",
    "q": "30 36,35 26 16 05 03 12 22 33",
    "r": "02 06,05 16 26",
    "s": "35 26 16 05 14 24 33 22 12 03",
    "t": "18 13 22,06 26",
    "u": "06 03 12 22 33,36 32",
    "v": "06 22 46",
    "w": "06 12 25 32 46",
    "x": "02 36,06 32",
    "y": "06 22,46 22 10",
    "z": "06 36 02 32",
    "ß": "02 07 18 28 37 26 15 25 34 33 22 12",
    "0": "12 03 07 18 28 37 33 22 12",
    "1": "06 28 22",
    "2": "07 18 28 37 36 02 32",
    "3": "07 18 28 37 36 25 15,25 34 33 22 12 03",
    "4": "22 28 04 34",
    "5": "38 08 05 25 34 33 22 12 03",
    "6": "37 28 18 07 03 12 22 33 34 25 05",
    "7": "08 38 12",
    "8": "15 06 07 18 28 37 36 25 15 04 03 12 22 33 34 25",
    "9": "03 12 22 33 37 28 18 07 06 15 35",
    "-": "04 24",
    "–": "04 34",
    ".": "02 03",
    ",": "12 01",
    ":": "02 03,05 06",
    "/": "02 38",
    "°": "07 18 27 16 07",
    "’": "17 08",
}

LETTERS = frozenset({*GLYPHS, *DOTS, " "})

Line = list[tuple[float, float]]


def build_lettering(
    *, text: str, letter_m: float, foot_m: float, plate: bool, colour: str, ink: str, detail: float
) -> list[Surface]:
    """A line of letters that looks to +Z, its middle over the origin; on a plate it can be read from behind, too.

    ``letter_m`` is the height of a capital, ``foot_m`` that of the foot of the letters or of the plate.
    """
    step_m = letter_m / CAPITAL
    strokes, run = written(text)
    half = run / 2
    flat = [[((x - half) * step_m, (y - FOOT) * step_m) for x, y in line] for line in strokes]
    if not plate:
        quads = [q for line in flat for q in _bodies(line, STROKE * step_m, foot_m, letter_m * 0.09)]
        return [panels(quads, material=ink)]
    thick_m = letter_m * 0.12
    size = ((run + 2 * MARGIN) * step_m, (CAPITAL + 2 * MARGIN) * step_m, thick_m)
    raised_m = foot_m + MARGIN * step_m
    front = [q for line in flat for q in _faces(line, STROKE * step_m, raised_m, thick_m / 2 + 0.06 * step_m)]
    back: list[Panel] = [[(-x, y, -z) for x, y, z in quad] for quad in front] if detail >= FINE else []
    found = [bars([(0, foot_m, 0)], size, material=colour, bottom=True), panels([*front, *back], material=ink)]
    if foot_m > 0.02:
        found.append(bars([(0, 0, 0)], (letter_m * 0.16, foot_m, letter_m * 0.16), material=ink))
    return found


def written(text: str) -> tuple[list[Line], float]:
    """Return the strokes of a text in steps of the grid, and how far they run; what has no glyph is left blank."""
    found: list[Line] = []
    at = 0.0
    for letter in text:
        strokes = list(_strokes(letter))
        if not strokes:
            at += SPACE + GAP
            continue
        found += [[(x + at, y) for x, y in line] for line in strokes]
        at += max(x for line in strokes for x, _ in line) + GAP
    return found, max(0.0, at - GAP)


def _strokes(letter: str) -> Iterator[Line]:
    base, above = DOTS.get(letter, (letter, ""))
    for stroke in f"{GLYPHS.get(base, '')},{above}".split(","):
        if stroke:
            yield [(int(point[0], 16), int(point[1], 16)) for point in stroke.split()]


def _rectangles(line: Line, width_m: float) -> Iterator[Line]:
    """Yield a rectangle for each piece of a stroke, a little longer than it, so that corners are full."""
    for (x0, y0), (x1, y1) in pairwise(line):
        run = math.hypot(x1 - x0, y1 - y0)
        ex, ey = (x1 - x0) / run * width_m * 0.36, (y1 - y0) / run * width_m * 0.36
        nx, ny = -(y1 - y0) / run * width_m / 2, (x1 - x0) / run * width_m / 2
        a, b = (x0 - ex, y0 - ey), (x1 + ex, y1 + ey)
        yield [(a[0] - nx, a[1] - ny), (b[0] - nx, b[1] - ny), (b[0] + nx, b[1] + ny), (a[0] + nx, a[1] + ny)]


def _faces(line: Line, width_m: float, foot_m: float, z: float) -> list[Panel]:
    return [[(x, y + foot_m, z) for x, y in corners] for corners in _rectangles(line, width_m)]


def _bodies(line: Line, width_m: float, foot_m: float, half_m: float) -> list[Panel]:
    """The faces of solid strokes: front, back, and the four edges of each piece."""
    found: list[Panel] = []
    for front in _faces(line, width_m, foot_m, half_m):
        back = [(x, y, -half_m) for x, y, _ in front]
        found += [front, back[::-1]]
        found += [[front[i], back[i], back[(i + 1) % 4], front[(i + 1) % 4]] for i in range(4)]
    return found


PARTS = (
    Part(
        "lettering",
        N_("Schrift"),
        N_("Eine Zeile Schrift, auf einem Schild oder als freie Buchstaben."),
        (
            Parameter("text", "Text", "text", "Linie 302"),
            Parameter("letter_m", "Höhe der Großbuchstaben", "m", 0.3, 0.01, 6.0),
            Parameter("foot_m", "Höhe des Fußes über dem Boden", "m", 0.0, 0.0, 60.0, short=N_("Höhe des Fußes")),
            Parameter("plate", "Auf einem Schild", "switch", True),
            Parameter("colour", "Farbe des Schildes", "colour", "#86bbe0"),
            Parameter("ink", "Farbe der Schrift", "colour", "#1f2a33"),
        ),
        build_lettering,
        search="lettering, Text, Buchstaben, Schild, letters, sign",
    ),
)
