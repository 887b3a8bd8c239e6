"""Changes between two texts of one scene: what was added, removed, moved, turned and set otherwise, and by how much.

Values, of which the web makes sentences.  Places are in metres east, up and south of the origin; directions are degrees
clockwise from north.  Blocks are the same where they say the same, or are the same part nearest by.  What is shown
does not change with comments, or with the order of blocks; neither is told.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from app.meshes.scene.fields import Point, as_point
from app.meshes.scene.format_1 import row, upgraded
from app.meshes.scene.placing import turned
from app.meshes.scene.statements import Name
from app.meshes.scene_text import states
from app.meshes.scene_text.flat import flat
from app.meshes.scene_text.matching import MOST_PAIRS, matched
from app.meshes.scene_text.places import places
from app.meshes.scene_text.source_text import Block, SourceText
from app.meshes.scene_text.written import DECIMALS, same

Values = Mapping[str, object]

AT = ("at", "spots")
LEAST_M = 0.001
SHOWN = ("parts", "annotations", "sections")  # tables whose blocks are shown in some states
BUILT = ("parts", "sections")  # tables of what stands there
NAMES = ("asset", "part", "id", "name")  # the first of these says what a block is
STATE = "variants"


@dataclass(frozen=True)
class Thing:
    """What a change is about.

    ``table``: "parts", "annotations", …; "variants" of a state; "", "size", "cameras.poster", … of what a scene has
    once.  ``name``: of the part ("tree"), the upload ("bank-am-platz"), the annotation or the state.  ``id``: of the
    block in the later text, in the earlier one where it is gone.  ``when``: the states that show it.
    """

    table: str
    name: str
    id: str
    when: tuple[str, ...]


@dataclass(frozen=True)
class Added:
    """A thing that was not there, or further places of one; ``places`` as the text writes them, without repeating."""

    thing: Thing
    places: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Removed:
    """A thing that is no longer there, or is at fewer places."""

    thing: Thing
    places: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Moved:
    """A point of a thing (``field``: "at", "eye", "look", "from", "to") that is elsewhere, or ``many`` points alike.

    ``by_m`` on the ground, towards ``towards_deg``, and up by ``up_m``.
    """

    thing: Thing
    field: str
    by_m: float
    towards_deg: float
    up_m: float
    many: int = 1


@dataclass(frozen=True)
class Turned:
    """A thing that is turned clockwise by so much; -180 < ``by_deg`` <= 180."""

    thing: Thing
    by_deg: float


@dataclass(frozen=True)
class Changed:
    """A field ("height_m", "repeat.count") that has another value; None where it is not written."""

    thing: Thing
    field: str
    before: object
    after: object


Change = Added | Removed | Moved | Turned | Changed


@dataclass(frozen=True)
class _Side:
    """One of the two texts; ``renamed`` has the later names of its states."""

    source: SourceText
    renamed: Mapping[str, str]

    @property
    def states(self) -> tuple[str, ...]:
        """Return the states by their later names."""
        return tuple(self.renamed.get(each, each) for each in states.names(self.source.head))

    @property
    def turn_deg(self) -> float:
        """Return how far the scene is turned, if that can be read."""
        found = self.source.head.get("turn_deg")
        return found if isinstance(found, int | float) else 0

    def values(self, block: Block) -> Values:
        """Return what a block says, in format 2 and with all of its states."""
        found = row(block.values) if self.source.head.get("format") == 1 else block.values
        when = found.get("when", states.names(self.source.head))
        if not isinstance(when, list | tuple) or block.table not in SHOWN:
            return found
        return {**found, "when": tuple(self.renamed.get(str(each), str(each)) for each in when)}

    def places(self, block: Block) -> tuple[Point, ...]:
        """Return where a block stands, as seen from the north."""
        return tuple(turned(place, self.turn_deg) for place in places(block.values))


def changes(before: SourceText, after: SourceText) -> list[Change]:
    """Return what differs: states and head first, then blocks in the order of the later text, then what is gone."""
    renamed = states.renamed(states.names(before.head), states.names(after.head))
    old, new = _Side(before, renamed), _Side(after, {})
    return [*_states(old, new), *_head(old, new), *_blocks(old, new)]


def all_new(source: SourceText) -> list[Change]:
    """Return the parts and sections of a scene that has nothing to do with the one before, each as added."""
    side = _Side(source, {})
    return [
        Added(thing_of(block, side.values(block)), side.places(block))
        for block in source.blocks
        if block.table in BUILT
    ]


def shown_in(found: Sequence[Change], variant: str) -> list[Change]:
    """Return the changes that can be seen in one state."""
    return [each for each in found if variant in each.thing.when]


def _states(old: _Side, new: _Side) -> Iterator[Change]:
    were, are = old.states, new.states
    for was, now in old.renamed.items():
        yield Changed(Thing(STATE, now, "", (now,)), "name", was, now)
    yield from (Added(Thing(STATE, each, "", (each,))) for each in are if each not in were)
    yield from (Removed(Thing(STATE, each, "", (each,))) for each in were if each not in are)
    if were != are and {*were} == {*are}:
        yield Changed(Thing("", "", "", are), STATE, were, are)


def _head(old: _Side, new: _Side) -> Iterator[Change]:
    """Tell what differs above all tables, and in the single ones."""
    was, now = (_singles(side.source.head) for side in (old, new))
    for table in dict.fromkeys((*now, *was)):
        thing = Thing(".".join(table), "", ".".join(table), new.states)
        if table not in was:
            yield Added(thing)
        elif table not in now:
            yield Removed(thing)
        else:
            yield from _fields(thing, was[table], now[table], new.turn_deg)


def _singles(head: Values) -> dict[Name, dict[Name, object]]:
    """Return table -> what stands in it; () of what stands above all."""
    found: dict[Name, dict[Name, object]] = {(): {}}
    for path, value in flat(upgraded(head)).items():
        if path[0] not in ("format", STATE):
            found.setdefault(path[:-1], {})[path[-1:]] = value
    return found


def _blocks(old: _Side, new: _Side) -> Iterator[Change]:
    were, are = old.source.blocks, new.source.blocks
    known = matched(were, are)
    for i, block in enumerate(are):
        if i in known:
            yield from _block(old, new, were[known[i]], block)
        else:
            yield Added(thing_of(block, new.values(block)), new.places(block))
    for i in sorted({*range(len(were))} - {*known.values()}):
        yield Removed(thing_of(were[i], old.values(were[i])), old.places(were[i]))


def _block(old: _Side, new: _Side, before: Block, after: Block) -> Iterator[Change]:
    was, now = old.values(before), new.values(after)
    thing = thing_of(after, now, also=_when(was))
    yield from moves(thing, was, now, new.turn_deg)
    both = [each for each in new.states if each in old.states]
    yield from _fields(thing, _settings(was, both), _settings(now, both), new.turn_deg)


def _settings(values: Values, both: Sequence[str]) -> dict[Name, object]:
    """Return what a block says besides its places; of its states those that both texts have."""
    said = {name: value for name, value in values.items() if name not in AT}
    return flat({**said, "when": [each for each in both if each in _when(values)]})


def _fields(thing: Thing, was: Mapping[Name, object], now: Mapping[Name, object], turn_deg: float) -> Iterator[Change]:
    """Tell what differs in a block, path by path."""
    for path in dict.fromkeys((*now, *was)):
        before, after = was.get(path), now.get(path)
        if before is None or after is None or not same(before, after):
            yield change_of(thing, ".".join(path), before, after, turn_deg)


def change_of(thing: Thing, field: str, before: object, after: object, turn_deg: float) -> Change:
    """Return what another value of a field means; ``turn_deg`` is how far the scene is turned."""
    here, there = as_point(before), as_point(after)
    if field in ("eye", "look", "from", "to") and here and there:
        return _moved(thing, field, here, there, turn_deg)
    degrees = [0 if each is None else each for each in (before, after)]
    if field == "turn_deg" and thing.table and all(isinstance(each, int | float) for each in degrees):
        was, now = (float(str(each)) for each in degrees)
        return Turned(thing, -((was - now + 180) % 360 - 180))
    return Changed(thing, field, before, after)


def moves(thing: Thing, was: Values, now: Values, turn_deg: float) -> Iterator[Change]:
    """Tell which places are others: each is the nearest one of before, and what is left is added or removed."""
    pairs, more, fewer = _pairs(places(was), places(now))
    moves = Counter(_moved(thing, "at", here, there, turn_deg) for here, there in pairs)
    yield from (replace(move, many=many) for move, many in moves.items() if move.by_m or move.up_m)
    if more:
        yield Added(thing, tuple(turned(each, turn_deg) for each in more))
    if fewer:
        yield Removed(thing, tuple(turned(each, turn_deg) for each in fewer))


def _pairs(was: Sequence[Point], now: Sequence[Point]) -> tuple[list[tuple[Point, Point]], list[Point], list[Point]]:
    """Return the pairs of places that were one, those that are more, and those that are gone.

    Where all of them moved alike, each is the one in its turn; else those that stayed are left out, and each other one
    is the nearest.
    """
    if len({_shift(here, there) for here, there in zip(was, now, strict=False)}) == 1 and len(was) == len(now):
        return [*zip(was, now, strict=True)], [], []
    gone, come = [*(Counter(was) - Counter(now)).elements()], [*(Counter(now) - Counter(was)).elements()]
    near: Iterable[tuple[Point, Point]] = zip(gone, come, strict=False)
    if len(gone) * len(come) <= MOST_PAIRS:
        near = sorted(product(gone, come), key=lambda pair: math.dist(*pair))
    pairs = []
    for here, there in near:
        if here in gone and there in come:
            gone.remove(here)
            come.remove(there)
            pairs.append((here, there))
    return pairs, come, gone


def _shift(here: Point, there: Point) -> tuple[float, ...]:
    return tuple(round(b - a, DECIMALS) for a, b in zip(here, there, strict=True))


def _moved(thing: Thing, field: str, here: Point, there: Point, turn_deg: float) -> Moved:
    east, up, south = turned((there[0] - here[0], there[1] - here[1], there[2] - here[2]), turn_deg)
    by_m, towards_deg = math.hypot(east, south), math.degrees(math.atan2(east, -south)) % 360
    if by_m < LEAST_M:
        by_m = towards_deg = 0.0
    return Moved(thing, field, round(by_m, DECIMALS), round(towards_deg, 1) % 360, round(up, DECIMALS) + 0.0)


def thing_of(block: Block, values: Values, *, also: tuple[str, ...] = ()) -> Thing:
    """Return what a block is, by its values and those states that showed it otherwise."""
    name = next((values[key] for key in NAMES if isinstance(values.get(key), str)), "")
    return Thing(block.table, str(name), block.id, tuple(dict.fromkeys((*_when(values), *also))))


def _when(values: Values) -> tuple[str, ...]:
    found = values.get("when")
    return tuple(map(str, found)) if isinstance(found, list | tuple) else ()
