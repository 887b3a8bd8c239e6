"""Where a model stands: in which unit, which way up, how far away; what a file leaves open is asked."""

from collections import Counter

import numpy as np
import pytest

from app.meshes.upload import far_apart, readings
from app.meshes.upload.clues import Clues
from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import dressed_of, take_in
from app.meshes.upload.upright import looked_at
from app.meshes.upload.wishes import Wishes
from tests.meshes.models import box, obj, pack, ply, soup, stl
from tests.meshes.things import (
    NAMES,
    PLACES,
    THINGS,
    facade_house,
    gable_house,
    moved,
    placed,
    prism,
    terrain,
    together,
    z_up,
)

NORTHING = -5_706_233.61


def taken(*pieces, name="probe", nodes=(), generator="", **wishes):
    return take_in(memoryview(soup(*pieces, nodes=nodes, generator=generator)), name=name, wishes=Wishes(**wishes))


def said(made):
    return " ".join(str(note) for note in made.notes)


def verdict(piece, up, clues):
    found = looked_at(z_up(piece) if up == "z" else piece, clues)
    if not found.is_sure:
        return "asked"
    return "right" if found.is_z == (up == "z") else "wrong"


@pytest.mark.parametrize("clues", ["none", "names"])
def test_what_stands_is_never_laid_down_and_hardly_anything_is_left_lying(clues):
    found = Counter(
        (up, verdict(placed(piece, where), up, Clues(name=NAMES.get(name, "") if clues == "names" else "")))
        for name, piece in THINGS.items()
        for where in PLACES
        for up in "yz"
    )
    each = len(THINGS) * len(PLACES)

    assert found["y", "wrong"] == 0
    assert found["y", "asked"] <= 0.2 * each
    assert found["z", "wrong"] <= 0.04 * each  # boxes and the like, of which a file tells nothing


@pytest.mark.parametrize("generator", ["Khronos glTF Blender I/O v4.2", "SketchUp 2024"])
def test_programs_that_turn_their_models_themselves_are_believed(generator):
    asked = [
        name
        for name, piece in THINGS.items()
        for where in PLACES
        if verdict(placed(piece, where), "y", Clues(writer=generator)) != "right"
    ]

    assert asked == []


def test_a_house_above_the_sea_is_stood_up():
    house = z_up(placed(gable_house(), "sea"))

    made = taken(house)

    assert made.size_m == pytest.approx((12.4, 6.3, 9.8), abs=0.01)
    assert "Aufgerichtet" in said(made)


def test_windows_are_on_a_front_and_not_below():
    made = taken(z_up(placed(facade_house(), "sea")))

    assert made.size_m == pytest.approx((12.4, 6.3, 9.9), abs=0.01)


def test_land_stays_flat_with_heights_about_zero_and_is_laid_flat_where_z_is_up():
    flat = taken(terrain())
    turned = taken(z_up(terrain()))

    assert flat.size_m == pytest.approx((40, 1.6, 40), abs=0.1)
    assert flat.question is None
    assert turned.question is not None or turned.size_m[1] < 2


@pytest.mark.parametrize("name", ["probe", "tafel"])
def test_a_board_with_its_back_at_zero_stays_upright(name):
    made = taken(prism((-3, -1.5, 0), (3, 1.5, 0.1)), name=name)

    assert made.size_m == pytest.approx((6, 3, 0.1), abs=0.001)
    assert (made.question is None) == (name == "tafel"), "what is called a board is one; else it might be a slab"


@pytest.mark.parametrize(
    ("land", "house_y", "right"),
    [
        (prism((-30, -1, -30), (40, 0, 40)), 0.0, 0.0),  # a site, drawn as a body
        (prism((-30, 47, -30), (40, 48, 40)), 48.0, 0.0),  # the same above the sea
        (prism((-30, -1, -30), (40, 0, 40)), -0.8, -0.8),  # its footings are in the ground
        (prism((-30, -1, -30), (40, 0, 40)), 0.5, 0.5),  # it is on posts
        (prism((-1, -1, 10.5), (14, 0.3, 20)), 0.0, 0.0),  # a terrace on one side
        (prism((0, 3, 0), (12.4, 3.2, 9.8)), 0.0, 0.0),  # the floor of an attic
        (prism((-30, -400, -30), (40, -399, 40)), 0.0, 0.0),  # drawn at another height
        (prism((-30, -1, -30), (-0.1, 0, 40)), 0.0, 0.0),  # the other side of the street
    ],
)
@pytest.mark.parametrize("up", ["y", "z"])
@pytest.mark.parametrize("said", ["by name", "by hand"])
def test_what_is_planned_stands_on_the_ground_and_not_above_it(land, house_y, right, up, said):
    pieces, name = (moved(gable_house(), (0, house_y, 0)), land), "Gelände" if said == "by name" else "Fläche 3"
    roles = {} if said == "by name" else {name: "ground"}
    raw = [z_up(each) for each in pieces] if up == "z" else pieces

    made = taken(*raw, nodes=[{"name": "Haus"}, {"name": name}], up=up, far="all", unit="m", roles=roles)

    [lowest] = [
        min(float(each.positions[:, 1].min()) for each in mesh.primitives)
        for mesh in dressed_of(made.glb, name="probe").meshes
        if mesh.name == "planned"
    ]
    assert lowest == pytest.approx(right, abs=0.001)


def test_on_a_slope_the_middle_of_the_ground_about_it_counts():
    slope = np.array([[(-40, -4, 40), (40, 4, 40), (40, 4, -40)], [(-40, -4, 40), (40, 4, -40), (-40, -4, -40)]], float)
    house = moved(gable_house(10, 6, 10), (-5, -1, -5))

    made = taken(house, slope, nodes=[{"name": "Haus"}, {"name": "terrain"}], up="y")

    points = {mesh.name: mesh.primitives[0].positions[:, 1] for mesh in dressed_of(made.glb, name="probe").meshes}
    assert points["planned"].min() == pytest.approx(-1, abs=0.001)
    assert points["ground"].min() == pytest.approx(-4, abs=0.001)


def test_what_is_said_is_not_asked():
    assert taken(prism((-3, -1.5, 0), (3, 1.5, 0.1)), up="z").question is None
    assert taken(prism((0, 0, 0), (1240, 630, 982)), unit="cm", up="y").question is None


def test_both_ways_to_read_it_have_a_picture_and_a_size():
    made = taken(prism((-3, -1.5, 0), (3, 1.5, 0.1)))

    drawn = dict(readings.pictures(dressed_of(made.glb, name="probe"), made.question))

    assert {each.answer: each.size_m for each in made.question.choices} == {"y": (6, 3, 0.1), "z": (6, 0.1, 3)}
    assert set(drawn) == {"y", "z"}
    assert drawn["y"] != drawn["z"]
    assert all(content[8:12] == b"WEBP" for content in drawn.values())


@pytest.mark.parametrize(
    ("size", "name", "right"),
    [
        ((1240, 630, 982), "probe", "cm"),  # a house
        ((1800, 450, 500), "probe", "mm"),  # a bench
        ((488, 248, 387), "probe", "inch"),  # a house
        ((12_000, 3_000, 4_000), "probe", "mm"),
        ((180, 45, 50), "parkbank", "cm"),  # 180 m would do for a house
        ((40, 80, 40), "linden-baum", "inch"),
    ],
)
def test_a_size_that_no_planning_has_is_asked_about(size, name, right):
    made = taken(prism((0, 0, 0), size), name=name)

    assert made.question.kind == "unit"
    assert right in [each.answer for each in made.question.choices]
    after = taken(prism((0, 0, 0), size), name=name, unit=right)
    assert after.question is None or after.question.kind == "up"


@pytest.mark.parametrize("size", [(12.4, 6.3, 9.8), (1.8, 0.45, 0.5), (180, 12, 90), (30, 110, 30), (450, 20, 400)])
def test_a_size_that_a_planning_has_is_not_asked_about(size):
    made = taken(prism((0, 0, 0), size), up="y")

    assert made.question is None
    assert made.size_m == pytest.approx(size, abs=0.001)


@pytest.mark.parametrize(
    ("by", "scale", "unit"),
    [
        ((369_412.37, 48.25, NORTHING), 1.0, "auto"),  # UTM in metres
        ((369_412.37, 5_706_233.61, 48.25), 1.0, "auto"),  # the same, Z up
        ((369_412.37, 48.25, 0), 1.0, "auto"),  # its easting alone
        ((2_571_412.37, 60.0, -5_707_233.61), 1.0, "auto"),  # Gauß-Krüger
        ((369_412.37, 48.25, NORTHING), 1000.0, "auto"),  # UTM in millimetres
        ((369_412.37, 48.25, NORTHING), 100.0, "cm"),
    ],
)
def test_coordinates_too_large_for_what_stores_them_are_refused_with_the_way_out(by, scale, unit):
    house = (gable_house() + by) * scale

    with pytest.raises(RefusedError) as refusal:
        taken(house, unit=unit)

    [fault] = refusal.value.faults
    assert "Landeskoordinaten" in fault.wrong
    assert "Nullpunkt schieben" in fault.mend


@pytest.mark.parametrize("write", [stl, ply, obj], ids=lambda each: each.__name__)
def test_other_formats_that_store_32_bits_are_refused_as_well(write):
    house = moved(gable_house(), (369_412.37, 48.25, NORTHING)).astype(np.float32)

    with pytest.raises(RefusedError, match="Landeskoordinaten"):
        take_in(memoryview(write(house)), name="probe", file_name=f"probe.{write.__name__}")


def test_text_keeps_coordinates_as_they_are():
    house = placed(gable_house(), "survey")

    made = take_in(memoryview(obj(house, digits=3)), name="probe", file_name="probe.obj", wishes=Wishes(up="y"))

    assert made.size_m == pytest.approx((12.4, 6.3, 9.8), abs=0.001)


def test_text_with_too_few_digits_is_refused():
    rounded = np.array([float(f"{value:.6g}") for value in placed(facade_house(), "survey").ravel()]).reshape(-1, 3, 3)

    with pytest.raises(RefusedError, match="gerundet"):
        take_in(memoryview(obj(rounded)), name="probe", file_name="probe.obj")


def test_what_is_too_small_to_arrive_is_counted_and_refused():
    with pytest.raises(RefusedError, match="Zehntelmillimeter"):
        taken(terrain(2.0, 0.05, 60), gable_house(40, 10, 20), unit="mm", up="y")


def test_what_has_no_area_is_left_out_and_said():
    house = gable_house()

    made = taken(house)

    assert f"4 von {len(house)} Dreiecken ohne sichtbare Fläche weggelassen." in said(made)


def test_coordinates_of_a_node_are_as_fine_as_ever():
    made = taken(gable_house(), nodes=[{"translation": [369_412.37, 48.25, NORTHING]}])

    assert made.triangles == len(gable_house()) - 4  # the ridge has no breadth
    assert made.size_m == pytest.approx((12.4, 6.3, 9.8), abs=0.001)


def test_one_millimetre_is_fine_enough():
    assert taken(moved(gable_house(), (12_000, 0, -12_000)), up="y").question is None


def test_a_forgotten_marker_is_named_and_left_out_when_somebody_says_so():
    pieces, name = (gable_house(), prism((-0.1, 0, -0.1), (0.1, 0.2, 0.1))), "Nullpunkt"
    nodes = [{"translation": [369_412.37, 48.25, NORTHING], "name": "Haus"}, {"name": name}]

    made = taken(*pieces, nodes=nodes)
    after = taken(*pieces, nodes=nodes, far="near")

    assert made.question.kind == "far"
    assert made.question.values["names"] == f"„{name}“"
    assert [each.answer for each in made.question.choices] == ["near"], "together it would be too large"
    assert after.question is None
    assert after.size_m == pytest.approx((12.4, 6.3, 9.8), abs=0.01)
    assert f"„{name}“" in said(after)


def test_what_lies_far_away_may_belong_to_it():
    pieces = (gable_house(), prism((900, 0, 900), (901, 1, 901)))

    kept = taken(*pieces, far="all", unit="m", up="y")

    assert [each.answer for each in taken(*pieces).question.choices] == ["near", "all"]
    assert kept.size_m[0] == pytest.approx(901)


@pytest.mark.parametrize("apart_m", [20, 60, 100])
def test_a_tree_down_the_street_is_not_far_away(apart_m):
    street = together(gable_house(), prism((apart_m, 0, 0), (apart_m + 2, 5, 2)))

    assert far_apart.near(street).all()


def test_several_forgotten_things_are_all_found():
    house = gable_house()
    bits = [moved(prism((0, 0, 0), (0.1, 0.1, 0.1)), by) for by in ((5_000, 0, 0), (0, 0, 90_000))]

    near = far_apart.near(together(house, *bits))

    assert near.sum() == len(house)


def test_a_file_that_was_written_by_hand_still_goes_in():
    made = take_in(memoryview(pack(*box())), name="probe")

    assert np.allclose(made.size_m, (2, 3, 4))
    assert made.question is None
