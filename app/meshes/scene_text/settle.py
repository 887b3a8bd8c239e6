"""One block of a scene, as two people made it since they had the same: settled field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from app.meshes.scene.statements import Name
from app.meshes.scene_text.block_text import with_value
from app.meshes.scene_text.flat import flat
from app.meshes.scene_text.pieces import Piece
from app.meshes.scene_text.written import same

Side = Literal["mine", "theirs"]
Chosen = Mapping[str, Side]
Settled = tuple[Piece | None, list["Conflict"]]

AT, SPOTS = "at", "spots"  # are one field: a block has one of both


@dataclass(frozen=True)
class Conflict:
    """What two people did differently to one block.

    ``key`` names it where somebody chooses.  ``field`` is "" where one of them took the block out, and then there are
    all values of a block; "at" is where it stands, as {"at": …} or {"spots": …}.  None is what is not written.
    """

    key: str
    table: str
    id: str
    field: str
    base: object
    mine: object
    theirs: object


def settled(key: str, base: Piece | None, mine: Piece | None, theirs: Piece | None, chosen: Chosen) -> Settled:
    """Return what becomes of a block, None where it goes, and its conflicts, chosen or not."""
    if mine is None or theirs is None:
        return _one_sided(key, base, mine, theirs, chosen)
    if theirs.text == mine.text or (base and theirs.text == base.text):
        return mine, []
    if base and mine.text == base.text:
        return theirs, []
    return _by_field(key, base, mine, theirs, chosen)


def _one_sided(key: str, base: Piece | None, mine: Piece | None, theirs: Piece | None, chosen: Chosen) -> Settled:
    """Settle what one of them added or took out."""
    kept = mine or theirs
    if base is None or kept is None:
        return kept, []
    if same(kept.values, base.values):
        return None, []
    values = (piece and piece.values for piece in (base, mine, theirs))
    conflict = Conflict(key, ".".join(kept.name or ()), kept.id, "", *values)
    return {"mine": mine, "theirs": theirs}.get(chosen.get(key, ""), kept), [conflict]


def _by_field(key: str, base: Piece | None, mine: Piece, theirs: Piece, chosen: Chosen) -> Settled:
    """Settle what both of them changed: what ``mine`` has, with the fields that only ``theirs`` set otherwise."""
    was, ours, others = (_fields(piece.values) if piece else {} for piece in (base, mine, theirs))
    piece, conflicts = _with_comment(base, mine, theirs), []
    for path in dict.fromkeys((*ours, *others)):
        old, own, other = was.get(path), ours.get(path), others.get(path)
        if _alike(own, other) or _alike(old, other):
            continue
        both = own if _alike(old, own) else _woven(old, own, other)
        if _alike(old, own):
            piece = _with(piece, path, other)
        elif both is not None:
            piece = _with(piece, path, both)
        else:
            name = ".".join(path)
            conflicts.append(Conflict(f"{key}.{name}", ".".join(mine.name or ()), mine.id, name, old, own, other))
            piece = _with(piece, path, other) if chosen.get(f"{key}.{name}") == "theirs" else piece
    return piece, conflicts


def _fields(values: Mapping[str, object]) -> dict[Name, object]:
    """Return path -> value; where a block stands is one."""
    place = {name: values[name] for name in (AT, SPOTS) if name in values}
    rest = {name: value for name, value in values.items() if name not in place}
    return {**({(AT,): place} if place else {}), **flat(rest)}


def _alike(one: object, other: object) -> bool:
    return one is other if one is None or other is None else same(one, other)


def _woven(was: object, own: object, other: object) -> object | None:
    """Return where a block stands if two moved different spots of it; None if there is no saying so."""
    each = [found.get(SPOTS) if isinstance(found, Mapping) else None for found in (was, own, other)]
    lists = [found for found in each if isinstance(found, list)]
    if len(lists) < len(each) or len({len(found) for found in lists}) > 1:
        return None
    spots = [b if same(a, c) else c if same(a, b) or same(b, c) else None for a, b, c in zip(*lists, strict=True)]
    return None if None in spots else {SPOTS: spots}


def _with(piece: Piece, path: Name, value: object) -> Piece:
    if path == (AT,):
        place = value if isinstance(value, Mapping) else {}
        return piece.with_values({name: place.get(name) for name in (AT, SPOTS)})
    return replace(piece, text=with_value(piece.text, piece.name or (), path, value))


def _with_comment(base: Piece | None, mine: Piece, theirs: Piece) -> Piece:
    """Return ``mine``, with the comment above ``theirs`` where only that is another than it was."""
    if base and mine.comments == base.comments != theirs.comments:
        return replace(mine, text="".join(theirs.comments) + mine.without_comments().text)
    return mine
