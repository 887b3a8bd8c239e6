"""A sign's code alone, for others to set: its form, and the file or the sentence that says why there is none."""

from collections.abc import Mapping

import werkzeug
from flask import Blueprint, Response, current_app, g, render_template, request

from app.actions.prints import draw_code
from app.actions.records import record_json
from app.actions.signs import show_signs
from app.exchange.typed import is_whole_number
from app.models import Sign
from app.signage import code_alone
from app.signage.address import scan_address
from app.signage.code_alone import Alone, Form
from app.signage.faults import Refused
from app.signage.sheet import SHEETS
from app.web.frame.languages import _, number

bp = Blueprint("code_files", __name__)
TYPES = {Form.SVG: "image/svg+xml", Form.PDF: "application/pdf", Form.PNG: "image/png"}
DISTANCE_M, DPI = 0.4, 300  # a phone held before a leaflet


@bp.get("/schilder/<code>/code")
def form(code: str) -> str:
    sign = show_signs.sign(g.session, code)
    return _page(sign, _usual(sign))


@bp.get("/schilder/<code>/code/datei")
def file(code: str) -> werkzeug.Response | tuple[str, int]:
    sign = show_signs.sign(g.session, code)
    given = {**_usual(sign), **request.args}
    wanted = Alone(
        form=Form(given["form"]) if given.get("form") in set(Form) else Form.PDF,
        code_mm=_decimal(given.get("code_mm", "")),
        distance_m=_decimal(given.get("distance_m", "")),
        dpi=_whole(given.get("dpi", "")),
        has_frame="frame" in given,
        has_words="words" in given,
    )
    config = current_app.config
    try:
        raw = draw_code.draw(g.session, sign, wanted, public_url=config["SIGN_URL"], fonts=config["FONTS"])
    except Refused as refused:
        told = {fault.field: str(_(fault.sentence)) % fault.values for fault in refused.faults}
        return _page(sign, given, errors=told), 422
    name = f"code-{code}-{wanted.code_mm:g}mm.{wanted.form}"
    return Response(raw, mimetype=TYPES[wanted.form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _usual(sign: Sign) -> dict[str, str]:
    least = code_alone.least_mm(_address(sign), DISTANCE_M)
    return {"code_mm": number(least), "distance_m": number(DISTANCE_M), "dpi": str(DPI), "form": Form.PDF.value}


def _page(sign: Sign, given: Mapping[str, str], *, errors: Mapping[str, str] | None = None) -> str:
    kind = record_json.sign_record(sign).kind
    return render_template(
        "prints/code.html",
        sign=sign,
        row=show_signs.row(g.session, sign),
        given=given,
        errors=errors or {},
        forms=[(Form.PDF, _("PDF, nur Schwarz, für Druckereien")), (Form.SVG, "SVG"), (Form.PNG, "PNG")],
        sheet=SHEETS[kind],
        address=_address(sign),
    )


def _address(sign: Sign) -> str:
    return scan_address(current_app.config["SIGN_URL"], sign.code)


def _decimal(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return 0.0


def _whole(text: str) -> int:
    return int(text) if is_whole_number(text) and len(text) < 6 else 0
