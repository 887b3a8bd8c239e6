"""What stands and moves on the strips of a section: repeated along the axis, and turned as it bends."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from app.meshes.dressed import Pose
from app.meshes.kit.part import Value
from app.meshes.parallels import Spot, along, parallel, run_lengths
from app.meshes.street_section.section import Slice

Way = Literal["traffic", "both", "inward"]

HALF = 0.5
MOST_OF_A_STRIP = 400  # things; a street of 2 km with a tree every 5 m


@dataclass(frozen=True)
class Thing:
    """A part of the kit that stands on a strip again and again.

    ``way`` is where its front looks: as the traffic of its strip, to and fro, or to the middle of the street.
    ``every``, ``first``: it takes each so many-th of the strip's places, from that one on.  ``room_m``: only one stands
    there, which wants a straight piece of that length.
    ``aside`` is how far it strays from the middle of its strip, as a share of its width.
    """

    part: str
    values: Mapping[str, Value] = field(default_factory=dict)
    way: Way = "traffic"
    every: int = 1
    first: int = 0
    room_m: float = 0.0
    aside: float = 0.0
    looks: int = 1


PERSON = Thing("person", {"pose": "walk", "seed": 3}, "both", aside=0.25, looks=4)
BICYCLE = Thing("bicycle", {"rider": True, "seed": 5}, aside=0.1, looks=2)
TRAM = Thing("tram", room_m=32.0)
THINGS: dict[str, tuple[Thing, ...]] = {
    "footway": (PERSON,),
    "cycle_track": (BICYCLE,),
    "cycle_lane": (BICYCLE,),
    "advisory_lane": (BICYCLE,),
    "parking": (
        Thing("car", {"kind": "compact", "colour": "#8fa3b5"}, every=3),
        Thing("car", {"kind": "estate", "colour": "#4f5358"}, every=3, first=1),
    ),
    "carriageway": (Thing("car", {"kind": "saloon", "colour": "#b0483f"}),),
    "bus_lane": (Thing("bus", room_m=14.0),),
    "tram_track": (TRAM,),
    "grass_track": (TRAM,),
    "trees": (Thing("tree", {"height_m": 8.0, "seed": 4}, "both", looks=3),),
    "furnishing": (
        Thing("lamp", way="inward"),
        Thing("bench", way="inward", every=2, first=1),
    ),
    "platform": (
        Thing("stop_shelter", {"platform_m": 0.0}, "inward", room_m=6.0),
        replace(PERSON, values={"pose": "stand", "seed": 8}),
    ),
}


def standing(found: Slice, axis: Sequence[Spot]) -> Iterator[tuple[Thing, tuple[Pose, ...]]]:
    """Yield what stands on a strip along ``axis``, and where."""
    spacing_m = found.kind.spacing_m if found.strip.spacing_m is None else found.strip.spacing_m
    for thing in THINGS.get(found.strip.kind, ()) if spacing_m else ():
        if thing.room_m:
            places = _once(thing, found, axis)
        else:
            places = [place for lane in _lanes(found) for place in _again(thing, found, lane, axis, spacing_m)]
        if places:
            yield thing, tuple(places)


def _lanes(found: Slice) -> list[tuple[float, bool]]:
    """Return the middles of the lanes of a strip, to the right of the axis, and whether each goes along it."""
    count = found.strip.lanes_drawn if found.strip.kind == "carriageway" else 1
    middles = [found.left_m + found.strip.width_m * (lane + 0.5) / count for lane in range(count)]
    if found.strip.direction in ("forward", "back") or count == 1:
        return [(middle, found.goes_forward) for middle in middles]
    return [(middle, middle >= found.middle_m) for middle in middles]


def _again(thing: Thing, found: Slice, lane: tuple[float, bool], axis: Sequence[Spot], spacing_m: float) -> list[Pose]:
    """Return the places of a thing in one lane, ``spacing_m`` apart, half of that from both ends."""
    middle_m, forward = lane
    line = parallel(axis, middle_m)
    length_m = run_lengths(line)[-1]
    count = min(max(1, round(length_m / spacing_m)), MOST_OF_A_STRIP)
    dice = random.Random(found.number * 7 + thing.first)  # noqa: S311 - looks, not secrets
    runs = [
        (number + (0.35 if forward else 0.65)) * length_m / count for number in range(thing.first, count, thing.every)
    ]
    places = []
    for (x, z), bearing_deg in along(line, runs):
        aside_m = dice.uniform(-thing.aside, thing.aside) * found.strip.width_m
        angle = math.radians(bearing_deg)
        spot = x + math.cos(angle) * aside_m, z + math.sin(angle) * aside_m
        onward = dice.random() < HALF if thing.way == "both" else forward
        places.append(_pose(thing, found, spot, bearing_deg, onward))
    return places


def _once(thing: Thing, found: Slice, axis: Sequence[Spot]) -> list[Pose]:
    """Return the place of a thing of which one is enough: on the longest straight piece, if it has room there."""
    line = parallel(axis, found.middle_m)
    start, end = max(pairwise(run_lengths(line)), key=lambda piece: piece[1] - piece[0])
    if end - start < thing.room_m:
        return []
    share = HALF if thing.way == "inward" else (0.35 if found.goes_forward else 0.65)
    run_m = min(max(start + (end - start) * share, start + thing.room_m / 2), end - thing.room_m / 2)
    ((spot, bearing_deg),) = along(line, [run_m])
    return [_pose(thing, found, spot, bearing_deg, found.goes_forward)]


def _pose(thing: Thing, found: Slice, spot: Spot, bearing_deg: float, onward: bool) -> Pose:
    """Return where a thing stands; its front looks to the south where it is not turned."""
    x, z = (round(metres, 4) for metres in spot)
    ahead_deg = (90 if found.middle_m < 0 else -90) if thing.way == "inward" else (0 if onward else 180)
    return Pose((x, found.top_m, z), round((bearing_deg + ahead_deg + 180) % 360, 3))
