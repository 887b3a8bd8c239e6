"""The form of a place: what was typed, as a record has it."""

import re

from flask import request

from app.actions.items.found_place import Proposal
from app.geodesy import Point
from app.models.base import Json
from app.web.frame import maps
from app.web.frame.languages import number
from app.web.library import file_labels

NUMBERS = ("place.lat", "place.lon", "place.uncertainty_m", "rotation_deg", "ground_m")
WORDS = ("place.status", "place.source", "place.by", "place.on")
PAIR = re.compile(r"\s*(-?\d+\.\d+)\s*[,;\s]\s*(-?\d+\.\d+)\s*")  # as copied from a map


def given(record: Json) -> Json:
    """Return the fields of the form as a record has them; what is no number stays as typed and is refused later."""
    typed = {name: request.form.get(name, "").strip() for name in (*NUMBERS, *WORDS)}
    pair = PAIR.fullmatch(typed["place.lat"])
    if pair:
        typed["place.lat"], typed["place.lon"] = pair.groups()
    values = {name: maps.number(text) if name in NUMBERS else " ".join(text.split()) for name, text in typed.items()}
    turn = values["rotation_deg"]
    if isinstance(turn, float):
        values["rotation_deg"] = round(turn % 360, 3) % 360
    inside = {name.removeprefix("place."): value for name, value in values.items() if name.startswith("place.")}
    return {
        "place": {**record["place"], **inside},
        "rotation_deg": values["rotation_deg"],
        "ground_m": values["ground_m"],
    }


def point(record: Json) -> Point:
    """Return where the planning is typed to stand; where that is no place on earth, or nothing is typed, as stored."""
    stored: Point = (record["place"]["lat"], record["place"]["lon"])
    if request.method != "POST":
        return stored
    typed = given(record)["place"]
    lat, lon = typed["lat"], typed["lon"]
    is_place = isinstance(lat, float) and isinstance(lon, float) and abs(lat) <= 90 and abs(lon) <= 180
    return (lat, lon) if is_place else stored


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
