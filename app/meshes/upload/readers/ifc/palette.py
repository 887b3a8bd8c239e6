"""Palette: the colours of a building, no more than phones take: those that are most alike become one."""

from collections.abc import Mapping, Sequence

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.upload.readers.ifc.shapes import Colour

CLEAR_WEIGHT = 2.0  # glass is sooner told from a wall than grey from white


def merged(weights: Mapping[Colour, float], most: int) -> dict[Colour, Colour]:
    """Return colour -> that of its group, of which there are no more than ``most``.

    ``weights`` says how much there is of each.  Two groups become one, again and again, where that changes least:
    the squared distance between them times the lesser weight (Ward's criterion, but for its constant).
    """
    colours = sorted(weights, key=lambda each: (-weights[each], each))
    groups = [[each] for each in colours]
    means = np.array(colours, dtype=np.float64) * (1, 1, 1, CLEAR_WEIGHT)
    sizes = np.array([weights[each] for each in colours])
    while len(groups) > most:
        one, other = _nearest(means, sizes)
        total = sizes[one] + sizes[other]
        means[one] = (means[one] * sizes[one] + means[other] * sizes[other]) / total
        sizes[one] = total
        groups[one] += groups.pop(other)
        means, sizes = np.delete(means, other, axis=0), np.delete(sizes, other)
    return {each: group[0] for group in groups for each in group}


def _nearest(means: Floats, sizes: Floats) -> Sequence[int]:
    """Return the numbers of the two groups that are best put together, the smaller number first."""
    apart = ((means[:, None] - means[None]) ** 2).sum(axis=2)
    cost = apart * (sizes[:, None] * sizes[None]) / (sizes[:, None] + sizes[None])
    cost[np.tril_indices(len(cost))] = np.inf
    one, other = np.unravel_index(int(cost.argmin()), cost.shape)
    return int(one), int(other)
