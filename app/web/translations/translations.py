"""All that is to be translated into a language as one table: out, and back into one's own drafts."""

from collections.abc import Iterable

import werkzeug
from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from app.actions.records import table_file
from app.actions.signs import show_signs
from app.actions.translations import read_table, take_table, translation_table
from app.actions.translations.read_table import LeftOut, Reading, Why
from app.actions.translations.worded import Row
from app.errors import Invalid, Missing
from app.exchange import table
from app.exchange.typed import whole_number
from app.models import ImportState, Role, TableImport
from app.web.frame import field_values, labels
from app.web.frame.access import require
from app.web.frame.errors import words
from app.web.frame.forms import sentence
from app.web.frame.languages import _, _l
from app.web.frame.session import write_now

bp = Blueprint("translations", __name__)
SHOWN = 300  # rows of each kind
REASONS = {
    Why.UNKNOWN: _l("Gibt es hier nicht"),
    Why.RIGHT: _l("Gehört anderen"),
    Why.FOREIGN: _l("Ohne Fingerabdruck"),
    Why.SOURCE: _l("Der erste Text hat sich geändert"),
    Why.MEANWHILE: _l("Inzwischen anders übersetzt"),
    Why.DOUBLED: _l("Doppelt"),
    Why.LETTERS: _l("Buchstaben verloren"),
    Why.WRONG: _l("Passt nicht"),
    Why.EMPTY: _l("Leer"),
    Why.UNCHANGED: _l("Unverändert"),
}


@bp.get("/uebersetzungen/")
@require(Role.PLANNER)
def index() -> str:
    return _index()


@bp.get("/uebersetzungen.csv", endpoint="table")
@require(Role.PLANNER)
def as_table() -> Response:
    language, head, rows = _cells()
    return _file(table.write(head, rows), table.MEDIA_TYPE, language, "csv")


@bp.get("/uebersetzungen.xlsx")
@require(Role.PLANNER)
def workbook() -> Response:
    language, head, rows = _cells()
    choices = {translation_table.STANDING: list(translation_table.STANDINGS.values())}
    wrapped = [name for name in head if name.startswith(translation_table.WORDS)]
    made = table_file.as_workbook(head, rows, title=f"Texte {language}", choices=choices, wrapped=wrapped)
    return _file(made, table_file.MEDIA_TYPE, language, "xlsx")


@bp.post("/uebersetzungen/einlesen")
@require(Role.PLANNER)
def read() -> str | werkzeug.Response | tuple[str, int]:
    """Show what a table would change; told to, order that."""
    file = request.files.get("file")
    try:
        raw = file.read() if file else b""
        text = request.form.get("table", "") or table_file.as_csv(raw, column=translation_table.KEY)
        reading = read_table.read(g.session, text, by=g.account)
        if not request.form.get("really"):
            return _reading(reading)
        write_now()
        made = take_table.order(g.session, reading, by=g.account)
    except Invalid as refusal:
        return _index(wrong=words(refusal)), 422
    return redirect(url_for(".progress", import_id=made.id), code=303)


@bp.get("/uebersetzungen/einlesen/<int:import_id>/")
@require(Role.PLANNER)
def progress(import_id: int) -> str | werkzeug.Response:
    """Show how far the rows of a table are taken over."""
    found: TableImport | None = g.session.get(TableImport, import_id)
    if found is None:
        raise Missing("Diese Tabelle gibt es nicht.")
    if not found.is_of_translations:
        return redirect(url_for("sign_tables.progress", import_id=import_id))
    is_done = found.state is ImportState.DONE
    return render_template(
        "translations/import.html",
        taken=found,
        left=_told(take_table.left(found)),
        drafts=take_table.drafts(g.session, found) if is_done else [],
    )


def _index(*, wrong: str = "") -> str:
    stations = [(str(number), title) for number, title in show_signs.stations(g.session, planner=g.account)]
    return render_template(
        "translations/index.html",
        languages=[(tag, labels.language_name(tag)) for tag in translation_table.languages(g.session)],
        chosen=request.values.get("language", ""),
        stations=[("", _("alle eigenen Stationen, dazu eigene Texte der Linie")), *stations],
        station=request.values.get("station", ""),
        wrong=wrong,
    )


def _reading(reading: Reading) -> str:
    field_values.call_variants(*reading.records.values())
    first = translation_table.head(g.session, reading.language)[4].removeprefix(translation_table.WORDS)
    return render_template(
        "translations/reading.html",
        reading=reading,
        first=first,
        table=translation_table.written(g.session, reading.language, [each.given for each in reading.changes]),
        left=[(REASONS[why], why in read_table.QUIET, _told(found)) for why, found in reading.by_why.items()],
        most=SHOWN,
    )


def _told(left: Iterable[LeftOut]) -> list[tuple[int, str, str, str]]:
    """Return row, place, field and sentence of each."""
    return [
        (each.number, each.where, labels.field_name(each.field) if each.field else "", sentence(each.fault))
        for each in left
    ]


def _cells() -> tuple[str, list[str], list[list[object]]]:
    """Return the language that was asked for, what stands above the columns, and the cells.  Raises Missing."""
    there = translation_table.languages(g.session)
    language = request.args.get("language") or next(iter(there), "")
    if language not in there:
        raise Missing("In diese Sprache wird hier nicht übersetzt.")
    rows = translation_table.cells(
        g.session,
        language,
        by=g.account,
        field_name=_field_name,
        station=request.args.get("station", type=whole_number),
        is_open=bool(request.args.get("open")),
    )
    return language, translation_table.head(g.session, language), rows


def _field_name(row: Row) -> str:
    name, _dot, rest = row.path.partition(".")
    if name == "topics":
        return f"{labels.FIELDS[name]} {rest}"
    return labels.text_field(row.path, field_values.own_variants(row.item.record))


def _file(raw: bytes, kind: str, language: str, end: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="uebersetzung-{language}.{end}"'}
    return Response(raw, mimetype=kind, headers=headers)
