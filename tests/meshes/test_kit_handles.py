"""What an editor may pull at: a part grows where it says that it grows, and by as much."""

from dataclasses import replace

import numpy as np
import pytest

from app.meshes.kit import PARTS
from app.meshes.kit.part import SPANS, Parameter

AXES = {"width": (0,), "height": (1,), "depth": (2,), "square": (0, 2), "radius": (0, 2)}
WHOLE_ROWS_M = {("pv_roof", "depth"): 2.2}  # grows by rows
HANDLES = [(name, span) for name, part in PARTS.items() for span in part.handles]


def corners(part, settings):
    built = PARTS[part].build(**settings, detail=1.0)
    return np.concatenate([surface.positions for surface in built])


def larger(parameter):
    """A value of a parameter that is well above its default, or below where there is no room above."""
    value = min(parameter.default * 1.5, parameter.high)
    return value if value > parameter.default else max(parameter.default * 0.6, parameter.low)


@pytest.mark.parametrize(("part", "span"), HANDLES)
def test_a_part_grows_where_it_says(part, span):
    parameter = next(each for each in PARTS[part].parameters if each.name == PARTS[part].handles[span])
    usual = PARTS[part].defaults()
    off_m = WHOLE_ROWS_M.get((part, span), 0.0)
    by_m = (larger(parameter) - parameter.default) * (2 if span == "radius" else 1)

    before, after = corners(part, usual), corners(part, usual | {parameter.name: larger(parameter)})

    for axis in AXES[span]:
        grown_m = after[:, axis].max() - before[:, axis].max()
        grown_m -= 0 if axis == 1 else after[:, axis].min() - before[:, axis].min()  # nothing grows into the ground
        assert grown_m == pytest.approx(by_m, rel=0.25, abs=off_m)


def test_what_a_parameter_spans_is_what_its_name_says_unless_it_says_otherwise():
    length = Parameter("length_m", "Länge", "m", 1.0, 0.5, 2.0)

    assert length.span == "depth" == SPANS["length_m"]
    assert replace(length, spans="width").span == "width"
    assert replace(length, spans="").span == ""
    assert Parameter("sill_m", "Brüstung", "m", 1.0, 0.5, 2.0).span == ""


def test_only_parts_with_points_say_what_these_are():
    for part in PARTS.values():
        has_points = any(parameter.name == "points" for parameter in part.parameters)
        assert bool(part.points) == has_points, part.name
