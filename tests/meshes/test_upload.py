"""What is taken in is valid for phones, what was safe to mend is mended and said, and its picture shows it."""

import io

import numpy as np
import pytest
from PIL import Image

from app.meshes import raster, usdz
from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import dressed_of, take_in
from app.meshes.upload.wishes import Wishes
from tests.meshes.gltf import standing, validated
from tests.meshes.models import box, image, noise, pack


def taken(document, binary, **choices):
    return take_in(memoryview(pack(document, binary)), name="probe", wishes=Wishes(**choices))


def said(made):
    return " ".join(str(note) for note in made.notes)


def bounds(made):
    return np.round(dressed_of(made.glb, name="probe").bounds(), 2).tolist()


def test_a_good_file_is_taken_as_it_is():
    made = taken(*box())

    assert made.notes == ()
    assert made.triangles == 12
    assert bounds(made) == [[0, 0, 0], [2, 3, 4]]


def test_what_comes_out_is_valid_and_becomes_a_package(tmp_path):
    made = taken(*box(picture=image((512, 256))))
    path = tmp_path / "box.glb"
    path.write_bytes(made.glb)

    report = validated(path)
    package = usdz.write(dressed_of(made.glb, name="probe"))

    assert report["issues"]["messages"] == []
    assert package[:4] == b"PK\3\4"
    assert b"copyright" not in made.glb


def test_what_came_out_can_go_in_again():
    once = taken(*box(picture=image()))

    twice = take_in(memoryview(once.glb), name="probe")

    assert (twice.triangles, twice.size_m) == (once.triangles, once.size_m)


def test_millimetres_become_metres():
    made = taken(*box((4_000, 3_000, 12_000)))

    assert bounds(made) == [[0, 0, 0], [4, 3, 12]]
    assert "12,00 m statt 12.000,00" in said(made)


def test_the_person_says_the_unit_where_the_numbers_do_not():
    assert bounds(taken(*box((200, 300, 400)), unit="cm")) == [[0, 0, 0], [2, 3, 4]]


def test_what_lies_is_set_upright():
    made = taken(*box((10, 8, 30), at=(0, -4, 0)))

    assert bounds(made) == [[0, 0, -4], [10, 30, 4]]
    assert "Aufgerichtet" in said(made)
    assert "Aufgerichtet" not in said(taken(*box((10, 8, 30), at=(0, -4, 0)), up="y"))


def test_it_is_put_on_the_ground_and_near_the_origin():
    document, binary = box((2, 3, 4))
    document["nodes"][0]["translation"] = [370_000, 55.5, -5_700_000]

    made = taken(document, binary)

    assert bounds(made) == [[-1, 0, -2], [1, 3, 2]]
    assert "Um -55,50 m auf den Boden gesetzt." in said(made)
    assert "Auf den Ursprung gerückt" in said(made)


def test_nodes_move_turn_and_mirror():
    document, binary = box((1, 1, 1))
    document["nodes"] = [
        {"children": [1], "translation": [10, 0, 0]},
        {"mesh": 0, "rotation": [0, 0.7071068, 0, 0.7071068], "scale": [-2, 1, 1]},
    ]

    made = taken(document, binary)
    dressed = dressed_of(made.glb, name="probe")
    primitive = dressed.meshes[0].primitives[0]
    corners = primitive.positions[primitive.triangles]
    outward = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    middle = primitive.positions.mean(axis=0)

    assert made.size_m == pytest.approx((1, 1, 2))
    assert ((corners.mean(axis=1) - middle) * outward).sum(axis=1).min() > 0


def test_large_textures_are_made_smaller_until_they_fit():
    document, binary = box(picture=noise(3000))

    made = taken(document, binary)

    assert "von 3000 auf 1024 Pixel" in said(made)
    dressed = dressed_of(made.glb, name="probe")
    assert len(dressed.pictures[0].content) <= 600_000


def test_a_colour_over_a_texture_is_painted_into_it():
    document, binary = box(picture=image(colour=(255, 255, 255)))
    document["materials"][0]["pbrMetallicRoughness"]["baseColorFactor"] = [0.2140, 1, 1, 1]

    dressed = dressed_of(taken(document, binary).glb, name="probe")

    with Image.open(io.BytesIO(dressed.pictures[0].content)) as picture:
        red, green, _blue = picture.getpixel((30, 30))
    assert 122 <= red <= 134  # 0.214 in linear light is half on a screen
    assert green > 250


@pytest.mark.parametrize(
    ("material", "expected"),
    [
        ({"alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0.4]}}, {"opacity": 0.4}),
        ({"doubleSided": True}, {"two_sided": True}),
        ({"extensions": {"KHR_materials_unlit": {}}}, {"roughness": 1.0, "metallic": 0.0}),
        ({"pbrMetallicRoughness": {"metallicFactor": 0.2, "roughnessFactor": 0.3}}, {"metallic": 0.2}),
    ],
)
def test_looks_are_kept(material, expected):
    document, binary = box()
    document["materials"] = [material]

    finish = dressed_of(taken(document, binary).glb, name="probe").finishes[0]

    assert {name: pytest.approx(getattr(finish, name), abs=0.001) for name in expected} == expected


def test_leaves_cut_out_by_a_texture_stay_cut_out(tmp_path):
    document, binary = box(picture=image(mode="RGBA", colour=(10, 200, 10, 0)))
    document["materials"][0]["alphaMode"] = "MASK"

    made = taken(document, binary)
    (tmp_path / "leaf.glb").write_bytes(made.glb)

    assert dressed_of(made.glb, name="probe").finishes[0].cutoff == 0.5
    assert validated(tmp_path / "leaf.glb")["issues"]["messages"] == []


def test_what_phones_do_not_show_is_left_out_and_named():
    document, binary = box(picture=image())
    document["materials"][0]["normalTexture"] = {"index": 0}
    document["animations"] = [{"channels": [], "samplers": []}]
    document["extensionsUsed"] = ["KHR_materials_clearcoat"]

    words = said(taken(document, binary))

    assert "Normal Map" in words
    assert "stehen still" in words
    assert "KHR_materials_clearcoat" in words


def test_every_fault_is_named_at_once():
    document, binary = box()
    document["extensionsRequired"] = ["KHR_draco_mesh_compression", "ACME_spell"]
    document["buffers"][0]["uri"] = "a.bin"
    document["nodes"][0]["skin"] = 0
    document["accessors"][1]["count"] = 600_000

    with pytest.raises(RefusedError) as refusal:
        taken(document, binary)

    assert [fault.part for fault in refusal.value.faults] == [
        "Erweiterung", "Erweiterung", "Verweis", "Szene", "Dreiecke",
    ]  # fmt: skip


def test_its_picture_shows_it_on_its_ground_with_a_shadow():
    dressed = dressed_of(taken(*box((4, 4, 4))).glb, name="probe")

    picture = raster.render(dressed, raster.camera_for(dressed), (160, 100)).convert("RGB")

    red, green, _blue = picture.getpixel((80, 50))
    assert red > green + 60  # the box is red
    greys = [sum(picture.getpixel((x, 75))) for x in range(160)]
    assert max(greys) - min(greys) > 120  # light and shadow


def test_parts_are_what_their_names_say_unless_somebody_says_otherwise():
    document, binary = box((2, 3, 4))
    document["nodes"] = [
        {"name": "Neubau", "mesh": 0},
        {"name": "Umgebung 1990", "children": [3]},
        {"name": "Gelände", "mesh": 0, "translation": [0, 0, 9]},
        {"name": "Haus 7", "mesh": 0, "translation": [9, 0, 0]},
        {"name": "Haus 8", "mesh": 0, "translation": [0, 0, -9]},
    ]
    document["scenes"] = [{"nodes": [0, 1, 2, 4]}]

    made = take_in(memoryview(pack(document, binary)), name="probe", wishes=Wishes(roles={"Haus 8": "context"}))

    assert made.nodes == {"Neubau": "planned", "Haus 7": "context", "Gelände": "ground", "Haus 8": "context"}
    groups = {group: (points.min(axis=0).round(3) + 0).tolist() for group, points in standing(made.glb).items()}
    assert groups == {"planned": [0, 0, 0], "context": [0, 0, -9], "ground": [0, 0, 9]}
    assert {node.group for node in dressed_of(made.glb, name="umgebung").nodes} == set(groups)


@pytest.mark.parametrize("size", [(1, 30, 1), (80, 1, 1), (4, 4, 4), (30, 0.1, 30), (0.5, 0.6, 40)])
def test_its_picture_shows_all_of_it(size):
    dressed = dressed_of(taken(*box(size), unit="m", up="y").glb, name="probe")

    camera = raster.camera_for(dressed)

    back = np.array(camera.eye) - np.array(camera.look)
    back /= np.linalg.norm(back)
    right = np.cross([0, 1, 0], back) / np.linalg.norm(np.cross([0, 1, 0], back))
    corners = np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]) * size - camera.eye
    slope = np.tan(np.radians(camera.fov_deg / 2))
    up, across = corners @ np.cross(back, right), corners @ right
    seen = np.abs(np.stack([up, across / 1.6]) / -(corners @ back) / slope)
    assert 0.5 < seen.max() < 1
