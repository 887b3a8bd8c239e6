"""What the buildings, waters and energy parts promise beyond being sound."""

import numpy as np
import pytest

from app.meshes.kit import PARTS
from app.meshes.kit.water import RAIN_STEP_M
from app.meshes.materials import MATERIALS
from app.meshes.shapes_panels import Opening, wall


def build(name, detail=1.0, **settings):
    return PARTS[name].build(**PARTS[name].defaults() | settings, detail=detail)


def extent(surfaces):
    points = np.concatenate([surface.positions for surface in surfaces])
    return points.min(axis=0), points.max(axis=0)


def area(surfaces, material):
    chosen = [surface for surface in surfaces if surface.material == material]
    corners = np.concatenate([surface.positions[surface.triangles] for surface in chosen])
    return np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1).sum() / 2


BUILDINGS = (
    "house_flat",
    "gruenderzeit_house",
    "glass_hall",
    "steel_hall",
    "engine_house",
    "blast_furnace",
    "gas_engine",
    "water_tower",
    "town_hall",
)
WATERS = ("solar_sail", "heat_column", "rain_garden", "infiltration_trench", "fountain", "ground_core", "green_roof")


@pytest.mark.parametrize("name", BUILDINGS + WATERS)
def test_nothing_lies_below_the_ground(name):
    low, _ = extent(build(name))

    assert low[1] > -0.001


@pytest.mark.parametrize(
    ("name", "settings", "size"),
    [
        ("glass_hall", {"pavilions": 0}, (300, 14.5, 15)),
        ("steel_hall", {}, (66.8, 21.2, 33)),
        ("town_hall", {"tower_m": 0.0}, (67, 23, 20)),
        ("house_flat", {"width_m": 20.0, "depth_m": 12.0, "storeys": 5, "storey_m": 3.0}, (20.1, 15.1, 12.6)),
        ("water_tower", {"height_m": 38.0}, (11.2, 38, 11.5)),
        ("brick_office", {"hall": False}, (128.2, 23.1, 16.3)),
        ("gas_holder", {"height_m": 40.0, "radius_m": 14.0}, (29.4, 40, 29.4)),
    ],
)
def test_a_building_has_the_size_that_was_asked_for(name, settings, size):
    low, high = extent(build(name, **settings))

    assert high - low == pytest.approx(size, abs=0.7)


def test_one_looks_into_a_steel_hall_from_the_front_and_through_an_arcade():
    hall, arcade = build("steel_hall"), build("glass_hall")

    steel = np.concatenate([s.positions for s in hall if s.material == PARTS["steel_hall"].defaults()["steel"]])
    bricks = np.concatenate([s.positions[s.triangles].mean(axis=1) for s in hall if s.material == "brick"])
    walls = bricks[np.abs(bricks[:, 0]) < 20]
    assert steel[:, 2].max() > 15
    assert walls[:, 2].max() < -9
    assert area(arcade, "glass") > 300 * 14


def test_a_wall_has_as_much_skin_as_its_openings_leave():
    openings = [Opening(-2, 1, 1, 2), Opening(2, 1, 1.5, 1)]

    surfaces = wall((10, 4), openings, material="brick", detail=1.0, depth_m=0.2)

    reveals = 0.2 * (2 * (1 + 2) + 2 * (1.5 + 1))
    assert area(surfaces, "brick") == pytest.approx(10 * 4 - 2 - 1.5 + reveals, rel=1e-4)


def test_an_arched_window_is_smaller_than_a_square_one_but_leaves_no_hole():
    square = wall((6, 5), [Opening(0, 1, 2, 3)], material="brick", detail=1.0)
    arched = wall((6, 5), [Opening(0, 1, 2, 3, rise_m=1)], material="brick", detail=1.0)

    assert area(arched, "#f2f0ea") < area(square, "#f2f0ea")
    front = [s.positions[s.triangles] for s in arched if s.material == "brick" and abs(s.normals[:, 2]).max() > 0.99]
    flat = np.concatenate(front)
    flat = flat[np.abs(flat[:, :, 2]).max(axis=1) < 1e-6]
    skin = np.linalg.norm(np.cross(flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]), axis=1).sum() / 2
    assert skin + area(arched, "#f2f0ea") == pytest.approx(6 * 5, rel=1e-4)


def test_a_run_down_house_has_boards_and_a_renovated_one_has_an_awning():
    old = {surface.material for surface in build("gruenderzeit_house", state="run_down")}
    new = {surface.material for surface in build("gruenderzeit_house", state="renovated")}

    assert "wood" in old
    assert "fabric" not in old
    assert "fabric" in new
    assert "wood" not in new


def test_the_same_seed_ruins_a_house_in_the_same_way():
    first, second, other = (build("gruenderzeit_house", state="run_down", seed=seed) for seed in (4, 4, 5))

    assert all(np.array_equal(a.positions, b.positions) for a, b in zip(first, second, strict=True))
    assert not all(
        a.positions.shape == b.positions.shape and np.array_equal(a.positions, b.positions)
        for a, b in zip(first, other, strict=False)
    )


def test_a_sail_without_cells_makes_no_power():
    assert "solar" not in {surface.material for surface in build("solar_sail", cells=0.0)}
    assert area(build("solar_sail", cells=0.9), "solar") > area(build("solar_sail", cells=0.3), "solar") * 2


def test_a_rain_garden_holds_more_water_the_harder_it_rains():
    dry = {surface.material for surface in build("rain_garden", state="dry")}
    rain, flood = (area(build("rain_garden", state=state), "water") for state in ("heavy_rain", "flooded"))

    assert "water" not in dry
    assert flood > rain > 0


def test_rain_repeats_itself_upward_so_that_it_can_fall_without_end():
    (streaks,) = build("rain", height_m=6.0)
    feet = streaks.positions[::6]
    low = feet[feet[:, 1] < 6 - RAIN_STEP_M]

    apart = np.linalg.norm((low + np.array([0, RAIN_STEP_M, 0]))[:, None] - feet[None], axis=2)

    assert len(low) == len(feet) * 3 / 4
    assert apart.min(axis=1).max() < 0.001


def test_the_tunnel_begins_twenty_centimetres_below_the_paving():
    block = build("ground_core", kind="tunnel", lift_m=0.0)
    top = max(surface.positions[:, 1].max() for surface in block if surface.material == "paving")
    slab = max(surface.positions[:, 1].max() for surface in block if surface.material == "concrete")

    assert top - slab == pytest.approx(0.2, abs=1e-4)


def test_air_that_one_sees_is_clear():
    for kind, name in (("warm", "warm_air"), ("cool", "cool_air")):
        assert name in {surface.material for surface in build("heat_column", kind=kind)}
        assert MATERIALS[name].kind == "clear"
