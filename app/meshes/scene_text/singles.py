"""Changing what a scene has once: the keys above all tables, ``[size]``, ``[cameras.poster]``."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.meshes.scene.statements import Name
from app.meshes.scene.toml import loads
from app.meshes.scene_text.block_text import at, leaves, with_value
from app.meshes.scene_text.gaps import with_behind, without
from app.meshes.scene_text.pieces import Piece
from app.meshes.scene_text.written import key


def said(pieces: Sequence[Piece]) -> dict[str, object]:
    """Return what stands in all single tables together."""
    return loads("".join(piece.text for piece in pieces if piece.is_single))


def with_single(
    pieces: Sequence[Piece], table: Name, values: Mapping[str, object], *, line_end: str
) -> Sequence[Piece]:
    """Return the pieces with other values of a single table, which is made where it is missing and goes when empty."""
    for name, value in values.items():
        for path, leaf in leaves((*table, *name.split(".")), value, said(pieces)):
            pieces = _with(pieces, path, leaf, line_end)
    return pieces


def _with(pieces: Sequence[Piece], path: Name, value: object | None, line_end: str) -> Sequence[Piece]:
    for i in reversed([i for i, piece in enumerate(pieces) if piece.is_single and piece.is_below(path)]):
        pieces = without(pieces, i)
    i = max(_above(pieces, path), key=lambda i: len(pieces[i].name or ()))
    name = pieces[i].name or ()
    rest = path[len(name) :]
    if value is not None and len(rest) > 1 and at(pieces[i].values, rest[:1]) is None:
        made = Piece(f"[{key(*path[:-1])}]{line_end}", path[:-1], id=".".join(path[:-1]))
        return with_behind(pieces, _last_kin(pieces, path), _set(made, path[-1:], value), line_end=line_end)
    piece = _set(pieces[i], rest, value)
    return without(pieces, i) if name and not piece.values else [*pieces[:i], piece, *pieces[i + 1 :]]


def _set(piece: Piece, path: Name, value: object | None) -> Piece:
    return replace(piece, text=with_value(piece.text, piece.name or (), path, value))


def _above(pieces: Sequence[Piece], path: Name) -> list[int]:
    """Return where the tables stand that may hold what is at a path; the first, above all tables, may always."""
    each = [(i, piece.name) for i, piece in enumerate(pieces) if piece.is_single and piece.name is not None]
    return [i for i, name in each if name == path[: len(name)] != path]


def _last_kin(pieces: Sequence[Piece], path: Name) -> int:
    """Return behind which table another one is written: the last of those that begin alike, else the last of all."""
    singles = [i for i, piece in enumerate(pieces) if piece.is_single]
    return max([i for i in singles if pieces[i].is_below(path[:1])] or singles)
