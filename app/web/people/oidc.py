"""Signing in with the account of one's own house: OpenID Connect, where the operator has set it up.

The provider says who somebody is: the first time by a mail address that it has verified, from then on by the number
that it gives them, because an address may be somebody else's tomorrow.  What they may do here is decided here.
Nobody gets an account by this.  A second factor that the person has set up in the studio is asked for as well.

A provider may let people through who signed in with it this morning.  So a sign-in is as old as the provider says, and
whoever shall confirm who they are is asked by the provider as well (``max_age``).
"""

import time

from flask import Blueprint, Flask, current_app, flash, g, redirect, request, session, url_for
from flask_security import login_user
from flask_security.utils import validate_redirect_url
from werkzeug.wrappers import Response

from app.actions.people import identities, people
from app.actions.records import line_record
from app.config import Config
from app.errors import Forbidden, Missing, Refusal
from app.models import Account
from app.web.frame import errors
from app.web.frame.languages import _
from app.web.frame.session import write_now
from app.web.people import provider
from app.web.people.provider import Provider

bp = Blueprint("oidc", __name__)
ASKED = "oidc"  # in the session: where the person wanted to go, and when the provider was asked
CLOCKS_S = 60  # by which the provider's clock may be wrong


def install(app: Flask, config: Config) -> None:
    """Make the provider known to ``app``; without one its pages say that there is none."""
    provider.install(app, config)
    app.config["OIDC_TRUSTS_MAIL"] = bool(config.oidc and config.oidc.trusts_mail)
    app.jinja_env.globals["oidc_name"] = config.oidc.name if config.oidc else ""


@bp.get("/anmelden/haus")
def start() -> Response:
    """Send the person to the provider."""
    house = _provider()
    provider.forget_attempts()
    session[ASKED] = {"next": request.args.get("next", ""), "at": int(time.time())}
    more = {"prompt": "login", "max_age": 0} if g.account else {}
    try:
        answer: Response = house.authorize_redirect(_own_address(), **more)
    except provider.UNBELIEVABLE as error:
        return _failed(error)
    return answer


@bp.get("/anmelden/haus/zurueck")
def back() -> Response:
    """Let in whom the provider has sent back, if they have an account here."""
    try:
        said = _provider().person()
    except provider.UNBELIEVABLE as error:
        return _failed(error)
    write_now()
    try:
        account = _account(said)
    except Refusal as refusal:
        return _refused(errors.words(refusal))
    return _confirmed(account, said) if g.account else _entered(account, said)


def _account(said: dict[str, object]) -> Account:
    """Return the account of whom the provider speaks of.  Raises Forbidden if there is none, WrongState as ``bind``."""
    who = {"issuer": str(said["iss"]), "subject": str(said["sub"])}
    email = str(said.get("email", ""))
    account = identities.known(g.session, **who)
    if account is None:
        if not email or not _is_verified(said.get("email_verified")):
            raise Forbidden("Der Anmeldedienst nennt keine bestätigte E-Mail-Adresse. Bitte mit Passwort anmelden.")
        account = identities.bind(g.session, **who, email=email)
    people.end_due(g.session, today=line_record.today(g.session))
    if account is None or not account.active:
        raise Forbidden("Zu %(email)s gibt es hier kein offenes Konto. Der Betrieb kann eines anlegen.", email=email)
    return account


def _entered(account: Account, said: dict[str, object]) -> Response:
    where = _where("line.start")
    second: Response | None = current_app.extensions["security"].two_factor_plugins.tf_enter(
        account, False, "oidc", next_loc=where
    )
    if second is not None:
        return second
    login_user(account, authn_via=["oidc"])
    session["fs_paa"] = _seen_at(said)
    return redirect(where)


def _confirmed(account: Account, said: dict[str, object]) -> Response:
    """Note that a person who is signed in has shown once more who they are."""
    if account.id != g.account.id:
        return _refused(_("Das war ein anderes Konto als das, mit dem Sie angemeldet sind."))
    if _seen_at(said) < session.get(ASKED, {}).get("at", 0) - CLOCKS_S:
        return _refused(_("Der Anmeldedienst hat nicht noch einmal gefragt, wer Sie sind. Bitte anders bestätigen."))
    session["fs_paa"] = _seen_at(said)
    flash(_("Danke, bestätigt."))
    return redirect(_where("account.index"))


def _is_verified(said: object) -> bool:
    """Tell whether a mail address counts; some providers write the truth as a word, and some leave it out."""
    return said in (True, "true") or (said is None and current_app.config["OIDC_TRUSTS_MAIL"])


def _seen_at(said: dict[str, object]) -> int:
    """Return when the provider last asked the person for anything; long ago where it does not say."""
    return min(int(str(said.get("auth_time") or 0)), int(time.time()))


def _where(otherwise: str) -> str:
    wanted = session.pop(ASKED, {}).get("next", "")
    return wanted if validate_redirect_url(wanted) else url_for(otherwise)


def _provider() -> Provider:
    found: Provider | None = current_app.extensions["oidc"].create_client(provider.NAME)
    if found is None:
        raise Missing("Hier ist kein Anmeldedienst eingerichtet. Bitte mit Passwort anmelden.")
    return found


def _own_address() -> str:
    return f"{current_app.config['PUBLIC_URL']}{url_for('.back')}"


def _failed(error: Exception) -> Response:
    current_app.logger.error("Signing in with the provider failed.", exc_info=error)
    if isinstance(error, provider.SILENT):
        return _refused(_("Der Anmeldedienst antwortet nicht. Bitte später noch einmal, oder mit Passwort anmelden."))
    return _refused(_("Die Anmeldung beim Anmeldedienst hat nicht geklappt. Bitte noch einmal versuchen."))


def _refused(sentence: str) -> Response:
    """Lead back to where the person chose the provider, with what they wanted."""
    flash(sentence, "error")
    wanted = session.pop(ASKED, {}).get("next") or None
    return redirect(url_for("sign_in.verify" if g.account else "sign_in.login", next=wanted))
