"""Where in a TOML text something is written, so that a fault can name its line."""

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-\"]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([\w\-]+|\"[^\"]+\")\s*=")


def line_numbers(text: str) -> dict[Path, int]:
    """Return path -> line number, from 1, of every table and key of a TOML text.

    A path is like ("parts", 3, "width_m"); an array's tables count from 0, and it begins where its first one does.
    """
    found: dict[Path, int] = {}
    counts: dict[str, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            name = header[2].replace('"', "")
            table = tuple(name.split("."))
            if header[1] == "[[":
                found.setdefault(table, number)
                table = (*table, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
            found[table] = number
        elif key := _KEY.match(line):
            found.setdefault((*table, key[1].strip('"')), number)
    return found


def nearest(numbers: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of what is around it; 1 where nothing is written."""
    while path and path not in numbers:
        path = path[:-1]
    return numbers.get(path, 1)
