"""Three texts of one scene made into one: what two people did to it since they had the same, block by block.

Where only one of them changed a block, it is as that one has it, letter by letter.  Where both did, each field is
settled by itself; fields that both set differently, and blocks that one took out and the other changed, are conflicts.
Until somebody chose, a conflict is settled as ``mine`` has it, and what somebody changed stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.meshes.scene.statements import Name
from app.meshes.scene_text import states
from app.meshes.scene_text.gaps import with_behind, without
from app.meshes.scene_text.matching import matched
from app.meshes.scene_text.pieces import Piece
from app.meshes.scene_text.settle import Chosen, Conflict, settled
from app.meshes.scene_text.source_text import SourceText
from app.meshes.scene_text.written import written

MINE, THEIRS = "mine ", "theirs "  # stand before the ids of what only one of them has
Keyed = Mapping[str, Piece]  # by what a block is in all three texts, in the order of one


@dataclass(frozen=True)
class Merged:
    """One text of both, and the conflicts of which nobody has chosen yet."""

    text: SourceText
    conflicts: tuple[Conflict, ...]


def merge(base: SourceText, mine: SourceText, theirs: SourceText, chosen: Chosen) -> Merged:
    """Return one text of both; ``chosen`` maps keys of conflicts to whose way they go.

    Blocks keep the ids that they have in ``mine``.
    """
    if mine.text == base.text:
        return Merged(mine.with_text(theirs.text), ())
    if theirs.text in (base.text, mine.text):
        return Merged(mine, ())
    own, other = _with_states(base, mine, of=theirs), _with_states(base, theirs, of=mine)
    were, ours = _keyed(base, base, ""), _keyed(base, own, MINE)
    others = _twins(ours, _keyed(base, other, THEIRS))
    found = {
        key: settled(key, were.get(key), ours.get(key), others.get(key), chosen)
        for key in dict.fromkeys((*ours, *others, *were))
    }
    pieces = {key: piece for key, (piece, _) in found.items() if piece}
    leads = (own, ours, others) if _order(other, others, were) == _order(base, were, others) else (other, others, ours)
    conflicts = (each for _, conflicts in found.values() for each in conflicts if each.key not in chosen)
    return Merged(_laid_out(*leads, pieces, ours), tuple(conflicts))


def _with_states(base: SourceText, source: SourceText, *, of: SourceText) -> SourceText:
    """Return a text with the states of another one, if only that has others than there were."""
    were, are, wanted = (states.names(each.head) for each in (base, source, of))
    if were != are or are == wanted:
        return source
    return source.variants(wanted, renamed=states.renamed(were, wanted), shows={})


def _keyed(base: SourceText, source: SourceText, side: str) -> Keyed:
    """Return the blocks of a text by their ids in ``base``, and single tables by their names."""
    known = matched(base.blocks, source.blocks)
    keys = [base.blocks[known[i]].id if i in known else f"{side}{block.id}" for i, block in enumerate(source.blocks)]
    named = dict(zip(source.ids, keys, strict=True))
    return {named[each.id] if each.many else f"[{each.id}]": each for each in source.whole if each.name is not None}


def _twins(ours: Keyed, others: Keyed) -> Keyed:
    """Return ``others`` in which what both of them added alike has the key that it has in ``ours``."""
    free = {_said(piece): key for key, piece in ours.items() if key.startswith(MINE)}
    return {free.pop(_said(piece), key) if key.startswith(THEIRS) else key: piece for key, piece in others.items()}


def _said(piece: Piece) -> tuple[Name | None, str]:
    return piece.name, written(piece.values)


def _order(source: SourceText, keyed: Keyed, both: Keyed) -> list[str]:
    """Return what a text has in common with another one, and its headings, in their order."""
    keys = {piece.id: key for key, piece in keyed.items()}
    each = (piece.text.strip() if piece.name is None else keys[piece.id] for piece in source.whole)
    return [said for said in each if said and (said not in keyed or said in both)]


def _laid_out(lead: SourceText, leading: Keyed, other: Keyed, pieces: Keyed, ours: Keyed) -> SourceText:
    """Return the text of ``pieces``, in the order of one text and with what stands there between blocks."""
    keys = {piece.id: key for key, piece in leading.items()}
    whole = [
        piece if piece.name is None else replace(pieces.get(keys[piece.id], piece), id=keys[piece.id])
        for piece in lead.whole
    ]
    for key in leading:
        if key not in pieces:
            whole = without(whole, _place(whole, key))
    above = ""
    for key in other:
        if key in pieces and key not in leading:
            place = _place(whole, above) if above else 0
            whole = with_behind(whole, place, replace(pieces[key], id=key), line_end=lead.line_end)
        above = key if key in pieces else above
    ids = [ours[piece.id].id if piece.id in ours else "" for piece in whole if piece.many]
    return SourceText.read(replace(lead, pieces=tuple(whole)).text, ids)


def _place(whole: Sequence[Piece], key: str) -> int:
    return next(i for i, piece in enumerate(whole) if piece.id == key and piece.name is not None)
