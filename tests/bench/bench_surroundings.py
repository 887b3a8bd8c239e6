"""How long a tile of official buildings takes to be read, and how much memory, for two stations within it."""

import json
import resource
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from app import sandbox
from app.actions.surroundings.read_tile import LIMITS
from app.meshes.surroundings.composing import MOST_BYTES, around
from app.meshes.surroundings.excerpt import Excerpt
from app.utm import Zone
from tests.bench.rows import Row
from tests.meshes import tiles

EAST, NORTH = 370_000, 5_707_000
BYTES = 100_000_000
HOUSES = 4_000  # in the square kilometre; the rest lies beyond it, as in a tile with larger sides
STATIONS = {"1": (EAST + 500, NORTH + 500), "2": (EAST + 900, NORTH + 300)}


def measure() -> list[Row]:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "tile.gml"
        megabytes = _written(source)
        places = {key: Zone(32).place(*point) for key, point in STATIONS.items()}
        before = time.perf_counter()
        sandbox.run(
            "app.meshes.surroundings.sandboxed",
            [str(source), folder, json.dumps(places)],
            limits=LIMITS,
            told=lambda _line: None,
        )
        seconds = time.perf_counter() - before
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        found = around([Excerpt.of((Path(folder) / "1").read_bytes())], places["1"], name="bench", said="")
    assert found is not None
    houses, kilobytes = found.buildings, found.packed_bytes / 1000
    return [
        Row(
            what=f"a tile of official buildings, {megabytes:.0f} MB, read",
            ours=f"{seconds:.1f} s",
            goal="≤ 120 s",
            met=seconds <= 120,
        ),
        Row(what="the same, memory at most", ours=f"{peak:.0f} MB", goal="≤ 300 MB", met=peak <= 300),
        Row(
            what=f"surroundings of a station, {houses} houses, packed",
            ours=f"{kilobytes:.0f} kB",
            goal="≤ 150 kB",
            met=found.packed_bytes <= MOST_BYTES,
        ),
    ]


def _written(path: Path) -> float:
    """Write a tile of BYTES and return its megabytes."""
    options = {"version": "1.0", "reference": tiles.ADV, "lod": 2, "bounds": "linked", "numbers": "posList"}
    with path.open("w") as file:
        houses = (house for number in count() for house in tiles.town(HOUSES, EAST + number * 1000, NORTH))
        for piece in tiles.pieces(houses, **options, add=(0.0, 0.0), on_polygons=False):
            file.write(piece)
            if file.tell() > BYTES:
                file.write("</core:CityModel>\n")
                break
    return path.stat().st_size / 1e6
