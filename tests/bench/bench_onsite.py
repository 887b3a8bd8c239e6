"""How precisely the on-site view finds north: scenes with known truth, through the page's own modules, in Node.

Scenes are kept in ``build/onsite.jsonl`` as they are played, so that a run can be broken off and taken up again.
``ONSITE_SCENES=1000 make bench`` plays the whole grid; a smaller number plays its beginning, in which every kind of
scene comes up.  ``ONSITE_TROUBLED`` says how many scenes to play with each trouble.
``python -m tests.bench.bench_onsite`` writes the tables and the plot of ``onsite/README.md`` as well.
"""

import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from app import qr
from app.signage.address import scan_address
from tests.bench.onsite.report import figures, troubles, write_report
from tests.bench.rows import Row
from tests.node import executable

ROOT = Path(__file__).parent.parent.parent
ONSITE = Path(__file__).parent / "onsite"
KEPT = ROOT / "build" / "onsite.jsonl"
CODES = ROOT / "build" / "onsite-codes.json"
CODE_OF_A_SIGN = "YH56CB"
SITES = ("https://linie302.example", "https://ar.bochum-gelsenkirchen.example")  # codes of 29 and of 33 modules
FOREIGN = "https://elsewhere.example"
SCENES = 54  # two of every kind of light, angle and code
TROUBLED = 9  # scenes with each trouble
TROUBLES = (
    *("told 90", "told 180", "told 270"),
    *("late", "frozen", "jump", "drift", "gravity off"),
    *("axis off", "stabilised", "hunting", "rolling", "mirrored"),
    *("printed small", "on a screen", "two signs"),
)
MODULES = (
    "look",
    "lock",
    "corner_refinement",
    "bitmap",
    "pose",
    "finder",
    "decoder",
    "greyscale",
    "screen_angle",
    "sufficiency",
)
SCENERY = ("artwork", "grid", "random", "render", "scenes", "troubles")


def measure() -> list[Row]:
    """Play what is missing and return the figures that have a goal."""
    return [*figures(_grid()), *troubles(_troubled())]


def _grid() -> list[dict[str, Any]]:
    return played(int(os.environ.get("ONSITE_SCENES", SCENES)))


def _troubled() -> list[dict[str, Any]]:
    count = int(os.environ.get("ONSITE_TROUBLED", TROUBLED))
    return [result for trouble in TROUBLES for result in played(count, trouble)]


def played(count: int, trouble: str = "") -> list[dict[str, Any]]:
    """Return the results of the first ``count`` scenes with a trouble, playing those that were not played yet."""
    KEPT.parent.mkdir(exist_ok=True)
    version = _version()
    lines = KEPT.read_text().splitlines() if KEPT.exists() else []
    ours = [each for each in map(json.loads, lines) if each["version"] == version]
    if not ours:
        KEPT.write_text("")
    results = {each["seed"]: each for each in ours if each["trouble"] == trouble}
    first = len(results)
    CODES.write_text(json.dumps([_code(site) for site in (*SITES, FOREIGN)]))
    command = [executable(), str(ONSITE / "grid.js"), str(CODES), str(first), str(max(0, count - first)), trouble]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process, KEPT.open("a") as kept:
        assert process.stdout
        for line in process.stdout:
            result = json.loads(line) | {"version": version}
            results[result["seed"]] = result
            kept.write(json.dumps(result) + "\n")
            kept.flush()
    assert process.returncode == 0, "a scene failed"
    return [results[seed] for seed in sorted(results) if seed < count]


def _code(site: str) -> dict[str, Any]:
    """Return a code as the page's data carries it."""
    text = scan_address(site, CODE_OF_A_SIGN)
    rows = qr.bits(qr.matrix(text))
    return {"code": CODE_OF_A_SIGN, "address": text, "rows": rows}


def _version() -> str:
    """Return what the results depend on: the geometry and the scenes."""
    modules = ROOT / "app" / "site" / "static" / "ar"
    paths = [*(modules / f"{name}.js" for name in MODULES), *(ONSITE / f"{name}.js" for name in SCENERY)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


if __name__ == "__main__":
    write_report(_grid(), _troubled())
