"""The page of a translator: the words of one item in one language, beside those that they are made from.

It is the editor for them: what is typed is kept every few seconds, remarks stand beside their fields, what may be
worded otherwise below.  Its inputs have the names that the editor's have.  Whoever is overtaken in the same words is
shown what stands there now, 409, and decides by saving once more.
"""

import secrets
from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import origin, presence, show_item
from app.actions.content.save_typed import HandIn
from app.actions.people.rights import WRITERS
from app.actions.records import record_json
from app.actions.records.compare import leaves
from app.actions.translations import translate, worded
from app.actions.translations.worded import Row, Standing
from app.errors import Invalid, Overtaken
from app.exchange.typed import is_whole_number, whole_number
from app.models import Account, Autosave, Item, now
from app.web.content import editor, editor_remarks, wording
from app.web.content.editor_remarks import Remarked
from app.web.frame import current_line, errors, field_values, forms
from app.web.frame.access import require
from app.web.frame.languages import _
from app.web.library import building

bp = Blueprint("translate", __name__)
ADDRESS = "/inhalte/<int:item_id>/uebersetzen/<language>"


@bp.get(ADDRESS)
@require(*WRITERS)
def edit(item_id: int, language: str) -> str:
    """Go on where one stopped: with what was typed and not saved, else with what is stored."""
    head = _head(item_id)
    found = _rows(head, language)
    unsaved, typed = translate.unsaved(g.session, found, language, of=g.account)
    return _page(head, language, found, typed=typed, unsaved=unsaved)


@bp.post(ADDRESS)
@require(*WRITERS)
def save(item_id: int, language: str) -> Response | str | tuple[str, int]:
    head, form = _head(item_id), request.form
    found = _rows(head, language)
    words, then = _words(found, language), form.get("then", "")
    if then.startswith(editor_remarks.NAMES):
        return _remarked(head, language, found, words, then)
    outcome = translate.save(
        g.session,
        head.item,
        language,
        words,
        origin=origin.of_form(form),
        fits=bool(form.get("fits")),
        theirs=form.get("theirs", ""),
        kept=_kept(),
        by=g.account,
        hand_in=_hand_in() if then == "hand_in" else None,
    )
    if outcome.refusal:
        return _page(head, language, found, typed=words, refusal=outcome.refusal), 422
    if outcome.clashes and outcome.later is not None:
        text = outcome.later.revision.record.get("texts", {}).get(language, {})
        return _page(head, language, found, typed=words, theirs=outcome.later.mark, other=dict(leaves(text))), 409
    presence.left(g.session, head.item, form.get("tab", ""))
    if outcome.building and outcome.revision is not None:
        return building.page(head, outcome.revision, outcome.building)
    if then == "hand_in":
        flash(_("Zur Freigabe gegeben. Jetzt muss jemand anderes zustimmen."))
        return redirect(url_for("planner.item", item_id=item_id), code=303)
    flash(_("Gespeichert. Fahrgäste sehen es erst nach Freigabe und Veröffentlichung."))
    return redirect(url_for(".edit", item_id=item_id, language=language), code=303)


@bp.post(f"{ADDRESS}/zwischenstand")
@require(*WRITERS)
def keep(item_id: int, language: str) -> Response:
    """Keep what is typed.  The header ``X-Kept`` tells the page whether its own copy may go."""
    head = _head(item_id)
    found = _rows(head, language)
    editor.note_window(head.item)
    words, came_from, kept, refusal = _words(found, language), origin.of_form(request.form), _kept(), ""
    try:
        kept = translate.keep(g.session, head.item, language, words, origin=came_from, kept=kept, by=g.account)
    except (Overtaken, Invalid) as refused:
        refusal = errors.words(refused)
    answer = make_response(
        render_template(
            "translations/keep.html",
            into=language,
            kept=kept,
            kept_at=now() if kept and not refusal else None,
            refusal=refusal,
            overtaken=origin.later(g.session, head.item, came_from, of=g.account),
            **_beside(head, language, found, words),
        )
    )
    answer.headers["X-Kept"] = "no" if refusal else "yes"
    return answer


def _page(
    head: show_item.Head,
    language: str,
    found: Sequence[Row],
    *,
    typed: Mapping[str, str] | None = None,
    unsaved: Autosave | None = None,
    refusal: Invalid | None = None,
    theirs: str = "",
    other: Mapping[str, object] | None = None,
    said: Remarked | None = None,
) -> str:
    """Return the page with what is stored, or ``typed`` over it; ``unsaved`` is the autosave from which that comes."""
    came_from = origin.of_kept(unsaved) if unsaved else origin.of_form(request.form)
    return render_template(
        "translations/translate.html",
        head=head,
        into=language,
        rows=found,
        names={each.path: worded.field_of(each.item, each.path, language) for each in found},
        typed=typed or {},
        unsaved=unsaved if typed else None,
        errors=forms.sentences(refusal) if refusal else {},
        refused=errors.words(refusal) if refusal else "",
        origin=came_from if came_from.base else found[0].item.origin,
        kept=unsaved.version if unsaved else _kept(),
        tab=request.form.get("tab") or secrets.token_hex(8),
        theirs=theirs,
        other=other or {},
        is_stale=any(each.standing is Standing.STALE for each in found),
        remarked=said or editor_remarks.remarked(head, places=str),
        remarks_to=url_for(".save", item_id=head.id, language=language),
        askable=editor.askable(head),
        said=request.form,
        **_beside(head, language, found, typed or {}),
    )


def _beside(head: show_item.Head, language: str, found: Sequence[Row], typed: Mapping[str, str]) -> dict[str, object]:
    """Return what stands beside the form and changes while one types."""
    item = found[0].item
    form = {worded.field_of(item, path, language): words for path, words in typed.items()}
    record = forms.fill(record_json.record(item.kind, item.record), form, current_line.record().languages)
    return {
        "wording": wording.by_language(record),
        "others": presence.others(g.session, head.item, request.form.get("tab", ""), by=g.account),
        "lacking": sum(not typed.get(each.path, each.words).strip() for each in found),
        "count": len(found),
    }


def _remarked(head: show_item.Head, language: str, found: Sequence[Row], words: Mapping[str, str], then: str) -> str:
    """Say or settle a remark, and return the page with all that is typed; htmx gets only what is at the field."""
    place, said = editor_remarks.perform(head, then, request.form, places=str)
    if "HX-Request" in request.headers:
        remarks_to = url_for(".save", item_id=head.id, language=language)
        return render_template(
            "content/planner/remarked.html", head=head, place=place, remarked=said, remarks_to=remarks_to
        )
    return _page(head, language, found, typed=words, said=said)


def _rows(head: show_item.Head, language: str) -> Sequence[Row]:
    """Return the fields to translate, and call the states of a planning as it does."""
    found = translate.rows(g.session, head.item, language, by=g.account)
    field_values.call_variants(found[0].item.record)
    return found


def _words(found: Sequence[Row], language: str) -> dict[str, str]:
    """Return the words that the form has for some of the rows: path -> words."""
    names = {each.path: worded.field_of(each.item, each.path, language) for each in found}
    return {path: worded.tidy(path, request.form[name]) for path, name in names.items() if name in request.form}


def _kept() -> int:
    kept = request.form.get("kept", "")
    return int(kept) if is_whole_number(kept) else 0


def _hand_in() -> HandIn:
    asked = request.form.get("hand_in.asked", type=whole_number)
    return HandIn(request.form.get("hand_in.note", ""), g.session.get(Account, asked) if asked else None)


def _head(item_id: int) -> show_item.Head:
    return show_item.head(g.session, g.session.get(Item, item_id))
