"""Cut skin covers what it covered before, and every piece lies within one tile."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.meshes.cutting import cut, tiles_needed
from app.meshes.surfaces import blob, box, cylinder, sheet


def area(triangles):
    edges = triangles[:, 1:] - triangles[:, :1]
    return np.linalg.norm(np.cross(edges[:, 0], edges[:, 1]), axis=1).sum() / 2


SKINS = {
    "wall": box((10, 3, 7), material="brick"),
    "crown": blob((3, 4, 3), material="foliage", detail=2),
    "column": cylinder(1, 5, material="stone"),
    "small": box((1, 1, 1), material="plaster"),
}


@pytest.mark.parametrize("name", SKINS)
def test_cutting_keeps_area_normals_and_facing(name):
    skin = SKINS[name]

    positions, normals, places = cut(skin, (2.0, 1.5))

    assert area(positions) == pytest.approx(area(skin.positions.astype(float)[skin.triangles]), rel=1e-5)
    assert np.linalg.norm(normals, axis=2) == pytest.approx(1)
    faces = np.cross(positions[:, 1] - positions[:, 0], positions[:, 2] - positions[:, 0])
    assert ((faces * normals.mean(axis=1)).sum(axis=1) > 0).all()
    assert places.min() >= 0
    assert places.max() <= 1


@given(
    width_m=st.floats(0.3, 12),
    depth_m=st.floats(0.3, 12),
    x_m=st.floats(-50, 50),
    tile_m=st.floats(0.5, 8),
)
def test_any_ground_is_cut_into_pieces_that_map_back_to_it(width_m, depth_m, x_m, tile_m):
    ground = sheet(
        [(x_m, 0, depth_m), (x_m + width_m, 0, depth_m), (x_m + width_m, 0, 0), (x_m, 0, 0)], material="paving"
    )

    positions, _, places = cut(ground, (tile_m, tile_m))

    assert area(positions) == pytest.approx(width_m * depth_m, rel=1e-3)
    sides_m = np.linalg.norm(np.diff(positions, axis=1), axis=2)
    sides_tiles = np.linalg.norm(np.diff(places, axis=1), axis=2)
    assert sides_tiles * tile_m == pytest.approx(sides_m, abs=2e-3)


def test_what_fits_into_a_tile_is_not_cut():
    skin = box((1, 1, 1), material="plaster")

    assert len(cut(skin, (8.0, 8.0))[0]) == len(skin.triangles)
    assert tiles_needed(skin, (8.0, 8.0)) < 3
