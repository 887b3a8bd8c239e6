"""What runs in the sandbox: read a tile, leave an excerpt for each station near it, and say what came, JSON a line."""

import json
import mmap
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.geodesy import Point
from app.i18n import N_
from app.meshes.city import citygml, cityjson
from app.meshes.city.objects import CityError
from app.meshes.surroundings import buildings, terrain
from app.meshes.surroundings.excerpt import BUILDINGS, TERRAIN, Content, Excerpt

DIGITS = tuple(b"%d" % each for each in range(10))
BLANK = b"\xef\xbb\xbf \t\r\n"
UNKNOWN = N_("Das ist weder CityGML noch CityJSON noch ein Geländemodell als XYZ-Datei.")
PACKED = N_("Das ist ein gepacktes Archiv.")
UNKNOWN_MEND = N_("Welche Dateien gebraucht werden und wo es sie gibt, sagt die Hilfe zur Umgebung.")
PACKED_MEND = N_("Bitte zuerst entpacken und die Datei darin hochladen.")


def main(arguments: Sequence[str]) -> None:
    """Read the tile ``arguments[0]`` into the folder ``arguments[1]``; then station -> [lat, lon] as JSON."""
    source, goal, said = arguments
    stations = {key: (float(lat), float(lon)) for key, (lat, lon) in json.loads(said).items()}
    with (
        Path(source).open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
        memoryview(mapped) as raw,
    ):
        try:
            content, found, total = _read(raw, stations)
        except CityError as error:
            _say(faults=[{"wrong": error.wrong, "mend": error.mend, "values": error.values}])
            return
    for key, excerpt in found.items():
        (Path(goal) / key).write_bytes(excerpt.packed())
    _say(content=content, total=total, kept={key: excerpt.buildings for key, excerpt in found.items()})


def _read(raw: memoryview, stations: Mapping[str, Point]) -> tuple[Content, dict[str, Excerpt], int]:
    head = bytes(raw[:4096]).lstrip(BLANK)
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        raise CityError(PACKED, PACKED_MEND)
    if head.startswith((b"<", b"{")):
        objects = citygml.objects(raw) if head.startswith(b"<") else cityjson.objects(raw)
        return BUILDINGS, *buildings.near(objects, stations)
    if head.startswith(DIGITS):
        return TERRAIN, *terrain.near(raw, stations)
    raise CityError(UNKNOWN, UNKNOWN_MEND)


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    sys.stdout.flush()
