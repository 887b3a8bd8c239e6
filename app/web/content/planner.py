"""Pages of the planner: a station or planning as a whole, and the editor of its words.

Saving makes a draft of one's own where there is none.  Whoever is overtaken keeps what they typed: what only one side
has changed is brought together at once; what both have changed is shown side by side, 409, and each field is chosen.
"""

from dataclasses import replace

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import autosave, describe, origin, presence, preview, publish, review, save_typed, show_item
from app.actions.content.origin import Origin
from app.actions.content.save_typed import HandIn, Outcome, Typed
from app.actions.items import newer_files
from app.actions.library import library_files
from app.actions.packages import make_package
from app.actions.people import drafts
from app.actions.people.rights import MAKERS, WRITERS, translates
from app.actions.records.record_json import Record, documents_of, pictures_of
from app.actions.signs import show_signs
from app.errors import Invalid
from app.exchange.reading import plain
from app.exchange.typed import is_whole_number, whole_number
from app.models import Account, Autosave, Item, Planning, Revision, Role, State, Station
from app.web.care import shown_reminder, shown_sources
from app.web.content import describing, editor, editor_remarks, lookup, place_form
from app.web.content.shown_as import shown_as
from app.web.frame import current_line, errors, field_values, forms, pick
from app.web.frame.access import may, may_item, require
from app.web.frame.inputs import NEXT
from app.web.frame.languages import _
from app.web.frame.session import take_back
from app.web.library import building

bp = Blueprint("planner", __name__)
LOGOS = "designs/logos.html"
PARTS = {"copy": "content/planner/language.html", "logos": LOGOS, "funders": LOGOS}  # of the editor that change alone


@bp.get("/inhalte/<int:item_id>/")
def item(item_id: int) -> str:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    station = head.item if isinstance(head.item, Station) else None
    line = current_line.record()
    shown = preview.newest(g.session, head.item, of=g.account)
    open_revisions = show_item.open_revisions(g.session, head.item)
    revisions = show_item.revisions(g.session, head.item)
    is_archived = head.item.archived_at is not None
    return render_template(
        "content/planner/item.html",
        head=head,
        address=preview.address(head.item, line, line.first_language)
        if head.item.is_seen and not head.is_design
        else "",
        shown_as=shown_as(shown) if shown else "",
        open_revisions=open_revisions,
        hindrances={
            each.id: publish.hindrance(g.session, each) for each in open_revisions if each.state is State.APPROVED
        },
        plannings=show_item.plannings(g.session, station) if station else [],
        left_out=show_item.left_out(g.session, station) if station else [],
        signs=show_signs.signs(g.session, show_signs.Filter(station_id=station.id)) if station else None,
        revisions=revisions,
        shown=show_item.were_public(g.session, revisions),
        editions=show_item.editions(g.session, head.item),
        begun=_begun(head),
        unsaved=autosave.found(g.session, head.item, of=g.account),
        askable=editor.askable(head),
        reminder=shown_reminder.shown(head),
        odd_sources=shown_sources.odd(head),
        withdrawal=show_item.withdrawal(g.session, head.item),
        newer=newer_files.newer(g.session, head.item, of=g.account),
        languages=line.languages,
        may_edit=may_item(Role.PLANNER, head.item) and not is_archived,
        translates=[] if is_archived else sorted(translates(g.account, head.item)),
        may_plan=may(Role.PLANNER, head.partner),
        may_decide=may(Role.APPROVER, head.partner) and not is_archived,
        may_restore=may(Role.PLANNER, head.partner) and is_archived,
        is_hidden=drafts.is_hidden(g.session, head.item),
    )


@bp.get("/inhalte/<int:item_id>/bearbeiten")
@require(*WRITERS)
def edit(item_id: int) -> Response | str:
    """Go on where one stopped: with what was typed and not saved, else with the draft, else with what is newest.

    Who only translates it has a page for that.
    """
    head = lookup.written(item_id)
    if not may_item(Role.PLANNER, head.item):
        own, asked = sorted(translates(g.account, head.item)), request.args.get("show", "")
        to = url_for("translate.edit", item_id=item_id, language=asked if asked in own else own[0])
        return redirect(to, code=303)
    unsaved = autosave.found(g.session, head.item, of=g.account)
    form: dict[str, str] = dict(unsaved.form) if unsaved else {}
    came_from = origin.of_kept(unsaved) if unsaved else origin.fresh(g.session, head.item, of=g.account)
    typed = editor.typed(head.item, form, came_from)
    outcome = save_typed.catch_up(g.session, head.item, typed, by=g.account)
    if outcome.clashes:
        return editor.merge_page(head, outcome, {**form, "kept": str(unsaved.version) if unsaved else "0"})
    return _editor(head, outcome, unsaved)


@bp.post("/inhalte/<int:item_id>/bearbeiten")
@require(*MAKERS)
def save(item_id: int) -> Response | str | tuple[Response | str, int]:
    head = lookup.own(item_id)
    form, then = request.form.to_dict(), request.form.get("then", "")
    typed = editor.typed(head.item, form)
    if then.startswith(editor_remarks.NAMES):
        return _remarked(head, typed, then)
    if then.startswith(("add.", "remove.", "up.", "down.", "copy.", "show.", "own.")) or pick.target(form):
        return _again(head, form, typed.origin, then)
    along = request.form.getlist(editor.ALONG, type=whole_number) if then == "hand_in" else []
    hand_in = _said() if then == "hand_in" and not along else None
    outcome = save_typed.save(g.session, head.item, typed, by=g.account, hand_in=hand_in, store=then != "write_on")
    if outcome.clashes:
        return editor.merge_page(head, outcome, form), 409
    if outcome.refusal:
        return _editor(head, outcome), 409 if describe.is_overtaken(outcome.refusal) else 422
    if outcome.revision is None:
        return _editor(head, outcome)
    presence.left(g.session, head.item, form.get("tab", ""))
    if along:
        return _together(head, outcome, outcome.revision, along)
    if outcome.building:
        return building.page(head, outcome.revision, outcome.building)
    return _saved(outcome, item_id, handed_in=then == "hand_in")


@bp.post("/fassungen/<int:revision_id>/einreichen")
@require(*WRITERS)
def hand_in(revision_id: int) -> Response | tuple[str, int]:
    """Hand in what is saved; whoever presses twice has done so once."""
    revision = lookup.revision_of(revision_id)
    if revision.state is State.SUBMITTED and g.account in revision.contributors:
        return _handed_in(revision.item_id)
    said = _said()
    try:
        review.submit_saved(g.session, revision, by=g.account, note=said.note, asked=said.asked)
    except Invalid as refusal:  # the editor has what is missing, and says where
        if titles := library_files.only_building(refusal):
            return building.page(lookup.written(revision.item_id), revision, titles)
        flash(errors.words(refusal), "error")
        return redirect(url_for(".edit", item_id=revision.item_id), code=303)
    return _handed_in(revision.item_id)


@bp.get("/fassungen/bauen")
def progress() -> Response:
    """Say in a header when nothing that these versions show is being built any more."""
    wanted = [lookup.revision_of(each) for each in request.args.getlist("revision", type=whole_number)]
    is_done = not any(library_files.building(g.session, each.record) for each in wanted)
    return Response(status=204, headers={"X-Done": "1" if is_done else "0"})


@bp.post("/fassungen/<int:revision_id>/zuruecknehmen")
@require(*WRITERS)
def withdraw(revision_id: int) -> Response:
    revision = lookup.revision_of(revision_id)
    review.withdraw(g.session, revision, by=g.account)
    flash(_("Zurückgenommen. Die Fassung ist wieder ein Entwurf."))
    return redirect(request.form.get(NEXT) or url_for(".item", item_id=revision.item_id), code=303)


def _begun(head: show_item.Head) -> list[make_package.Offer]:
    """Return what the person has begun at a station, if that is several things to hand in together.

    At a planning that is among them it is said, too.
    """
    station = head.item.station if isinstance(head.item, Planning) else head.item
    if not isinstance(station, Station) or not may_item(Role.PLANNER, station):
        return []
    found = make_package.own(make_package.offered(g.session, station), g.account)
    is_among = station is head.item or any(each.revision.item_id == head.item.id for each in found)
    return found if len(found) > 1 and is_among else []


def _editor(head: show_item.Head, outcome: Outcome, unsaved: Autosave | None = None) -> Response:
    """Return the editor as it goes on: merged, or with what is wrong beside the fields."""
    wrong = forms.sentences(outcome.refusal) if outcome.refusal else {}
    merged = None if outcome.refusal else outcome.later
    return editor.page(head, outcome.record, outcome.origin, errors=wrong, merged=merged, unsaved=unsaved)


def _saved(outcome: Outcome, item_id: int, *, handed_in: bool) -> Response:
    """Say what became of it, and lead on: to the item once it is handed in, else back to the editor."""
    if handed_in:
        return _handed_in(item_id)
    flash(_("Gespeichert. Fahrgäste sehen es erst nach Freigabe und Veröffentlichung."))
    moved = request.form.get("place.source")
    if moved is not None and outcome.revision and (words := place_form.another_origin(outcome.revision.record, moved)):
        flash(words)
    if outcome.later is not None:
        name = outcome.later.revision.author.name
        flash(_("Zusammengeführt mit dem, was %(name)s inzwischen gespeichert hat.", name=name))
    return redirect(url_for(".edit", item_id=item_id, show=request.form.get("show")), code=303)


def _together(
    head: show_item.Head, outcome: Outcome, saved: Revision, along: list[int]
) -> Response | tuple[Response | str, int]:
    """Hand in what was saved with other drafts of its station; or none of them, and say what keeps them back.

    What is wrong here is said here, and then nothing is stored; what is wrong with the others is no reason for that.
    """
    said, station = _said(), head.station
    offered = make_package.offered(g.session, station)
    others = {each.revision: each.title for each in offered if each.revision.id in along and each.revision is not saved}
    chosen = list(others)
    done = make_package.make(
        g.session, station, [saved, *chosen], by=g.account, title=head.station_title, note=said.note, asked=said.asked
    )
    if done.package is not None:
        flash(_("Alles zusammen zur Freigabe gegeben. Jetzt muss jemand anderes zustimmen."))
        return redirect(url_for("packages.show", package_id=done.package.id), code=303)
    if waits := building.together(head, [saved, *chosen], done.stuck):
        return waits
    titles = {saved.id: head.title, **{each.id: others[each] for each in chosen}}
    for number, refusal in done.stuck.items():
        flash(f"{titles[number]}: {errors.words(refusal)}", "error")
    own = done.stuck.get(saved.id)
    if isinstance(own, Invalid) and own.faults:
        take_back()
        return _editor(head, replace(outcome, refusal=own, revision=None)), 422
    flash(_("Gespeichert, aber noch nicht zur Freigabe gegeben."))
    return redirect(url_for(".edit", item_id=head.id), code=303)


def _said() -> HandIn:
    """Return what the form says along with handing in."""
    asked = request.form.get("hand_in.asked", type=whole_number)
    return HandIn(request.form.get("hand_in.note", ""), g.session.get(Account, asked) if asked else None)


def _handed_in(item_id: int) -> Response:
    flash(_("Zur Freigabe gegeben. Jetzt muss jemand anderes zustimmen."))
    return redirect(url_for(".item", item_id=item_id), code=303)


def _again(head: show_item.Head, form: dict[str, str], came_from: Origin, then: str) -> Response | str:
    """Return the editor with one row more or less, or with words copied; htmx gets only the part that changes."""
    command, _dot, what = then.partition(".")
    name, _dot, place = what.partition(".")
    if command == "remove" and is_whole_number(place):
        form = forms.without_row(form, name, int(place))
    if command in ("up", "down") and is_whole_number(place):
        form = forms.with_rows_changed(form, name, int(place), int(place) + (1 if command == "down" else -1))
    if command == "copy":
        form = forms.copied(form, name, source=current_line.record().first_language)
    if command == "own":
        form = describing.with_own(form, name, place)
    record = editor.typed(head.item, form, came_from).record
    sought = pick.target(form)
    if command == "add" and name == "variants" and (filled := editor.with_variants(record)) != record:
        record, command = filled, ""
    more = name if command == "add" else _of_new_row(record, sought)
    if "HX-Request" not in request.headers or sought or command == "own" or name == "asset":
        return editor.page(head, record, came_from, more=more, form=form)
    part = PARTS.get("copy" if command == "copy" else name, "content/planner/rows.html")
    return render_template(part, head=head, only=name, **editor.fields(head, record, form, errors={}, more=more))


def _remarked(head: show_item.Head, typed: Typed, then: str) -> Response | str:
    """Say or settle a remark, and return the editor with all that is typed; htmx gets only what is at the field."""
    place, remarked = editor_remarks.perform(head, then, request.form)
    field_values.call_variants(plain(typed.record))
    if "HX-Request" in request.headers:
        return render_template("content/planner/remarked.html", head=head, place=place, remarked=remarked)
    return editor.page(head, typed.record, typed.origin, said=remarked)


def _of_new_row(record: Record, sought: str) -> str:
    """Return the list for which somebody looks for the file of a row in which there is none yet; mostly none."""
    name = sought.partition(".")[0]
    there = {"pictures": pictures_of, "documents": documents_of}.get(name)
    if there is None or sought in {f"{name}.{n}.slug" for n in range(len(there(record)))}:
        return ""
    return name
