"""Clues: what a glTF document says of how it stands, beside its points."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.upload.outline import Part
from app.meshes.upload.reading import inner

Named = tuple[str, NDArray[np.int64]]
TURN = np.array([0.0, 1.0, 0.0])  # where a matrix that turns Z up to Y up puts Z


@dataclass(frozen=True, kw_only=True)
class Clues:
    """Who wrote a file, whether it turns Z up to Y up itself, and what it and its parts are called.

    ``parts`` are names with the triangles of each, as (n,) places.
    """

    writer: str = ""
    turns: bool = False
    name: str = ""
    parts: Sequence[Named] = ()


def clues(document: dict[str, object], shown: Sequence[Part], name: str) -> Clues:
    """Return what a document says; the file's own ``name`` is one of them."""
    writer = str(inner(document, "asset").get("generator", ""))[:200]
    return Clues(writer=writer, turns=bool(shown) and all(map(_turns, shown)), name=name)


def _turns(part: Part) -> bool:
    """Tell whether a part is turned from Z up to Y up on its way."""
    upward = part.matrix[:3, 2]
    length = float(np.linalg.norm(upward))
    return length > 0 and bool(np.allclose(upward / length, TURN, atol=0.01))
