"""Laying: a section becomes parts of the kit along its axis: ground, kerbs, marks, rails, and what stands on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.meshes.dressed import Pose
from app.meshes.kit.part import Value
from app.meshes.street_section.section import Section, Slice, slices
from app.meshes.street_section.standing import standing
from app.meshes.street_section.strips import KINDS

THROUGH, BROKEN, SHORT = (0.0, 0.0), (3.0, 6.0), (1.0, 1.0)  # dash and gap, in metres (RMS)
NARROW_M, WIDE_M = 0.12, 0.25  # a thin and a thick line (RMS)
MAST_AWAY_M = 0.3


@dataclass(frozen=True)
class Laid:
    """A part of the kit as a section makes it, in the axes of the scene; ``is_ground``: the strip itself."""

    part: str
    values: dict[str, Value]
    places: tuple[Pose, ...] = (Pose(),)
    is_ground: bool = True
    looks: int = 1


def laid(section: Section) -> Iterator[Laid]:
    """Yield everything that a section makes; nothing where its axis goes nowhere."""
    line = section.line
    if not line:
        return
    points = ", ".join(f"{x:.10g} {z:.10g}" for x, z in line)
    found = list(slices(section))
    for each in found:
        yield from _ground(each, points)
        yield from _lanes(each, points)
    for left, right in pairwise(found):
        yield from _between(left, right, points)
    for each in found:
        for thing, places in standing(each, line):
            yield Laid(thing.part, dict(thing.values), places, is_ground=False, looks=thing.looks)


def _ground(found: Slice, points: str) -> Iterator[Laid]:
    """Yield a strip, and the kerbs at its edges."""
    left_m, right_m = found.kerbs
    west_m, east_m = found.left_m + left_m, found.right_m - right_m
    material = found.strip.material or found.kind.material
    if found.kind.is_track:
        yield _track(found, points, material)
    else:
        yield _strip(points, (west_m, east_m), found.top_m, material)
    if left_m:
        yield _strip(points, (found.left_m, west_m), found.top_m, KINDS["kerb"].material)
    if right_m:
        yield _strip(points, (east_m, found.right_m), found.top_m, KINDS["kerb"].material)


def _strip(points: str, edges: tuple[float, float], top_m: float, material: str) -> Laid:
    left_m, right_m = edges
    at = {"offset_m": _mm((left_m + right_m) / 2), "width_m": _mm(right_m - left_m)}
    return Laid("strip", {"points": points, **at, "rise_m": top_m, "material": material})


def _track(found: Slice, points: str, bed: str) -> Laid:
    """Return a track; its masts stand beyond it, where no other track lies."""
    is_free = {
        side: beside is None or not beside.of.is_track for side, beside in ((1, found.after), (-1, found.before))
    }
    outward = 1 if found.middle_m >= 0 else -1
    side = next((side for side in (outward, -outward) if is_free[side]), 0)
    values: dict[str, Value] = {"points": points, "offset_m": _mm(found.middle_m), "width_m": _mm(found.strip.width_m)}
    mast_m = _mm(side * (found.strip.width_m / 2 + MAST_AWAY_M))
    return Laid("rails", values | {"bed": bed, "rise_m": found.top_m, "overhead": True, "mast_m": mast_m})


def _lanes(found: Slice, points: str) -> Iterator[Laid]:
    """Yield the broken lines between the lanes of a carriageway."""
    if found.strip.kind == "carriageway":
        lanes = found.strip.lanes_drawn
        for line in range(1, lanes):
            at_m = found.left_m + found.strip.width_m * line / lanes
            yield _marking(points, at_m, found.top_m, NARROW_M, BROKEN)


def _between(left: Slice, right: Slice, points: str) -> Iterator[Laid]:
    """Yield the line between two strips that lie level beside one another on the road, if there is one."""
    kinds = {left.strip.kind, right.strip.kind}
    if not (left.kind.is_driven and right.kind.is_driven):
        return
    if kinds & {"cycle_lane", "bus_lane"}:
        inward = WIDE_M / 2 if right.strip.kind in ("cycle_lane", "bus_lane") else -WIDE_M / 2
        yield _marking(points, right.left_m + inward, left.top_m, WIDE_M, THROUGH)
    elif "advisory_lane" in kinds:
        yield _marking(points, right.left_m, left.top_m, NARROW_M, SHORT)
    elif "parking" in kinds or kinds == {"carriageway"}:
        yield _marking(points, right.left_m, left.top_m, NARROW_M, THROUGH)


def _marking(points: str, at_m: float, top_m: float, width_m: float, dashes: tuple[float, float]) -> Laid:
    dash_m, gap_m = dashes
    lies = {"offset_m": _mm(at_m), "rise_m": top_m, "width_m": width_m}
    colour = "road_marking"
    return Laid("marking", {"points": points, **lies, "dash_m": dash_m, "gap_m": gap_m, "colour": colour})


def _mm(metres: float) -> float:
    return round(metres, 4)
