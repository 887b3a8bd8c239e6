"""Two versions beside one another in 3D, as pages show them: state by state, and in sentences.

of_records   two plain records of a planning
of_versions  a file of the library and the one that it follows
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from flask import g

from app.actions.scenes import scene_changes
from app.actions.scenes.scene_changes import SceneChanges, Side
from app.models import Asset
from app.models.base import Json
from app.web.frame import current_line, field_values, labels
from app.web.frame.languages import _
from app.web.library import scene_words
from app.web.library.media_store import media


@dataclass(frozen=True, kw_only=True)
class ShownSide:
    """One side of a state; ``alt`` says what is to be seen, ``camera`` from where its own poster was taken."""

    title: str
    href_id: int
    view: str
    poster: str
    alt: str
    camera: Json | None


@dataclass(frozen=True, kw_only=True)
class ShownState:
    """One state, before and after; None where there is nothing to be seen."""

    id: str
    name: str
    before: ShownSide | None
    after: ShownSide | None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a page shows: ``told`` are sentences, below the states in which one sees that; see SceneChanges."""

    states: Sequence[ShownState]
    told: Sequence[tuple[str, Sequence[str]]]
    camera: Json | None
    is_another: bool
    is_pending: bool


def of_records(before: Json, after: Json) -> Comparison | None:
    """Return two versions of a planning, None if they show the same."""
    found = scene_changes.of_records(g.session, media(), before, after)
    return _shown(found, {**field_values.own_variants(before), **field_values.own_variants(after)}) if found else None


def of_versions(asset: Asset) -> Comparison | None:
    """Return an asset beside the one that it follows, None if there is none or that is the same."""
    found = scene_changes.of_versions(g.session, media(), asset)
    return _shown(found, {}) if found else None


def _shown(found: SceneChanges, own_names: Mapping[str, str]) -> Comparison:
    names = {each.id: own_names.get(each.id) or labels.variant_name(each.id) for each in found.states}
    return Comparison(
        states=[
            ShownState(id=each.id, name=names[each.id], before=_side(each.before), after=_side(each.after))
            for each in found.states
        ],
        told=[
            (_heading([names[each] for each in ids], of=len(names)), sentences)
            for ids, changes in found.told.items()
            if (sentences := scene_words.told(changes, found.titles))
        ],
        camera=asdict(found.camera) if found.camera else None,
        is_another=found.is_another,
        is_pending=found.is_pending,
    )


def _heading(names: Sequence[str], *, of: int) -> str:
    if not names:
        return str(_("In keinem Zustand zu sehen"))
    return str(_("In allen Zuständen")) if len(names) == of > 1 else ", ".join(names)


def _side(side: Side | None) -> ShownSide | None:
    if side is None:
        return None
    record = side.asset.record
    alts = record.get("texts", {}).get(current_line.record().first_language, {}).get("alt", {})
    return ShownSide(
        title=record["title"],
        href_id=side.asset.id,
        view=side.view,
        poster=side.poster,
        alt=alts.get(side.variant, record["title"]),
        camera=asdict(side.camera) if side.camera else None,
    )
