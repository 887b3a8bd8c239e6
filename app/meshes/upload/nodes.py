"""Nodes: what of a document's tree is shown, and where each node stands.

What somebody hid stays hidden, with all below it: by ``KHR_node_visibility``, by a word of the program that wrote the
file, or by a size of nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.upload.names import seen_name
from app.meshes.upload.reading import MalformedError, inner, thing, things, whole
from app.meshes.upload.wishes import LONGEST_NAME

MOST_NODES = 20_000
IDENTITY = np.eye(4)
NOTHING = 1e-12  # a size below that is none
VISIBILITY = "KHR_node_visibility"
HIDDEN = {"visible": False, "hidden": True}  # what programs write into the extras of what nobody shall see


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One node of the scene: the (4, 4) matrix to where it stands, and the names from the root on, as far as given."""

    node: Mapping[str, object]
    matrix: Floats
    names: tuple[str, ...]


def shown(document: dict[str, object]) -> Iterator[Placed | None]:
    """Yield each node of the scene, None for each that is hidden.  Raises MalformedError if one is reached twice."""
    nodes = things(document, "nodes")
    seen: set[int] = set()
    waiting: list[tuple[int, Floats, tuple[str, ...]]] = []
    waiting += [(number, IDENTITY, ()) for number in reversed(_roots(document, nodes))]
    while waiting:
        number, above, names = waiting.pop()
        if number in seen:
            raise MalformedError("nodes")
        seen.add(number)
        node = thing(nodes, number)
        matrix = above @ matrix_of(node)
        if _is_hidden(node) or np.abs(matrix[:3, :3]).max() < NOTHING:
            yield None
            continue
        if isinstance(given := node.get("name"), str) and (name := seen_name(given)):
            names = (*names, name[:LONGEST_NAME])
        yield Placed(node=node, matrix=matrix, names=names)
        waiting += [(child, matrix, names) for child in reversed(numbers(node.get("children", [])))]


def numbers(given: object) -> list[int]:
    """Return a list of numbers of things.  Raises MalformedError for anything else."""
    if not isinstance(given, list) or len(given) > MOST_NODES:
        raise MalformedError("children")
    return [whole(each) for each in given]


def matrix_of(node: Mapping[str, object]) -> Floats:
    """Return the (4, 4) matrix of a node from what stands in it to the node above."""
    if "matrix" in node:
        return _floats(node["matrix"], 16).reshape(4, 4).T
    shift = _floats(node.get("translation", [0, 0, 0]), 3)
    turn = _floats(node.get("rotation", [0, 0, 0, 1]), 4)
    size = _floats(node.get("scale", [1, 1, 1]), 3)
    found: Floats = matrices(shift[None], turn[None], size[None])[0]
    return found


def matrices(shifts: Floats, turns: Floats, sizes: Floats) -> Floats:
    """Return (n, 4, 4) matrices of (n, 3) shifts, (n, 4) quaternions of any length, x first, and (n, 3) sizes."""
    length = np.sqrt((turns**2).sum(axis=1))
    turns = np.where(length[:, None] > NOTHING, turns / np.maximum(length, NOTHING)[:, None], [0.0, 0.0, 0.0, 1.0])
    x, y, z, w = turns.T
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ]
    found = np.tile(IDENTITY, (len(shifts), 1, 1))
    found[:, :3, :3] = np.moveaxis(np.array(rows), 2, 0) * sizes[:, None, :]
    found[:, :3, 3] = shifts
    return found


def _roots(document: dict[str, object], nodes: list[dict[str, object]]) -> list[int]:
    scenes = things(document, "scenes")
    if scenes:
        return numbers(thing(scenes, whole(document.get("scene"))).get("nodes", []))
    children = {child for node in nodes for child in numbers(node.get("children", []))}
    return [number for number in range(len(nodes)) if number not in children]


def _is_hidden(node: dict[str, object]) -> bool:
    if inner(inner(node, "extensions"), VISIBILITY).get("visible") is False:
        return True
    extras = node.get("extras")
    return isinstance(extras, dict) and any(extras.get(word) is said for word, said in HIDDEN.items())


def _floats(given: object, size: int) -> Floats:
    if not isinstance(given, list) or len(given) != size or not all(isinstance(each, int | float) for each in given):
        raise MalformedError("numbers")
    found = np.array(given, dtype=np.float64)
    if not np.isfinite(found).all() or np.abs(found).max() > 1e12:
        raise MalformedError("numbers")
    return found
