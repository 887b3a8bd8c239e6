"""Receive pictures: files that somebody sends, one or many, become pictures of the library or sentences.

read    what comes of one file, before anything is written: it is there already, it is clean, or it is refused
store   put those that are clean into the library

The file itself is forgotten once it was read.  What is refused leaves nothing behind.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from sqlalchemy.orm import Session

from app.actions.library import add_picture
from app.actions.library.clean_picture import clean_picture
from app.errors import Invalid
from app.models import Account, Partner, Picture
from app.pictures import MOST_BYTES, Clean
from app.storage import Store

PIECE_BYTES = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Received:
    """A file: its name at home, the SHA-256 of its bytes, and what came of it; neither if the library has it."""

    name: str
    source_hash: str
    made: Clean | None = None
    refusal: Invalid | None = None


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A file and its picture: a new one, or the one that was there; none if it was refused."""

    received: Received
    picture: Picture | None = None
    is_new: bool = field(default=False)


def read(session: Session, file: IO[bytes], *, name: str) -> Received:
    """Return what comes of a file."""
    with TemporaryDirectory(prefix="linie302-") as folder:
        given = Path(folder) / "given"
        source_hash = _written(file, given)
        if add_picture.same(session, source_hash) is not None:
            return Received(name=name, source_hash=source_hash)
        try:
            return Received(name=name, source_hash=source_hash, made=clean_picture(given))
        except Invalid as refusal:
            return Received(name=name, source_hash=source_hash, refusal=refusal)


def store(
    session: Session,
    media: Store,
    files: Sequence[Received],
    *,
    owner: Partner,
    by: Account,
    title: str = "",
    said: Mapping[str, str] | None = None,
) -> list[Stored]:
    """Put what is clean into the library of ``owner``; ``title`` and what is ``said`` are of each of them.

    Raises Invalid for faults of what is said.
    """
    found = []
    for each in files:
        there = None if each.refusal else add_picture.same(session, each.source_hash)
        is_new = there is None and each.made is not None
        if each.made is not None and there is None:
            there = add_picture.add_picture(
                session,
                media,
                each.made,
                title=title or each.name.rpartition(".")[0].replace("_", " "),
                source_hash=each.source_hash,
                owner=owner,
                by=by,
                said=said or {},
            )
        found.append(Stored(received=each, picture=there, is_new=is_new))
    return found


def _written(file: IO[bytes], path: Path) -> str:
    """Write a file to ``path``, no more of it than tells that it is too large, and return its hash."""
    digest, left = hashlib.sha256(), MOST_BYTES + 1
    with path.open("wb") as kept:
        while left and (piece := file.read(min(PIECE_BYTES, left))):
            digest.update(piece)
            kept.write(piece)
            left -= len(piece)
    return digest.hexdigest()
