"""Pages of the approver: the inbox, what changed, the decision, and what riders see from then on."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.actions import publish as publishing
from app.actions import review, show_inbox, show_item
from app.actions.compare import compare as compare_records
from app.errors import Invalid, Missing, Overtaken
from app.models import Edition, Item, Revision, Role, State
from app.web import errors, line
from app.web.accounts import may, require
from app.web.planner import revision_of

bp = Blueprint("approver", __name__)


@bp.get("/freigaben/")
def inbox() -> str:
    return render_template("approver/inbox.html", rows=show_inbox.rows(g.session))


@bp.get("/fassungen/<int:revision_id>/")
def compare(revision_id: int) -> str:
    return _page(revision_of(revision_id))


@bp.post("/fassungen/<int:revision_id>/freigeben")
@require(Role.APPROVER)
def approve(revision_id: int) -> Response:
    revision = _looked_at(revision_id)
    review.approve(g.session, revision, by=g.account)
    if request.form.get("then") == "publish":
        return _publish(revision)
    flash(_("Freigegeben. Fahrgäste sehen es nach der Veröffentlichung."))
    return _back(revision.item)


@bp.post("/fassungen/<int:revision_id>/zurueckgeben")
@require(Role.APPROVER)
def give_back(revision_id: int) -> Response | tuple[str, int]:
    revision = _looked_at(revision_id)
    reason = request.form.get("reason", "")
    try:
        review.give_back(g.session, revision, by=g.account, reason=reason)
    except Invalid as refusal:
        return _page(revision, reason=reason, wrong=errors.words(refusal)), 422
    flash(_("Zurückgegeben an %(name)s.", name=revision.author.name))
    return redirect(url_for(".inbox"), code=303)


@bp.post("/fassungen/<int:revision_id>/veroeffentlichen")
@require(Role.APPROVER)
def publish(revision_id: int) -> Response:
    return _publish(revision_of(revision_id))


@bp.post("/ausgaben/<int:edition_id>/wieder-veroeffentlichen")
@require(Role.APPROVER)
def roll_back(edition_id: int) -> Response:
    edition: Edition | None = g.session.get(Edition, edition_id)
    if edition is None:
        raise Missing("Diese Ausgabe gibt es nicht.")
    publishing.roll_back(g.session, edition, by=g.account)
    flash(_("Ausgabe %(number)s ist wieder sichtbar.", number=edition.number))
    return _back(edition.item)


@bp.post("/inhalte/<int:item_id>/zurueckziehen")
@require(Role.APPROVER)
def take_down(item_id: int) -> Response:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    publishing.take_down(g.session, head.item, by=g.account)
    flash(_("Zurückgezogen. Fahrgäste sehen es nicht mehr."))
    return _back(head.item)


def _publish(revision: Revision) -> Response:
    publishing.publish(g.session, revision, by=g.account)
    flash(_("Veröffentlicht. Fahrgäste sehen es in wenigen Sekunden."))
    return _back(revision.item)


def _back(item: Item) -> Response:
    return redirect(url_for("planner.item", item_id=item.id), code=303)


def _looked_at(revision_id: int) -> Revision:
    """Return the revision, as long as it is the one that the person has read."""
    revision = revision_of(revision_id)
    if revision.version != request.form.get("version", type=int):
        raise Overtaken("Diese Fassung hat sich gerade geändert. Bitte noch einmal ansehen und dann entscheiden.")
    return revision


def _page(revision: Revision, *, reason: str = "", wrong: str = "") -> str:
    """Return what changes for riders with ``revision``, or changed when it was published, and the form to decide."""
    head = show_item.head(g.session, revision.item)
    is_open = revision in show_item.open_revisions(g.session, revision.item)
    before = revision.item.current if is_open else revision.based_on
    may_decide = may(Role.APPROVER, head.partner)
    return render_template(
        "approver/compare.html",
        head=head,
        revision=revision,
        is_new=before is None,
        changes=compare_records(before.record if before else None, revision.record),
        languages=line.record().languages,
        is_open=is_open,
        may_edit=may(Role.PLANNER, head.partner),
        may_decide=may_decide,
        is_own=may_decide and not review.may_decide(revision, g.account),
        is_waiting=revision.state is State.SUBMITTED,
        reason=reason,
        wrong=wrong,
    )
