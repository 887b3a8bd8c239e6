"""Signing in with the account of one's own house: OpenID Connect, where the operator has set it up.

The provider says who somebody is, by a mail address that it has verified; what they may do here is decided here.
Nobody gets an account by this.  A second factor that the person has set up in the studio is asked for as well.
"""

import time

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, current_app, flash, g, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_security import login_user
from flask_security.utils import validate_redirect_url
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from app.config import Config
from app.errors import Missing

bp = Blueprint("oidc", __name__)
NAME = "house"
NEXT = "oidc_next"  # in the session: where the person wanted to go


def install(app: Flask, config: Config) -> None:
    """Make the provider known to ``app``; without one its pages say that there is none."""
    app.config["OIDC"] = config.oidc.name if config.oidc else ""
    oauth = OAuth(app)
    if config.oidc:
        oauth.register(
            NAME,
            server_metadata_url=f"{config.oidc.issuer}/.well-known/openid-configuration",
            client_id=config.oidc.client_id,
            client_secret=config.oidc.client_secret,
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": 10},
        )
    app.extensions["oidc"] = oauth
    app.jinja_env.globals["oidc_name"] = app.config["OIDC"]


@bp.get("/anmelden/haus")
def start() -> Response:
    """Send the person to the provider."""
    session[NEXT] = request.args.get("next", "")
    try:
        answer: Response = _provider().authorize_redirect(_own_address())
    except (OAuthError, requests.RequestException):
        current_app.logger.exception("the provider could not be asked")
        return _refused(_("Der Anmeldedienst antwortet nicht. Bitte später noch einmal, oder mit Passwort anmelden."))
    return answer


@bp.get("/anmelden/haus/zurueck")
def back() -> Response:
    """Let in whom the provider has sent back, if they have an account here."""
    try:
        token = _provider().authorize_access_token()
    except (OAuthError, JoseError, requests.RequestException):
        current_app.logger.exception("the provider's answer does not hold")
        return _refused(_("Die Anmeldung beim Anmeldedienst hat nicht geklappt. Bitte noch einmal versuchen."))
    said = token.get("userinfo") or {}
    email = str(said.get("email", ""))
    if not email or said.get("email_verified") is False:
        return _refused(_("Der Anmeldedienst nennt keine bestätigte E-Mail-Adresse. Bitte mit Passwort anmelden."))
    security = current_app.extensions["security"]
    account = security.datastore.find_user(email=email, case_insensitive=True)
    if account is None or not account.active:
        return _refused(_("Zu %(email)s gibt es hier kein offenes Konto. Der Betrieb kann eines anlegen.", email=email))
    wanted = session.pop(NEXT, "")
    where = wanted if wanted and validate_redirect_url(wanted) else url_for("line.start")
    if g.account is not None:
        return _confirmed(account.id == g.account.id, where)
    second: Response | None = security.two_factor_plugins.tf_enter(account, False, "oidc", next_loc=where)
    if second is None:
        login_user(account, authn_via=["oidc"])
    return second or redirect(where)


def _confirmed(is_same: bool, where: str) -> Response:
    """Note that a person who is signed in has shown once more who they are."""
    if not is_same:
        flash(_("Das war ein anderes Konto als das, mit dem Sie angemeldet sind."), "error")
        return redirect(url_for("accounts.verify"))
    session["fs_paa"] = time.time()
    return redirect(where)


def _provider() -> "OAuth":
    provider = current_app.extensions["oidc"].create_client(NAME)
    if provider is None:
        raise Missing("Hier ist kein Anmeldedienst eingerichtet. Bitte mit Passwort anmelden.")
    return provider


def _own_address() -> str:
    return f"{current_app.config['PUBLIC_URL']}{url_for('.back')}"


def _refused(sentence: str) -> Response:
    flash(sentence, "error")
    return redirect(url_for("accounts.login"))
