"""CityJSON 1.0, 1.1 and 2.0 (OGC 20-072), and CityJSONSeq: the same city objects as CityGML gives.

A line of CityJSONSeq is a feature with vertices of its own, in the transform of the first line.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from app.i18n import N_
from app.meshes.city.citygml import BEST_LOD, LEFT_OUT, LONGEST_NAME, OBJECTS, PARTS
from app.meshes.city.objects import LOOKS, OTHER, TEMPLATES, CityError, CityObject, Kind, LeftOut, Part, Polygon
from app.meshes.city.tile_file import TileFile
from app.meshes.deterministic_math import Floats

MOST_BYTES = 60_000_000  # of text, which is read as a whole
DEEPER = {"MultiSurface": 0, "CompositeSurface": 0, "Solid": 1, "MultiSolid": 2, "CompositeSolid": 2}
FIRST = "CityJSON"
NO_JSON = N_("Die Datei ist kein gültiges JSON oder bricht mittendrin ab.")
NO_CITY = N_("Das ist JSON, aber kein CityJSON.")
CONTRADICTS = N_("Die Datei widerspricht sich selbst: Sie nennt Punkte oder Flächen, die es in ihr nicht gibt.")
TOO_LONG = N_("Die Datei hat %(megabytes)s MB; als CityJSON lesen wir höchstens %(most)s MB.")
SMALLER = N_("Bitte einen kleineren Ausschnitt oder dasselbe als CityGML ausgeben.")
AGAIN = N_("Bitte die Datei noch einmal als CityJSON ausgeben.")
MALFORMED = (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError)

Table = Mapping[str, Any]


def objects(raw: memoryview | TileFile, left_out: set[LeftOut] | None = None) -> Iterator[CityObject]:
    """Yield the city objects of a file.  Raises CityError if it is none, ends too early, or contradicts itself.

    To ``left_out`` is added what the file has and nobody gets.
    """
    if len(raw) > MOST_BYTES:
        raise CityError(TOO_LONG, SMALLER, megabytes=len(raw) // 1_000_000, most=MOST_BYTES // 1_000_000)
    first: Table = {}
    for table in _tables(bytes(raw[:])):
        first = first or table
        try:
            if left_out is not None:
                left_out |= _left_out(table)
            yield from _objects(table, first)
        except MALFORMED as error:
            if isinstance(error, CityError):
                raise
            raise CityError(CONTRADICTS, AGAIN) from error


def _tables(raw: bytes) -> Iterator[Table]:
    """Yield the one table of a file, or those of its lines."""
    try:
        found = [json.loads(raw)]
    except (ValueError, RecursionError):
        found = _lines(raw)
    for table in found:
        if not isinstance(table, dict) or not str(table.get("type", "")).startswith(FIRST):
            raise CityError(NO_CITY, AGAIN)
        yield table


def _lines(raw: bytes) -> list[object]:
    try:
        return [json.loads(line) for line in raw.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise CityError(NO_JSON, AGAIN) from error


def _left_out(table: Table) -> set[LeftOut]:
    looks = table.get("appearance") or {}
    kinds = {each["type"] for thing in table["CityObjects"].values() for each in thing.get("geometry", ())}
    found: set[LeftOut] = {LOOKS} if looks.get("textures") or looks.get("materials") else set()
    return found | {TEMPLATES} if "GeometryInstance" in kinds else found


def _objects(table: Table, first: Table) -> Iterator[CityObject]:
    reference = str(first.get("metadata", {}).get("referenceSystem", ""))
    points = _points(table, first.get("transform"))
    things: Table = table["CityObjects"]
    for key, thing in things.items():
        if thing.get("parents"):
            continue
        polygons = [each for part in _family(things, key) for each in _polygons(part, points)]
        kind: Kind = OBJECTS.get(thing["type"].lstrip("+"), OTHER)
        name = str(thing.get("attributes", {}).get("name", ""))[:LONGEST_NAME]
        yield CityObject(key, name, kind, reference, tuple(polygons))


def _points(table: Table, transform: Table | None) -> Floats:
    points = np.array(table["vertices"], dtype=np.float64).reshape(-1, 3)
    if transform is None:
        return points
    scale, translate = (np.array(transform[name], dtype=np.float64) for name in ("scale", "translate"))
    if scale.shape != (3,) or translate.shape != (3,):
        raise ValueError("transform")
    moved: Floats = points * scale + translate
    return moved


def _family(things: Table, key: str) -> Iterator[Table]:
    """Yield a city object and its parts, each once."""
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            yield things[here]
            waiting += [each for each in things[here].get("children", ()) if each in things]


def _polygons(thing: Table, points: Floats) -> Iterator[Polygon]:
    """Yield the faces of a city object in its best level of detail."""
    shapes = [each for each in thing.get("geometry", ()) if each["type"] in DEEPER]
    lods = {id(each): int(float(each.get("lod", 1))) for each in shapes}
    fine = [each for each in shapes if 1 <= lods[id(each)] <= BEST_LOD]
    best = max((float(each.get("lod", 1)) for each in fine), default=0.0)
    shape = next((each for each in fine if float(each.get("lod", 1)) == best), None)
    if shape is None:
        return
    faces = _flat(shape["boundaries"], DEEPER[shape["type"]])
    meant = shape.get("semantics") or {}
    values = _flat(meant["values"], DEEPER[shape["type"]]) if meant.get("values") else []
    for number, face in enumerate(faces):
        part = _part(meant["surfaces"], values[number]) if number < len(values) else "other"
        if part is not None:
            yield Polygon(part, tuple(points[_indices(ring, len(points))].ravel().tolist() for ring in face))


def _flat(values: Sequence[Any], deeper: int) -> list[Any]:
    """Return a nested list with so many levels less; a level may be null as a whole."""
    for _ in range(deeper):
        values = [each for inner in values for each in (inner if inner is not None else ())]
    return list(values)


def _part(surfaces: Sequence[Table], number: int | None) -> Part | None:
    """Return what a face is; None for what is not there, as the mouth of a tunnel, or inside."""
    if number is None:
        return "other"
    kind = surfaces[number]["type"]
    return None if kind in LEFT_OUT else PARTS.get(kind, "other")


def _indices(ring: Sequence[int], count: int) -> Sequence[int]:
    if not all(isinstance(each, int) and 0 <= each < count for each in ring):
        raise IndexError("boundaries")
    return ring
