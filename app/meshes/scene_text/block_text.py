"""Changing the keys of one block of a scene's text: the line of a key, and no other.

A block is ``[[parts]]`` or ``[size]`` with its keys, and its tables below: ``[parts.repeat]``.  A value may stand in
its line, in an inline table, under a key of several steps, or in a table below; it is changed where it stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.meshes.scene.statements import Name, Statement, statements
from app.meshes.scene_text.inner import changed, nested
from app.meshes.scene_text.written import key, same, spread

# the order in which people write
FIRST = ("part", "asset", "id", "name", "axis", "at", "spots", "turn_deg", "when", "role", "clay")
LAST = ("repeat", "motion")


@dataclass(frozen=True)
class _Line:
    """A statement; ``path`` is where it stands within its block, or its table does if it is neither table nor value.

    What stands in an array of tables below the block is ``opaque``: it has the path of that.
    """

    statement: Statement
    path: Name
    opaque: bool = False

    @property
    def is_value(self) -> bool:
        return self.statement.kind == "value" and not self.opaque

    @property
    def is_header(self) -> bool:
        return self.statement.kind in ("table", "tables")

    def is_below(self, path: Name) -> bool:
        """Tell whether it says something at a path or below."""
        return self.statement.kind not in ("blank", "comment") and self.path[: len(path)] == path


def with_values(text: str, table: Name, values: Mapping[str, object], *, was: Mapping[str, object]) -> str:
    """Return the text of a block with other values; None takes a key away.

    ``table`` is the name of the block's table, () of the keys above all tables.  The names of ``values`` may reach
    inward: "repeat.count".  ``was`` is what the block says so far.
    """
    for name, value in values.items():
        for path, leaf in leaves(tuple(name.split(".")), value, was):
            text = with_value(text, table, path, leaf)
    return text


def with_value(text: str, table: Name, path: Name, value: object | None) -> str:
    """Return the text of a block with another value at a path within it; None takes it away."""
    return "".join(line.statement.text for line in _with([*_lines(text, table)], path, value))


def at(values: object, path: Iterable[str]) -> object | None:
    """Return what stands under a path of names; None where nothing does."""
    for step in path:
        values = values.get(step) if isinstance(values, Mapping) else None
    return values


def leaves(path: Name, value: object, was: Mapping[str, object]) -> Iterator[tuple[Name, object]]:
    """Yield what has to change: of tables that are there and stay only what differs in them."""
    old = at(was, path)
    if isinstance(value, Mapping) and isinstance(old, Mapping) and value:
        for name in [*value, *(name for name in old if name not in value)]:
            yield from leaves((*path, name), value.get(name), was)
    elif value is None or old is None or not same(old, value):
        yield path, value


def _lines(text: str, table: Name) -> Iterator[_Line]:
    within: Name = ()
    array: Name | None = None
    for each in statements(text):
        if each.kind in ("table", "tables"):
            within = each.name[len(table) :]
            if array is None or within[: len(array)] != array:
                array = within if each.kind == "tables" and within else None
        is_inner = each.kind == "value" and array is None
        yield _Line(each, (*within, *each.name) if is_inner else within, array is not None)


def _with(lines: list[_Line], path: Name, value: object | None) -> list[_Line]:
    for i, line in enumerate(lines):
        if line.is_value and line.path == path[: len(line.path)]:
            text = changed(line.statement.value, path[len(line.path) :], value)
            new = [] if text is None else [_Line(line.statement.with_value(text), line.path)]
            return _tidied([*lines[:i], *new, *lines[i + 1 :]], path)
    rest = [line for line in lines if not line.is_below(path)]
    return _tidied(rest, path) if value is None else _added(rest, path, value)


def _tidied(lines: list[_Line], path: Name) -> list[_Line]:
    """Return the lines without headers above ``path`` under which nothing is left."""
    for end in range(len(path), 0, -1):
        below = [line for line in lines if line.is_below(path[:end])]
        if len(below) == 1 and below[0].is_header:
            lines = [line for line in lines if line is not below[0]]
    return lines


def _added(lines: list[_Line], path: Name, value: object) -> list[_Line]:
    """Add a value where nothing stands at its path: in the nearest table that has lines of its own."""
    headers = [i for i, line in enumerate(lines) if line.is_header]
    above = [i for i in headers if not lines[i].opaque and lines[i].path == path[: len(lines[i].path)] != path]
    header = max(above, key=lambda i: len(lines[i].path), default=-1)
    end = next((i for i in headers if i > header), len(lines))
    depth = len(lines[header].path) if above else 0
    first, *rest = path[depth:]
    if rest and any(line.is_below(path[: depth + 1]) for line in lines):
        text = f"{key(first, *rest)} = {nested((), value)}"
    else:
        text = f"{key(first)} = {nested(tuple(rest), value) if rest else spread(value)}"
    place = _place(lines, header, end, first if depth == 0 and above else "")
    return [*lines[:place], _new(lines[place - 1] if place else None, text, path), *lines[place:]]


def _place(lines: list[_Line], header: int, end: int, name: str) -> int:
    """Return where a new key goes in a table: behind what people write before it."""
    known = [i for i in range(header + 1, end) if lines[i].is_value]
    before = [i for i in known if not name or _rank(lines[i].path[0]) <= _rank(name)]
    return (before[-1] if before else header) + 1


def _rank(name: str) -> int:
    if name in FIRST:
        return FIRST.index(name)
    return len(FIRST) + (LAST.index(name) + 1 if name in LAST else 0)


def _new(above: _Line | None, text: str, path: Name) -> _Line:
    """Return a line written like the one above it."""
    model = above.statement.text if above else "\n"
    indent = model[: len(model) - len(model.lstrip(" \t"))]
    line_end = "\r\n" if model.endswith("\r\n") else "\n"
    (statement,) = statements(indent + text.replace("\n", line_end + indent) + line_end)
    return _Line(statement, path)
