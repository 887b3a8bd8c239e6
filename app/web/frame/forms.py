"""Forms fill records: what a person typed becomes a record, and a record's faults become sentences beside the fields.

A form may hold anything, and nothing typed is lost.  ``fill`` therefore makes a record without asking whether it is
allowed, for preview and for showing the form again; the action that stores it says what is not.

Lists are rows with numbered fields, ``sources.0.url``; a row of which every field is empty is left out.  A form that
shows a list says so with ``rows.<list>``, so that one without it leaves the list as it is.
"""

import dataclasses
import enum
import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import get_locale

from app.actions.records.record_json import Record
from app.errors import Invalid
from app.exchange import records
from app.exchange.reading import Fault
from app.exchange.records import Confidence, Labels, LineWordsRecord, Partner, Source, Status, Text, Year
from app.exchange.translation import traced
from app.exchange.typed import is_whole_number
from app.web.frame.languages import _, _l

EMPTY = Text(title="", summary="")
LISTS: dict[str, tuple[str, ...]] = {
    "sources": ("title", "url"),
    "links": ("title", "url"),
    "years": ("year", "kind"),
    "pictures": ("slug",),
}
CHOICES: dict[str, type[enum.StrEnum]] = {"status": Status, "labels": Labels, "confidence": Confidence}
LINES = ("topic", "asset", "confidence_note", "name", "city", "home")
OF_TEXT = ("title", "summary", "checked_by", "checked_on")
FORMS = {
    records.URL.pattern: _l("Verlangt ist eine ganze Adresse, wie https://www.gelsenkirchen.de/."),
    records.DAY.pattern: _l("Verlangt ist ein Tag, wie 2026-11-25."),
}
PLACE = re.compile(r"\[(\d+)\]")


def fill(record: Record, form: Mapping[str, str], languages: Sequence[str]) -> Record:
    """Return ``record`` with what ``form`` says; fields that the form lacks stay as they are.

    A language whose fields are all empty is left out, but never the first.
    """
    typed: dict[str, Any] = {} if isinstance(record, Partner) else {"texts": _texts(record.texts, form, languages)}
    names = {each.name for each in dataclasses.fields(record)}
    for name in names.intersection(LINES) & form.keys():
        typed[name] = one_line(form[name])
    for name in names.intersection(CHOICES) & form.keys():
        kind = CHOICES[name]
        typed[name] = kind(form[name]) if form[name] in set(kind) else getattr(record, name)
    for name in names.intersection(LISTS):
        if f"rows.{name}" in form:
            typed[name] = tuple(_entry(name, row) for row in rows(form, name) if _is_filled(row))
    if isinstance(record, LineWordsRecord):
        told = {tag: one_line(form.get(f"funding.{tag}", record.funding.get(tag, ""))) for tag in languages}
        typed["funding"] = {tag: words for tag, words in told.items() if words}
    return dataclasses.replace(record, **typed)


def _texts(before: Mapping[str, Text], form: Mapping[str, str], languages: Sequence[str]) -> Mapping[str, Text]:
    """Return the words as typed, and note of each translation what it was made from."""
    texts = dict(before)
    for tag in languages:
        text = _text(texts.get(tag, EMPTY), form, f"texts.{tag}.")
        texts.pop(tag, None)
        if tag == languages[0] or text.title or text.summary or text.body:
            texts[tag] = text
    fitting = frozenset(tag for tag in languages if form.get(f"texts.{tag}.fits"))
    return traced(before, texts, fitting, source=languages[0])


def is_script() -> bool:
    """Tell whether one of our scripts asks, which wants JSON and no page."""
    return request.accept_mimetypes.best == "application/json"


def rows(form: Mapping[str, str], name: str) -> list[dict[str, str]]:
    """Return the rows of a list as they were typed, also empty ones."""
    places = {int(key.split(".")[1]) for key in form if re.fullmatch(rf"{name}\.\d{{1,3}}\.\w+", key)}
    return [{part: one_line(form.get(f"{name}.{at}.{part}", "")) for part in LISTS[name]} for at in sorted(places)]


def without_row(form: Mapping[str, str], name: str, place: int) -> dict[str, str]:
    """Return ``form`` without one row of a list."""
    gone = (f"{name}.{place}.", f"find.{name}.")  # what was looked for in rows that now have another place
    return {key: value for key, value in form.items() if not key.startswith(gone)}


def copied(form: Mapping[str, str], language: str, *, source: str) -> dict[str, str]:
    """Return ``form`` with the empty fields of a language filled from those of another one."""
    result = dict(form)
    for part in ("title", "summary", "body"):
        name = f"texts.{language}.{part}"
        if not result.get(name, "").strip():
            result[name] = result.get(f"texts.{source}.{part}", "")
    return result


def sentences(refusal: Invalid) -> dict[str, str]:
    """Return field -> sentence for every fault that ``refusal`` names, in the person's language."""
    return {field_of(each): sentence(each) for each in refusal.faults if isinstance(each, Fault)}


def field_of(fault: Fault) -> str:
    """Return the name of the input that a fault is about: ``sources[2].url`` -> ``sources.1.url``."""
    name = PLACE.sub(lambda match: f".{int(match.group(1)) - 1}", fault.field)
    return f"{name}.slug" if re.fullmatch(r"pictures\.\d+", name) else name


def sentence(fault: Fault) -> str:
    """Return what is wrong and what is allowed; instead of a pattern, what it stands for."""
    allowed, values = FORMS.get(str(fault.values.get("pattern", ""))), fault.values_in(str(get_locale()))
    told = str(allowed) if allowed else _(fault.allowed) % values
    return f"{_(fault.wrong) % values} {told}".strip()


def _text(text: Text, form: Mapping[str, str], prefix: str) -> Text:
    lines = {name: one_line(form[prefix + name]) for name in OF_TEXT if prefix + name in form}
    return dataclasses.replace(text, **lines, body=_lines(form.get(prefix + "body", text.body)))


def _is_filled(row: Mapping[str, str]) -> bool:
    return any(typed for part, typed in row.items() if part != "kind")  # a choice is always made


def _entry(name: str, row: Mapping[str, str]) -> object:
    if name == "pictures":
        return row["slug"]
    if name == "years":
        year: object = int(row["year"]) if is_whole_number(row["year"]) else row["year"]
        return Year(year=year, kind=row["kind"])  # type: ignore[arg-type]  # checked when it is stored
    return Source(url=row["url"], title=row["title"])


def one_line(typed: str) -> str:
    """One line: breaks and runs of blanks become one blank."""
    return " ".join(typed.split())


def _lines(typed: str) -> str:
    """Several lines, each without blanks at its end, as a file holds them."""
    lines = [line.rstrip() for line in typed.replace("\r\n", "\n").split("\n")]
    return "\n".join(lines).strip("\n")
