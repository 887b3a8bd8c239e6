"""The day on which somebody should look at a station or planning again: chosen, moved, settled and taken away."""

from collections.abc import Callable
from datetime import date

import werkzeug
from flask import Blueprint, flash, g, redirect, render_template, request, url_for

from app.actions.care import reminder
from app.actions.content import show_item
from app.errors import Invalid, WrongState
from app.exchange.typed import is_whole_number, whole_number
from app.models import Item, Role
from app.web.care.shown_reminder import shown
from app.web.frame import errors, languages
from app.web.frame.access import require
from app.web.frame.inputs import NEXT
from app.web.frame.languages import _

bp = Blueprint("reminders", __name__)
Answer = werkzeug.Response | tuple[str, int]
NEVER = "never"  # what the form says where there is to be no further day


@bp.get("/inhalte/<int:item_id>/wiedervorlage")
def show(item_id: int) -> str:
    return _page(_head(item_id))


@bp.post("/inhalte/<int:item_id>/wiedervorlage")
@require(Role.PLANNER, Role.APPROVER)
def remind(item_id: int) -> Answer:
    def act(item: Item) -> str:
        on, note = _day(), request.form.get("note", "")
        reminder.remind(g.session, item, on=on, note=note, seen=_seen(), by=g.account)
        return str(_("Vorgemerkt: Am %(day)s wieder ansehen.", day=languages.day(on)))

    return _done(item_id, act)


@bp.post("/inhalte/<int:item_id>/wiedervorlage/angesehen")
@require(Role.PLANNER, Role.APPROVER)
def look_at(item_id: int) -> Answer:
    def act(item: Item) -> str:
        next_on = None if request.form.get("in") == NEVER else _day()
        note = request.form.get("note", "")
        reminder.look_at(g.session, item, next_on=next_on, note=note, seen=_seen(), by=g.account)
        if next_on is None:
            return str(_("Angesehen. Eine nächste Wiedervorlage gibt es nicht."))
        return str(_("Angesehen. Wieder am %(day)s.", day=languages.day(next_on)))

    return _done(item_id, act)


@bp.post("/inhalte/<int:item_id>/wiedervorlage/entfernen")
@require(Role.PLANNER, Role.APPROVER)
def drop(item_id: int) -> Answer:
    def act(item: Item) -> str:
        reminder.drop(g.session, item, seen=_seen(), by=g.account)
        return str(_("Die Wiedervorlage ist entfernt."))

    return _done(item_id, act)


def _done(item_id: int, act: Callable[[Item], str]) -> Answer:
    """Do it and lead back; or say what is wrong, with all that was typed."""
    head = _head(item_id)
    reminder.check(head.item, by=g.account)
    try:
        said = act(head.item)
    except (Invalid, WrongState) as refusal:
        return _page(head, wrong=errors.words(refusal)), errors.status_of(refusal)
    flash(said)
    there = url_for("planner.item", item_id=item_id, _anchor="wiedervorlage")
    return redirect(request.form.get(NEXT) or there, code=303)


def _page(head: show_item.Head, *, wrong: str = "") -> str:
    return render_template(
        "care/reminder.html",
        head=head,
        reminder=shown(head),
        wrong=wrong,
        typed=request.form if wrong else {},
        is_moved=request.endpoint == "reminders.remind",
    )


def _head(item_id: int) -> show_item.Head:
    return show_item.head(g.session, g.session.get(Item, item_id))


def _day() -> date:
    """Return the day that the form chooses: so many months from now, or the one that was typed."""
    months = request.form.get("in", "")
    if is_whole_number(months) and int(months) in reminder.MONTHS:
        return reminder.choices(g.session)[int(months)]
    try:
        return date.fromisoformat(request.form.get("on", "").strip())
    except ValueError as error:
        raise Invalid("Bitte einen Tag angeben, zum Beispiel 24.12.2027.") from error


def _seen() -> int:
    return request.form.get("seen", 0, type=whole_number)
