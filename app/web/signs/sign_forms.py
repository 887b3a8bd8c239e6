"""Forms of signs: what was typed becomes plain values of a SignRecord, and the record what the form shows.

Numbers may be typed with a comma.  What is no number stays as it was typed, so that the fault can show it.
"""

from collections.abc import Mapping

from app.errors import Invalid
from app.exchange.languages import is_simple
from app.exchange.reading import LACKING, Faults, outside, plain, read
from app.exchange.records import LineRecord, SignRecord

TEXTS = (
    *("kind", "planning", "place.status", "place.source", "place.by", "place.on"),
    *("facing_status", "facing_by", "facing_on", "code_height_status", "code_height_by", "code_height_on"),
)
NUMBERS = (
    *("place.lat", "place.lon", "place.uncertainty_m", "facing_deg", "facing_uncertainty_deg"),
    *("code_height_m", "code_height_uncertainty_m"),
)


def languages(line: LineRecord) -> list[str]:
    """Return the languages in which a sign says where it hangs, the one that is required first."""
    return [tag for tag in line.languages if not is_simple(tag)]


def shown(record: SignRecord, line: LineRecord) -> dict[str, str]:
    """Return what the fields show of a record."""
    return {name: _text(_found(record, name)) for name in _fields(line)}


def typed(form: Mapping[str, str], line: LineRecord) -> dict[str, str]:
    """Return what was typed into the fields."""
    return {name: form.get(name, "").strip() for name in _fields(line)}


def filled(values: Mapping[str, str], code: str, state: str, line: LineRecord) -> SignRecord:
    """Return the record of what was typed.  Raises Invalid with every fault."""
    made: dict[str, object] = {"code": code, "state": state}
    inner: dict[str, dict[str, object]] = {"where": {}, "place": {}}
    for name, text in values.items():
        parent, _, leaf = name.rpartition(".")
        if text:
            (inner[parent] if parent else made)[leaf] = _number(text) if name in NUMBERS else text
    faults = Faults(code)
    record = read(SignRecord, made | inner, faults)
    first = line.first_language
    if not values.get(f"where.{first}"):
        faults.add(f"where.{first}", *LACKING, language=first)
    if record is not None:
        faults.found += outside(record.place, line.bounds)
    if record is None or faults.found:
        kept = [fault for fault in faults.found if fault.field != "where"]
        raise Invalid("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.", faults=kept)
    return record


def _fields(line: LineRecord) -> tuple[str, ...]:
    return (*TEXTS, *NUMBERS, *(f"where.{tag}" for tag in languages(line)))


def _found(record: SignRecord, name: str) -> object:
    parent, _, leaf = name.rpartition(".")
    holder = getattr(record, parent) if parent else record
    return holder.get(leaf, "") if isinstance(holder, Mapping) else plain(getattr(holder, leaf))


def _text(value: object) -> str:
    return f"{value:.7f}".rstrip("0").rstrip(".").replace(".", ",") if isinstance(value, float) else str(value)


def _number(text: str) -> object:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text
