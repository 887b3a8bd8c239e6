"""Forms fill records: what a person typed becomes a record, and a record's faults become sentences beside the fields.

A form may hold anything, and nothing typed is lost.  ``fill`` therefore makes a record without asking whether it is
allowed, for preview and for showing the form again; the action that stores it says what is not.

Lists are rows with numbered fields, ``sources.0.url``; a row of which every field is empty is left out.  A form that
shows a list says so with ``rows.<list>``, so that one without it leaves the list as it is.
"""

import dataclasses
import enum
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import get_locale

from app.actions.records.record_json import Record
from app.errors import Invalid
from app.exchange import records
from app.exchange.designs import DesignRecord, Logo
from app.exchange.line_parts import LineWordsRecord, PageRecord
from app.exchange.reading import Fault
from app.exchange.records import (
    Confidence,
    Partner,
    PlanningRecord,
    PlanningText,
    Source,
    StationRecord,
    Status,
    Text,
    Variant,
    VariantText,
    Year,
)
from app.exchange.translation import traced
from app.exchange.typed import is_whole_number, site_of, web_address
from app.web.frame.languages import _, _l, number

Worded = StationRecord | PlanningRecord | LineWordsRecord | PageRecord  # records with words in several languages
EMPTY, EMPTY_PLANNING = Text(title="", summary=""), PlanningText(title="", summary="")
LISTS: dict[str, tuple[str, ...]] = {
    "sources": ("title", "url"),
    "links": ("title", "url"),
    "years": ("year", "month", "day", "until", "kind", "status", "source"),
    "variants": ("id", "year", "today", "asset", "scene"),
    "pictures": ("slug",),
    "documents": ("slug",),
    "logos": ("file", "name"),
    "funders": ("file", "name"),
}
CHOICES: dict[str, type[enum.StrEnum]] = {"status": Status, "confidence": Confidence}
LINES = ("topic", "asset", "confidence_note", "name", "city", "home")
COLOURS = ("colour", "second_colour")
BY_LANGUAGE = ("funding", "fault")  # one line in each
OF_TEXT = ("title", "summary", "checked_by", "checked_on")
OF_VARIANT = ("label", "sentence")
FORMS = {
    records.URL.pattern: _l("Verlangt ist eine ganze Adresse, wie https://www.gelsenkirchen.de/."),
    records.COLOUR.pattern: _l("Verlangt ist eine Farbe als sechs Ziffern, wie #86bbe0."),
    records.DAY.pattern: _l("Verlangt ist ein Tag, wie 2026-11-25."),
}
PLACE = re.compile(r"\[(\d+)\]")
SHORT_COLOUR = re.compile(r"[0-9a-f]{3}")


def fill(record: Record, form: Mapping[str, str], languages: Sequence[str]) -> Record:
    """Return ``record`` with what ``form`` says; fields that the form lacks stay as they are.

    A language whose fields are all empty is left out, but never the first.
    """
    typed: dict[str, Any] = {}
    names = {each.name for each in dataclasses.fields(record)}
    for name in names.intersection(LINES) & form.keys():
        typed[name] = one_line(form[name])
    for name in names.intersection(CHOICES) & form.keys():
        kind = CHOICES[name]
        typed[name] = kind(form[name]) if form[name] in set(kind) else getattr(record, name)
    for name in names.intersection(LISTS):
        if f"rows.{name}" in form:
            typed[name] = tuple(_entry(name, row) for row in rows(form, name) if _is_filled(row))
    for name in names.intersection(COLOURS) & form.keys():
        typed[name] = colour(form[name])
    for name in names.intersection(BY_LANGUAGE):
        typed[name] = _by_language(form, name, getattr(record, name), languages)
    if isinstance(record, LineWordsRecord):
        typed["topics"] = {
            slug: _by_language(form, f"topics.{slug}", names, languages) for slug, names in record.topics.items()
        }
    if not isinstance(record, Partner | DesignRecord):
        typed["texts"] = _texts(record, form, languages)
    return dataclasses.replace(record, **typed)


def _by_language(
    form: Mapping[str, str], field: str, before: Mapping[str, str], languages: Sequence[str]
) -> dict[str, str]:
    """Return one line in each language that has one, as typed; what the form lacks stays as it was ``before``."""
    told = {tag: one_line(form.get(f"{field}.{tag}", before.get(tag, ""))) for tag in languages}
    return {tag: words for tag, words in told.items() if words}


def _texts(record: Worded, form: Mapping[str, str], languages: Sequence[str]) -> Mapping[str, Text]:
    """Return the words as typed, and note of each translation what it was made from."""
    before: Mapping[str, Text] = record.texts
    texts = dict(before)
    for tag in languages:
        text = _text(texts.get(tag, EMPTY_PLANNING if isinstance(record, PlanningRecord) else EMPTY), form, tag)
        texts.pop(tag, None)
        if tag == languages[0] or _is_worded(text):
            texts[tag] = text
    fitting = frozenset(tag for tag in languages if form.get(f"texts.{tag}.fits"))
    return traced(before, texts, fitting, source=languages[0])


def by_path(form: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """Return ``form`` with the words of variants and years called by their path in a text, as translators' pages do.

    So what is kept of both pages has one name.  Words of a row that says nothing yet of what it is about keep theirs.
    """
    names: dict[str, str] = {}
    for tag in languages:
        for at, row in _numbered(form, "variants"):
            if row["id"]:
                path = f"texts.{tag}.variants.{row['id']}."
                names |= {f"variants.{at}.{part}.{tag}": path + part for part in OF_VARIANT}
        for at, row in _numbered(form, "years"):
            if row["year"]:
                names[f"years.{at}.about.{tag}"] = f"texts.{tag}.years.{_year(row).at}"
    return {names.get(name, name): said for name, said in form.items()}


def is_script() -> bool:
    """Tell whether one of our scripts asks, which wants JSON and no page."""
    return request.accept_mimetypes.best == "application/json"


def rows(form: Mapping[str, str], name: str) -> list[dict[str, str]]:
    """Return the rows of a list as they were typed, also empty ones."""
    return [row for _, row in _numbered(form, name)]


def _numbered(form: Mapping[str, str], name: str) -> list[tuple[int, dict[str, str]]]:
    places = {int(key.split(".")[1]) for key in form if re.fullmatch(rf"{name}\.\d{{1,3}}\.\w+", key)}
    return [
        (at, {part: one_line(form.get(f"{name}.{at}.{part}", "")) for part in LISTS[name]}) for at in sorted(places)
    ]


def with_rows_changed(form: Mapping[str, str], name: str, place: int, other: int) -> dict[str, str]:
    """Return ``form`` with two rows of a list in each other's place; as it is if one of them is not there."""
    if other not in dict(_numbered(form, name)):
        return dict(form)
    to = {f"{name}.{place}.": f"{name}.{other}.", f"{name}.{other}.": f"{name}.{place}."}
    moved = {}
    for key, value in form.items():
        start = next((each for each in to if key.startswith(each)), "")
        if not key.startswith(f"find.{name}."):
            moved[to.get(start, "") + key.removeprefix(start)] = value
    return moved


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
    """Return field -> sentences for every fault that ``refusal`` names, in the person's language."""
    found = defaultdict(list)
    for each in refusal.faults:
        if isinstance(each, Fault):
            found[field_of(each)].append(each)
    return {field: together(faults) for field, faults in found.items()}


def together(faults: Sequence[Fault]) -> str:
    """Return what is wrong with one field: each sentence once, and what is asked for behind all that ask for it."""
    said = defaultdict(list)
    for each in faults:
        wrong, allowed = _halves(each)
        said[allowed].append(wrong)
    return " ".join(" ".join((*dict.fromkeys(wrong), allowed)).strip() for allowed, wrong in said.items())


def field_of(fault: Fault) -> str:
    """Return the name of the input that a fault is about: ``sources[2].url`` -> ``sources.1.url``."""
    name = PLACE.sub(lambda match: f".{int(match.group(1)) - 1}", fault.field)
    return f"{name}.slug" if re.fullmatch(r"(pictures|documents)\.\d+", name) else name


def sentence(fault: Fault) -> str:
    """Return what is wrong and what is allowed; a pattern by what it stands for, numbers as one writes them."""
    return " ".join(_halves(fault)).strip()


def _halves(fault: Fault) -> tuple[str, str]:
    allowed, said = FORMS.get(str(fault.values.get("pattern", ""))), fault.values_in(str(get_locale()))
    values = {name: number(value) if isinstance(value, float) else value for name, value in said.items()}
    told = str(allowed) if allowed else _(fault.allowed) % values
    return _(fault.wrong) % values, told


def _is_worded(text: Text) -> bool:
    of_planning = isinstance(text, PlanningText) and (text.variants or text.years)
    return bool(text.title or text.summary or text.body or of_planning)


def _text(text: Text, form: Mapping[str, str], tag: str) -> Text:
    prefix = f"texts.{tag}."
    typed: dict[str, Any] = {name: one_line(form[prefix + name]) for name in OF_TEXT if prefix + name in form}
    if isinstance(text, PlanningText):
        typed |= {"variants": _of_variants(text, form, tag), "years": _of_years(text, form, tag)}
    return dataclasses.replace(text, **typed, body=lines(form.get(prefix + "body", text.body)))


def _of_variants(text: PlanningText, form: Mapping[str, str], tag: str) -> dict[str, VariantText]:
    """Return what is said of each variant: of those that have a row, without rows of all that are called by path."""
    path = f"texts.{tag}.variants."
    rows = {row["id"]: f"variants.{at}." for at, row in _numbered(form, "variants") if row["id"]}
    if "rows.variants" not in form:
        called = [name.removeprefix(path).rpartition(".")[0] for name in form if name.startswith(path)]
        rows = dict.fromkeys((*text.variants, *called), "")
    told = {}
    for variant, row in rows.items():
        was = text.variants.get(variant, VariantText())
        words = {
            part: _said(form, f"{path}{variant}.{part}", f"{row}{part}.{tag}", getattr(was, part))
            for part in OF_VARIANT
        }
        told[variant] = VariantText(**words)
    return {variant: words for variant, words in told.items() if words != VariantText()}


def _of_years(text: PlanningText, form: Mapping[str, str], tag: str) -> dict[str, str]:
    """Return what is said of each year, as ``_of_variants`` does."""
    path = f"texts.{tag}.years."
    rows = {_year(row).at: f"years.{at}.about.{tag}" for at, row in _numbered(form, "years") if row["year"]}
    if "rows.years" not in form:
        called = [name.removeprefix(path) for name in form if name.startswith(path)]
        rows = dict.fromkeys((*text.years, *called), "")
    told = {at: _said(form, f"{path}{at}", row, text.years.get(at, "")) for at, row in rows.items()}
    return {at: words for at, words in told.items() if words}


def _said(form: Mapping[str, str], path: str, name: str, before: str) -> str:
    """Return one line by its path, else by the name that it has in a row, else as it was ``before``."""
    return one_line(form.get(path, form.get(name, before)))


def _is_filled(row: Mapping[str, str]) -> bool:
    return any(typed for part, typed in row.items() if part != "kind")  # a choice is always made


def _entry(name: str, row: Mapping[str, str]) -> object:
    if name in ("pictures", "documents"):
        return row["slug"]
    if name in ("logos", "funders"):
        return Logo(**row)
    if name == "years":
        return _year(row)
    if name == "variants":
        return Variant(
            id=row["id"],
            year=_number(row["year"]) or None,
            today=bool(row["today"]),
            asset=row["asset"],
            scene="" if row["scene"] == row["id"] else row["scene"],
        )
    address = web_address(row["url"])
    return Source(url=address, title=row["title"] or site_of(address))


def _year(row: Mapping[str, str]) -> Year:
    """Return a moment as it was typed: it is checked when it is stored."""
    numbers = {part: _number(row[part]) or None for part in ("until", "month", "day")}
    kind: Any = row["kind"]
    status: Any = row["status"] or None
    return Year(year=_number(row["year"]), kind=kind, status=status, source=row["source"], **numbers)


def _number(typed: str) -> Any:
    """Return a number where one was typed, else what was typed: it is checked when it is stored."""
    return int(typed) if is_whole_number(typed) else typed


def colour(typed: str) -> str:
    """A colour as it is kept, #rrggbb, also if typed in capitals, short or without its sign; else what was typed."""
    digits = typed.strip().removeprefix("#").lower()
    if SHORT_COLOUR.fullmatch(digits):
        digits = "".join(each * 2 for each in digits)
    return f"#{digits}" if records.COLOUR.fullmatch(f"#{digits}") else one_line(typed)


def one_line(typed: str) -> str:
    """One line: breaks and runs of blanks become one blank."""
    return " ".join(typed.split())


def lines(typed: str) -> str:
    """Several lines, each without blanks at its end, as a file holds them."""
    lines = [line.rstrip() for line in typed.replace("\r\n", "\n").split("\n")]
    return "\n".join(lines).strip("\n")
