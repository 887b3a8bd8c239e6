"""Tags of files, as they are said on their pages."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.library import library_files, tag_files
from app.actions.library.library_files import Thing
from app.actions.people.rights import MAKERS
from app.errors import Invalid
from app.models import Asset, Document, Picture
from app.web.frame import errors
from app.web.frame.access import require
from app.web.frame.languages import _
from app.web.library import tag_form

bp = Blueprint("tags", __name__)


@bp.post("/bibliothek/3d/<int:asset_id>/schlagwoerter")
@require(*MAKERS)
def asset(asset_id: int) -> Response | tuple[str, int]:
    return _tag(library_files.find(g.session, Asset, asset_id), url_for("library.asset", asset_id=asset_id))


@bp.post("/bibliothek/bilder/<int:picture_id>/schlagwoerter")
@require(*MAKERS)
def picture(picture_id: int) -> Response | tuple[str, int]:
    return _tag(library_files.find(g.session, Picture, picture_id), url_for("pictures.picture", picture_id=picture_id))


@bp.post("/bibliothek/dokumente/<int:document_id>/schlagwoerter")
@require(*MAKERS)
def document(document_id: int) -> Response | tuple[str, int]:
    back = url_for("documents.document", document_id=document_id)
    return _tag(library_files.find(g.session, Document, document_id), back)


def _tag(thing: Thing, back: str) -> Response | tuple[str, int]:
    typed = request.form.get("tags", "")
    try:
        tag_files.tag(g.session, thing, typed, by=g.account)
    except Invalid as refusal:
        told = {"tags": tag_form.form(thing), "typed": typed, "wrong": errors.words(refusal)}
        return render_template("library/tagging.html", thing=thing, back=back, **told), 422
    flash(_("Die Schlagwörter sind gespeichert."))
    return redirect(f"{back}#tags", code=303)
