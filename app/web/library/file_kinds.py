"""Kinds of files on the upload page: what is read, and a sentence with a page that helps for everything else."""

from dataclasses import asdict, dataclass

from flask import url_for

from app.meshes.upload import kinds
from app.meshes.upload.known_kinds import KINDS, SIGNS, Kind
from app.web.frame.languages import _


@dataclass(frozen=True)
class Answer:
    """What is said of a file that the studio does not read, and the address of the page that helps."""

    sentence: str
    help: str


def refused(head: bytes, name: str) -> Answer | None:
    """Return the answer to a file that begins with ``head``; None if it may be tried."""
    known = kinds.recognized(head, name)
    return _answer(known.kind) if known and not known.kind.reader else None


def for_browser() -> dict[str, object]:
    """Return how kinds are told and what is said of those that are not read, for ``file_kind.js``."""
    answers = {slug: asdict(_answer(kind)) for slug, kind in KINDS.items() if not kind.reader}
    return {"signs": [asdict(sign) for sign in SIGNS], "refused": answers}


def _answer(kind: Kind) -> Answer:
    return Answer(f"{_(kind.wrong)} {_(kind.mend)}", url_for("file_guides.guide", guide=kind.help))
