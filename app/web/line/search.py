"""Search: one field on every page that finds stations, plannings and signs."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.line.search import find

bp = Blueprint("search", __name__)


@bp.get("/suche")
def index() -> str | Response:
    """Show what is found; a whole code of a sign leads straight to it."""
    text = request.args.get("q", "").strip()
    hits = find(g.session, text)
    if hits.count == 1 and hits.signs and hits.signs[0].code in text.upper():
        return redirect(url_for("signs.sign", code=hits.signs[0].code))
    return render_template("line/search/index.html", text=text, hits=hits)
