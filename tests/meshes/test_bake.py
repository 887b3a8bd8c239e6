"""Baked light grounds things: it is dark where the sky is hidden and where the sun does not come, and nowhere else."""

import io

import numpy as np
import pytest
from PIL import Image

from app.meshes import glb
from app.meshes.bake.baking import baked, keep
from app.meshes.bake.sunlight import sun_towards
from app.meshes.dress import dress
from app.meshes.dressed import Motion, Piece, Pose, placed
from app.meshes.fragments import fragments
from app.meshes.scene import Camera
from app.meshes.surfaces import box, cylinder, sheet
from tests.meshes.gltf import accessor, opened

SUN = sun_towards(Camera((0.0, 2.0, 30.0), (0.0, 2.0, 0.0), 35.0))  # one looks north: the sun stands in the south-west
EDGE_PX = 256
LIT = {"towards": SUN, "alone": "planned", "edge_px": EDGE_PX}
UP, SOUTH, NORTH = (0, 1, 0), (0, 0, 1), (0, 0, -1)


def piece(name, surface, *places, group="planned", motion=None):
    return Piece(name, group, (surface,), tuple(Pose(place) for place in places), motion)


@pytest.fixture(scope="module")
def bare():
    """A square with a tower, a bollard, a kiosk of bricks, a drum of wood, and a cube that passes."""
    ground = sheet([[-20, 0, 20], [20, 0, 20], [20, 0, -20], [-20, 0, -20]], material="paving")
    passing = Motion("pass", 4.0, ((-3.0, 0.0, 0.0), (3.0, 0.0, 0.0)))
    return dress(
        "square",
        [
            piece("ground", ground, (0, 0, 0), group="ground"),
            piece("tower", box((4, 10, 4), material="white"), (0, 0, 0)),
            piece("bollard", box((0.2, 0.9, 0.2), material="steel"), (8, 0, 8)),
            piece("kiosk", box((2, 2, 2), material="brick"), (12, 0, -4)),
            piece("drum", cylinder(0.6, 3, material="wood"), (-12, 0, 8)),
            piece("cube", box((3, 3, 3), material="#cc3333"), (0, 0, 12), motion=passing),
        ],
        for_baking=True,
    )


@pytest.fixture(scope="module")
def lit(bare):
    return baked(bare, **LIT)


def colour_at(dressed, point, facing):
    """Return the sRGB colour 0…255 that a dressed scene shows at a point of its skin."""
    for node in dressed.nodes:
        for primitive in dressed.meshes[node.mesh].primitives:
            corners = placed(primitive.positions, node.place)[primitive.triangles]
            normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            for number in np.flatnonzero(normals @ facing > 0.99 * np.linalg.norm(normals, axis=1)):
                a, b, c = corners[number]
                (_, of_b, of_c), off = np.linalg.solve(np.array([normals[number], b - a, c - a]).T, point - a), 1e-6
                if abs(normals[number] @ (point - a)) < off and min(of_b, of_c, 1 - of_b - of_c) > -off:
                    uv = np.array([1 - of_b - of_c, of_b, of_c]) @ primitive.uvs[primitive.triangles[number]]
                    picture = dressed.pictures[dressed.finishes[primitive.finish].base]
                    with Image.open(io.BytesIO(picture.content)) as image:
                        return np.array(image)[tuple((uv[::-1] * image.size[::-1]).astype(int))].mean()
    raise AssertionError(f"There is no skin at {point}.")


def around(dressed, point, facing=UP, reach=1.5):
    """Return the mean colour of a patch, so that joints of a texture do not count."""
    spots = [np.array(point) + np.roll(np.array([0, i, j]), 1) * reach for i in (-0.5, 0, 0.5) for j in (-0.5, 0, 0.5)]
    return np.mean([colour_at(dressed, spot, np.array(facing)) for spot in spots])


def test_the_ground_is_dark_in_the_towers_shadow_and_dim_at_its_foot(lit):
    open_, shadow = around(lit, (-14, 0, 14)), around(lit, (4, 0, -5))
    foot, away = around(lit, (-3, 0, 0), reach=0.8), around(lit, (-9, 0, 0), reach=0.8)

    assert shadow < open_ * 0.85
    assert foot < away * 0.97


def test_the_side_towards_the_sun_is_lighter(lit):
    sunny, shady, roof = (colour_at(lit, np.array(p), np.array(n)) for p, n in _SIDES)

    assert sunny > shady * 1.12
    assert roof > shady * 1.12


_SIDES = [((0.5, 6, 2), SOUTH), ((0.5, 6, -2), NORTH), ((0.5, 10, 0.5), UP)]


def test_what_moves_throws_no_shadow(lit):
    assert around(lit, (2, 0, 9)) == pytest.approx(around(lit, (-14, 0, 14)), rel=0.06)


def test_colours_stay_what_they_were(bare, lit):
    assert lit.triangles == bare.triangles
    assert [node.name for node in lit.nodes] == [node.name for node in bare.nodes]
    assert lit.size_m == bare.size_m
    kiosk, drum = (colour_of(lit, point) for point in ((12.3, 1.2, -3), (-12, 3, 8)))
    assert kiosk[0] > kiosk[2] * 1.3, "bricks are red"
    assert drum[0] > drum[2] * 1.3, "wood is brown"


def colour_of(dressed, point):
    facing = np.array(UP if point[1] == 3 else SOUTH)
    for node in dressed.nodes:
        for primitive in dressed.meshes[node.mesh].primitives:
            where = placed(primitive.positions, node.place)[primitive.triangles].mean(axis=1)
            near = np.linalg.norm(where - point, axis=1) + np.where(
                primitive.normals[primitive.triangles[:, 0]] @ facing > 0.9, 0, 100
            )
            if near.min() < 1.5:
                uv = primitive.uvs[primitive.triangles[near.argmin()]].mean(axis=0)
                picture = dressed.pictures[dressed.finishes[primitive.finish].base]
                with Image.open(io.BytesIO(picture.content)) as image:
                    return np.array(image)[tuple((uv[::-1] * image.size[::-1]).astype(int))].astype(float)
    raise AssertionError(point)


def test_a_file_has_one_set_of_places_on_pictures_inside_and_none_twice(lit):
    document, binary = opened(glb.write(lit))
    covered = {}

    for mesh in document["meshes"]:
        for primitive in mesh["primitives"]:
            assert set(primitive["attributes"]) == {"POSITION", "NORMAL", "TEXCOORD_0"}
            uvs = accessor(document, binary, primitive["attributes"]["TEXCOORD_0"]) / 65535
            assert uvs.min() >= 0
            assert uvs.max() <= 1
            index = accessor(document, binary, primitive["indices"]).reshape(-1, 3)
            corners = np.concatenate([uvs * 1024, np.ones((len(uvs), 1))], axis=1)[index]
            picture = document["materials"][primitive["material"]]["pbrMetallicRoughness"]["baseColorTexture"]["index"]
            covered.setdefault(picture, []).append(corners)
    for corners in map(np.concatenate, covered.values()):
        seen = [
            pixel[shares.min(axis=1) > 1e-3]
            for _, pixel, shares in fragments(corners, np.ones(len(corners), dtype=bool), (1024, 1024))
        ]
        pixels = np.concatenate(seen)
        assert len(pixels) > 50_000
        assert len(np.unique(pixels)) == len(pixels)
    assert "extensionsUsed" not in document


def test_what_is_shown_alone_has_a_picture_of_its_own(lit):
    worn = {node.group: set() for node in lit.nodes}
    for node in lit.nodes:
        worn[node.group] |= {lit.finishes[p.finish].base for p in lit.meshes[node.mesh].primitives}

    assert not worn["planned"] & worn["ground"]


def test_a_kept_bake_is_taken_as_long_as_it_fits(bare, lit):
    file = keep(bare, **LIT)
    shifted = Pose((1.0, 0.0, 0.0))
    other = dress("square", [piece("tower", box((4, 10, 4), material="white"), shifted.by)], for_baking=True)

    assert keep(bare, **LIT) == file
    assert keep(bare, file=file, **LIT) is file
    assert pictures(baked(bare, file=file, **LIT)) == pictures(lit)
    assert glb.write(baked(bare, file=file, **LIT)) == glb.write(lit)
    assert keep(other, file=file, **LIT) != file
    for broken in (b"PK", file[:-40], file.replace(b"\xff\xd8\xff", b"\0\0\0")):
        assert pictures(baked(bare, file=broken, **LIT)) == pictures(lit)


def pictures(dressed):
    return [picture.content for picture in dressed.pictures]
