"""What is too heavy becomes light: within the budget, near the original, and with its seams, finishes and edges."""

import numpy as np
import pytest

from app.meshes import check, usdz
from app.meshes.building import build_upload
from app.meshes.upload.findings import RefusedError
from app.meshes.upload.simplify import deviation, lightening, pieces
from app.meshes.upload.simplify.lightening import lightened
from app.meshes.upload.taking_in import dressed_of, take_in
from app.meshes.upload.weight import Lightening
from app.meshes.upload.wishes import Wishes
from tests.meshes.conftest import FONTS
from tests.meshes.gltf import validated
from tests.meshes.heavy_house import house

PLENTY = 10**9
BY = Lightening(by=lightened)


@pytest.fixture(scope="module")
def heavy():
    return house(75_000)


def grid(points, uvs=None):
    """Return the loose triangles of a grid (n, m, 3) of points, seen from where u runs right and v runs up."""
    n, m = points.shape[:2]
    at = np.arange(n * m).reshape(n, m)
    a, b, c, d = at[:-1, :-1], at[1:, :-1], at[1:, 1:], at[:-1, 1:]
    triangles = np.concatenate([np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)])
    normals = np.cross(np.gradient(points, axis=0), np.gradient(points, axis=1))
    normals /= np.linalg.norm(normals, axis=2, keepdims=True)
    uvs = np.zeros((n, m, 2)) if uvs is None else uvs
    return tuple(rows.reshape(n * m, -1)[triangles] for rows in (points, normals, uvs))


def square(n):
    u, v = np.meshgrid(np.linspace(0, 1, n), np.linspace(0, 1, n), indexing="ij")
    return u, v


def cylinder(n):
    """Return a column of 1 m radius and 5 m, wrapped once about by its picture: u = angle, v = height."""
    u, v = square(n)
    points = np.stack([np.cos(2 * np.pi * u), 5 * v, -np.sin(2 * np.pi * u)], -1)
    return grid(points, np.stack([u, 1 - v], -1))


def boxes(count, size):
    """Return ``count`` boxes a metre apart, each of 12 triangles with normals of their own."""
    sides = []
    for axis in range(3):
        for end in (0.0, 1.0):
            u, v = square(2)
            points = np.empty((2, 2, 3))
            points[..., axis], points[..., axis - 2], points[..., axis - 1] = end, u, v
            sides.append(grid(points if end else points[::-1]))
    one = [np.concatenate(rows) for rows in zip(*sides, strict=True)]
    places = np.stack([np.arange(count) % 40, np.zeros(count), np.arange(count) // 40], -1)
    positions = (one[0][None] * size + places[:, None, None]).reshape(-1, 3, 3)
    return positions, np.tile(one[1], (count, 1, 1)), np.tile(one[2], (count, 1, 1))


def area(loose):
    edges = loose[0][:, 1:] - loose[0][:, :1]
    return np.linalg.norm(np.cross(edges[:, 0], edges[:, 1]), axis=1).sum() / 2


def test_a_heavy_house_is_within_the_budget_near_what_it_was_and_a_valid_file(heavy, tmp_path):
    taken = take_in(memoryview(heavy), name="Haus", lightening=BY)

    dressed = dressed_of(taken.glb, name="Haus")
    (tmp_path / "house.glb").write_bytes(taken.glb)
    report = validated(tmp_path / "house.glb")
    assert check.over(check.PLANNING, dressed, taken.glb, usdz.write(dressed)) == []
    assert report["issues"]["numErrors"] == 0
    assert taken.lightened.was > check.PLANNING.triangles >= taken.lightened.now
    assert 0 < taken.lightened.most_m < 0.03
    assert [finish.colour for finish in dressed.finishes if finish.opacity < 1] != []
    assert len(dressed.finishes) == 4 and len(dressed.pictures) == 2, "only the screws are gone, with their metal"
    assert taken.lightened.dropped == 160
    assert any("Vereinfacht" in note.wrong for note in taken.notes)


def test_without_a_lighter_it_is_refused(heavy):
    with pytest.raises(RefusedError, match=r"Dreiecke.*im 3D-Programm vereinfachen, oder weglassen"):
        take_in(memoryview(heavy), name="Haus")


def test_there_is_room_left_for_the_mark_and_the_plate(heavy):
    taken = take_in(memoryview(heavy), name="Haus", lightening=BY)

    made = build_upload(taken.glb, name="haus", title="Haus der Vereine am Alten Güterbahnhof", fonts=FONTS)

    files = made.variants["planned"]
    assert files.triangles == taken.triangles
    assert max(len(files.true.glb), len(files.table.glb)) <= check.PHONE.glb_bytes


def test_it_has_as_few_triangles_as_one_wishes_and_the_same_bytes_each_time(heavy):
    first, again = (
        take_in(memoryview(heavy), name="Haus", wishes=Wishes(triangles=6_000), lightening=BY) for _ in range(2)
    )

    assert first.triangles <= 6_000
    assert first.glb == again.glb
    assert first.lightened == again.lightened


def test_fewer_triangles_are_farther_off():
    u, v = square(120)
    hill = grid(np.stack([10 * u, np.sin(7 * u) * np.cos(5 * v), -10 * v], -1))

    off = [lightened([hill], [False], most=most, most_bytes=PLENTY)[1].most_m for most in (8000, 1000, 100)]

    assert 0 < off[0] < off[1] < off[2] < 1


def test_a_picture_stays_where_it_was_and_its_seam_a_seam():
    loose, _ = lightened([cylinder(150)], [True], most=2000, most_bytes=PLENTY)

    positions, _, uvs = (rows.reshape(-1, rows.shape[-1]) for rows in loose[0])
    angle = np.arctan2(-positions[:, 2], positions[:, 0]) / (2 * np.pi)
    slip = (uvs[:, 0] - angle + 0.5) % 1 - 0.5
    across = np.ptp(loose[0][2][..., 0], axis=1)
    assert np.abs(slip).max() < 0.005
    assert np.abs(uvs[:, 1] - (1 - positions[:, 1] / 5)).max() < 0.005
    assert across.max() < 0.5, "no triangle has the whole picture in it, from one side of the seam to the other"
    assert {0.0, 1.0} <= set(uvs[:, 0].round(6))


def test_finishes_keep_their_borders():
    u, v = square(101)
    flat = grid(np.stack([u, 0.001 * np.sin(40 * u) * np.sin(40 * v), -v], -1))
    inside = (np.abs(flat[0].mean(axis=1)[:, [0, 2]] - (0.5, -0.5)) < 0.25).all(axis=1)
    parts = [tuple(rows[which] for rows in flat) for which in (inside, ~inside)]
    areas = [area(each) for each in parts]

    made, told = lightened(parts, [False, False], most=400, most_bytes=PLENTY)

    assert told.now <= 400
    assert [area(each) for each in made] == pytest.approx(areas, rel=0.01)


def test_flat_faces_stay_flat_and_edges_sharp():
    u, v = square(60)
    wall = grid(np.stack([4 * u, 3 * v, np.zeros_like(u)], -1))
    roof = grid(np.stack([4 * u, np.full_like(u, 3.0), -2 * v], -1))
    both = [tuple(np.concatenate(rows) for rows in zip(wall, roof, strict=True))]

    made, told = lightened(both, [False], most=40, most_bytes=PLENTY)

    positions, normals, _ = made[0]
    on_roof = (positions[..., 1] > 2.999).all(axis=1)
    assert told.most_m < 0.001
    assert np.allclose(normals[on_roof], [0, 1, 0], atol=1e-6)
    assert np.allclose(normals[~on_roof], [0, 0, 1], atol=1e-6)


def test_faces_that_have_no_points_in_common_hang_together_all_the_same():
    u, v = square(80)
    dome = grid(np.stack([np.cos(np.pi * u) * np.sin(np.pi * v), np.sin(np.pi * u), np.cos(np.pi * v)], -1))
    faces = np.cross(dome[0][:, 1] - dome[0][:, 0], dome[0][:, 2] - dome[0][:, 0])
    flat = faces / np.maximum(np.linalg.norm(faces, axis=1, keepdims=True), 1e-12)
    faceted = dome[0], np.repeat(flat[:, None], 3, axis=1), dome[2]

    _, told = lightened([faceted], [False], most=1500, most_bytes=PLENTY)

    assert told.now <= 1500 and told.dropped == 0
    assert told.most_m < 0.02


def test_what_is_too_small_to_be_seen_goes_first_and_is_counted():
    u, v = square(100)
    floor = grid(np.stack([40 * u, -0.01 * np.sin(30 * u), -40 * v], -1))
    screws = boxes(300, 0.02)
    screws[0][..., 1] += 0.5
    parts = [tuple(np.concatenate(rows) for rows in zip(floor, screws, strict=True))]

    made, told = lightened(parts, [False], most=10_000, most_bytes=PLENTY)

    assert (told.dropped, told.dropped_m) == (300, pytest.approx(0.02 * 3**0.5, rel=1e-3))
    assert told.most_m < 0.05, "what went is told apart, and is no deviation of what stayed"
    assert len(made[0][0]) == told.now <= 10_000


def test_of_too_many_pieces_the_largest_stay():
    small, large = boxes(900, 0.3), boxes(100, 0.6)
    large[0][..., 2] += 100
    parts = [tuple(np.concatenate(rows) for rows in zip(small, large, strict=True))]

    made, told = lightened(parts, [False], most=1200, most_bytes=PLENTY)

    is_large = made[0][0][..., 2].mean(axis=1) > 50
    assert (told.now, is_large.sum()) == (1200, 1200)
    assert (told.dropped, told.dropped_m) == (900, pytest.approx(0.3 * 3**0.5, rel=1e-3))


def test_a_file_of_few_triangles_but_too_many_bytes_becomes_light_as_well():
    u, v = square(160)
    hill = grid(np.stack([10 * u, np.sin(7 * u) * np.cos(5 * v), -10 * v], -1))

    made, told = lightened([hill], [False], most=60_000, most_bytes=200_000)

    weight = lightening.size_bytes(lightening.welded(0, *made[0]), is_textured=False)
    assert 100_000 < weight <= 200_000
    assert told.now < told.was


def test_pieces_are_what_hangs_together():
    triangles = np.array([[5, 6, 7], [0, 1, 2], [2, 3, 4], [7, 8, 9]], dtype=np.uint32)

    label = pieces.numbered(11, triangles)

    assert label.tolist() == [0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10]


def sheet(height, n=16):
    u, v = square(n)
    return grid(np.stack([10 * u, np.full_like(u, height), -10 * v], -1))[0].astype(np.float32)


@pytest.mark.parametrize(
    ("given", "made", "off_m"),
    [
        (sheet(0.0), sheet(0.0, 3), 0.0),
        (sheet(0.0), sheet(0.02, 3), 0.02),
        (sheet(0.0, 3), sheet(-0.07), 0.07),
        (np.concatenate([sheet(0.0), sheet(3.0)]), sheet(0.0), 3.0),  # something is missing
        (sheet(0.0), np.concatenate([sheet(0.0), sheet(3.0)]), 3.0),  # something was made up
    ],
)
def test_deviation_is_measured_both_ways(given, made, off_m):
    assert deviation.between(given, made).most_m == pytest.approx(off_m, abs=1e-5)


def test_the_nearest_triangle_is_found_wherever_it_is():
    chance = np.random.default_rng(3)
    corners = (chance.normal(0, 5, (90, 1, 3)) + chance.normal(0, 1, (90, 3, 3))).astype(np.float32)
    points = chance.normal(0, 6, (60, 3))
    shares = chance.dirichlet((1, 1, 1), 1500)

    found = deviation.Nearest(corners).away(points)

    places = np.einsum("sk,mkx->msx", shares, corners).reshape(-1, 3)
    sampled = np.array([np.linalg.norm(places - point, axis=1).min() for point in points])
    assert (found <= sampled + 1e-6).all()
    assert np.abs(found - sampled).max() < 0.15
