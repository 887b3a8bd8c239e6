"""Terrain near stations, from a grid of heights as text (XYZ): one point a line, easting, northing and height.

Such files say nothing of their coordinate system; it is UTM, in the zone in which a station lies within the tile.  Of a
grid of a metre, points some metres apart are enough to tell how high the ground is.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from app.geodesy import Point
from app.i18n import N_
from app.meshes.city.objects import CityError
from app.meshes.city.reference import Reference, frame
from app.meshes.city.tile_file import TileFile
from app.meshes.deterministic_math import Floats
from app.meshes.surroundings.excerpt import REACH_M, Excerpt, terrain
from app.utm import Zone

CHUNK_BYTES = 4_000_000
STEP_M = 5.0
NO_NUMBERS = N_("Zeile %(line)s ist kein Punkt aus Rechtswert, Hochwert und Höhe: „%(text)s“.")
NO_NUMBERS_MEND = N_("Bitte das Geländemodell als XYZ-Datei hochladen: eine Zeile je Punkt, drei Zahlen in Metern.")


def near(raw: memoryview | TileFile, stations: Mapping[str, Point]) -> tuple[dict[str, Excerpt], int]:
    """Return station -> the ground near it, and how many points there were at all.  Raises CityError."""
    abouts = {
        (key, number): frame(reference, *reference.numbers(place) or (0.0, 0.0), 0.0)
        for key, place in stations.items()
        for number, reference in enumerate(of_zones(place))
    }
    found: dict[str, list[Floats]] = {}
    total = 0
    for points in _chunks(raw):
        total += len(points)
        for (key, _), about in abouts.items():
            close = points[(np.abs(points[:, :2] - (about.x, about.y)) <= REACH_M).all(axis=1)]
            if len(close):
                found.setdefault(key, []).append(about.local(_thinned(close)))
    return {key: terrain(stations[key], np.concatenate(rows)) for key, rows in found.items()}, total


def of_zones(place: Point) -> list[Reference]:
    """Return the UTM of the zone of a place, without and with the number of the zone before eastings."""
    number = int((place[1] + 180) // 6) % 60 + 1
    return [Reference("", Zone(number, place[0] < 0, prefix_m)) for prefix_m in (0.0, number * 1e6)]


def _chunks(raw: memoryview | TileFile) -> Iterator[Floats]:
    """Yield (n, 3) points, some megabytes of text at a time."""
    rest, line = b"", 1
    for start in range(0, len(raw), CHUNK_BYTES):
        text = rest + bytes(raw[start : start + CHUNK_BYTES])
        is_last = start + CHUNK_BYTES >= len(raw)
        end = len(text) if is_last else text.rfind(b"\n") + 1
        rest = text[end:]
        if end:
            yield _points(text[:end], line)
            line += text.count(b"\n", 0, end)


def _points(text: bytes, line: int) -> Floats:
    words = text.replace(b",", b" ").replace(b";", b" ").split()
    try:
        numbers = np.array(words, dtype=np.float64)
        if len(numbers) % 3 or not np.isfinite(numbers).all():
            raise ValueError
    except ValueError as error:
        raise _told(text, line) from error
    return numbers.reshape(-1, 3)


def _told(text: bytes, line: int) -> CityError:
    """Return what is wrong with the first line that is no point."""
    for number, each in enumerate(text.split(b"\n"), line):
        words = each.replace(b",", b" ").replace(b";", b" ").split()
        try:
            wrong = len(words) not in (0, 3) or not np.isfinite(np.array(words, dtype=np.float64)).all()
        except ValueError:
            wrong = True
        if wrong:
            return CityError(NO_NUMBERS, NO_NUMBERS_MEND, line=number, text=each[:40].decode("utf-8", "replace"))
    return CityError(NO_NUMBERS, NO_NUMBERS_MEND, line=line, text="")


def _thinned(points: Floats) -> Floats:
    """Return one point of each square of some metres."""
    squares = np.floor(points[:, :2] / STEP_M).astype(np.int64)
    _, first = np.unique(squares, axis=0, return_index=True)
    return points[first]
