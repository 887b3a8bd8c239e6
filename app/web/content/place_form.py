"""The form of a place, on the place's own page and in the editor: what was typed, as a record has it."""

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from flask_babel import format_decimal

from app.actions.items.found_place import Proposal
from app.actions.items.place import BY_HAND_M, place_of, with_origin
from app.exchange.reading import plain
from app.exchange.records import PlanningRecord, Survey
from app.geodesy import Point
from app.models.base import Json
from app.web.frame import maps
from app.web.frame.languages import _, number
from app.web.library import file_labels

NUMBERS = ("place.lat", "place.lon", "place.uncertainty_m", "rotation_deg", "ground_m")
WORDS = ("place.status", "place.source", "place.by", "place.on")
PAIR = re.compile(r"\s*(-?\d+\.\d+)\s*[,;\s]\s*(-?\d+\.\d+)\s*")  # as copied from a map
CONFIRMED = "confirmed"


def values(record: Json) -> dict[str, str]:
    """Return the fields of the form as they say what is in a plain record."""
    return {name: _shown(name, _value(record, name)) for name in (*NUMBERS, *WORDS)}


def given(record: Json, form: Mapping[str, str]) -> Json:
    """Return the fields of the form as a record has them; what is no number stays as typed and is refused later.

    A field that says what ``record`` says stays as it is there, to the last digit.
    """
    shown = values(record)
    typed = {name: form.get(name, "").strip() for name in (*NUMBERS, *WORDS)}
    pair = PAIR.fullmatch(typed["place.lat"])
    if pair:
        typed["place.lat"], typed["place.lon"] = pair.groups()
    told = {name: maps.number(text) if name in NUMBERS else " ".join(text.split()) for name, text in typed.items()}
    turn = told["rotation_deg"]
    if isinstance(turn, float):
        told["rotation_deg"] = round(turn % 360, 3) % 360
    told |= {name: _value(record, name) for name in NUMBERS if typed[name] == shown[name]}
    inside = {name.removeprefix("place."): value for name, value in told.items() if name.startswith("place.")}
    return {
        "place": {**record["place"], **inside},
        "rotation_deg": told["rotation_deg"],
        "ground_m": told["ground_m"],
    }


def filled(before: PlanningRecord, now: PlanningRecord, form: Mapping[str, str]) -> PlanningRecord:
    """Return a planning as it is ``now`` with the place that ``form`` says, if it does, and with where that is from."""
    if "place.lat" not in form:
        return now
    was: Json = plain(before)
    told = given(was, form)
    place = with_origin(told["place"], was["place"], is_confirmed=CONFIRMED in form)
    if place["status"] in set(Survey):
        place["status"] = Survey(place["status"])
    return dataclasses.replace(
        now,
        place=dataclasses.replace(before.place, **place),
        rotation_deg=told["rotation_deg"],
        ground_m=told["ground_m"],
    )


def point(record: Json, form: Mapping[str, str]) -> Point:
    """Return where the planning is typed to stand; where that is no place on earth, or nothing is typed, as stored."""
    stored: Point = (record["place"]["lat"], record["place"]["lon"])
    if "place.lat" not in form:
        return stored
    typed = given(record, form)["place"]
    lat, lon = typed["lat"], typed["lon"]
    is_place = isinstance(lat, float) and isinstance(lon, float) and abs(lat) <= 90 and abs(lon) <= 180
    return (lat, lon) if is_place else stored


def another_origin(record: Json, typed: str) -> str:
    """Return that a place is told to be from elsewhere than ``typed``, since it was moved; empty if it is not."""
    source = record["place"].get("source", "")
    if source == " ".join(typed.split()):
        return ""
    return str(
        _(
            "Als Herkunft der Lage steht jetzt „%(source)s“, auf %(metres)s m genau. "
            "Ist sie besser bekannt, bitte unten angeben.",
            source=source,
            metres=format_decimal(BY_HAND_M),
        )
    )


def of_file(said: Proposal) -> dict[str, str]:
    """Return the fields of the form that a file fills in; the others stay as they are."""
    place, filled = said.place, {}
    if place.rotation_deg is not None:
        filled["rotation_deg"] = number(round(place.rotation_deg, 2) % 360)
    if place.lat is not None and place.lon is not None:
        filled |= {"place.lat": f"{place.lat:.7f}", "place.lon": f"{place.lon:.7f}"}
        filled |= {"place.status": "estimated", "place.uncertainty_m": number(said.uncertainty_m)}
        filled |= {"place.source": file_labels.told(said.place, said.title), "place.by": "", "place.on": ""}
    return filled


def _value(record: Json, name: str) -> Any:
    value = place_of(record)
    for part in name.split("."):
        value = value.get(part, "estimated" if part == "status" else "")
    return value


def _shown(name: str, value: object) -> str:
    """Return a field as it stands in the form."""
    return number(value) if isinstance(value, float) and not name.endswith((".lat", ".lon")) else str(value)
