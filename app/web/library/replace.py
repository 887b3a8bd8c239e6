"""A file in the place of another, wherever that is shown: where, by which, and what came of it."""

from flask import Blueprint, g, render_template, request, url_for

from app.actions.items import replace_everywhere, show_choices
from app.actions.items.replace_everywhere import Replaced
from app.actions.library import library_files
from app.actions.library.library_files import Thing
from app.actions.people.rights import MAKERS
from app.errors import Invalid
from app.exchange.typed import whole_number
from app.models import Asset, Document, Picture
from app.models.base import Json
from app.web.frame import errors
from app.web.frame.access import require
from app.web.library import file_labels
from app.web.library.tag_form import KINDS

bp = Blueprint("replace", __name__)
NEW: dict[type[Thing], str] = {Asset: "library.new", Picture: "pictures.new", Document: "documents.new"}


@bp.get("/bibliothek/3d/<int:asset_id>/ersetzen")
@require(*MAKERS)
def asset(asset_id: int) -> str:
    return _page(library_files.find(g.session, Asset, asset_id))


@bp.post("/bibliothek/3d/<int:asset_id>/ersetzen")
@require(*MAKERS)
def replace_asset(asset_id: int) -> str | tuple[str, int]:
    return _replace(library_files.find(g.session, Asset, asset_id))


@bp.get("/bibliothek/bilder/<int:picture_id>/ersetzen")
@require(*MAKERS)
def picture(picture_id: int) -> str:
    return _page(library_files.find(g.session, Picture, picture_id))


@bp.post("/bibliothek/bilder/<int:picture_id>/ersetzen")
@require(*MAKERS)
def replace_picture(picture_id: int) -> str | tuple[str, int]:
    return _replace(library_files.find(g.session, Picture, picture_id))


@bp.get("/bibliothek/dokumente/<int:document_id>/ersetzen")
@require(*MAKERS)
def document(document_id: int) -> str:
    return _page(library_files.find(g.session, Document, document_id))


@bp.post("/bibliothek/dokumente/<int:document_id>/ersetzen")
@require(*MAKERS)
def replace_document(document_id: int) -> str | tuple[str, int]:
    return _replace(library_files.find(g.session, Document, document_id))


def _replace(before: Thing) -> str | tuple[str, int]:
    items = request.form.getlist("item", type=whole_number)
    number = request.form.get("by", 0, type=whole_number)
    try:
        if not number or not items:
            raise Invalid("Bitte eine Datei wählen, und wo sie stehen soll.")
        after = library_files.find(g.session, type(before), number)
        done = replace_everywhere.replace(g.session, before, after, items, by=g.account)
    except Invalid as refusal:
        return _page(before, wrong=errors.words(refusal)), 422
    return _page(before, done=done, after=after)


def _page(before: Thing, *, wrong: str = "", done: Replaced | None = None, after: Thing | None = None) -> str:
    words = request.values.get("q", "")
    page = request.args.get("page", 1, type=whole_number)
    found = show_choices.files(g.session, type(before), g.account, words, number=page)
    return render_template(
        "library/replace.html",
        before=before,
        after=after,
        places=replace_everywhere.places(g.session, before, g.account),
        choices=[each for each in found.rows if each.file_id != before.id],
        page=found,
        new=url_for(NEW[type(before)]),
        words=words,
        wrong=wrong,
        done=done,
        stuck={number: errors.words(each) for number, each in done.stuck.items()} if done else {},
        ticked=request.form.getlist("item", type=whole_number),
        chosen=request.form.get("by", 0, type=whole_number),
        back=file_labels.file_address(KINDS[type(before)][1], before.id),
        here_again=_here(before),
    )


def _here(thing: Thing) -> str:
    _list, name = KINDS[type(thing)]
    values: Json = {f"{name}_id": thing.id}
    return url_for(f".{name}", **values)
