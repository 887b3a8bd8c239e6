"""Collisions: which things stand inside one another, measured in upright columns."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.drafting.finding import Finding, Values, of_text
from app.meshes.drafting.rays import away, soup
from app.meshes.drafting.seen_from_above import HEAD_M
from app.meshes.drafting.things import Thing
from app.meshes.dressed import PLANNED
from app.meshes.fragments import Ints, between, fragments
from app.meshes.front import covered
from app.meshes.scene.lines import Path

COLUMNS = 24  # along the longer side of what is measured
LEAST_M, LEAST_M3 = 0.05, 0.02  # that two boxes must share to each side, and two things
SHARED = 0.3  # of the smaller thing, from which on it stands inside the other
OVER_M = 0.5  # that a thing in a room may stick out of it
TOUCHING = 0.02  # of an outline, towards its middle
WAYS = 16  # in which one looks out of a room

MOST_PAIRS = 300  # that are measured
GREEN = "green"

INSIDE = N_("„%(thing)s“ und „%(other)s“ stehen ineinander.")
INTO_PLANNING = N_("„%(thing)s“ ragt in die Planung „%(planning)s“ hinein.")
SEVERAL_INTO_PLANNING = N_("„%(thing)s“ und %(more)s mehr ragen in die Planung „%(planning)s“ hinein.")

Outline = Sequence[tuple[float, float]]  # (x, z) corners in metres of the scene
Columns = tuple[Floats, Floats]  # from which height to which a thing fills each of them; upside down where it does not


def inside_one_another(things: Sequence[Thing], variant: str) -> Iterator[Finding]:
    """Yield pairs of what stands inside one another, of which one is planned, each pair of blocks once.

    What stands in a room that one sees into does not, nor does what grows among what grows, nor people, ground and air.
    """
    bodies = [thing for thing in things if thing.source and _is_body(thing)]
    known: set[tuple[Path, ...]] = set()
    volumes: dict[Thing, float] = {}
    for thing, other in islice(_near(bodies), MOST_PAIRS):
        pair = of_text([thing, other])
        if pair in known:
            continue
        volumes |= {each: _volume_m3(each) for each in (thing, other) if each not in volumes}
        if _shared_m3(thing, other) <= max(SHARED * min(volumes[thing], volumes[other]), LEAST_M3):
            continue
        if not (_is_in_a_room(thing, other) or _is_in_a_room(other, thing)):
            known.add(pair)
            yield Finding("inside", INSIDE, pair, variant, {"thing": thing.title, "other": other.title})


def _is_body(thing: Thing) -> bool:
    return not (thing.is_ground or thing.is_air or thing.family == "people")


def _near(bodies: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Yield pairs whose boxes share some room and that have nothing to do with one another."""
    boxes = np.array([(*thing.low, *thing.high) for thing in bodies]).reshape(-1, 6)
    for i, thing in enumerate(bodies):
        shared = np.minimum(boxes[i, 3:], boxes[i + 1 :, 3:]) - np.maximum(boxes[i, :3], boxes[i + 1 :, :3])
        for j in np.flatnonzero((shared > LEAST_M).all(axis=1)).tolist():
            other = bodies[i + 1 + j]
            if PLANNED in (thing.role, other.role) and not _belong_together(thing, other):
                yield thing, other


def _belong_together(thing: Thing, other: Thing) -> bool:
    """Tell whether both grow, or one street section made both."""
    return thing.family == other.family == GREEN or (thing.source == other.source and thing.source[0] == "sections")


def _shared_m3(first: Thing, second: Thing) -> float:
    """Return how much of two things is in one place."""
    low, high = np.maximum(first.low, second.low)[[0, 2]], np.minimum(first.high, second.high)[[0, 2]]
    cell_m, size = _grid(low, high)
    (bottom, top), (other_bottom, other_top) = (_columns(each, low, cell_m, size) for each in (first, second))
    shared = (np.minimum(top, other_top) - np.maximum(bottom, other_bottom)).clip(0)
    return float(shared.sum()) * cell_m**2


def _volume_m3(thing: Thing) -> float:
    cell_m, size = _grid(thing.low[[0, 2]], thing.high[[0, 2]])
    bottom, top = _columns(thing, thing.low[[0, 2]], cell_m, size)
    return float((top - bottom).clip(0).sum()) * cell_m**2


def _grid(low: Floats, high: Floats) -> tuple[float, Ints]:
    """Return the side of the columns between two corners (x, z) in metres, and how many there are across and along."""
    cell_m = float((high - low).max()) / COLUMNS
    return cell_m, np.ceil((high - low) / cell_m).astype(np.int64)


def _columns(thing: Thing, low: Floats, cell_m: float, size: Ints) -> Columns:
    """Return what a thing fills: from its underside up, or from its foot where there is none, or nobody fits below."""
    across, along = size.tolist()
    flat = (thing.corners[..., [0, 2]] - low) / cell_m
    one, other = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    faces_up = (one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0] < 0) & ~thing.form.is_leaf
    bottom, top, open_below = (np.full(across * along, value) for value in (np.inf, -np.inf, np.inf))
    in_front = np.concatenate([flat, np.ones((*flat.shape[:2], 1))], axis=-1)
    for number, cell, shares in fragments(in_front, np.ones(len(flat), dtype=np.bool_), (across, along)):
        height = between(thing.corners[number], shares)[:, 1]
        np.maximum.at(top, cell, height)
        np.minimum.at(bottom, cell, height)
        np.minimum.at(open_below, cell[faces_up[number]], height[faces_up[number]])
    is_low = bool(thing.high[1] - thing.low[1] < HEAD_M)
    stands = np.isfinite(bottom) & ((open_below <= bottom) | is_low)
    return np.where(stands, thing.low[1], bottom), top


def _is_in_a_room(thing: Thing, room: Thing) -> bool:
    """Tell whether a thing stands in another into which one sees from the side."""
    if (thing.low < room.low - OVER_M).any() or (thing.high > room.high + OVER_M).any():
        return False
    angles = np.linspace(0, 2 * np.pi, WAYS, endpoint=False) + 0.1
    ways = np.stack([np.cos(angles), np.zeros(WAYS), np.sin(angles)], axis=1)
    middle = (thing.low + thing.high)[None] / 2
    return bool(np.isinf(away(soup(room.opaque), middle, ways)).all(axis=1).any())


# --- plannings into one another -----------------------------------------------------------------


def into_plannings(
    things: Sequence[Thing], neighbours: Sequence[tuple[str, Outline]], variant: str
) -> Iterator[Finding]:
    """Yield each neighbouring planning, by title and outline, into whose outline something planned reaches."""
    planned = [thing for thing in things if thing.role == PLANNED and _is_body(thing)]
    own = [(thing, _shrunk(np.array(covered([thing.corners[..., [0, 2]].reshape(-1, 2)])))) for thing in planned]
    for title, outline in neighbours:
        if len(outline) > 2:
            theirs = _shrunk(np.array(outline, dtype=np.float64))
            inside = [thing for thing, outline in own if _overlap(outline, theirs)]
            if inside:
                yield _into(title, inside, variant)


def _into(planning: str, inside: Sequence[Thing], variant: str) -> Finding:
    """Return that something reaches into a planning: by its name, and how much more does."""
    places = of_text(inside)
    values: Values = {"planning": planning, "thing": inside[0].title}
    if len(places) < 2:
        return Finding("into_planning", INTO_PLANNING, places, variant, values)
    return Finding("into_planning", SEVERAL_INTO_PLANNING, places, variant, {**values, "more": len(places) - 1})


def _shrunk(outline: Floats) -> Floats:
    """Return an outline a little smaller, so that what only touches does not overlap."""
    return np.asarray(outline + (outline.mean(axis=0) - outline) * TOUCHING)


def _overlap(one: Floats, other: Floats) -> bool:
    """Tell whether two outlines, (n, 2) and (m, 2), share some ground."""
    if (one.min(axis=0) > other.max(axis=0)).any() or (one.max(axis=0) < other.min(axis=0)).any():
        return False
    return _is_within(one[0], other) or _is_within(other[0], one) or _cross(one, other)


def _is_within(point: Floats, outline: Floats) -> bool:
    x, z = (outline - point).T
    to_x, to_z = np.roll(x, -1), np.roll(z, -1)
    spans = (z > 0) != (to_z > 0)
    at = x + (to_x - x) * z / np.where(spans, z - to_z, 1.0)
    return bool((spans & (at > 0)).sum() % 2)


def _cross(one: Floats, other: Floats) -> bool:
    """Tell whether any side of an outline crosses one of the other."""
    a, b = one[:, None], np.roll(one, -1, axis=0)[:, None]
    c, d = other[None], np.roll(other, -1, axis=0)[None]
    is_apart = _side(a, b, c) * _side(a, b, d) < 0
    return bool((is_apart & (_side(c, d, a) * _side(c, d, b) < 0)).any())


def _side(start: Floats, end: Floats, point: Floats) -> Floats:
    way, to = end - start, point - start
    return np.asarray(way[..., 0] * to[..., 1] - way[..., 1] * to[..., 0])
