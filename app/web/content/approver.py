"""Pages of the approver: the inbox, what changed, the decision, and what riders see from then on."""

from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import publish, review, show_inbox, show_item
from app.actions.packages import show_package
from app.actions.people import rights
from app.actions.signs import show_signs
from app.errors import Invalid, Overtaken
from app.exchange.typed import whole_number
from app.models import Item, Revision, Role, Station
from app.web.content import comparison
from app.web.content.lookup import check_seen, revision_of
from app.web.frame import current_line, errors, languages, moments
from app.web.frame.access import holds, require
from app.web.frame.inputs import NEXT
from app.web.frame.languages import _

bp = Blueprint("approver", __name__)
Answer = Response | tuple[Response | str, int]


@bp.get("/freigaben/")
def inbox() -> str:
    page = max(request.args.get("page", 1, type=whole_number), 1)
    rows, pages = show_inbox.rows(g.session, page=page)
    return render_template(
        "content/approver/inbox.html",
        rows=rows,
        page=page,
        pages=pages,
        packages=show_package.on_way(g.session) if page == 1 else [],
        endings=show_inbox.endings(g.session),
        is_approver=holds(Role.APPROVER),
    )


@bp.get("/fassungen/<int:revision_id>/")
def compare(revision_id: int) -> Response:
    return comparison.page(revision_of(revision_id))


@bp.post("/fassungen/<int:revision_id>/freigeben")
@require(Role.APPROVER)
def approve(revision_id: int) -> Answer:
    """Let a version pass, and publish it now, or at a moment, or leave that for later."""
    revision = _looked_at(revision_id)
    then = request.form.get("then")
    try:
        at = moments.typed(request.form.get("at", ""), languages.here()) if then == "schedule" else None
        publish.check_to_come(at)
        review.approve(g.session, revision, by=g.account)
        if at is not None:
            publish.schedule(g.session, revision, at=at, by=g.account)
    except Invalid as refusal:
        return comparison.page(revision, wrong={"at": errors.words(refusal)}), 422
    if then == "publish":
        return _publish(revision)
    flash(_planned(at) if at else _("Freigegeben. Fahrgäste sehen es nach der Veröffentlichung."))
    return _back(revision.item)


@bp.post("/fassungen/<int:revision_id>/zurueckgeben")
@require(Role.APPROVER)
def give_back(revision_id: int) -> Answer:
    revision = _looked_at(revision_id)
    reason, fields = request.form.get("reason", ""), request.form.getlist("field")
    try:
        review.give_back(g.session, revision, by=g.account, reason=reason, fields=fields)
    except Invalid as refusal:
        return comparison.page(revision, wrong={"reason": errors.words(refusal)}), 422
    flash(_("Zurückgegeben an %(name)s.", name=revision.author.name))
    return redirect(url_for(".inbox"), code=303)


@bp.post("/fassungen/<int:revision_id>/veroeffentlichen", endpoint="publish")
@require(Role.APPROVER)
def publish_now(revision_id: int) -> Response:
    return _publish(revision_of(revision_id))


@bp.post("/fassungen/<int:revision_id>/zeitpunkt")
@require(Role.APPROVER)
def schedule(revision_id: int) -> Answer:
    """Publish a version that has passed at a moment, or take that plan back."""
    revision = revision_of(revision_id)
    try:
        at = (
            moments.typed(request.form.get("at", ""), languages.here())
            if request.form.get("then") != "cancel"
            else None
        )
        publish.schedule(g.session, revision, at=at, by=g.account)
    except Invalid as refusal:
        return comparison.page(revision, wrong={"at": errors.words(refusal)}), 422
    flash(_planned(at) if at else _("Der Zeitpunkt ist aufgehoben. Veröffentlicht ist noch nichts."))
    return _back(revision.item)


@bp.post("/inhalte/<int:item_id>/zurueckziehen")
@require(Role.APPROVER)
def take_down(item_id: int) -> Answer:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    rights.check(g.account, Role.APPROVER, head.partner)
    check_seen(head.item)
    try:
        publish.take_down(g.session, head.item, by=g.account, reason=request.form.get("reason", ""))
    except Invalid as refusal:
        return _ending(item_id, wrong={"reason": errors.words(refusal)}), 422
    flash(_("Zurückgezogen. Fahrgäste sehen es nicht mehr."))
    return _back(head.item)


@bp.get("/inhalte/<int:item_id>/ende")
@require(Role.APPROVER)
def ending(item_id: int) -> str:
    return _ending(item_id)


@bp.post("/inhalte/<int:item_id>/ende")
@require(Role.APPROVER)
def schedule_ending(item_id: int) -> Answer:
    """Take an item down at a moment, or let it stay."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    try:
        at = (
            moments.typed(request.form.get("at", ""), languages.here())
            if request.form.get("then") != "cancel"
            else None
        )
        publish.check_to_come(at)
    except Invalid as refusal:
        return _ending(item_id, wrong={"at": errors.words(refusal)}), 422
    try:
        reason = request.form.get("reason", "")
        publish.schedule_take_down(g.session, head.item, at=at, by=g.account, reason=reason)
    except Invalid as refusal:
        return _ending(item_id, wrong={"later": errors.words(refusal)}), 422
    cancelled = _("Der Zeitpunkt ist aufgehoben. Alles bleibt sichtbar.")
    flash(_("Wird am %(at)s zurückgezogen.", at=languages.moment(at)) if at else cancelled)
    return _back(head.item)


def _ending(item_id: int, *, wrong: Mapping[str, str] | None = None) -> str:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    rights.check(g.account, Role.APPROVER, head.partner)
    station = head.item if isinstance(head.item, Station) else None
    plannings = show_item.plannings(g.session, station) if station else []
    return render_template(
        "content/approver/ending.html",
        head=head,
        wrong=wrong or {},
        typed=request.form,
        languages=current_line.record().languages,
        going=[each.title for each in plannings if each.marks[0].kind == "published"],
        signs=show_signs.signs(g.session, show_signs.Filter(station_id=station.id)) if station else [],
    )


def _planned(at: datetime) -> str:
    return str(_("Freigegeben. Wird am %(at)s veröffentlicht.", at=languages.moment(at)))


def _publish(revision: Revision) -> Response:
    publish.publish(g.session, revision, by=g.account)
    flash(_("Veröffentlicht. Fahrgäste sehen es in wenigen Sekunden."))
    return _back(revision.item)


def _back(item: Item) -> Response:
    return redirect(request.form.get(NEXT) or url_for("planner.item", item_id=item.id), code=303)


def _looked_at(revision_id: int) -> Revision:
    """Return the revision, as long as it is the one that the person has read."""
    revision = revision_of(revision_id)
    if revision.version != request.form.get("version", type=whole_number):
        raise Overtaken("Diese Fassung hat sich gerade geändert. Bitte noch einmal ansehen und dann entscheiden.")
    return revision
