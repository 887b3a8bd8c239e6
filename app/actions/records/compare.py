"""Compare: what one version of a record says and another does not, field by field, words as words.

What the program notes for itself (``SILENT``) is no difference that a person wants to see.
Works on plain records (``exchange.reading.plain``): a field left out, because it holds its default, counts as empty.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

SILENT = (".made_from",)
WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of text.  ``kind``: in both versions (same), only in the old (gone) or only in the new one (new)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One field that differs.  ``field`` is its path, as ``texts.de.title``; None: there is no value."""

    field: str
    before: object
    after: object

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The word diff; empty unless both sides are text."""
        if isinstance(self.before, str) and isinstance(self.after, str):
            return diff(self.before, self.after)
        return ()


def compare(before: Mapping[str, object] | None, after: Mapping[str, object]) -> list[Change]:
    """Return the fields that differ, in the order of the record; against nothing, every field is new."""
    old, new = dict(leaves(before or {})), dict(leaves(after))
    names = [name for name in (*new, *(each for each in old if each not in new)) if not name.endswith(SILENT)]
    return [Change(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


def leaves(value: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield (path, value) of everything that is no mapping; lists count as one value."""
    for name, each in value.items():
        if isinstance(each, Mapping):
            yield from leaves(each, f"{prefix}{name}.")
        else:
            yield prefix + name, each


def diff(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts woven into one, word by word; what is gone stands before what is new."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces: list[Piece] = []
    gone = come = ""
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if tag == "equal" and (len(now.split()) > 1 or not gone + come):
            pieces += [*_changed(gone, come), Piece("same", now)]
            gone = come = ""
        else:  # a change, or one word alone between two: a phrase is easier to read than its words one by one
            gone, come = gone + was, come + now
    return (*pieces, *_changed(gone, come))


def _changed(gone: str, come: str) -> list[Piece]:
    return [piece for piece in (Piece("gone", gone), Piece("new", come)) if piece.text]
