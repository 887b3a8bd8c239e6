"""What riders saw: each edition as a page, two of them side by side, and the way back to an earlier one."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import publish, show_history, show_item
from app.actions.people import rights
from app.actions.records import compare
from app.errors import Invalid
from app.i18n import N_
from app.models import Edition, Item, Role
from app.web.content import versions
from app.web.content.lookup import check_seen, edition_of
from app.web.frame import current_line, errors, field_values
from app.web.frame.access import may, require
from app.web.frame.languages import _
from app.web.library import scene_comparison

bp = Blueprint("editions", __name__)
GONE = N_("Diese Ausgabe gibt es nicht. Bitte zwei aus dem Verlauf wählen.")


@bp.get("/ausgaben/<int:edition_id>/")
def show(edition_id: int) -> str:
    return _page(edition_of(edition_id))


@bp.post("/ausgaben/<int:edition_id>/wieder-veroeffentlichen")
@require(Role.APPROVER)
def roll_back(edition_id: int) -> Response | tuple[str, int]:
    edition = edition_of(edition_id)
    rights.check(g.account, Role.APPROVER, edition.item.owner)
    check_seen(edition.item)
    try:
        publish.roll_back(g.session, edition, by=g.account, reason=request.form.get("reason", ""))
    except Invalid as refusal:
        return _page(edition, wrong=errors.words(refusal)), 422
    flash(_("Wieder sichtbar: %(state)s.", state=versions.name_of(edition)))
    return redirect(url_for("planner.item", item_id=edition.item_id), code=303)


@bp.get("/inhalte/<int:item_id>/ausgaben/vergleich", endpoint="compare")
def side_by_side(item_id: int) -> str | Response:
    """Compare two; the one with the lower number is the old one."""
    return versions.compared(item_id, _issued, gone=GONE)


def _issued(item: Item, number: int) -> versions.Side | None:
    found = show_history.issued(g.session, item, number)
    return versions.of_edition(found) if found else None


def _page(edition: Edition, *, wrong: str = "") -> str:
    head = show_item.head(g.session, edition.item)
    now = edition.item.current
    is_current = now is not None and now.id == edition.id
    may_decide = may(Role.APPROVER, head.partner) and not is_current
    before = now.record if now is not None and not is_current else None
    field_values.call_variants(*([before] if before is not None else ()), edition.record)
    return render_template(
        "content/editions/show.html",
        head=head,
        edition=edition,
        name=versions.name_of(edition),
        now=now,
        is_current=is_current,
        may_decide=may_decide,
        hindrance=publish.no_way_back(g.session, edition) if may_decide else None,
        changes=compare.compare(before, edition.record) if before is not None else [],
        moved_m=show_history.moved_m(before, edition.record) if before is not None else 0.0,
        scene=scene_comparison.of_records(before, edition.record) if before is not None and head.is_planning else None,
        posters=show_history.posters(g.session, edition.record, *([before] if before is not None else ())),
        languages=current_line.record().languages,
        wrong=wrong,
        reason=request.form.get("reason", ""),
    )
