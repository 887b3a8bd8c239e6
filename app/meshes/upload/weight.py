"""Weight: meshes of what was read that keep to the budget of phones, simplified where they would not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.meshes.check import Budget
from app.meshes.dress import welded
from app.meshes.dressed import Dressed, Finish, Mesh, Node, Picture, Pose, Primitive
from app.meshes.upload.findings import Findings
from app.meshes.upload.gathering import Key, Loose
from app.meshes.upload.simplify.outcome import Lightened, note_lightened
from app.meshes.upload.simplify.welding import size_bytes
from app.meshes.upload.wishes import ROLES

MOST_READ = 3_000_000  # triangles that can be read and simplified
KEPT_BYTES = 30_000  # for the document of a GLB, and for the mark or the plate that phones get with a model
KEPT_TRIANGLES = 200  # for these two


class Lighter(Protocol):
    """``simplify.lightening.lightened``, where that is imported."""

    def __call__(
        self,
        parts: list[Loose],
        is_textured: Sequence[bool],
        *,
        most: int,
        most_bytes: int,
        show: Callable[[list[Loose]], None],
    ) -> tuple[list[Loose], Lightened]: ...


@dataclass(frozen=True, kw_only=True)
class Lightening:
    """What makes light what is too heavy, and who gets it as it was, to draw it."""

    by: Lighter
    show: Callable[[Dressed], None] = lambda _dressed: None


def meshes_of(loose: Mapping[Key, Loose]) -> list[Mesh]:
    """Return a mesh for each role that has triangles, a primitive for each finish."""
    meshes = [_mesh(role, loose) for role in ROLES if any(key[0] == role for key in loose)]
    return [mesh for mesh in meshes if mesh.primitives]


def light(
    loose: dict[Key, Loose],
    finishes: Sequence[Finish],
    pictures: Sequence[Picture],
    budget: Budget,
    *,
    most: int,
    how: Lightening,
    findings: Findings,
) -> tuple[list[Mesh], Lightened | None]:
    """Return meshes with at most ``most`` triangles that take no more than the budget leaves beside the pictures.

    What had to be done is noted and returned; None for what was light enough.  ``loose`` may be emptied: of
    millions of triangles there is no room for what they were beside what they become.
    """
    room = budget.glb_bytes - KEPT_BYTES - sum(len(each.content) for each in pictures)
    most = min(most, budget.triangles - KEPT_TRIANGLES)
    wears = [finish.base is not None for finish in finishes]
    if sum(len(found[0]) for found in loose.values()) <= most:
        meshes = meshes_of(loose)
        primitives = [primitive for mesh in meshes for primitive in mesh.primitives]
        if sum(size_bytes(each, is_textured=wears[each.finish]) for each in primitives) <= room:
            return meshes, None
    keys = list(loose)

    def show(parts: list[Loose]) -> None:
        primitives = [_unwelded(i, part) for (_, i), part in zip(keys, parts, strict=True) if len(part[0])]
        node = Node("before", 0, Pose(), "before")
        how.show(Dressed("before", (node,), (Mesh("before", tuple(primitives)),), tuple(finishes), tuple(pictures)))

    given = [loose.pop(key) for key in keys]
    parts, told = how.by(given, [wears[i] for _, i in keys], most=most, most_bytes=room, show=show)
    note_lightened(told, findings)
    return meshes_of(dict(zip(keys, parts, strict=True))), told


def _unwelded(finish: int, part: Loose) -> Primitive:
    """Return loose triangles as they are: to be drawn once, they need not be few points."""
    positions, normals, uvs = (rows.reshape(-1, rows.shape[2]).astype(np.float32) for rows in part)
    return Primitive(finish, positions, normals, uvs, np.arange(len(positions), dtype=np.uint32).reshape(-1, 3))


def _mesh(role: str, loose: Mapping[Key, Loose]) -> Mesh:
    shown = sorted(finish for of, finish in loose if of == role and len(loose[of, finish][0]))
    primitives = [welded(finish, *loose[role, finish]) for finish in shown]
    return Mesh(role, tuple(each for each in primitives if len(each.triangles)))
