"""Footing: whether things stand on what lies below them, and not where trams and cars go."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.drafting.finding import Finding, Values
from app.meshes.drafting.things import Thing
from app.meshes.drafting.underfoot import Crossings, field
from app.meshes.fragments import Ints

SOLE_M = 0.06  # above its lowest point, what belongs to the foot of a thing
SOLES = 9  # points of a foot that are looked at: its middle, and to each side the middle of that half and its end
INWARD = 0.02  # so much of the way to the middle, as what stands flush with an edge stands on it
MOST_LOOKED_AT = 8_000_000  # pairs of a point and a triangle
APART_M = 0.15  # that a thing may stand above or in what lies below
ROOTS_M = 0.5  # the same for what grows there
TOUCH_M = 0.2  # that things may be apart of which one hangs on the other
BY_DESIGN_M = 0.05  # a part whose lowest point is farther from its own origin hangs, or goes down
LYING_M = 0.3  # what is no higher lies on a carriageway, as paint and plates do

TRACKS = {"tram_track", "rails"}
CARRIAGEWAYS = {"road"}
DRIVEN = "asphalt"  # of what a street section lays
MEANT_FOR_ROADS = {"bollards"}  # they keep cars off
GROWING = {"green"}


@dataclass(frozen=True, eq=False)
class Footing:
    """What the things of a variant stand on.

    ``standing`` are the numbers of those that are looked at; each has ``SOLES`` points.  ``under`` is what upright
    lines through all of these, one thing's after the other's, cross of other things.
    """

    things: Sequence[Thing]
    standing: Ints
    under: Crossings

    @property
    def lows(self) -> Floats:
        """How high the foot of each of the things is."""
        return np.array([thing.low[1] for thing in self.things])

    @property
    def feet(self) -> Floats:
        """The same of each point."""
        return np.repeat(self.lows[self.standing], SOLES)


def footing(things: Sequence[Thing]) -> Footing:
    """Return what the things of a variant stand on; of heaps of them only some are looked at, all over the heap."""
    standing = np.array([number for number, thing in enumerate(things) if _stands(thing)], dtype=np.int64)
    if not len(standing):
        none = np.zeros(0, np.int64)
        return Footing(things, standing, Crossings(none, none, np.zeros(0)))
    points = np.concatenate([_sole(things[number]) for number in standing.tolist()])
    below = field(things, points)
    step = math.ceil(int(below.counts(points).sum()) / MOST_LOOKED_AT)
    points = points.reshape(-1, SOLES, 2)[:: max(step, 1)].reshape(-1, 2)
    standing = standing[:: max(step, 1)]
    found = below.crossings(points)
    others = found.things != standing[found.points // SOLES]
    return Footing(things, standing, Crossings(found.points[others], found.things[others], found.heights[others]))


def _sole(thing: Thing) -> Floats:
    rows = thing.corners.reshape(-1, 3)
    foot = rows[rows[:, 1] < thing.low[1] + SOLE_M][:, [0, 2]]
    middle = foot.mean(axis=0)
    ends = foot[[*foot.argmin(axis=0), *foot.argmax(axis=0)]]
    halves = [foot[sign * (foot[:, axis] - middle[axis]) >= 0].mean(axis=0) for axis in (0, 1) for sign in (-1, 1)]
    return np.concatenate([middle[None], halves, ends + (middle - ends) * INWARD])


# --- above and in what lies below ---------------------------------------------------------------

FLOATS = N_("„%(thing)s“ schwebt %(metres)s m über dem, was darunter liegt.")
SUNK = N_("„%(thing)s“ steckt %(metres)s m tief im Boden.")


def not_on_the_ground(found: Footing, variant: str) -> Iterator[Finding]:
    """Yield what floats above what lies below it, and what is sunk into it."""
    above_m, below_m = (rows.reshape(-1, SOLES).min(axis=1).round(2) for rows in _above_and_in(found))
    floating = dict(zip(found.standing[above_m > APART_M].tolist(), above_m[above_m > APART_M].tolist(), strict=True))
    holders = [thing for number, thing in enumerate(found.things) if number not in floating and _holds(thing)]
    for number, deep_m in zip(found.standing.tolist(), below_m.tolist(), strict=True):
        thing = found.things[number]
        if deep_m > (ROOTS_M if thing.family in GROWING else APART_M):
            values: Values = {"thing": thing.title, "metres": round(deep_m, 1)}
            yield Finding("sunk", SUNK, (thing.source,), variant, values)
    for number, over_m in floating.items():
        thing = found.things[number]
        if not any(_touches(holder, thing) for holder in holders):
            values = {"thing": thing.title, "metres": round(over_m, 1)}
            yield Finding("floats", FLOATS, (thing.source,), variant, values)


def _stands(thing: Thing) -> bool:
    """Tell whether a thing is to stand on its foot."""
    is_solid = bool(thing.source) and not (thing.is_ground or thing.is_air or thing.moves)
    return is_solid and abs(thing.form.foot_m) <= BY_DESIGN_M


def _above_and_in(found: Footing) -> tuple[Floats, Floats]:
    """Return how far each point of each foot is above what lies below it, and how deep in the ground, in metres.

    The ground lies at height 0; whatever is ground and reaches down to the foot fills all of that.
    """
    under, feet = found.under, found.feet
    grounds = np.array([thing.is_ground for thing in found.things])
    foot = feet[under.points]
    top = np.zeros(len(feet))
    fills = grounds[under.things] & (found.lows[under.things] <= foot.clip(0) + APART_M)
    np.maximum.at(top, under.points[fills], under.heights[fills])
    below = top.copy()
    carries = under.heights <= foot + APART_M
    np.maximum.at(below, under.points[carries], under.heights[carries])
    return (feet - below).clip(0), top - feet


def _holds(thing: Thing) -> bool:
    """Tell whether other things may hang on this one: no ground, nobody, nothing that grows."""
    return not (thing.is_ground or thing.is_air or thing.family in {"people", *GROWING})


def _touches(holder: Thing, thing: Thing) -> bool:
    low, high = thing.low - TOUCH_M, thing.high + TOUCH_M
    if (holder.low > high).any() or (holder.high < low).any():
        return False
    corners = holder.corners
    return bool(((corners.min(axis=1) <= high) & (corners.max(axis=1) >= low)).all(axis=1).any())


# --- on tracks and carriageways -----------------------------------------------------------------

ON_TRACK = N_("„%(thing)s“ steht auf dem Gleis.")
ON_ROAD = N_("„%(thing)s“ steht auf der Fahrbahn.")


def in_the_way(found: Footing, variant: str) -> Iterator[Finding]:
    """Yield what stands with its middle and most of its foot where trams or cars go."""
    ways = np.array([_way(thing) for thing in found.things])
    crossing = [thing for thing in found.things if thing.part == "crossing"]
    tops = _topmost(found)
    for number, below in zip(found.standing.tolist(), tops.reshape(-1, SOLES).tolist(), strict=True):
        thing = found.things[number]
        under = ["" if top < 0 else str(ways[top]) for top in below]
        if under[0] and under.count(under[0]) * 2 > SOLES and _lingers(thing) and not _is_crossing(thing, crossing):
            words = ON_TRACK if under[0] == "track" else ON_ROAD
            yield Finding(f"on_{under[0]}", words, (thing.source,), variant, {"thing": thing.title})


def _way(thing: Thing) -> str:
    """Return what goes over a thing that lies there: "track", "road", or nothing."""
    if thing.part in TRACKS:
        return "track"
    is_laid = thing.part == "strip" and thing.source[:1] == ("sections",) and thing.values["material"] == DRIVEN
    return "road" if thing.part in CARRIAGEWAYS or is_laid else ""


def _lingers(thing: Thing) -> bool:
    """Tell whether a thing stays where it stands and is in the way: nobody who walks, and nothing that drives."""
    if thing.high[1] - thing.low[1] <= LYING_M or thing.part in MEANT_FOR_ROADS:
        return False
    if thing.family == "people":
        return thing.values.get("pose", "walk") != "walk" or thing.part == "group"
    return thing.family not in {"transport", "street"}


def _topmost(found: Footing) -> Ints:
    """Return of each point of each foot which thing lies topmost under it, but for paint; -1 for none."""
    feet = found.feet
    is_paint = np.array([thing.part == "marking" for thing in found.things])
    under = found.under
    counts = (under.heights <= feet[under.points] + APART_M) & ~is_paint[under.things]
    order = np.lexsort((under.heights[counts], under.points[counts]))
    tops = np.full(len(feet), -1)
    tops[under.points[counts][order]] = under.things[counts][order]  # of several, the last one stays
    return tops


def _is_crossing(thing: Thing, crossings: Sequence[Thing]) -> bool:
    """Tell whether a thing stands between the stripes of a crossing."""
    x, _, z = thing.place.by
    for each in crossings:
        to_x, _, to_z = (
            np.array([x, 0.0, z]) - np.array([each.place.by[0], 0.0, each.place.by[2]])
        ) @ each.place.turn()
        reach = np.abs(each.form.corners[..., [0, 2]]).max(axis=(0, 1)) * each.place.scale
        if abs(to_x) <= reach[0] and abs(to_z) <= reach[1]:
            return True
    return False
