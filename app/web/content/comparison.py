"""The page that shows what changes for riders with a revision, with the remarks on it and the form to decide."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from flask import Response, g, render_template, request

from app import geodesy
from app.actions.content import checklist, publish, review, show_editor, show_history, show_item
from app.actions.content.remark import beside, deeds, remarks
from app.actions.items import show_place
from app.actions.records import compare, record_json
from app.actions.records.compare import Change
from app.models import Edition, Revision, Role, State
from app.models.base import Json
from app.site.prose import prose
from app.web.content.editor import askable
from app.web.content.shown_as import shown_as
from app.web.frame import current_line, field_values, map_scene, maps
from app.web.frame.access import may, may_item
from app.web.frame.languages import _l
from app.web.library import scene_comparison

POINT = ("place.lat", "place.lon")  # shown as one place on a map
LEAST_M = 0.1  # what moved less stands where it stood
EXACT_BELOW_M = 10.0  # from there on whole metres are said
BEFORE, AFTER = _l("vorher"), _l("nachher")


@dataclass(frozen=True)
class Moved:
    """Where a planning stood and stands: ``wind`` is the direction in words, ``scene`` what the map draws."""

    distance_m: float
    wind: str
    scene: Json


@dataclass(frozen=True)
class AsPage:
    """What is new as a whole: the words by language and by the name of the field, and all else."""

    words: Mapping[str, Mapping[str, Change]]
    facts: Sequence[Change]


@dataclass(frozen=True, kw_only=True)
class Changed:
    """What a version changes: ``before_id`` is the one whose preview shows what was, None if there was nothing.

    ``posters`` are pictures of the files that either side shows: slug -> address; ``file_words`` is what is said of
    those of this version.
    """

    before_id: int | None
    changes: Sequence[Change]
    moved: Moved | None
    as_page: AsPage | None
    posters: Mapping[str, str]
    scene: scene_comparison.Comparison | None
    file_words: Sequence[show_editor.Said]


def page(
    revision: Revision, *, wrong: Mapping[str, str] | None = None, remark: Mapping[str, object] | None = None
) -> Response:
    """Return what changes for riders with ``revision``, or changed when it was published, and the form to decide.

    ``wrong`` is what was refused, by field; ``remark`` a remark or reply that was, with what was typed.
    """
    head = show_item.head(g.session, revision.item)
    is_open = revision in show_item.open_revisions(g.session, revision.item)
    found = changed(head, revision, is_open=is_open)
    may_decide = may(Role.APPROVER, head.partner)
    may_edit = may_item(Role.PLANNER, head.item)
    task = _task(revision, is_open=is_open, may_decide=may_decide, may_edit=may_edit)
    said = remarks(g.session, revision)
    return maps.with_tiles(
        render_template(
            "content/approver/compare.html",
            head=head,
            revision=revision,
            **{each.name: getattr(found, each.name) for each in fields(found)},
            shown_as=shown_as(revision),
            shown=show_item.were_public(g.session, [revision]),
            prose=prose,
            remarks=beside(g.session, revision) if is_open else said,
            in_the_way=sum(each.is_open for each in said),
            languages=current_line.record().languages,
            is_open=is_open,
            may_decide=may_decide,
            deeds=deeds(revision, g.account),
            task=task,
            hindrance=publish.hindrance(g.session, revision) if task in ("decide", "publish") else None,
            lapsing=publish.lapsing(g.session, [revision]) if task in ("decide", "publish") else [],
            askable=askable(head),
            wrong=wrong or {},
            typed=request.form,
            typed_remark=remark or {},
            **(_complete(revision) if is_open else {}),
        )
    )


def changed(head: show_item.Head, revision: Revision, *, is_open: bool) -> Changed:
    """Return what changes for riders with ``revision``, or changed if it is on its way no more (``is_open``)."""
    before = revision.item.current if is_open else revision.based_on
    was = before.record if before else None
    field_values.call_variants(*([was] if was is not None else ()), revision.record)
    changes = compare.compare(was, revision.record)
    moved = _moved(head, was, revision.record) if was is not None else None
    has_scene = was is not None and head.is_planning
    return Changed(
        before_id=_preview_id(before),
        changes=[each for each in changes if moved is None or each.field not in POINT],
        moved=moved,
        as_page=None if before else _as_page(changes),
        posters=show_history.posters(g.session, revision.record, *([was] if was is not None else ())),
        scene=scene_comparison.of_records(was, revision.record) if was is not None and has_scene else None,
        file_words=show_editor.said(g.session, revision.record),
    )


def posters(found: Iterable[Changed]) -> dict[str, str]:
    """Return a picture of each file that some of several versions show: slug -> address."""
    return {slug: address for each in found for slug, address in each.posters.items()}


def _task(revision: Revision, *, is_open: bool, may_decide: bool, may_edit: bool) -> str:
    """Return what waits for the person: decide, someone_else (to decide it), publish, hand_in, or nothing."""
    if may_decide and revision.state is State.SUBMITTED:
        return "decide" if review.may_decide(revision, g.account) else "someone_else"
    if may_decide and revision.state is State.APPROVED and is_open:
        return "publish"
    is_own = revision.state is State.DRAFT and revision.author == g.account
    return "hand_in" if may_edit and is_own else ""


def _preview_id(before: Edition | Revision | None) -> int | None:
    """Return the revision whose preview shows what was before."""
    return before.revision_id if isinstance(before, Edition) else before.id if before else None


def _complete(revision: Revision) -> dict[str, object]:
    """Return what the checklist's template wants."""
    record = record_json.record(revision.item.kind, revision.record)
    languages = current_line.record().languages
    points = checklist.points(g.session, revision.item, record, revision.record, languages)
    return {"points": points, "complete": checklist.share(points)}


def _moved(head: show_item.Head, before: Json, after: Json) -> Moved | None:
    """Return how the place of a planning changes, None where it stays."""
    ends = show_history.places(before, after)
    if ends is None or geodesy.distance_m(*ends) < LEAST_M:
        return None
    there = [
        {
            "title": str(title),
            "lat": at[0],
            "lon": at[1],
            "rotation_deg": record.get("rotation_deg", 0),
            "footprint": show_place.footprint(g.session, record.get("asset", "")),
        }
        for title, at, record in ((BEFORE, ends[0], before), (AFTER, ends[1], after))
    ]
    scene = {**map_scene.scene(head), "plannings": there}
    distance_m = geodesy.distance_m(*ends)
    return Moved(
        round(distance_m, 0 if distance_m >= EXACT_BELOW_M else 1), maps.wind(geodesy.bearing_deg(*ends)), scene
    )


def _as_page(changes: Sequence[Change]) -> AsPage:
    words: dict[str, dict[str, Change]] = defaultdict(dict)
    for each in changes:
        if each.field.startswith("texts."):
            _texts, tag, name = each.field.split(".", 2)
            words[tag][name] = each
    return AsPage(words, [each for each in changes if not each.field.startswith("texts.")])
