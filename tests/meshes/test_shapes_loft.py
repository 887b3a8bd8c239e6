"""Shapes between rings are closed, look outward and are smooth where they should be."""

import numpy as np
import pytest

from app.meshes.shapes_loft import limb, loft, rounded, shell

UP = np.array([0.0, 1.0, 0.0])
SQUARE = np.array([[1, 0, 1], [1, 0, -1], [-1, 0, -1], [-1, 0, 1]], dtype=float)


def volume_m3(surface):
    corners = surface.positions[surface.triangles].astype(float)
    return np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum() / 6


def steepness(surface):
    """Return for each corner how well its normal agrees with its triangle: 1 is flat shading."""
    corners = surface.positions[surface.triangles].astype(float)
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    flat /= np.linalg.norm(flat, axis=1, keepdims=True)
    return np.einsum("ijk,ik->ij", surface.normals[surface.triangles], flat)


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1]])
@pytest.mark.parametrize("rise_m", [3.0, -3.0])
def test_a_loft_looks_outward_whichever_way_its_rings_run(ring, rise_m):
    body = loft([ring, ring + UP * rise_m], material="stone")
    assert volume_m3(body) == pytest.approx(12.0)
    assert steepness(body) == pytest.approx(1.0)


def test_a_sharp_edge_stays_sharp_and_a_round_one_is_smooth():
    ring = np.array([[x, 0, z] for x, z in rounded(2, 2, 1, steps=4)])
    drum = loft([ring, ring + UP * 2], material="stone", crease_deg=35)
    upright = np.abs(drum.normals[:, 1]) < 0.5
    assert (np.abs(drum.normals[upright, 1]) < 1e-6).all()  # the lid does not bleed into the wall
    assert steepness(drum).min() < 0.999  # and the wall itself is shaded round


def test_an_open_end_is_left_open():
    path = [(0, 0, 0), (0, 1, 0)]
    closed = limb(path, [0.1, 0.1], material="stone", sides=6)
    assert len(closed.triangles) == 12 + 2 * 4
    assert len(limb(path, [0.1, 0.1], material="stone", sides=6, start=False).triangles) == 12 + 4


def test_a_limb_is_as_thick_as_asked():
    arm = limb([(0, 0, 0), (0, 1, 0), (0, 2, 0)], [0.1, 0.3, 0.2], material="stone", sides=8)
    reach = np.linalg.norm(arm.positions[:, [0, 2]], axis=1)
    assert [reach[np.isclose(arm.positions[:, 1], y)].max() for y in (0, 1, 2)] == pytest.approx([0.1, 0.3, 0.2])


def test_a_shell_is_painted_cell_by_cell():
    rings = [SQUARE, SQUARE + UP, SQUARE + UP * 2]
    painted = shell(rings, lambda row, column: "glass" if (row, column) == (1, 2) else "stone", lid="slate")
    assert {s.material: len(s.triangles) for s in painted} == {"stone": 14, "glass": 2, "slate": 2}
