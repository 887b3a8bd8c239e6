"""Papers by which files of the library may be shown: kept, handed out, taken away."""

import io
from collections.abc import Mapping

from flask import Blueprint, flash, g, redirect, render_template, request, send_file
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.actions.documents import permits
from app.actions.library import library_files, pins
from app.actions.library.library_files import Thing
from app.actions.people.rights import MAKERS
from app.errors import Invalid
from app.models import Role, Used
from app.web.frame import errors
from app.web.frame.access import require
from app.web.frame.languages import _
from app.web.frame.session import write_now
from app.web.library import file_labels, permit_form
from app.web.library.media_store import media

bp = Blueprint("permits", __name__)
ENDINGS: Mapping[str, str] = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


@bp.get("/bibliothek/genehmigung/<kind>/<int:number>")
@require(*MAKERS, Role.APPROVER)
def show(kind: str, number: int) -> Response:
    permit, raw, media_type = permits.read(g.session, media(), _thing(kind, number), by=g.account)
    name = permit.name if "." in permit.name else permit.name + ENDINGS[media_type]
    return send_file(io.BytesIO(raw), mimetype=media_type, as_attachment=True, download_name=name)


@bp.post("/bibliothek/genehmigung/<kind>/<int:number>")
@require(*MAKERS)
def keep(kind: str, number: int) -> Response | tuple[str, int]:
    given = request.files.get("permit")
    write_now()
    thing = _thing(kind, number)
    try:
        if given is None or not given.filename:
            raise Invalid("Bitte die Genehmigung als PDF, JPEG oder PNG wählen.")
        permits.keep(g.session, media(), thing, given.stream, name=given.filename, by=g.account)
    except Invalid as refusal:
        told = {"permit": permit_form.form(thing), "wrong_permit": errors.words(refusal)}
        return render_template("library/permitting.html", thing=thing, back=_back(kind, thing), **told), 422
    flash(_("Die Genehmigung liegt jetzt bei der Datei. Fahrgäste sehen sie nicht."))
    return redirect(f"{_back(kind, thing)}#permit", code=303)


@bp.post("/bibliothek/genehmigung/<kind>/<int:number>/entfernen")
@require(*MAKERS)
def forget(kind: str, number: int) -> Response:
    thing = _thing(kind, number)
    permits.forget(g.session, thing, by=g.account)
    flash(_("Die Genehmigung liegt nicht mehr bei der Datei."))
    return redirect(f"{_back(kind, thing)}#permit", code=303)


def _thing(kind: str, number: int) -> Thing:
    if kind not in set(Used):
        raise NotFound
    return library_files.find(g.session, pins.TABLES[Used(kind)], number)


def _back(kind: str, thing: Thing) -> str:
    return file_labels.file_address(kind, thing.id)
