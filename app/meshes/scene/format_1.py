"""Format 1 of scenes, read as format 2: it knew two variants, ``before`` and ``after``, and called the third role so.

What it wrote otherwise stays as it is, so that reading names its faults.
"""

from collections.abc import Mapping

VARIANTS = ("before", "after")


def upgraded(table: Mapping[str, object]) -> dict[str, object]:
    """Return the table of a scene in format 2, whichever format it is written in."""
    if table.get("format") != 1:
        return dict(table)
    found = {name: value for name, value in table.items() if name != "labels"}
    for name in ("parts", "annotations"):
        rows = found.get(name)
        if isinstance(rows, list):
            found[name] = [row(each) if isinstance(each, dict) else each for each in rows]
    return {"variants": list(VARIANTS), **found}


def row(written: Mapping[str, object]) -> dict[str, object]:
    """Return a part or an annotation in format 2."""
    found = dict(written)
    if found.get("when") in VARIANTS:
        found["when"] = [found["when"]]
    elif found.get("when") == "both":
        del found["when"]
    if isinstance(found.get("context"), bool) and found.pop("context"):
        found["role"] = "context"
    repeat = found.get("repeat")
    if isinstance(repeat, dict):
        found["repeat"] = {"looks" if name == "variants" else name: value for name, value in repeat.items()}
    return found
