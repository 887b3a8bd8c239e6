"""Hints: where a section is narrower than the rules of the field want it, in words, and with the rule.

They never stand in anybody's way.  What is missing to the measured width is one of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from app.i18n import N_
from app.meshes.parallels import bends_deg, distinct
from app.meshes.street_section.section import Section
from app.meshes.street_section.strips import Strip

LESS_M = 0.001
SHARP_DEG = 120.0
CYCLING = "ERA 2010, RASt 06"
SAFE_FROM_PARKING_M = {"cycle_track": 0.75, "cycle_lane": 0.5, "advisory_lane": 0.25}
SAFE_FROM_TRAFFIC_M = {"cycle_track": 0.5}
TRAFFIC = ("carriageway", "bus_lane", "tram_track", "grass_track")


@dataclass(frozen=True)
class Hint:
    """One thing to look at: a German sentence with places for ``values``, and the rule that wants it otherwise.

    ``strips`` are the numbers of the strips it speaks of, from 0 at the left; none where it speaks of the whole.
    Numbers among the values are metres or degrees; texts are German and marked, as titles of kinds are.
    """

    kind: str
    words: str
    values: Mapping[str, float | str] = field(default_factory=dict)
    rule: str = ""
    strips: tuple[int, ...] = ()


def hints(section: Section) -> list[Hint]:
    """Return all hints: of the whole first, then from left to right."""
    return [*_of_the_whole(section), *_too_narrow(section.strips), *_unsafe(section.strips)]


def _of_the_whole(section: Section) -> Iterator[Hint]:
    over_m = section.left_over_m
    values: dict[str, float | str] = {"measured": section.measured_m or 0.0, "sum": round(section.width_m, 3)}
    if over_m > 0:
        words = N_("Die Streifen sind %(sum)s m breit, gemessen sind %(measured)s m: %(rest)s m bleiben übrig.")
        yield Hint("too_little", words, values | {"rest": over_m})
    elif over_m < 0:
        words = N_("Die Streifen sind %(sum)s m breit, gemessen sind %(measured)s m: %(rest)s m sind zu viel.")
        yield Hint("too_much", words, values | {"rest": -over_m})
    for bend_deg in bends_deg(distinct(section.axis)):
        if abs(bend_deg) > SHARP_DEG:
            words = N_("Die Achse knickt um %(deg)s Grad: So spitz lassen sich Streifen nicht führen.")
            yield Hint("sharp_bend", words, {"deg": round(abs(bend_deg))})


def _too_narrow(strips: tuple[Strip, ...]) -> Iterator[Hint]:
    words = N_("%(title)s: %(width)s m breit, empfohlen sind mindestens %(least)s m.")
    for number, strip in enumerate(strips):
        if strip.width_m < strip.least_m - LESS_M:
            values: dict[str, float | str] = {"title": strip.of.title, "width": strip.width_m, "least": strip.least_m}
            yield Hint("narrow", words, values, strip.of.rule, (number,))


def _unsafe(strips: tuple[Strip, ...]) -> Iterator[Hint]:
    """Yield a hint for every way to cycle that is too near to parked cars or to traffic."""
    words = N_("Zwischen %(title)s und %(beside)s fehlt ein Sicherheitsstreifen von %(least)s m.")
    for (number, left), (_, right) in pairwise(enumerate(strips)):
        for cycling, beside in ((left, right), (right, left)):
            least_m = _safe_m(cycling, beside)
            if least_m:
                values: dict[str, float | str] = {"title": cycling.of.title, "beside": beside.of.title}
                yield Hint("unsafe", words, values | {"least": least_m}, CYCLING, (number, number + 1))
    yield from _thin_safety(strips)


def _thin_safety(strips: tuple[Strip, ...]) -> Iterator[Hint]:
    """Yield a hint for every safety strip that is there, but narrower than what lies beside it wants."""
    words = N_("Sicherheitsstreifen zwischen %(title)s und %(beside)s: %(width)s m breit, nötig sind %(least)s m.")
    for number, (left, safety, right) in enumerate(zip(strips, strips[1:], strips[2:], strict=False)):
        for cycling, beside in ((left, right), (right, left)):
            least_m = _safe_m(cycling, beside)
            if safety.kind == "safety_strip" and safety.width_m < least_m - LESS_M:
                values: dict[str, float | str] = {"title": cycling.of.title, "beside": beside.of.title}
                values |= {"width": safety.width_m, "least": least_m}
                yield Hint("thin_safety", words, values, CYCLING, (number + 1,))


def _safe_m(cycling: Strip, beside: Strip) -> float:
    """Return how much room a way to cycle wants from what lies beside it, in metres."""
    if beside.kind == "parking":
        return SAFE_FROM_PARKING_M.get(cycling.kind, 0.0)
    return SAFE_FROM_TRAFFIC_M.get(cycling.kind, 0.0) if beside.kind in TRAFFIC else 0.0
