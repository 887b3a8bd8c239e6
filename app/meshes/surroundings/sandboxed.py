"""What runs in the sandbox: read a tile, leave an excerpt for each station near it, and say what came, JSON a line."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.geodesy import Point
from app.i18n import N_
from app.meshes.city import citygml, cityjson
from app.meshes.city.objects import CityError
from app.meshes.city.tile_file import TileFile
from app.meshes.surroundings import buildings, geotiff, terrain
from app.meshes.surroundings.excerpt import BUILDINGS, TERRAIN, Content, Excerpt
from app.meshes.surroundings.unpacking import unpacked

DIGITS = tuple(b"%d" % each for each in range(10))
BLANK = b"\xef\xbb\xbf \t\r\n"
UNKNOWN = N_("Das ist weder CityGML noch CityJSON noch ein Geländemodell als XYZ-Datei oder GeoTIFF.")
UNKNOWN_MEND = N_("Welche Dateien gebraucht werden und wo es sie gibt, sagt die Hilfe zur Umgebung.")


def main(arguments: Sequence[str]) -> None:
    """Read the tile ``arguments[0]`` into the folder ``arguments[1]``; then station -> [lat, lon] as JSON."""
    source, goal, said = arguments
    stations = {key: (float(lat), float(lon)) for key, (lat, lon) in json.loads(said).items()}
    try:
        with TileFile(unpacked(Path(source))) as raw:
            content, found, total = _read(raw, stations)
    except CityError as error:
        _say(faults=[{"wrong": error.wrong, "mend": error.mend, "values": error.values}])
        return
    for key, excerpt in found.items():
        (Path(goal) / key).write_bytes(excerpt.packed())
    _say(content=content, total=total, kept={key: excerpt.buildings for key, excerpt in found.items()})


def _read(raw: TileFile, stations: Mapping[str, Point]) -> tuple[Content, dict[str, Excerpt], int]:
    head = raw[:4096].lstrip(BLANK)
    if head.startswith((b"<", b"{")):
        objects = citygml.objects(raw) if head.startswith(b"<") else cityjson.objects(raw)
        return BUILDINGS, *buildings.near(objects, stations)
    if head.startswith(geotiff.HEADS):
        if len(raw) > geotiff.MOST_BYTES:
            raise CityError(geotiff.HEAVY, geotiff.LARGE_MEND, megabytes=len(raw) // 1_000_000)
        return TERRAIN, *geotiff.near(raw[:], stations)
    if head.startswith(DIGITS):
        return TERRAIN, *terrain.near(raw, stations)
    raise CityError(UNKNOWN, UNKNOWN_MEND)


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    sys.stdout.flush()
