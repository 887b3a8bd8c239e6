"""Inspection: which signs are due for a check, in the order of the line, to take along or to print."""

from flask import Blueprint, current_app, g, render_template

from app.actions.records import line_record
from app.actions.signs import inspection
from app.models import Role
from app.web.frame.access import require

bp = Blueprint("inspection", __name__)


@bp.get("/pruefplan/")
@require(Role.KEEPER)
def index() -> str:
    today = line_record.today(g.session)
    due = inspection.due(g.session, g.account, on=today, interval=current_app.config["INSPECTION_DAYS"])
    return render_template("signs/inspection/index.html", due=due, today=today, window=inspection.WINDOW_DAYS)
