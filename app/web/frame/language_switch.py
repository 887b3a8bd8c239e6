"""The switch of the studio's language."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from app.web.frame import languages

bp = Blueprint("language_switch", __name__)


@bp.post("/sprache")
def choose() -> Response:
    """Keep the chosen language and go back to where the person was, within the studio."""
    languages.remember(request.form.get("language", ""))
    back = request.form.get("back", "")
    return redirect(back if back.startswith("/studio/") else "/studio/", code=303)
