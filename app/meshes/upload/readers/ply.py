"""PLY: elements with properties as the head of the file names them; as text, or as bytes of either end first.

Points and faces are read, with normals, colours and texture coordinates at points and colours of faces.  Points alone
are a cloud, which has no surface to show.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.i18n import N_
from app.meshes.bake.colours import linear
from app.meshes.deterministic_math import Floats
from app.meshes.upload.assembly import Assembly, Faces
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given
from app.meshes.upload.readers import ply_elements
from app.meshes.upload.readers.faults import check_count, refuse, unreadable
from app.meshes.upload.readers.ply_elements import Element, Table
from app.meshes.upload.wishes import Wishes

LONGEST_HEAD = 65_536
FORMATS = {b"ascii": "", b"binary_little_endian": "<", b"binary_big_endian": ">"}
CORNERS = ("vertex_indices", "vertex_index")
UVS = (("s", "t"), ("u", "v"), ("texture_u", "texture_v"), ("texcoord_x", "texcoord_y"))
COLOURS = (("red", "green", "blue"), ("diffuse_red", "diffuse_green", "diffuse_blue"), ("r", "g", "b"))


@dataclass
class Head:
    """What the head of a PLY says: the order of bytes ("" for text), its elements, and where they begin."""

    order: str = ""
    elements: list[Element] = field(default_factory=list)
    textures: list[str] = field(default_factory=list)
    end: int = 0


def read(raw: memoryview, _wishes: Wishes, findings: Findings) -> Given:
    """Return what a PLY holds.  Raises RefusedError."""
    head = _head(bytes(raw[:LONGEST_HEAD]), findings)
    _check_surface(head, findings)
    if head.textures:
        said = N_("Die Textur „%(name)s“ fehlt: Eine PLY-Datei bringt keine mit.")
        findings.note("Textur", said, name=head.textures[0])
    tables = ply_elements.tables(raw[head.end :], head.order, head.elements, findings)
    points, faces = tables["vertex"], tables["face"]
    corners, owners = ply_elements.triangles(faces, next(name for name in CORNERS if name in faces.lists))
    check_count(len(corners), findings)
    if corners.min() < 0 or corners.max() >= points.count:
        unreadable(findings, "face")
    assembly = Assembly()
    assembly.mesh("", [_faces(points, faces, corners, owners, assembly.material(), findings)])
    return assembly.given()


def _head(text: bytes, findings: Findings) -> Head:
    head, at = Head(), 0
    while True:
        end = text.find(b"\n", at)
        if end < 0:
            unreadable(findings, "header")
        words = text[at:end].split()
        at = end + 1
        try:
            if _is_end(words, head):
                break
        except (IndexError, KeyError, ValueError):
            unreadable(findings, b" ".join(words).decode("ascii", "replace"))
    head.end = at
    return head


def _is_end(words: list[bytes], head: Head) -> bool:
    """Take in one line of the head, and tell whether it was the last."""
    match words:
        case [b"format", order, *_]:
            head.order = FORMATS[order]
        case [b"comment", b"TextureFile", *name]:
            head.textures.append(b" ".join(name).decode("utf-8", "replace")[:60])
        case [b"element", name, count]:
            if int(count) < 0:
                raise ValueError(count)
            head.elements.append(Element(name.decode("ascii"), int(count)))
        case [b"property", b"list", count, kind, name]:
            sizes = (ply_elements.KINDS[count.decode()], ply_elements.KINDS[kind.decode()])
            head.elements[-1].lists[name.decode("ascii")] = sizes
            head.elements[-1].order.append(name.decode("ascii"))
        case [b"property", kind, name]:
            head.elements[-1].plain[name.decode("ascii")] = ply_elements.KINDS[kind.decode()]
            head.elements[-1].order.append(name.decode("ascii"))
        case [b"end_header"]:
            return True
    return False


def _check_surface(head: Head, findings: Findings) -> None:
    """Raise RefusedError for points that no face joins, and for numbers that no computer holds."""
    named = {each.name: each for each in head.elements}
    points, faces = named.get("vertex"), named.get("face")
    if points is None or not {"x", "y", "z"} <= points.plain.keys():
        unreadable(findings, "element vertex")
    if faces is None or faces.count < 1 or not any(name in faces.lists for name in CORNERS):
        mend = N_("Bitte ein Netz aus Flächen daraus machen und als PLY ausgeben.")
        if "f_dc_0" in points.plain:
            refuse(findings, "Szene", N_("Das ist eine Szene aus Gaussian Splats."), mend, help="punktwolke")
        refuse(findings, "Szene", N_("Das ist eine Punktwolke."), mend, help="punktwolke")
    check_count(max(faces.count, points.count // 3), findings)


def _faces(points: Table, faces: Table, corners: Any, owners: Any, material: int, findings: Findings) -> Faces:
    places = points.columns("x", "y", "z")
    if not np.isfinite(places[corners.reshape(-1)]).all():
        unreadable(findings, "NaN")
    places = np.where(np.isfinite(places), places, 0.0)
    colours, normals = _colours(points), points.columns("nx", "ny", "nz") if points.has("nx", "ny", "nz") else None
    uvs = next((points.columns(*names) for names in UVS if points.has(*names)), None)
    if colours is None and (flat := _colours(faces)) is not None:  # each face its own: its corners stand alone
        colours = np.repeat(flat[owners], 3, axis=0)
        apart = corners.reshape(-1)
        places = places[apart]
        normals, uvs = (None if each is None else each[apart] for each in (normals, uvs))
        corners = np.arange(len(apart)).reshape(-1, 3)
    if normals is not None and not np.isfinite(normals).all():
        normals = None
    if uvs is not None:
        uvs = np.stack([uvs[:, 0], 1 - uvs[:, 1]], axis=1)
    return Faces(points=places, corners=corners, material=material, normals=normals, uvs=uvs, colours=colours)


def _colours(table: Table) -> Floats | None:
    names = next((each for each in COLOURS if table.has(*each)), None)
    if names is None:
        return None
    values = table.columns(*names)
    values = values / 255 if table.element.plain[names[0]] in ("i1", "u1") else values
    return linear(values) if np.isfinite(values).all() else None
