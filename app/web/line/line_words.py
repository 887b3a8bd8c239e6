"""What the line says of itself: its words, its partners' names and its pages, each reviewed like a planning."""

from flask import Blueprint, g, render_template

from app.actions.line import show_words

bp = Blueprint("line_words", __name__)


@bp.get("/linie/texte/")
def index() -> str:
    return render_template("line/words/index.html", rows=show_words.rows(g.session))
