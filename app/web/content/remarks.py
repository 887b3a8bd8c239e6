"""Remarks on a version: said at a field, answered, seen to or overruled, on the page that shows what changes."""

from collections.abc import Callable

from flask import Blueprint, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import remark
from app.errors import Invalid, Missing
from app.models import Remark
from app.web.content import comparison
from app.web.content.lookup import revision_of
from app.web.frame import errors
from app.web.frame.languages import _

bp = Blueprint("remarks", __name__)
Answer = Response | tuple[str, int]


@bp.post("/fassungen/<int:revision_id>/anmerkungen")
def add(revision_id: int) -> Answer:
    revision = revision_of(revision_id)
    field, text = request.form.get("field", ""), request.form.get("text", "")
    try:
        made = remark.add_remark(g.session, revision, field=field, text=text, by=g.account)
    except Invalid as refusal:
        return comparison.page(revision, remark={"field": field, "text": text, "wrong": errors.words(refusal)}), 422
    flash(_("Angemerkt. Wer die Fassung geschrieben hat, sieht es hier."))
    return _back(made)


@bp.post("/anmerkungen/<int:remark_id>/beantworten")
def answer(remark_id: int) -> Answer:
    return _replied(remark_id, remark.answer)


@bp.post("/anmerkungen/<int:remark_id>/uebergehen")
def overrule(remark_id: int) -> Answer:
    return _replied(remark_id, remark.overrule)


@bp.post("/anmerkungen/<int:remark_id>/erledigen")
def resolve(remark_id: int) -> Response:
    found = _remark(remark_id)
    remark.resolve(g.session, found, by=g.account)
    return _back(found)


@bp.post("/anmerkungen/<int:remark_id>/wieder-oeffnen")
def reopen(remark_id: int) -> Response:
    found = _remark(remark_id)
    remark.reopen(g.session, found, by=g.account)
    return _back(found)


def _replied(remark_id: int, settle: Callable[..., None]) -> Answer:
    found, reply = _remark(remark_id), request.form.get("reply", "")
    try:
        settle(g.session, found, reply=reply, by=g.account)
    except Invalid as refusal:
        typed = {"id": found.id, "reply": reply, "wrong": errors.words(refusal)}
        return comparison.page(found.revision, remark=typed), 422
    return _back(found)


def _remark(remark_id: int) -> Remark:
    found: Remark | None = g.session.get(Remark, remark_id)
    if found is None:
        raise Missing("Diese Anmerkung gibt es nicht.")
    return found


def _back(found: Remark) -> Response:
    where = url_for("approver.compare", revision_id=found.revision_id, _anchor=f"remark-{found.id}")
    return redirect(where, code=303)
