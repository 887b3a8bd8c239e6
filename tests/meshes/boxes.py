"""The box of ``models`` in other formats, two by three by four, written by hand: what each must be read as."""

import struct

POINTS = [(x, y, z) for x in (0, 2) for y in (0, 3) for z in (0, 4)]
QUADS = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
TRIANGLES = [each for a, b, c, d in QUADS for each in ((a, b, c), (a, c, d))]


def moved(by=(0.0, 0.0, 0.0)):
    return [tuple(value + more for value, more in zip(point, by, strict=True)) for point in POINTS]


def stl(*, name="Haus", by=(0.0, 0.0, 0.0)):
    points = moved(by)
    facets = "".join(
        "facet normal 0 0 0\n outer loop\n"
        + "".join("  vertex {!r} {!r} {!r}\n".format(*points[corner]) for corner in triangle)
        + " endloop\nendfacet\n"
        for triangle in TRIANGLES
    )
    return f"solid {name}\n{facets}endsolid {name}\n".encode()


def binary_stl(*, head=b"solid as many are, though they are not text", count=None):
    rows = [struct.pack("<12fH", 0, 0, 0, *[n for c in each for n in POINTS[c]], 0) for each in TRIANGLES]
    return head.ljust(80, b" ") + struct.pack("<I", len(rows) if count is None else count) + b"".join(rows)


def ply(order="ascii", *, colours=False, faces=QUADS, extra=""):
    """Return a PLY; ``colours`` puts one at each face; ``extra``: a further element's head, of one int."""
    head = (
        f"ply\nformat {order} 1.0\ncomment made by hand\n{extra}element vertex 8\nproperty float x\nproperty float y\n"
    )
    head += f"property float z\nelement face {len(faces)}\nproperty list uchar int vertex_indices\n"
    head += "property uchar red\nproperty uchar green\nproperty uchar blue\n" * colours + "end_header\n"
    rgb = [(255, 0, 0) if number else (0, 0, 255) for number in range(len(faces))]
    if order == "ascii":
        body = "7\n" * bool(extra) + "".join("{} {} {}\n".format(*point) for point in POINTS)
        for face, colour in zip(faces, rgb, strict=True):
            body += " ".join(map(str, (len(face), *face, *(colour if colours else ())))) + "\n"
        return (head + body).encode()
    sign = "<" if "little" in order else ">"
    body = struct.pack(f"{sign}i", 7) * bool(extra) + b"".join(struct.pack(f"{sign}3f", *point) for point in POINTS)
    for face, colour in zip(faces, rgb, strict=True):
        body += struct.pack(f"{sign}B{len(face)}i", len(face), *face)
        body += bytes(colour) if colours else b""
    return head.encode() + body


def obj(*, by=(0.0, 0.0, 0.0), head="", from_end=False, faces=QUADS, material=""):
    points = "".join("v {!r} {!r} {!r}\n".format(*point) for point in moved(by))
    shift = -8 if from_end else 1
    rows = "".join("f " + " ".join(str(corner + shift) for corner in face) + "\n" for face in faces)
    return f"# made by hand\n{head}o Haus\n{points}{material}{rows}".encode()
