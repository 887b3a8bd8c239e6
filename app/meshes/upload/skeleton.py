"""Skeleton: what bones hold is taken in the pose in which they stand in the file; afterwards nothing moves any more."""

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.upload.arrays import array
from app.meshes.upload.nodes import IDENTITY, matrix_of, numbers
from app.meshes.upload.reading import MalformedError, inner, thing, things

MOST_BONES = 2_000
LEAST_WEIGHT = 1e-6


def posed(document: dict[str, object], binary: memoryview, skin: int, primitive: dict[str, object]) -> Floats:
    """Return (n, 4, 4): from where each point of a primitive lies to where its bones hold it (glTF 2.0, 3.7.3).

    Four bones hold a point at most.  Raises MalformedError.
    """
    said = thing(things(document, "skins"), skin)
    joints = numbers(said.get("joints"))
    if not 1 <= len(joints) <= MOST_BONES:
        raise MalformedError("joints")
    places = _standing(document)
    bones = np.array([places[joint] for joint in joints])
    if "inverseBindMatrices" in said:
        back = array(document, binary, said["inverseBindMatrices"], "MAT4").astype(np.float64)
        if len(back) < len(joints):
            raise MalformedError("inverseBindMatrices")
        bones = bones @ back[: len(joints)].reshape(-1, 4, 4).transpose(0, 2, 1)
    attributes = inner(primitive, "attributes")
    held = array(document, binary, attributes.get("JOINTS_0"), "VEC4")
    weights = array(document, binary, attributes.get("WEIGHTS_0"), "VEC4").astype(np.float64)
    if held.dtype != np.int64 or len(held) != len(weights) or held.min() < 0 or held.max() >= len(joints):
        raise MalformedError("JOINTS_0")
    total = weights.sum(axis=1, keepdims=True)
    shares = np.where(total > LEAST_WEIGHT, weights / np.maximum(total, LEAST_WEIGHT), [1.0, 0.0, 0.0, 0.0])
    if not np.isfinite(bones).all() or not np.isfinite(shares).all():
        raise MalformedError("skin")
    found = np.zeros((len(held), 4, 4))
    for i in range(4):
        found += shares[:, i, None, None] * bones[held[:, i]]
    return found


def _standing(document: dict[str, object]) -> dict[int, Floats]:
    """Return number of a node -> the (4, 4) matrix to where it stands, of all nodes, also those that nothing shows."""
    nodes = things(document, "nodes")
    above = {child: number for number, node in enumerate(nodes) for child in numbers(node.get("children", []))}
    found: dict[int, Floats] = {}
    for number in range(len(nodes)):
        way = []
        at: int | None = number
        while at is not None and at not in found:
            way.append(at)
            if len(way) > len(nodes):
                raise MalformedError("nodes")
            at = above.get(at)
        matrix = IDENTITY if at is None else found[at]
        for each in reversed(way):
            matrix = matrix @ matrix_of(thing(nodes, each))
            found[each] = matrix
    return found
