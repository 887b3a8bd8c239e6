"""The line diagram: stations in order from top to bottom, and the tracks that pass each row.

The line is a tree.  The trunk has lane 0; a branch that starts where its parent ends goes on in the parent's lane,
every other one gets a lane of its own, which curves away in the row of the fork.  Branches without stations are
left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.exchange.records import Branch, StopRecord

T = TypeVar("T")


@dataclass
class DiagramRow(Generic[T]):
    """A station, or a fork named after its stop.  ``tracks`` are (lane, whole | top | bottom | curve)."""

    lane: int
    station: T | None = None
    fork: str = ""
    tracks: list[tuple[int, str]] = field(default_factory=list)


def rows(branches: Sequence[Branch], stops: Sequence[StopRecord], stations: Mapping[str, T]) -> list[DiagramRow[T]]:
    """Return the diagram's rows.  ``stations`` is DHID -> what stands at that stop; forks come where they are."""
    return _Diagram(branches, stops, stations).draw()


class _Diagram(Generic[T]):
    def __init__(self, branches: Sequence[Branch], stops: Sequence[StopRecord], stations: Mapping[str, T]) -> None:
        self.branches, self.stations = branches, stations
        self.stops = {each.slug: sorted(self._of(each, stops), key=lambda stop: stop.seq) for each in branches}
        self.rows: list[DiagramRow[T]] = []
        self.lanes = 1

    def draw(self) -> list[DiagramRow[T]]:
        for branch in self.branches:
            if not branch.after and self._has_stations(branch):
                self._branch(branch, lane=0, start=0)
        return self.rows

    def _branch(self, branch: Branch, *, lane: int, start: int) -> None:
        """Add the rows of ``branch``, whose track comes from row ``start``, then those of its forks."""
        forks: list[tuple[int, int, Branch]] = []
        last = start
        stops = self.stops[branch.slug]
        for stop in stops:
            if stop.dhid in self.stations:
                last = len(self.rows)
                self.rows.append(DiagramRow(lane=lane, station=self.stations[stop.dhid]))
            children = [each for each in self.branches if each.after == stop.dhid and self._has_stations(each)]
            if children:
                forks += self._fork(stop, children, lane, is_end=stop is stops[-1])
                last = max(last, len(self.rows) - 1)
        self._track(lane, start, last)
        for child_lane, row, child in forks:
            self._branch(child, lane=child_lane, start=row)

    def _fork(
        self, stop: StopRecord, children: list[Branch], lane: int, *, is_end: bool
    ) -> list[tuple[int, int, Branch]]:
        here = len(self.rows)
        row: DiagramRow[T] = DiagramRow(lane=lane, fork=stop.name)
        self.rows.append(row)
        found = []
        for number, child in enumerate(children):
            if is_end and number == 0:
                found.append((lane, here, child))
                continue
            row.tracks.append((self.lanes, "curve"))
            found.append((self.lanes, here, child))
            self.lanes += 1
        return found

    def _track(self, lane: int, start: int, last: int) -> None:
        """Draw the track of one branch from the row it starts in to that of its last station or fork."""
        for place in range(start, last + 1):
            row = self.rows[place]
            is_fork_start = bool(row.fork) and place == start
            if is_fork_start and (lane, "curve") in row.tracks:
                continue
            if row.station is not None and row.lane == lane and start == last:
                continue  # a single station: a dot and no track
            if place == start and not row.fork:
                row.tracks.append((lane, "bottom"))
            elif place == last and not row.fork:
                row.tracks.append((lane, "top"))
            elif (lane, "whole") not in row.tracks:
                row.tracks.append((lane, "whole"))

    def _has_stations(self, branch: Branch) -> bool:
        stops = self.stops[branch.slug]
        deeper = [each for stop in stops for each in self.branches if each.after == stop.dhid]
        return any(stop.dhid in self.stations for stop in stops) or any(self._has_stations(each) for each in deeper)

    @staticmethod
    def _of(branch: Branch, stops: Sequence[StopRecord]) -> list[StopRecord]:
        return [stop for stop in stops if stop.branch == branch.slug]
