"""Preview: the rider's page over a draft, in every language, framed by the studio's own pages.

The page brings its own policy in its head, as it does for riders; the header only says who may frame it.
"""

from flask import Blueprint, Response, current_app, g, render_template, request

from app.actions.content import edit, preview, show_item
from app.actions.people import rights
from app.actions.records import record_json
from app.errors import Invalid, Missing
from app.exchange.reading import plain
from app.models import Item, Revision, Role
from app.web.content.lookup import revision_of
from app.web.frame import current_line, forms, labels, policies
from app.web.frame.access import require

bp = Blueprint("preview", __name__)


@bp.get("/inhalte/<int:item_id>/vorschau/<language>")
def page(item_id: int, language: str) -> Response:
    """Show the person's own draft, else what is newest."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    found = edit.open_draft(g.session, head.item, of=g.account) or edit.newest(g.session, head.item)
    found = found or next(iter(show_item.revisions(g.session, head.item)), None)
    if found is None:
        raise Missing("Es gibt noch keine Fassung, die sich zeigen ließe.")
    return _answer(found, language)


@bp.get("/fassungen/<int:revision_id>/vorschau/<language>")
def revision(revision_id: int, language: str) -> Response:
    return _answer(revision_of(revision_id), language)


@bp.post("/inhalte/<int:item_id>/vorschau")
@require(Role.PLANNER)
def draft(item_id: int) -> Response | tuple[str, int]:
    """Show what is being typed, without keeping it."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    rights.check(g.account, Role.PLANNER, head.partner)
    base = edit.open_draft(g.session, head.item, of=g.account) or edit.newest(g.session, head.item)
    if base is None:
        raise Missing("Es gibt noch keine Fassung, die sich zeigen ließe.")
    typed = forms.fill(record_json.record(head.item.kind, base.record), request.form, current_line.record().languages)
    try:
        record_json.checked(g.session, head.item, plain(typed))
    except Invalid as refusal:
        wrong = {labels.field_name(name): words for name, words in forms.sentences(refusal).items()}
        return render_template("content/preview/draft.html", wrong=wrong), 422
    return _answer(preview.unsaved(head.item, typed), request.form.get("show", current_line.record().first_language))


def _answer(revision: Revision, language: str) -> Response:
    if language not in current_line.record().languages:
        raise Missing("In dieser Sprache gibt es hier keine Seiten.")
    html = preview.page(g.session, revision, language, current_app.config["SITE"])
    return Response(html, headers={"Content-Security-Policy": policies.FRAMED})
