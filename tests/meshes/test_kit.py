"""Every part of the kit, at its lowest, usual and highest, in both degrees of detail."""

import re

import numpy as np
import pytest

from app.meshes.compose import built
from app.meshes.kit import FAMILIES, PARTS
from app.meshes.materials import exists, material

UNITS = {"m", "deg", "count", "choice", "colour", "share", "seed", "switch", "points", "outline", "text"}
NAME = re.compile(r"[a-z][a-z0-9_]*")


def extreme(part, side):
    """The settings of a part with everything as low, as usual or as high as it goes."""
    settings = part.defaults()
    for parameter in part.parameters:
        if side == "usual":
            continue
        limit = parameter.low if side == "low" else parameter.high
        if parameter.unit == "switch":
            settings[parameter.name] = side == "high"
        elif parameter.unit == "choice":
            settings[parameter.name] = parameter.choices[0 if side == "low" else -1]
        elif parameter.unit in ("count", "seed") and limit is not None:
            settings[parameter.name] = int(limit)
        elif limit is not None:
            settings[parameter.name] = float(limit)
    return settings


def variations(part):
    by_points = any(parameter.unit in ("points", "outline") for parameter in part.parameters)
    sides = ("low", "usual") if by_points else ("low", "usual", "high")  # the widest path wants a wider bend
    yield from (extreme(part, side) for side in sides)
    for parameter in part.parameters:
        for choice in parameter.choices:
            yield part.defaults() | {parameter.name: choice}


def test_there_are_at_least_forty_parts_and_no_name_twice():
    assert len(PARTS) >= 40
    assert len(PARTS) == sum(len(parts) for parts in FAMILIES.values())


@pytest.mark.parametrize("name", PARTS)
def test_a_part_says_what_it_is_and_keeps_to_its_own_limits(name):
    part = PARTS[name]

    assert NAME.fullmatch(name)
    assert part.what.endswith(".")
    assert len({parameter.name for parameter in part.parameters}) == len(part.parameters)
    for parameter in part.parameters:
        assert NAME.fullmatch(parameter.name)
        assert parameter.what
        assert parameter.unit in UNITS
        if parameter.unit == "choice":
            assert parameter.default in parameter.choices
        elif parameter.unit == "colour":
            assert exists(parameter.default)
        elif parameter.unit == "switch":
            assert isinstance(parameter.default, bool)
        elif parameter.unit not in ("seed", "points", "outline", "text"):
            assert parameter.low <= parameter.default <= parameter.high
        if parameter.unit in ("m", "deg"):
            assert parameter.name.endswith(f"_{parameter.unit}"), "the unit is in the name"


@pytest.mark.parametrize("detail", [0.3, 1.0])
@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_sound_at_every_size(name, detail):
    for settings in variations(PARTS[name]):
        surfaces = built(name, tuple(sorted(settings.items())), detail, False)

        assert surfaces, settings
        for surface in surfaces:
            assert material(surface.material), surface.material
            assert np.isfinite(surface.positions).all(), settings
            assert np.isfinite(surface.uvs).all(), settings
            assert np.linalg.norm(surface.normals, axis=1) == pytest.approx(1, abs=1e-3), settings
            assert surface.triangles.max() < len(surface.positions)
            corners = surface.positions.astype(float)[surface.triangles]
            faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            facing = surface.normals[surface.triangles].mean(axis=1)
            against = (faces * facing).sum(axis=1) < -1e-6
            assert not against.any(), f"{surface.material}: skin looks inward, {settings}"


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_lighter_with_less_detail(name):
    settings = tuple(sorted(PARTS[name].defaults().items()))

    fine, coarse = (
        sum(len(surface.triangles) for surface in built(name, settings, detail, False)) for detail in (1.0, 0.3)
    )

    assert coarse <= fine
    assert fine <= 6000
