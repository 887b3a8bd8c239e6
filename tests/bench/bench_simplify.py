"""Reading heavy houses in the sandbox: time of the processor, memory, deviation, and what is left."""

import json
import resource
from pathlib import Path
from tempfile import TemporaryDirectory

from app import sandbox
from app.actions.library.ingest_mesh import LIMITS
from tests.bench.rows import Row
from tests.meshes.heavy_house import house

SIZES = (150_000, 1_300_000, 3_000_000)
GOAL_S, GOAL_BYTES, GOAL_M = 60.0, 2_000_000_000, 0.03


def measure() -> list[Row]:
    return [_read(triangles) for triangles in SIZES]


def _read(triangles: int) -> Row:
    """Read one house; memory is the most of all processes so far, so that sizes have to grow."""
    told: list[sandbox.Line] = []
    with TemporaryDirectory() as folder:
        source, goal = Path(folder) / "house.glb", Path(folder) / "clean.glb"
        source.write_bytes(house(triangles))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        arguments = [str(source), str(goal), "house", json.dumps({"up": "y"})]
        sandbox.run("app.meshes.upload.sandboxed", arguments, limits=LIMITS, told=told.append)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        size = goal.stat().st_size
    found = told[-1]["lightened"]
    took_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = after.ru_maxrss * 1024
    return Row(
        what=f"simplify a house of {found['was']:,} triangles",
        ours=f"{took_s:.1f} s of a processor, {memory / 1e9:.2f} GB; {found['now']:,} triangles, {size / 1000:.0f} kB;"
        f" off {found['most_m'] * 100:.1f} cm at most, 95 % below {found['usual_m'] * 100:.1f} cm;"
        f" {found['dropped']} pieces dropped",
        goal="≤ 60 s, ≤ 2 GB, ≤ 60,000 triangles, ≤ 3 cm",
        met=took_s <= GOAL_S and memory <= GOAL_BYTES and found["now"] <= 60_000 and found["most_m"] <= GOAL_M,
    )
