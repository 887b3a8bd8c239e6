"""Pages of the planner: a station or planning as a whole, and the editor of its words.

Saving makes a draft of one's own where there is none.  A form remembers what it was filled from (``base``,
``version``): if that is no longer the newest, the answer is 409, with both versions and everything that was typed.
"""

from collections.abc import Mapping

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.actions import edit as editing
from app.actions import review, rights, shape, show_item, show_signs
from app.actions.compare import compare
from app.actions.shape import Record
from app.errors import Invalid, Missing
from app.exchange.reading import plain
from app.exchange.records import SUMMARY_MAX, TITLE_MAX, PlanningRecord
from app.models import Item, Revision, Role, Station
from app.site import paths
from app.web import forms, labels, line
from app.web.accounts import may, require

bp = Blueprint("planner", __name__)


@bp.get("/inhalte/<int:item_id>/")
def item(item_id: int) -> str:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    station = head.item if isinstance(head.item, Station) else None
    return render_template(
        "planner/item.html",
        head=head,
        address=_address(head) if head.item.current_id else "",
        open_revisions=show_item.open_revisions(g.session, head.item),
        plannings=show_item.plannings(g.session, station) if station else [],
        signs=show_signs.signs(g.session, show_signs.Filter(station_id=station.id)) if station else None,
        revisions=show_item.revisions(g.session, head.item),
        editions=show_item.editions(g.session, head.item),
        languages=line.record().languages,
        may_edit=may(Role.PLANNER, head.partner),
        may_decide=may(Role.APPROVER, head.partner),
    )


@bp.get("/inhalte/<int:item_id>/bearbeiten")
@require(Role.PLANNER)
def edit(item_id: int) -> str:
    head = _own(item_id)
    draft = show_item.draft(g.session, head.item, of=g.account)
    base = draft or _newest(head.item)
    later = _newest(head.item) if draft and editing.is_overtaken(draft) else None
    return _form(head, base, shape.record(head.item.kind, base.record), later=later)


@bp.post("/inhalte/<int:item_id>/bearbeiten")
@require(Role.PLANNER)
def save(item_id: int) -> Response | tuple[str, int]:
    head = _own(item_id)
    draft = show_item.draft(g.session, head.item, of=g.account)
    base = draft or _newest(head.item)
    typed = forms.fill(shape.record(head.item.kind, base.record), request.form, line.record().languages)
    later = _overtaker(head.item, draft, request.form)
    if later is not None:
        return _form(head, base, typed, later=later), 409
    try:
        revision = _store(head.item, typed)
    except Invalid as refusal:
        return _form(head, base, typed, errors=forms.sentences(refusal)), 422
    if request.form.get("then") == "hand_in":
        return _hand_in(revision)
    flash(_("Gespeichert. Fahrgäste sehen es erst nach Freigabe und Veröffentlichung."))
    return redirect(url_for(".edit", item_id=item_id, show=request.form.get("show")), code=303)


@bp.post("/fassungen/<int:revision_id>/einreichen")
@require(Role.PLANNER)
def hand_in(revision_id: int) -> Response:
    return _hand_in(revision_of(revision_id))


@bp.post("/fassungen/<int:revision_id>/zuruecknehmen")
@require(Role.PLANNER)
def withdraw(revision_id: int) -> Response:
    revision = revision_of(revision_id)
    review.withdraw(g.session, revision, by=g.account)
    flash(_("Zurückgenommen. Die Fassung ist wieder ein Entwurf."))
    return redirect(url_for(".item", item_id=revision.item_id), code=303)


def revision_of(revision_id: int) -> Revision:
    """Return the revision.  Raises Missing unless there is one."""
    revision: Revision | None = g.session.get(Revision, revision_id)
    if revision is None:
        raise Missing("Diese Fassung gibt es nicht.")
    return revision


def _hand_in(revision: Revision) -> Response:
    review.submit(g.session, revision, by=g.account)
    flash(_("Zur Freigabe gegeben. Jetzt muss jemand anderes zustimmen."))
    return redirect(url_for(".item", item_id=revision.item_id), code=303)


def _own(item_id: int) -> show_item.Head:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    rights.check(g.account, Role.PLANNER, head.partner)
    return head


def _newest(item: Item) -> Revision:
    newest = editing.newest(g.session, item)
    if newest is None:
        raise Missing("Es gibt noch keine Fassung, von der ein Entwurf ausgehen könnte.")
    return newest


def _overtaker(item: Item, draft: Revision | None, form: Mapping[str, str]) -> Revision | None:
    """Return the revision that was stored since the form was sent out, and that the person has not been shown."""
    newest = _newest(item)
    base = draft or newest
    if form.get("base") != str(base.id) or (draft and form.get("version") != str(draft.version)):
        return base
    if draft and editing.is_overtaken(draft) and form.get("merged") != str(newest.id):
        return newest
    return None


def _store(item: Item, typed: Record) -> Revision:
    draft = editing.start(g.session, item, by=g.account)
    keep = editing.rebase if editing.is_overtaken(draft) else editing.save
    keep(g.session, draft, plain(typed), version=draft.version, by=g.account)
    return draft


def _form(
    head: show_item.Head,
    base: Revision,
    record: Record,
    *,
    later: Revision | None = None,
    errors: Mapping[str, str] | None = None,
) -> str:
    """Return the editor filled with ``record``; ``later`` is what somebody else stored meanwhile."""
    languages = line.record().languages
    wrong = errors or {}
    return render_template(
        "planner/edit.html",
        head=head,
        base=base,
        record=record,
        texts={tag: record.texts.get(tag, forms.EMPTY) for tag in languages},
        languages=languages,
        notes={tag: _note(record, tag, wrong) for tag in languages},
        show=_shown(wrong, languages),
        topics=_topics() if isinstance(record, PlanningRecord) else [],
        statuses=list(labels.STATUSES.items()),
        limits={"title": TITLE_MAX, "summary": SUMMARY_MAX},
        errors=wrong,
        later=later,
        changes=compare(later.record, plain(record)) if later else [],
    )


def _note(record: Record, tag: str, errors: Mapping[str, str]) -> str:
    count = sum(name.startswith(f"texts.{tag}.") for name in errors)
    if count:
        return str(ngettext("%(num)s Fehler", "%(num)s Fehler", count))
    return "" if tag in record.texts else str(_("fehlt"))


def _shown(errors: Mapping[str, str], languages: tuple[str, ...]) -> str:
    """Return the language to show: one with a fault, else the one shown before, else German."""
    wrong = [name.split(".")[1] for name in errors if name.startswith("texts.")]
    wanted = request.values.get("show", "")
    return next((tag for tag in (*wrong, wanted) if tag in languages), languages[0])


def _topics() -> list[tuple[str, str]]:
    return [(each.slug, labels.spoken(each.names)) for each in line.record().topics]


def _address(head: show_item.Head) -> str:
    slug = line.record().slug
    if head.is_planning:
        return paths.planning_path("de", slug, head.station.slug, head.item.slug)
    return paths.station_path("de", slug, head.station.slug)
