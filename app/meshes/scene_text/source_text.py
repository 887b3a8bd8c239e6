"""The text of a scene as blocks, changed without loss: comments, order, and what no reader understands.

``read`` keeps each letter, so that a text of which nothing changed gives the same bytes.  A change touches the lines
that it is about.  Blocks (``[[parts]]``, ``[[annotations]]``) have an id each, which does not stand in the text; the
keys above all tables have the id "", single tables have that of their name ("size", "cameras.poster").
Nothing here is changed in place: whoever keeps a SourceText can go back to it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from app.i18n import N_
from app.meshes.faults import Fault, MeshError
from app.meshes.scene.lines import line_numbers, nearest
from app.meshes.scene.statements import BYTE_ORDER_MARK, Name
from app.meshes.scene.toml import loads
from app.meshes.scene_text import states
from app.meshes.scene_text.gaps import with_before, with_behind, without
from app.meshes.scene_text.matching import matched
from app.meshes.scene_text.pieces import Piece, gathered, pieces
from app.meshes.scene_text.singles import said, with_single
from app.meshes.scene_text.written import key

Values = Mapping[str, object]

SINGLES = ("", "size", "cameras")  # what is made where it is missing
ABOVE = ("annotations",)  # stand above all other blocks where there are none of them yet


class GoneError(MeshError):
    """What is to be changed is no longer there: somebody else took it out."""

    def __init__(self, names: Iterable[str]) -> None:
        wrong, allowed = N_("Das gibt es in der Szene nicht mehr: %(names)s."), N_("Erlaubt: was in der Szene steht.")
        super().__init__([Fault(0, "", wrong, allowed, {"names": ", ".join(names)})])


@dataclass(frozen=True)
class Block:
    """A block as it is written; ``line`` is that of its ``[[…]]``, from 1, and ``comment`` what stands above it."""

    id: str
    table: str
    line: int
    values: Values
    comment: str


@dataclass(frozen=True)
class SourceText:
    """A text in its pieces; ``is_cut`` where its last line has no end."""

    pieces: tuple[Piece, ...]
    mark: str
    line_end: str
    is_cut: bool

    @classmethod
    def read(cls, text: str, ids: Sequence[str] = ()) -> "SourceText":
        """Read a text; ``ids`` are those of its blocks in their order, as far as there are any ("" where not).

        Raises MeshError if the text is no TOML.
        """
        loads(text)
        mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
        line_end = "\r\n" if "\r\n" in text else "\n"
        is_cut = len(text) > len(mark) and not text.endswith("\n")
        found = pieces(text.removeprefix(mark) + (line_end if is_cut else ""))
        return cls(tuple(_named(found, ids)), mark, line_end, is_cut)

    @cached_property
    def text(self) -> str:
        """Return the text."""
        whole = "".join(piece.text for piece in self.pieces)
        return self.mark + (re.sub(r"\r?\n\Z", "", whole) if self.is_cut else whole)

    @cached_property
    def whole(self) -> tuple[Piece, ...]:
        """Return the pieces with each table below its block, as they are changed."""
        return tuple(gathered(self.pieces)) if any(piece.stray for piece in self.pieces) else self.pieces

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the blocks in their order."""
        return tuple(piece.id for piece in self.whole if piece.many)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of which there may be many, in their order."""
        return tuple(self._blocks())

    @cached_property
    def head(self) -> Values:
        """Return what stands outside of these blocks, as it is written."""
        return said(self.whole)

    def block(self, of: str) -> Block:
        """Return one block.  Raises GoneError if there is none."""
        found = next((block for block in self.blocks if block.id == of), None)
        if found is None:
            raise GoneError([of])
        return found

    def letters(self, of: str) -> int:
        """Return how long a block is; 0 where there is none."""
        return len(self.whole[self._places[of]].text) if of in self._places else 0

    def at_line(self, line: int) -> str:
        """Return the id of the block in which a line stands, from 1; "" where it stands in none."""
        for piece in self.pieces:
            line -= piece.text.count("\n")
            if line <= 0:
                return piece.id
        return ""

    def set(self, of: str, values: Values) -> "SourceText":
        """Change values of a block or of a single table; None takes one away.

        Names may reach inward ("repeat.count").  Raises GoneError if there is no such block.
        """
        if of.split(".")[0] in SINGLES:
            name = tuple(of.split(".")) if of else ()
            return self._with(with_single(self.whole, name, values, line_end=self.line_end))
        i = self._index(of)
        return self._with([*self.whole[:i], self.whole[i].with_values(values), *self.whole[i + 1 :]])

    def insert(self, new: str, table: str, after: str | None, values: Values) -> "SourceText":
        """Write a block, as ``new``, behind the one with the id ``after``, or behind all of its table.

        Raises GoneError if there is no block ``after``, MeshError if the text has no place for one or ``new`` is there.
        """
        i = self._last(table) if after is None else self._index(after)
        made = Piece(f"[[{key(table)}]]{self.line_end}", (table,), many=True, id=new)
        return self._with_behind(i, made.with_values(values))

    def copy(self, new: str, of: str, values: Values) -> "SourceText":
        """Write a block once more, right below, with other values; the comment above it is not said twice.

        Raises GoneError if there is no such block, MeshError if ``new`` is there.
        """
        i = self._index(of)
        made = replace(self.whole[i].without_comments(), id=new).with_values(values)
        return self._with_behind(i, made)

    def delete(self, ids: Iterable[str]) -> "SourceText":
        """Take blocks out, with the comments directly above them.  Raises GoneError if one is not there."""
        found = self
        for each in ids:
            found = found._with(without(found.whole, found._index(each)))
        return found

    def order(self, of: str, after: str | None) -> "SourceText":
        """Move a block behind another one, or above all of its table.  Raises GoneError if one is not there."""
        moved = self.whole[self._index(of)]
        kin = [None, *(piece.id for piece in self.whole if piece.many and piece.name == moved.name)]
        if after == of or kin[kin.index(of) - 1] == after:
            return self
        rest = self.delete([of])
        place, beside = (with_before, kin[1]) if after is None else (with_behind, after)
        return rest._with(place(rest.whole, rest._index(beside or ""), moved, line_end=self.line_end))

    def variants(self, names: Sequence[str], *, renamed: Mapping[str, str], shows: Mapping[str, str]) -> "SourceText":
        """Write all states anew, and in each block which of them show it; a block that none shows any more goes.

        ``renamed``: old -> new.  ``shows``: a new state -> the state of which it shows everything.  Raises GoneError
        if a state that it speaks of is not there.
        """
        change = states.States(states.names(self.head), tuple(names), renamed, shows)
        if gone := change.gone:
            raise GoneError(gone)
        is_format_1 = self.head.get("format") == 1
        shown = {block.id: change.when(block.values, is_format_1=is_format_1) for block in self.blocks}
        whole = [
            piece.with_values({"when": [*when]}) if (when := shown.get(piece.id)) else piece for piece in self.whole
        ]
        found = self._with(whole).delete(each for each, when in shown.items() if when == ())
        return found.set("", {"variants": [*names]})

    def with_text(self, text: str) -> "SourceText":
        """Return another text, in which blocks that were here before keep their ids.

        Raises MeshError if the text is no TOML.
        """
        new = SourceText.read(text)
        known = matched(self.blocks, new.blocks)
        ids = [self.blocks[known[i]].id if i in known else "" for i in range(len(new.blocks))]
        return replace(new, pieces=tuple(_named(new.pieces, ids)))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {piece.id: i for i, piece in enumerate(self.whole) if piece.many}

    def _with(self, whole: Iterable[Piece]) -> "SourceText":
        return replace(self, pieces=tuple(whole))

    def _with_behind(self, i: int, made: Piece) -> "SourceText":
        if made.id in self._places:
            wrong, allowed = N_("Die Kennung %(id)s gibt es schon."), N_("Erlaubt: eine neue Kennung.")
            raise MeshError([Fault(0, "", wrong, allowed, {"id": made.id})])
        return self._with(with_behind(self.whole, i, made, line_end=self.line_end))

    def _index(self, of: str) -> int:
        if of not in self._places:
            raise GoneError([of])
        return self._places[of]

    def _last(self, table: str) -> int:
        """Return behind which piece a first or further block of a table is written."""
        if table in self.head:
            wrong, allowed = N_("„%(name)s“ ist hier keine Liste von Tabellen."), N_("Erlaubt: Tabellen [[%(name)s]].")
            raise MeshError([Fault(nearest(line_numbers(self.text), (table,)), table, wrong, allowed, {"name": table})])
        kin = [i for i, piece in enumerate(self.whole) if piece.name == (table,)]
        above = [i for i, piece in enumerate(self.whole) if piece.is_single or (piece.many and table not in ABOVE)]
        return max(kin or above)

    def _blocks(self) -> Iterator[Block]:
        whole = {piece.id: piece for piece in self.whole if piece.many}
        line = 1
        for piece in self.pieces:
            if piece.many and not piece.stray:
                values = whole[piece.id].values
                comment = "\n".join(each.strip().removeprefix("#").strip() for each in piece.comments)
                yield Block(piece.id, ".".join(piece.name or ()), line + len(piece.comments), values, comment)
            line += piece.text.count("\n")


def _named(found: Iterable[Piece], ids: Sequence[str]) -> Iterator[Piece]:
    """Yield the pieces, each block of which there may be many with its id, or one made of what it says."""
    given, taken = iter(ids), {*ids}
    alike: Counter[str] = Counter()
    last: dict[Name | None, str] = {}
    for piece in found:
        if piece.many and not piece.stray:
            last[piece.name] = next(given, "") or _made(piece.text, alike[piece.text], taken)
            alike[piece.text] += 1
            taken.add(last[piece.name])
        yield replace(piece, id=last[piece.name]) if piece.many else piece


def _made(text: str, number: int, taken: set[str]) -> str:
    """Return an id that nothing else has, now or later: it is made of what the block says, and how many say so."""
    made = ("p" + hashlib.sha256(f"{text}{i}".encode()).hexdigest()[:8] for i in count(number))
    return next(each for each in made if each not in taken)
