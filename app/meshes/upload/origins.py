"""Origins: from which part of a file each triangle comes, what that is called, and how finely it is stored."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats
from app.meshes.upload.outline import Part
from app.meshes.upload.steps import step_at


@dataclass(frozen=True, kw_only=True)
class Source:
    """One part of a file: its name, empty without one, how far from zero its numbers go, and from one to the next.

    ``reach`` and ``step`` are lengths in the file's unit; the step is that of float32 out there (IEEE 754).
    """

    name: str
    reach: float
    step: float


class Origins:
    """What was gathered, in the order in which it was: which part, and how many triangles of it."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self._runs: dict[Hashable, list[tuple[int, int]]] = {}

    def add(self, key: Hashable, part: Part, given: Floats, *, many: int) -> None:
        """Note the triangles of one part, (m, 3, 3) as the file has them, of which ``many`` were placed."""
        reach = float(np.abs(given).max(initial=0.0))
        scale = float(np.linalg.norm(part.matrix[:3, :3], axis=0).max())
        step = step_at(reach) * scale
        self._runs.setdefault(key, []).append((len(self.sources), many))
        self.sources.append(Source(name=part.names[-1] if part.names else "", reach=reach * scale, step=step))

    def numbers(self, keys: Iterable[Hashable]) -> NDArray[np.int64]:
        """Return (m,) the place in ``sources`` of each triangle, those of one key after those of the other."""
        runs = [run for key in keys for run in self._runs[key]]
        return np.repeat([number for number, _ in runs], [many for _, many in runs]).astype(np.int64)
