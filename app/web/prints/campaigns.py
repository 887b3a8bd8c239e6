"""Pages of campaigns: choose by rule whose prints are replaced, see how far that is, say what hangs."""

from collections.abc import Iterable, Sequence
from datetime import date

import werkzeug
from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from app.actions.people.rights import check
from app.actions.prints import campaigns
from app.actions.prints.campaigns import Candidate, Step
from app.actions.prints.outdated_prints import Outdated
from app.actions.signs import work_lists
from app.actions.signs.show_signs import Filter
from app.errors import Invalid, Missing
from app.exchange.records import SignKind
from app.exchange.typed import whole_number
from app.models import Campaign, Role, now
from app.web.frame.access import require
from app.web.frame.errors import words
from app.web.frame.languages import _
from app.web.prints import print_labels
from app.web.signs import sign_filters

bp = Blueprint("campaigns", __name__)
MOST_ROWS = 300  # with a box to tick; of more all or none


@bp.get("/schilder/austausch/")
@require(Role.KEEPER)
def index() -> str:
    found = campaigns.campaigns(g.session, g.account)
    steps = campaigns.steps(g.session, [each for each in found if each.ended_at is None])
    running = {number: _count(step for step, _successor in signs.values()) for number, signs in steps.items()}
    return render_template("prints/campaigns/index.html", campaigns=found, running=running)


@bp.get("/schilder/austausch/neu")
@require(Role.KEEPER)
def new() -> str:
    return _form(request.args)


@bp.post("/schilder/austausch/neu")
@require(Role.KEEPER)
def begin() -> werkzeug.Response | tuple[str, int]:
    form = request.form
    codes = [each.row.code for each in _chosen(form)] if form.get("which") == "all" else form.getlist("code")
    title = " ".join(form.get("title", "").split())
    try:
        made = campaigns.begin(g.session, codes, title=title, by=g.account, at=now())
    except (Invalid, Missing) as refusal:
        return _form(form, wrong=words(refusal)), 422
    return redirect(url_for(".show", campaign_id=made.id), code=303)


@bp.get("/schilder/austausch/<int:campaign_id>/")
@require(Role.KEEPER)
def show(campaign_id: int) -> str:
    return _page(_campaign(campaign_id))


@bp.post("/schilder/austausch/<int:campaign_id>/haengt")
@require(Role.KEEPER)
def hang(campaign_id: int) -> werkzeug.Response | tuple[str, int]:
    found = _campaign(campaign_id)
    try:
        count = campaigns.hang(g.session, found, request.form.getlist("code"), by=g.account, at=now())
    except Invalid as refusal:
        return _page(found, wrong=words(refusal)), 422
    flash(ngettext("%(num)s Schild hängt neu.", "%(num)s Schilder hängen neu.", count))
    return redirect(url_for(".show", campaign_id=campaign_id), code=303)


@bp.post("/schilder/austausch/<int:campaign_id>/beenden")
@require(Role.KEEPER)
def end(campaign_id: int) -> werkzeug.Response:
    campaigns.end(g.session, _campaign(campaign_id), by=g.account, at=now())
    flash(_("Der Austausch ist beendet."))
    return redirect(url_for(".show", campaign_id=campaign_id), code=303)


def _campaign(campaign_id: int) -> Campaign:
    found: Campaign | None = g.session.get(Campaign, campaign_id)
    if found is None:
        raise Missing("Diesen Austausch gibt es nicht.")
    check(g.account, Role.KEEPER, found.partner)
    return found


def _page(found: Campaign, *, wrong: str = "") -> str:
    signs = campaigns.progress(g.session, found)
    return render_template(
        "prints/campaigns/show.html",
        campaign=found,
        signs=signs,
        counts=_count(each.step for each in signs),
        steps=print_labels.STEPS,
        to_hang=[each.hanging for each in signs if each.step is Step.PRINTED][: work_lists.MOST_SIGNS],
        wrong=wrong,
    )


def _count(steps: Iterable[Step]) -> dict[Step, int]:
    told = list(steps)
    return {step: told.count(step) for step in Step}


def _form(given: MultiDict[str, str], *, wrong: str = "") -> str:
    found = _chosen(given)
    is_sent = "title" in given
    ticked = set(given.getlist("code")) if is_sent else {each.row.code for each in found[:MOST_ROWS]}
    return render_template(
        "prints/campaigns/new.html",
        signs=found[:MOST_ROWS],
        count=len(found),
        ticked=ticked,
        which=given.get("which", "all"),
        given=given,
        wrong=wrong,
        choices={**sign_filters.choices(), "outdated": print_labels.outdated()},
        outdated_name=print_labels.outdated_name,
    )


def _chosen(given: MultiDict[str, str]) -> Sequence[Candidate]:
    """Return the signs that the rule of a form meets; what is no kind, day or difference counts as none said."""
    kind, outdated = given.get("kind", ""), given.get("outdated", "")
    only = Filter(
        station_id=given.get("station", 0, type=whole_number),
        kind=kind if kind in set(SignKind) else "",
        find=given.get("q", ""),
        keeper=g.account,
        in_use=True,
    )
    return campaigns.chosen(
        g.session,
        only,
        before=given.get("before", None, type=date.fromisoformat),
        outdated=Outdated(outdated) if outdated in set(Outdated) else None,
        public_url=current_app.config["SIGN_URL"],
    )
