"""Plain mappings <-> records.  Every fault is collected: which file, which field, what is wrong, what is allowed."""

import dataclasses
import enum
import types
import typing
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from app.exchange.languages import name_in
from app.exchange.records import Bounds, Place, PlanningRecord, StopRecord
from app.exchange.typed import CONTROL, UNUSUAL, cleaned
from app.i18n import N_

T = TypeVar("T")
LACKING = N_("Der Text auf %(language)s fehlt."), N_("%(language)s ist Pflicht.")  # the required language
EXPECTED: Mapping[type, str] = {
    str: N_("Erwartet wird ein Text."),
    int: N_("Erwartet wird eine ganze Zahl."),
    float: N_("Erwartet wird eine Zahl."),
    bool: N_("Erwartet wird true oder false."),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.  ``wrong`` and ``allowed`` are German, with ``%(name)s`` places for ``values``.

    A value called ``language`` is a tag, which is shown by its name.
    """

    file: str
    field: str
    wrong: str
    allowed: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        place = f"{self.file}: {self.field}" if self.field else self.file
        values = self.values_in("de")
        return f"{place}: {self.wrong % values} {self.allowed % values}".rstrip()

    def values_in(self, language: str) -> Mapping[str, object]:
        """Return the values for a sentence in ``language``."""
        if "language" not in self.values:
            return self.values
        return {**self.values, "language": name_in(str(self.values["language"]), language)}


@dataclass
class Faults:
    """The list that grows while one file is read."""

    file: str
    found: list[Fault] = dataclasses.field(default_factory=list)

    def add(self, name: str, wrong: str, allowed: str, **values: object) -> None:
        self.found.append(Fault(self.file, name, wrong, allowed, values))


def outside(place: Place | StopRecord, bounds: Bounds, file: str = "", prefix: str = "place.") -> Iterator[Fault]:
    """Yield a fault for each coordinate of a place that does not lie where the line runs."""
    for name, low, high in (("lat", bounds.south, bounds.north), ("lon", bounds.west, bounds.east)):
        given = getattr(place, name)
        if not low <= given <= high:
            values = {"given": given, "low": low, "high": high}
            yield Fault(
                file,
                prefix + name,
                N_("%(given)s liegt außerhalb des Erlaubten."),
                N_("Erlaubt: %(low)s bis %(high)s."),
                values,
            )


def doubled(record: PlanningRecord, file: str = "") -> Iterator[Fault]:
    """Yield a fault for each variant of a planning that has the name of an earlier one."""
    seen: set[str] = set()
    for place, each in enumerate(record.variants, start=1):
        if each.id in seen:
            wrong, allowed = N_("Den Zustand „%(given)s“ gibt es schon."), N_("Jeder Zustand kommt einmal vor.")
            yield Fault(file, f"variants[{place}].id", wrong, allowed, {"given": each.id})
        seen.add(each.id)


def misdated(record: PlanningRecord, file: str = "") -> Iterator[Fault]:
    """Yield a fault for each moment that no calendar has, and for each whose source the planning does not name."""
    addresses = {each.url for each in record.sources}
    for place, each in enumerate(record.years, start=1):
        here = f"years[{place}]"
        if each.until and each.month:
            wrong, allowed = N_("Ein Zeitraum hat keinen Monat."), N_("Erlaubt: zwei Jahre, oder ein Monat oder Tag.")
            yield Fault(file, f"{here}.until", wrong, allowed)
        if each.day and not each.month:
            yield Fault(file, f"{here}.month", N_("Zum Tag fehlt der Monat."), N_("Bitte ergänzen."))
        if each.day and each.month and each.day > monthrange(each.year, each.month)[1]:
            yield Fault(file, f"{here}.day", N_("Diesen Tag hat der Monat nicht."), N_("Bitte im Kalender nachsehen."))
        if each.source and each.source not in addresses:
            wrong, allowed = N_("Diese Quelle nennt die Planung nicht."), N_("Erlaubt ist eine ihrer Quellen.")
            yield Fault(file, f"{here}.source", wrong, allowed)


def read(shape: type[T], given: Mapping[str, object], faults: Faults, prefix: str = "") -> T | None:
    """Return ``given`` as a record of ``shape``, or None after adding at least one fault."""
    before = len(faults.found)
    hints, fields = _fields(shape)  # type: ignore[arg-type]
    for name in given:
        if name not in fields:
            faults.add(
                prefix + name, N_("Dieses Feld gibt es hier nicht."), N_("Erlaubt: %(names)s."), names=", ".join(fields)
            )
    values: dict[str, Any] = {}
    for name, entry in fields.items():
        if name in given:
            values[name] = _value(hints[name], given[name], entry.metadata, faults, prefix + name)
        elif entry.default is dataclasses.MISSING and entry.default_factory is dataclasses.MISSING:
            faults.add(prefix + name, N_("Das Feld fehlt."), N_("Bitte ergänzen."))
    return shape(**values) if len(faults.found) == before else None


@cache
def _fields(shape: type[Any]) -> tuple[Mapping[str, Any], Mapping[str, dataclasses.Field[Any]]]:
    """Return the types and the fields of a record by name.  Looked up once: a line has thousands of records."""
    return typing.get_type_hints(shape), {entry.name: entry for entry in dataclasses.fields(shape)}


def plain(record: object) -> Any:
    """Return a record as plain dicts, lists, texts and numbers: for JSON, TOML and hashing.

    Fields that hold their default are left out, so that a file says only what it means to say.
    """
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        pairs = ((entry, getattr(record, entry.name)) for entry in dataclasses.fields(record))
        return {entry.name: plain(value) for entry, value in pairs if not _is_default(entry, value)}
    if isinstance(record, Mapping):
        return {key: plain(value) for key, value in record.items()}
    if isinstance(record, list | tuple):
        return [plain(value) for value in record]
    return record.value if isinstance(record, enum.Enum) else record


def _is_default(entry: dataclasses.Field[Any], value: object) -> bool:
    if entry.default is not dataclasses.MISSING:
        return bool(value == entry.default)
    return entry.default_factory is not dataclasses.MISSING and value == entry.default_factory()


def _value(hint: Any, given: object, allowed: Mapping[str, Any], faults: Faults, name: str) -> Any:
    origin = typing.get_origin(hint)
    if hint is object:
        return given
    if origin is types.UnionType:  # of something and None
        return None if given is None else _value(typing.get_args(hint)[0], given, allowed, faults, name)
    if origin is tuple:
        return _many(typing.get_args(hint)[0], given, allowed, faults, name)
    if origin in (dict, Mapping, types.MappingProxyType) or origin is typing.get_origin(Mapping[str, str]):
        return _keyed(typing.get_args(hint)[1], given, allowed, faults, name)
    if dataclasses.is_dataclass(hint):
        if isinstance(given, Mapping):
            return read(typing.cast(type, hint), given, faults, name + ".")
        return faults.add(name, N_("Hier steht kein Abschnitt."), N_("Erwartet wird ein Abschnitt mit Feldern."))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _choice(hint, given, faults, name)
    return _scalar(hint, given, allowed, faults, name)


def _many(hint: Any, given: object, allowed: Mapping[str, Any], faults: Faults, name: str) -> tuple[object, ...]:
    if not isinstance(given, list | tuple):
        faults.add(name, N_("Hier steht keine Liste."), N_("Erwartet wird eine Liste."))
        return ()
    if allowed.get("filled") and not given:
        faults.add(name, N_("Die Liste ist leer."), N_("Erwartet wird mindestens ein Eintrag."))
    if (most := allowed.get("most")) and len(given) > most:
        faults.add(
            name, N_("Das sind %(many)s Einträge."), N_("Erlaubt: höchstens %(most)s."), many=len(given), most=most
        )
    return tuple(_value(hint, each, {}, faults, f"{name}[{place}]") for place, each in enumerate(given, start=1))


def _keyed(hint: Any, given: object, allowed: Mapping[str, Any], faults: Faults, name: str) -> dict[str, object]:
    if not isinstance(given, Mapping):
        faults.add(name, N_("Hier steht kein Abschnitt."), N_("Erwartet wird ein Abschnitt mit Feldern."))
        return {}
    if allowed.get("filled") and not given:
        faults.add(name, N_("Der Abschnitt ist leer."), N_("Erwartet wird mindestens ein Eintrag."))
    each_allowed = {"longest": allowed.get("longest")}
    return {str(key): _value(hint, each, each_allowed, faults, f"{name}.{key}") for key, each in given.items()}


def _choice(hint: type[enum.Enum], given: object, faults: Faults, name: str) -> Any:
    try:
        return hint(given)
    except ValueError:
        names = ", ".join(str(each.value) for each in hint)
        return faults.add(
            name, N_("„%(given)s“ ist hier kein Wert."), N_("Erlaubt: %(names)s."), given=given, names=names
        )


def _scalar(hint: Any, given: object, allowed: Mapping[str, Any], faults: Faults, name: str) -> Any:
    if hint is float and isinstance(given, int) and not isinstance(given, bool):
        given = float(given)
    if isinstance(given, str):
        given = CONTROL.sub("", cleaned(given) if UNUSUAL.search(given) else given)
    if type(given) is not hint:
        return faults.add(name, N_("„%(given)s“ passt nicht."), EXPECTED[hint], given=given)
    if isinstance(given, str):
        _check_text(given, allowed, faults, name)
    elif isinstance(given, int | float) and hint is not bool:
        _check_number(given, allowed, faults, name)
    return given


def _check_text(given: str, allowed: Mapping[str, Any], faults: Faults, name: str) -> None:
    longest, pattern = allowed.get("longest"), allowed.get("pattern")
    if allowed.get("filled") and not given.strip():
        faults.add(name, N_("Der Text ist leer."), N_("Bitte ausfüllen."))
    if longest and len(given) > longest:
        wrong, length = N_("Der Text hat %(length)s Zeichen."), len(given)
        faults.add(name, wrong, N_("Erlaubt sind höchstens %(longest)s."), length=length, longest=longest)
    if pattern and given and not pattern.fullmatch(given):
        wrong = N_("„%(given)s“ hat nicht die verlangte Form.")
        faults.add(name, wrong, N_("Verlangt: %(pattern)s"), given=given, pattern=pattern.pattern)


def _check_number(given: float, allowed: Mapping[str, Any], faults: Faults, name: str) -> None:
    low, high = allowed.get("low"), allowed.get("high")
    if given != given or (low is not None and given < low) or (high is not None and given > high):
        wrong = N_("%(given)s liegt außerhalb des Erlaubten.")
        faults.add(name, wrong, N_("Erlaubt: %(low)s bis %(high)s."), given=given, low=low, high=high)
