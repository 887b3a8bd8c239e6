"""The page with two versions of an item beside one another, be they of its history or what riders saw."""

from dataclasses import dataclass
from datetime import datetime

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import show_history, show_item
from app.actions.records import compare
from app.exchange.typed import whole_number
from app.models import Edition, Revision, Role
from app.models.base import Json
from app.web.frame import current_line, labels, languages
from app.web.frame.access import may
from app.web.frame.languages import _
from app.web.library import scene_comparison


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two: ``page`` is where it stands as riders would see it, ``revision_id`` the version it shows."""

    heading: str
    by: str
    at: datetime
    state: str
    note: str
    record: Json
    page: str
    revision_id: int


def chosen() -> tuple[int, int] | None:
    """Return the numbers of the two that the address names, the lower one first; None unless they are two."""
    old, new = sorted(request.args.get(name, 0, type=whole_number) for name in ("eine", "andere"))
    return (old, new) if 0 < old < new else None


def choose_again(head: show_item.Head) -> Response:
    """Lead back to where two are chosen."""
    flash(_("Bitte zwei verschiedene wählen."), "info")
    return redirect(url_for("history.index", item_id=head.id), code=303)


def of_revision(revision: Revision) -> Side:
    """Return a version of the history."""
    name = f" („{revision.name}“)" if revision.name else ""
    return Side(
        heading=str(_("Fassung %(number)s", number=revision.number)) + name,
        by=revision.author.name,
        at=revision.changed_at,
        state=str(labels.REVISION_STATES[revision.state]),
        note=revision.note,
        record=revision.record,
        page=url_for("preview.revision", revision_id=revision.id, language=current_line.record().first_language),
        revision_id=revision.id,
    )


def of_edition(edition: Edition) -> Side:
    """Return what riders saw."""
    is_current = edition.item.current_id == edition.id
    return Side(
        heading=name_of(edition),
        by=edition.by.name,
        at=edition.published_at,
        state=str(_("jetzt sichtbar") if is_current else _("war sichtbar")),
        note=edition.reason,
        record=edition.record,
        page=url_for("preview.edition", edition_id=edition.id, language=current_line.record().first_language),
        revision_id=edition.revision_id,
    )


def name_of(edition: Edition) -> str:
    """Return what people call a state that riders saw: by the edition that first showed it."""
    first = show_item.first(g.session, edition)
    day = languages.day(first.published_at.astimezone(languages.here()).date())
    return str(_("Stand vom %(day)s (Ausgabe %(number)s)", day=day, number=first.number))


def page(head: show_item.Head, old: Side, new: Side) -> str:
    """Return the page."""
    return render_template(
        "content/history/compare.html",
        head=head,
        old=old,
        new=new,
        changes=compare.compare(old.record, new.record),
        moved_m=show_history.moved_m(old.record, new.record),
        scene=scene_comparison.of_records(old.record, new.record) if head.is_planning else None,
        posters=show_history.posters(g.session, old.record, new.record),
        languages=current_line.record().languages,
        may_edit=may(Role.PLANNER, head.partner),
    )
