"""Terrain as GeoTIFF (OGC 19-008): a picture of heights, metres above sea level, that says where it lies.

Pillow reads the pixels, the tags here tell where they are.  Of a grid of a metre, points some metres apart are enough.
"""

import io
import struct
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from PIL import Image, TiffImagePlugin

from app.geodesy import Point
from app.i18n import N_
from app.meshes.city.objects import CityError
from app.meshes.city.reference import GEOGRAPHIC, Frame, Reference, frame, named
from app.meshes.deterministic_math import Floats
from app.meshes.surroundings.excerpt import REACH_M, Excerpt, terrain
from app.meshes.surroundings.terrain import STEP_M, of_zones

HEADS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
SCALE, TIE, MATRIX, KEYS, NOTHING = 33550, 33922, 34264, 34735, 42113  # tags
RASTER_KIND, GEOGRAPHIC_KIND, PROJECTED_KIND = 1025, 2048, 3072  # keys
IS_POINT = 2  # of the raster: the tie is the middle of its pixel, not the corner
NOT_NAMED = {0, 32767}
HEIGHTS = ("F", "I", "I;16", "I;16B")  # modes of Pillow with numbers instead of colours
MOST_PIXELS = 25_000_000  # 5 km by 5 km of a metre, 100 MB
MOST_BYTES = 100_000_000  # of a file, which is read as a whole
LOWEST_M, HIGHEST_M = -500.0, 9_000.0  # what is beyond stands for nothing
BROKEN_FILE = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, struct.error)

BROKEN = N_("Die TIFF-Datei ist beschädigt, bricht mittendrin ab oder ist ungewöhnlich gespeichert.")
NO_HEIGHTS = N_("Die TIFF-Datei ist ein Bild: Sie enthält Farben und keine Höhen.")
NOWHERE = N_("Die TIFF-Datei sagt nicht, wo sie liegt.")
TURNED = N_("Das Gelände liegt gedreht in der TIFF-Datei. So lesen wir es nicht.")
LARGE = N_("Die TIFF-Datei hat %(wide)s × %(high)s Bildpunkte, mehr als 25 Millionen.")
HEAVY = N_("Die TIFF-Datei hat %(megabytes)s MB; für eine Kachel Gelände ist das zu viel.")
AGAIN = N_("Bitte die Datei noch einmal herunterladen, oder das Gelände als XYZ-Datei hochladen.")
HEIGHTS_MEND = N_("Bitte das Geländemodell (DGM) hochladen, nicht das Luftbild und nicht die Schummerung.")
NOWHERE_MEND = N_("Bitte als GeoTIFF in ETRS89/UTM oder als XYZ-Datei hochladen.")
LARGE_MEND = N_("Bitte eine einzelne Kachel von einem oder zwei Kilometern Kantenlänge hochladen.")


@dataclass(frozen=True)
class _Lying:
    """Where pixels are: the middle of the first, and from one to the next, in the numbers of the coordinate system.

    ``reference`` is None where the file does not name any.
    """

    x: float
    y: float
    step_x: float
    step_y: float
    reference: Reference | None


def near(raw: bytes, stations: Mapping[str, Point]) -> tuple[dict[str, Excerpt], int]:
    """Return station -> the ground near it, and how many points there were at all.  Raises CityError."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(raw), formats=["TIFF"]) as picture:
            assert isinstance(picture, TiffImagePlugin.TiffImageFile)
            _check(picture)
            lying, nothing = _lying(picture.tag_v2), _nothing(picture.tag_v2)
            picture.load()
            found = dict(_near(picture, lying, nothing, stations))
            return found, picture.width * picture.height
    except CityError:
        raise
    except (Image.DecompressionBombError, *BROKEN_FILE) as error:
        raise CityError(BROKEN, AGAIN) from error


def _check(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise CityError(LARGE, LARGE_MEND, wide=picture.width, high=picture.height)
    if picture.mode not in HEIGHTS:
        raise CityError(NO_HEIGHTS, HEIGHTS_MEND)


def _lying(tags: Mapping[int, object]) -> _Lying:
    keys = _keys(tags.get(KEYS))
    scale, tie, matrix = (_numbers(tags.get(tag)) for tag in (SCALE, TIE, MATRIX))
    if len(scale) >= 2 and len(tie) >= 6:
        column, row, _, x, y, _ = tie[:6]
        step_x, step_y = scale[0], -scale[1]
        x, y = x - column * step_x, y - row * step_y
    elif len(matrix) == 16:
        step_x, turned_x, _, x, turned_y, step_y, _, y = matrix[:8]
        if turned_x or turned_y:
            raise CityError(TURNED, NOWHERE_MEND)
    else:
        raise CityError(NOWHERE, NOWHERE_MEND)
    if not (np.isfinite([x, y, step_x, step_y]).all() and step_x and step_y):
        raise CityError(NOWHERE, NOWHERE_MEND)
    half = 0.0 if keys.get(RASTER_KIND) == IS_POINT else 0.5
    x, y = x + half * step_x, y + half * step_y
    return _Lying(x, y, step_x, step_y, _reference(keys, x, y))


def _keys(directory: object) -> dict[int, int]:
    """Return the keys whose value stands in the directory itself; it has rows of key, place, count and value."""
    numbers = [int(each) for each in _numbers(directory)][4:]
    rows = zip(numbers[::4], numbers[1::4], numbers[3::4], strict=False)
    return {key: value for key, place, value in rows if place == 0}


def _numbers(value: object) -> list[float]:
    return [float(each) for each in value] if isinstance(value, tuple) else []


def _reference(keys: Mapping[int, int], x: float, y: float) -> Reference | None:
    """Return the coordinate system, None where it has no number.  Raises CityError for one that is not read."""
    projected, geographic = keys.get(PROJECTED_KIND, 0), keys.get(GEOGRAPHIC_KIND, 0)
    if projected not in NOT_NAMED:
        reference = named(f"EPSG:{projected}")
        return reference.fitted(x, y) if reference else None
    if PROJECTED_KIND not in keys and geographic in GEOGRAPHIC:
        return Reference(f"EPSG:{geographic}", None, is_longitude_first=True)
    return None


def _nothing(tags: Mapping[int, object]) -> float:
    """Return the number that stands for no height."""
    try:
        return float(str(tags.get(NOTHING, "")).strip("\0 "))
    except ValueError:
        return float("nan")


def _near(
    picture: Image.Image, lying: _Lying, nothing: float, stations: Mapping[str, Point]
) -> Iterator[tuple[str, Excerpt]]:
    for key, place in stations.items():
        references = [lying.reference] if lying.reference else of_zones(place)
        for reference in references:
            numbers = reference.numbers(place)
            if numbers and len(points := _window(picture, lying, frame(reference, *numbers, 0.0), nothing)):
                yield key, terrain(place, points)
                break


def _window(picture: Image.Image, lying: _Lying, about: Frame, nothing: float) -> Floats:
    """Return the (n, 3) points within reach of a station, in its metres."""
    metres_x, metres_y = np.hypot(*about.turn).tolist()  # that a step of one in the file is long
    left, right = _span((about.x - lying.x) / lying.step_x, REACH_M / metres_x / abs(lying.step_x), picture.width)
    top, low = _span((about.y - lying.y) / lying.step_y, REACH_M / metres_y / abs(lying.step_y), picture.height)
    if left >= right or top >= low:
        return np.zeros((0, 3))
    every_x = max(1, int(STEP_M / (metres_x * abs(lying.step_x))))
    every_y = max(1, int(STEP_M / (metres_y * abs(lying.step_y))))
    heights = np.asarray(picture.crop((left, top, right, low)))[::every_y, ::every_x].astype(np.float64)
    columns, rows = np.meshgrid(np.arange(left, right, every_x), np.arange(top, low, every_y))
    is_known = (heights > LOWEST_M) & (heights < HIGHEST_M) & (heights != nothing)
    x, y = lying.x + columns * lying.step_x, lying.y + rows * lying.step_y
    return about.local(np.stack([x, y, heights], axis=-1)[is_known])


def _span(middle: float, reach: float, count: int) -> tuple[int, int]:
    """Return from where to before which pixel ``reach`` goes about ``middle``, none of them outside of ``count``."""
    first, last = max(middle - reach, 0.0), min(middle + reach, count - 1.0)
    return (int(np.ceil(first)), int(last) + 1) if first <= last else (0, 0)
