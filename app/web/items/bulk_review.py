"""Several versions on one page: what each changes, and one press that lets them pass or publishes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import werkzeug
from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for

from app.actions.content import publish, show_item
from app.actions.items import bulk_review
from app.actions.items.bulk import Outcome
from app.actions.items.bulk_review import OnWay, Then
from app.errors import Invalid, Refusal
from app.exchange.typed import whole_number
from app.models import Role
from app.site.prose import prose
from app.web.content import comparison
from app.web.frame import errors, languages, maps, moments
from app.web.frame.access import require
from app.web.frame.languages import _l
from app.web.items.outcomes import say_left, some

bp = Blueprint("bulk_review", __name__)
SAID = {
    Then.APPROVE: _l("Freigegeben: %(titles)s. Fahrgäste sehen es nach der Veröffentlichung."),
    Then.PUBLISH: _l("Veröffentlicht: %(titles)s. Fahrgäste sehen es in wenigen Sekunden."),
    Then.SCHEDULE: _l("Wird am %(at)s veröffentlicht: %(titles)s."),
}
NOTHING_TICKED = _l("Bitte ankreuzen, was angesehen ist und weitergehen soll.")


@dataclass(frozen=True, kw_only=True)
class ShownVersion:
    """A version, and what it changes; ``mark`` is sent along with the decision."""

    on_way: OnWay
    head: show_item.Head
    changed: comparison.Changed
    mark: str

    @property
    def is_ready(self) -> bool:
        return self.on_way.hindrance is None


@bp.get("/mehrere/ansehen")
@require(Role.APPROVER)
def show() -> Response:
    """Show what is named, or all that waits for whoever asks."""
    return _page(request.args.getlist("item", type=whole_number) or bulk_review.waiting(g.session, by=g.account))


@bp.post("/mehrere/freigeben")
@require(Role.APPROVER)
def decide() -> werkzeug.Response | tuple[Response, int]:
    """Do it with what is ticked; what is left out is named, and shown once more as it is now."""
    marks, then = request.form.getlist("seen"), _then()
    if not marks:
        return _again({"seen": str(NOTHING_TICKED)})
    try:
        at = moments.typed(request.form.get("at", ""), languages.here()) if then is Then.SCHEDULE else None
        outcomes = bulk_review.decide(g.session, marks, then=then, at=at, by=g.account)
    except Invalid as refusal:
        return _again({"at": errors.words(refusal)})
    return _led_on(outcomes, then, at)


def _led_on(outcomes: Sequence[Outcome], then: Then, at: datetime | None) -> werkzeug.Response:
    """Say what came of it, and lead to what is left, else to the inbox."""
    done = [each.title for each in outcomes if each.refusal is None]
    if done:
        flash(str(SAID[then]) % {"titles": some(done), "at": languages.moment(at) if at else ""})
    left = say_left(outcomes)
    if left:
        return redirect(url_for(".show", item=[each.item_id for each in left]), code=303)
    return redirect(url_for("approver.inbox"), code=303)


def _again(wrong: Mapping[str, str]) -> tuple[Response, int]:
    return _page(request.form.getlist("item", type=whole_number), wrong=wrong), 422


def _page(ids: Sequence[int], *, wrong: Mapping[str, str] | None = None) -> Response:
    found, nothing = bulk_review.found(g.session, ids, by=g.account)
    mine = [each for each in found if each.refusal is None]
    heads = show_item.heads(g.session, [each.revision.item for each in mine])
    shown = [_shown(each, heads[each.revision.item_id]) for each in mine]
    return maps.with_tiles(
        render_template(
            "items/bulk/review.html",
            shown=shown,
            ids=[each.head.id for each in shown],
            lapsing=publish.lapsing(g.session, [each.revision for each in mine]),
            posters=comparison.posters(each.changed for each in shown),
            others=[_other(each.revision.item_id, each.title, each.refusal) for each in found if each.refusal]
            + [_other(each.item_id, each.title, each.refusal) for each in nothing if each.refusal],
            is_any_waiting=any(each.on_way.waits for each in shown),
            prose=prose,
            ticked=request.form.getlist("seen")
            if wrong
            else [each.mark for each in shown if not each.on_way.hindrance],
            wrong=wrong or {},
            typed=request.form,
        )
    )


def _shown(found: OnWay, head: show_item.Head) -> ShownVersion:
    return ShownVersion(
        on_way=found,
        head=head,
        changed=comparison.changed(head, found.revision, is_open=True),
        mark=bulk_review.mark(found.revision),
    )


def _other(item_id: int, title: str, refusal: Refusal) -> tuple[int, str, str]:
    return item_id, title, errors.words(refusal)


def _then() -> Then:
    """Return what the button says that was pressed, to let pass if it says nothing."""
    return next((each for each in Then if each == request.form.get("then")), Then.APPROVE)
