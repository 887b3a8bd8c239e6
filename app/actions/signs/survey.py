"""Survey: where a sign hangs, which way its face looks and how high its code is, as measured on site.

It holds at once: signs are live.  Each part that was measured says so, with its uncertainty, by whom and when; a part
that was not keeps what was known.

put     keep what was measured, once, however often it is delivered
seen    a mark of what a survey may change: a form that was filled from something else is overtaken
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.actions.people.rights import check
from app.actions.records import line_record, record_json
from app.actions.signs import idempotency
from app.errors import Invalid, Overtaken
from app.exchange.reading import Faults, outside, plain, read
from app.exchange.records import SignRecord, Survey
from app.models import Account, Delivery, Event, EventKind, Role, Sign

PARTS = {
    "place": ("place.lat", "place.lon", "place.uncertainty_m", "place.source"),
    "facing": ("facing_deg", "facing_uncertainty_deg"),
    "code_height": ("code_height_m", "code_height_uncertainty_m"),
}
KEPT = ("code", "state", "planning")  # columns of the sign, not of its record


def save_survey(
    session: Session,
    sign: Sign,
    given: Mapping[str, object],
    *,
    parts: Collection[str],
    request_id: str,
    was: str,
    by: Account,
    on: date,
    at: datetime,
) -> None:
    """Keep what was measured ``on`` a day and came in ``at`` a moment, unless it is in already.

    ``given`` maps fields of ``PARTS`` to values; only those of ``parts`` are taken.  ``was`` is the mark of what the
    person saw.  Raises Forbidden unless ``by`` keeps the signs of its partner, Overtaken if the sign hangs otherwise by
    now, Invalid with every fault or if nothing was measured.
    """
    owner = sign.station.owner
    check(by, Role.KEEPER, owner)
    idempotency.check_id(request_id)
    if session.get(Delivery, request_id) is not None:
        return
    if was != seen(sign):
        raise Overtaken("Dieses Schild wurde inzwischen neu vermessen. Bitte vergleichen und noch einmal messen.")
    if not parts:
        raise Invalid("Nichts ist als gemessen angekreuzt. Bitte ankreuzen, was vor Ort gemessen wurde.")
    whole = plain(_record(sign))
    for part in PARTS.keys() & set(parts):
        whole = _measured(whole, part, given, by=f"Schildpflege {owner.name}", on=on.isoformat())
    faults = Faults(sign.code)
    record = read(SignRecord, whole, faults)
    line = line_record.find(session)
    if record is not None and line is not None:
        faults.found += outside(record.place, line.bounds)
    if record is None or faults.found:
        raise Invalid("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.", faults=faults.found)
    sign.record = {name: value for name, value in plain(record).items() if name not in KEPT}
    session.add(Delivery(name=request_id, at=at))
    session.add(Event(what=EventKind.SURVEY_SIGN, item=sign.station, sign=sign, by=by, comment=_told(record, parts)))
    session.flush()


def seen(sign: Sign) -> str:
    """Return a mark of where the sign hangs, which way it looks and how high its code is, as far as it is known."""
    whole = plain(_record(sign))
    known = {name: value for name, value in whole.items() if name.startswith(tuple(PARTS))}
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:16]


def _record(sign: Sign) -> SignRecord:
    return record_json.stored(SignRecord, {**sign.record, "code": sign.code, "state": sign.state.value})


def _measured(
    whole: dict[str, object], part: str, given: Mapping[str, object], *, by: str, on: str
) -> dict[str, object]:
    """Return ``whole`` with one part as it was measured."""
    values = {name: given.get(name, "") for name in PARTS[part]}
    if part == "place":
        names = {name.removeprefix("place."): value for name, value in values.items()}
        return {**whole, "place": {**names, "status": Survey.MEASURED.value, "by": by, "on": on}}
    return {**whole, **values, f"{part}_status": Survey.MEASURED.value, f"{part}_by": by, f"{part}_on": on}


def _told(record: SignRecord, parts: Collection[str]) -> str:
    """Return what was measured, for the journal."""
    told = {
        "place": f"Lage ± {record.place.uncertainty_m:g} m",
        "facing": f"Ausrichtung {record.facing_deg:g}° ± {record.facing_uncertainty_deg:g}°",
        "code_height": f"Höhe {record.code_height_m:g} m ± {record.code_height_uncertainty_m:g} m",
    }
    return ", ".join(words for part, words in told.items() if part in parts)
