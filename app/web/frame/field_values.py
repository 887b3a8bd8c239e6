"""What a field of a record says, as one reads it: the one place where values become words.

Choices by their labels, numbers and days as people write them, things by their titles instead of their addresses.

point        a place on earth
field_value  a value of a plain record; what it leaves out is its default
told         what the journal keeps of a sign
own_variants, call_variants  what a planning calls the states that only it has, and how a page does
"""

import dataclasses
import enum
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from flask import Flask, g
from flask_babel import format_decimal

from app.actions.records import titles
from app.exchange.reading import plain
from app.exchange.records import Place, PlanningRecord, SignRecord, StationRecord
from app.models.base import Json
from app.web.frame import current_line, labels
from app.web.frame.languages import _, as_known, day, number

NOTHING = "–"
CHOICES: Mapping[str, Mapping[str, object]] = {
    "status": labels.STATUSES,
    "confidence": labels.CONFIDENCES,
    "kind": labels.SIGN_KINDS,
    "state": labels.SIGN_STATES,
    "place.status": labels.SURVEYS,
    "facing_status": labels.SURVEYS,
    "code_height_status": labels.SURVEYS,
}
NUMBERS = ("_m", "_mm", "_deg", ".lat", ".lon")  # how the names of fields end that hold one
DAYS = ("_on", ".on")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
STATE = re.compile(rf"\b({'|'.join(labels.SIGN_STATES)})\b")
NEXT_FIELD = re.compile(r"; (?=[a-z_]+(?:\.[a-z_-]+)?: )")
FRACTION = re.compile(r"-?\d+\.\d+")


def field_value(path: str, value: object) -> str:
    """Return a value of a plain record as one reads it; lists one entry a line."""
    if value is None:
        value = _defaults().get(path)
    if value is None or value in ("", [], ()):
        return NOTHING
    if isinstance(value, list | tuple):
        return "\n".join(_entry(path, each) for each in value)
    if isinstance(value, Mapping):
        inside = {f"{path}.{name}": each for name, each in value.items()}
        return "\n".join(f"{labels.field_name(name)}: {field_value(name, each)}" for name, each in inside.items())
    if path in CHOICES:
        return str(CHOICES[path].get(str(value), value))
    if path.endswith(NUMBERS):
        return _number(value)
    return _day(str(value)) if path.endswith(DAYS) else _title(path, str(value))


def own_variants(record: Json) -> dict[str, str]:
    """Return what the record of a planning calls its variants in the first language: id -> name."""
    text = record.get("texts", {}).get(current_line.record().first_language, {})
    return {name: words["label"] for name, words in text.get("variants", {}).items() if words.get("label")}


def call_variants(*records: Json) -> None:
    """Call variants on this page as these records do; what they call differently has all its names."""
    names: dict[str, dict[str, None]] = {}
    for each in records:
        for variant, name in own_variants(each).items():
            names.setdefault(variant, {})[name] = None
    g.own_variants = {**g.get("own_variants", {}), **{each: " / ".join(said) for each, said in names.items()}}


def point(lat: float, lon: float) -> str:
    """Return a point as one reads it, to the metre: *51,57866° N, 7,05573° O*."""
    north, east = (format_decimal(abs(each), format="0.00000") for each in (lat, lon))
    there = _("%(degrees)s° N", degrees=north) if lat >= 0 else _("%(degrees)s° S", degrees=north)
    across = _("%(degrees)s° O", degrees=east) if lon >= 0 else _("%(degrees)s° W", degrees=east)
    return f"{there}, {across}"


def told(comment: str, what: str) -> str:
    """Return what the journal keeps in words: fields and roles by their names, values as one reads them."""
    if what == "move_sign":
        return STATE.sub(lambda found: str(labels.SIGN_STATES[found[0]]), comment)
    if what == "survey_sign":
        return FRACTION.sub(lambda found: _number(found[0]), comment)
    if what in ("change_roles", "add_account"):
        return ", ".join(map(_task, comment.split(", ")))
    if what == "change_languages":
        partner, _colon, tags = comment.partition(": ")
        return f"{_title('partner', partner)}: {', '.join(_language(each) for each in tags.split(', '))}"
    return "; ".join(map(_told, NEXT_FIELD.split(comment))) if what == "edit_sign" else comment


def _task(task: str) -> str:
    """Return a role at a partner as one reads it: ``agency nord`` -> *Büro Stadt Nord*."""
    role, _space, partner = task.partition(" ")
    return f"{labels.ROLES[role]} {_title('partner', partner)}".strip() if role in labels.ROLES else task


def _language(tag: str) -> str:
    return tag if tag == NOTHING else labels.language_name(tag)


def _told(change: str) -> str:
    path, _colon, values = change.partition(": ")
    before, _arrow, after = values.partition(" → ")
    return f"{labels.field_name(path)}: {_kept(path, before)} → {_kept(path, after)}" if _arrow else change


def _kept(path: str, text: str) -> str:
    """Return a value that the journal keeps as text, in which nothing is a dash."""
    return text if text == NOTHING else field_value(path, text)


def _number(value: object) -> str:
    """Return a number as one writes it; as it is what somebody typed instead of one."""
    try:
        return number(float(str(value).replace(",", ".")))
    except ValueError:
        return str(value)


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text)) if ISO_DAY.fullmatch(text) else text
    except ValueError:
        return text


def _entry(path: str, value: object) -> str:
    if not isinstance(value, Mapping):
        return _title(path, str(value))
    if "id" in value:
        return _variant(value)
    if "file" in value:
        return str(value.get("name", ""))
    if "year" in value:
        return _moment(value)
    return f"{value.get('title', '')} ({value.get('url', '')})"


def _moment(value: Mapping[str, object]) -> str:
    """Return a moment in words: *14. Mai 2026: beschlossen; Stand: in Planung; Quelle: …*."""
    known = [str(value[part]) for part in ("year", "month", "day") if value.get(part)]
    until = f"–{value['until']}" if value.get("until") else ""
    said = [f"{as_known('-'.join(known))}{until}: {labels.YEARS[str(value['kind'])]}"]
    if status := value.get("status"):
        said.append(f"{labels.PARTS['status']}: {labels.STATUSES[str(status)]}")
    if source := value.get("source"):
        said.append(f"{labels.PARTS['source']}: {source}")
    return "; ".join(said)


def _variant(value: Mapping[str, object]) -> str:
    """Return a variant in words: *geplant, 2027, steht heute dort; zeigt Solarsegel: geplant*."""
    said = [labels.variant_name(str(value["id"])), str(value.get("year") or "")]
    said.append(str(_("steht heute dort")) if value.get("today") else "")
    asset, scene = str(value.get("asset", "")), str(value.get("scene", ""))
    shows = [name for name in (_title("asset", asset), labels.variant_name(scene)) if name]
    words = ", ".join(filter(None, said))
    return f"{words}; " + str(_("zeigt %(name)s", name=": ".join(shows))) if shows else words


def _title(path: str, slug: str) -> str:
    """Return what a thing is called that a field names by its address; text as it is."""
    if path == "topic":
        found = next((each for each in current_line.record().topics if each.slug == slug), None)
        return labels.spoken(found.names) if found else slug
    if path == "partner":
        return next((each.name for each in current_line.record().partners if each.slug == slug), slug)
    return titles.called(g.session, path, slug) or slug


@cache
def _defaults() -> Mapping[str, object]:
    """Return what a field holds that a plain record leaves out, by its path."""
    return {name: value for shape in (StationRecord, PlanningRecord, SignRecord) for name, value in _defaults_of(shape)}


def _defaults_of(shape: type, prefix: str = "") -> Iterator[tuple[str, object]]:
    for each in dataclasses.fields(shape):
        if each.name == "place":
            yield from _defaults_of(Place, "place.")
        elif each.default is not dataclasses.MISSING and not isinstance(each.default, tuple):
            yield prefix + each.name, plain(each.default) if isinstance(each.default, enum.Enum) else each.default


def install(app: Flask) -> None:
    """Let templates say values."""
    app.jinja_env.globals.update(field_value=field_value, point=point)
    app.jinja_env.filters["told"] = told
