"""The survey of a sign: by the phone's receiver, by dragging, by drawing along a façade, or by typing numbers.

The form is the truth; receiver, map and compass are ways to fill it.
"""

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from app.actions import show_item, show_signs, signs, survey
from app.errors import Invalid, Overtaken
from app.models import Role, Sign, day_of, now
from app.models.base import Json
from app.web import errors, forms, place
from app.web.accounts import may, require

bp = Blueprint("survey", __name__)
PERMISSIONS = "camera=(), geolocation=(self), microphone=()"
WORDS = ("place.source",)


@bp.get("/schild/<code>/vermessung")
def show(code: str) -> Response:
    return _page(show_signs.sign(g.session, code))


@bp.post("/schild/<code>/vermessung")
@require(Role.KEEPER)
def save(code: str) -> Redirect | tuple[Response, int]:
    sign = show_signs.sign(g.session, code)
    given = {name: _value(name) for names in survey.PARTS.values() for name in names}
    parts, version = request.form.getlist("measured"), request.form.get("version", 0, type=int)
    try:
        survey.put(g.session, sign, given, parts=parts, version=version, by=g.account, on=day_of(now()))
    except Invalid as refusal:
        return _page(sign, wrong=errors.words(refusal), faults=forms.sentences(refusal)), 422
    except Overtaken as refusal:
        return _page(sign, wrong=errors.words(refusal)), 409
    flash(_("Vermessen. Es gilt sofort; die Ansicht vor Ort wird neu gemacht."))
    return redirect(url_for(".show", code=code), code=303)


def _page(sign: Sign, *, wrong: str = "", faults: dict[str, str] | None = None) -> Response:
    record = signs.record(sign)
    known: Json = {
        "place.lat": f"{record.place.lat:.6f}",
        "place.lon": f"{record.place.lon:.6f}",
        "place.uncertainty_m": f"{record.place.uncertainty_m:g}",
        "place.source": record.place.source,
        "facing_deg": f"{record.facing_deg:g}",
        "facing_uncertainty_deg": f"{record.facing_uncertainty_deg:g}",
        "code_height_m": f"{record.code_height_m:g}",
        "code_height_uncertainty_m": f"{record.code_height_uncertainty_m:g}",
    }
    response = place.with_tiles(
        render_template(
            "survey/show.html",
            sign=sign,
            record=record,
            row=show_signs.row(g.session, sign),
            values={name: request.form.get(name, value) for name, value in known.items()},
            measured=request.form.getlist("measured"),
            scene=_scene(sign),
            winds=[str(each) for each in place.WINDS],
            wrong=wrong,
            errors=faults or {},
            may_keep=may(Role.KEEPER, sign.station.partner),
        )
    )
    response.headers["Permissions-Policy"] = PERMISSIONS
    return response


def _scene(sign: Sign) -> Json:
    """Return what lies around, without the sign itself, which is drawn from the form."""
    scene = place.scene(show_item.head(g.session, sign.station))
    return {**scene, "signs": [each for each in scene["signs"] if each["code"] != sign.code]}


def _value(name: str) -> float | str:
    typed = request.form.get(name, "").strip()
    return typed if name in WORDS else place.number(typed)
