"""The soup: what of a dressed scene gets baked light, as loose triangles.

A mesh that stands still in one place is lit there.  What moves, or stands in several places, has one skin for all of
them: it is lit as if alone on open ground, and never carries the shadow of a place where it is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats, snapped
from app.meshes.dressed import DARK, Dressed, Finish, Node, Pose, Primitive, faced, placed
from app.meshes.fragments import Ints, between
from app.meshes.gaps import Gaps


@dataclass(frozen=True, eq=False)
class Soup:
    """Triangles that get light, mesh after mesh.

    own: (m, 3, 3) corners in metres as the mesh has them.  own_normals: (m, 3, 3).  uvs: (m, 3, 2) in their finish.
    corners, normals: the same where the mesh stands; of a mesh with several places, in its own space and size.
    mesh, finish: (m,) places in the lists of the scene.
    """

    own: Floats
    own_normals: Floats
    uvs: Floats
    corners: Floats
    normals: Floats
    mesh: Ints
    finish: Ints


def takes_light(finish: Finish) -> bool:
    """Say whether light is baked into a finish: not into what one looks through, and not into cut-out pictures.

    Nor into what shines or gleams by a picture of its own, as some of what people upload does.
    """
    gleams_alone = finish.base is None and finish.rough is not None
    return not (finish.is_clear or finish.cutoff or finish.emission != DARK or gleams_alone)


def still_places(dressed: Dressed) -> dict[int, Node]:
    """Return mesh -> its node, of meshes that stand still in a single place."""
    nodes: dict[int, list[Node]] = {}
    for node in dressed.nodes:
        nodes.setdefault(node.mesh, []).append(node)
    return {mesh: found[0] for mesh, found in nodes.items() if len(found) == 1 and found[0].motion is None}


def soup(dressed: Dressed) -> Soup:
    """Return the triangles of a scene that get light."""
    still, largest = still_places(dressed), _scales(dressed)
    rows: list[tuple[Floats, ...]] = []
    for number, primitive in _lit(dressed):
        place = still[number].place if number in still else Pose(scale=largest.get(number, 1.0))
        corners = primitive.triangles
        count = len(corners)
        rows.append(
            (
                primitive.positions[corners].astype(np.float64),
                primitive.normals[corners].astype(np.float64),
                snapped(primitive.uvs[corners], 2.0**20),
                placed(primitive.positions, place)[corners],
                faced(primitive.normals, place)[corners],
                np.full(count, float(number)),
                np.full(count, float(primitive.finish)),
            )
        )
    if not rows:
        empty = np.zeros((0, 3, 3))
        none = np.zeros(0, dtype=np.int64)
        return Soup(empty, empty, np.zeros((0, 3, 2)), empty, empty, none, none)
    own, own_normals, uvs, where, facing, mesh, finish = (np.concatenate(each) for each in zip(*rows, strict=True))
    return Soup(own, own_normals, uvs, where, facing, mesh.astype(np.int64), finish.astype(np.int64))


@dataclass(frozen=True, eq=False)
class Standing:
    """What throws a shadow: (m, 3, 3) corners where they stand, (m, 3, 2) uvs, (m,) finishes, and gaps in those."""

    corners: Floats
    uvs: Floats
    finish: Ints
    gaps: Gaps

    def is_there(self, number: Ints, shares: Floats) -> NDArray[np.bool_]:
        """Say of (n, 3) places on n triangles whether there is anything, and no gap of a picture."""
        return self.gaps.is_there(self.finish[number], between(self.uvs[number], shares))


def standing(dressed: Dressed) -> Standing:
    """Return all that stands still and is not clear."""
    return _standing(dressed, [(node.mesh, node.place) for node in dressed.nodes if node.motion is None])


def alone(dressed: Dressed, mesh: int) -> Standing:
    """Return one mesh as if it stood by itself, in its own space and largest size."""
    return _standing(dressed, [(mesh, Pose(scale=_scales(dressed)[mesh]))])


def _standing(dressed: Dressed, meshes: Sequence[tuple[int, Pose]]) -> Standing:
    """Return meshes at their places; one dot where there is nothing."""
    corners, uvs, finish = [np.zeros((1, 3, 3))], [np.zeros((1, 3, 2))], [np.zeros(1, dtype=np.int64)]
    for mesh, place in meshes:
        for primitive in dressed.meshes[mesh].primitives:
            if not dressed.finishes[primitive.finish].is_clear:
                index = primitive.triangles
                corners.append(placed(primitive.positions, place)[index])
                uvs.append(primitive.uvs[index].astype(np.float64))
                finish.append(np.full(len(index), primitive.finish, dtype=np.int64))
    some = slice(len(corners) > 1, None)
    return Standing(
        np.concatenate(corners[some]), np.concatenate(uvs[some]), np.concatenate(finish[some]), Gaps(dressed)
    )


def _lit(dressed: Dressed) -> Iterator[tuple[int, Primitive]]:
    for number, mesh in enumerate(dressed.meshes):
        for primitive in mesh.primitives:
            if takes_light(dressed.finishes[primitive.finish]):
                yield number, primitive


def _scales(dressed: Dressed) -> dict[int, float]:
    """Return mesh -> the largest size in which it stands somewhere."""
    found: dict[int, float] = {}
    for node in dressed.nodes:
        found[node.mesh] = max(found.get(node.mesh, 0.0), node.place.scale)
    return found
