"""Signing in and out, and who may do what.

Flask-Security checks passwords, codes and passkeys, and keeps who signed in in a cookie that is sent to ``/studio``
alone.  That cookie opens something as long as its sign-in stands in the database, and then no copy of it any more.
Flask-Security commits by itself where it signs somebody in.  Only those of its pages are here that the studio uses.
Its roles stay unused, because ``Membership`` (partner x role) decides.
Every page of the studio wants somebody signed in who has some task; ``require`` wants one of the named roles as well,
at any partner.  Whether it is the right partner is for the actions to say.
"""

from typing import Any

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, session, url_for
from flask_login import user_logged_in, user_logged_out
from flask_security import (
    Security,
    SQLAlchemySessionUserDatastore,
    current_user,
    recovery_codes,
    tf_plugin,
    views,
    webauthn,
)
from flask_security.utils import set_request_attr
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response

from app.actions.line import show_todo
from app.actions.people import drafts, notices, people, sign_ins
from app.actions.records import line_record
from app.config import Config
from app.errors import Forbidden
from app.models import Account, Membership, Passkey, now
from app.web.frame import access
from app.web.frame.languages import _
from app.web.people import sign_in_forms
from app.web.people.letters import Letters
from app.web.people.second_factor import Codes, Passkeys
from app.web.people.sign_in_settings import settings


def rescue() -> Response:
    """Lead whoever has lost app and passkey to the backup codes."""
    return redirect(url_for("sign_in.mf_recovery"))


KEY = "sign_in"  # in the cookie: what the database knows this browser by
BOTH = ("GET", "POST")
ENTERING = (  # for whoever is not signed in yet
    ("/anmelden", "login", views.login, BOTH),
    ("/anmelden/auswahl", "tf_select", tf_plugin.tf_select, BOTH),
    ("/anmelden/code", "two_factor_token_validation", views.two_factor_token_validation, BOTH),
    ("/anmelden/passkey", "wan_signin", webauthn.webauthn_signin, BOTH),
    ("/anmelden/passkey/<token>", "wan_signin_response", webauthn.webauthn_signin_response, ("POST",)),
    ("/anmelden/hilfe", "two_factor_rescue", rescue, ("GET",)),
    ("/anmelden/ersatzcode", "mf_recovery", recovery_codes.mf_recovery, BOTH),
    ("/passwort-vergessen", "forgot_password", views.forgot_password, BOTH),
    ("/passwort-vergessen/<token>", "reset_password", views.reset_password, BOTH),
)
INSIDE = (
    ("/abmelden", "logout", views.logout, ("POST",)),
    ("/konto/bestaetigen", "verify", views.verify, BOTH),
    ("/konto/bestaetigen/passkey", "wan_verify", webauthn.webauthn_verify, BOTH),
    ("/konto/bestaetigen/passkey/<token>", "wan_verify_response", webauthn.webauthn_verify_response, ("POST",)),
    ("/konto/passwort", "change_password", views.change_password, BOTH),
    ("/konto/ersatzcodes", "mf_recovery_codes", recovery_codes.mf_recovery_codes, BOTH),
    ("/konto/passkeys", "wan_register", webauthn.webauthn_register, BOTH),
    ("/konto/passkeys/<token>", "wan_register_response", access.fresh(webauthn.webauthn_register_response), ("POST",)),
)
ONLY_OUTSIDE = {f"sign_in.{name}" for _path, name, _view, _methods in ENTERING} - {"sign_in.reset_password"}
AFTER_PASSWORD = ONLY_OUTSIDE - {"sign_in.login", "sign_in.forgot_password"}
OPEN = {
    *ONLY_OUTSIDE,
    "sign_in.reset_password",
    "language_switch.choose",
    "line.colours",
    *(f"own_phone.{name}" for name in ("start", "page", "file")),
    "share.show",
    "share.page",
    *(f"work.{name}" for name in ("show", "done", "trouble")),
    "static",
    "oidc.start",
    "oidc.back",
}
WITHOUT_TASK = {  # what an account sees to which nobody has given a task: itself
    *OPEN,
    *(f"account.{name}" for name in ("index", "keep", "sign_out", "app", "add_app", "remove_app", "remove_passkey")),
    *(f"sign_in.{name}" for _path, name, _view, _methods in INSIDE),
}
FACTOR_PAGES = {
    *("account.app", "account.add_app", "language_switch.choose", "line.colours", "oidc.start", "oidc.back"),
    *(f"sign_in.{name}" for _path, name, _view, _methods in INSIDE),
}


def install(app: Flask, config: Config) -> None:
    """Let people sign in to ``app``, and nobody else see it."""
    app.config.update(settings(config), SECOND_FACTOR=config.second_factor, CAN_MAIL=bool(config.smtp_url))
    database: Any = LocalProxy(lambda: g.session)
    roles: Any = Membership  # never asked for
    security = Security(
        app,
        SQLAlchemySessionUserDatastore(database, Account, roles, Passkey),
        register_blueprint=False,
        login_form=sign_in_forms.SignInForm,
        verify_form=sign_in_forms.ConfirmForm,
        forgot_password_form=sign_in_forms.ForgottenForm,
        reset_password_form=sign_in_forms.LinkForm,
        change_password_form=sign_in_forms.NewPasswordForm,
        two_factor_verify_code_form=sign_in_forms.CodeForm,
        two_factor_rescue_form=sign_in_forms.RescueForm,
        two_factor_select_form=sign_in_forms.WhichForm,
        mf_recovery_form=sign_in_forms.RecoveryForm,
        wan_register_form=sign_in_forms.PasskeyForm,
        wan_signin_response_form=sign_in_forms.ShownPasskeyForm,
        totp_cls=Codes,
        webauthn_util_cls=Passkeys,
        mail_util_cls=Letters,
    )
    security.want_json(lambda _request: False)
    app.login_manager.user_loader(signed_in)  # type: ignore[attr-defined]  # Flask-Login's
    user_logged_in.connect(begin, app)
    user_logged_out.connect(end, app)
    bp = Blueprint("sign_in", __name__)
    for path, name, view, methods in (*ENTERING, *INSIDE):
        bp.add_url_rule(path, name, view, methods=methods)
    app.register_blueprint(bp, url_prefix="/studio")
    app.before_request(know)

    @app.context_processor
    def waiting() -> dict[str, int]:
        if g.account is None:
            return {"waiting": 0, "unseen": 0}
        return {
            "waiting": show_todo.waiting(g.session, g.account),
            "unseen": notices.unseen(g.session, g.account),
        }


def signed_in(uniquifier: str) -> Account | None:
    """Return whose browser it is; None unless its sign-in stands in the database."""
    key, today = session.get(KEY, ""), line_record.today(g.session)
    found = sign_ins.account(g.session, uniquifier=uniquifier, key=key, at=now(), today=today)
    if found is not None:
        set_request_attr("fs_authn_via", "session")
        set_request_attr("fs_paa", session.get("fs_paa", 0))
    return found


def begin(_app: Flask, user: Account) -> None:
    """Write down that somebody has signed in, anew each time, so that no key from before opens anything."""
    end(_app, user)
    session[KEY] = sign_ins.begin(g.session, user, at=now())


def end(_app: Flask, user: object) -> None:
    """Forget the sign-in of this browser, wherever its cookie was copied to."""
    sign_ins.end(g.session, session.pop(KEY, ""))


def know() -> Response | tuple[str, int] | None:
    """Find out who asks; lead to the sign-in, or to what is demanded of the person first."""
    g.account = None
    if request.endpoint == "static":
        return None
    if request.method == "POST" and request.endpoint == "sign_in.login":
        people.end_due(g.session, today=line_record.today(g.session))  # who comes after the last day is told so
    if current_user.is_authenticated:
        g.account = current_user._get_current_object()
        if request.endpoint not in OPEN:  # a link to a preview shows its version to whoever has it
            drafts.hide(g.session, g.account)
    if g.account is None and request.endpoint not in OPEN:
        if request.method == "GET":
            return redirect(url_for("sign_in.login", next=request.full_path.rstrip("?")))
        return render_template("people/sign_in/expired.html"), 401
    if g.account is None and request.endpoint in AFTER_PASSWORD and "tf_user_id" not in session:
        return redirect(url_for("sign_in.login"))
    if g.account is not None and request.endpoint in ONLY_OUTSIDE:
        return redirect(url_for("line.start"))
    if g.account is not None and access.lacks_factor(g.account) and request.endpoint not in FACTOR_PAGES:
        flash(_("Für dieses Konto ist ein zweiter Faktor vorgeschrieben. Bitte zuerst einen einrichten."), "info")
        return redirect(url_for("account.app"))
    return None if g.account is None or g.account.memberships else _without_task()


def _without_task() -> Response | None:
    """Let somebody whom nobody has given a task see their own account, and nothing else.  Raises Forbidden."""
    if request.endpoint is None or request.endpoint in WITHOUT_TASK:
        return None
    if request.endpoint == "line.start":  # where signing in leads to
        return redirect(url_for("account.index"))
    raise Forbidden("Dieses Konto hat noch keine Aufgabe und sieht nur sich selbst. Der Betrieb kann ihm eine geben.")
