"""Footprints: what official buildings about a scene cover, for its plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.geodesy import Point
from app.meshes.drafting.silhouettes import outlines, path
from app.meshes.surroundings.composing import houses
from app.meshes.surroundings.excerpt import REACH_M, Excerpt

LEAST_M = 0.5  # what is smaller both ways is no house that anybody would see


@dataclass(frozen=True)
class Footprint:
    """A house on the ground: the path of an SVG in metres, x and z; where its middle is, and how high it is."""

    path: str
    at: tuple[float, float]
    height_m: float


def footprints(excerpts: Sequence[Excerpt], place: Point, *, turn_deg: float) -> Iterator[Footprint]:
    """Yield what stands about a place, in the axes of a scene that is turned by ``turn_deg`` there."""
    for house in houses(excerpts, place, turn_deg, REACH_M):
        covered = house.roofs if len(house.roofs) else house.walls
        rings = [ring for ring in outlines(covered[..., [0, 2]]) if np.ptp(ring, axis=0).max() >= LEAST_M]
        if rings:
            low, high = rings[0].min(axis=0), rings[0].max(axis=0)
            x, z = ((low + high) / 2).round(2).tolist()
            yield Footprint(path(rings), (x, z), round(float(covered[..., 1].max()) - house.low_m, 1))
