"""Reading a TOML table field by field, and noting every fault on the way.

A field that is wrong gives its default, so that reading goes on and finds the other faults as well;
whoever has faults in the end throws the rest away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from app.i18n import N_
from app.meshes.faults import Fault
from app.meshes.scene.lines import Path, nearest

Point = tuple[float, float, float]

Word = TypeVar("Word", bound=str)

LACKS = N_("Das Feld fehlt.")
UNFIT = N_("Der Wert %(given)s passt nicht.")
A_TEXT = N_("Erlaubt: ein Text, nicht leer.")
A_SHORT_TEXT = N_("Erlaubt: ein Text von höchstens %(most)s Zeichen.")
A_SWITCH = N_("Erlaubt: true oder false.")
ONE_OF = N_("Erlaubt: %(names)s.")
SOME_OF = N_("Erlaubt: eine Liste aus %(names)s.")
SLUGS = N_("Erlaubt: eine Liste von 1 bis %(most)s Kürzeln aus a–z, 0–9 und Bindestrichen, jedes einmal.")
A_COUNT = N_("Erlaubt: eine ganze Zahl von %(low)s bis %(high)s.")
A_NUMBER = {
    "": N_("Erlaubt: eine Zahl von %(low)s bis %(high)s."),
    "m": N_("Erlaubt: eine Zahl von %(low)s bis %(high)s m."),
    "deg": N_("Erlaubt: eine Zahl von %(low)s bis %(high)s Grad."),
    "s": N_("Erlaubt: eine Zahl von %(low)s bis %(high)s Sekunden."),
}
A_POINT = N_("Erlaubt: ein Punkt [x, z] oder [x, y, z], in Metern, höchstens 2000 m vom Ursprung.")
POINTS = N_("Erlaubt: eine Liste von Punkten [x, z] oder [x, y, z], in Metern.")
A_TABLE = N_("Erlaubt: eine Tabelle [%(name)s].")
TABLES = N_("Erlaubt: Tabellen [[%(name)s]].")
ROWS = N_('Erlaubt: eine Liste von 1 bis %(most)s Zeilen wie ["footway", 2.5] oder ["footway", 2.5, { … }].')

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_MISSING = object()


@dataclass(frozen=True)
class Fields:
    """One table of a TOML text, where it stands, and the list that takes its faults."""

    table: dict[str, object]
    path: Path
    lines: dict[Path, int]
    faults: list[Fault]
    asked: set[str] = field(default_factory=set)

    def fault(self, name: str, wrong: str, allowed: str, /, **values: object) -> None:
        """Note a fault of the field ``name``: what is wrong and what is allowed, with places for ``values``."""
        path = (*self.path, name)
        shown = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
        self.faults.append(Fault(nearest(self.lines, path), shown, wrong, allowed, values))

    def has(self, name: str) -> bool:
        """Say whether the field is written."""
        return name in self.table

    def text(self, name: str) -> str:
        """Read a sentence or word that must not be empty."""
        value = self._take(name, A_TEXT)
        if isinstance(value, str) and value.strip():
            return value
        self._unfit(name, value, A_TEXT)
        return ""

    def choice(self, name: str, choices: Sequence[Word], default: Word | None = None) -> Word:
        """Read one word out of ``choices``."""
        names = ", ".join(choices)
        value = self._take(name, ONE_OF, default, names=names)
        for word in choices:
            if word == value:
                return word
        self._unfit(name, value, ONE_OF, names=names)
        return default or choices[0]

    def some(self, name: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        """Read a list of some of ``choices``; all of them where nothing is written."""
        names = ", ".join(choices)
        value = self._take(name, SOME_OF, choices, names=names)
        if isinstance(value, list | tuple) and value and all(each in choices for each in value):
            return tuple(each for each in choices if each in value)
        self._unfit(name, value, SOME_OF, names=names)
        return choices

    def slugs(self, name: str, most: int) -> tuple[str, ...]:
        """Read a list of one to ``most`` short names, each once."""
        value = self._take(name, SLUGS, most=most)
        if isinstance(value, list) and 0 < len(value) <= most and all(map(_is_slug, value)) and not _repeats(value):
            return tuple(value)
        self._unfit(name, value, SLUGS, most=most)
        return ()

    def switch(self, name: str, default: bool) -> bool:
        """Read true or false."""
        value = self._take(name, A_SWITCH, default)
        if isinstance(value, bool):
            return value
        self._unfit(name, value, A_SWITCH)
        return default

    def number(self, name: str, default: float | None, low: float, high: float, unit: str = "") -> float:
        """Read a number from ``low`` to ``high``, both included; ``unit`` is one of A_NUMBER."""
        limits = {"low": f"{low:g}", "high": f"{high:g}"}
        value = self._take(name, A_NUMBER[unit], default, **limits)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        self._unfit(name, value, A_NUMBER[unit], **limits)
        return low if default is None else default

    def count(self, name: str, default: int | None, low: int, high: int) -> int:
        """Read a whole number from ``low`` to ``high``, both included."""
        value = self._take(name, A_COUNT, default, low=low, high=high)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self._unfit(name, value, A_COUNT, low=low, high=high)
        return low if default is None else default

    def point(self, name: str, default: Point | None = None) -> Point:
        """Read [x, y, z] or, on the ground, [x, z]; metres."""
        value = self._take(name, A_POINT, default)
        found = as_point(value)
        if found is None:
            self._unfit(name, value, A_POINT)
        return found or default or (0.0, 0.0, 0.0)

    def points(self, name: str) -> tuple[Point, ...]:
        """Read a list of points."""
        value = self._take(name, POINTS)
        found = [as_point(row) for row in value] if isinstance(value, list) else []
        if not found or None in found:
            self._unfit(name, value, POINTS)
        return tuple(point for point in found if point is not None)

    def inner(self, name: str) -> "Fields":
        """Read a table; a missing one is a fault and reads as empty."""
        value = self._take(name, A_TABLE, name=name)
        if not isinstance(value, dict):
            self._unfit(name, value, A_TABLE, name=name)
        return Fields(value if isinstance(value, dict) else {}, (*self.path, name), self.lines, self.faults)

    def each(self, name: str) -> list["Fields"]:
        """Read a list of tables; a missing one reads as an empty list."""
        value = self._take(name, TABLES, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self._unfit(name, value, TABLES, name=name)
            return []
        return [Fields(row, (*self.path, name, i), self.lines, self.faults) for i, row in enumerate(value)]

    def rows(self, name: str, heads: tuple[str, str], most: int) -> list["Fields"]:
        """Read a list of one to ``most`` rows like ["footway", 2.5] or ["footway", 2.5, { … }].

        Each reads as a table of its ``heads`` and of what else it says.
        """
        value = self._take(name, ROWS, most=most)
        found = [_as_table(row, heads) for row in value] if isinstance(value, list) else []
        if not 0 < len(found) <= most or None in found:
            self._unfit(name, value, ROWS, most=most)
            return []
        tables = [table for table in found if table is not None]
        return [Fields(table, (*self.path, name, i), self.lines, self.faults) for i, table in enumerate(tables)]

    def end(self, *, known: Sequence[str] = ()) -> None:
        """Note everything that is written and was not asked for; ``known`` helps whoever mistyped."""
        for name in self.table:
            if name not in self.asked:
                names = ", ".join(sorted({*self.asked, *known}))
                self.fault(name, N_("Das Feld „%(name)s“ gibt es hier nicht."), ONE_OF, name=name, names=names)

    def _take(self, name: str, allowed: str, default: object = None, /, **values: object) -> object:
        self.asked.add(name)
        if name in self.table:
            return self.table[name]
        if default is None:
            self.fault(name, LACKS, allowed, **values)
            return _MISSING
        return default

    def _unfit(self, name: str, given: object, allowed: str, /, **values: object) -> None:
        if given is not _MISSING:
            self.fault(name, UNFIT, allowed, given=_shown(given), **values)


def _is_slug(value: object) -> bool:
    return isinstance(value, str) and SLUG.fullmatch(value) is not None


def _repeats(values: Sequence[object]) -> bool:
    return len(set(values)) < len(values)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def as_point(value: object) -> Point | None:
    """Return [x, z] or [x, y, z] as a point; None if it is none, or too far away."""
    if not isinstance(value, list | tuple) or len(value) not in (2, 3) or not all(_is_number(v) for v in value):
        return None
    if not all(abs(v) <= 2000 for v in value):
        return None
    x, y, z = (float(v) for v in (value if len(value) == 3 else (value[0], 0.0, value[1])))
    return x, y, z


def _as_table(row: object, heads: tuple[str, str]) -> dict[str, object] | None:
    if not isinstance(row, list) or len(row) not in (2, 3):
        return None
    more = row[2] if len(row) == 3 else {}
    return {**more, **dict(zip(heads, row, strict=False))} if isinstance(more, dict) else None


def _shown(value: object) -> str:
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)
    return text if len(text) <= 40 else text[:37] + "…"
