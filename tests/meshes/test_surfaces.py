"""Bodies look outward, have unit normals, and wear their textures at real size."""

import numpy as np
import pytest

from app.meshes.surfaces import blob, box, cylinder, grid, joined, lathe, moved, prism, sheet, tipped, tube

L_SHAPE = [(0, 0), (4, 0), (4, 2), (2, 2), (2, 4), (0, 4)]
CLOSED = {
    "box": (lambda: [box((2, 3, 4), material="brick", faces="all")], 24.0),
    "bevelled box": (lambda: [box((2, 3, 4), material="brick", faces="all", bevel_m=0.1)], 23.825),
    "cylinder": (lambda: [cylinder(1, 2, material="brick", sides=64)], 2 * np.pi),
    "cone": (lambda: [cylinder(1, 3, material="brick", sides=64, top_radius_m=0)], np.pi),
    "lathe": (lambda: [lathe([(0, 0), (1, 0), (1, 2), (0, 2)], material="brick", sides=64)], 2 * np.pi),
    "prism": (lambda: prism(L_SHAPE, 3, material="brick"), 36.0),
    "prism the other way round": (lambda: prism(L_SHAPE[::-1], 3, material="brick"), 36.0),
    "tube": (lambda: [tube([(0, 0, 0), (0, 2, 0)], 1, material="brick", sides=64)], 2 * np.pi),
    "ball": (lambda: [blob((1, 1, 1), material="brick", at=(0, 1, 0), detail=2)], 4 / 3 * np.pi),
    "mirrored box": (lambda: moved([box((2, 3, 4), material="brick", faces="all")], scale=(1, 1, -1)), 24.0),
    "tipped box": (lambda: tipped([box((2, 3, 4), material="brick", faces="all")], by_deg=90, axis="x"), 24.0),
}


def corners(surfaces):
    whole = joined(surfaces, material="brick")
    return whole, whole.positions.astype(float)[whole.triangles]


@pytest.mark.parametrize("name", CLOSED)
def test_a_body_looks_outward_and_has_its_volume(name):
    make, volume_m3 = CLOSED[name]

    whole, points = corners(make())

    faces = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    facing = whole.normals[whole.triangles].mean(axis=1)
    assert ((faces * facing).sum(axis=1) > -1e-9).all(), "a normal looks into the body"
    volume = np.einsum("ij,ij->i", points[:, 0], np.cross(points[:, 1], points[:, 2])).sum() / 6
    assert volume == pytest.approx(volume_m3, rel=0.08 if name == "ball" else 0.005)
    assert np.linalg.norm(whole.normals, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("name", ["box", "prism", "tipped box"])
def test_textures_lie_on_plane_bodies_at_real_size(name):
    whole, points = corners(CLOSED[name][0]())

    areas = np.linalg.norm(np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0]), axis=1)
    uv = whole.uvs.astype(float)[whole.triangles]
    sides = uv[:, 1:] - uv[:, :1]
    flat = sides[:, 0, 0] * sides[:, 1, 1] - sides[:, 0, 1] * sides[:, 1, 0]

    assert np.abs(flat) == pytest.approx(areas, rel=1e-4)


def test_turning_is_clockwise_seen_from_above():
    north = sheet([(0, 0, -1), (-1, 0, 0), (1, 0, 0)], material="brick")

    (east,) = moved([north], turn_deg=90)

    assert east.positions[0] == pytest.approx((1, 0, 0), abs=1e-6)


def test_a_grid_looks_up_where_its_rows_run_north():
    lawn = grid([[(x, 0, -z) for x in range(3)] for z in range(3)], material="grass")

    assert (lawn.normals[:, 1] > 0.99).all()
    assert lawn.uvs.max(axis=0) == pytest.approx((2, 2))


def test_a_blob_is_the_same_for_the_same_seed():
    first, same, other = (blob((1, 2, 1), material="foliage", seed=s, roughness=0.2) for s in (1, 1, 2))

    assert np.array_equal(first.positions, same.positions)
    assert not np.array_equal(first.positions, other.positions)
