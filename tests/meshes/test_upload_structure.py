"""However a document says what it shows, all of that is taken, and nothing that it hides: read as numbers."""

import base64

import numpy as np
import pytest

from app.meshes.upload.taking_in import dressed_of, take_in
from tests.meshes.models import added, box, image, pack


def taken(document, binary):
    return take_in(memoryview(pack(document, binary)), name="probe")


def said(made):
    return " ".join(str(note) for note in made.notes)


def bounds(made):
    return np.round(dressed_of(made.glb, name="probe").bounds(), 2).tolist()


def uvs(made):
    """Return corner (x, y, z) -> its texture coordinates, all that it has."""
    found = {}
    for mesh in dressed_of(made.glb, name="probe").meshes:
        for primitive in mesh.primitives:
            for point, uv in zip(primitive.positions.round(3).tolist(), primitive.uvs.round(3).tolist(), strict=True):
                found.setdefault(tuple(point), set()).add(tuple(uv))
    return found


def two(second):
    """Return two boxes: one of 1 m, and a second one whose node says what a test wants."""
    document, binary = box((1, 1, 1))
    document["nodes"] = [{"mesh": 0}, {"mesh": 0, "translation": [9, 0, 0], **second}]
    document["scenes"] = [{"nodes": [0, 1]}]
    return document, binary


HIDDEN = {"extensions": {"KHR_node_visibility": {"visible": False}}}


@pytest.mark.parametrize(
    ("second", "shown_m"),
    [
        (HIDDEN, 1),
        ({"extensions": {"KHR_node_visibility": {"visible": True}}}, 10),
        ({"extras": {"visible": False}}, 1),
        ({"extras": {"hidden": True}}, 1),
        ({"extras": ["visible"]}, 10),
        ({"scale": [0, 0, 0]}, 1),
        ({"matrix": [0] * 15 + [1], "translation": [0, 0, 0]}, 1),
    ],
)
def test_what_somebody_hid_stays_hidden(second, shown_m):
    document, binary = two(second)
    if "matrix" in second:
        del document["nodes"][1]["translation"]

    made = taken(document, binary)

    assert made.size_m[0] == pytest.approx(shown_m)
    assert ("Ausgeblendetes weggelassen (1 Knoten)" in said(made)) == (shown_m == 1)


def test_what_lies_below_something_hidden_is_hidden_too():
    document, binary = two({"children": [2], **HIDDEN})
    document["nodes"].append({"mesh": 0, "extensions": {"KHR_node_visibility": {"visible": True}}})

    assert taken(document, binary).triangles == 12


def test_what_is_flattened_is_taken_flat_and_faces_up():
    document, binary = box((4, 1, 4))
    document["nodes"][0]["scale"] = [1, 0, 1]

    made = taken(document, binary)

    primitive = dressed_of(made.glb, name="probe").meshes[0].primitives[0]
    assert bounds(made) == [[0, 0, 0], [4, 0, 4]]
    assert made.triangles == 4
    assert {tuple(normal) for normal in primitive.normals.tolist()} == {(0, 1, 0), (0, -1, 0)}


def test_shear_turns_normals_as_surfaces_turn():
    document, binary = box((1, 1, 1))
    document["nodes"][0]["matrix"] = [1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]

    made = taken(document, binary)

    primitive = dressed_of(made.glb, name="probe").meshes[0].primitives[0]
    corners = primitive.positions[primitive.triangles].astype(float)
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    across /= np.linalg.norm(across, axis=1)[:, None]
    assert bounds(made) == [[0, 0, 0], [2, 1, 1]]
    assert (across * primitive.normals[primitive.triangles[:, 0]]).sum(axis=1).min() > 0.99


HALF = round(32767 / 2**0.5)
PLACES = {
    "shifted": ({"TRANSLATION": np.array([[0, 0, 0], [10, 0, 0], [0, 0, -20]], "<f4")}, [[0, 0, -20], [11, 1, 1]]),
    "turned, in floats": (
        {"ROTATION": np.array([[0, 0.5**0.5, 0, 0.5**0.5]], "<f4"), "TRANSLATION": np.array([[0.5, 0, 0]], "<f4")},
        [[0.5, 0, -1], [1.5, 1, 0]],
    ),
    "turned, in whole numbers": ({"ROTATION": np.array([[0, HALF, 0, HALF]], "<i2")}, [[0, 0, -1], [1, 1, 0]]),
    "scaled": ({"SCALE": np.array([[2, 3, 4], [1, 1, 1]], "<f4")}, [[0, 0, 0], [2, 3, 4]]),
}


@pytest.mark.parametrize("name", PLACES)
def test_what_stands_many_times_stands_everywhere(name):
    rows, expected = PLACES[name]
    document, binary = box((1, 1, 1))
    places = {}
    for field, values in rows.items():
        kind = {"ROTATION": "VEC4"}.get(field, "VEC3")
        places[field], binary = added(document, binary, values, kind, normalized=values.dtype == "<i2")
    document["nodes"][0]["extensions"] = {"EXT_mesh_gpu_instancing": {"attributes": {**places, "_ID": 0}}}
    document["extensionsRequired"] = ["EXT_mesh_gpu_instancing"]

    made = taken(document, binary)

    assert made.triangles == 12 * len(next(iter(rows.values())))
    assert bounds(made) == expected


@pytest.mark.parametrize(
    ("mode", "numbers"), [(5, [0, 1, 2, 3]), (6, [0, 1, 3, 2]), (5, [0, 0, 0, 1, 2, 3]), (4, [0, 1, 2, 2, 1, 3])]
)
def test_strips_and_fans_show_the_same_as_triangles(mode, numbers):
    document, binary = box((1, 1, 1))
    points = np.array([[0, 0, 0], [2, 0, 0], [0, 3, 0], [2, 3, 0]], "<f4")  # seen from +Z
    place, binary = added(document, binary, points, "VEC3")
    indices, binary = added(document, binary, np.array(numbers, "<u2"), "SCALAR")
    document["meshes"][0]["primitives"][0] = {"attributes": {"POSITION": place}, "indices": indices, "mode": mode}

    made = taken(document, binary)

    primitive = dressed_of(made.glb, name="probe").meshes[0].primitives[0]
    corners = primitive.positions[primitive.triangles]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert made.triangles == 2
    assert across.tolist() == [[0, 0, 6], [0, 0, 6]]


def test_rows_that_a_sparse_accessor_changes_are_changed():
    document, binary = box((2, 3, 4))
    at, binary = added(document, binary, np.array([2, 3, 6, 7], "<u1"), "SCALAR")
    rows, binary = added(document, binary, np.array([[0, 8, 0], [0, 8, 4], [2, 8, 0], [2, 8, 4]], "<f4"), "VEC3")
    views = [document["accessors"][number]["bufferView"] for number in (at, rows)]
    document["accessors"][0]["sparse"] = {
        "count": 4,
        "indices": {"bufferView": views[0], "componentType": 5121},
        "values": {"bufferView": views[1]},
    }

    assert taken(document, binary).size_m == (2, 8, 4)


def test_an_accessor_without_a_view_is_zeros():
    document, binary = box(picture=image())
    del document["accessors"][2]["bufferView"]

    assert set().union(*uvs(taken(document, binary)).values()) == {(0, 0)}


def test_data_addresses_lie_inside_of_the_file():
    document, binary = box(picture=image(colour=(250, 10, 10)))
    views = document["bufferViews"]
    raw = [binary[view["byteOffset"] :][: view["byteLength"]] for view in views]
    document["images"] = [{"uri": "data:image/png;base64," + base64.b64encode(raw[3]).decode()}]
    document["buffers"].append({"uri": "data:application/octet-stream;base64," + base64.b64encode(raw[0]).decode()})
    views[0] |= {"buffer": 1, "byteOffset": 0}

    made = taken(document, b"\xff" * len(raw[0]) + binary[len(raw[0]) :])

    assert made.size_m == (2, 3, 4)
    assert len(dressed_of(made.glb, name="probe").pictures) == 1


def test_numbers_that_are_none_are_mended_where_nobody_misses_them():
    document, binary = box(picture=image())
    offset = document["bufferViews"][2]["byteOffset"]
    nan = np.array([np.nan], "<f4").tobytes()

    mended = taken(document, binary[:offset] + nan + binary[offset + 4 :])
    without_a_corner = taken(document, nan + binary[4:])

    assert (mended.triangles, mended.size_m) == (12, (2, 3, 4))
    assert "auf 0 gesetzt" in said(mended)
    assert without_a_corner.triangles == 6
    assert "6 Dreiecke mit ungültigen Koordinaten" in said(without_a_corner)


def test_the_second_set_of_texture_coordinates_is_used_where_it_is_meant():
    document, binary = box((1, 1, 1), picture=image())
    attributes = document["meshes"][0]["primitives"][0]["attributes"]
    attributes["TEXCOORD_1"], binary = added(document, binary, np.full((8, 2), [0.25, 0.75], "<f4"), "VEC2")
    document["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"]["texCoord"] = 1

    assert set().union(*uvs(taken(document, binary)).values()) == {(0.25, 0.75)}


@pytest.mark.parametrize(
    ("transform", "corner", "expected"),
    [
        ({"scale": [12, 6]}, (1, 1, 0), (12, 6)),
        ({"offset": [0.5, 0.25]}, (1, 0, 0), (1.5, 0.25)),
        ({"rotation": np.pi / 2}, (1, 0, 0), (0, -1)),  # to the right becomes upward, where v is less
        ({"rotation": np.pi / 2, "scale": [3, 1], "offset": [0.5, 0]}, (1, 1, 0), (1.5, -3)),
        ({"texCoord": 1}, (1, 1, 0), (0.25, 0.75)),
    ],
)
@pytest.mark.parametrize("field", ["extensionsUsed", "extensionsRequired"])
def test_how_a_texture_is_moved_is_worked_into_its_coordinates(transform, corner, expected, field):
    document, binary = box((1, 1, 1), picture=image())
    attributes = document["meshes"][0]["primitives"][0]["attributes"]
    attributes["TEXCOORD_1"], binary = added(document, binary, np.full((8, 2), [0.25, 0.75], "<f4"), "VEC2")
    texture = document["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"]
    texture["extensions"] = {"KHR_texture_transform": transform}
    document[field] = ["KHR_texture_transform"]

    made = taken(document, binary)

    assert uvs(made)[corner] == {expected}
    assert made.notes == ()


def test_a_clamped_texture_may_lie_outside_of_its_coordinates():
    document, binary = box((1, 1, 1), picture=image())
    texture = document["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"]
    texture["extensions"] = {"KHR_texture_transform": {"scale": [3, 3], "offset": [-1, -1]}}
    document["samplers"] = [{"wrapS": 33071, "wrapT": 33071}]
    document["textures"][0]["sampler"] = 0

    found = uvs(taken(document, binary))

    assert found[0, 0, 0] == {(-1, -1)} and found[1, 1, 0] == {(2, 2)}


def test_what_bones_hold_is_taken_as_they_hold_it():
    document, binary = box((1, 1, 1))
    attributes = document["meshes"][0]["primitives"][0]["attributes"]
    joints = np.zeros((8, 4), "<u1")
    joints[[2, 3, 6, 7], 0] = 1  # the upper corners hang on the second bone
    attributes["JOINTS_0"], binary = added(document, binary, joints, "VEC4")
    attributes["WEIGHTS_0"], binary = added(document, binary, np.tile(np.eye(4)[:1], (8, 1)).astype("<f4"), "VEC4")
    back = np.tile(np.eye(4), (2, 1, 1))
    back[1, 1, 3] = -1  # it stood at a height of one metre when it was bound
    matrices, binary = added(document, binary, back.transpose(0, 2, 1).reshape(2, 16).astype("<f4"), "MAT4")
    document["skins"] = [{"joints": [1, 2], "inverseBindMatrices": matrices}]
    document["nodes"] = [
        {"mesh": 0, "skin": 0, "translation": [500, 0, 0]},  # which says nothing: its bones tell where it stands
        {"children": [2]},
        {"translation": [0.5, 3, 0]},  # and now at three, and aside
    ]
    document["scenes"] = [{"nodes": [0, 1]}]

    made = taken(document, binary)

    assert bounds(made) == [[0, 0, 0], [1.5, 3, 1]]
    assert "Ein Skelett ist in der Haltung festgehalten" in said(made)


def test_what_only_adorns_may_be_missing_though_a_file_needs_it():
    document, binary = box((1, 1, 1))
    document["extensionsRequired"] = ["KHR_materials_variants", "KHR_materials_clearcoat"]

    made = taken(document, binary)

    assert [note.values["name"] for note in made.notes] == document["extensionsRequired"][::-1]
