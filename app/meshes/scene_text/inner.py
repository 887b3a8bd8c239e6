"""Changing what stands inside a value: keys of an inline table, elements of an array over several lines.

Only what changes is written anew; comments between the elements stay.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from app.meshes.scene.statements import Name, assigned, elements
from app.meshes.scene_text.written import key, spread, written

_COMMA = re.compile(r"(#[^\n]*)|,")
_NEW_LINE = re.compile(r"\r?\n[ \t]*\Z")


@dataclass(frozen=True)
class _Row:
    """An array or an inline table: ``gaps`` are what stands around its ``items``, without the commas; one gap more."""

    opened: str
    gaps: tuple[str, ...]
    items: tuple[str, ...]
    ends_with_comma: bool

    def text(self) -> str:
        """Return all of it."""
        last = len(self.items) - 1
        commas = ["," if i < last or self.ends_with_comma else "" for i in range(last + 1)]
        inner = [f"{item}{comma}{gap}" for item, comma, gap in zip(self.items, commas, self.gaps[1:], strict=True)]
        return f"{self.opened}{self.gaps[0]}{''.join(inner)}{']' if self.opened == '[' else '}'}"

    def with_item(self, at: int, item: str) -> "_Row":
        """Return it with another item at a place."""
        return replace(self, items=(*self.items[:at], item, *self.items[at + 1 :]))

    def without(self, at: int) -> "_Row":
        """Return it without an item; comments around that stay."""
        items = self.items[:at] + self.items[at + 1 :]
        gap = _merged(self.gaps[at], self.gaps[at + 1], is_last=at == len(items))
        gaps = (*self.gaps[:at], gap, *self.gaps[at + 2 :])
        return replace(self, gaps=gaps, items=items, ends_with_comma=self.ends_with_comma and bool(items))

    def with_more(self, at: int, item: str) -> "_Row":
        """Return it with one item more before that at a place."""
        items = (*self.items[:at], item, *self.items[at:])
        return replace(self, gaps=(*self.gaps[:at], *self._parted(at), *self.gaps[at + 1 :]), items=items)

    def _parted(self, at: int) -> tuple[str, str]:
        """Return what stands before and behind a new item in a gap."""
        gap = self.gaps[at]
        if not self.items:
            return (" ", " ") if self.opened == "{" else (gap, "")
        if at < len(self.items):
            return gap, self._between()
        kept = gap.rstrip()
        return kept + self._between(), gap[len(kept) :]

    def _between(self) -> str:
        """Return what stands between two items of which nothing is said."""
        for gap in self.gaps[:-1]:
            if found := _NEW_LINE.search(gap):
                return found[0]
        closing = _NEW_LINE.search(self.gaps[-1])
        return f"{closing[0]}  " if closing else " "


def _merged(one: str, other: str, *, is_last: bool) -> str:
    """Return what is left of two gaps when the item between them goes."""
    if "#" in other:
        said = other.lstrip(" \t")
        return (one.rstrip() if said[0] in "\r\n" else one) + said
    if "#" in one:
        return one[: one.rindex("\n")] + other[other.rindex("\n") :] if is_last and "\n" in other else one
    return other if is_last else one


def _row(text: str) -> _Row:
    places = [*elements(text)]
    bounds = [1, *(edge for place in places for edge in place), len(text) - 1]
    gaps = [text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    plain = tuple(_COMMA.sub(r"\1", gap) for gap in gaps)
    return _Row(text[0], plain, tuple(text[start:end] for start, end in places), bool(places) and gaps[-1] != plain[-1])


def with_key(table: str, name: Name, value: object | None) -> str:
    """Return an inline table in which ``name`` has another value; None takes it out, and with it what gets empty."""
    row = _row(table)
    keys = [assigned(item) for item in row.items]
    for i, (found, start) in enumerate(keys):
        if found == name[: len(found)]:
            inner = changed(row.items[i][start:], name[len(found) :], value)
            return (row.without(i) if inner is None else row.with_item(i, row.items[i][:start] + inner)).text()
    for i in reversed([i for i, (found, _) in enumerate(keys) if found[: len(name)] == name]):
        row = row.without(i)
    if value is None:
        return row.text()
    depth = len(name) if any(found[:1] == name[:1] for found, _ in keys) else 1
    return row.with_more(len(row.items), f"{key(*name[:depth])} = {nested(name[depth:], value)}").text()


def changed(value: str, rest: Name, new: object | None) -> str | None:
    """Return what stands instead of ``value`` when ``rest`` within it is ``new``; None if nothing is left of it."""
    if not rest:
        return None if new is None else rewritten(value, new)
    if not value.startswith("{"):
        return value if new is None else nested(rest, new)
    found = with_key(value, rest, new)
    return None if new is None and not _row(found).items else found


def nested(name: Name, value: object) -> str:
    """Return a value that has another one under ``name``, if that has any steps."""
    return f"{{ {key(name[0])} = {nested(name[1:], value)} }}" if name else written(value)


def rewritten(value: str, new: object) -> str:
    """Return a value written anew; an array over several lines keeps its lines and their comments."""
    if not (value.startswith("[") and "\n" in value and isinstance(new, list | tuple)):
        return spread(new)
    row, wanted = _row(value), [written(each) for each in new]
    known = [written(each) for each in tomllib.loads(f"it = {value}")["it"]]
    changes = SequenceMatcher(None, known, wanted, autojunk=False).get_opcodes()
    for _, start, end, first, last in reversed(changes):
        shared = min(end - start, last - first)
        for i in range(shared):
            if known[start + i] != wanted[first + i]:
                row = row.with_item(start + i, rewritten(row.items[start + i], new[first + i]))
        for i in reversed(range(start + shared, end)):
            row = row.without(i)
        for i in range(shared, last - first):
            row = row.with_more(start + i, wanted[first + i])
    return row.text()
