"""Remarks on a version: said at a field, answered, seen to or overruled, on the page that shows what changes."""

from collections.abc import Callable

from flask import Blueprint, flash, g, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import remark, show_item
from app.actions.people import mentions
from app.errors import Invalid
from app.models import Item, Remark
from app.web.content import comparison, editor_remarks
from app.web.content.lookup import remark_of, revision_of
from app.web.frame import errors
from app.web.frame.languages import _

bp = Blueprint("remarks", __name__)
Answer = Response | tuple[Response, int]


@bp.get("/inhalte/<int:item_id>/namen")
def names(item_id: int) -> Response:
    """Tell a script who can be mentioned with @ where something of an item is said."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    return jsonify([each.name for each in mentions.colleagues(g.session, head.item)])


@bp.post("/fassungen/<int:revision_id>/anmerkungen")
def add(revision_id: int) -> Answer:
    revision = revision_of(revision_id)
    field, text = request.form.get("field", ""), request.form.get("text", "")
    try:
        made = remark.add_remark(g.session, revision, field=field, text=text, by=g.account)
    except Invalid as refusal:
        return comparison.page(revision, remark={"field": field, "text": text, "wrong": errors.words(refusal)}), 422
    flash(_("Angemerkt. Wer die Fassung geschrieben hat, sieht es hier."))
    return _back(made, made.text)


@bp.post("/anmerkungen/<int:remark_id>/beantworten")
def answer(remark_id: int) -> Answer:
    return _replied(remark_id, remark.answer)


@bp.post("/anmerkungen/<int:remark_id>/uebergehen")
def overrule(remark_id: int) -> Answer:
    return _replied(remark_id, remark.overrule)


@bp.post("/anmerkungen/<int:remark_id>/erledigen")
def resolve(remark_id: int) -> Response:
    found = remark_of(remark_id)
    remark.resolve(g.session, found, by=g.account)
    return _back(found)


@bp.post("/anmerkungen/<int:remark_id>/wieder-oeffnen")
def reopen(remark_id: int) -> Response:
    found = remark_of(remark_id)
    remark.reopen(g.session, found, by=g.account)
    return _back(found)


def _replied(remark_id: int, settle: Callable[..., None]) -> Answer:
    found, reply = remark_of(remark_id), request.form.get("reply", "")
    try:
        settle(g.session, found, reply=reply, by=g.account)
    except Invalid as refusal:
        typed = {"id": found.id, "reply": reply, "wrong": errors.words(refusal)}
        return comparison.page(found.revision, remark=typed), 422
    return _back(found, reply)


def _back(found: Remark, said: str = "") -> Response:
    if words := editor_remarks.unheard(found, said):
        flash(words, "error")
    where = url_for("approver.compare", revision_id=found.revision_id, _anchor=f"remark-{found.id}")
    return redirect(where, code=303)
