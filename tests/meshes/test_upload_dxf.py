"""Outlines of a DXF become the footprint of a planning, its faces a body, and its place is told."""

import io

import ezdxf
import numpy as np
import pytest

from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import dressed_of, take_in

L_SHAPE = [(0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (0, 4)]
BOCHUM = (374_000.0, 5_704_000.0)


def drawing(unit=6):
    made = ezdxf.new("R2018", setup=False)
    made.header["$INSUNITS"] = unit
    return made


def written(made, *, binary=False):
    if binary:
        out = io.BytesIO()
        made.write(out, fmt="bin")
        return out.getvalue()
    text = io.StringIO()
    made.write(text)
    return text.getvalue().encode()


def outlined(points=L_SHAPE, *, unit=6, close=True, layer="Neubau", **attributes):
    made = drawing(unit)
    made.modelspace().add_lwpolyline(points, close=close, dxfattribs={"layer": layer, **attributes})
    return made


def taken(made, **options):
    raw = made if isinstance(made, bytes) else written(made, **options)
    return take_in(memoryview(raw), name="probe")


def refused(raw):
    with pytest.raises(RefusedError) as refusal:
        taken(raw)
    return str(refusal.value)


def said(result):
    return " ".join(str(note) for note in result.notes)


def area(result):
    """Return the area of what looks up, in square metres."""
    return sum(_area_up(each) for mesh in dressed_of(result.glb, name="probe").meshes for each in mesh.primitives)


def _area_up(primitive):
    corners = primitive.positions[primitive.triangles].astype(float)
    up = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, 1] / 2
    return up[up > 0].sum()


@pytest.mark.parametrize("binary", [False, True])
def test_an_outline_becomes_a_plate_of_its_shape(binary):
    result = taken(outlined(), binary=binary)

    assert result.size_m == pytest.approx((4, 0.1, 4), abs=0.01)
    assert area(result) == pytest.approx(7, abs=0.02)
    assert result.nodes == {"Neubau": "planned"}


@pytest.mark.parametrize(("unit", "size"), [(4, 0.004), (5, 0.04)])
def test_the_unit_of_the_drawing_counts(unit, size):
    points = [(1000 * x, 1000 * y) for x, y in L_SHAPE]

    result = taken(outlined(points, unit=unit))

    assert result.size_m == pytest.approx((1000 * size, 0.1, 1000 * size), abs=0.01)


def test_a_thickness_is_the_height():
    assert taken(outlined(thickness=6.3)).size_m == pytest.approx((4, 6.3, 4), abs=0.01)


def test_eastings_and_northings_tell_the_place_and_keep_millimetres():
    east, north = BOCHUM
    result = taken(outlined([(x + east + 0.001, y + north) for x, y in L_SHAPE], unit=0))

    assert "51,47" in said(result)
    assert result.place is not None
    assert (result.place.lat, result.place.lon) == pytest.approx((51.474, 7.186), abs=0.005)
    assert area(result) == pytest.approx(7, abs=0.02)
    low, high = dressed_of(result.glb, name="probe").bounds()
    assert np.abs((low + high)[[0, 2]]).max() < 0.1


def test_a_hatch_keeps_its_yard_open():
    made = drawing()
    hatch = made.modelspace().add_hatch(dxfattribs={"layer": "Bestand"})
    hatch.paths.add_polyline_path([(0, 0), (10, 0), (10, 10), (0, 10)], is_closed=True)
    hatch.paths.add_polyline_path([(3, 3), (6, 3), (6, 6), (3, 6)], is_closed=True, flags=16)

    result = taken(made)

    assert area(result) == pytest.approx(91, abs=0.1)
    assert result.nodes == {"Bestand": "context"}


def test_circles_and_old_polylines_and_blocks_count_and_hidden_layers_do_not():
    made = drawing()
    space = made.modelspace()
    space.add_circle((20, 0), 2)
    space.add_polyline2d(L_SHAPE, close=True)
    block = made.blocks.new("BAUM")
    block.add_circle((0, 0), 1)
    space.add_blockref("BAUM", (40, 0))
    made.layers.add("weg").off()
    space.add_circle((90, 0), 5, dxfattribs={"layer": "weg"})
    space.add_line((0, -9), (5, -9))

    result = taken(made)

    assert area(result) == pytest.approx(7 + np.pi * 5, abs=0.4)
    assert "offene Linien" in said(result)


def test_single_lines_and_arcs_that_close_are_an_outline_and_open_ones_are_not():
    made = drawing()
    space = made.modelspace()
    for start, end in zip(L_SHAPE, L_SHAPE[1:] + L_SHAPE[:1], strict=True):
        space.add_line(start, end)
    space.add_arc((10, 0), 1, 0, 180)
    space.add_line((11, 0.001), (9, 0))
    space.add_line((20, 20), (30, 30))

    result = taken(made)

    assert area(result) == pytest.approx(7 + np.pi / 2, abs=0.1)
    assert result.size_m[0] == pytest.approx(11, abs=0.05)


def test_faces_stay_what_they_are():
    made = drawing()
    space = made.modelspace()
    space.add_3dface([(0, 0, 0), (4, 0, 0), (4, 0, 3), (0, 0, 3)], dxfattribs={"color": 1})
    with space.add_mesh().edit_data() as mesh:
        mesh.vertices = [(0, 0, 0), (4, 0, 0), (4, 5, 0), (0, 5, 0)]
        mesh.faces = [(0, 1, 2, 3)]

    result = taken(made)

    assert (result.triangles, result.size_m) == (4, pytest.approx((4, 3, 5), abs=0.01))
    assert {tuple(each.colour) for each in dressed_of(result.glb, name="probe").finishes} >= {(1.0, 0.0, 0.0)}


def test_what_is_wrong_is_said():
    lines = drawing()
    lines.modelspace().add_line((0, 0), (5, 5))
    raw = written(outlined())

    assert "weder ein geschlossener Umriss" in refused(written(lines))
    assert "weder ein geschlossener Umriss" in refused(written(outlined(close=False)))
    assert refused(raw[: raw.index(b"ENTITIES")])
    assert refused(b"  0\nSECTION\n  2\nENTITIES\n  0\nLWPOLY")
    assert refused(b"AutoCAD Binary DXF\r\n\x1a\0" + bytes(90))
    assert "Elemente" in refused(raw + b"  0\nLINE\n" * 600_000)


def test_blocks_of_blocks_without_end_are_refused():
    made = drawing()
    inner = made.blocks.new("B0")
    inner.add_line((0, 0), (1, 1))
    for number in range(1, 7):
        block = made.blocks.new(f"B{number}")
        for place in range(10):
            block.add_blockref(f"B{number - 1}", (place, 0))
    made.modelspace().add_blockref("B6", (0, 0))

    assert "mehr als" in refused(written(made))
