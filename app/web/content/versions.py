"""The page with two versions of an item beside one another, be they of its history or what riders saw."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import show_history, show_item
from app.actions.records import compare
from app.errors import Missing
from app.exchange.typed import whole_number
from app.models import Edition, Item, Revision, Role
from app.models.base import Json
from app.web.frame import current_line, field_values, labels, languages
from app.web.frame.access import may_item
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


def compared(item_id: int, find: Callable[[Item, int], Side | None], *, gone: str) -> str | Response:
    """Return the page with the two that the address names, the lower number before; ``find`` looks one up.

    Raises Missing with the sentence ``gone`` where one is not found; leads back unless two are named.
    """
    head = show_item.head(g.session, g.session.get(Item, item_id))
    old, new = sorted(request.args.get(name, 0, type=whole_number) for name in ("eine", "andere"))
    if not 0 < old < new:
        flash(_("Bitte zwei verschiedene wählen."), "info")
        return redirect(url_for("history.index", item_id=head.id), code=303)
    before, after = find(head.item, old), find(head.item, new)
    if before is None or after is None:
        raise Missing(gone)
    return _page(head, before, after)


def of_revision(revision: Revision) -> Side:
    """Return a version of the history."""
    name = f" („{revision.name}“)" if revision.name else ""
    return Side(
        heading=str(_("Fassung %(number)s", number=revision.number)) + name,
        by=revision.author.name,
        at=revision.changed_at,
        state=state_of(revision),
        note=revision.note,
        record=revision.record,
        page=url_for("preview.revision", revision_id=revision.id, language=current_line.record().first_language),
        revision_id=revision.id,
    )


def of_edition(edition: Edition) -> Side:
    """Return what riders saw."""
    return Side(
        heading=name_of(edition),
        by=edition.by.name,
        at=edition.published_at,
        state=_seen(edition.item, is_current=edition.item.current_id == edition.id),
        note=edition.reason,
        record=edition.record,
        page=url_for("preview.edition", edition_id=edition.id, language=current_line.record().first_language),
        revision_id=edition.revision_id,
    )


def state_of(revision: Revision) -> str:
    """Return how a version stands: to riders where they saw it, else in review."""
    if not show_item.were_public(g.session, [revision]):
        return str(labels.REVISION_STATES[revision.state])
    current = revision.item.current
    return _seen(revision.item, is_current=current is not None and current.revision_id == revision.id)


def _seen(item: Item, *, is_current: bool) -> str:
    return str(_("jetzt sichtbar") if is_current and item.is_seen else _("war sichtbar"))


def name_of(edition: Edition) -> str:
    """Return what people call a state that riders saw: by the edition that first showed it."""
    first = show_item.first(g.session, edition)
    day = languages.day(first.published_at.astimezone(languages.here()).date())
    return str(_("Stand vom %(day)s (Ausgabe %(number)s)", day=day, number=first.number))


def _page(head: show_item.Head, old: Side, new: Side) -> str:
    field_values.call_variants(old.record, new.record)
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
        may_edit=may_item(Role.PLANNER, head.item),
    )
