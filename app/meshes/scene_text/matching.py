"""Which block of one text is which of another: by what they say, since no id stands in a text.

Those that say the same are one; then those that somebody kept apart by an id; then those of the same part that are
near or alike; then what is another part now but stands where it stood and says about the same.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Protocol

from app.meshes.scene_text.places import distance_m
from app.meshes.scene_text.written import same, written

NEAR_M = 30.0
HERE_M = 0.01
ALIKE = 0.5  # share of what two say alike
UNLIKE_M = 10.0  # what another setting of everything counts for
MOST_PAIRS = 40_000  # are compared; more are taken in their order
ELSEWHERE = {"part", "asset", "at", "spots"}


class Says(Protocol):
    """A block of a table that says something."""

    @property
    def id(self) -> str:
        """Return what it is known by."""
        ...

    @property
    def table(self) -> str:
        """Return the name of its table."""
        ...

    @property
    def values(self) -> Mapping[str, object]:
        """Return what it says."""
        ...


def matched(old: Sequence[Says], new: Sequence[Says]) -> dict[int, int]:
    """Return new -> old, by their places in the two texts, for each block that was there before."""
    found: dict[int, int] = {}
    for kind, fits in ((_content, _always), (_id, _always), (_part, _near_or_alike), (_table, _here_and_alike)):
        known = set(found.values())
        were = _groups(kind, {i: each for i, each in enumerate(old) if i not in known})
        for of, new_ones in _groups(kind, {i: each for i, each in enumerate(new) if i not in found}).items():
            found.update(_paired(were.get(of, {}), new_ones, fits))
    return found


def alike(one: Mapping[str, object], other: Mapping[str, object]) -> float:
    """Return the share of what two blocks say alike, from 0 to 1, apart from what they are and where they stand."""
    names = {*one, *other} - ELSEWHERE
    equal = sum(name in one and name in other and same(one[name], other[name]) for name in names)
    return equal / len(names) if names else 1.0


def _content(block: Says) -> Hashable:
    return block.table, written({name: block.values[name] for name in sorted(block.values)})


def _id(block: Says) -> Hashable:
    return block.table, block.id


def _part(block: Says) -> Hashable:
    return block.table, *(str(block.values.get(name)) for name in ("part", "asset", "id"))


def _table(block: Says) -> Hashable:
    return block.table


def _always(_distance_m: float, _alike: float) -> bool:
    return True


def _near_or_alike(distance_m: float, alike: float) -> bool:
    return distance_m <= NEAR_M or alike >= ALIKE


def _here_and_alike(distance_m: float, alike: float) -> bool:
    return distance_m <= HERE_M and alike >= ALIKE


def _groups(kind: Callable[[Says], Hashable], blocks: Mapping[int, Says]) -> dict[Hashable, dict[int, Says]]:
    found: defaultdict[Hashable, dict[int, Says]] = defaultdict(dict)
    for i, block in blocks.items():
        found[kind(block)][i] = block
    return found


def _paired(
    old: Mapping[int, Says], new: Mapping[int, Says], fits: Callable[[float, float], bool]
) -> Iterator[tuple[int, int]]:
    """Yield pairs (new, old), the most alike first, each block once."""
    if fits is _always or len(old) * len(new) > MOST_PAIRS:
        yield from zip(new, old, strict=False)
        return
    free_old, free_new = set(old), set(new)
    for _, i, j in sorted(_candidates(old, new, fits)):
        if i in free_old and j in free_new:
            free_old.remove(i)
            free_new.remove(j)
            yield j, i


def _candidates(
    old: Mapping[int, Says], new: Mapping[int, Says], fits: Callable[[float, float], bool]
) -> Iterator[tuple[tuple[float, int], int, int]]:
    """Yield how far two are from one another, in all, and the two."""
    for i, was in old.items():
        for j, now in new.items():
            far_m, share = distance_m(was.values, now.values), alike(was.values, now.values)
            if fits(far_m, share):
                yield (far_m + UNLIKE_M * (1 - share), abs(i - j)), i, j
