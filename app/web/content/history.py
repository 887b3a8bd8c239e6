"""The history of an item: every version, two of them side by side, and the ways back."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import autosave, edit, history, share, show_history, show_item
from app.actions.people.rights import MAKERS, WRITERS
from app.exchange.typed import whole_number
from app.i18n import N_
from app.models import Item, Revision, Role
from app.web.content import versions
from app.web.content.lookup import revision_of, written
from app.web.content.share_links import link_of
from app.web.frame.access import may, may_item, require
from app.web.frame.inputs import NEXT
from app.web.frame.languages import _

bp = Blueprint("history", __name__)
GONE = N_("Diese Fassung gibt es nicht. Bitte zwei aus dem Verlauf wählen.")


@bp.get("/inhalte/<int:item_id>/verlauf")
def index(item_id: int) -> str:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    page = max(1, request.args.get("page", 1, type=whole_number))
    rows, pages = show_history.page(g.session, head.item, page)
    return render_template(
        "content/history/index.html",
        head=head,
        rows=rows,
        shown=show_item.were_public(g.session, rows),
        page=page,
        pages=pages,
        editions=show_item.editions(g.session, head.item) if page == 1 else [],
        may_share=may(Role.PLANNER, head.partner),
        may_edit=may_item(Role.PLANNER, head.item),
        shares=[(each, link_of(each)) for each in share.links(g.session, head.item)],
    )


@bp.get("/inhalte/<int:item_id>/vergleich")
def compare(item_id: int) -> str | Response:
    """Compare two versions; the one with the lower number is the old one."""
    return versions.compared(item_id, _numbered, gone=GONE)


@bp.post("/fassungen/<int:revision_id>/wiederherstellen")
@require(*MAKERS)
def restore(revision_id: int) -> Response:
    revision = revision_of(revision_id)
    number = revision.number
    history.restore(g.session, revision, by=g.account)
    flash(_("Fassung %(number)s steht jetzt in Ihrem Entwurf. Fahrgäste sehen davon noch nichts.", number=number))
    return redirect(url_for("planner.edit", item_id=revision.item_id), code=303)


@bp.post("/fassungen/<int:revision_id>/name")
@require(*MAKERS)
def name(revision_id: int) -> Response:
    revision = revision_of(revision_id)
    edit.name(g.session, revision, request.form.get("name", ""), by=g.account)
    flash(_("Benannt.") if revision.name else _("Der Name ist weg."))
    return _back(revision.item_id)


@bp.post("/inhalte/<int:item_id>/verwerfen")
@require(*WRITERS)
def discard(item_id: int) -> Response:
    head = written(item_id)
    draft = history.discard(g.session, head.item, by=g.account)
    undo = url_for(".take_back", item_id=item_id, revision=draft.id if draft else None)
    flash(_("Verworfen."), f"undo {undo}")
    return redirect(url_for("planner.item", item_id=item_id), code=303)


@bp.post("/inhalte/<int:item_id>/getipptes-verwerfen")
@require(*WRITERS)
def drop(item_id: int) -> Response:
    head = written(item_id)
    autosave.drop(g.session, head.item, by=g.account)
    flash(
        _("Das Getippte ist weg. Hier steht, was zuletzt gespeichert war."),
        f"undo {url_for('.take_back', item_id=item_id)}",
    )
    return _to_writing(head.item)


@bp.post("/inhalte/<int:item_id>/zurueckholen")
@require(*WRITERS)
def take_back(item_id: int) -> Response:
    """Undo what was discarded: a draft, if the address names one, and what was typed."""
    head = written(item_id)
    number = request.args.get("revision", type=whole_number)
    revision: Revision | None = revision_of(number) if number else None
    history.take_back(g.session, head.item, revision, by=g.account)
    flash(_("Zurückgeholt."))
    return _to_writing(head.item)


def _to_writing(item: Item) -> Response:
    """Lead back to where the person writes: the page that asks, else the editor, or where it is open to them."""
    where = "planner.edit" if may_item(Role.PLANNER, item) else "planner.item"
    return redirect(request.form.get(NEXT) or url_for(where, item_id=item.id), code=303)


def _back(item_id: int) -> Response:
    return redirect(url_for(".index", item_id=item_id), code=303)


def _numbered(item: Item, number: int) -> versions.Side | None:
    found = show_history.numbered(g.session, item, number)
    return versions.of_revision(found) if found else None
