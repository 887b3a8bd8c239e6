"""Checks: what is odd about a scene, in words; hints for whoever makes it, none of which keeps anybody from going on.

A check is a rule about how things are built and stand, never about one scene.  Each is a sentence of its own module:
``footing`` and ``collisions`` look at things, ``looking`` at what one sees of them, this one at the scene as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from app.i18n import N_
from app.meshes.drafting.collisions import Outline, inside_one_another, into_plannings
from app.meshes.drafting.finding import Finding, Values, of_text
from app.meshes.drafting.footing import footing, in_the_way, not_on_the_ground
from app.meshes.drafting.looking import above_neighbours, cameras_inside, unseen
from app.meshes.drafting.things import Thing, things
from app.meshes.dressed import PLANNED
from app.meshes.scene import Scene
from app.meshes.scene.lines import Path
from app.meshes.scene.placing import UPLOAD

FAR_M = 250.0
BESIDE_M, BESIDE_SHARE = 2.0, 0.25  # that an end of the size line may be away from what is planned, of its length too
TOO_LONG, TOO_SHORT = 1.25, 0.02  # of the extent of what is planned
LARGEST_M, SMALLEST_M = 500.0, 0.05  # of what was uploaded
NO_SCALE = {"dog"}  # of those who live there

NOTHING = N_("Im Zustand „%(variant)s“ ist nichts zu sehen.")
NOTHING_PLANNED = N_("Im letzten Zustand, „%(variant)s“, ist nichts geplant.")
SAME = N_("Der Zustand „%(variant)s“ zeigt dasselbe wie „%(other)s“.")
NOBODY = N_("Es ist kein Mensch da, an dem man die Größe sieht.")
FAR = N_("„%(thing)s“ steht %(metres)s m vom Ort der Planung entfernt.")
LINE_BESIDE = N_("Die Maßlinie endet %(metres)s m neben dem, was geplant ist.")
LINE_ODD = N_("Die Maßlinie ist %(metres)s m lang, was geplant ist, aber %(extent)s m groß.")
SIZE_ODD = N_("„%(thing)s“ ist %(metres)s m groß.")


def checks(scene: Scene, neighbours: Sequence[tuple[str, Outline]] = ()) -> list[Finding]:
    """Return what is odd about a scene, variant by variant, then as a whole.

    ``neighbours`` are other plannings near by: title and outline, in metres of this scene.
    """
    shown = {variant: things(scene, variant) for variant in scene.variants}
    found = [each for variant in scene.variants for each in _in_variant(scene, variant, shown[variant], neighbours)]
    return [*_worst(found), *_states(scene, shown), *_size(scene, shown)]


def _in_variant(
    scene: Scene, variant: str, shown: Sequence[Thing], neighbours: Sequence[tuple[str, Outline]]
) -> Iterator[Finding]:
    if not shown:
        return
    stands, new = footing(shown), _new(scene, variant)
    yield from in_the_way(stands, variant)
    yield from not_on_the_ground(stands, variant)
    yield from inside_one_another(shown, variant)
    yield from into_plannings(shown, neighbours, variant)
    yield from unseen(shown, new, scene.cameras, variant)
    if variant == scene.variants[-1]:
        yield from above_neighbours(shown, new, variant)
    yield from cameras_inside(shown, scene.cameras, variant)
    yield from _far_or_odd(shown, variant)


def _new(scene: Scene, variant: str) -> frozenset[Path]:
    """Return the blocks of a state that no earlier one shows: none of the first one, unless it is all alone."""
    if variant == scene.variants[0] and len(scene.variants) > 1:
        return frozenset()
    before = scene.variants[: scene.variants.index(variant)]
    return _blocks(scene, variant).difference(*(_blocks(scene, each) for each in before))


def _blocks(scene: Scene, variant: str) -> frozenset[Path]:
    """Return where the text has what a state shows."""
    parts = (each.source for each in scene.shown(variant))
    return frozenset([*parts, *(each.source for each in scene.uploads_shown(variant))])


def _worst(found: Iterable[Finding]) -> list[Finding]:
    """Return one finding of a kind for each block and variant: that with the most metres."""
    kept: dict[tuple[object, ...], Finding] = {}
    for each in found:
        names = [value for name, value in each.values.items() if name != "metres"]
        key = (each.kind, each.sources, each.variant, *names)
        if key not in kept or _metres(each) > _metres(kept[key]):
            kept[key] = each
    return list(kept.values())


def _metres(finding: Finding) -> float:
    return float(finding.values.get("metres", 0.0))


def _far_or_odd(shown: Sequence[Thing], variant: str) -> Iterator[Finding]:
    for thing in shown:
        away_m = float(np.hypot(thing.place.by[0], thing.place.by[2]))
        if thing.source and away_m > FAR_M:
            yield Finding("far", FAR, of_text([thing]), variant, {"thing": thing.title, "metres": round(away_m)})
        size_m = float((thing.high - thing.low).max())
        if thing.part == UPLOAD and not SMALLEST_M <= size_m <= LARGEST_M:
            values: Values = {"thing": thing.title, "metres": round(size_m, 3 if size_m < 1 else 0)}
            yield Finding("size", SIZE_ODD, of_text([thing]), variant, values)


def _states(scene: Scene, shown: Mapping[str, Sequence[Thing]]) -> Iterator[Finding]:
    earlier: dict[frozenset[Path], str] = {}
    for variant, there in shown.items():
        if not there:
            yield Finding("nothing", NOTHING, (), variant, {"variant": variant})
            continue
        blocks = _blocks(scene, variant)
        if blocks in earlier:
            yield Finding("same", SAME, (), variant, {"variant": variant, "other": earlier[blocks]})
        earlier.setdefault(blocks, variant)
        if not any(thing.family == "people" and thing.part not in NO_SCALE for thing in there):
            yield Finding("nobody", NOBODY, (), variant)
        if variant == scene.variants[-1] and not any(thing.role == PLANNED for thing in there):
            yield Finding("nothing_planned", NOTHING_PLANNED, (), variant, {"variant": variant})


def _size(scene: Scene, shown: Mapping[str, Sequence[Thing]]) -> Iterator[Finding]:
    """Yield what is odd about the size line, beside what is planned in any state."""
    every = [thing for there in shown.values() for thing in there if thing.role == PLANNED]
    planned = [thing for thing in every if not (thing.is_ground or thing.family == "people")]
    ends = np.array(scene.size)
    long_m = float(np.linalg.norm(ends[1] - ends[0]))
    if not planned or not long_m:
        return
    low, high = np.min([thing.low for thing in planned], axis=0), np.max([thing.high for thing in planned], axis=0)
    extent_m = float(np.linalg.norm(high - low))
    beside_m = float(np.linalg.norm(np.maximum(low - ends, ends - high).clip(0), axis=1).max())
    if not TOO_SHORT * extent_m <= long_m <= TOO_LONG * extent_m:
        yield Finding("size_line", LINE_ODD, (), "", {"metres": round(long_m, 1), "extent": round(extent_m, 1)})
    elif beside_m > max(BESIDE_M, BESIDE_SHARE * long_m):
        yield Finding("size_line", LINE_BESIDE, (), "", {"metres": round(beside_m, 1)})
