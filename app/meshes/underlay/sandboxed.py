"""What runs in the sandbox: read a drawing, write its layers as paths, and say what came of it, JSON a line."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.meshes.deterministic_math import Floats
from app.meshes.underlay.lines import read
from app.meshes.upload.findings import Findings, RefusedError


def main(arguments: Sequence[str]) -> None:
    """Read the DXF ``arguments[0]``, and write its layers to ``arguments[1]``: name and path of an SVG in metres."""
    source, goal = map(Path, arguments)
    try:
        found = read(memoryview(source.read_bytes()), Findings())
    except RefusedError as error:
        _say(faults=[asdict(each) for each in error.faults])
        return
    layers = [{"name": name, "path": "".join(map(_path, lines))} for name, lines in sorted(found.layers.items())]
    goal.write_text(json.dumps(layers, ensure_ascii=False))
    _say(unit=found.unit, size_m=found.size_m, place=found.place, far=found.far, words=found.words)


def _path(line: Floats) -> str:
    return "M" + "L".join(f"{x:g} {z:g}" for x, z in line.round(2).tolist())


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    sys.stdout.flush()
