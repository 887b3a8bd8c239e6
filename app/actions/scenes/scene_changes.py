"""Scene changes: what differs in 3D between two versions of a planning, or of a file of the library.

of_records   state by state of a planning; None where both show the same
of_versions  variant by variant of an asset and what it follows; None where that is nothing, or the same

What was handed in is frozen with the files that it shows (``pins``), so the texts that are compared are those.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.library import stored_asset
from app.actions.library.build_assets import SCENE
from app.actions.records.record_json import stored
from app.exchange import variants
from app.exchange.records import Variant
from app.exchange.stored import Camera
from app.meshes.faults import MeshError
from app.meshes.scene_text.changes import Change, all_new, changes
from app.meshes.scene_text.source_text import SourceText
from app.models import Asset, BuildState
from app.models.base import Json
from app.models.use import assets_in
from app.storage import Store


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one version shows of a state: a variant of an asset, and from where its poster was taken."""

    asset: Asset
    variant: str
    view: str
    poster: str
    camera: Camera | None


@dataclass(frozen=True, kw_only=True)
class State:
    """One state, before and after; None where there is nothing to be seen."""

    id: str
    before: Side | None
    after: Side | None


@dataclass(frozen=True, kw_only=True)
class SceneChanges:
    """States that differ, what differs in the texts by the states in which it is seen, and from where to look.

    ``titles`` are those of uploads that the scenes place, by slug.  ``is_another``: the new scene is no later version
    of the old one, so that all that stands in it is told instead.  ``is_pending``: what is new is still being built.
    """

    states: Sequence[State]
    told: Mapping[tuple[str, ...], Sequence[Change]]
    titles: Mapping[str, str]
    camera: Camera | None
    is_another: bool
    is_pending: bool


def of_records(session: Session, media: Store, before: Json, after: Json) -> SceneChanges | None:
    """Return what differs in 3D between two plain records of a planning."""
    slugs = {*assets_in(before), *assets_in(after)}
    query = select(Asset).where(Asset.slug.in_(slugs))
    library = {str(each.slug): each for each in session.scalars(query)} if slugs else {}
    old, new = _sides(library, before), _sides(library, after)
    states = [State(id=name, before=old.get(name), after=new.get(name)) for name in dict.fromkeys((*new, *old))]
    found = [each for each in states if _shown(each.before) != _shown(each.after)]
    pending = any(library[each].state is BuildState.PENDING for each in assets_in(after) if each in library)
    return _compared(session, media, found, is_pending=pending) if found else None


def of_versions(session: Session, media: Store, asset: Asset) -> SceneChanges | None:
    """Return what differs between an asset and the one that it follows."""
    if asset.follows is None or asset.follows.files == asset.files:
        return None
    old, new = (_all_of(each) for each in (asset.follows, asset))
    states = [State(id=name, before=old.get(name), after=new.get(name)) for name in dict.fromkeys((*new, *old))]
    return _compared(session, media, states, is_pending=asset.state is BuildState.PENDING) if states else None


def _sides(library: Mapping[str, Asset], record: Json) -> dict[str, Side]:
    """Return state -> what shows it, as far as it was built."""
    own = str(record.get("asset", ""))
    said = [stored(Variant, each) for each in record.get("variants", ())]
    shown = said or [Variant(id=name) for name in _names(library.get(own))]
    sides = ((each.id, _side(library.get(each.asset or own), each)) for each in shown)
    return {name: side for name, side in sides if side is not None}


def _all_of(asset: Asset) -> dict[str, Side]:
    sides = ((name, _side(asset, Variant(id=name))) for name in _names(asset))
    return {name: side for name, side in sides if side is not None}


def _names(asset: Asset | None) -> tuple[str, ...]:
    build = stored_asset.build(asset) if asset else None
    return tuple(build.variants) if build else ()


def _side(asset: Asset | None, variant: Variant) -> Side | None:
    build = stored_asset.build(asset) if asset else None
    if asset is None or build is None:
        return None
    name = variants.scene_of(variant, tuple(build.variants))
    if not name:
        return None
    poster = stored_asset.posters(asset).of(name).get("600.webp", "")
    return Side(asset=asset, variant=name, view=build.variants[name].view, poster=poster, camera=build.camera)


def _shown(side: Side | None) -> tuple[int, str] | None:
    return (side.asset.id, side.variant) if side else None


def _compared(session: Session, media: Store, states: Sequence[State], *, is_pending: bool) -> SceneChanges:
    sides = [side for each in states for side in (each.after, each.before) if side]
    placed = {slug for side in sides for slug in side.asset.placed}
    named = select(Asset.slug, Asset.record["title"].as_string()).where(Asset.slug.in_(placed))
    return SceneChanges(
        states=states,
        told=_told(media, states),
        titles={str(slug): title for slug, title in session.execute(named)} if placed else {},
        camera=next((side.camera for side in sides if side.camera), None),
        is_another=any(not _is_related(*pair) for pair in _pairs(states)),
        is_pending=is_pending,
    )


def _told(media: Store, states: Sequence[State]) -> dict[tuple[str, ...], list[Change]]:
    """Return the changes of all texts, by the states in which they are seen; once where several show the same."""
    found: dict[tuple[str, ...], list[Change]] = {}
    for before, after in dict.fromkeys(_pairs(states)):
        together = [each for each in states if _assets(each) == (before, after)]
        for change in _changes(media, before, after):
            found.setdefault(tuple(_seen_in(change, together)), []).append(change)
    return found


def _pairs(states: Iterable[State]) -> Iterable[tuple[Asset, Asset]]:
    """Yield the two scenes of each state that is one before and after."""
    for each in states:
        before, after = _assets(each)
        if before is not None and after is not None and SCENE in before.files and SCENE in after.files:
            yield before, after


def _assets(state: State) -> tuple[Asset | None, Asset | None]:
    before, after = (side.asset if side else None for side in (state.before, state.after))
    return before, after


def _changes(media: Store, before: Asset, after: Asset) -> list[Change]:
    keys = before.files[SCENE], after.files[SCENE]
    if keys[0] == keys[1]:
        return []
    try:
        old, new = (SourceText.read((media.get(key) or b"").decode("utf-8", "replace")) for key in keys)
    except MeshError:
        return []  # its text is no TOML: nothing was ever built of it
    return changes(old, new) if _is_related(before, after) else all_new(new)


def _is_related(one: Asset, other: Asset) -> bool:
    """Tell whether two assets are versions of the same."""
    return _first(one) is _first(other)


def _first(asset: Asset) -> Asset:
    while asset.follows is not None:
        asset = asset.follows
    return asset


def _seen_in(change: Change, states: Iterable[State]) -> Iterable[str]:
    """Yield the states that show what changed; those of a new scene by their names there."""
    for each in states:
        side = each.after or each.before
        if side and side.variant in change.thing.when:
            yield each.id
