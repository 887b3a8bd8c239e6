"""Lines beside a line keep their distance, and corners become arcs where there is room."""

import math
from itertools import pairwise

import pytest

from app.meshes.parallels import along, bends_deg, cut_out, distinct, parallel, rounded, run_lengths

BENT = [(0.0, 0.0), (0.0, -10.0), (10.0, -20.0)]  # north, then north-east


def distance(spot, line):
    """From a spot to the nearest of the endless lines through the pieces of ``line``."""
    (x, z), found = spot, []
    for (x0, z0), (x1, z1) in pairwise(line):
        found.append(abs((x1 - x0) * (z0 - z) - (x0 - x) * (z1 - z0)) / math.dist((x0, z0), (x1, z1)))
    return min(found)


def test_a_parallel_lies_to_the_right_of_whoever_walks_along_and_keeps_its_distance():
    right = parallel(BENT, 2.0)

    assert right[0] == pytest.approx((2, 0))
    assert [distance(spot, BENT) for spot in right] == pytest.approx([2, 2, 2])
    assert [distance(spot, BENT) for spot in parallel(BENT, -3.0)] == pytest.approx([3, 3, 3])


def test_a_sharp_corner_is_mitred_only_so_far():
    hairpin = [(0.0, 0.0), (0.0, -10.0), (0.1, 0.0)]

    assert math.dist(parallel(hairpin, 3.0)[1], hairpin[1]) < 3 * 2.1


def test_walking_along_a_line_tells_where_one_is_and_where_one_looks():
    (start, north), (_, north_east), (end, _) = along(BENT, [0.0, 15.0, 99.0])

    assert (start, north, north_east, end) == (BENT[0], 0.0, 45.0, BENT[-1])
    assert run_lengths(BENT)[1:] == pytest.approx([10, 10 + math.sqrt(200)])


def test_a_cut_keeps_the_corners_between():
    assert cut_out(BENT, 5.0, 10.0 + math.sqrt(50)) == [(0, -5), (0, -10), (pytest.approx(5), pytest.approx(-15))]


def test_points_that_repeat_are_one_and_a_line_that_goes_nowhere_is_none():
    assert distinct([(0, 0), (0, 0), (0, -5), (0, -5)]) == [(0, 0), (0, -5)]
    assert distinct([(1, 1), (1, 1)]) == []


@pytest.mark.parametrize("after", [(10.0, -20.0), (-10.0, -20.0), (10.0, -10.0)])
def test_a_rounded_corner_bends_little_by_little_and_as_far_as_before(after):
    line = [(0.0, 0.0), (0.0, -10.0), after]

    round_ = rounded(line, 4.0)

    assert (round_[0], round_[-1]) == (line[0], line[-1])
    assert max(abs(bend) for bend in bends_deg(round_)) <= 12.5
    assert sum(bends_deg(round_)) == pytest.approx(sum(bends_deg(line)))
    middle = (math.copysign(4.0, after[0]), -10 + 4 * math.tan(math.radians(abs(bends_deg(line)[0])) / 2))
    assert [math.dist(spot, middle) for spot in round_[1:-1]] == pytest.approx([4.0] * (len(round_) - 2))


@pytest.mark.parametrize("radius_m", [20.0, 1000.0])
def test_a_corner_without_room_for_its_arc_stays(radius_m):
    assert rounded([(0.0, 0.0), (0.0, -4.0), (4.0, -4.0)], radius_m) == [(0.0, 0.0), (0.0, -4.0), (4.0, -4.0)]


def test_a_line_that_turns_back_is_left_as_it_is():
    assert rounded([(0.0, 0.0), (0.0, -10.0), (0.0, 0.0)], 2.0) == [(0.0, 0.0), (0.0, -10.0), (0.0, 0.0)]
