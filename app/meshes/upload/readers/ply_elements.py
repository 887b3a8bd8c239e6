"""Elements of a PLY: their rows as tables, from text or from bytes, rows with lists among them.

Rows that are all alike, as nearly always, are read at once; others one by one.
"""

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import Floats
from app.meshes.upload.assembly import Numbers
from app.meshes.upload.findings import Findings
from app.meshes.upload.numbers import numbers
from app.meshes.upload.readers.faults import cut_off, unreadable

KINDS = {
    "char": "i1",
    "uchar": "u1",
    "short": "i2",
    "ushort": "u2",
    "int": "i4",
    "uint": "u4",
    "int8": "i1",
    "uint8": "u1",
    "int16": "i2",
    "uint16": "u2",
    "int32": "i4",
    "uint32": "u4",
    "float": "f4",
    "double": "f8",
    "float32": "f4",
    "float64": "f8",
}
CODES = {"i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d"}  # of struct
LONGEST_LIST = 4096
COUNT = re.compile(rb"[0-9]{1,4}")


@dataclass
class Element:
    """What the head says of an element: how many, and its properties in their order, with their kinds."""

    name: str
    count: int
    plain: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, str]] = field(default_factory=dict)  # name -> kinds of its count and of what is in it
    order: list[str] = field(default_factory=list)


@dataclass
class Table:
    """The rows of an element: plain values by name, and lists by name as (counts, all values in a row)."""

    element: Element
    plain: dict[str, NDArray[np.generic]] = field(default_factory=dict)
    lists: dict[str, tuple[Numbers, Floats]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.element.count

    def has(self, *names: str) -> bool:
        """Tell whether there are values of all these names."""
        return all(name in self.plain for name in names)

    def columns(self, *names: str) -> Floats:
        """Return (n, k) values of k names."""
        return np.stack([self.plain[name].astype(np.float64) for name in names], axis=1)


class _Text:
    """The body of a PLY of text: all its numbers in a row."""

    def __init__(self, text: bytes, findings: Findings) -> None:
        found = numbers(text, len(text.split()))
        if found is None:
            unreadable(findings, "ASCII")
        self.values, self.findings = found, findings

    def rows(self, kinds: list[str], count: int, at: int) -> tuple[list[NDArray[np.generic]], int]:
        """Return a column for each kind, of ``count`` rows that begin ``at`` here, and where they end."""
        end = at + count * len(kinds)
        if end > len(self.values):
            cut_off(self.findings)
        return list(self.values[at:end].reshape(count, len(kinds)).T), end

    def row(self, _kind: str, count: int, at: int) -> tuple[Sequence[float], int]:
        """Return ``count`` numbers, and where they end."""
        if at + count > len(self.values):
            cut_off(self.findings)
        return self.values[at : at + count].tolist(), at + count


class _Bytes:
    """The body of a binary PLY."""

    def __init__(self, raw: memoryview, order: str, findings: Findings) -> None:
        self.raw, self.order, self.findings = raw, order, findings

    def rows(self, kinds: list[str], count: int, at: int) -> tuple[list[NDArray[np.generic]], int]:
        """Return a column for each kind, of ``count`` rows that begin ``at`` here, and where they end."""
        row = np.dtype([(f"{number}", self.order + kind) for number, kind in enumerate(kinds)])
        end = at + row.itemsize * count
        if end > len(self.raw):
            cut_off(self.findings)
        found = np.frombuffer(self.raw, row, count, at)
        return [found[f"{number}"] for number in range(len(kinds))], end

    def row(self, kind: str, count: int, at: int) -> tuple[Sequence[float], int]:
        """Return ``count`` numbers of one kind, and where they end."""
        form = f"{self.order}{count}{CODES[kind]}"
        end = at + struct.calcsize(form)
        if end > len(self.raw):
            cut_off(self.findings)
        return struct.unpack_from(form, self.raw, at), end


def tables(raw: memoryview, order: str, elements: list[Element], findings: Findings) -> dict[str, Table]:
    """Return name -> rows of each element.  Raises RefusedError."""
    body = _Bytes(raw, order, findings) if order else _Text(_fitted(bytes(raw), elements), findings)
    found, at = {}, 0
    for element in elements:
        found[element.name], at = _table(body, element, at)
    return found


def _fitted(text: bytes, elements: list[Element]) -> bytes:
    """Return text without what lines have beyond the properties of the head: some programs write more than they say."""
    lines = [line for line in text.splitlines() if line.strip()]
    at, is_longer = 0, False
    for element in elements:
        if element.count and at < len(lines):
            is_longer = is_longer or len(lines[at].split()) > _words(lines[at].split(), element)
        at += element.count
    if not is_longer:
        return text
    owners = (element for element in elements for _row in range(element.count))
    rows = ((line.split(), element) for line, element in zip(lines, owners, strict=False))
    return b"\n".join(b" ".join(words[: _words(words, element)]) for words, element in rows)


def _words(words: list[bytes], element: Element) -> int:
    """Return how many words of a line the properties of an element take."""
    at = 0
    for name in element.order:
        size = 0
        if name in element.lists and at < len(words):
            size = int(words[at]) if COUNT.fullmatch(words[at]) else 0
        at += 1 + size
    return at


def _table(body: _Text | _Bytes, element: Element, at: int) -> tuple[Table, int]:
    table = Table(element)
    if not element.count or not element.order:
        table.lists = {name: (np.zeros(0, np.int64), np.zeros(0)) for name in element.lists}
        table.plain = {name: np.zeros(0) for name in element.plain}
        return table, at
    sizes = _sizes(body, element, at)
    kinds, places = _kinds(element, sizes)
    row_end = body.rows(kinds, 1, at)[1]
    if (row_end - at) * element.count <= _left(body, at):
        columns, end = body.rows(kinds, element.count, at)
        if all((columns[places[name]] == size).all() for name, size in sizes.items()):
            for name in element.plain:
                table.plain[name] = columns[places[name]]
            for name, size in sizes.items():
                first = places[name] + 1
                values = np.stack([each.astype(np.float64) for each in columns[first : first + size]], axis=-1)
                table.lists[name] = (np.full(element.count, size), values.reshape(-1))
            return table, end
    if not sizes:
        cut_off(body.findings)
    return _one_by_one(body, element, at)


def _one_by_one(body: _Text | _Bytes, element: Element, at: int) -> tuple[Table, int]:
    plain: dict[str, list[float]] = {name: [] for name in element.plain}
    counts: dict[str, list[int]] = {name: [] for name in element.lists}
    values: dict[str, list[float]] = {name: [] for name in element.lists}
    for _row in range(element.count):
        for name in element.order:
            if name in element.plain:
                [value], at = body.row(element.plain[name], 1, at)
                plain[name].append(value)
                continue
            size, at = _size(body, element.lists[name][0], at)
            row, at = body.row(element.lists[name][1], size, at)
            counts[name].append(size)
            values[name] += row
    table = Table(element, {name: np.array(rows) for name, rows in plain.items()})
    table.lists = {name: (np.array(counts[name]), np.array(values[name])) for name in element.lists}
    return table, at


def _sizes(body: _Text | _Bytes, element: Element, at: int) -> dict[str, int]:
    """Return how long the lists of the first row are."""
    sizes = {}
    for name in element.order:
        if name in element.plain:
            at = body.row(element.plain[name], 1, at)[1]
            continue
        count, kind = element.lists[name]
        sizes[name], at = _size(body, count, at)
        at = body.row(kind, sizes[name], at)[1]
    return sizes


def _size(body: _Text | _Bytes, kind: str, at: int) -> tuple[int, int]:
    [found], at = body.row(kind, 1, at)
    if not 0 <= found <= LONGEST_LIST:
        unreadable(body.findings, "list")
    return int(found), at


def _kinds(element: Element, sizes: dict[str, int]) -> tuple[list[str], dict[str, int]]:
    """Return the kinds of a row whose lists are so long, and name -> its place in it."""
    kinds: list[str] = []
    places: dict[str, int] = {}
    for name in element.order:
        places[name] = len(kinds)
        if name in element.plain:
            kinds.append(element.plain[name])
        else:
            count, kind = element.lists[name]
            kinds += [count, *[kind] * sizes[name]]
    return kinds, places


def _left(body: _Text | _Bytes, at: int) -> int:
    return (len(body.values) if isinstance(body, _Text) else len(body.raw)) - at


def triangles(faces: Table, name: str) -> tuple[Numbers, Numbers]:
    """Return (m, 3) corners of the faces as fans of triangles, and (m,) the number of each one's face."""
    counts, values = faces.lists[name]
    corners = values.astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
    fans = np.maximum(counts - 2, 0)
    owners = np.repeat(np.arange(len(counts)), fans)
    steps = np.arange(len(owners)) - np.repeat(np.cumsum(fans) - fans, fans)
    first = starts[owners]
    return np.stack([corners[first], corners[first + steps + 1], corners[first + steps + 2]], axis=1), owners
