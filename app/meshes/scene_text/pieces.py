"""The text of a scene in pieces: its blocks, and what stands between them; joined they are the text again.

A comment directly above a block belongs to it and travels with it, and so do its tables below (``[parts.repeat]``).
A heading, which is a comment with an empty line behind it, and empty lines between blocks stay where they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from app.meshes.scene.statements import Name, Statement, statements
from app.meshes.scene.toml import loads
from app.meshes.scene_text.block_text import at, with_values


@dataclass(frozen=True)
class Piece:
    """A block with its comment, or what stands between two.

    ``name`` is that of its table: () of the keys above all tables, None between blocks.  ``many`` blocks of one name
    are ``[[parts]]``.  A ``stray`` is a table that belongs to the last block of its name and stands apart from it.
    """

    text: str
    name: Name | None = None
    many: bool = False
    stray: bool = False
    id: str = ""

    @property
    def is_block(self) -> bool:
        return self.name is not None and not self.stray

    @property
    def is_single(self) -> bool:
        return self.is_block and not self.many

    def is_below(self, path: Name) -> bool:
        """Tell whether its table is the one at a path, or below it."""
        return self.name is not None and self.name[: len(path)] == path

    @cached_property
    def values(self) -> Mapping[str, object]:
        """Return what the block says."""
        found: object = loads(self.text)
        for step in self.name or ():
            found = at(found, [step])
            found = found[-1] if isinstance(found, list) else found
        return found if isinstance(found, Mapping) else {}

    @property
    def comments(self) -> list[str]:
        """Return the lines that stand directly above the block."""
        return [each.text for each in takewhile(_is_comment, statements(self.text))] if self.name else []

    def without_comments(self) -> "Piece":
        """Return it without the lines directly above the block."""
        return replace(self, text=self.text[len("".join(self.comments)) :])

    def with_values(self, values: Mapping[str, object]) -> "Piece":
        """Return it with other values; None takes one away, names may reach inward ("repeat.count")."""
        return replace(self, text=with_values(self.text, self.name or (), values, was=self.values))

    @property
    def ends_with_comment(self) -> bool:
        """Tell whether its last line is a comment, which would belong to a block directly below."""
        return bool(self.text) and [*statements(self.text)][-1].kind == "comment"


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a text whose last line has an end; the first are the keys above all tables."""
    found: list[Piece] = []
    arrays: set[Name] = set()
    for section, behind in _sections(text):
        header = next((each for each in section if each.kind in ("table", "tables")), None)
        piece = Piece(_text(section), header.name if header else (), bool(header and header.kind == "tables"))
        owner = _owner(piece, arrays)
        if owner is not None:
            _add_below(found, replace(piece, name=owner, many=True))
        else:
            found.append(replace(piece, id="" if piece.many else ".".join(piece.name or ())))
        if piece.many and piece.name and owner is None:
            arrays.add(piece.name)
        if behind:
            found.append(Piece(_text(behind)))
    return found


def gathered(found: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with every stray right below its block."""
    result: list[Piece] = []
    for piece in found:
        if piece.stray:
            i = max(i for i, each in enumerate(result) if each.many and each.name == piece.name)
            result[i] = replace(result[i], text=result[i].text + piece.text)
        elif piece.name is None and result and result[-1].name is None:
            result[-1] = Piece(result[-1].text + piece.text)
        else:
            result.append(piece)
    return result


def _owner(piece: Piece, arrays: set[Name]) -> Name | None:
    """Return the name of the blocks to which a table belongs, if it is below one."""
    name = piece.name or ()
    above = (name[:end] for end in range(1, len(name)))
    return next((each for each in above if each in arrays), None)


def _add_below(found: list[Piece], piece: Piece) -> None:
    between = found.pop().text if found[-1].name is None else ""
    if found[-1].many and found[-1].name == piece.name and not found[-1].stray:
        found[-1] = replace(found[-1], text=found[-1].text + between + piece.text)
    else:
        found.extend([Piece(between)] if between else [])
        found.append(replace(piece, stray=True))


def _sections(text: str) -> Iterator[tuple[list[Statement], list[Statement]]]:
    """Yield each table with its comment and its keys, and what stands between it and the next."""
    groups = _by_header(text)
    above: list[Statement] = []
    for i, group in enumerate(groups):
        said = max((at for at, each in enumerate(group) if each.kind not in ("blank", "comment")), default=-1) + 1
        tail = group[said:]
        below = [] if i == len(groups) - 1 else [*takewhile(_is_comment, reversed(tail))][::-1]
        tail = tail[: len(tail) - len(below)]
        own = [*takewhile(_is_comment, tail)] if said else []
        yield [*above, *group[:said], *own], tail[len(own) :]
        above = below


def _by_header(text: str) -> list[list[Statement]]:
    groups: list[list[Statement]] = [[]]
    for each in statements(text):
        if each.kind in ("table", "tables"):
            groups.append([])
        groups[-1].append(each)
    return groups


def _is_comment(statement: Statement) -> bool:
    return statement.kind == "comment"


def _text(found: Sequence[Statement]) -> str:
    return "".join(each.text for each in found)
