"""Pages of the planner: a station or planning as a whole, and the editor of its words.

Saving makes a draft of one's own where there is none.  Whoever is overtaken keeps what they typed: what only one side
has changed is brought together at once; what both have changed is shown side by side, 409, and each field is chosen.
"""

from collections.abc import Mapping

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.actions.content import autosave, merge, review, show_item
from app.actions.content import edit as editing
from app.actions.records import record_json
from app.actions.records.record_json import Record
from app.actions.signs import show_signs
from app.errors import Invalid
from app.exchange.reading import plain
from app.models import Item, Revision, Role, Station
from app.models.base import Json
from app.site import paths
from app.web.content import editor, lookup
from app.web.frame import current_line, forms, pick
from app.web.frame.access import may, require

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
        languages=current_line.record().languages,
        may_edit=may(Role.PLANNER, head.partner),
        may_decide=may(Role.APPROVER, head.partner),
    )


@bp.get("/inhalte/<int:item_id>/bearbeiten")
@require(Role.PLANNER)
def edit(item_id: int) -> str:
    """Go on where one stopped: with what was typed and not saved, else with the draft, else with what is newest."""
    head = lookup.own(item_id)
    unsaved = autosave.found(g.session, head.item, of=g.account)
    form: dict[str, str] = dict(unsaved.form) if unsaved else {}
    origin = editor.kept_origin(unsaved) if unsaved else editor.fresh(head.item)
    mine = editor.filled(head.item, form, origin)
    found = editor.later(head.item, origin)
    if found is None:
        return editor.page(head, mine, origin, unsaved=unsaved)
    form["kept"] = str(unsaved.version) if unsaved else "0"
    if merge.clashes(found.was, found.revision.record, plain(mine)):
        return editor.merge_page(head, found, mine, form, origin)
    try:
        whole = _merged(head.item, found, mine, {})
    except Invalid as refusal:  # what was typed is not right yet; it is merged when it is saved
        return editor.page(head, mine, origin, errors=forms.sentences(refusal), unsaved=unsaved)
    return editor.page(head, whole, editor.merged_origin(head.item, found, origin), merged=found, unsaved=unsaved)


@bp.post("/inhalte/<int:item_id>/bearbeiten")
@require(Role.PLANNER)
def save(item_id: int) -> Response | str | tuple[str, int]:
    head = lookup.own(item_id)
    form, then = request.form.to_dict(), request.form.get("then", "")
    origin = editor.origin_of(form)
    if then.startswith(("add.", "remove.", "copy.")) or pick.target(form):
        return _again(head, form, origin, then)
    mine = editor.filled(head.item, form, origin)
    found = editor.later(head.item, origin)
    try:
        record_json.checked(head.item, plain(mine))
        if found is not None:
            is_settled = form.get("theirs") == editor.mark_of(found.revision)
            if not is_settled and merge.clashes(found.was, found.revision.record, plain(mine)):
                return editor.merge_page(head, found, mine, form, origin), 409
            mine, origin = _merged(head.item, found, mine, form), editor.merged_origin(head.item, found, origin)
            if then == "write_on":
                return editor.page(head, mine, origin, merged=found)
        with g.session.begin_nested():  # handed in or not even saved
            revision = _store(head.item, plain(mine), origin)
            if then == "hand_in":
                return _hand_in(revision)
    except Invalid as refusal:
        return editor.page(head, mine, origin, errors=forms.sentences(refusal)), 422
    flash(_("Gespeichert. Fahrgäste sehen es erst nach Freigabe und Veröffentlichung."))
    if found is not None:
        flash(_("Zusammengeführt mit dem, was %(name)s inzwischen gespeichert hat.", name=found.revision.author.name))
    return redirect(url_for(".edit", item_id=item_id, show=form.get("show")), code=303)


@bp.post("/fassungen/<int:revision_id>/einreichen")
@require(Role.PLANNER)
def hand_in(revision_id: int) -> Response:
    return _hand_in(lookup.revision_of(revision_id))


@bp.post("/fassungen/<int:revision_id>/zuruecknehmen")
@require(Role.PLANNER)
def withdraw(revision_id: int) -> Response:
    revision = lookup.revision_of(revision_id)
    review.withdraw(g.session, revision, by=g.account)
    flash(_("Zurückgenommen. Die Fassung ist wieder ein Entwurf."))
    return redirect(url_for(".item", item_id=revision.item_id), code=303)


def _hand_in(revision: Revision) -> Response:
    review.submit(g.session, revision, by=g.account)
    flash(_("Zur Freigabe gegeben. Jetzt muss jemand anderes zustimmen."))
    return redirect(url_for(".item", item_id=revision.item_id), code=303)


def _merged(item: Item, found: editor.Later, mine: Record, form: Mapping[str, str]) -> Record:
    """Return what both sides say, by the choices in ``form``.  Raises Invalid if that fits no record."""
    choices = {name.removeprefix("pick."): each for name, each in form.items() if name.startswith("pick.")}
    given = merge.merged(found.was, found.revision.record, plain(mine), choices)
    return record_json.record(item.kind, record_json.checked(item, given))


def _again(head: show_item.Head, form: dict[str, str], origin: editor.Origin, then: str) -> str:
    """Return the editor with one row more or less, or with words copied; htmx gets only the part that changes."""
    deed, _dot, what = then.partition(".")
    name, _dot, place = what.partition(".")
    if deed == "remove" and place.isdecimal():
        form = forms.without_row(form, name, int(place))
    if deed == "copy":
        form = forms.copied(form, name)
    record = editor.filled(head.item, form, origin)
    sought = pick.target(form)
    more = name if deed == "add" else "pictures" if _is_new(record, sought) else ""
    if "HX-Request" not in request.headers or sought:
        return editor.page(head, record, origin, more=more)
    part = "content/planner/language.html" if deed == "copy" else "content/planner/rows.html"
    return render_template(part, head=head, only=name, **editor.fields(head, record, errors={}, more=more))


def _is_new(record: Record, sought: str) -> bool:
    """Tell whether somebody looks for the picture of a row in which there is none yet."""
    return sought.startswith("pictures.") and sought not in {f"pictures.{n}.slug" for n in range(len(record.pictures))}


def _store(item: Item, given: Json, origin: editor.Origin) -> Revision:
    """Keep ``given`` in the person's draft, or begin one, and forget what was kept while they typed."""
    sources = editor.sources(item, origin)  # as they were before this
    draft = show_item.draft(g.session, item, of=g.account)
    if draft is None:
        draft = editing.begin(g.session, item, given, by=g.account)
    else:
        keep = editing.rebase if origin.merged else editing.save
        keep(g.session, draft, given, version=draft.version, by=g.account)
    for each in sources:
        editing.credit(g.session, draft, each)
    kept = request.form.get("kept", "0")
    autosave.forget(g.session, item, version=int(kept) if kept.isdecimal() else 0, by=g.account)
    return draft


def _address(head: show_item.Head) -> str:
    slug = current_line.record().slug
    if head.is_planning:
        return paths.planning_path("de", slug, head.station.slug, head.item.slug)
    return paths.station_path("de", slug, head.station.slug)
