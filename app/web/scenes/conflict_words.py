"""What two people did differently to a scene, in sentences to choose from: *2 m nach Osten verschoben*."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.actions.scenes.catch_up import ConflictError
from app.meshes.scene_text.changes import NAMES, Thing, change_of, moves, thing_of
from app.meshes.scene_text.settle import AT, Conflict
from app.meshes.scene_text.source_text import SourceText
from app.web.frame.languages import _
from app.web.library import scene_words


@dataclass(frozen=True)
class Choice:
    """A conflict as a page asks about it; ``mine`` and ``theirs`` say what each of both did."""

    key: str
    thing: str
    mine: str
    theirs: str


def choices(refusal: ConflictError) -> list[Choice]:
    """Return what is to be chosen, in the order of the text."""
    return [_choice(each, refusal.mine) for each in refusal.conflicts]


def _choice(conflict: Conflict, source: SourceText) -> Choice:
    thing, given = _thing(conflict, source), source.head.get("turn_deg")
    turn_deg = given if isinstance(given, int | float) else 0
    mine, theirs = (_did(conflict, side, thing, turn_deg) for side in (conflict.mine, conflict.theirs))
    return Choice(conflict.key, scene_words.thing(thing, {}), mine, theirs)


def _thing(conflict: Conflict, source: SourceText) -> Thing:
    """Return what it is about; what is no longer in the text as the other one had it."""
    block = next((each for each in source.blocks if each.id == conflict.id), None)
    if block is not None:
        return thing_of(block, block.values)
    said = conflict.theirs if isinstance(conflict.theirs, Mapping) else {}
    name = next((str(said[key]) for key in NAMES if key in said), "")
    return Thing(conflict.table, name, conflict.id, ())


def _did(conflict: Conflict, side: object, thing: Thing, turn_deg: float) -> str:
    if not conflict.field:
        return str(_("entfernt") if side is None else _("geändert"))
    if conflict.field != AT:
        return scene_words.what(change_of(thing, conflict.field, conflict.base, side, turn_deg))
    was, now = (each if isinstance(each, Mapping) else {} for each in (conflict.base, side))
    found = [scene_words.what(each) for each in moves(thing, was, now, turn_deg)]
    return ", ".join(found) or str(_("geändert"))
