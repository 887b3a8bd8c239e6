"""Values as people write them in TOML."""

import json
import math
import re
from collections.abc import Mapping
from datetime import date, time

DECIMALS = 3
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def written(value: object) -> str:
    """Return a value as TOML: numbers with at most three decimals, whole ones without any."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key(str(name))} = {written(each)}" for name, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    return value.isoformat() if isinstance(value, date | time) else _text(str(value))


def spread(value: object) -> str:
    """Return a value as ``written`` does; but rows that begin with a word, ["footway", 2.5], have a line each."""
    if not isinstance(value, list | tuple) or not value or not all(map(_is_row, value)):
        return written(value)
    return "[\n" + "".join(f"    {written(row)},\n" for row in value) + "]"


def same(one: object, other: object) -> bool:
    """Tell whether two values would be written alike."""
    return one == other or written(one) == written(other)


def key(*name: str) -> str:
    """Return a key of one or more steps."""
    return ".".join(step if _BARE.fullmatch(step) else _text(step) for step in name)


def _is_row(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) > 1 and isinstance(value[0], str)


def _number(value: float) -> str:
    if isinstance(value, int) or not math.isfinite(value):
        return str(value)
    rounded = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if rounded == "-0" else rounded


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\N{DELETE}", "\\u007f")
