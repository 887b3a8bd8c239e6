"""Pictures of the parts of the kit: rendered when a part changed, and only then.

``pictures.toml`` keeps, for each part, a hash of what was rendered; a test compares it with the kit.
"""

import hashlib
import math
from pathlib import Path

import numpy as np
from PIL import Image

from app.meshes.compose import built
from app.meshes.deterministic_math import combined, crossed
from app.meshes.dress import dress
from app.meshes.dressed import PLANNED, Dressed, Piece, Pose
from app.meshes.kept_hashes import keep, known
from app.meshes.kit import PARTS
from app.meshes.kit.part import PICTURE_FORM, picture_file
from app.meshes.posters import Render, encoded
from app.meshes.scene import Camera
from app.meshes.skin import unit

LOOK = 1  # count on when light or lens change, so that all pictures are made anew
SIZE_PX = (320, 200)
MOST_BYTES = 8_000
INDEX = "pictures.toml"
TOWARD = (0.62, 0.48, 0.78)  # from the part to the eye: from the south-east, a little from above
FIELD_DEG = 24.0
ROOM = 1.08  # around the part
EXAMPLES: dict[str, dict[str, float | str]] = {  # where the default is too large, or too white, to see it
    "rain": {"width_m": 2.0, "depth_m": 2.0, "height_m": 2.0},
    "strip": {"points": "0 3, 0 0, 2 -2.6"},
    "marking": {"points": "0 2, 0 0, 1.4 -1.8", "dash_m": 0.6, "gap_m": 0.4, "colour": "#d9a400"},
    "rails": {"points": "0 7, 0 0, 5 -6", "mast_m": 2.0},
}


def stale(folder: Path) -> list[str]:
    """Return the parts whose picture in ``folder`` does not show what the kit now builds."""
    kept = known(folder / INDEX)
    return [name for name in PARTS if kept.get(name) != _hash(name)]


def remake(folder: Path, part: str, render: Render) -> None:
    """Render the picture of a part as it is by default, and write it, and its hash, into ``folder``."""
    shown = _shown(part)
    picture: Image.Image = render(shown, _camera(shown), SIZE_PX)
    (folder / picture_file(part)).write_bytes(encoded(picture, PICTURE_FORM, MOST_BYTES))
    hashes = known(folder / INDEX) | {part: _hash(part)}
    keep(folder / INDEX, hashes, names=PARTS, what="what each picture shows")


def _shown(part: str) -> Dressed:
    surfaces = built(part, tuple(sorted((PARTS[part].defaults() | EXAMPLES.get(part, {})).items())), 1.0, False)
    return dress(part, [Piece(part, PLANNED, surfaces, (Pose(),))])


def _camera(shown: Dressed) -> Camera:
    """Return the camera that sees all corners of a part's box, and its middle in the middle."""
    low, high = shown.bounds()
    corners = np.array([[(low, high)[i][0], (low, high)[j][1], (low, high)[k][2]] for i, j, k in np.ndindex(2, 2, 2)])
    toward = unit(np.array(TOWARD))
    across = unit(crossed(np.array([0.0, 1.0, 0.0]), toward))
    seen = combined(corners, np.stack([across, crossed(toward, across), toward], axis=1))
    middle, reach_m = (seen.min(axis=0) + seen.max(axis=0)) / 2, (seen.max(axis=0) - seen.min(axis=0)) / 2
    share = math.tan(math.radians(FIELD_DEG / 2))
    away_m = max(reach_m[1] / share, reach_m[0] / share * SIZE_PX[1] / SIZE_PX[0]) * ROOM + reach_m[2]
    look = across * middle[0] + crossed(toward, across) * middle[1] + toward * middle[2]
    (x, y, z), (to_x, to_y, to_z) = (look + toward * away_m).tolist(), look.tolist()
    return Camera((x, y, z), (to_x, to_y, to_z), FIELD_DEG)


def _hash(part: str) -> str:
    shown = _shown(part)
    found = hashlib.sha256(f"{LOOK} {shown.finishes}".encode())
    for mesh in shown.meshes:
        for primitive in mesh.primitives:
            for array in (primitive.positions, primitive.uvs, primitive.triangles):
                found.update(array.tobytes())
    return found.hexdigest()
