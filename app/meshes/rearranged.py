"""Rearranging: what is dressed is left out in part, moved, made smaller, and put together with more.

So *true*, *table* and *tray* come of one composition, and what is worked into its colours is worked in once.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.meshes.compose import identifier, within
from app.meshes.deterministic_math import Floats, combined, crossed, lengths, snapped
from app.meshes.dressed import Dressed, Mesh, Motion, Pose, Primitive, placed

ACROSS_GRID = 2.0**13  # steps in a metre of a model on the table: 0.12 mm, which nobody sees
UP_GRID = 2.0**20  # layers of ground lie closer than that, and flicker where they meet


def only(dressed: Dressed, group: str) -> Dressed | None:
    """Return what belongs to one group, None where nothing does."""
    nodes = tuple(node for node in dressed.nodes if node.group == group)
    return _without_leftovers(replace(dressed, nodes=nodes)) if nodes else None


def moved(dressed: Dressed, place: Pose) -> Dressed:
    """Return everything as it stands once its origin stands at ``place``."""
    nodes = tuple(
        replace(node, place=within(node.place, place), motion=_turned(node.motion, place)) for node in dressed.nodes
    )
    return replace(dressed, nodes=nodes)


def shrunk(dressed: Dressed, factor: float, grid: float = ACROSS_GRID) -> Dressed:
    """Return everything as much smaller as ``factor`` says, in its points, on a grid of so many steps in a metre.

    What is finer than that is gone.
    """
    nodes = tuple(
        replace(node, place=_nearer(node.place, factor), motion=_slower(node.motion, factor)) for node in dressed.nodes
    )
    meshes = tuple(
        Mesh(mesh.name, tuple(_coarser(primitive, factor, grid) for primitive in mesh.primitives))
        for mesh in dressed.meshes
    )
    kept = tuple(Mesh(mesh.name, tuple(p for p in mesh.primitives if len(p.triangles))) for mesh in meshes)
    shown = tuple(node for node in nodes if kept[node.mesh].primitives)
    return _without_leftovers(replace(dressed, nodes=shown, meshes=kept))


def together(name: str, parts: Sequence[tuple[str, Dressed]]) -> Dressed:
    """Return several as one that is called ``name``; the first words of each keep the names of its things apart."""
    whole = Dressed(identifier(name), (), (), (), ())
    for prefix, part in parts:
        whole = _with(whole, part, prefix)
    return whole


def swept(dressed: Dressed) -> tuple[Floats, Floats]:
    """Return the lowest and the highest corner, each (3,), in metres, of all places that things pass through."""
    low, high = dressed.bounds()
    for node in dressed.nodes:
        for end in node.motion.path if node.motion else ():
            by = np.array(end)
            for primitive in dressed.meshes[node.mesh].primitives:
                points = placed(primitive.positions, node.place) + by
                low, high = np.minimum(low, points.min(axis=0)), np.maximum(high, points.max(axis=0))
    return low, high


def _with(whole: Dressed, part: Dressed, prefix: str) -> Dressed:
    """Return the whole with one part more; its numbers go on where those of the whole end."""
    pictures, finishes, meshes = len(whole.pictures), len(whole.finishes), len(whole.meshes)

    def named(name: str) -> str:
        return f"{prefix}_{name}" if prefix else name

    def further(picture: int) -> int:
        return picture + pictures

    return Dressed(
        whole.name,
        (*whole.nodes, *(replace(node, name=named(node.name), mesh=node.mesh + meshes) for node in part.nodes)),
        (*whole.meshes, *(Mesh(named(mesh.name), _repainted(mesh, finishes)) for mesh in part.meshes)),
        (*whole.finishes, *(replace(each, name=named(each.name)).hung(further) for each in part.finishes)),
        (*whole.pictures, *(replace(each, name=named(each.name)) for each in part.pictures)),
    )


def _repainted(mesh: Mesh, by: int) -> tuple[Primitive, ...]:
    return tuple(replace(each, finish=each.finish + by) for each in mesh.primitives)


def _turned(motion: Motion | None, place: Pose) -> Motion | None:
    if motion is None:
        return None
    start, end = combined(np.array(motion.path), (place.turn() * place.scale).T).tolist()
    return replace(motion, path=(tuple(start), tuple(end)), by_m=motion.by_m * place.scale)


def _nearer(place: Pose, factor: float) -> Pose:
    x, y, z = (np.array(place.by) * factor).tolist()
    return replace(place, by=(x, y, z))


def _slower(motion: Motion | None, factor: float) -> Motion | None:
    if motion is None:
        return None
    start, end = (np.array(motion.path) * factor).tolist()
    return replace(motion, path=(tuple(start), tuple(end)), by_m=motion.by_m * factor)


def _coarser(primitive: Primitive, factor: float, grid: float) -> Primitive:
    """Return triangles as much smaller, without those that collapse on the grid."""
    small = primitive.positions.astype(np.float64) * factor
    points = np.column_stack([snapped(small[:, [0, 2]], grid), snapped(small[:, 1], UP_GRID)])[:, [0, 2, 1]]
    rows = np.column_stack([points, primitive.normals, primitive.uvs]).astype(np.float32)
    packed = np.ascontiguousarray(rows).view([("row", f"V{rows.shape[1] * 4}")]).reshape(-1)
    _, first, index = np.unique(packed, return_index=True, return_inverse=True)
    triangles = first[index].reshape(-1)[primitive.triangles]
    edges = points[triangles[:, 1:]] - points[triangles[:, :1]]
    triangles = triangles[lengths(crossed(edges[:, 0], edges[:, 1])) > 0.5 / grid / UP_GRID]
    used, numbers = np.unique(triangles, return_inverse=True)  # in the order of appearance: near things stay near
    return Primitive(
        primitive.finish,
        rows[used, :3],
        rows[used, 3:6],
        rows[used, 6:],
        numbers.reshape(-1, 3).astype(np.uint32),
    )


def _without_leftovers(dressed: Dressed) -> Dressed:
    """Return the same without meshes, finishes and pictures that nothing shows."""
    meshes = sorted({node.mesh for node in dressed.nodes})
    primitives = [primitive for number in meshes for primitive in dressed.meshes[number].primitives]
    finishes = sorted({primitive.finish for primitive in primitives})
    worn = [dressed.finishes[number] for number in finishes]
    pictures = sorted({number for each in worn for number in each.pictures})

    def painted(mesh: Mesh) -> Mesh:
        shown = tuple(replace(each, finish=finishes.index(each.finish)) for each in mesh.primitives)
        return Mesh(mesh.name, shown)

    return Dressed(
        dressed.name,
        tuple(replace(node, mesh=meshes.index(node.mesh)) for node in dressed.nodes),
        tuple(painted(dressed.meshes[number]) for number in meshes),
        tuple(each.hung(pictures.index) for each in worn),
        tuple(dressed.pictures[number] for number in pictures),
    )
