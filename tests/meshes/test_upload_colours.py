"""Colours of corners, and more materials than phones draw quickly, come out as pictures and as few materials."""

import io

import numpy as np
import pytest
from PIL import Image

from app.meshes.check import PLANNING
from app.meshes.upload.album import linear, screen
from app.meshes.upload.colour_chart import chart_of
from app.meshes.upload.taking_in import dressed_of, take_in
from app.meshes.upload.wishes import Wishes
from app.meshes.wrapping import pixels_at
from tests.meshes.models import added, box, image, pack


def taken(document, binary):
    made = take_in(memoryview(pack(document, binary)), name="probe", wishes=Wishes(unit="m", up="y"))
    return made, dressed_of(made.glb, name="probe")


def said(made):
    return " ".join(str(note) for note in made.notes)


def shown(dressed):
    """Return (n, 6): the middle of each triangle, and the sRGB colour 0…1 that it has there."""
    rows = []
    for mesh in dressed.meshes:
        for primitive in mesh.primitives:
            finish = dressed.finishes[primitive.finish]
            middles = primitive.positions[primitive.triangles].mean(axis=1)
            colours = np.tile(screen(np.array(finish.colour)), (len(middles), 1))
            if finish.base is not None:
                with Image.open(io.BytesIO(dressed.pictures[finish.base].content)) as picture:
                    pixels = np.asarray(picture.convert("RGB")) / 255
                places = primitive.uvs[primitive.triangles].mean(axis=1).astype(float)
                colours = pixels[pixels_at(places, finish.sides, pixels.shape[1::-1])]
            rows.append(np.column_stack([middles, colours]))
    return np.concatenate(rows)


def sheet(side, colour_at, *, kind="VEC3", material=None):
    """Return a square of side x side quads in the XZ plane; ``colour_at`` gives linear colours at (n, 2) places 0…1."""
    document, binary = box((1, 1, 1))
    steps = np.linspace(0, 1, side + 1)
    x, z = (each.ravel() for each in np.meshgrid(steps, steps))
    points = np.column_stack([x * 4, np.zeros_like(x), z * 4]).astype("<f4")
    first = (np.arange(side)[:, None] * (side + 1) + np.arange(side)).ravel()
    quads = np.stack([first, first + side + 1, first + side + 2, first + 1], axis=1)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).ravel().astype("<u4")
    attributes = {}
    attributes["POSITION"], binary = added(document, binary, points, "VEC3")
    attributes["COLOR_0"], binary = added(document, binary, colour_at(np.column_stack([x, z])).astype("<f4"), kind)
    indices, binary = added(document, binary, triangles, "SCALAR")
    document["meshes"][0]["primitives"] = [{"attributes": attributes, "indices": indices, "material": 0}]
    document["materials"] = [material or {}]
    return document, binary


def coloured_box(colours, *, picture=b"", kind="VEC3", factor=(1, 1, 1, 1)):
    """Return a box with a colour for each of its eight corners."""
    document, binary = box((1, 1, 1), picture=picture)
    attributes = document["meshes"][0]["primitives"][0]["attributes"]
    attributes["COLOR_0"], binary = added(document, binary, np.array(colours, "<f4"), kind)
    document["materials"][0]["pbrMetallicRoughness"]["baseColorFactor"] = list(factor)
    return document, binary


def test_one_flat_colour_becomes_the_colour_of_a_material():
    made, dressed = taken(*coloured_box([(0.5, 0.25, 1)] * 8, factor=(1, 0.5, 0.5, 1)))

    assert dressed.finishes[0].colour == pytest.approx((0.5, 0.125, 0.5), abs=0.004)
    assert (len(dressed.finishes), dressed.pictures, made.notes) == (1, (), ())


def test_white_corners_change_nothing():
    _, dressed = taken(*coloured_box([(1, 1, 1, 1)] * 8, kind="VEC4", factor=(0.2, 0.4, 0.6, 1)))

    assert dressed.finishes[0].colour == pytest.approx((0.2, 0.4, 0.6))


def test_a_few_flat_colours_become_a_material_each():
    document, binary = box((1, 1, 1))
    primitive = document["meshes"][0]["primitives"][0]
    points = np.frombuffer(binary, "<f4", 24).reshape(8, 3)
    corners = points[np.frombuffer(binary, "<u2", 36, offset=document["bufferViews"][1]["byteOffset"])]
    colours = np.repeat(linear(np.array([(i / 5, 1 - i / 5, 0.5) for i in range(6)])), 3, axis=0)
    attributes = primitive["attributes"] = {}
    attributes["POSITION"], binary = added(document, binary, corners.astype("<f4"), "VEC3")
    attributes["COLOR_0"], binary = added(document, binary, np.tile(colours, (2, 1)).astype("<f4"), "VEC3")
    del primitive["indices"]
    document["materials"] = [{}]

    made, dressed = taken(document, binary)

    found = sorted(screen(np.array(each.colour)).tolist() for each in dressed.finishes)
    assert found == [pytest.approx((i / 5, 1 - i / 5, 0.5), abs=0.003) for i in range(6)]
    assert (made.triangles, made.notes) == (12, ())


GREY = np.array([0.4, 0.4, 0.4])
BLENDS = {
    "along one direction": lambda at: GREY + np.outer(at[:, 0], [0.3, 0.1, -0.3]),
    "along two": lambda at: GREY + np.outer(at[:, 0], [0.3, 0, -0.3]) + np.outer(at[:, 1], [0, 0.5, 0.1]),
    "along all three": lambda at: np.column_stack([at, np.abs(at[:, 0] - at[:, 1])]),
    "in rings": lambda at: 0.5 + 0.5 * np.cos(5 * at @ [[1, 0, 1], [0, 1, 1]] + [0, 2, 4]),
}


@pytest.mark.parametrize("name", BLENDS)
def test_blended_colours_become_a_picture_in_which_they_blend_the_same(name):
    made, dressed = taken(*sheet(30, BLENDS[name]))

    rows = shown(dressed)
    expected = screen(BLENDS[name](rows[:, [0, 2]] / 4))
    off = np.abs(rows[:, 3:] - expected)
    assert made.triangles == 1800
    assert "in eine Textur übertragen" in said(made)
    assert (len(dressed.finishes), len(dressed.pictures)) == (1, 1)
    assert (np.median(off), np.percentile(off, 95)) < (0.012, 0.08)


def test_few_triangles_keep_their_colours_however_far_apart_these_are():
    colours = linear(np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=float))

    made, dressed = taken(*coloured_box(colours))

    rows = shown(dressed)
    expected = screen(rows[:, :3])  # the box is the cube of colours; a middle is the linear mean of its corners
    assert np.abs(rows[:, 3:] - expected).max() < 0.06
    assert len(made.glb) < 100_000


def test_the_chart_of_one_colour_is_that_colour():
    chart = chart_of(np.tile([0.2, 0.5, 0.8], (30, 3, 1)))

    places = chart.uvs(np.tile([0.2, 0.5, 0.8], (1, 3, 1)))
    pixels = np.asarray(chart.image()) / 255
    row, column = (places[0, 0][::-1] * pixels.shape[:2]).astype(int)
    assert pixels[row, column] == pytest.approx(screen(np.array([0.2, 0.5, 0.8])), abs=0.01)


def test_flat_colours_over_a_texture_are_painted_into_it_and_blended_ones_by_their_mean():
    white = image(colour=(255, 255, 255))
    flat, dressed = taken(*coloured_box([(0.214, 1, 1)] * 8, picture=white))
    blended, mixed = taken(*coloured_box([(i / 7, 1, 1) for i in range(8)], picture=white))

    assert shown(dressed)[:, 3:] == pytest.approx(np.tile([0.5, 1, 1], (12, 1)), abs=0.02)
    assert flat.notes == ()
    assert shown(mixed)[:, 3:] == pytest.approx(np.tile([0.74, 1, 1], (12, 1)), abs=0.05)
    assert "über einer Textur wurden gemittelt" in said(blended)


def row_of_boxes(materials, *, picture=b""):
    document, binary = box((1, 1, 1), picture=picture)
    primitive = document["meshes"][0]["primitives"][0]
    document["materials"] = materials
    document["meshes"] = [{"primitives": [{**primitive, "material": number}]} for number in range(len(materials))]
    document["nodes"] = [{"mesh": i, "translation": [i % 40 * 2, 0, i // 40 * 2]} for i in range(len(materials))]
    document["scenes"] = [{"nodes": list(range(len(materials)))}]
    return document, binary


def plain(shares, **more):
    red, green, blue = linear(np.array(shares)).tolist()
    return {"pbrMetallicRoughness": {"baseColorFactor": [red, green, blue, 1], "metallicFactor": 0}, **more}


@pytest.mark.parametrize("count", [13, 40, 500, 1200])
def test_many_plain_colours_become_a_palette(count):
    shares = [((i % 13) / 12, (i // 13 % 13) / 12, (i // 169) / 12) for i in range(count)]

    made, dressed = taken(*row_of_boxes([plain(each) for each in shares]))

    rows = shown(dressed)
    number = (rows[:, 2] // 2 * 40 + rows[:, 0] // 2).astype(int)
    off = np.abs(rows[:, 3:] - np.array(shares)[number]).max()
    assert len(dressed.finishes) == 1
    assert off < (0.02 if count < 1000 else 0.08)
    assert f"{count} Materialien zu 1 zusammengelegt" in said(made)


def test_a_palette_keeps_lamps_metal_and_what_is_seen_from_behind():
    materials = [plain((i / 20, 0.5, 0.5), doubleSided=i % 2 == 0) for i in range(20)]
    materials[3]["emissiveFactor"] = [1, 0.5, 0]
    materials[4]["pbrMetallicRoughness"]["metallicFactor"] = 1

    _, dressed = taken(*row_of_boxes(materials))

    assert sorted(each.two_sided for each in dressed.finishes) == [False, True]
    assert {each.emission for each in dressed.finishes} == {(1, 1, 1)}
    for finish in dressed.finishes:
        light, rough = dressed.pictures[finish.light], dressed.pictures[finish.rough]
        with Image.open(io.BytesIO(light.content)) as lamps, Image.open(io.BytesIO(rough.content)) as metals:
            assert sorted(np.asarray(lamps)[4, 4::8, 0].tolist())[-2:] == [0, 255]
            assert sorted(np.asarray(metals)[4, 4::8, 2].tolist())[-2:] == [0, 255]


def test_too_many_textures_and_clear_ones_leave_room_for_all():
    textured = [
        {"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}, "roughnessFactor": i / 30}} for i in range(20)
    ]
    clear = [
        {"alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [0.2, 0.4, 0.9, 0.3 + i / 30]}}
        for i in range(9)
    ]
    materials = [*textured, *clear, *(plain((i / 20, 0.5, 0.5)) for i in range(20))]

    made, dressed = taken(*row_of_boxes(materials, picture=image(colour=(40, 90, 200))))

    assert len(dressed.finishes) <= PLANNING.finishes
    assert made.triangles == 12 * 49
    assert sum(each.is_clear for each in dressed.finishes) >= 2
    assert "Textur-Atlas" in said(made)
    rows = shown(dressed)
    textured_rows = rows[(rows[:, 0] < 39) & (rows[:, 2] < 1.5)]
    assert textured_rows[:, 3:].mean(axis=0) == pytest.approx((40 / 255, 90 / 255, 200 / 255), abs=0.02)


def test_three_roles_share_the_draw_calls():
    document, binary = row_of_boxes([plain((i / 36, 0.5, 0.5)) for i in range(33)])
    document["nodes"] = [
        {**node, "name": ("Haus", "Umgebung", "Boden")[i % 3]} for i, node in enumerate(document["nodes"])
    ]

    _, dressed = taken(document, binary)

    assert dressed.draw_calls <= PLANNING.draw_calls
