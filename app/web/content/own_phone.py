"""A preview on one's own phone: behind a code beside each preview, at an address that nobody can guess, for a day.

It is the riders' page at the top of a window and not in a frame, so that AR works as for riders.  Nobody signs in: the
address says what is shown, to whom and since when, signed with the key of this installation.  The files that viewers of
the phone fetch by themselves stand below it and end with it.
"""

import base64
import hashlib
from datetime import UTC, datetime
from pathlib import PurePosixPath

import werkzeug
from flask import Blueprint, Response, current_app, flash, g, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from markupsafe import Markup, escape

from app import qr
from app.actions.content import preview, share
from app.actions.people import drafts
from app.errors import Ended, Missing
from app.i18n import N_
from app.models import Account, Item, Revision, now
from app.web.content import framed
from app.web.content.lookup import revision_of
from app.web.frame import current_line, languages
from app.web.frame.languages import _
from app.web.riders.files import ALONE, HEADERS, TYPES, public

bp = Blueprint("own_phone", __name__)
UNLISTED = {**dict(HEADERS), "X-Robots-Tag": "noindex, nofollow", ALONE[0]: ALONE[1]}
CODE_MM = 50.0
OVER = N_("Diese Vorschau ist zu Ende. Neben der Vorschau im Studio steht ein neuer Code.")


@bp.app_template_global("own_phone")
def offered(*, item_id: int = 0, revision_id: int = 0) -> dict[str, str]:
    """Return address and code for the person's own phone: of a version, or of the newest that they see of an item."""
    token = _signer().dumps([item_id, revision_id, g.account.id, round(now().timestamp() * 1000)])
    address = f"{current_app.config['PUBLIC_URL']}{url_for('own_phone.start', token=token)}"
    drawing = qr.svg(address, code_mm=CODE_MM)
    code = f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
    return {"address": address, "code": code}


@bp.get("/telefon/<token>/")
def start(token: str) -> werkzeug.Response:
    """Lead to the page in the language of the phone."""
    shown, _until = _opened(token)
    spoken = current_line.record().languages
    language = request.accept_languages.best_match(spoken) or spoken[0]
    path = preview.address(shown.item, current_line.record(), language)
    return redirect(f"{_root(token)}{path}")


@bp.get("/telefon/<token>/<language>/<path:rest>/")
def page(token: str, language: str, rest: str) -> Response:
    shown, until = _opened(token)
    own = preview.addresses(g.session, shown.item)
    wanted = preview.wanted(own, language, rest)
    html = preview.draw(g.session, shown, wanted, current_app.config["SITE"], root=_root(token))
    said = _("Vorschau, noch nicht die Seite der Fahrgäste. Gilt bis %(at)s.", at=languages.moment(until))
    head, main, body = html.partition("<main")
    opening, end, rest_of_page = body.partition(">")
    note = Markup('<p class="note" lang="{}">{}</p>').format(languages.chosen(), escape(said))
    led = framed.led(f"{head}{main}{opening}{end}{note}{rest_of_page}", own, _root(token), is_framed=False)
    return Response(led, headers=UNLISTED)


@bp.get("/telefon/<token>/media/<path:key>")
def file(token: str, key: str) -> Response:
    """Send a file of a draft to a viewer that has no cookie."""
    _opened(token)
    body = public(current_app.config["MEDIA"].get)(key)
    if body is None:
        raise Missing("Diese Datei gibt es nicht.")
    kind = TYPES.get(PurePosixPath(key).suffix, "application/octet-stream")
    return Response(body, headers=UNLISTED, content_type=kind)


@bp.post("/telefon/beenden")
def end() -> Response:
    share.end_phones(g.session, g.account)
    flash(_("Beendet. Auf keinem Telefon ist noch eine Ihrer Vorschauen zu sehen."))
    return Response(status=303, headers={"Location": url_for("account.index")})


def _opened(token: str) -> tuple[Revision, datetime]:
    """Return the version that an address shows, and until when.  Raises Missing if it shows nothing any more."""
    try:
        item_id, revision_id, account_id, made_ms = _signer().loads(token)
    except BadSignature:
        raise Ended(OVER) from None
    account, made_at = g.session.get(Account, account_id), datetime.fromtimestamp(made_ms / 1000, UTC)
    if account is None or not share.lasts(account, made_at):
        raise Ended(OVER)
    drafts.hide(g.session, account)
    item = g.session.get(Item, item_id) if item_id else None
    shown = preview.newest(g.session, item, of=account) if item else revision_of(revision_id)
    if shown is None:
        raise Ended(OVER)
    return shown, made_at + share.ON_PHONE


def _root(token: str) -> str:
    return url_for("own_phone.start", token=token).removesuffix("/")


def _signer() -> URLSafeSerializer:
    key = current_app.config["SECRET_KEY"]
    return URLSafeSerializer(key, "own phone", signer_kwargs={"digest_method": hashlib.sha256})
