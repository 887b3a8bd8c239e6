"""Where a block of a scene's text stands, as far as that can be read; metres in the scene's own axes."""

import math
from collections.abc import Mapping

from app.meshes.scene.fields import Point, as_point


def places(values: Mapping[str, object]) -> tuple[Point, ...]:
    """Return the places that a block writes, before it repeats them; none where nothing can be read."""
    spots = values.get("spots", [values.get("at")])
    found = [as_point(each) for each in spots] if isinstance(spots, list) else []
    return tuple(each for each in found if each is not None)


def distance_m(one: Mapping[str, object], other: Mapping[str, object]) -> float:
    """Return how far the first places of two blocks are from one another; 0 where neither has any."""
    here, there = places(one)[:1], places(other)[:1]
    if here and there:
        return math.dist(here[0], there[0])
    return math.inf if here or there else 0.0
