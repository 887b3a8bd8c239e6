"""Exhibited: what trays and the model of the line show, as values; ``exhibits`` finds it.

A process that builds reads these: they bring no tables with them.
"""

from dataclasses import dataclass

Point = tuple[float, float]  # metres to the east and to the north of the line's first stop


@dataclass(frozen=True, kw_only=True)
class Exhibited:
    """An asset and the title that stands beside it.

    ``scene`` is the variant of it that is shown; empty: the one that it shows first itself.
    """

    asset: str
    scene: str = ""
    title: str


@dataclass(frozen=True, kw_only=True)
class Stand:
    """A station on the line: where, and what may stand for it, the first choice first, all under its name."""

    at: Point
    choices: tuple[Exhibited, ...]


@dataclass(frozen=True, kw_only=True)
class LineOnPlate:
    """The line; each of ``branches`` begins at the stop where it leaves another."""

    line_id: int
    title: str
    colour: str
    branches: tuple[tuple[Point, ...], ...]
    stands: tuple[Stand, ...]
