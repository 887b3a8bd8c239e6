"""Readings: small pictures of a file as it looks read one way and the other, for the person to choose from."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from app.meshes import raster
from app.meshes.deterministic_math import Floats
from app.meshes.dressed import Dressed, Primitive
from app.meshes.upload.questions import Question
from app.meshes.upload.standing import tipped

SIZE_PX = (480, 300)
QUALITY = 70


def pictures(dressed: Dressed, question: Question) -> Iterator[tuple[str, bytes]]:
    """Yield answers with a WebP of what they make of the file, which ``dressed`` shows by the best guess.

    The same at another size, and the same with something far away beside it, look alike: there is one of the guess.
    """
    yield question.guess, picture(dressed)
    if question.kind == "up":
        other, turn = ("y", _laid) if question.guess == "z" else ("z", tipped)
        yield other, picture(_turned(dressed, turn))


def _laid(rows: Floats) -> Floats:
    """Return (n, 3) rows as they are before ``tipped``."""
    return np.stack([rows[..., 0], -rows[..., 2], rows[..., 1]], axis=-1)


def _turned(dressed: Dressed, turn: Callable[[Floats], Floats]) -> Dressed:
    """Return the same turned, and on the ground again."""
    points = [turn(each.positions.astype(np.float64)) for mesh in dressed.meshes for each in mesh.primitives]
    shift = np.array([0.0, min(float(each[:, 1].min()) for each in points), 0.0])

    def upright(each: Primitive) -> Primitive:
        positions, normals = (turn(rows.astype(np.float64)) for rows in (each.positions, each.normals))
        return replace(each, positions=(positions - shift).astype(np.float32), normals=normals.astype(np.float32))

    meshes = (replace(mesh, primitives=tuple(map(upright, mesh.primitives))) for mesh in dressed.meshes)
    return replace(dressed, meshes=tuple(meshes))


def picture(dressed: Dressed) -> bytes:
    """Return a small WebP of something, from where it is seen whole."""
    stream = io.BytesIO()
    raster.render(dressed, raster.camera_for(dressed), SIZE_PX).save(stream, "WEBP", quality=QUALITY, method=4)
    return stream.getvalue()
