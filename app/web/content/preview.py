"""Preview: the rider's page over a draft, in every language, framed by the studio's own pages.

The page brings its own policy in its head, as it does for riders; the header only says who may frame it.  Below the
address of a preview stand riders' addresses: its own in other languages, its station's and the on-site view.
"""

from typing import Any

import werkzeug
from flask import Blueprint, current_app, g, redirect, request, url_for

from app.actions.content import edit, preview, show_item
from app.actions.people import rights
from app.actions.people.rights import MAKERS
from app.actions.records import record_json
from app.errors import Invalid, Missing
from app.exchange.reading import plain
from app.models import Item, Kind, Revision, Role
from app.web.content import editor, framed
from app.web.content.lookup import edition_of, revision_of
from app.web.frame import current_line, forms, labels
from app.web.frame.access import require

bp = Blueprint("preview", __name__)
OF_ITEM = "/inhalte/<int:item_id>/vorschau"
OF_EDITION = "/ausgaben/<int:edition_id>/vorschau"
OF_REVISION = "/fassungen/<int:revision_id>/vorschau"


@bp.get(f"{OF_ITEM}/<language>")
@bp.get(f"{OF_ITEM}/<language>/<path:rest>/")
@framed.spoken
def page(item_id: int, language: str, rest: str = "") -> werkzeug.Response:
    """Show the person's own draft, else what is newest."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    found = preview.newest(g.session, head.item, of=g.account)
    if found is None:
        raise Missing("Es gibt noch keine Fassung, die sich zeigen ließe.")
    return _answer(found, language, rest)


@bp.get(f"{OF_REVISION}/<language>")
@bp.get(f"{OF_REVISION}/<language>/<path:rest>/")
@framed.spoken
def revision(revision_id: int, language: str, rest: str = "") -> werkzeug.Response:
    return _answer(revision_of(revision_id), language, rest)


@bp.get(f"{OF_EDITION}/<language>")
@bp.get(f"{OF_EDITION}/<language>/<path:rest>/")
@framed.spoken
def edition(edition_id: int, language: str, rest: str = "") -> werkzeug.Response:
    found = edition_of(edition_id)
    shown = preview.unsaved(found.item, found.record)
    return _answer(shown, language, rest, root=url_for(".edition", edition_id=edition_id, language=language))


@bp.get("/inhalte/<int:item_id>/vorschau-zurueckgezogen/<language>")
@framed.spoken
def withdrawn(item_id: int, language: str) -> werkzeug.Response:
    """Show what riders get once it is taken down."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    return framed.answer(preview.withdrawn(g.session, head.item, language, current_app.config["SITE"]), (), "")


@bp.post(OF_ITEM)
@framed.spoken
@require(*MAKERS)
def draft(item_id: int) -> werkzeug.Response:
    """Show what is being typed, without keeping it."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    rights.check_item(g.account, Role.PLANNER, head.item)
    base = edit.open_draft(g.session, head.item, of=g.account) or edit.newest(g.session, head.item)
    if base is None:
        raise Missing("Es gibt noch keine Fassung, die sich zeigen ließe.")
    typed = editor.filled(record_json.record(head.item.kind, base.record), request.form)
    try:
        record_json.checked(g.session, head.item, plain(typed))
    except Invalid as refusal:
        wrong = {labels.field_name(name): words for name, words in forms.sentences(refusal).items()}
        return framed.sentence(wrong, 422)
    return _answer(preview.unsaved(head.item, typed), request.form.get("show", current_line.record().first_language))


def _answer(found: Revision, language: str, rest: str = "", *, root: str = "") -> werkzeug.Response:
    """Return the version's page, or what else of the preview stands at a rider's address: language and ``rest``.

    ``root`` is the preview's own address where it is not that of a version or an item.
    """
    item = g.session.get_one(Item, found.item_id)
    if item.kind is Kind.DESIGN:
        return _formats(found, language)
    own = preview.addresses(g.session, item)
    html = preview.draw(g.session, found, preview.wanted(own, language, rest), current_app.config["SITE"])
    if root:
        here = root
    elif found.id is None:  # it is being typed
        here = url_for(".page", item_id=found.item_id, language=language)
    else:
        here = url_for(".revision", revision_id=found.id, language=language)
    return framed.answer(html, own, here.removesuffix(f"/{language}"))


def _formats(found: Revision, language: str) -> werkzeug.Response:
    """Lead to the pictures of signs in a design; what is being typed goes along in the address."""
    given = {"fassung": str(found.id)} if found.id is not None else editor.typed_in(request.form.to_dict())
    values: dict[str, Any] = {"sign_design_id": found.item_id, "language": language, **given}
    return redirect(url_for("designs.frame", **values), code=303)
