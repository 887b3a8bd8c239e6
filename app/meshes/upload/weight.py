"""Weight: meshes of what was read that keep to the budget of phones, simplified where they would not."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.meshes.check import Budget
from app.meshes.dress import welded
from app.meshes.dressed import Finish, Mesh, Picture
from app.meshes.upload.findings import Findings
from app.meshes.upload.gathering import Key, Loose
from app.meshes.upload.simplify.outcome import Lightened, note_lightened
from app.meshes.upload.simplify.welding import size_bytes
from app.meshes.upload.wishes import ROLES

MOST_READ = 3_000_000  # triangles that can be read and simplified
DOCUMENT_BYTES = 10_000  # of a GLB beside its geometry and pictures, at most


class Lighter(Protocol):
    """``simplify.lightening.lightened``, where that is imported."""

    def __call__(
        self, parts: list[Loose], is_textured: Sequence[bool], *, most: int, most_bytes: int
    ) -> tuple[list[Loose], Lightened]: ...


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
    lighter: Lighter,
    findings: Findings,
) -> tuple[list[Mesh], Lightened | None]:
    """Return meshes with at most ``most`` triangles that take no more than the budget leaves beside the pictures.

    What ``lighter`` had to do is noted and returned; None for what was light enough.  ``loose`` may be emptied: of
    millions of triangles there is no room for what they were beside what they become.
    """
    room = budget.glb_bytes - DOCUMENT_BYTES - sum(len(each.content) for each in pictures)
    wears = [finish.base is not None for finish in finishes]
    if sum(len(found[0]) for found in loose.values()) <= most:
        meshes = meshes_of(loose)
        primitives = [primitive for mesh in meshes for primitive in mesh.primitives]
        if sum(size_bytes(each, is_textured=wears[each.finish]) for each in primitives) <= room:
            return meshes, None
    keys = list(loose)
    parts, told = lighter([loose.pop(key) for key in keys], [wears[i] for _, i in keys], most=most, most_bytes=room)
    note_lightened(told, findings)
    return meshes_of(dict(zip(keys, parts, strict=True))), told


def _mesh(role: str, loose: Mapping[Key, Loose]) -> Mesh:
    shown = sorted(finish for of, finish in loose if of == role and len(loose[of, finish][0]))
    primitives = [welded(finish, *loose[role, finish]) for finish in shown]
    return Mesh(role, tuple(each for each in primitives if len(each.triangles)))
