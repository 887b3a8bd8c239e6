"""Reading GLB files in tests: Khronos' validator, and the numbers in the file."""

import json
import struct
import subprocess
from pathlib import Path

import numpy as np

from tests.node import executable

VALIDATOR = Path(__file__).parents[1] / "vendor" / "gltf-validator"
SCRIPT = """
const validator = require(process.argv[1]);
const fs = require("fs");
validator
  .validateBytes(new Uint8Array(fs.readFileSync(process.argv[2])), { maxIssues: 20 })
  .then((report) => process.stdout.write(JSON.stringify(report)));
"""
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
KINDS = {5123: np.uint16, 5125: np.uint32, 5126: np.float32}


def validated(path: Path) -> dict:
    """Return the report of Khronos' validator."""
    run = subprocess.run(
        [executable(), "-e", SCRIPT, str(VALIDATOR), str(path)], capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def opened(content: bytes) -> tuple[dict, bytes]:
    """Return the document and the binary chunk of a GLB."""
    _, _, size, length, _ = struct.unpack("<IIIII", content[:20])
    assert size == len(content)
    return json.loads(content[20 : 20 + length]), content[20 + length + 8 :]


def accessor(document: dict, binary: bytes, number: int) -> np.ndarray:
    """Return the values of an accessor, (count, width)."""
    found = document["accessors"][number]
    view = document["bufferViews"][found["bufferView"]]
    values = np.frombuffer(
        binary, KINDS[found["componentType"]], found["count"] * WIDTHS[found["type"]], view["byteOffset"]
    )
    return values.reshape(found["count"], -1)
