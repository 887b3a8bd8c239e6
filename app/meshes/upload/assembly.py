"""Assembly: what a reader finds in a format of its own, put together as a glTF document with one binary chunk.

Points are given as 64-bit numbers.  glTF keeps 32 bits, so a common offset goes into the node at the root: what lies at
UTM coordinates keeps its millimetres.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.meshes.deterministic_math import Floats
from app.meshes.upload.given import Given
from app.meshes.upload.steps import step_of
from app.meshes.upload.wishes import Unit, Up

Numbers = NDArray[np.int64]
Placed = tuple[tuple[float, float], tuple[float, float]]  # offset and scale of texture coordinates
WHERE_IT_IS: Placed = ((0.0, 0.0), (1.0, 1.0))
FLOAT, UNSIGNED = 5126, 5125  # types of components
REPEAT, CLAMP = 10497, 33071
FAR = 1000.0  # from the origin; 32 bits there still tell a tenth of a millimetre


@dataclass(frozen=True, kw_only=True, eq=False)
class Faces:
    """Triangles of one material: points (n, 3), corners (m, 3) as numbers of points; all else for each point.

    ``colours`` are (n, 3) or (n, 4), linear, 0 to 1; ``uvs`` (n, 2) have v pointing down, as glTF wants it.
    """

    points: Floats
    corners: Numbers
    material: int | None = None
    normals: Floats | None = None
    uvs: Floats | None = None
    colours: Floats | None = None


class Assembly:
    """A document that grows: textures, then materials that wear them, then named meshes."""

    def __init__(self) -> None:
        self._meshes: list[tuple[str, Sequence[Faces]]] = []
        self._materials: list[dict[str, object]] = []
        self._textures: list[dict[str, object]] = []
        self._samplers: list[dict[str, object]] = []
        self._images: list[dict[str, object]] = []
        self._accessors: list[dict[str, object]] = []
        self._views: list[dict[str, object]] = []
        self._binary = bytearray()

    def texture(self, content: bytes, *, clamped: bool = False) -> int:
        """Add a picture, as its file has it, and return the number of its texture."""
        self._images.append({"bufferView": self._view(content)})
        return self.worn_again(len(self._images) - 1, clamped=clamped)

    def worn_again(self, image: int, *, clamped: bool = False) -> int:
        """Return the number of another texture of a picture that is there."""
        wrap = CLAMP if clamped else REPEAT
        self._samplers.append({"wrapS": wrap, "wrapT": wrap})
        self._textures.append({"source": image, "sampler": len(self._samplers) - 1})
        return len(self._textures) - 1

    def material(
        self,
        *,
        name: str = "",
        colour: Sequence[float] = (0.8, 0.8, 0.8),
        opacity: float = 1.0,
        roughness: float = 0.9,
        metallic: float = 0.0,
        texture: int | None = None,
        glow: Sequence[float] = (0.0, 0.0, 0.0),
        cutoff: float | None = None,
        is_clear: bool = False,
        two_sided: bool = False,
        placed: Placed = WHERE_IT_IS,
    ) -> int:
        """Add a material and return its number.  ``colour`` and ``glow`` are linear; with a texture they tint it.

        ``is_clear`` tells that the texture has transparent parts, ``cutoff`` that it is cut out along them;
        ``placed`` is its offset and scale, as KHR_texture_transform has them.
        """
        surface: dict[str, object] = {
            "baseColorFactor": [*_shares(colour), *_shares([opacity])],
            "roughnessFactor": _shares([roughness])[0],
            "metallicFactor": _shares([metallic])[0],
        }
        if texture is not None:
            surface["baseColorTexture"] = _worn(texture, placed)
        made: dict[str, object] = {"name": name, "pbrMetallicRoughness": surface, "doubleSided": two_sided}
        if max(glow) > 0:
            made["emissiveFactor"] = _shares(glow)
        if cutoff is not None:
            made |= {"alphaMode": "MASK", "alphaCutoff": cutoff}
        elif opacity < 1 or is_clear:
            made["alphaMode"] = "BLEND"
        self._materials.append(made)
        return len(self._materials) - 1

    def mesh(self, name: str, faces: Sequence[Faces]) -> None:
        """Add a mesh at a node of its own; faces without a triangle are left out."""
        whole = [each for each in faces if len(each.corners)]
        if whole:
            self._meshes.append((name, whole))

    @property
    def triangles(self) -> int:
        """How many triangles there are by now."""
        return sum(len(each.corners) for _name, faces in self._meshes for each in faces)

    def given(self, *, unit: Unit = "auto", up: Up = "auto") -> Given:
        """Return the document with everything that was added."""
        offset = self._offset()
        meshes = [{"primitives": [self._primitive(each, offset) for each in faces]} for _name, faces in self._meshes]
        nodes: list[dict[str, object]] = [{"translation": offset.tolist(), "children": []}]
        for number, (name, _faces) in enumerate(self._meshes):
            nodes.append({"name": name, "mesh": number} if name else {"mesh": number})
        nodes[0]["children"] = list(range(1, len(nodes)))
        document: dict[str, object] = {
            "asset": {"version": "2.0"},
            "scene": 0,
            "scenes": [{"nodes": [0]}],
            "nodes": nodes,
            "meshes": meshes,
            "materials": self._materials,
            "textures": self._textures,
            "samplers": self._samplers,
            "images": self._images,
            "accessors": self._accessors,
            "bufferViews": self._views,
            "buffers": [{"byteLength": len(self._binary)}],
        }
        step = max((step_of(each.points) for _name, faces in self._meshes for each in faces), default=0.0)
        return Given(document=document, binary=memoryview(self._binary), unit=unit, up=up, step=step)

    def _offset(self) -> Floats:
        """Return a whole point near the middle if everything lies far away, else the origin."""
        ends = [end for _name, faces in self._meshes for each in faces for end in _ends(each)]
        if not ends:
            return np.zeros(3)
        low, high = np.min(ends, axis=0), np.max(ends, axis=0)
        middle = np.rint((low + high) / 2)
        return np.where(np.abs(middle) > FAR, middle, 0.0)

    def _primitive(self, faces: Faces, offset: Floats) -> dict[str, object]:
        attributes = {"POSITION": self._accessor(faces.points - offset, "VEC3")}
        for name, values in (("NORMAL", faces.normals), ("TEXCOORD_0", faces.uvs), ("COLOR_0", faces.colours)):
            if values is not None:
                attributes[name] = self._accessor(values, f"VEC{values.shape[1]}")
        made: dict[str, object] = {"attributes": attributes, "indices": self._accessor(faces.corners, "SCALAR")}
        if faces.material is not None:
            made["material"] = faces.material
        return made

    def _accessor(self, values: ArrayLike, kind: str) -> int:
        is_number = kind == "SCALAR"
        rows = np.ascontiguousarray(values, dtype="<u4" if is_number else "<f4")
        count = rows.size if is_number else len(rows)
        self._accessors.append(
            {
                "bufferView": self._view(rows.tobytes()),
                "componentType": UNSIGNED if is_number else FLOAT,
                "count": count,
                "type": kind,
            }
        )
        return len(self._accessors) - 1

    def _view(self, content: bytes) -> int:
        self._views.append({"buffer": 0, "byteOffset": len(self._binary), "byteLength": len(content)})
        self._binary += content + b"\0" * (-len(content) % 4)
        return len(self._views) - 1


def _worn(texture: int, placed: Placed) -> dict[str, object]:
    if placed == WHERE_IT_IS:
        return {"index": texture}
    offset, scale = placed
    return {"index": texture, "extensions": {"KHR_texture_transform": {"offset": [*offset], "scale": [*scale]}}}


def _ends(faces: Faces) -> tuple[Floats, Floats]:
    used = faces.points[faces.corners.reshape(-1)]
    return used.min(axis=0), used.max(axis=0)


def _shares(values: Sequence[float]) -> list[float]:
    return [min(max(float(value), 0.0), 1.0) if np.isfinite(value) else 1.0 for value in values]
