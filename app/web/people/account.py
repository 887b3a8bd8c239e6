"""One's own account: what one is called, which language one reads, how one signs in, and what comes by mail."""

from collections.abc import Mapping

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, session, url_for
from flask_security import login_user
from flask_security.utils import check_and_get_token_status
from werkzeug.wrappers import Response

from app.actions.items import show_assigned
from app.actions.people import notices, people, preferences
from app.actions.people.rate_limit import RateLimit
from app.errors import Invalid
from app.exchange.typed import whole_number
from app.models import NoticeKind
from app.web.frame import errors, languages, shortcut_keys
from app.web.frame.access import fresh, lacks_factor
from app.web.frame.languages import _, _l
from app.web.people import letters
from app.web.people.sign_in_forms import counted, wait

bp = Blueprint("account", __name__)
Answer = str | Response | tuple[str, int]
KINDS: Mapping[NoticeKind, str] = {
    NoticeKind.HANDED_IN: _l("Etwas wartet auf meine Freigabe"),
    NoticeKind.GIVEN_BACK: _l("Was ich geschrieben habe, kommt zurück"),
    NoticeKind.APPROVED: _l("Was ich geschrieben habe, ist freigegeben"),
    NoticeKind.REMARK: _l("Jemand merkt zu meiner Fassung etwas an"),
    NoticeKind.REPLY: _l("Jemand antwortet auf meine Anmerkung"),
    NoticeKind.MENTION: _l("Jemand nennt mich mit @"),
    NoticeKind.FILE: _l("Aus meiner Datei ließ sich nichts bauen"),
    NoticeKind.DUE: _l("Etwas ist wieder anzusehen"),
}


@bp.get("/konto/")
def index() -> str:
    return _page()


@bp.post("/konto/")
def keep() -> Answer:
    """Keep name, language and shortcuts."""
    name = request.form.get("name", "")
    try:
        people.rename(g.session, g.account, name)
    except Invalid as refusal:
        return _page(name=name, wrong=errors.words(refusal)), 422
    languages.remember(request.form.get("language", ""))
    preferences.choose(g.session, g.account, shortcut_keys.NAME, request.form.get("shortcuts") == "on")
    flash(_("Gemerkt."))
    return redirect(url_for(".index"), code=303)


@bp.post("/konto/mails")
def choose_mails() -> Response:
    """Keep which kinds of notices come by mail as well."""
    notices.choose(g.session, g.account, request.form.getlist("mail"))
    flash(_("Gemerkt."))
    return redirect(url_for(".index"), code=303)


@bp.post("/konto/ueberall-abmelden")
def sign_out() -> Response:
    """Close all windows of the person but this one, which thereby has not shown once more who sits there."""
    confirmed_at = session.get("fs_paa", 0)
    people.sign_out(g.session, g.account)
    login_user(g.account, authn_via=["session"])
    session["fs_paa"] = confirmed_at
    flash(_("Alle anderen Fenster und Geräte sind abgemeldet."))
    return redirect(url_for(".index"), code=303)


@bp.get("/konto/app")
@fresh
def app() -> Answer:
    secret = current_app.extensions["security"].totp_factory.generate_totp_secret()
    return _app(secret)


@bp.post("/konto/app")
@fresh
def add_app() -> Answer:
    """Take an app's codes as second factor, once a first one was right."""
    expired, invalid, secret = check_and_get_token_status(
        request.form.get("state", ""), "tf_setup", current_app.config["SECURITY_TWO_FACTOR_SETUP_WITHIN"]
    )
    if expired or invalid:
        flash(_("Das hat zu lange gedauert. Bitte den neuen Code lesen."), "error")
        return redirect(url_for(".app"), code=303)
    wrong = wait(g.account.email, RateLimit.FACTOR)
    if not wrong and not _is_right(secret):
        wrong = _("Dieser Code stimmt nicht oder ist abgelaufen. Bitte den nächsten eingeben.")
    if wrong:
        return _app(secret, wrong=wrong), 200  # and the guess is counted, which 422 would undo
    security = current_app.extensions["security"]
    security.datastore.tf_set(g.account, "authenticator", secret)
    flash(_("Die App ist eingerichtet. Von jetzt an fragt das Studio nach dem Passwort noch nach ihrem Code."))
    return redirect(url_for("sign_in.mf_recovery_codes" if not g.account.mf_recovery_codes else ".index"), code=303)


@bp.post("/konto/app/entfernen")
@fresh
def remove_app() -> Answer:
    current_app.extensions["security"].datastore.tf_reset(g.account)
    flash(_("Die App ist entfernt."))
    return redirect(url_for(".index"), code=303)


@bp.post("/konto/passkeys/entfernen")
@fresh
def remove_passkey() -> Response:
    name = people.forget_passkey(g.session, g.account, request.form.get("passkey", 0, type=whole_number))
    flash(_("Der Passkey „%(name)s“ ist entfernt.", name=name))
    return redirect(url_for(".index"), code=303)


def _is_right(secret: str) -> bool:
    code = "".join(request.form.get("code", "").split())
    factory = current_app.extensions["security"].totp_factory
    leeway_s = current_app.config["SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY"]
    g.account.tf_counter = None  # codes of another app before this one
    return counted(factory.verify_totp(code, secret, g.account, leeway_s), g.account.email, RateLimit.FACTOR)


def _app(secret: str, *, wrong: str = "") -> str:
    security = current_app.extensions["security"]
    return render_template(
        "people/account/app.html",
        setup=security.totp_factory.fetch_setup_values(secret, g.account),
        state=security.tf_setup_serializer.dumps(secret),
        is_demanded=lacks_factor(g.account),
        wrong=wrong,
    )


def _page(*, name: str | None = None, wrong: str = "") -> str:
    return render_template(
        "people/account/index.html",
        name=g.account.name if name is None else name,
        wrong=wrong,
        chosen=g.account.preferences.get("language", ""),
        codes=len(g.account.mf_recovery_codes or []),
        pseudonym=people.PSEUDONYM % g.account.id,
        mails=[(kind, words, notices.wants_mail(g.account, kind)) for kind, words in KINDS.items()],
        can_mail=letters.can_be_sent(),
        kept_days=notices.KEPT.days,
        works=show_assigned.assigned(g.session, g.account),
    )
