"""The journal: everything that was done, newest first."""

from flask import Blueprint, g, render_template, request

from app.actions import show_journal

bp = Blueprint("journal", __name__)


@bp.get("/journal/")
def index() -> str:
    entries = show_journal.entries(g.session, before=request.args.get("before", type=int))
    older = entries[-1].id if len(entries) == show_journal.PAGE else None
    return render_template("journal/index.html", events=entries, older=older)
