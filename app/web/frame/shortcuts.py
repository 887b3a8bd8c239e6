"""Keyboard shortcuts: what there is, and a switch for those whom they are in the way of (WCAG 2.1.4)."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.people import preferences
from app.web.frame import shortcut_keys
from app.web.frame.languages import _, _l

bp = Blueprint("shortcuts", __name__)
KEYS = (
    ("/", _l("Suchen")),
    ("?", _l("Diese Seite: alle Tasten")),
    ("g l", _l("Zur Linie")),
    ("g f", _l("Zu den Freigaben")),
    ("g s", _l("Zu den Schildern")),
    ("g t", _l("Zur Statistik")),
    ("g j", _l("Zum Journal")),
    ("g m", _l("Zu den Menschen, nur für den Betrieb")),
    ("g n", _l("Zu den Hinweisen")),
    ("g h", _l("Zur Hilfe")),
    ("e", _l("Bearbeiten, was gerade zu sehen ist")),
    ("o", _l("Ort auf der Karte")),
)


@bp.get("/tasten")
def index() -> str:
    return render_template("frame/shortcuts/index.html", keys=KEYS, is_on=shortcut_keys.is_on(g.account))


@bp.post("/tasten")
def choose() -> Response:
    """Switch them on or off for the person who asks."""
    preferences.choose(g.session, g.account, shortcut_keys.NAME, request.form.get("are") == "on")
    flash(_("Tastenkürzel sind jetzt an.") if shortcut_keys.is_on(g.account) else _("Tastenkürzel sind jetzt aus."))
    return redirect(url_for(".index"), code=303)
