"""A street section lies along its axis strip by strip, and says where it is narrower than the rules want."""

import math

import numpy as np
import pytest

from app.meshes.compose import built
from app.meshes.kit import PARTS
from app.meshes.street_section import laying
from app.meshes.street_section.examples import EXAMPLES
from app.meshes.street_section.hints import hints
from app.meshes.street_section.section import Section, slices
from app.meshes.street_section.strips import KINDS, Strip

NORTH = ((0.0, 50.0), (0.0, -50.0))
BENT = ((0.0, 50.0), (0.0, 0.0), (40.0, -40.0))
ORDINARY = (
    *(Strip("footway", 2.5), Strip("trees", 2.5), Strip("cycle_track", 2.0), Strip("safety_strip", 0.75)),
    *(Strip("parking", 2.0), Strip("carriageway", 6.5), Strip("tram_track", 3.0), Strip("cycle_lane", 1.85)),
    *(Strip("kerb", 0.15), Strip("tactile_strip", 0.3), Strip("platform", 3.0)),
)


def section(*strips, axis=NORTH, **more):
    return Section("Probe", axis, strips or ORDINARY, **more)


def laid(found):
    return list(laying.laid(found))


def triangles(made):
    """All triangles of what a section made, (n, 3, 3), posed."""
    found = []
    for each in made:
        for surface in built(each.part, tuple(sorted((PARTS[each.part].defaults() | each.values).items())), 0.3, False):
            corners = surface.positions[surface.triangles.astype(int)].astype(float)
            found += [corners @ place.turn().T + place.by for place in each.places]
    return np.concatenate(found)


def ground(made):
    return [each for each in made if each.part in ("strip", "rails")]


def area_from_above(made):
    corners = triangles(made)
    a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    upward = a[:, 2] * b[:, 0] - a[:, 0] * b[:, 2]
    return float(upward[upward > 1e-6].sum() / 2)


def test_strips_lie_side_by_side_with_their_middle_over_the_axis():
    edges = [(each.left_m, each.right_m) for each in slices(section(Strip("footway", 3.0), Strip("carriageway", 5.0)))]

    assert edges == [(-4.0, -1.0), (-1.0, 4.0)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_becomes_parts_of_the_kit_with_settings_that_they_know(kind):
    made = laid(section(Strip("carriageway", 6.5), Strip(kind, KINDS[kind].width_m), Strip("footway", 2.5)))

    assert made
    for each in made:
        assert set(each.values) <= set(PARTS[each.part].defaults())
        assert each.places


@pytest.mark.parametrize("axis", [NORTH, BENT, tuple(reversed(BENT))])
@pytest.mark.parametrize("radius_m", [0.0, 30.0])
def test_the_ground_has_neither_gaps_nor_lies_twice(axis, radius_m):
    """Where the strips meet without gaps, the ground is as large as one strip of the whole width."""
    whole = section(axis=axis, radius_m=radius_m)
    one = section(Strip("green", whole.width_m), axis=axis, radius_m=radius_m)

    tops = ground(laid(whole))
    rails_m2 = 2 * 0.1 * np.sum([math.dist(a, b) for a, b in zip(whole.line, whole.line[1:], strict=False)])

    assert area_from_above(tops) == pytest.approx(area_from_above(laid(one)) + rails_m2, rel=2e-3)


def test_a_street_keeps_its_width_along_a_slanting_axis():
    corners = triangles(ground(laid(section(axis=((0.0, 0.0), (30.0, -30.0))))))
    along, across = np.array([1, 0, -1]) / math.sqrt(2), np.array([1, 0, 1]) / math.sqrt(2)

    assert np.ptp(corners.reshape(-1, 3) @ across) == pytest.approx(section().width_m, abs=0.01)
    assert np.ptp(corners.reshape(-1, 3) @ along) == pytest.approx(30 * math.sqrt(2), abs=0.01)


def test_a_kerb_stands_where_the_street_steps_up_and_nowhere_else():
    widths = [each.values["width_m"] for each in laid(section(Strip("footway", 2.5), Strip("carriageway", 6.5)))[:3]]

    assert widths == [pytest.approx(2.35), pytest.approx(0.15), pytest.approx(6.5)]
    assert [each.kerbs for each in slices(section(Strip("footway", 2.5), Strip("kerb", 0.2), Strip("parking", 2)))] == [
        (0, 0)
    ] * 3


def test_a_kerb_strip_is_as_high_as_what_it_holds():
    heights = [
        each.top_m for each in slices(section(Strip("carriageway", 6.5), Strip("kerb", 0.2), Strip("platform", 3)))
    ]

    assert heights[1] == heights[2] > heights[0]


def test_traffic_keeps_to_the_right_unless_the_strip_says_otherwise():
    two = [Strip("cycle_track", 2.0), Strip("carriageway", 6.5), Strip("cycle_track", 2.0)]
    made = [each for each in laid(section(*two)) if each.part == "bicycle"]
    against = laid(section(*two[:2], Strip("cycle_track", 2.0, direction="back")))

    southward, northward = ({place.turn_deg for place in each.places} for each in made)

    assert (southward, northward) == ({0.0}, {180.0})  # a part's front looks to the south
    assert {place.turn_deg for each in against if each.part == "bicycle" for place in each.places} == {0.0}


def test_a_carriageway_has_lanes_to_and_fro_and_a_broken_line_between_them():
    made = laid(section(Strip("carriageway", 6.5)))
    lines = [each for each in made if each.part == "marking"]
    cars = next(each for each in made if each.part == "car")

    assert [(line.values["offset_m"], line.values["dash_m"]) for line in lines] == [(0.0, 3.0)]
    assert {place.turn_deg for place in cars.places if place.by[0] < 0} == {0.0}
    assert {place.turn_deg for place in cars.places if place.by[0] > 0} == {180.0}


def test_trees_stand_at_their_spacing_and_turn_with_the_bend():
    trees = next(each for each in laid(section(Strip("trees", 2.5, spacing_m=10.0))) if each.part == "tree")
    cars = [each for each in laid(section(Strip("parking", 2.0), axis=BENT)) if each.part == "car"]

    assert np.diff([place.by[2] for place in trees.places]) == pytest.approx([-10.0] * 9)
    assert {place.turn_deg for each in cars for place in each.places} == {180.0, 225.0}


def test_a_strip_may_be_empty():
    assert {each.part for each in laid(section(Strip("footway", 2.5, spacing_m=0.0)))} == {"strip"}


def test_a_tram_stands_only_where_the_track_is_straight_for_its_length():
    short = tuple((0.0, -20.0 * i) if i % 2 else (3.0, -20.0 * i) for i in range(4))

    assert [each.part for each in laid(section(Strip("tram_track", 3.0), axis=short))] == ["rails"]
    assert [each.part for each in laid(section(Strip("tram_track", 3.0)))] == ["rails", "tram"]


def test_masts_stand_beyond_the_tracks_and_not_between_them():
    tracks = [each for each in laid(section(*[Strip("grass_track", 3.0)] * 3)) if each.part == "rails"]

    assert [np.sign(each.values["mast_m"]) for each in tracks] == [-1, 0, 1]


def test_the_left_over_is_what_is_measured_and_not_used():
    assert section(Strip("footway", 2.5), measured_m=3.0).left_over_m == 0.5
    assert section(Strip("footway", 2.5), measured_m=2.0).left_over_m == -0.5
    assert section(*[Strip("footway", 0.1)] * 3, measured_m=0.3).left_over_m == 0.0
    assert section(Strip("footway", 2.5)).left_over_m == 0.0


SAFE = {
    "as wide as they should be": (section(), set()),
    "narrow footway": (section(Strip("footway", 2.49)), {"narrow"}),
    "one lane": (section(Strip("carriageway", 2.9)), {"narrow"}),
    "two narrow lanes": (section(Strip("carriageway", 5.0, lanes=2)), {"narrow"}),
    "to and fro on 2 m": (section(Strip("cycle_track", 2.0, direction="both")), {"narrow"}),
    "cycle track at parked cars": (section(Strip("cycle_track", 2.0), Strip("parking", 2.0)), {"unsafe"}),
    "cycle lane at parked cars": (section(Strip("parking", 2.0), Strip("cycle_lane", 2.0)), {"unsafe"}),
    "cycle track at the carriageway": (section(Strip("carriageway", 6.0), Strip("cycle_track", 2.0)), {"unsafe"}),
    "cycle lane on the carriageway": (section(Strip("carriageway", 6.0), Strip("cycle_lane", 2.0)), set()),
    "half a metre to parked cars": (
        section(Strip("cycle_track", 2.0), Strip("safety_strip", 0.5), Strip("parking", 2.0)), {"thin_safety"},
    ),
    "half a metre to the carriageway": (
        section(Strip("cycle_track", 2.0), Strip("safety_strip", 0.5), Strip("carriageway", 6.0)), set(),
    ),
    "too much": (section(Strip("green", 5.0), measured_m=4.9), {"too_much"}),
    "too little": (section(Strip("green", 5.0), measured_m=5.1), {"too_little"}),
    "sharp": (section(Strip("green", 5.0), axis=((0.0, 0.0), (0.0, -9.0), (1.0, 0.0))), {"sharp_bend"}),
}  # fmt: skip


@pytest.mark.parametrize("name", SAFE)
def test_a_hint_says_what_is_narrow_or_unsafe(name):
    found, kinds = SAFE[name]

    assert {hint.kind for hint in hints(found)} == kinds
    assert all(hint.words % hint.values for hint in hints(found))
    assert all(hint.rule for hint in hints(found) if hint.strips)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_to_begin_with_keeps_to_all_rules(example):
    found = section(*example.strips)

    assert hints(found) == []
    assert laid(found)
