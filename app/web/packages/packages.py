"""Packages: what was begun at a station handed in together, seen on one page, and decided on as one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import werkzeug
from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for

from app.actions.content import preview, publish
from app.actions.packages import decide, make_package, show_package
from app.actions.packages.show_package import Part
from app.actions.packages.together import Stuck
from app.actions.people import rights
from app.actions.people.rights import MAKERS
from app.errors import Invalid, Missing
from app.exchange.typed import whole_number
from app.i18n import N_
from app.models import Account, Package, Role, Station
from app.site.prose import prose
from app.web.content import comparison, framed
from app.web.content.editor import askable
from app.web.content.lookup import own
from app.web.frame import current_line, errors, languages, moments
from app.web.frame.access import may, may_item, require
from app.web.frame.inputs import NEXT
from app.web.frame.languages import _
from app.web.library import building
from app.web.packages import shown_parts
from app.web.packages.shown_parts import ShownPart

bp = Blueprint("packages", __name__)
Answer = werkzeug.Response | tuple[str, int]
GONE = N_("Dieses Paket gibt es nicht.")
CHANGED = N_("An diesem Paket hat sich gerade etwas geändert. Bitte noch einmal ansehen, dann entscheiden.")


@bp.get("/inhalte/<int:item_id>/paket")
@require(*MAKERS)
def choose(item_id: int) -> str:
    return _choose(item_id)


@bp.post("/inhalte/<int:item_id>/paket", endpoint="hand_in")
@require(*MAKERS)
def make(item_id: int) -> Answer:
    """Hand in the drafts that are ticked, or say of each what keeps it back."""
    station, ids = _station(item_id), set(request.form.getlist("part", type=whole_number))
    asked = request.form.get("hand_in.asked", type=whole_number)
    chosen = [each.revision for each in make_package.offered(g.session, station) if each.revision.id in ids]
    try:
        done = make_package.make(
            g.session,
            station,
            chosen,
            by=g.account,
            title=request.form.get("title", ""),
            note=request.form.get("hand_in.note", ""),
            asked=g.session.get(Account, asked) if asked else None,
        )
    except Invalid as refusal:
        return _choose(item_id, wrong=errors.words(refusal)), 422
    if waits := building.together(own(item_id), chosen, done.stuck):
        return waits
    if done.package is None:
        return _choose(item_id, stuck=done.stuck), 422
    flash(_("Alles zusammen zur Freigabe gegeben. Jetzt muss jemand anderes zustimmen."))
    return redirect(url_for(".show", package_id=done.package.id), code=303)


@bp.get("/pakete/<int:package_id>/")
def show(package_id: int) -> str:
    return _page(_package(package_id))


@bp.post("/pakete/<int:package_id>/freigeben")
@require(Role.APPROVER)
def approve(package_id: int) -> Answer:
    """Let all parts pass, and publish them now, or at a moment, or leave that for later."""
    package = _package(package_id)
    rights.check(g.account, Role.APPROVER, package.owner)
    if _seen(show_package.parts_of(g.session, package)) != request.form.get("seen"):
        return _page(package, wrong={"seen": str(_(CHANGED))}), 409
    then = request.form.get("then")
    try:
        at = moments.typed(request.form.get("at", ""), languages.here()) if then == "schedule" else None
        publish.check_to_come(at)
    except Invalid as refusal:
        return _page(package, wrong={"at": errors.words(refusal)}), 422
    try:
        said, stuck = _go_on(package, then, at, without=bool(request.form.get("without")))
    except Invalid as refusal:
        return _page(package, wrong={"without": errors.words(refusal)}), 422
    return _done(package, said, stuck)


@bp.post("/pakete/<int:package_id>/zurueckgeben")
@require(Role.APPROVER)
def give_back(package_id: int) -> Answer:
    package = _package(package_id)
    rights.check(g.account, Role.APPROVER, package.owner)
    try:
        stuck = decide.give_back(g.session, package, reason=request.form.get("reason", ""), by=g.account)
    except Invalid as refusal:
        return _page(package, wrong={"reason": errors.words(refusal)}), 422
    return _done(package, _("Zurückgegeben an %(name)s.", name=package.by.name), stuck)


@bp.post("/pakete/<int:package_id>/zeitpunkt")
@require(Role.APPROVER)
def schedule(package_id: int) -> Answer:
    """Move the moment of all parts that have one, or take it back."""
    package = _package(package_id)
    rights.check(g.account, Role.APPROVER, package.owner)
    try:
        is_off = request.form.get("then") == "cancel"
        at = None if is_off else moments.typed(request.form.get("at", ""), languages.here())
        stuck = decide.move(g.session, package, at=at, by=g.account)
    except Invalid as refusal:
        return _page(package, wrong={"at": errors.words(refusal)}), 422
    off = _("Der Zeitpunkt ist aufgehoben. Veröffentlicht ist noch nichts.")
    return _done(package, _("Wird am %(at)s veröffentlicht.", at=languages.moment(at)) if at else off, stuck)


@bp.post("/pakete/<int:package_id>/zuruecknehmen")
@require(*MAKERS)
def withdraw(package_id: int) -> Answer:
    package = _package(package_id)
    if not _makes(show_package.parts_of(g.session, package)):
        rights.check(g.account, Role.PLANNER, package.owner)
    stuck = decide.withdraw(g.session, package, by=g.account)
    return _done(package, _("Zurückgenommen. Alles ist wieder ein Entwurf."), stuck)


@bp.get("/pakete/<int:package_id>/vorschau/<int:revision_id>/<language>")
@bp.get("/pakete/<int:package_id>/vorschau/<int:revision_id>/<language>/<path:rest>/")
@framed.spoken
def look(package_id: int, revision_id: int, language: str, rest: str = "") -> Response:
    """Show a part as riders will see it, with the other parts beside it."""
    parts = [each.revision for each in show_package.parts_of(g.session, _package(package_id)) if each.is_on_way]
    found = next((each for each in parts if each.id == revision_id), None)
    if found is None:
        raise Missing("Diese Fassung ist nicht mehr im Paket.")
    addresses = preview.addresses(g.session, found.item)
    page = preview.wanted(addresses, language, rest)
    html = preview.draw(g.session, found, page, current_app.config["SITE"], beside=parts)
    root = url_for(".look", package_id=package_id, revision_id=revision_id, language=language)
    return framed.answer(html, addresses, root.removesuffix(f"/{language}"))


def _choose(item_id: int, *, wrong: str = "", stuck: Stuck | None = None) -> str:
    """Return the page on which drafts are chosen, with what keeps each back, by the same rules as alone."""
    head = own(item_id)
    offers = make_package.offered(g.session, _station(item_id))
    ticked = request.form.getlist("part", type=whole_number)
    if not ticked and request.method == "GET":
        ticked = [each.revision.id for each in make_package.own(offers, g.account)]
    chosen = [each.revision for each in offers if each.revision.id in ticked]
    return render_template(
        "packages/choose.html",
        head=head,
        offers=offers,
        ticked=ticked,
        early=make_package.early(chosen),
        wrong=wrong,
        stuck=_told(stuck or {}),
        askable=askable(head),
        typed=request.form,
    )


def _page(package: Package, *, wrong: Mapping[str, str] | None = None, stuck: Stuck | None = None) -> str:
    found = show_package.parts_of(g.session, package)
    parts = shown_parts.parts(found)
    if not parts:
        raise Missing(GONE)
    on_way = [each for each in parts if each.part.is_on_way]
    return render_template(
        "packages/show.html",
        package=package,
        parts=parts,
        note=next((each.part.revision.note for each in on_way), ""),
        asked=next((each.part.revision.asked for each in on_way if each.part.revision.asked), None),
        lost=[each.part.title for each in parts if each.part.is_lost],
        task=_task(package, on_way),
        may_withdraw=_makes(found) and any(each.waits for each in parts),
        publish_at=min((at for each in on_way if (at := each.part.revision.publish_at)), default=None),
        lapsing=publish.lapsing(g.session, [each.part.revision for each in on_way]),
        hindered=any(each.hindrance for each in on_way),
        posters=comparison.posters(each.changed for each in parts),
        prose=prose,
        languages=current_line.record().languages,
        seen=_seen(found),
        wrong=wrong or {},
        stuck=_told(stuck or {}),
        typed=request.form,
    )


def _go_on(package: Package, then: str | None, at: datetime | None, *, without: bool) -> tuple[object, Stuck]:
    """Approve, and publish now or at a moment if that is wanted; return what is then said, and what kept it back."""
    if at is not None:
        stuck = decide.schedule(g.session, package, at=at, by=g.account, without=without)
        return _("Freigegeben. Wird am %(at)s veröffentlicht.", at=languages.moment(at)), stuck
    if then == "publish":
        stuck = decide.publish_all(g.session, package, by=g.account, without=without)
        return _("Alles veröffentlicht. Fahrgäste sehen es in wenigen Sekunden."), stuck
    stuck = decide.approve(g.session, package, by=g.account)
    return _("Freigegeben. Fahrgäste sehen es nach der Veröffentlichung."), stuck


def _task(package: Package, on_way: Sequence[ShownPart]) -> str:
    """Return what the person can do with the whole: decide, someone_else (has to decide it), publish, or nothing."""
    waiting = [each for each in on_way if each.waits]
    if not on_way or not may(Role.APPROVER, package.owner):
        return ""
    if not waiting:
        return "publish"
    return "decide" if all(each.may_decide for each in waiting) else "someone_else"


def _makes(parts: Sequence[Part]) -> bool:
    """Tell whether the person plans something of a package, or works on it."""
    return any(may_item(Role.PLANNER, each.revision.item) for each in parts)


def _done(package: Package, said: object, stuck: Stuck) -> Answer:
    if stuck:
        return _page(package, stuck=stuck), 409
    flash(str(said))
    return redirect(request.form.get(NEXT) or url_for(".show", package_id=package.id), code=303)


def _seen(parts: Sequence[Part]) -> str:
    """Return how far each part has come, so that nobody decides on what they have not looked at."""
    return " ".join(f"{each.revision.id}.{each.revision.version}" for each in parts)


def _told(stuck: Stuck) -> dict[int, tuple[str, Sequence[str]]]:
    """Return in words what keeps parts back, by the id of their version."""
    return {number: (errors.words(each), errors.faults_of(each)) for number, each in stuck.items()}


def _package(package_id: int) -> Package:
    found: Package | None = g.session.get(Package, package_id)
    if found is None:
        raise Missing(GONE)
    return found


def _station(item_id: int) -> Station:
    found = own(item_id).item
    if not isinstance(found, Station):
        raise Missing("Zusammen zur Freigabe geht, was zu einer Station gehört.")
    return found
