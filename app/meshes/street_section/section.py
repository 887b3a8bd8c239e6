"""A section: its strips from left to right along an axis, and where each of them lies across the street."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.meshes.parallels import Spot, distinct, rounded
from app.meshes.street_section.strips import Kind, Strip

SAME_WIDTH_M = 0.005
STEP_M = 0.03  # a difference in height of more than that has a kerb
KERB_M = 0.15


@dataclass(frozen=True)
class Section:
    """A section.  Left and right are as one looks from the first point of the axis (x, z) to its last.

    The middle of its strips lies over the axis.  ``measured_m`` is how wide the street really is, None where nobody
    has measured it; ``radius_m`` rounds the corners of the axis, as far as there is room.
    """

    name: str
    axis: tuple[Spot, ...]
    strips: tuple[Strip, ...]
    measured_m: float | None = None
    radius_m: float = 0.0

    @property
    def width_m(self) -> float:
        """The sum of all widths."""
        return sum(strip.width_m for strip in self.strips)

    @property
    def left_over_m(self) -> float:
        """How much of the measured width is left; below 0 where the strips are too wide; 0 where they fit."""
        over_m = round((self.measured_m or self.width_m) - self.width_m, 3)
        return over_m if abs(over_m) > SAME_WIDTH_M else 0.0

    @property
    def line(self) -> list[Spot]:
        """The axis as it is built, corners rounded; empty where it goes nowhere."""
        line = distinct(self.axis)
        return rounded(line, self.radius_m) if line and self.radius_m else line


@dataclass(frozen=True)
class Slice:
    """One strip where it lies: its edges in metres to the right of the axis, and its neighbours, if it has some."""

    strip: Strip
    number: int
    left_m: float
    right_m: float
    before: Strip | None
    after: Strip | None

    @property
    def middle_m(self) -> float:
        """Where its middle lies."""
        return (self.left_m + self.right_m) / 2

    @property
    def kind(self) -> Kind:
        """The kind of its strip."""
        return self.strip.of

    @property
    def top_m(self) -> float:
        """How high its top lies: a kerb is as high as the higher of its neighbours."""
        beside = [strip.of.top_m for strip in (self.before, self.after) if strip is not None]
        return max(beside, default=self.kind.top_m) if self.strip.kind == "kerb" else self.kind.top_m

    @property
    def kerbs(self) -> tuple[float, float]:
        """How wide the kerbs are that it has itself, left and right: where it falls to its neighbour."""
        width_m = min(KERB_M, self.strip.width_m / 4)
        left, right = (width_m if self._falls_to(strip) else 0.0 for strip in (self.before, self.after))
        return left, right

    @property
    def goes_forward(self) -> bool:
        """Tell whether traffic on it goes along the axis: as written, else on the right of it."""
        return self.strip.direction == "forward" or (self.strip.direction != "back" and self.middle_m >= 0)

    def _falls_to(self, beside: Strip | None) -> bool:
        if beside is None or "kerb" in (beside.kind, self.strip.kind):
            return False
        return self.kind.top_m - beside.of.top_m > STEP_M


def slices(section: Section) -> Iterator[Slice]:
    """Yield the strips of a section where they lie, from left to right."""
    at_m = -section.width_m / 2
    beside = (None, *section.strips, None)
    for number, strip in enumerate(section.strips):
        yield Slice(strip, number, at_m, at_m + strip.width_m, beside[number], beside[number + 2])
        at_m += strip.width_m
