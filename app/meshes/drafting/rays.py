"""Rays: how far it is to triangles (Möller and Trumbore), from both sides of them."""

from dataclasses import dataclass

import numpy as np

from app.meshes.deterministic_math import Floats, crossed, dot

GRAZING = 1e-9


@dataclass(frozen=True, eq=False)
class Soup:
    """Triangles that rays are to meet: (m, 3) a corner of each, and the two edges from there, in metres."""

    corner: Floats
    one: Floats
    other: Floats


def soup(corners: Floats) -> Soup:
    """Return (m, 3, 3) corners as rays want them."""
    corner = corners[:, 0]
    return Soup(corner, corners[:, 1] - corner, corners[:, 2] - corner)


def away(among: Soup, eyes: Floats, ways: Floats) -> Floats:
    """Return how many times its way each of n rays must go to each of m triangles, infinite where it misses: (n, m).

    ``eyes`` and ``ways`` are (n, 3); one eye may do for all.
    """
    way = ways[:, None]
    across = crossed(way, among.other)
    flat = dot(among.one, across)
    inverse = 1 / np.where(np.abs(flat) > GRAZING, flat, np.inf)
    from_corner = eyes[:, None] - among.corner
    of_one = dot(from_corner, across) * inverse
    beside = crossed(from_corner, among.one)
    of_other = dot(way, beside) * inverse
    far = dot(among.other, beside) * inverse
    meets = (of_one >= 0) & (of_other >= 0) & (of_one + of_other <= 1) & (far > GRAZING)
    return np.where(meets, far, np.inf)
