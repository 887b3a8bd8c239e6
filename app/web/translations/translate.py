"""The page of a translator: the words of one item in one language, beside those that they are made from.

Whoever is overtaken in the same words is shown what stands there now, 409, and decides by saving once more.
"""

from collections.abc import Mapping

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import origin, show_item
from app.actions.content.save_typed import HandIn
from app.actions.people.rights import WRITERS
from app.actions.records.compare import leaves
from app.actions.translations import translate, worded
from app.errors import Invalid
from app.models import Item
from app.web.frame import forms
from app.web.frame.access import require
from app.web.frame.languages import _

bp = Blueprint("translate", __name__)
WORDS = "texts."  # how the names of the fields begin
ADDRESS = "/inhalte/<int:item_id>/uebersetzen/<language>"


@bp.get(ADDRESS)
@require(*WRITERS)
def edit(item_id: int, language: str) -> str:
    return _page(_head(item_id), language)


@bp.post(ADDRESS)
@require(*WRITERS)
def save(item_id: int, language: str) -> Response | tuple[str, int]:
    head, form = _head(item_id), request.form
    words = {
        name.removeprefix(WORDS): worded.tidy(name.removeprefix(WORDS), said)
        for name, said in form.items()
        if name.startswith(WORDS)
    }
    is_handed_in = form.get("then") == "hand_in"
    outcome = translate.save(
        g.session,
        head.item,
        language,
        words,
        origin=origin.of_form(form),
        fits=bool(form.get("fits")),
        theirs=form.get("theirs", ""),
        by=g.account,
        hand_in=HandIn(form.get("note", "")) if is_handed_in else None,
    )
    if outcome.refusal:
        return _page(head, language, typed=words, refusal=outcome.refusal), 422
    if outcome.clashes and outcome.later is not None:
        text = outcome.later.revision.record.get("texts", {}).get(language, {})
        return _page(head, language, typed=words, theirs=outcome.later.mark, other=dict(leaves(text))), 409
    if is_handed_in:
        flash(_("Zur Freigabe gegeben. Jetzt muss jemand anderes zustimmen."))
        return redirect(url_for("planner.item", item_id=item_id), code=303)
    flash(_("Gespeichert. Fahrgäste sehen es erst nach Freigabe und Veröffentlichung."))
    return redirect(url_for(".edit", item_id=item_id, language=language), code=303)


def _head(item_id: int) -> show_item.Head:
    return show_item.head(g.session, g.session.get(Item, item_id))


def _page(
    head: show_item.Head,
    language: str,
    *,
    typed: Mapping[str, str] | None = None,
    refusal: Invalid | None = None,
    theirs: str = "",
    other: Mapping[str, object] | None = None,
) -> str:
    found = translate.rows(g.session, head.item, language, by=g.account)
    wrong = forms.sentences(refusal) if refusal else {}
    start = f"texts.{language}."
    return render_template(
        "translations/translate.html",
        head=head,
        into=language,
        rows=found,
        typed=typed or {},
        errors={name.removeprefix(start): words for name, words in wrong.items()},
        origin=origin.of_form(request.form) if typed else found[0].item.origin,
        theirs=theirs,
        other=other or {},
        is_stale=any(each.standing is worded.Standing.STALE for each in found),
        note=request.form.get("note", ""),
    )
