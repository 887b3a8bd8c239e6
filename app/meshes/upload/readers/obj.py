"""OBJ: points, texture coordinates, normals and faces as lines of text, with materials in files beside it (MTL).

An OBJ that comes alone has no materials; ``zipped`` hands over what lies beside it.
Faces may have any number of corners, count from the end, and share lines; names of objects and groups are kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from app.i18n import N_
from app.meshes.bake.colours import linear
from app.meshes.deterministic_math import Floats
from app.meshes.upload.assembly import Assembly, Faces, Numbers
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given
from app.meshes.upload.numbers import numbers
from app.meshes.upload.polygons import triangulated
from app.meshes.upload.readers.faults import check_count, unreadable
from app.meshes.upload.wishes import Wishes

KINDS = (b"v", b"vt", b"vn")
Dress = Callable[[list[str], set[str], Assembly, Findings], Mapping[str, int]]


@dataclass
class Group:
    """Faces of one name and one material: for each the words of its corners, "point/uv/normal"."""

    corners: dict[bytes, int] = field(default_factory=dict)  # word -> its number here
    faces: list[int] = field(default_factory=list)  # of all faces in a row
    sizes: list[int] = field(default_factory=list)


@dataclass
class Content:
    """What the lines of an OBJ say."""

    rows: dict[bytes, list[bytes]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    groups: dict[tuple[str, str], Group] = field(default_factory=dict)  # name and material
    libraries: list[str] = field(default_factory=list)


def read(raw: memoryview, _wishes: Wishes, findings: Findings) -> Given:
    """Return what an OBJ holds that comes alone.  Raises RefusedError."""
    return assembled(bytes(raw), findings, _undressed).given()


def _undressed(libraries: list[str], _used: set[str], assembly: Assembly, findings: Findings) -> Mapping[str, int]:
    if libraries:
        said = N_("Ohne Farben gelesen: „%(name)s“ fehlt. Bitte OBJ, MTL und Texturen zusammen als ZIP hochladen.")
        findings.note("Farben", said, name=libraries[0][:60])
    return {}


def assembled(text: bytes, findings: Findings, dress: Dress) -> Assembly:
    """Return all faces of an OBJ; ``dress`` adds the materials that they use.  Raises RefusedError."""
    content = _content(text)
    check_count(sum(size - 2 for group in content.groups.values() for size in group.sizes), findings)
    points = _rows(content.rows[b"v"], (3, 4, 6, 7), findings, "v")
    uvs = _rows(content.rows[b"vt"], (2, 3), findings, "vt")
    normals = _rows(content.rows[b"vn"], (3,), findings, "vn")
    assembly = Assembly()
    materials = dress(content.libraries, {material for _name, material in content.groups}, assembly, findings)
    plain = assembly.material(two_sided=True)
    meshes: dict[str, list[Faces]] = {}
    for (name, material), group in content.groups.items():
        faces = _faces(group, points, uvs, normals, materials.get(material, plain), findings)
        meshes.setdefault(name, []).append(faces)
    for name, found in meshes.items():
        assembly.mesh(name, found)
    return assembly


def _content(text: bytes) -> Content:
    content = Content()
    name = material = ""
    group = None
    for line in text.replace(b"\\\r\n", b" ").replace(b"\\\n", b" ").replace(b"\t", b" ").splitlines():
        kind, _, rest = line.lstrip().partition(b" ")
        if kind in content.rows:
            content.rows[kind].append(rest)
        elif kind == b"f":
            if group is None:
                group = content.groups.setdefault((name, material), Group())
            _add(group, rest.split(), content)
        elif kind in (b"o", b"g", b"usemtl"):
            word = rest.strip().decode("utf-8", "replace")
            name, material = (name, word) if kind == b"usemtl" else (word, material)
            group = None
        elif kind == b"mtllib":
            content.libraries.append(rest.strip().decode("utf-8", "replace"))
    return content


def _add(group: Group, words: list[bytes], content: Content) -> None:
    """Take in one face; what counts from the end is made to count from the beginning."""
    if len(words) < 3:
        return
    corners = group.corners
    for word in words:
        if b"-" in word:
            word = _forward(word, content)
        group.faces.append(corners.setdefault(word, len(corners)))
    group.sizes.append(len(words))


def _forward(word: bytes, content: Content) -> bytes:
    there = [len(content.rows[kind]) for kind in KINDS]
    parts = word.split(b"/")
    return b"/".join(
        b"%d" % (count + 1 + int(part)) if part.startswith(b"-") else part
        for part, count in zip(parts, there, strict=False)
    )


def _rows(rows: list[bytes], widths: tuple[int, ...], findings: Findings, kind: str) -> Floats:
    """Return (n, width) numbers; rows that are not alike are cut to the shortest width."""
    if not rows:
        return np.zeros((0, widths[0]))
    width = len(rows[0].split())
    found = numbers(b" ".join(rows), len(rows) * width) if width in widths else None
    if found is None:
        least = widths[0]
        found = numbers(b" ".join(b" ".join(row.split()[:least]) for row in rows), len(rows) * least)
        width = least
    if found is None:
        unreadable(findings, kind)
    return found.reshape(-1, width)


def _faces(group: Group, points: Floats, uvs: Floats, normals: Floats, material: int, findings: Findings) -> Faces:
    table = _numbered(list(group.corners), findings)
    if table[:, 0].max(initial=0) > len(points) or table[:, 0].min(initial=1) < 1:
        unreadable(findings, "f")
    places = points[table[:, 0] - 1, :3]
    if not np.isfinite(places).all():
        unreadable(findings, "v")
    corners = _triangles(group, places)
    colours = points[table[:, 0] - 1, points.shape[1] - 3 :] if points.shape[1] >= 6 else None
    return Faces(
        points=places,
        corners=corners,
        material=material,
        normals=_picked(normals, table[:, 2]),
        uvs=_picked(np.stack([uvs[:, 0], 1 - uvs[:, 1]], axis=1), table[:, 1]),
        colours=linear(colours) if colours is not None and np.isfinite(colours).all() else None,
    )


def _numbered(words: list[bytes], findings: Findings) -> Numbers:
    """Return (n, 3) numbers of point, texture coordinate and normal, counted from 1, 0 where there is none."""
    found = np.zeros((len(words), 3), dtype=np.int64)
    try:
        for row, word in enumerate(words):
            for column, part in enumerate(word.split(b"/")[:3]):
                found[row, column] = int(part) if part else 0
    except (OverflowError, ValueError):
        unreadable(findings, "f")
    return found


def _triangles(group: Group, places: Floats) -> Numbers:
    sizes, flat = np.array(group.sizes), np.array(group.faces)
    if (sizes == 3).all():
        return flat.reshape(-1, 3)
    found, at = [], 0
    for size in group.sizes:
        ring = flat[at : at + size]
        at += size
        found.append(ring[None] if size == 3 else ring[triangulated(places[ring])])
    return np.concatenate(found)


def _picked(rows: Floats, places: Numbers) -> Floats | None:
    """Return the rows that corners name; None unless all name one that is there, or where they are no numbers."""
    if not len(rows) or places.min(initial=0) < 1 or places.max(initial=0) > len(rows):
        return None
    found = rows[places - 1]
    return found if np.isfinite(found).all() else None
