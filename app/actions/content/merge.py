"""Merge (three-way): two people changed the same record; each field is settled by itself.

clashes  the fields in which what was typed differs from what is stored now
merged   one record from both, by what was chosen for each field
both     two changes of one text, woven together where they touch different lines
nested   a record of its paths

What holds together (``WHOLE``) is one field: a point with how another one was found would be none that anybody meant.
A field that only one side has changed needs no choice.  Works on plain records, like ``compare``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from app.actions.records.compare import SILENT, leaves
from app.models.base import Json

Plain = Mapping[str, object]
WHOLE = ("place",)
MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True)
class Clash:
    """A field that both sides changed, and differently.  ``both`` holds the two changes in one text, if that goes."""

    field: str
    was: object
    theirs: object
    mine: object
    both: str | None

    @property
    def suggested(self) -> str:
        return MINE if self.both is None else BOTH


def clashes(was: Plain, theirs: Plain, mine: Plain) -> list[Clash]:
    """Return the fields that need a choice, in the order of the record."""
    old, other, own = _parts(was), _parts(theirs), _parts(mine)
    names = [*own, *(name for name in other if name not in own)]
    found = [(name, old.get(name), other.get(name), own.get(name)) for name in names]
    return [
        Clash(name, a, b, c, both(a, b, c))
        for name, a, b, c in found
        if b != c and a not in (b, c) and not name.endswith(SILENT)
    ]


def taken_over(was: Plain, theirs: Plain, mine: Plain) -> list[str]:
    """Return the fields that only the other side has changed."""
    old, other, own = _parts(was), _parts(theirs), _parts(mine)
    names = [*other, *(name for name in own if name not in other)]
    found = [name for name in names if old.get(name) == own.get(name) != other.get(name)]
    return [name for name in found if not name.endswith(SILENT)]


def merged(was: Plain, theirs: Plain, mine: Plain, choices: Mapping[str, str]) -> dict[str, object]:
    """Return one plain record.  ``choices`` maps fields to MINE, THEIRS or BOTH; without one the suggestion holds."""
    old, other, own = _parts(was), _parts(theirs), _parts(mine)
    result = {**other, **own}
    for name in list(result):
        if old.get(name) == own.get(name):
            result[name] = other.get(name)
        else:
            result[name] = own.get(name)
    for clash in clashes(was, theirs, mine):
        choice = choices.get(clash.field, clash.suggested)
        result[clash.field] = {THEIRS: clash.theirs, BOTH: clash.both or clash.mine}.get(choice, clash.mine)
    return nested({name: value for name, value in result.items() if value is not None})


def _parts(record: Plain) -> dict[str, object]:
    """Return path -> value of everything that is settled by itself."""
    whole = {name: record[name] for name in WHOLE if name in record}
    return {**dict(leaves({name: each for name, each in record.items() if name not in whole})), **whole}


def both(was: object, theirs: object, mine: object) -> str | None:
    """Return ``was`` with the changes of both, or None if it is no text or they changed the same lines."""
    if not (isinstance(was, str) and isinstance(theirs, str) and isinstance(mine, str) and "\n" in was):
        return None
    lines = was.splitlines(keepends=True)
    changes = sorted(
        _changes(lines, theirs.splitlines(keepends=True)) + _changes(lines, mine.splitlines(keepends=True))
    )
    if any(first[1] >= second[0] for first, second in pairwise(changes)):
        return None
    for start, end, text in reversed(changes):
        lines[start:end] = text
    return "".join(lines)


def _changes(old: list[str], new: list[str]) -> list[tuple[int, int, list[str]]]:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(start, end, new[first:last]) for tag, start, end, first, last in steps if tag != "equal"]


def nested(flat: Plain) -> dict[str, object]:
    """Turn paths back into sections: ``texts.en.title`` -> {"texts": {"en": {"title": …}}}."""
    result: Json = {}
    for path, value in flat.items():
        *sections, name = path.split(".")
        inner = result
        for each in sections:
            inner = inner.setdefault(each, {})
        inner[name] = value
    return result
