"""Pages of print shops: what each of them wants, and the ICC file of its printing condition."""

from collections.abc import Mapping

import werkzeug
from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for

from app.actions.prints import printers
from app.errors import Invalid
from app.models import Role
from app.web.frame.access import require
from app.web.frame.forms import sentences
from app.web.frame.languages import _

bp = Blueprint("printers", __name__)
NUMBERS = ("bleed_mm", "large_bleed_mm", "mark_gap_mm")
TEXTS = ("name", "condition", "contour")


@bp.get("/druckereien/")
def index() -> str:
    return render_template("prints/printers/index.html", printers=printers.all_printers(g.session))


@bp.get("/druckereien/neu")
@require(Role.ADMIN)
def new() -> str:
    return _form("", printers.printer(g.session, printers.STANDARD).record | {"name": ""})


@bp.get("/druckereien/<slug>/")
@require(Role.ADMIN)
def edit(slug: str) -> str:
    found = printers.printer(g.session, slug)
    return _form(slug, found.record, icc_key=found.icc_key)


@bp.post("/druckereien/")
@require(Role.ADMIN)
def save() -> werkzeug.Response | tuple[str, int]:
    slug, given = request.form.get("slug", "").strip(), _given()
    file = request.files.get("icc")
    try:
        printers.save_printer(
            g.session,
            current_app.config["MEDIA"],
            slug,
            given,
            icc_file=file.read() if file else None,
            keeps_icc="drop_icc" not in request.form,
            by=g.account,
        )
    except Invalid as refusal:
        return _form(slug, given, errors=sentences(refusal)), 422
    flash(_("Gespeichert. Neue Aufträge werden so gedruckt."))
    return redirect(url_for(".index"), code=303)


def _given() -> dict[str, object]:
    """Return what was typed, numbers as numbers; colours are those of the standard."""
    form = request.form
    given: dict[str, object] = {name: form.get(name, "").strip() for name in TEXTS}
    given |= {name: _number(form[name]) for name in NUMBERS if name in form}
    return {**given, "has_marks": "has_marks" in form, "colours": _colours(form.get("slug", "").strip())}


def _colours(slug: str) -> Mapping[str, object]:
    known = {row.slug: row for row in printers.all_printers(g.session)}
    found: Mapping[str, object] = known.get(slug, known[printers.STANDARD]).record.get("colours", {})
    return found


def _form(slug: str, given: Mapping[str, object], *, icc_key: str = "", errors: Mapping[str, str] | None = None) -> str:
    return render_template("prints/printers/edit.html", slug=slug, given=given, icc_key=icc_key, errors=errors or {})


def _number(text: str) -> object:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text
