"""Kept: what came of a bake, as one file beside its scene, so that nobody has to bake the same again.

``made_of`` is a hash of everything that it was made of.  A file that fits no longer, or is broken, is as good as none.
"""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.bake.plan import Page
from app.meshes.deterministic_math import Floats
from app.meshes.dressed import Dressed, Picture

LOOK = 1  # count on when the light or its colours change, so that what was kept is baked anew
MADE_OF = "made-of"


@dataclass(frozen=True, eq=False)
class Baked:
    """One page as it was baked: its colours, its gloss, and the (r, 3) places of corners along ramps, as bytes."""

    base: Picture
    gloss: Picture
    corners: bytes


def made_of(dressed: Dressed, pages: Sequence[Page], towards: Floats) -> str:
    """Return a hash of what a bake shows, and of where it goes."""
    found = hashlib.sha256(f"{LOOK} {towards.tolist()} {[each.values() for each in dressed.finishes]}".encode())
    for picture in dressed.pictures:
        found.update(picture.content)
    for node in dressed.nodes:
        found.update(f"{node.mesh} {astuple(node.place)} {node.motion}".encode())
    for mesh in dressed.meshes:
        for primitive in mesh.primitives:
            for array in (primitive.positions, primitive.normals, primitive.uvs, primitive.triangles):
                found.update(array.tobytes())
    for page in pages:
        for plan in (page.pixels, page.ramp, page.triangles):
            found.update(plan.tobytes())
    return found.hexdigest()


def written(source: str, pages: Sequence[Baked]) -> bytes:
    """Return the file of a bake that was made of ``source``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in _files(source, pages):
            packed.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def read(content: bytes, source: str, pages: Sequence[Page]) -> list[Baked] | None:
    """Return the pages in a file, None unless it was made of ``source`` and is whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if packed.read(MADE_OF).decode() != source:
                return None
            return [_read(packed, i, page) for i, page in enumerate(pages)]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, zlib.error):
        return None


def _files(source: str, pages: Sequence[Baked]) -> Iterator[tuple[str, bytes]]:
    yield MADE_OF, source.encode()
    for i, page in enumerate(pages):
        yield f"{i}.jpeg", page.base.content
        yield f"{i}.png", page.gloss.content
        yield f"{i}.corners", zlib.compress(page.corners, 9)


def _read(packed: zipfile.ZipFile, number: int, page: Page) -> Baked:
    corners = zlib.decompressobj().decompress(packed.read(f"{number}.corners"), len(page.ramp) * 3 + 1)
    if len(corners) != len(page.ramp) * 3:
        raise ValueError("There are other corners on the ramps.")
    return Baked(_picture(packed, number, "jpeg"), _picture(packed, number, "png"), corners)


def _picture(packed: zipfile.ZipFile, number: int, kind: Literal["jpeg", "png"]) -> Picture:
    content = packed.read(f"{number}.{kind}")
    with Image.open(io.BytesIO(content), formats=[kind.upper()]) as image:
        image.load()
        return Picture("", content, kind, image.width, image.height)


def as_corners(raw: bytes) -> NDArray[np.uint8]:
    """Return the (r, 3) places of corners along their ramps, 0…255."""
    return np.frombuffer(raw, dtype=np.uint8).reshape(-1, 3)
