"""Roofs: gable and hip, with thickness at the eaves."""

from app.meshes.skin import Point, Surface, moved
from app.meshes.surfaces import sheet


def gable_roof(
    width_m: float,
    depth_m: float,
    rise_m: float,
    *,
    material: str,
    at: Point = (0, 0, 0),
    overhang_m: float = 0.3,
    thickness_m: float = 0.2,
    gable_material: str | None = None,
) -> list[Surface]:
    """A roof over ``width_m`` by ``depth_m`` with its ridge along X, its eaves ``at`` their height.

    With ``gable_material`` the walls under the two slopes are closed.
    """
    pitch = rise_m / (depth_m / 2)
    x, z = width_m / 2 + overhang_m, depth_m / 2 + overhang_m
    eave, ridge, t = -overhang_m * pitch, rise_m, thickness_m
    profile = [(z, eave), (z, eave + t), (0.0, ridge + t), (-z, eave + t), (-z, eave), (0.0, ridge)]
    found = [
        sheet([(-x, eave + t, z), (x, eave + t, z), (x, ridge + t, 0), (-x, ridge + t, 0)], material=material),
        sheet([(x, eave + t, -z), (-x, eave + t, -z), (-x, ridge + t, 0), (x, ridge + t, 0)], material=material),
        sheet([(-x, eave, z), (x, eave, z), (x, eave + t, z), (-x, eave + t, z)], material=material),
        sheet([(x, eave, -z), (-x, eave, -z), (-x, eave + t, -z), (x, eave + t, -z)], material=material),
        sheet([(x, y, az) for az, y in profile], material=material),
        sheet([(-x, y, az) for az, y in reversed(profile)], material=material),
    ]
    if overhang_m > 0:
        found += [
            sheet([(x, eave, z), (-x, eave, z), (-x, ridge, 0), (x, ridge, 0)], material=material),
            sheet([(-x, eave, -z), (x, eave, -z), (x, ridge, 0), (-x, ridge, 0)], material=material),
        ]
    if gable_material is not None:
        wall, half = width_m / 2, depth_m / 2
        found += [
            sheet([(wall, 0, half), (wall, 0, -half), (wall, rise_m, 0)], material=gable_material),
            sheet([(-wall, 0, -half), (-wall, 0, half), (-wall, rise_m, 0)], material=gable_material),
        ]
    return moved(found, by=at)


def hip_roof(
    width_m: float,
    depth_m: float,
    rise_m: float,
    *,
    material: str,
    at: Point = (0, 0, 0),
    overhang_m: float = 0.4,
    thickness_m: float = 0.18,
    ridge_m: float | None = None,
) -> list[Surface]:
    """A roof sloping to all four sides, its eaves ``at`` their height.

    ``ridge_m`` is the length of the ridge along X; without it all slopes are equally steep.
    """
    x, z = width_m / 2 + overhang_m, depth_m / 2 + overhang_m
    half = max(x - z, 0.0) if ridge_m is None else min(ridge_m / 2, x)
    t = thickness_m
    top = rise_m + t
    eaves = [(-x, t, z), (x, t, z), (x, t, -z), (-x, t, -z)]
    left, right = (-half, top, 0.0), (half, top, 0.0)
    pointed = half < 1e-6
    south = [eaves[0], eaves[1], right] if pointed else [eaves[0], eaves[1], right, left]
    north = [eaves[2], eaves[3], left] if pointed else [eaves[2], eaves[3], left, right]
    found = [
        sheet(south, material=material),
        sheet(north, material=material),
        sheet([eaves[1], eaves[2], right], material=material),
        sheet([eaves[3], eaves[0], left], material=material),
    ]
    foot = [(-x, 0.0, z), (x, 0.0, z), (x, 0.0, -z), (-x, 0.0, -z)]
    for i in range(4):
        j = (i + 1) % 4
        found.append(sheet([foot[i], foot[j], eaves[j], eaves[i]], material=material))
    if overhang_m > 0:
        found.append(sheet(foot[::-1], material=material))
    return moved(found, by=at)
