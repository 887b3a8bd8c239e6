"""Many signs at once: so many of each kind at each station, and the table of all of them out and in."""

from collections.abc import Iterable

import werkzeug
from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import ngettext

from app.actions.records import table_file
from app.actions.signs import import_signs, show_signs, sign_cells, sign_table, sign_workbook, signs
from app.errors import Invalid, Missing
from app.exchange import table
from app.exchange.reading import Fault
from app.exchange.records import SignKind
from app.exchange.typed import CONTROL, is_whole_number
from app.models import Account, Role, Station, TableImport
from app.web.frame import labels
from app.web.frame.access import require
from app.web.frame.errors import words
from app.web.frame.forms import sentence
from app.web.frame.session import write_now
from app.web.signs import sign_filters
from app.web.signs.sign_filters import SOURCE

bp = Blueprint("sign_tables", __name__)
SHOWN_CHANGES = 300  # cells


@bp.route("/schilder/mehrere", methods=["GET", "POST"])
@require(Role.KEEPER)
def many() -> str | werkzeug.Response | tuple[str, int]:
    if request.method == "GET":
        return _many({str(station_id) for station_id, _title in show_signs.stations(g.session, keeper=g.account)})
    counts = {kind: _count(request.form.get(f"count.{kind.value}", "")) for kind in SignKind}
    ticked = request.form.getlist("station")
    try:
        made = signs.add_many(g.session, [_station(each) for each in ticked], counts, by=g.account, source=SOURCE)
    except Invalid as refusal:
        return _many(set(ticked), wrong=words(refusal)), 422
    flash(ngettext("%(num)s Schild angelegt.", "%(num)s Schilder angelegt.", len(made)))
    return redirect(url_for("signs.index", state="planned"), code=303)


@bp.get("/schilder.csv", endpoint="table")
def as_table() -> Response:
    headers = {"Content-Disposition": 'attachment; filename="schilder.csv"'}
    return Response(sign_table.write(g.session, keeper=_keeper()), mimetype=table.MEDIA_TYPE, headers=headers)


@bp.get("/schilder.xlsx")
def workbook() -> Response:
    headers = {"Content-Disposition": 'attachment; filename="schilder.xlsx"'}
    return Response(sign_workbook.write(g.session, keeper=_keeper()), mimetype=table_file.MEDIA_TYPE, headers=headers)


def _keeper() -> Account | None:
    """Return whose signs the table has: a keeper's own, unless they ask for all of them."""
    return g.account if sign_filters.keeps() and "alle" not in request.args else None


@bp.get("/schilder/einlesen")
@require(Role.KEEPER)
def choose() -> str:
    return _choose()


@bp.post("/schilder/einlesen")
@require(Role.KEEPER)
def read() -> str | werkzeug.Response | tuple[str, int]:
    """Show what a table would change; told to, and that what looks like a slip is none, order that."""
    file = request.files.get("file")
    try:
        text = request.form.get("table", "") or sign_workbook.as_csv(file.read() if file else b"")
        reading = sign_table.read(g.session, text.encode(), by=g.account)
    except Invalid as refusal:
        return _choose(wrong=words(refusal)), 422
    if not reading.faults:
        text = CONTROL.sub("", text)  # of lines above the head, which nobody reads
    is_ordered = bool(request.form.get("really"))
    is_open = bool(reading.doubts) and not request.form.get("sure")
    if reading.faults or is_open or not is_ordered:
        page = render_template(
            "signs/reading.html",
            reading=reading,
            table=text,
            most=SHOWN_CHANGES,
            is_asked=is_ordered and is_open,
            faults=_told(reading.faults),
            doubts=_told(reading.doubts),
        )
        return (page, 422) if reading.faults or is_ordered else page
    write_now()
    made = import_signs.order(g.session, text.encode(), reading, by=g.account)
    return redirect(url_for(".progress", import_id=made.id), code=303)


@bp.get("/schilder/einlesen/<int:import_id>/")
@require(Role.KEEPER)
def progress(import_id: int) -> str | werkzeug.Response:
    """Show how far the rows of a table are taken over."""
    found: TableImport | None = g.session.get(TableImport, import_id)
    if found is None:
        raise Missing("Diese Tabelle gibt es nicht.")
    if found.is_of_translations:
        return redirect(url_for("translations.progress", import_id=import_id))
    return render_template("signs/import.html", taken=found, faults=_told(import_signs.faults(found)))


def _choose(*, wrong: str = "") -> str:
    return render_template("signs/read.html", columns=sign_cells.columns(g.session), wrong=wrong)


def _told(faults: Iterable[Fault]) -> list[tuple[str, str, str]]:
    """Return row, column and sentence of each."""
    return [(fault.file, fault.field, sentence(fault)) for fault in faults]


def _many(ticked: set[str], *, wrong: str = "") -> str:
    return render_template(
        "signs/many.html",
        stations=show_signs.stations(g.session, keeper=g.account),
        ticked=ticked,
        kinds=[(kind.value, f"{labels.SIGN_KINDS[kind]} ({labels.size(kind)})") for kind in SignKind],
        most=signs.MANY_MAX,
        wrong=wrong,
    )


def _count(text: str) -> int:
    return int(text) if is_whole_number(text) and len(text) < 4 else 0


def _station(number: str) -> Station:
    found: Station | None = g.session.get(Station, int(number)) if is_whole_number(number) else None
    if found is None:
        raise Missing("Diese Station gibt es nicht.")
    return found
