"""Place: where a planning stands and how it is turned, in a draft, without touching its words.

at_stop      where a planning stands that nobody has given a place
is_chosen    whether somebody has
place_of     the fields of a record that say where
seen         a mark of these fields: a form that was filled from others is overtaken
with_origin  a place that somebody moved, with where it is from by now
save_place   other fields in the person's draft
"""

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.content.edit import begin, newest, save
from app.actions.people.rights import check_item
from app.errors import Overtaken
from app.i18n import N_
from app.models import Account, Planning, Revision, Role, Station
from app.models.base import Json

OVERTAKEN = N_("Jemand anderes hat den Ort inzwischen geändert. Die Eingaben stehen noch da, daneben die neuen.")
DEFAULTS = {"rotation_deg": 0.0, "ground_m": 0.0}
FAR_M = 200.0  # how uncertain a place is that nobody has chosen
BY_HAND_M = 5.0  # how well somebody hits a place on the map
NOT_CHOSEN = N_("Noch nicht bestimmt: der Ort der Haltestelle.")
BY_HAND = N_("Von Hand gesetzt, auf der Karte oder als Zahlen.")
ORIGIN: Json = {"uncertainty_m": None, "status": "estimated", "source": "", "by": "", "on": ""}  # and what is left out


def at_stop(station: Station) -> Json:
    """Return the place of a planning of ``station`` that nobody has given one."""
    stop = station.stop.record
    return {"lat": stop["lat"], "lon": stop["lon"], "uncertainty_m": FAR_M, "source": NOT_CHOSEN}


def is_chosen(record: Mapping[str, Json]) -> bool:
    """Tell whether somebody has given a planning its place."""
    return record["place"].get("source") != NOT_CHOSEN


def place_of(record: Mapping[str, object]) -> Json:
    """Return the fields of a planning's record that say where it stands."""
    return {"place": record["place"], **{name: record.get(name, value) for name, value in DEFAULTS.items()}}


def seen(record: Mapping[str, object]) -> str:
    """Return a mark of where ``record`` says that it stands."""
    return hashlib.sha256(json.dumps(place_of(record), sort_keys=True).encode()).hexdigest()[:16]


def save_place(
    session: Session,
    planning: Planning,
    given: Mapping[str, object],
    *,
    was: str,
    is_confirmed: bool = False,
    by: Account,
) -> Revision:
    """Store where the planning stands in the draft of ``by``; words that somebody else changes meanwhile stay.

    Where it came from follows, see ``with_origin``.  ``was`` is the mark of what the person saw.  Raises Forbidden
    unless ``by`` plans for the planning's partner, Overtaken if the place is another by now, Missing, WrongState and
    Invalid as ``edit.begin`` does.
    """
    check_item(by, Role.PLANNER, planning)
    draft = edit.open_draft(session, planning, of=by)
    base = draft or newest(session, planning)
    if base is not None and seen(base.record) != was:
        raise Overtaken(OVERTAKEN)
    record = {**(base.record if base is not None else {}), **given}
    if base is not None:
        record["place"] = with_origin(record["place"], base.record["place"], is_confirmed=is_confirmed)
    if draft is None:
        return begin(session, planning, record, by=by)
    save(session, draft, record, version=draft.version, by=by)
    return draft


def with_origin(place: Json, before: Json, *, is_confirmed: bool) -> Json:
    """Return ``place`` with its origin as it is now, if somebody moved or confirmed it and said nothing of that.

    What was known of the point before, its survey above all, does not hold for another one.
    """
    is_moved = any(place[name] != before[name] for name in ("lat", "lon"))
    is_told = any(place.get(name, value) != before.get(name, value) for name, value in ORIGIN.items())
    if is_told or not (is_moved or is_confirmed):
        return place
    return {**place, **ORIGIN, "uncertainty_m": BY_HAND_M, "source": BY_HAND}
