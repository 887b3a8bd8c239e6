"""The statements of a TOML text, each with all of its letters: joined they are the text again.

For texts that are TOML (``toml.loads`` says whether they are); of others it says anything, but loses no letter.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["blank", "comment", "table", "tables", "value"]
Name = tuple[str, ...]

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

_SHORT = r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
_LONG = r'''"""(?:\\.|[^\\])*?"""(?!")|\'\'\'.*?\'\'\'(?!\')'''
_KEY = rf"(?:[\w\-]+|{_SHORT})"
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_ASSIGNED = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=[ \t]*")
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
TOKEN = re.compile(rf"{_LONG}|{_SHORT}|#[^\n]*|\n|[\[\]{{}},]|[^\s\[\]{{}},#\"']+", re.DOTALL)


@dataclass(frozen=True)
class Statement:
    """One statement with its indentation, its comment and the end of its line.

    ``name`` is that of a table, or the key of a value, as far as it is written there.  The value itself stands in
    ``text`` from ``start`` to ``end``; it may go over several lines.
    """

    kind: Kind
    text: str
    name: Name = ()
    start: int = 0
    end: int = 0

    @property
    def value(self) -> str:
        """Return the value as it is written."""
        return self.text[self.start : self.end]

    def with_value(self, value: str) -> "Statement":
        """Return the same with another value."""
        text = self.text[: self.start] + value + self.text[self.end :]
        return replace(self, text=text, end=self.start + len(value))


def statements(text: str) -> Iterator[Statement]:
    """Yield the statements of a text, which begins with no byte order mark."""
    at = 0
    while at < len(text):
        found = _statement(text, at)
        at += len(found.text)
        yield found


def _statement(text: str, at: int) -> Statement:
    if header := _HEADER.match(text, at):
        line = _line(text, at)
        return Statement("tables" if header[1] == "[[" else "table", line, name(header[2]))
    if assigned := _ASSIGNED.match(text, at):
        start, end = assigned.end(), value_end(text, assigned.end())
        whole = text[at:end] + _line(text, end)
        return Statement("value", whole, name(assigned[1]), start - at, end - at)
    line = _line(text, at)
    return Statement("comment" if line.strip() else "blank", line)


def _line(text: str, at: int) -> str:
    found = _LINE.match(text, at)
    return found[0] if found else ""


def value_end(text: str, at: int) -> int:
    """Return where the value ends that begins at ``at``."""
    depth, end = 0, at
    for token in TOKEN.finditer(text, at):
        first = token[0][0]
        if not depth and first in "#\n,]}":
            break
        depth += (first in "[{") - (first in "]}")
        if first not in "#\n":
            end = token.end()
    return end


def elements(row: str) -> Iterator[tuple[int, int]]:
    """Yield where the elements of an array or of an inline table begin and end, in the text of that."""
    at = 1
    while token := TOKEN.search(row, at, len(row) - 1):
        at = token.end()
        if token[0][0] not in ",#\n":
            at = value_end(row, token.start())
            yield token.start(), at


def assigned(text: str) -> tuple[Name, int]:
    """Return the key of ``key = value``, and where the value begins."""
    found = _ASSIGNED.match(text)
    return (name(found[1]), found.end()) if found else ((), 0)


def name(written: str) -> Name:
    """Return the steps of a key or of a table's name: ``a."b c"`` has two."""
    if '"' not in written and "'" not in written:
        return tuple(step.strip() for step in written.split("."))
    steps, inner = [], tomllib.loads(f"{written} = 0")
    while isinstance(inner, dict):
        ((step, inner),) = inner.items()
        steps.append(step)
    return tuple(steps)
