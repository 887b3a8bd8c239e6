"""The survey of a sign: by the phone's receiver, by dragging, by drawing along a façade, or by typing numbers.

The form is the truth; receiver, map and compass are ways to fill it.  Without reception it waits on the phone, in one
list with the checks, and comes later.
"""

from dataclasses import replace

import werkzeug
from flask import Blueprint, Response, flash, g, make_response, redirect, render_template, request, url_for

from app.actions.content import show_item
from app.actions.records import record_json
from app.actions.records.line_record import day_of
from app.actions.signs import idempotency, nearness, show_signs, survey
from app.errors import Invalid, Overtaken
from app.i18n import N_
from app.models import Role, Sign, now
from app.models.base import Json
from app.web.frame import errors, forms, map_scene, maps, moments
from app.web.frame.access import may, require
from app.web.frame.languages import _, _l, number
from app.web.signs import offline_words

bp = Blueprint("survey", __name__)
PERMISSIONS = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
FAR_ASKED = N_(
    "Das Schild stünde %(away)s von der Haltestelle %(stop)s entfernt. "
    "Stimmt das, bitte unten bei der Lage ankreuzen und noch einmal speichern."
)
WORDS = ("place.source",)
LABELS = {
    "place.lat": _l("Breitengrad"),
    "place.lon": _l("Längengrad"),
    "place.uncertainty_m": _l("Genauigkeit in Metern"),
    "place.source": _l("Wie gemessen"),
    "facing_deg": _l("Richtung in Grad"),
    "facing_uncertainty_deg": _l("Genauigkeit in Grad"),
    "code_height_m": _l("Höhe über dem Boden in Metern"),
    "code_height_uncertainty_m": _l("Genauigkeit in Metern"),
}


@bp.get("/schild/<code>/vermessung")
def show(code: str) -> Response:
    return _page(show_signs.sign(g.session, code))


@bp.post("/schild/<code>/vermessung")
@require(Role.KEEPER)
def save(code: str) -> werkzeug.Response | Response | tuple[Response, int]:
    """Keep a survey; answer the page's script in JSON, and who has none with a page."""
    sign = show_signs.sign(g.session, code)
    try:
        _put(sign)
    except (Invalid, Overtaken) as refusal:
        status, sentence = errors.status_of(refusal), errors.words(refusal)
        faults = forms.sentences(refusal) if isinstance(refusal, Invalid) else {}
        if forms.is_script():
            named = (f"{LABELS.get(name, name)}: {wrong}" for name, wrong in faults.items())
            return make_response({"words": " ".join([sentence, *named])}), status
        return _page(sign, wrong=sentence, faults=faults), status
    if forms.is_script():
        return make_response({"conflict": False})
    flash(_done())
    return redirect(url_for(".show", code=code), code=303)


def _done() -> str:
    return str(_("Vermessen. Es gilt sofort; die Ansicht vor Ort wird neu gemacht."))


def _put(sign: Sign) -> None:
    """Keep what was measured.  Raises as ``save_survey`` does, and Invalid for a place far away if unconfirmed."""
    form = request.form
    lat, lon = _value("place.lat"), _value("place.lon")
    if "place" in form.getlist("measured") and "sure" not in form and isinstance(lat, float) and isinstance(lon, float):
        values = nearness.far(sign.station, replace(record_json.sign_record(sign).place, lat=lat, lon=lon))
        if values is not None:
            raise Invalid(FAR_ASKED, away=values["away"], stop=values["stop"])
    survey.save_survey(
        g.session,
        sign,
        {name: _value(name) for name in LABELS},
        parts=form.getlist("measured"),
        request_id=form.get("request_id", ""),
        was=form.get("was", ""),
        by=g.account,
        on=day_of(g.session, moments.noted(form.get("seen_at", ""))),
        at=now(),
    )


def _page(sign: Sign, *, wrong: str = "", faults: dict[str, str] | None = None) -> Response:
    record = record_json.sign_record(sign)
    known: Json = {
        "place.lat": f"{record.place.lat:.6f}",
        "place.lon": f"{record.place.lon:.6f}",
        "place.uncertainty_m": number(record.place.uncertainty_m),
        "place.source": record.place.source,
        "facing_deg": number(record.facing_deg),
        "facing_uncertainty_deg": number(record.facing_uncertainty_deg),
        "code_height_m": number(record.code_height_m),
        "code_height_uncertainty_m": number(record.code_height_uncertainty_m),
    }
    response = maps.with_tiles(
        render_template(
            "signs/survey/show.html",
            sign=sign,
            record=record,
            row=show_signs.row(g.session, sign),
            values={name: request.form.get(name, value) for name, value in known.items()},
            names=LABELS,
            measured=request.form.getlist("measured"),
            is_sure="sure" in request.form,
            near_m=nearness.NEAR_M,
            request_id=request.form.get("request_id") or idempotency.new_id(),
            was=survey.seen(sign),
            scene=_scene(sign),
            winds=[str(each) for each in maps.WINDS],
            wrong=wrong,
            errors=faults or {},
            may_keep=may(Role.KEEPER, sign.station.partner),
            words={"steps": {**offline_words.steps(), "done": _done()}},
        )
    )
    response.headers["Permissions-Policy"] = PERMISSIONS
    return response


def _scene(sign: Sign) -> Json:
    """Return what lies around, without the sign itself, which is drawn from the form."""
    scene = map_scene.scene(show_item.head(g.session, sign.station))
    return {**scene, "signs": [each for each in scene["signs"] if each["code"] != sign.code]}


def _value(name: str) -> float | str:
    typed = request.form.get(name, "").strip()
    return typed if name in WORDS else maps.number(typed)
