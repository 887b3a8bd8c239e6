"""The editor's page: the form filled from a record, and what stands around it.

What a form was filled from is hidden in it (``actions/content/origin.py``); ``kept`` is the autosave that its window
has seen last.
"""

import dataclasses
import secrets
from collections.abc import Mapping, Sequence
from functools import cache, partial

from flask import Flask, Response, g, render_template, request
from flask_babel import ngettext
from werkzeug.exceptions import BadRequest

from app import documents
from app.actions.content import checklist, describe, merge, presence, review, show_editor, show_item
from app.actions.content.origin import Later, Origin, later, of_form, source
from app.actions.content.save_typed import Outcome, Typed
from app.actions.items import show_choices
from app.actions.items.place import is_chosen
from app.actions.items.show_choices import ChoicePage, Sort
from app.actions.library import chunked_upload, shown_variants
from app.actions.library.pins import Thing
from app.actions.packages import make_package
from app.actions.records import record_json
from app.actions.records.compare import compare, diff, leaves
from app.actions.records.record_json import Record
from app.exchange.reading import plain
from app.exchange.records import LABEL_MAX, SENTENCE_MAX, SUMMARY_MAX, TITLE_MAX, PlanningRecord, Text
from app.exchange.translation import is_stale
from app.exchange.typed import is_whole_number, whole_number
from app.exchange.variants import variants
from app.models import Asset, Autosave, Document, Item, Picture, Revision, State
from app.models.use import assets_in
from app.pictures import MOST_BYTES
from app.web.care import shown_sources
from app.web.content import describing, place_form, wording
from app.web.content.editor_remarks import NAMES, Remarked, remarked
from app.web.frame import current_line, field_values, forms, labels, maps
from app.web.frame.languages import _, _l
from app.web.frame.pick import FIELDS, Asked, Pick, pick
from app.web.library import file_kinds, file_labels

TAB_MAX = 32  # letters of the name of a window
OWN_FIELDS = {"base", "number", "merged", "before", "kept", "tab", "show", "then", "theirs"}
ALONG = "hand_in.with"
HAND_IN = "hand_in."  # how the names of what is said along with handing in begin
NOTHING = {Asset: _l("noch keines"), Picture: _l("kein Bild"), Document: _l("kein Dokument")}
OF_PLANNING = _l("das 3D-Objekt der Planung")
FOR_ALL = (Sort.ALL, Sort.MINE)  # sorts that also pictures and documents have


def typed_in(form: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of ``form`` that a person fills in."""
    beside = ("pick.", "new.", FIELDS, NAMES, HAND_IN)
    return {name: said for name, said in form.items() if name not in OWN_FIELDS and not name.startswith(beside)}


def page(
    head: show_item.Head,
    record: Record,
    origin: Origin,
    *,
    errors: Mapping[str, str] | None = None,
    more: str = "",
    merged: Later | None = None,
    unsaved: Autosave | None = None,
    said: Remarked | None = None,
    form: Mapping[str, str] | None = None,
) -> Response:
    """Return the editor filled with ``record``; it may fetch tiles, for the map that it shows when somebody asks.

    ``more`` names a list that gets an empty row; ``merged`` is what somebody else stored and is now part of it;
    ``unsaved`` is the autosave that it was filled from; ``said`` are the remarks where they are known,
    ``form`` what is typed where that is not what was sent.
    """
    given = plain(record)
    form = unsaved.form if unsaved else request.form if form is None else form
    html = render_template(
        "content/planner/edit.html",
        head=head,
        origin=origin,
        tab=request.form.get("tab") or secrets.token_hex(8),
        merged=merged,
        taken_over=merge.taken_over(merged.was, merged.revision.record, given) if merged else [],
        unsaved=unsaved,
        is_said=bool(unsaved) and describe.is_new(g.session, record, describing.typed(form)),
        unsaved_changes=compare(_source(head.item, origin).record, given) if unsaved else [],
        is_saved=not unsaved and not errors and _is_own_draft(_source(head.item, origin)),
        kept=unsaved.version if unsaved else request.form.get("kept", "0"),
        show=_shown(errors or {}),
        typed=request.form,
        along=_along(head),
        waiting=[each for each in show_item.open_revisions(g.session, head.item) if each.state is not State.DRAFT],
        **fields(head, record, form, errors=errors or {}, more=more, said=said),
        **beside(head, record, origin, form),
    )
    return maps.with_tiles(html)


def fields(
    head: show_item.Head,
    record: Record,
    form: Mapping[str, str],
    *,
    errors: Mapping[str, str],
    more: str = "",
    said: Remarked | None = None,
) -> dict[str, object]:
    """Return what the form's own templates need; ``form`` is what is typed of files."""
    said, given = said or remarked(head), plain(record)
    field_values.call_variants(given)
    languages = current_line.record().languages
    is_planning, texts = isinstance(record, PlanningRecord), record_json.texts_of(record)
    return {
        "record": record,
        "texts": {tag: texts.get(tag, forms.EMPTY) for tag in languages},
        "languages": languages,
        "notes": {tag: _note(texts, tag, errors, said) for tag in languages},
        "stale": {tag: _stale(head.item, texts, tag) for tag in languages if is_stale(texts, tag, source=languages[0])},
        "place": place_form.values(given) if isinstance(record, PlanningRecord) else {},
        "is_placed": is_chosen(given) if isinstance(record, PlanningRecord) else True,
        "topics": [(each.slug, labels.spoken(each.names)) for each in current_line.record().topics]
        if is_planning
        else [],
        "statuses": list(labels.STATUSES.items()),
        "confidences": list(labels.CONFIDENCES.items()),
        "years": list(labels.YEARS.items()),
        "cited": [(each.url, each.title) for each in record.sources] if isinstance(record, PlanningRecord) else [],
        "variant_names": list(labels.VARIANTS.items()),
        "scenes": _scenes(record),
        "source_checks": shown_sources.checks(record),
        "picks": _picks(record, request.form, more=more),
        "alts": show_editor.alts(g.session, record),
        "files": describing.shown(record, form),
        "wording": wording.by_language(record),
        "licences": file_labels.licences(""),
        "most_bytes": MOST_BYTES,
        "most_of_document": documents.MOST_BYTES,
        "most_of_model": chunked_upload.MOST_BYTES,
        "model_kinds": file_kinds.for_browser(),
        "limits": {"title": TITLE_MAX, "summary": SUMMARY_MAX, "label": LABEL_MAX, "sentence": SENTENCE_MAX},
        "errors": errors,
        "remarked": said,
        "more": more,
    }


def _picks(record: Record, form: Mapping[str, str], *, more: str) -> dict[str, Pick]:
    """Return a pick for the asset, for each picture and document, by the name of its field; they share their pages."""
    wanted: list[tuple[type[Thing], str, str]] = []
    for table, name, there in (
        (Picture, "pictures", record_json.pictures_of(record)),
        (Document, "documents", record_json.documents_of(record)),
    ):
        rows = [*there, *([""] if more == name else [])]
        wanted += [(table, f"{name}.{at}.slug", slug) for at, slug in enumerate(rows)]
    if isinstance(record, PlanningRecord):
        wanted.append((Asset, "asset", record.asset))
        wanted += [(Asset, f"variants.{at}.asset", each.asset) for at, each in enumerate(record.variants)]
    chosen = {
        table: show_choices.chosen_files(g.session, table, _slugs(wanted, table)) for table, _name, _slug in wanted
    }

    @cache
    def page(table: type[Thing], ask: Asked) -> ChoicePage:
        return show_choices.files(g.session, table, g.account, ask.words, ask.sort, ask.page)

    return {
        name: pick(
            form,
            name,
            partial(page, table),
            chosen=chosen[table].get(slug),
            none=str(OF_PLANNING if name.startswith("variants.") else NOTHING[table]),
            sorts={each: words for each, words in file_labels.SORTS.items() if table is Asset or each in FOR_ALL},
            is_open=not slug and table is not Asset,
        )
        for table, name, slug in wanted
    }


def _scenes(record: Record) -> Mapping[str, Sequence[str]]:
    """Return the variants of each asset that a planning shows."""
    return shown_variants.variants_of(g.session, assets_in(plain(record)))


def with_variants(record: Record) -> Record:
    """Return a planning with the variants that its asset has, to begin with, where it names none."""
    if not isinstance(record, PlanningRecord) or record.variants:
        return record
    return dataclasses.replace(record, variants=variants(record, _scenes(record).get(record.asset, ())))


def _slugs(wanted: Sequence[tuple[type[Thing], str, str]], table: type[Thing]) -> list[str]:
    return [slug for each, _name, slug in wanted if each is table and slug]


def beside(head: show_item.Head, record: Record, origin: Origin, form: Mapping[str, str]) -> dict[str, object]:
    """Return what stands beside the form and changes while one types."""
    described = describe.overlaid(g.session, record, describing.typed(form))
    field_values.call_variants(plain(record))
    languages = current_line.record().languages
    points = checklist.points(g.session, head.item, record, plain(record), languages, described=described)
    return {
        "points": points,
        "complete": checklist.share(points),
        "hints": wording.hints(record),
        "others": presence.others(g.session, head.item, request.form.get("tab", ""), by=g.account),
        "askable": askable(head),
        "overtaken": later(g.session, head.item, origin, of=g.account),
    }


def askable(head: show_item.Head) -> list[tuple[str, str]]:
    """Return whom one may ask to decide, for a choice."""
    others = [each for each in review.approvers(g.session, head.partner) if each is not g.account]
    return [("", str(_("alle, die freigeben"))), *((str(each.id), each.name) for each in others)]


def _along(head: show_item.Head) -> list[tuple[int, str, bool]]:
    """Return the person's other drafts at the station, to be handed in with this one: id, title, whether it is ticked.

    The station's is, unless somebody unticked it, where riders would not find the planning without.
    """
    if head.at is None:
        return []
    found = make_package.own(make_package.offered(g.session, head.station), g.account)
    others = [each for each in found if each.revision.item is not head.item]
    if request.method == "POST":
        ticked = request.form.getlist(ALONG, type=whole_number)
    else:
        is_early = head.is_planning and head.station.current is None
        ticked = [each.revision.id for each in others if is_early and each.revision.item is head.at]
    return [(each.revision.id, each.title, each.revision.id in ticked) for each in others]


def merge_page(head: show_item.Head, outcome: Outcome, form: Mapping[str, str]) -> str:
    """Return the page on which two people's changes are brought together; ``outcome`` has clashes."""
    found = outcome.later
    assert found is not None, "clashes are with something"
    return render_template(
        "content/planner/merge.html",
        head=head,
        later=found.revision,
        clashes=outcome.clashes,
        taken_over=merge.taken_over(found.was, found.revision.record, plain(outcome.record)),
        diff=diff,
        origin=outcome.origin,
        theirs=found.mark,
        typed=typed_in(form),
        kept=form.get("kept", "0"),
    )


def _note(texts: Mapping[str, Text], tag: str, errors: Mapping[str, str], said: Remarked) -> str:
    count = sum(name.startswith(f"texts.{tag}.") for name in errors)
    if count:
        return str(ngettext("%(num)s Fehler", "%(num)s Fehler", count))
    if asked := said.open_in(tag):
        return str(ngettext("%(num)s Anmerkung", "%(num)s Anmerkungen", asked))
    if tag not in texts:
        return str(_("fehlt"))
    return str(_("veraltet")) if is_stale(texts, tag, source=current_line.record().first_language) else ""


def _shown(errors: Mapping[str, str]) -> str:
    """Return the language to show: one with a fault, else the one shown before, else the first."""
    languages = current_line.record().languages
    wrong = [name.split(".")[1] for name in errors if name.startswith("texts.")]
    wanted = request.values.get("show", "")
    return next((tag for tag in (*wrong, wanted) if tag in languages), languages[0])


def _stale(item: Item, texts: Mapping[str, Text], tag: str) -> list[tuple[str, object]]:
    """Return what has changed in the first language since a translation was made: field name -> word diff."""
    was: Text | None = show_editor.source(g.session, item, texts[tag])
    if was is None:
        return []
    now = texts[current_line.record().first_language]
    return [(labels.text_field(each.field), each.pieces) for each in compare(_words(was), _words(now))]


def _words(text: Text) -> dict[str, object]:
    """Return the words of a text, and nothing of how they came about; each there, so that all compare as text."""
    told = dict(leaves(plain(text)))
    return {name: words for name, words in told.items() if name not in ("checked_by", "checked_on", "made_from")}


def install(app: Flask) -> None:
    """Let templates say what is wrong and what is hard to read."""
    app.jinja_env.globals.update(
        fault_field=forms.field_of,
        fault_sentences=forms.together,
        hint_words=wording.hint_words,
        line_hint_words=wording.line_hint_words,
        most_hints=wording.LINES_MAX,
    )


def typed(item: Item, form: Mapping[str, str], origin: Origin | None = None) -> Typed:
    """Return what a form says, over what it was filled from; ``origin`` where its hidden fields do not tell."""
    origin = origin or of_form(form)
    picks = {name.removeprefix("pick."): choice for name, choice in form.items() if name.startswith("pick.")}
    return Typed(
        record=filled(_source_record(item, origin), form),
        origin=origin,
        choices=picks,
        said=describing.typed(form),
        chosen_against=form.get("theirs", ""),
        kept=int(form["kept"]) if is_whole_number(form.get("kept", "")) else 0,
    )


def filled(before: Record, form: Mapping[str, str]) -> Record:
    """Return ``before`` as a form says it; another 3D asset brings the variants that it has."""
    record = forms.fill(before, form, current_line.record().languages)
    if isinstance(before, PlanningRecord) and isinstance(record, PlanningRecord):
        return place_form.filled(before, shown_variants.followed(g.session, before, record), form)
    return record


def _source(item: Item, origin: Origin) -> Revision:
    return source(g.session, item, origin, of=g.account)


def _is_own_draft(revision: Revision) -> bool:
    return revision.state is State.DRAFT and revision.author_id == g.account.id


def _source_record(item: Item, origin: Origin) -> Record:
    return record_json.record(item.kind, _source(item, origin).record)


def note_window(item: Item) -> None:
    """Note that the window which asks, and says so every few seconds, has ``item`` open."""
    tab = request.form.get("tab", "")
    if not 0 < len(tab) <= TAB_MAX:
        raise BadRequest
    presence.seen(g.session, item, tab, by=g.account)
