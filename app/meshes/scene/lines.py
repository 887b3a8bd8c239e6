"""Where in a TOML text something is written, so that a fault can name its line."""

from app.meshes.scene.statements import BYTE_ORDER_MARK, Name, Statement, elements, statements

Path = tuple[str | int, ...]


def line_numbers(text: str) -> dict[Path, int]:
    """Return path -> line number, from 1, of every table and key of a TOML text, and of each row over several lines.

    A path is like ("parts", 3, "width_m"); an array's tables count from 0, and it begins where its first one does.
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    number = 1
    for each in statements(text.removeprefix(BYTE_ORDER_MARK)):
        if each.kind in ("table", "tables"):
            table = (*_within(each.name[:-1], counts), each.name[-1])
            if each.kind == "tables":
                found.setdefault(table, number)
                counts[table] = counts.get(table, 0) + 1
                table = (*table, counts[table] - 1)
            found[table] = number
        elif each.kind == "value":
            for end in range(1, len(each.name) + 1):
                found.setdefault((*table, *each.name[:end]), number)
            found.update(_rows(each, (*table, *each.name), number))
        number += each.text.count("\n")
    return found


def _rows(statement: Statement, path: Path, number: int) -> dict[Path, int]:
    """Return where the elements of an array stand that goes over several lines."""
    value = statement.value
    if not value.startswith("[") or "\n" not in value:
        return {}
    return {(*path, i): number + value.count("\n", 0, start) for i, (start, _) in enumerate(elements(value))}


def _within(name: Name, counts: dict[Path, int]) -> Path:
    """Return the path of a table, in the last of each array that it goes through."""
    path: Path = ()
    for step in name:
        path = (*path, step)
        if path in counts:
            path = (*path, counts[path] - 1)
    return path


def nearest(numbers: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of what is around it; 1 where nothing is written."""
    while path and path not in numbers:
        path = path[:-1]
    return numbers.get(path, 1)
