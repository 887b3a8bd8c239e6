"""Help: a page for each kind of task, telling shortly what to press: a line here and a template in ``help/``."""

from flask import Blueprint, render_template

from app.errors import Missing
from app.web.frame.languages import _l

bp = Blueprint("help_pages", __name__)
TOPICS = {
    "zurechtfinden": _l("Sich zurechtfinden"),
    "schreiben": _l("Schreiben und zur Freigabe geben"),
    "uebersetzen": _l("Übersetzen"),
    "bilder": _l("Bilder in der Bibliothek"),
    "objekte": _l("3D-Objekte hochladen und zeigen"),
    "szenen": _l("Eine Szene in 3D bauen"),
    "szenentext": _l("Eine Szene als Text schreiben"),
    "ort": _l("Den Ort einer Planung bestimmen"),
    "ordnen": _l("Anlegen, kopieren, ordnen, archivieren"),
    "freigeben": _l("Prüfen, freigeben und veröffentlichen"),
    "anmerken": _l("Etwas anmerken"),
    "schilder": _l("Schilder pflegen"),
    "menschen": _l("Menschen und ihre Aufgaben"),
}


@bp.get("/hilfe/")
def index() -> str:
    return render_template("frame/help/index.html", topics=TOPICS)


@bp.get("/hilfe/<topic>")
def topic(topic: str) -> str:
    if topic not in TOPICS:
        raise Missing("Dazu gibt es keine Hilfe. Auf der Seite „Hilfe“ stehen alle Themen.")
    return render_template(f"frame/help/{topic}.html", topics=TOPICS, topic=topic)
