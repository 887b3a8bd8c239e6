"""Reading GLB files in tests: Khronos' validator, the numbers in the file, and where everything stands."""

import json
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.node import executable

VALIDATOR = Path(__file__).parents[1] / "vendor" / "gltf-validator"
SCRIPT = """
const validator = require(process.argv[1]);
const fs = require("fs");
const read = (path) => validator.validateBytes(new Uint8Array(fs.readFileSync(path)), { maxIssues: 20 });
Promise.all(process.argv.slice(2).map(read)).then((reports) => process.stdout.write(JSON.stringify(reports)));
"""
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
KINDS = {5120: np.int8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}


def validated(path: Path) -> dict:
    """Return the report of Khronos' validator."""
    return validated_all([path])[0]


def validated_all(paths: Sequence[Path]) -> list[dict]:
    """Return the reports on several files, from one start."""
    command = [executable(), "-e", SCRIPT, str(VALIDATOR), *map(str, paths)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def opened(content: bytes) -> tuple[dict, bytes]:
    """Return the document and the binary chunk of a GLB."""
    _, _, size, length, _ = struct.unpack("<IIIII", content[:20])
    assert size == len(content)
    return json.loads(content[20 : 20 + length]), content[20 + length + 8 :]


def accessor(document: dict, binary: bytes, number: int) -> np.ndarray:
    """Return the values of an accessor, (count, width)."""
    found = document["accessors"][number]
    view = document["bufferViews"][found["bufferView"]]
    width, kind = WIDTHS[found["type"]], np.dtype(KINDS[found["componentType"]])
    row = view.get("byteStride", width * kind.itemsize) // kind.itemsize
    values = np.frombuffer(binary, kind, found["count"] * row, view["byteOffset"])
    return values.reshape(found["count"], row)[:, :width]


def standing(content: bytes) -> dict[str, np.ndarray]:
    """Return group -> the (n, 3) points of all that belongs to it, where they stand at rest."""
    document, binary = opened(content)
    nodes = document["nodes"]
    return {
        nodes[group]["name"]: np.concatenate(
            [_points(document, binary, nodes[each]) for each in nodes[group]["children"]]
        )
        for group in nodes[0]["children"]
    }


def ends(content: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Return the lowest and the highest corner of everything."""
    points = np.concatenate(list(standing(content).values()))
    return points.min(axis=0), points.max(axis=0)


def _points(document: dict, binary: bytes, node: dict) -> np.ndarray:
    if "mesh" not in node:  # a compact one holds another, which leads from steps to metres
        points = np.concatenate([_points(document, binary, document["nodes"][each]) for each in node["children"]])
        return _stood(points, node)
    primitives = document["meshes"][node["mesh"]]["primitives"]
    points = np.concatenate([accessor(document, binary, each["attributes"]["POSITION"]) for each in primitives])
    return _stood(points, node)


def _stood(points: np.ndarray, node: dict) -> np.ndarray:
    """Return (n, 3) points of a node where it stands."""
    x, y, z, w = node.get("rotation", (0, 0, 0, 1))
    assert x == z == 0, "everything stands upright"
    cos, sin = w * w - y * y, 2 * w * y
    turned = points * node.get("scale", (1, 1, 1)) @ np.array([[cos, 0, -sin], [0, 1, 0], [sin, 0, cos]])
    return turned + node.get("translation", (0, 0, 0))
