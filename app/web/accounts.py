"""Signing in and out, and who may do what.

Flask-Security checks passwords and keeps the sign-in in a cookie that is sent to ``/studio`` alone; it commits by
itself where it signs somebody in.  Its roles stay unused, because ``Membership`` (partner x role) decides here.
Every page of the studio wants somebody signed in; ``require`` wants one of the named roles as well, at any partner.
Whether it is the right partner is for the actions to say.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import LoginForm, Security, SQLAlchemySessionUserDatastore, current_user
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response

from app.actions import show_line, sign_in
from app.errors import Forbidden
from app.models import Account, Membership, Partner, Role, now

OPEN = {"accounts.login", "words.choose", "line.colours", "static"}  # endpoints for which nobody has to sign in
SETTINGS = {
    "SECURITY_BLUEPRINT_NAME": "accounts",
    "SECURITY_URL_PREFIX": "/studio",
    "SECURITY_LOGIN_URL": "/anmelden",
    "SECURITY_LOGOUT_URL": "/abmelden",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/studio/",
    "SECURITY_POST_LOGOUT_VIEW": "/studio/anmelden",
    "SECURITY_LOGIN_USER_TEMPLATE": "accounts/login.html",
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_FLASH_MESSAGES": False,
    "SECURITY_CACHE_CONTROL": None,  # studio.py does that for every page
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_FRESHNESS": timedelta(seconds=-1),  # nothing here asks for the password a second time
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SINGLE_HASH": True,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    "WTF_CSRF_ENABLED": False,  # cross_site.py refuses foreign posts for all forms at once
}

P = ParamSpec("P")
R = TypeVar("R")


class SignInForm(LoginForm):
    """Flask-Security's form, with a lock after too many guesses.  ``refusal`` says what went wrong."""

    refusal = ""

    def validate(self, **kwargs: object) -> bool:
        address, moment = self.email.data or "", now()
        until = sign_in.locked_until(g.session, address, at=moment)
        if until is not None:
            minutes = max(1, round((until - moment).total_seconds() / 60))
            self.refusal = ngettext(
                "Zu viele Fehlversuche. Bitte in %(num)s Minute noch einmal versuchen.",
                "Zu viele Fehlversuche. Bitte in %(num)s Minuten noch einmal versuchen.",
                minutes,
            )
            return False
        if super().validate(**kwargs):
            sign_in.succeeded(g.session, address)
            return True
        sign_in.failed(g.session, address, at=moment)
        self.refusal = _("E-Mail-Adresse oder Passwort stimmen nicht.")
        return False


def install(app: Flask) -> None:
    """Let people sign in to ``app``, and nobody else see it."""
    app.config.update(SETTINGS)
    session: Any = LocalProxy(lambda: g.session)
    roles: Any = Membership  # never asked for
    datastore = SQLAlchemySessionUserDatastore(session, Account, roles)
    security = Security(app, datastore, login_form=SignInForm)
    security.want_json(lambda _request: False)

    @app.before_request
    def know() -> Response | tuple[str, int] | None:
        g.account = None
        if request.endpoint == "static":
            return None
        if current_user.is_authenticated:
            g.account = current_user._get_current_object()
        if request.endpoint in OPEN or g.account is not None:
            return None
        if request.method == "GET":
            return redirect(url_for("accounts.login", next=request.full_path.rstrip("?")))
        return render_template("accounts/expired.html"), 401

    @app.context_processor
    def waiting() -> dict[str, int]:
        return {"waiting": show_line.waiting(g.session, g.account) if g.account else 0}


def require(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Refuse everybody who has none of ``roles`` anywhere.  An admin has every role."""

    def wrap(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not (g.account.is_admin or any(each.role in roles for each in g.account.memberships)):
                raise Forbidden("Dafür fehlt diesem Konto die Aufgabe. Wer sie hat, weiß der Betrieb.")
            return view(*args, **kwargs)

        return guarded

    return wrap


def may(role: Role, partner: Partner) -> bool:
    """Tell whether the person who asks has ``role`` at ``partner``."""
    return bool(g.account.may(role, partner))
