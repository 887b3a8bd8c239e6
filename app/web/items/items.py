"""Pages around whole items: new ones, copies, another station, another order, the archive and back."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import edit, show_item
from app.actions.items import add_item, archive, newer_files, relocate, reorder
from app.actions.people import rights, show_people
from app.actions.people.rights import MAKERS
from app.errors import Invalid, Missing
from app.exchange.typed import whole_number
from app.models import Item, Partner, Planning, Role, Station, Stop
from app.web.frame import current_line, forms, labels, pick
from app.web.frame.access import may, require
from app.web.frame.languages import _

bp = Blueprint("items", __name__)
OF_PLANNING = "planning."  # how the names begin of what is said of the planning that comes along with a new station


@bp.get("/neue-station")
@require(Role.PLANNER)
def new_station() -> str:
    return _station_form({})


@bp.post("/neue-station")
@require(Role.PLANNER)
def add_station() -> Response | str | tuple[str, int]:
    if pick.target(request.form):
        return _station_form({})
    stop = g.session.get(Stop, request.form.get("stop", 0, type=whole_number))
    partner = g.session.get(Partner, request.form.get("partner", 0, type=whole_number))
    planning = {name: request.form.get(OF_PLANNING + name, "") for name in ("title", "summary", "topic")}
    made: Item
    try:
        if planning["title"].strip() or planning["summary"].strip():
            made = add_item.add_both(g.session, stop, partner, request.form, planning, by=g.account)
        else:
            made = add_item.add_station(g.session, stop, partner, request.form, by=g.account)
    except Invalid as refusal:
        return _station_form(_errors(refusal)), 422
    flash(_("Angelegt. Jetzt kann der Text geschrieben werden; Fahrgäste sehen noch nichts."))
    return redirect(url_for("planner.edit", item_id=made.id), code=303)


@bp.get("/inhalte/<int:item_id>/neue-planung")
@require(Role.PLANNER)
def new_planning(item_id: int) -> str:
    return _planning_form(_station(item_id), {})


@bp.post("/inhalte/<int:item_id>/neue-planung")
@require(Role.PLANNER)
def add_planning(item_id: int) -> Response | tuple[str, int]:
    station = _station(item_id)
    topic = request.form.get("topic", "")
    try:
        planning = add_item.add_planning(g.session, station, request.form, topic=topic, by=g.account)
    except Invalid as refusal:
        return _planning_form(station, _errors(refusal)), 422
    flash(_("Angelegt. Als Nächstes: Text schreiben und den Ort auf der Karte bestimmen."))
    return redirect(url_for("planner.edit", item_id=planning.id), code=303)


@bp.post("/inhalte/<int:item_id>/neuere-dateien")
@require(*MAKERS)
def use_newest(item_id: int) -> Response:
    """Bring the newest version of each file that the item shows into a draft of one's own."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    newer_files.use_newest(g.session, head.item, by=g.account)
    flash(_("Der Entwurf zeigt jetzt die neuesten Fassungen. Fahrgäste sehen sie nach Freigabe und Veröffentlichung."))
    return redirect(url_for("planner.item", item_id=item_id), code=303)


@bp.post("/inhalte/<int:item_id>/kopieren")
@require(Role.PLANNER)
def copy(item_id: int) -> Response:
    made = add_item.copy(g.session, _planning(item_id), by=g.account)
    flash(_("Kopiert. Das ist die Kopie, ein Entwurf; die Vorlage ist unberührt."))
    return redirect(url_for("planner.item", item_id=made.id), code=303)


@bp.post("/inhalte/<int:item_id>/archivieren", endpoint="archive")
@require(Role.PLANNER)
def archive_item(item_id: int) -> Response:
    archive.archive(g.session, show_item.head(g.session, g.session.get(Item, item_id)).item, by=g.account)
    flash(_("Ins Archiv gelegt. Von hier lässt es sich jederzeit zurückholen."))
    return redirect(url_for("planner.item", item_id=item_id), code=303)


@bp.post("/inhalte/<int:item_id>/aus-dem-archiv")
@require(Role.PLANNER)
def restore(item_id: int) -> Response:
    archive.restore(g.session, show_item.head(g.session, g.session.get(Item, item_id)).item, by=g.account)
    flash(_("Aus dem Archiv geholt."))
    return redirect(url_for("planner.item", item_id=item_id), code=303)


@bp.get("/inhalte/<int:item_id>/verschieben", endpoint="relocate")
@require(Role.PLANNER, Role.APPROVER)
def ask_where(item_id: int) -> str:
    return _relocate_form(_planning(item_id))


@bp.post("/inhalte/<int:item_id>/verschieben")
@require(Role.PLANNER, Role.APPROVER)
def move(item_id: int) -> Response | str | tuple[str, int]:
    planning = _planning(item_id)
    if pick.target(request.form):
        return _relocate_form(planning)
    if pick.is_unanswered(request.form, "to"):
        return _relocate_form(planning, _("Noch ist keine Station gewählt. Bitte eine auswählen.")), 422
    relocate.relocate(g.session, planning, _station(request.form.get("to", 0, type=whole_number)), by=g.account)
    flash(_("Die Planung gehört jetzt zu dieser Station. Die alte Adresse führt weiter."))
    return redirect(url_for("planner.item", item_id=item_id), code=303)


@bp.get("/inhalte/<int:item_id>/reihenfolge")
@require(*MAKERS)
def order(item_id: int) -> str:
    station = _station(item_id)
    base = edit.open_draft(g.session, station, of=g.account) or edit.newest(g.session, station)
    return _order_form(station, reorder.order(g.session, station, base))


@bp.post("/inhalte/<int:item_id>/reihenfolge", endpoint="reorder")
@require(*MAKERS)
def reorder_plannings(item_id: int) -> Response | str:
    """Store the order; or, where no script moves the rows, show it with one of them moved."""
    station, slugs = _station(item_id), request.form.getlist("order")
    step, slug = next(
        ((step, request.form[name]) for name, step in (("up", -1), ("down", 1)) if name in request.form), (0, "")
    )
    if step and slug in slugs:
        by_slug = {each.slug: each for each in station.plannings}
        return _order_form(station, [by_slug[each] for each in _moved(slugs, slug, step) if each in by_slug])
    reorder.save_order(g.session, station, slugs, by=g.account)
    flash(_("Die Reihenfolge steht im Entwurf der Station. Fahrgäste sehen sie nach Freigabe und Veröffentlichung."))
    return redirect(url_for("planner.item", item_id=item_id), code=303)


def _moved(slugs: list[str], slug: str, step: int) -> list[str]:
    place = slugs.index(slug)
    rest = slugs[:place] + slugs[place + 1 :]
    to = max(0, place + step)
    return [*rest[:to], slug, *rest[to:]]


def _order_form(station: Station, plannings: list[Planning]) -> str:
    rights.check_item(g.account, Role.PLANNER, station)
    titles = {each.id: each.title for each in show_item.plannings(g.session, station)}
    rows = [(each.slug, titles[each.id]) for each in plannings]
    return render_template("items/order.html", head=show_item.head(g.session, station), rows=rows)


def _relocate_form(planning: Planning, wrong: str = "") -> str:
    head = show_item.head(g.session, planning)
    return render_template("items/relocate.html", head=head, to=pick.station("to", but=head.station), wrong=wrong)


def _station_form(errors: dict[str, str]) -> str:
    return render_template(
        "items/new_station.html",
        stop=pick.stop("stop"),
        partners=[(each.id, each.name) for each in show_people.partners(g.session) if may(Role.PLANNER, each)],
        topics=_topics(),
        typed=request.form,
        errors=errors,
    )


def _topics() -> list[tuple[str, str]]:
    return [(each.slug, labels.spoken(each.names)) for each in current_line.record().topics]


def _planning_form(station: Station, errors: dict[str, str]) -> str:
    rights.check(g.account, Role.PLANNER, station.partner)
    head = show_item.head(g.session, station)
    return render_template("items/new_planning.html", head=head, topics=_topics(), typed=request.form, errors=errors)


def _errors(refusal: Invalid) -> dict[str, str]:
    """Return field of the form -> sentence."""
    start = f"texts.{current_line.record().first_language}."
    return {name.replace(start, ""): words for name, words in forms.sentences(refusal).items()}


def _station(item_id: int) -> Station:
    found = g.session.get(Item, item_id)
    if not isinstance(found, Station):
        raise Missing("Diese Station gibt es nicht.")
    return found


def _planning(item_id: int) -> Planning:
    found = g.session.get(Item, item_id)
    if not isinstance(found, Planning):
        raise Missing("Diese Planung gibt es nicht.")
    return found
