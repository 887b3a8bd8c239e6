"""The line as a drawing: which stops are named, and how they hang together where the line forks.

A row is one named stop.  Rows go down the page; a fork sends all arms but the straight one into lanes to the right,
drawn before the straight one goes on, so that no name ever crosses a stroke.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.exchange.records import Branch, StopRecord


@dataclass(frozen=True, kw_only=True)
class StopRow:
    """One named stop.  ``parent`` is the row it hangs from, None for the first; ``passed`` counts the stops between.

    ``lane`` is 0 for the straight line; ``depth`` counts rows along the way from the first stop, however it forks.
    """

    name: str
    dhid: str
    lane: int
    depth: int
    parent: int | None
    passed: int
    is_station: bool
    is_here: bool
    is_end: bool


def rows(
    branches: Sequence[Branch], stops: Sequence[StopRecord], stations: Mapping[str, str], *, here: str
) -> list[StopRow]:
    """Return the rows of a line: its AR stations (DHID -> name to print), its ends and the stops where it forks.

    ``here`` is the DHID of the sign's stop.  Raises KeyError if it is no stop of the line.
    """
    if here not in {stop.dhid for stop in stops}:
        raise KeyError(here)
    drawing = _Drawing(branches, sorted(stops, key=lambda stop: stop.seq), {**stations}, here)
    trunk = next(branch for branch in branches if not branch.after)
    drawing.draw(drawing.along[trunk.slug], lane=0, parent=None)
    return drawing.rows


class _Drawing:
    """Collects the rows while walking the tree of stops."""

    def __init__(
        self, branches: Sequence[Branch], stops: Sequence[StopRecord], stations: Mapping[str, str], here: str
    ) -> None:
        self.rows: list[StopRow] = []
        self.along = {branch.slug: [stop for stop in stops if stop.branch == branch.slug] for branch in branches}
        self.arms: dict[str, list[str]] = {}
        for branch in branches:
            if branch.after:
                self.arms.setdefault(branch.after, []).append(branch.slug)
        self.stations = stations
        self.here = here

    def draw(self, run: Sequence[StopRecord], *, lane: int, parent: int | None) -> None:
        """Add the named stops of ``run`` and of what forks from it; ``parent`` is the row before it."""
        passed = 0
        for place, stop in enumerate(run):
            is_last = place == len(run) - 1
            arms = self.arms.get(stop.dhid, [])
            is_end = (is_last and not arms) or not self.rows
            if not (stop.dhid in self.stations or arms or is_end or stop.dhid == self.here):
                passed += 1
                continue
            self._add(stop, lane=lane, parent=parent, passed=passed, is_end=is_end)
            parent, passed = len(self.rows) - 1, 0
            straight = arms[-1] if is_last and arms else None
            for arm in arms:
                self.draw(self.along[arm], lane=lane + (arm != straight), parent=parent)

    def _add(self, stop: StopRecord, *, lane: int, parent: int | None, passed: int, is_end: bool) -> None:
        self.rows.append(
            StopRow(
                name=self.stations.get(stop.dhid, stop.name),
                dhid=stop.dhid,
                lane=lane,
                depth=0 if parent is None else self.rows[parent].depth + 1,
                parent=parent,
                passed=passed,
                is_station=stop.dhid in self.stations,
                is_here=stop.dhid == self.here,
                is_end=is_end,
            )
        )
