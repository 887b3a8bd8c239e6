"""Pages of the sign keeper: every sign, its code to download, and its state."""

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from app.actions import show_signs
from app.actions import signs as keeping
from app.errors import Invalid
from app.models import SIGN_MOVES, Role, Sign, SignState
from app.signage import qr
from app.web import labels
from app.web.accounts import may, require

bp = Blueprint("signs", __name__)
MODULE_PX = 24  # of the PNG: sharp up to a poster


@bp.get("/schilder/")
def index() -> str:
    return render_template("signs/index.html", signs=show_signs.signs(g.session))


@bp.get("/schilder/<code>/")
def sign(code: str) -> str:
    found = show_signs.sign(g.session, code)
    return render_template(
        "signs/sign.html",
        sign=found,
        row=show_signs.row(g.session, found),
        facts=_facts(found),
        address=_address(found),
        moves=sorted(SIGN_MOVES[found.state]),
        may_keep=may(Role.KEEPER, found.station.partner),
    )


@bp.get("/schilder/<code>.svg")
def svg(code: str) -> Response:
    found = show_signs.sign(g.session, code)
    drawing = qr.svg(_address(found), code_mm=found.record.get("code_mm", 160.0))
    return Response(drawing, mimetype="image/svg+xml")


@bp.get("/schilder/<code>.png")
def png(code: str) -> Response:
    found = show_signs.sign(g.session, code)
    return Response(qr.png(_address(found), module_px=MODULE_PX), mimetype="image/png")


@bp.post("/schilder/<code>/zustand")
@require(Role.KEEPER)
def move(code: str) -> Redirect:
    found = show_signs.sign(g.session, code)
    keeping.move(g.session, found, _state(request.form.get("state", "")), by=g.account)
    flash(_("Notiert: %(state)s.", state=labels.SIGN_STATES[found.state]))
    return redirect(url_for(".sign", code=code), code=303)


def _state(given: str) -> SignState:
    if given not in set(SignState):
        raise Invalid("„%(given)s“ ist kein Zustand eines Schilds.", given=given)
    return SignState(given)


def _address(sign: Sign) -> str:
    return qr.address(current_app.config["PUBLIC_URL"], sign.code)


def _facts(sign: Sign) -> list[tuple[str, str]]:
    """Return name and value of what is known about a sign, as one reads it."""
    record = keeping.record(sign)
    place, number, surveys = record.place, format_decimal, labels.SURVEYS
    return [
        (_("Ort"), labels.spoken(record.where)),
        (_("Art"), str(labels.SIGN_KINDS[record.kind])),
        (
            _("Lage"),
            f"{place.lat:.5f}, {place.lon:.5f} ± {number(place.uncertainty_m)} m ({surveys[place.status]})",
        ),
        (
            _("Blickrichtung"),
            f"{number(record.facing_deg)}° ± {number(record.facing_uncertainty_deg)}°"
            f" ({surveys[record.facing_status]})",
        ),
        (_("Höhe des Codes"), f"{number(record.code_height_m)} m ({surveys[record.code_height_status]})"),
        (_("Breite des Codes"), f"{number(record.code_mm)} mm"),
    ]
