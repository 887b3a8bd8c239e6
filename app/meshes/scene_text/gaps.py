"""Taking blocks out of a scene's text and putting them in, with the empty lines that people have between them."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from app.meshes.scene_text.pieces import Piece


def without(pieces: Sequence[Piece], i: int) -> list[Piece]:
    """Return the pieces without a block; of the empty lines around it the more stay, and none at either end."""
    before, above = _split(pieces[:i])
    after, below = _split(pieces[i + 1 :][::-1])
    ends, begins = _blank(above[::-1]), _blank(below)
    is_inside = (above or any(each.text for each in before)) and (below or after)
    gap = max(ends, begins, key=len) if is_inside else []
    between = "".join([*above[: len(above) - len(ends)], *gap, *below[len(begins) :]])
    return [*before, *_between(between), *after[::-1]]


def with_behind(pieces: Sequence[Piece], i: int, new: Piece, *, line_end: str) -> list[Piece]:
    """Return the pieces with another block behind that at ``i``."""
    gap = _gap(pieces, i, line_end)
    below = pieces[i + 1 :]
    return [*pieces[: i + 1], *_between(gap), new, *_closing(new, below, line_end), *below]


def with_before(pieces: Sequence[Piece], i: int, new: Piece, *, line_end: str) -> list[Piece]:
    """Return the pieces with another block before that at ``i``."""
    gap = _closing(new, pieces[i:], line_end) or _between(_gap(pieces, i, line_end))
    return [*pieces[:i], new, *gap, *pieces[i:]]


def _gap(pieces: Sequence[Piece], i: int, line_end: str) -> str:
    """Return what is to stand behind the block at ``i`` before another: as between its neighbours and itself."""
    if not pieces[i].text:
        return ""
    for found in (pieces[i + 1 : i + 3], pieces[max(i - 2, 0) : i][::-1]):
        match [each for each in found if each.text]:
            case [Piece(name=None) as between, Piece()] if not between.text.strip():
                return between.text
            case [Piece(name=tuple()), *_] if not pieces[i].ends_with_comment:
                return ""
    return line_end


def _closing(new: Piece, below: Sequence[Piece], line_end: str) -> list[Piece]:
    """Return the empty line that keeps a comment at the end of a block from belonging to the next."""
    return [Piece(line_end)] if below and below[0].name is not None and new.ends_with_comment else []


def _split(pieces: Sequence[Piece]) -> tuple[list[Piece], list[str]]:
    """Return the pieces up to the last block, and the lines of what stands behind it."""
    is_between = bool(pieces) and pieces[-1].name is None
    lines = pieces[-1].text.split("\n")[:-1] if is_between else []
    return list(pieces[:-1] if is_between else pieces), [f"{line}\n" for line in lines]


def _blank(lines: Iterable[str]) -> list[str]:
    return [*takewhile(lambda line: not line.strip(), lines)]


def _between(text: str) -> list[Piece]:
    return [Piece(text)] if text else []
