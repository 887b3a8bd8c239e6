"""OBJ, STL and PLY become the same box as a GLB does, however they are written; and what is no surface is said."""

import numpy as np
import pytest

from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import dressed_of, take_in
from tests.meshes import boxes

BOX = ([0, 0, 0], [2, 3, 4])
MIXED = [*boxes.QUADS[:-1], (1, 5, 7), (1, 7, 3)]
UTM = (370_000.25, 0.0, -5_700_000.5)
L_SHAPE = [(0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (0, 4)]


def taken(raw, name="source.bin"):
    return take_in(memoryview(raw), name="probe", file_name=name)


def bounds(made):
    return np.round(dressed_of(made.glb, name="probe").bounds(), 3).tolist()


def said(made):
    return " ".join(str(note) for note in made.notes)


def refused(raw, name="source.bin"):
    with pytest.raises(RefusedError) as refusal:
        taken(raw, name)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (boxes.stl(), ""),
        (boxes.stl().replace(b"\n", b"\r\n").replace(b"solid", b"SOLID").replace(b"vertex", b"VERTEX"), "a.stl"),
        (boxes.binary_stl(), "a.stl"),
        (boxes.binary_stl(head=b"\0"), "a.stl"),
        (boxes.ply(), ""),
        (boxes.ply("binary_little_endian"), ""),
        (boxes.ply("binary_big_endian"), ""),
        (boxes.ply(faces=MIXED), ""),
        (boxes.ply("binary_little_endian", faces=MIXED), ""),
        (boxes.ply(extra="element other 1\nproperty int a\n"), ""),
        (boxes.ply("binary_big_endian", extra="element other 1\nproperty int a\n"), ""),
        (boxes.ply().replace(b"\n", b"\r\n"), ""),
        (boxes.obj(), ""),
        (boxes.obj(from_end=True), ""),
        (boxes.obj(faces=MIXED), ""),
        (boxes.obj().replace(b"\n", b"\r\n").replace(b"v ", b"v\t"), "a.obj"),
        (boxes.obj().replace(b"f 1 ", b"f \\\n1 "), ""),
        (boxes.obj().replace(b" 0.0\n", b" 0.0 1.0\n").replace(b"v 2", b"  v  2"), ""),
    ],
)
def test_a_box_is_a_box_in_any_format(raw, name):
    made = taken(raw, name)

    assert (made.triangles, bounds(made)) == (12, [*BOX])


@pytest.mark.parametrize("write", [boxes.stl, boxes.obj])
def test_numbers_of_text_keep_their_millimetres_far_away(write):
    made = taken(write(by=UTM))

    assert made.size_m == pytest.approx((2, 3, 4), abs=0.0005)
    assert "Auf den Ursprung gerückt" in said(made)


def test_names_of_parts_tell_what_they_are():
    assert taken(boxes.stl(name="Umgebung Nord")).nodes == {"Umgebung Nord": "context"}
    assert taken(boxes.obj()).nodes == {"Haus": "planned"}


def test_a_hollow_face_is_not_filled():
    points = "".join(f"v {x} 0 {-y}\nv {x} 3 {-y}\n" for x, y in L_SHAPE)
    face = " ".join(str(2 * number + 1) for number in range(6))

    made = taken((points + f"f {face}\n").encode())
    primitive = dressed_of(made.glb, name="probe").meshes[0].primitives[0]
    corners = primitive.positions[primitive.triangles].astype(float)
    areas = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2

    assert areas.sum() == pytest.approx(7, abs=0.01)


def test_lines_that_bring_more_than_the_head_says_are_cut():
    rows = boxes.ply(faces=MIXED).decode().split("end_header\n")
    longer = rows[0] + "end_header\n" + "".join(f"{line} 9 1 1 1\n" for line in rows[1].splitlines())

    made = taken(longer.encode())

    assert (made.triangles, bounds(made)) == (12, [*BOX])


def test_colours_and_coordinates_that_are_none_are_left_out():
    coloured = boxes.obj().replace(b"v 0.0 0.0 0.0", b"v 0.0 0.0 0.0 nan 1 1").replace(b".0\nf", b".0 1 1 1\nf")
    named = b"".join(line.replace(b"f 1 ", b"f 1/7/ ") for line in boxes.obj().splitlines(keepends=True))

    assert taken(coloured).triangles == 12
    assert taken(named).triangles == 12


def test_a_bare_obj_says_what_it_lacks():
    assert "„haus.mtl“ fehlt" in said(taken(boxes.obj(head="mtllib haus.mtl\n")))


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (boxes.ply(faces=[]), "Punktwolke"),
        (boxes.ply().split(b"element face")[0] + b"end_header\n0 0 0\n", "Punktwolke"),
        (
            b"ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float y\nproperty float z\n"
            b"property float f_dc_0\nend_header\n0 0 0 1\n",
            "Gaussian Splats",
        ),
        (b"ply\nformat ascii 1.0\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n", "beschädigt"),
        (b"ply\nformat binary_middle 1.0\nend_header\n", "beschädigt"),
        (boxes.ply().replace(b"element face 6", b"element face 999999999999"), "Dreiecke"),
        (boxes.ply().replace(b"element vertex 8", b"element vertex -8"), "beschädigt"),
        (boxes.ply(faces=[(0, 1, 99)]), "beschädigt (face)"),
        (boxes.ply().replace(b"\n2 3 4\n", b"\nnan 3 4\n"), "beschädigt (NaN)"),
        (boxes.ply().replace(b"\n2 3 4\n", b"\n2 drei 4\n"), "beschädigt (ASCII)"),
        (boxes.binary_stl(count=2**31), "Dreiecke"),
        (
            boxes.stl().replace(b"2.0", b"zwei") if b"2.0" in boxes.stl() else boxes.stl().replace(b" 2 ", b" zwei "),
            "beschädigt",
        ),
        (boxes.obj(faces=[]), "kein einziges Dreieck"),
        (boxes.obj(faces=[(0, 1, 99)]), "beschädigt (f)"),
        (boxes.obj().replace(b"f 1", b"f -99"), "beschädigt (f)"),
        (boxes.obj().replace(b"f 1", b"f eins"), "beschädigt (f)"),
        (boxes.obj().replace(b"v 2.0", b"v zwei"), "beschädigt (v)"),
    ],
)
def test_what_is_wrong_is_said(raw, sentence):
    assert sentence in refused(raw)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (boxes.stl(), "a.stl"),
        (boxes.binary_stl(), "a.stl"),
        (boxes.ply(), "a.ply"),
        (boxes.ply("binary_little_endian"), "a.ply"),
        (boxes.ply("binary_big_endian", faces=MIXED), "a.ply"),
    ],
)
def test_a_file_that_breaks_off_is_refused(raw, name, share):
    assert refused(raw[: int(len(raw) * share)], name)
