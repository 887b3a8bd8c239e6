"""Lightening: the triangles of a model become as few as one wants, and no more bytes than phones may get."""

from collections.abc import Callable, Sequence

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.dress import welded
from app.meshes.upload.simplify import deviation, directions, pieces
from app.meshes.upload.simplify.meshoptimizer import Triangles, contracted
from app.meshes.upload.simplify.outcome import Lightened
from app.meshes.upload.simplify.welding import Loose, Sheet, metres_per_uv, sheet_of, size_bytes

SMALL = 1 / 400  # of the longest side of everything: of a house of 12 m what is smaller than 3 cm
TEXTURE = 0.3  # how much a texture that slips by a metre counts beside a surface that does
MOST_SHOWN = 1_000_000  # triangles in a picture: of more than that, each would be far smaller than a pixel
TRIES = 8
MORE = 0.94  # of what should fit is tried, so that it does


def lightened(
    parts: list[Loose],
    is_textured: Sequence[bool],
    *,
    most: int,
    most_bytes: int,
    show: Callable[[list[Loose]], None] = lambda _parts: None,
) -> tuple[list[Loose], Lightened]:
    """Return parts with no more than ``most`` triangles in all, which take no more than ``most_bytes`` in a GLB.

    ``is_textured`` says of each part whether its texture coordinates count.  ``parts`` is emptied, to have the room.
    ``show`` gets everything as it was, but for what a picture would not show of it.
    """
    was, count = sum(len(each[0]) for each in parts), len(parts)
    sheet = sheet_of(parts, is_textured)
    parts.clear()
    label = pieces.numbered(len(sheet.places), sheet.places[sheet.triangles].astype(np.uint32))[sheet.places]
    size_m = pieces.sizes_m(sheet.positions, label)
    across_m = float(np.ptp(sheet.positions, axis=0).max())
    seen = sheet.triangles[size_m[sheet.triangles[:, 0]] >= across_m * SMALL]
    attributes = sheet.uvs * metres_per_uv(sheet, count)[sheet.parts, None].astype(np.float32)

    def fewer(most: int) -> Triangles:
        for is_strict in (True, False):
            made = contracted(
                sheet.positions, attributes, seen, most=most, weight=TEXTURE / across_m, is_strict=is_strict
            )
            if len(made) <= most:
                break
        return pieces.largest(made, label, size_m, most)

    if len(seen) > MOST_SHOWN:
        seen = fewer(MOST_SHOWN)
        show(directions.loose(sheet, seen, count))
    else:
        show(directions.loose(sheet, sheet.triangles, count))
    wanted = most
    for _ in range(TRIES):
        made = fewer(wanted)
        found = directions.loose(sheet, made, count)
        weight_bytes = sum(
            size_bytes(welded(0, *each), is_textured=wears)
            for each, wears in zip(found, is_textured, strict=True)
            if len(each[0])
        )
        if weight_bytes <= most_bytes:
            break
        seen, wanted = made, int(len(made) * most_bytes / weight_bytes * MORE)
    return found, _told(sheet, made, label, size_m, was)


def _told(sheet: Sheet, made: Triangles, label: pieces.Ints, size_m: Floats, was: int) -> Lightened:
    piece = label[sheet.triangles[:, 0]]
    is_kept = np.isin(piece, label[made[:, 0]])
    off = deviation.between(sheet.positions[sheet.triangles[is_kept]], sheet.positions[made])
    gone = sheet.triangles[~is_kept, 0]
    return Lightened(
        was=was,
        now=len(made),
        most_m=off.most_m,
        usual_m=off.usual_m,
        dropped=len(np.unique(label[gone])),
        dropped_m=float(size_m[gone].max(initial=0.0)),
    )
