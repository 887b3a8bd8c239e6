"""Pages of the planner: a station or planning as a whole, and the editor of its words.

Saving makes a draft of one's own where there is none.  Whoever is overtaken keeps what they typed: what only one side
has changed is brought together at once; what both have changed is shown side by side, 409, and each field is chosen.
"""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import autosave, origin, presence, review, save_typed, show_item
from app.actions.content.origin import Origin
from app.actions.content.save_typed import Outcome
from app.actions.items import newer_files
from app.actions.people import drafts
from app.actions.records.record_json import Record, pictures_of
from app.actions.signs import show_signs
from app.exchange.typed import is_whole_number
from app.models import Autosave, Item, Kind, Role, Station
from app.site import paths
from app.web.content import editor, lookup
from app.web.frame import current_line, forms, pick
from app.web.frame.access import may, require
from app.web.frame.languages import _

bp = Blueprint("planner", __name__)


@bp.get("/inhalte/<int:item_id>/")
def item(item_id: int) -> str:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    station = head.item if isinstance(head.item, Station) else None
    return render_template(
        "content/planner/item.html",
        head=head,
        address=_address(head) if head.item.current_id else "",
        open_revisions=show_item.open_revisions(g.session, head.item),
        plannings=show_item.plannings(g.session, station) if station else [],
        left_out=show_item.left_out(g.session, station) if station else [],
        signs=show_signs.signs(g.session, show_signs.Filter(station_id=station.id)) if station else None,
        revisions=show_item.revisions(g.session, head.item),
        editions=show_item.editions(g.session, head.item),
        newer=newer_files.newer(g.session, head.item, of=g.account),
        languages=current_line.record().languages,
        may_edit=may(Role.PLANNER, head.partner),
        may_decide=may(Role.APPROVER, head.partner),
        is_hidden=drafts.is_hidden(g.session, head.partner),
    )


@bp.get("/inhalte/<int:item_id>/bearbeiten")
@require(Role.PLANNER)
def edit(item_id: int) -> str:
    """Go on where one stopped: with what was typed and not saved, else with the draft, else with what is newest."""
    head = lookup.own(item_id)
    unsaved = autosave.found(g.session, head.item, of=g.account)
    form: dict[str, str] = dict(unsaved.form) if unsaved else {}
    came_from = origin.of_kept(unsaved) if unsaved else origin.fresh(g.session, head.item, of=g.account)
    typed = editor.typed(head.item, form, came_from)
    outcome = save_typed.catch_up(g.session, head.item, typed, by=g.account)
    if outcome.clashes:
        return editor.merge_page(head, outcome, {**form, "kept": str(unsaved.version) if unsaved else "0"})
    return _editor(head, outcome, unsaved)


@bp.post("/inhalte/<int:item_id>/bearbeiten")
@require(Role.PLANNER)
def save(item_id: int) -> Response | str | tuple[str, int]:
    head = lookup.own(item_id)
    form, then = request.form.to_dict(), request.form.get("then", "")
    typed = editor.typed(head.item, form)
    if then.startswith(("add.", "remove.", "up.", "down.", "copy.", "show.")) or pick.target(form):
        return _again(head, form, typed.origin, then)
    outcome = save_typed.save(
        g.session, head.item, typed, by=g.account, hand_in=then == "hand_in", store=then != "write_on"
    )
    if outcome.clashes:
        return editor.merge_page(head, outcome, form), 409
    if outcome.refusal:
        return _editor(head, outcome), 422
    if outcome.revision is None:
        return _editor(head, outcome)
    presence.left(g.session, head.item, form.get("tab", ""))
    return _saved(outcome, item_id, handed_in=then == "hand_in")


@bp.post("/fassungen/<int:revision_id>/einreichen")
@require(Role.PLANNER)
def hand_in(revision_id: int) -> Response:
    revision = lookup.revision_of(revision_id)
    review.submit(g.session, revision, by=g.account)
    return _handed_in(revision.item_id)


@bp.post("/fassungen/<int:revision_id>/zuruecknehmen")
@require(Role.PLANNER)
def withdraw(revision_id: int) -> Response:
    revision = lookup.revision_of(revision_id)
    review.withdraw(g.session, revision, by=g.account)
    flash(_("Zurückgenommen. Die Fassung ist wieder ein Entwurf."))
    return redirect(url_for(".item", item_id=revision.item_id), code=303)


def _editor(head: show_item.Head, outcome: Outcome, unsaved: Autosave | None = None) -> str:
    """Return the editor as it goes on: merged, or with what is wrong beside the fields."""
    errors = forms.sentences(outcome.refusal) if outcome.refusal else {}
    merged = None if outcome.refusal else outcome.later
    return editor.page(head, outcome.record, outcome.origin, errors=errors, merged=merged, unsaved=unsaved)


def _saved(outcome: Outcome, item_id: int, *, handed_in: bool) -> Response:
    """Say what became of it, and lead on: to the item once it is handed in, else back to the editor."""
    if handed_in:
        return _handed_in(item_id)
    flash(_("Gespeichert. Fahrgäste sehen es erst nach Freigabe und Veröffentlichung."))
    if outcome.later is not None:
        name = outcome.later.revision.author.name
        flash(_("Zusammengeführt mit dem, was %(name)s inzwischen gespeichert hat.", name=name))
    return redirect(url_for(".edit", item_id=item_id, show=request.form.get("show")), code=303)


def _handed_in(item_id: int) -> Response:
    flash(_("Zur Freigabe gegeben. Jetzt muss jemand anderes zustimmen."))
    return redirect(url_for(".item", item_id=item_id), code=303)


def _again(head: show_item.Head, form: dict[str, str], came_from: Origin, then: str) -> str:
    """Return the editor with one row more or less, or with words copied; htmx gets only the part that changes."""
    command, _dot, what = then.partition(".")
    name, _dot, place = what.partition(".")
    if command == "remove" and is_whole_number(place):
        form = forms.without_row(form, name, int(place))
    if command in ("up", "down") and is_whole_number(place):
        form = forms.with_rows_changed(form, name, int(place), int(place) + (1 if command == "down" else -1))
    if command == "copy":
        form = forms.copied(form, name, source=current_line.record().first_language)
    record = editor.typed(head.item, form, came_from).record
    sought = pick.target(form)
    if command == "add" and name == "variants" and (filled := editor.with_variants(record)) != record:
        record, command = filled, ""
    more = name if command == "add" else "pictures" if _is_new(record, sought) else ""
    if "HX-Request" not in request.headers or sought:
        return editor.page(head, record, came_from, more=more)
    part = "content/planner/language.html" if command == "copy" else "content/planner/rows.html"
    return render_template(part, head=head, only=name, **editor.fields(head, record, errors={}, more=more))


def _is_new(record: Record, sought: str) -> bool:
    """Tell whether somebody looks for the picture of a row in which there is none yet."""
    return sought.startswith("pictures.") and sought not in {
        f"pictures.{n}.slug" for n in range(len(pictures_of(record)))
    }


def _address(head: show_item.Head) -> str:
    slug, first = current_line.record().slug, current_line.record().first_language
    if head.is_words:
        return paths.text_path(first, head.item.slug) if head.item.kind is Kind.PAGE else paths.line_path(first, slug)
    if head.is_planning:
        return paths.planning_path(current_line.record().first_language, slug, head.station.slug, head.item.slug)
    return paths.station_path(current_line.record().first_language, slug, head.station.slug)
