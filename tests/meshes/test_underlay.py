"""What a plan shows of a DXF: lines of every kind, in metres by true north, and no more than a plan can show."""

import math

import numpy as np
import pytest

from app.gauss_krueger import Strip
from app.geodesy import to_local
from app.meshes.underlay import lines
from app.meshes.upload.findings import Findings, RefusedError
from app.utm import Zone
from tests.meshes.test_upload_dxf import drawing, written

PLACE = 51.5100, 7.0943


def read(made):
    return lines.read(memoryview(made if isinstance(made, bytes) else written(made)), Findings())


def square(made, x, y, side, layer="Bestand"):
    made.modelspace().add_lwpolyline(
        [(x, y), (x + side, y), (x + side, y + side), (x, y + side)], close=True, dxfattribs={"layer": layer}
    )
    return made


@pytest.mark.parametrize(
    ("unit", "side", "name"), [(6, 40, "m"), (4, 40_000, "mm"), (5, 4_000, "cm"), (2, 131.2336, "foot")]
)
def test_whatever_the_unit_it_lies_in_metres_about_its_middle(unit, side, name):
    found = read(square(drawing(unit), 3 * side, -side, side))

    assert (found.unit, found.size_m, found.place) == (name, (40.0, 40.0), None)
    [line] = found.layers["Bestand"]
    assert np.abs(line).max() == pytest.approx(20.0, abs=0.01)


def test_a_large_drawing_without_a_unit_is_in_millimetres():
    assert read(square(drawing(0), 0, 0, 30_000)).size_m == (30.0, 30.0)


@pytest.mark.parametrize("unit", [6, 4, 0], ids=["metres", "called millimetres", "no unit"])
@pytest.mark.parametrize("system", [Zone(32), Zone(32, prefix_m=32e6), Strip(2)], ids=["UTM", "UTM with zone", "GK"])
def test_coordinates_are_known_and_turned_to_true_north(unit, system):
    x, y = system.numbers(PLACE)
    made = drawing(unit)
    made.modelspace().add_line((x, y), (x, y + 100))

    found = read(made)

    east, north, _ = to_local(found.place, PLACE)
    assert (east, north) == pytest.approx(to_local(system.place(x, y + 50), PLACE)[:2], abs=0.1)
    [line] = found.layers["0"]
    dx, dz = line[-1] - line[0]
    seen = to_local(system.place(x, y + 100), system.place(x, y))
    assert (dx, -dz) == pytest.approx(seen[:2], abs=0.05)


def test_curves_are_round_and_blocks_lie_where_they_are_put():
    made = drawing()
    made.modelspace().add_circle((0, 0), 10)
    made.modelspace().add_arc((0, 0), 5, 0, 90)
    made.modelspace().add_spline([(0, 0), (3, 4), (8, 0)])
    block = made.blocks.new("Baum")
    block.add_circle((0, 0), 1)
    made.modelspace().add_blockref("Baum", (10, 10), dxfattribs={"xscale": 2, "yscale": 2})
    made.modelspace().add_text("Gehweg")

    found = read(made)

    (circle, *_rest), middle = found.layers["0"], sum(found.layers["0"][0]) / len(found.layers["0"][0])
    assert np.hypot(*(circle - middle).T).min() > 9.7
    assert len(found.layers["0"]) == 4
    assert found.words == 1


def test_what_lies_far_off_is_left_out_and_layers_that_are_off_too():
    made = square(drawing(), 0, 0, 40)
    square(made, 1e6, 1e6, 5, layer="Rahmen")
    made.layers.add("Aus").off()
    square(made, 0, 0, 10, layer="Aus")

    found = read(made)

    assert (list(found.layers), found.far) == (["Bestand"], 1)


def test_points_that_nobody_tells_apart_are_one():
    made = drawing()
    made.modelspace().add_lwpolyline([(i / 1000, math.sin(i / 1000)) for i in range(20_000)])

    [line] = read(made).layers["0"]

    assert len(line) < 500


def test_what_a_plan_cannot_show_gets_a_sentence():
    made = drawing()
    for row in range(45):
        made.modelspace().add_lwpolyline([(i * 0.2, row * 3 + i % 2) for i in range(5_000)])

    with pytest.raises(RefusedError, match="mehr als 200\u202f000 Punkte"):
        read(made)


@pytest.mark.parametrize("raw", [b"PK\x03\x04 no drawing", b"", b"  0\nSECTION\n", b"\x00" * 1000], ids=repr)
def test_what_is_no_drawing_gets_a_sentence(raw):
    with pytest.raises(RefusedError):
        read(raw)


def test_a_drawing_of_texts_only_gets_a_sentence():
    made = drawing()
    made.modelspace().add_text("Gehweg")

    with pytest.raises(RefusedError, match="In der Zeichnung ist keine Linie"):
        read(made)
