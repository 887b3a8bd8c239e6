"""Forms of signs: what was typed becomes plain values of a SignRecord, and the record what the form shows.

Numbers may be typed with a comma.  What is no number stays as it was typed, so that the fault can show it.
"""

from collections.abc import Mapping

from app.errors import Invalid
from app.exchange.reading import Faults, plain, read
from app.exchange.records import SignRecord
from app.i18n import N_

WHERE = ("de", "en", "tr")
TEXTS = (
    *("kind", "planning", "place.status", "place.source", "place.by", "place.on"),
    *("facing_status", "facing_by", "facing_on", "code_height_status", "code_height_by", "code_height_on"),
)
NUMBERS = (
    *("place.lat", "place.lon", "place.uncertainty_m", "facing_deg", "facing_uncertainty_deg"),
    *("code_height_m", "code_height_uncertainty_m"),
)
FIELDS = (*TEXTS, *NUMBERS, *(f"where.{tag}" for tag in WHERE))


def shown(record: SignRecord) -> dict[str, str]:
    """Return what the fields show of a record."""
    return {name: _text(_found(record, name)) for name in FIELDS}


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed into the fields."""
    return {name: form.get(name, "").strip() for name in FIELDS}


def filled(values: Mapping[str, str], code: str, state: str) -> SignRecord:
    """Return the record of what was typed.  Raises Invalid with every fault."""
    made: dict[str, object] = {"code": code, "state": state}
    inner: dict[str, dict[str, object]] = {"where": {}, "place": {}}
    for name, text in values.items():
        parent, _, leaf = name.rpartition(".")
        if text:
            (inner[parent] if parent else made)[leaf] = _number(text) if name in NUMBERS else text
    faults = Faults(code)
    record = read(SignRecord, made | inner, faults)
    if not values.get("where.de"):
        faults.add("where.de", N_("Der deutsche Text fehlt."), N_("Deutsch ist Pflicht."))
    if record is None or faults.found:
        kept = [fault for fault in faults.found if fault.field != "where"]
        raise Invalid("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.", faults=kept)
    return record


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
