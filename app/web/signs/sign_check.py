"""Sign check: the page that checks a sign with a phone, also offline, and what its service worker needs.

Its scripts may run WebAssembly and its page may use camera and location: nowhere else in the studio is that allowed.
The service worker keeps this page and nothing else: its scope is ``/studio/schild/``.
"""

from pathlib import Path
from typing import TypeVar

import werkzeug
from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from werkzeug.datastructures import FileStorage

from app.actions.people import rights
from app.actions.signs import check_signs, idempotency, show_signs
from app.actions.signs.check_signs import Given
from app.errors import Invalid, Missing, Refusal
from app.models import Check, Finding, Role, SignStage, now
from app.storage import Store
from app.web.frame import errors, forms, labels, moments
from app.web.frame.access import may, require
from app.web.frame.languages import _
from app.web.signs import offline_words

T = TypeVar("T", Finding, SignStage)

bp = Blueprint("sign_check", __name__)
FOLDER = Path(__file__).parents[1] / "static/js/sign_check"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
PERMISSIONS = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"
OFFERED = (SignStage.MOUNTED, SignStage.DAMAGED, SignStage.RETIRED)


@bp.get("/schild/")
@require(Role.KEEPER)
def index() -> str:
    code = _code(request.args.get("code", ""))
    return _page(code, {"request_id": idempotency.new_id(), "code": code})


@bp.post("/schild/")
@require(Role.KEEPER)
def note() -> werkzeug.Response | Response | tuple[Response | str, int]:
    """Keep a check; answer the page's script in JSON, and who has none with a page."""
    try:
        kept = check_signs.note(g.session, _given(), by=g.account, at=now(), ours=_ours())
    except Refusal as refusal:
        status, sentence = errors.status_of(refusal), errors.words(refusal)
        if forms.is_script():
            return make_response({"words": sentence}), status
        return _page(_code(request.form.get("code", "")), request.form, wrong=sentence), status
    told = _told(kept)
    if forms.is_script():
        return make_response({"found": kept.found, "conflict": kept.conflict, "words": told})
    flash(told, "message" if kept.found is Finding.GOOD and not kept.conflict else "error")
    return redirect(url_for(".index", code=kept.sign.code), code=303)


@bp.get("/schild/bestand.json")
@require(Role.KEEPER)
def stock() -> Response:
    return make_response(check_signs.stock(g.session, g.account, ours=_ours()))


@bp.get("/schild/<any(service_worker, code_reader):name>.js")
def script(name: str) -> Response:
    """Return the service worker, whose address is its scope, or the reader, which carries its own policy."""
    return send_from_directory(FOLDER, f"{name}.js", mimetype="text/javascript", max_age=0)


@bp.get("/schild/foto/<int:check_id>-<int:number>.jpg")
def photo(check_id: int, number: int) -> Response:
    """Return a photograph: for those who keep the sign alone, because there may be faces on it."""
    check = check_signs.get(g.session, check_id)
    rights.check(g.account, Role.KEEPER, check.sign.station.partner)
    photos = check.photos
    raw = _media().get(photos[number]) if number < len(photos) else None
    if raw is None:
        raise Missing("Dieses Foto gibt es nicht.")
    return Response(raw, mimetype="image/jpeg")


@bp.after_request
def allow(response: Response) -> Response:
    """Let camera, location and WebAssembly in, here alone."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Permissions-Policy"] = PERMISSIONS
    return response


def _page(code: str, form: object, *, wrong: str = "") -> str:
    found = check_signs.find(g.session, code)
    return render_template(
        "signs/sign_check/index.html",
        sign=found,
        row=show_signs.row(g.session, found) if found else None,
        checks=check_signs.of(g.session, found) if found else (),
        may_keep=found is not None and may(Role.KEEPER, found.station.partner),
        code=code,
        form=form,
        wrong=wrong,
        offered=OFFERED,
        words=_words(),
    )


def _words() -> dict[str, object]:
    """Return what the page's script has to say."""
    return {
        "findings": {kind: {"title": str(title), "advice": str(advice)} for kind, (title, advice) in _findings()},
        "states": {state: str(name) for state, name in labels.SIGN_STATES.items()},
        "steps": {
            "reading": _("Code in den Rahmen halten."),
            "noCamera": _("Die Kamera lässt sich nicht öffnen. Bitte erlauben, oder unten die Nummer eintippen."),
            **offline_words.steps(),
        },
    }


def _findings() -> list[tuple[Finding, tuple[object, object]]]:
    return [(kind, labels.FINDINGS[kind]) for kind in Finding]


def _told(kept: Check) -> str:
    title, advice = labels.FINDINGS[kept.found]
    told = f"{kept.sign.code}: {title} {advice if kept.found is not Finding.GOOD else ''}".strip()
    if kept.conflict:
        state = labels.SIGN_STATES[kept.sign.state]
        told += " " + _("Inzwischen ist das Schild „%(state)s“; dieser Zustand blieb.", state=state)
    return told


def _given() -> Given:
    form = request.form
    return Given(
        request_id=form.get("request_id", ""),
        code=_code(form.get("code", "")),
        seen=_choice(Finding, form.get("seen", "good")) or Finding.GOOD,
        seen_at=moments.noted(form.get("seen_at", "")),
        read=form.get("read", "").strip(),
        was=_choice(SignStage, form.get("was", "")),
        state=_choice(SignStage, form.get("state", "")),
        note=" ".join(form.get("note", "").split()),
        photos=tuple(_kept(each) for each in request.files.getlist("photo") if each.filename),
    )


def _kept(given: FileStorage) -> str:
    return _media().put_private("photo.jpg", check_signs.photo(given.read()))


def _media() -> Store:
    store: Store = current_app.config["MEDIA"]
    return store


def _choice(kind: type[T], given: str) -> T | None:
    if given and given not in set(kind):
        raise Invalid("„%(given)s“ steht nicht zur Wahl. Bitte die Seite neu laden.", given=given)
    return kind(given) if given else None


def _code(given: str) -> str:
    return given.strip().upper()


def _ours() -> tuple[str, ...]:
    """Return the addresses that lead here: of today's signs, and of the pages, which earlier ones may have."""
    return current_app.config["SIGN_URL"], current_app.config["PUBLIC_URL"]
