"""Leaves are what their pictures show, and nothing between them: in files, on drawn pictures and on traced ones."""

import io

import numpy as np
import pytest
from PIL import Image

from app.meshes import glb, raster, twigs
from app.meshes.compose import built
from app.meshes.cutouts import cut_out
from app.meshes.dress import dress
from app.meshes.dressed import PLANNED, Piece, Pose
from app.meshes.kit import PARTS
from app.meshes.materials import TWIGS, clay, material, rgb
from app.meshes.scene import Camera
from app.meshes.surfaces import sheet, surface
from tests.meshes.gltf import opened

FOLIAGE = material("foliage").colour
CARD = surface(
    [(-1, 0, 0), (1, 0, 0), (1, 2, 0), (-1, 2, 0)],
    [(0, 0, 1)] * 4,
    [(0, 0), (1, 0), (1, 1), (0, 1)],
    [(0, 1, 2), (0, 2, 3)],
    f"broad{FOLIAGE}",
)


def pixels(*names):
    with Image.open(io.BytesIO(twigs.sheet(names).content)) as picture:
        return np.asarray(picture.convert("RGBA"), dtype=float) / 255


def dressed(*surfaces):
    return dress("twigs", [Piece("card", PLANNED, surfaces, (Pose(),))])


@pytest.mark.parametrize("kind", TWIGS)
def test_a_twig_has_leaves_of_its_tint_and_gaps(kind):
    picture = pixels(kind + FOLIAGE)
    leaves = picture[..., 3] >= twigs.CUTOFF

    assert 0.15 < leaves.mean() < 0.9
    off = np.abs(picture[leaves][:, :3].mean(axis=0) - rgb(FOLIAGE))
    assert off.max() < (0.55 if kind == "blossom" else 0.12)


def test_each_twig_of_a_sheet_has_a_cell_of_its_own():
    names = [f"{kind}{FOLIAGE}" for kind in TWIGS]
    middles = twigs.place(names, names[4], np.array([[0.0, 0.0], [1.0, 1.0]]))
    alone, together = pixels(names[4])[..., 3], pixels(*names)[..., 3]
    height, width = together.shape
    (left, low), (right, top) = middles * [width, height]

    cell = together[int(top) : int(low), int(left) : int(right)]

    assert cell.shape == alone.shape
    assert np.abs(cell - alone).mean() < 0.02


def test_a_tree_in_a_file_is_cut_by_its_picture_and_seen_from_both_sides():
    settings = tuple(sorted(PARTS["tree"].defaults().items()))
    tree = Piece("tree", PLANNED, built("tree", settings, 1.0, False), (Pose(),))

    document, _ = opened(glb.write(dress("tree", [tree])))

    (leafy,) = [found for found in document["materials"] if found.get("alphaMode") == "MASK"]
    assert leafy["doubleSided"]
    assert leafy["alphaCutoff"] == twigs.CUTOFF
    image = document["images"][
        document["textures"][leafy["pbrMetallicRoughness"]["baseColorTexture"]["index"]]["source"]
    ]
    assert (image["name"], image["mimeType"]) == ("twigs", "image/png")


def test_trees_that_are_context_have_grey_leaves_of_one_tint():
    greys = {clay(f"small{colour}") for colour in ("#9dbd68", "#4d7a45", FOLIAGE)}
    (grey,) = greys
    picture = pixels(grey)
    leaves = picture[picture[..., 3] > 0.5][:, :3]

    assert np.ptp(leaves, axis=1).max() < 0.1


def test_cut_out_leaves_are_as_large_as_what_the_picture_shows():
    alpha = pixels(CARD.material)[..., 3]
    (primitive,) = dressed(CARD).meshes[0].primitives

    leaves = cut_out(primitive, alpha, twigs.CUTOFF)

    corners = leaves.positions[leaves.triangles].astype(float)
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1).sum() / 2
    assert area == pytest.approx(4 * (alpha >= twigs.CUTOFF).mean(), rel=0.03)
    assert np.abs(leaves.positions[:, :2] - [0, 1]).max() <= 1.02
    assert leaves.normals == pytest.approx(np.tile([0, 0, 1], (len(leaves.normals), 1)), abs=1e-3)


def test_a_drawn_picture_shows_what_stands_behind_the_gaps_of_leaves(monkeypatch):
    monkeypatch.setattr(raster, "SHADOW_PX", 200)
    wall = sheet([(-1, 0, -0.5), (1, 0, -0.5), (1, 2, -0.5), (-1, 2, -0.5)], material="#ff0000")

    picture = raster.render(dressed(CARD, wall), Camera((0, 1, 6), (0, 1, 0), 18), (120, 120))

    red, green = (np.asarray(picture, dtype=float)[20:100, 20:100, i] for i in (0, 1))
    behind, leafy = (red > green * 2).mean(), (green > red * 1.05).mean()
    assert behind > 0.1
    assert leafy > 0.5
    assert behind + leafy > 0.9
