"""GLB: glTF 2.0 in one binary file, the same bytes at every build.

Below its root stands a node for each group, which is called so, and below that what belongs to it.

Plain, without extensions, everybody reads it: three.js, Scene Viewer, and whoever downloads it.  Compact (compact.py)
it is half as long on its way to a browser.
"""

import json
import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.meshes import compact
from app.meshes.dressed import Dressed, Finish, Node, Primitive
from app.meshes.motion import Key, keys, loop_s, upright
from app.meshes.wrapping import CLAMPED, Sides, Wrap

GENERATOR = "Linie 302 – AR-Stationen"
COPYRIGHT = "CC BY 4.0 Linie 302 – AR-Stationen"

_COMPONENTS = {"b": 5120, "H": 5123, "I": 5125, "L": 5125, "f": 5126}  # as numpy calls them
_VERTICES, _INDICES = 34962, 34963
_LINEAR, _MIPMAPS = 9729, 9987
_WRAPS: dict[Wrap, int] = {"clamp": 33071, "repeat": 10497, "mirror": 33648}

Hanging = tuple[int, Sides]  # a picture, and what is beyond its edges: what glTF calls a texture


class _Buffer:
    """The binary chunk while it grows, with its views and accessors."""

    def __init__(self) -> None:
        self.content = bytearray()
        self.views: list[dict[str, object]] = []
        self.accessors: list[dict[str, object]] = []

    def view(self, content: bytes, target: int | None = None, stride: int | None = None) -> int:
        """Add bytes, aligned to 4, and return the number of their view; ``stride`` bytes lie between its rows."""
        self.content += b"\0" * (-len(self.content) % 4)
        found: dict[str, object] = {"buffer": 0, "byteOffset": len(self.content), "byteLength": len(content)}
        if target is not None:
            found["target"] = target
        if stride is not None:
            found["byteStride"] = stride
        self.content += content
        self.views.append(found)
        return len(self.views) - 1

    def accessor(
        self,
        array: NDArray[np.generic],
        kind: str,
        *,
        target: int | None = None,
        bounds: bool = False,
        is_share: bool = False,
    ) -> int:
        """Add an array of ``kind`` SCALAR, VEC2, VEC3 or VEC4 and return the number of its accessor.

        Rows longer than their kind are filled up.  ``is_share``: the largest whole number stands for 1.
        """
        size = int(kind[-1]) if kind != "SCALAR" else 1
        rows = array.reshape(len(array), -1)
        stride = rows.strides[0] if rows.shape[1] > size else None
        found: dict[str, object] = {
            "bufferView": self.view(np.ascontiguousarray(array).tobytes(), target, stride),
            "componentType": _COMPONENTS[array.dtype.char],
            "count": len(array),
            "type": kind,
        }
        if bounds:
            shown = rows[:, :size]
            found["min"], found["max"] = (_numbers(edge) for edge in (shown.min(axis=0), shown.max(axis=0)))
        if is_share:
            found["normalized"] = True
        self.accessors.append(found)
        return len(self.accessors) - 1


def write(dressed: Dressed, *, copyright: str = COPYRIGHT, is_compact: bool = False) -> bytes:  # noqa: A002 -- as the format calls it
    """Return the GLB of a dressed scene, plain or compact."""
    buffer = _Buffer()
    grids = [compact.grid_of(mesh) if is_compact else None for mesh in dressed.meshes]
    groups, hangings = _groups(dressed), _hangings(dressed)
    first = 1 + len(groups)  # the number of the first node that shows something
    document: dict[str, object] = {
        "asset": {"version": "2.0", "generator": GENERATOR} | ({"copyright": copyright} if copyright else {}),
        "scene": 0,
        "scenes": [{"name": dressed.name, "nodes": [0]}],
        "nodes": [
            {"name": dressed.name, "children": list(range(1, first))},
            *({"name": name, "children": [first + i for i in inside]} for name, inside in groups.items()),
            *_nodes(dressed.nodes, grids, first),
        ],
        "meshes": [
            {"name": mesh.name, "primitives": [_primitive(buffer, p, dressed.finishes, grid) for p in mesh.primitives]}
            for mesh, grid in zip(dressed.meshes, grids, strict=True)
        ],
        "materials": [_material(finish, hangings) for finish in dressed.finishes],
    }
    used = {compact.QUANTIZED} if is_compact else set()
    if hangings:
        document |= _textures(buffer, dressed, hangings, used, is_compact=is_compact)
    if used:
        document["extensionsUsed"] = document["extensionsRequired"] = sorted(used)
    if loop := loop_s(dressed.nodes):
        document["animations"] = [_animation(buffer, dressed.nodes, loop, first)]
    buffer.content += b"\0" * (-len(buffer.content) % 4)
    document |= {
        "accessors": buffer.accessors,
        "bufferViews": buffer.views,
        "buffers": [{"byteLength": len(buffer.content)}],
    }
    return _file(document, bytes(buffer.content))


def signed(content: bytes, copyright: str) -> bytes:  # noqa: A002 -- as the format calls it
    """Return a GLB that this program wrote with another line on whose it is; an empty one says nothing."""
    (length,) = struct.unpack_from("<I", content, 12)
    document = json.loads(content[20 : 20 + length])
    document["asset"].pop("copyright", None)
    document["asset"] |= {"copyright": copyright} if copyright else {}
    return _file(document, content[20 + length + 8 :])


def _textures(
    buffer: _Buffer, dressed: Dressed, hangings: Sequence[Hanging], used: set[str], *, is_compact: bool
) -> dict[str, object]:
    """Return images, textures and samplers; ``used`` hears of the extensions that these need."""
    images: list[dict[str, object]] = []
    sources: list[dict[str, object]] = []
    for i, picture in enumerate(dressed.pictures):
        short = compact.webp(picture) if is_compact else picture.content
        is_webp = len(short) < len(picture.content)
        content, kind = (short, "webp") if is_webp else (picture.content, picture.kind)
        images.append({"name": picture.name, "mimeType": f"image/{kind}", "bufferView": buffer.view(content)})
        source: dict[str, object] = {"source": i}
        if is_webp:
            used.add(compact.WEBP)
            source = {"extensions": {compact.WEBP: source}}
        sources.append(source)
    wraps = sorted({sides for _, sides in hangings})
    textures = [{"name": dressed.pictures[i].name, "sampler": wraps.index(sides)} | sources[i] for i, sides in hangings]
    samplers = [
        {"magFilter": _LINEAR, "minFilter": _MIPMAPS, "wrapS": _WRAPS[across], "wrapT": _WRAPS[down]}
        for across, down in wraps
    ]
    return {"images": images, "textures": textures, "samplers": samplers}


def _hangings(dressed: Dressed) -> list[Hanging]:
    """Return each picture in each way in which a finish wears it; one that nobody wears, clamped."""
    worn = {(picture, finish.sides) for finish in dressed.finishes for picture in finish.pictures}
    known = {picture for picture, _ in worn}
    return sorted(worn | {(picture, CLAMPED) for picture in range(len(dressed.pictures)) if picture not in known})


def _groups(dressed: Dressed) -> dict[str, list[int]]:
    """Return group -> the places of its nodes in the list: by these names a viewer shows a part of a scene alone."""
    found: dict[str, list[int]] = {}
    for place, node in enumerate(dressed.nodes):
        found.setdefault(node.group, []).append(place)
    return found


def _file(document: dict[str, object], content: bytes) -> bytes:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    size = 12 + 8 + len(text) + 8 + len(content)
    return b"".join(
        [
            struct.pack("<III", 0x46546C67, 2, size),
            struct.pack("<II", len(text), 0x4E4F534A),
            text,
            struct.pack("<II", len(content), 0x004E4942),
            content,
        ]
    )


def _nodes(nodes: Sequence[Node], grids: Sequence[compact.Grid | None], first: int) -> list[dict[str, object]]:
    """Return the nodes, numbered from ``first``; on a grid each holds one more, which leads from steps to metres."""
    found = [_node(node) for node in nodes]
    scaled: list[dict[str, object]] = []
    for node, written in zip(nodes, found, strict=True):
        grid = grids[node.mesh]
        if grid is None:
            written["mesh"] = node.mesh
            continue
        written["children"] = [first + len(nodes) + len(scaled)]
        scaled.append({"mesh": node.mesh, "translation": grid.low.tolist(), "scale": [grid.step] * 3})
    return [*found, *scaled]


def _node(node: Node) -> dict[str, object]:
    found: dict[str, object] = {"name": node.name}
    place = node.place
    if any(place.by):
        found["translation"] = _numbers(np.array(place.by, dtype=np.float32))
    if place.turn_deg % 360:
        found["rotation"] = _numbers(np.array(upright(place.turn_deg), dtype=np.float32))
    if place.scale != 1:
        found["scale"] = _numbers(np.full(3, place.scale, dtype=np.float32))
    return found


def _primitive(
    buffer: _Buffer, primitive: Primitive, finishes: Sequence[Finish], grid: compact.Grid | None
) -> dict[str, object]:
    finish = finishes[primitive.finish]
    positions: NDArray[np.generic] = grid.rows(primitive.positions) if grid else primitive.positions
    normals: NDArray[np.generic] = compact.bytes_of(primitive.normals) if grid else primitive.normals
    attributes = {
        "POSITION": buffer.accessor(positions, "VEC3", target=_VERTICES, bounds=True),
        "NORMAL": buffer.accessor(normals, "VEC3", target=_VERTICES, is_share=grid is not None),
    }
    if finish.pictures:
        is_within = not finish.repeats and bool((np.abs(primitive.uvs - 0.5) <= 0.5).all())
        uvs = np.round(primitive.uvs * 65535).astype(np.uint16) if is_within else primitive.uvs
        attributes["TEXCOORD_0"] = buffer.accessor(uvs, "VEC2", target=_VERTICES, is_share=is_within)
    size = np.uint16 if len(primitive.positions) <= 65535 else np.uint32
    indices = buffer.accessor(primitive.triangles.astype(size).reshape(-1), "SCALAR", target=_INDICES)
    return {"attributes": attributes, "indices": indices, "material": primitive.finish}


def _material(finish: Finish, hangings: Sequence[Hanging]) -> dict[str, object]:
    def texture(picture: int) -> dict[str, object]:
        return {"index": hangings.index((picture, finish.sides))}

    surface: dict[str, object] = {
        "metallicFactor": round(finish.metallic, 4),
        "roughnessFactor": round(finish.roughness, 4),
    }
    colour = [round(share, 5) for share in (*finish.colour, finish.opacity)]
    if colour != [1, 1, 1, 1]:
        surface["baseColorFactor"] = colour
    if finish.base is not None:
        surface["baseColorTexture"] = texture(finish.base)
    if finish.rough is not None:
        surface["metallicRoughnessTexture"] = texture(finish.rough)
    found: dict[str, object] = {"name": finish.name, "pbrMetallicRoughness": surface}
    emission, light = finish.glow
    if any(emission):
        found["emissiveFactor"] = [round(share, 5) for share in emission]
        if light is not None:
            found["emissiveTexture"] = texture(light)
    if finish.cutoff:
        found |= {"alphaMode": "MASK", "alphaCutoff": round(finish.cutoff, 4)}
    elif finish.is_clear:
        found["alphaMode"] = "BLEND"
    if finish.two_sided:
        found["doubleSided"] = True
    return found


def _animation(buffer: _Buffer, nodes: Sequence[Node], loop: float, first: int) -> dict[str, object]:
    samplers: list[dict[str, object]] = []
    channels: list[dict[str, object]] = []
    for number, node in enumerate(nodes, first):
        found = keys(node, loop)
        if not found:
            continue
        times = buffer.accessor(np.array([key.at_s for key in found], dtype=np.float32), "SCALAR", bounds=True)
        for path, rows in _tracks(found).items():
            output = buffer.accessor(rows, "VEC4" if path == "rotation" else "VEC3")
            channels.append({"sampler": len(samplers), "target": {"node": number, "path": path}})
            samplers.append({"input": times, "output": output, "interpolation": "LINEAR"})
    return {"name": "motion", "channels": channels, "samplers": samplers}


def _tracks(found: Sequence[Key]) -> dict[str, NDArray[np.float32]]:
    """Return path -> values, for whatever changes."""
    rows = {
        "translation": np.array([key.by for key in found], dtype=np.float32),
        "rotation": np.array([key.turn for key in found], dtype=np.float32),
        "scale": np.array([[key.scale] * 3 for key in found], dtype=np.float32),
    }
    return {path: values for path, values in rows.items() if (values != values[0]).any()}


def _numbers(values: NDArray[np.generic]) -> list[float]:
    return [float(value) for value in values]
