"""Silhouettes: lines around what triangles and cells cover, and the paths that they become."""

import numpy as np
import pytest

from app.meshes.drafting.silhouettes import around_cells, outlines, path, rounded_path, simplified

SQUARE = [(0, 0), (2, 0), (2, 2), (0, 2)]


def quads(*corners):
    return np.array(corners, dtype=float)


def corners_of(lines):
    return sorted(sorted(map(tuple, line.tolist())) for line in lines)


def test_two_triangles_of_a_square_are_one_line_of_four_corners():
    triangles = quads([(0, 0), (2, 0), (2, 2)], [(0, 0), (0, 2), (2, 2)])  # each runs another way

    assert corners_of(outlines(triangles)) == [sorted(SQUARE)]


def test_a_ring_has_a_line_outside_and_one_inside_that_runs_the_other_way():
    ring = quads(
        [(0, 0), (3, 0), (2, 1), (1, 1)],
        [(3, 0), (3, 3), (2, 2), (2, 1)],
        [(3, 3), (0, 3), (1, 2), (2, 2)],
        [(0, 3), (0, 0), (1, 1), (1, 2)],
    )

    outer, inner = outlines(ring)

    assert sorted(map(tuple, inner.tolist())) == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert np.sign(_area(outer)) == -np.sign(_area(inner)) != 0


def test_what_touches_in_a_corner_is_two_lines():
    assert len(outlines(quads(SQUARE, [(2, 2), (3, 2), (3, 3), (2, 3)]))) == 2


def test_cells_become_lines_where_they_lie():
    mask = np.array([[1, 1, 0], [0, 1, 0]], dtype=bool)

    (line,) = around_cells(mask, np.array([10.0, 20.0]), 0.5)

    assert corners_of([line]) == [sorted([(10, 20), (11, 20), (11, 21), (10.5, 21), (10.5, 20.5), (10, 20.5)])]


def test_nothing_has_no_line():
    assert around_cells(np.zeros((3, 3), dtype=bool), np.zeros(2), 1.0) == []


def test_a_circle_keeps_only_the_corners_that_it_needs():
    turns = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    circle = np.stack([np.cos(turns), np.sin(turns)], axis=1)

    found = simplified(circle, 0.01)

    assert 12 <= len(found) <= 40
    assert np.hypot(*found.T) == pytest.approx(1)


def test_paths_have_no_digit_too_many():
    assert path([quads(*SQUARE)]) == "M0 0L2 0 2 2 0 2Z"
    assert path([quads((0.12345, -0.0001), (0.5, 0), (0.25, 0.1))]) == "M0.123 0L0.5 0 0.25 0.1Z"
    assert path([quads((0, 0), (80.1234, 0), (0, 7.005))]) == "M0 0L80.12 0 0 7Z"
    assert rounded_path([quads((0, 0), (2, 0), (0, 2))]) == "M0 1Q0 0 1 0 2 0 1 1 0 2 0 1Z"


def _area(line):
    x, z = line.T
    return (x * np.roll(z, -1) - z * np.roll(x, -1)).sum() / 2
