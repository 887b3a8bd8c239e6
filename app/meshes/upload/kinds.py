"""Kinds: which sort of file somebody brings, told by how it begins and, where that says too little, by its name.

There is one table, ``known_kinds``, for the readers, for the upload page and for its script in the browser; so the
expressions are of the sort that Python and JavaScript read alike.
"""

import re
from dataclasses import dataclass

from app.meshes.upload.known_kinds import KINDS, SIGNS, Kind, Sign

HEAD_BYTES = 65_536  # so much of a file's beginning is looked at
MARK = re.compile(r"^\xef\xbb\xbf")  # of UTF-8
READ = tuple(slug for slug, kind in KINDS.items() if kind.reader)


@dataclass(frozen=True)
class Known:
    """What a file was recognized as."""

    slug: str
    kind: Kind


def recognized(head: bytes, name: str = "") -> Known | None:
    """Return the kind of a file that begins with ``head`` and is called ``name``; None if nothing tells it."""
    text = MARK.sub("", head[:HEAD_BYTES].decode("latin-1"))
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    slug = next((sign.slug for sign in SIGNS if _fits(sign, text, ending)), None)
    return Known(slug, KINDS[slug]) if slug else None


def endings() -> list[str]:
    """Return the endings of names that a chooser of files offers: those of what is read."""
    return [f".{ending}" for kind in KINDS.values() if kind.reader for ending in kind.endings]


def _fits(sign: Sign, text: str, ending: str) -> bool:
    if sign.endings and ending not in sign.endings:
        return False
    return not sign.head or re.search(sign.head, text, re.DOTALL) is not None
