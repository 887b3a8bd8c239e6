"""The forms of signing in, with a lock after too many guesses.

Flask-Security's forms say whether something is right; here is counted how often it was not.  ``refusal`` is what the
page says on top, where it belongs to no field.
"""

import ipaddress
import math
from datetime import datetime
from types import SimpleNamespace

from flask import g, request, session
from flask_babel import ngettext
from flask_security import (
    ChangePasswordForm,
    ForgotPasswordForm,
    Form,
    LoginForm,
    MfRecoveryForm,
    ResetPasswordForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
    WebAuthnRegisterForm,
    WebAuthnSigninResponseForm,
    current_user,
)
from flask_security.utils import get_message
from wtforms import StringField

from app.actions.people import rate_limit
from app.actions.people.rate_limit import RateLimit
from app.models import now
from app.web.frame.languages import _

HOUSE_BITS = 64


class SignInForm(LoginForm):
    """Address and password; a machine that tries the passwords of many is locked out as well."""

    refusal = ""

    def validate(self, **kwargs: object) -> bool:
        address, machine = self.email.data or "", network()
        self.refusal = wait(address, RateLimit.PASSWORD) or wait(machine, RateLimit.NETWORK)
        if self.refusal:
            return False
        if super().validate(**kwargs):
            rate_limit.succeeded(g.session, address)
            return True
        _count(address, RateLimit.PASSWORD)
        _count(machine, RateLimit.NETWORK)
        self.refusal = _("E-Mail-Adresse oder Passwort stimmen nicht.")
        return False


class CodeForm(TwoFactorVerifyCodeForm):
    """The code of an app, after the password."""

    refusal = ""

    def validate(self, **kwargs: object) -> bool:
        assert self.user is not None
        self.code.data = "".join((self.code.data or "").split())
        self.refusal = wait(self.user.email, RateLimit.FACTOR)
        return not self.refusal and counted(super().validate(**kwargs), self.user.email, RateLimit.FACTOR)


class RecoveryForm(MfRecoveryForm):
    """A recovery code, instead of app or passkey."""

    refusal = ""

    def validate(self, **kwargs: object) -> bool:
        assert self.user is not None
        self.code.data = (self.code.data or "").strip().lower()
        self.refusal = wait(self.user.email, RateLimit.FACTOR)
        return not self.refusal and counted(super().validate(**kwargs), self.user.email, RateLimit.FACTOR)


class ConfirmForm(VerifyForm):
    """The password once more, before something that matters."""

    refusal = ""

    def validate(self, **kwargs: object) -> bool:
        self.refusal = wait(self.user.email, RateLimit.PASSWORD)
        if self.refusal or not self.user.password:
            return False
        return counted(super().validate(**kwargs), self.user.email, RateLimit.PASSWORD)


class NewPasswordForm(ChangePasswordForm):
    """The old password and a new one."""

    refusal = ""

    def validate(self, **kwargs: object) -> bool:
        self.refusal = wait(current_user.email, RateLimit.PASSWORD)
        if self.refusal:
            return False
        is_right = super().validate(**kwargs)
        if self.password.errors:
            rate_limit.failed(g.session, current_user.email, at=now())
        return bool(is_right)


class ForgottenForm(ForgotPasswordForm):
    """The address of somebody who needs a new password; each may ask a few times, and each machine for a few."""

    def validate(self, **kwargs: object) -> bool:
        address, machine = self.email.data or "", network()
        refusal = wait(address, RateLimit.RESET) or wait(machine, RateLimit.ASKING)
        if refusal:
            self.form_errors.append(refusal)
            return False
        _count(address, RateLimit.RESET)
        _count(machine, RateLimit.ASKING)
        return bool(super().validate(**kwargs))


class LinkForm(ResetPasswordForm):
    """A password by a link; whoever has the link need not wait for guesses that went wrong before."""

    def validate(self, **kwargs: object) -> bool:
        assert self.user is not None
        is_right = bool(super().validate(**kwargs))
        if is_right:
            rate_limit.succeeded(g.session, self.user.email)
        return is_right


class WhichForm(Form):
    """Which of several second factors; the page has a button for each."""

    which = StringField()


class PasskeyForm(WebAuthnRegisterForm):
    """What a new passkey is called; it always comes after the password."""

    usage = StringField(default="secondary")


class ShownPasskeyForm(WebAuthnSigninResponseForm):
    """A passkey that somebody shows; it is the second step of whoever took the first, and of nobody else."""

    def validate(self, **kwargs: object) -> bool:
        if not super().validate(**kwargs) or self.credential.errors:
            return False
        assert self.user is not None
        if self.is_verify or self.user.fs_uniquifier == session.get("tf_user_id"):
            return True
        self.credential.errors.append(get_message("WEBAUTHN_MISMATCH_USER_HANDLE")[0])
        return False


class RescueForm(Form):
    """Flask-Security's other ways in.  The page itself leads to backup codes, so that none is offered here."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.help_setup = SimpleNamespace(choices=[])


def counted(is_right: bool, who: str, limit: RateLimit) -> bool:
    """Remember a wrong guess, or forget those before a right one; return which it was."""
    if is_right:
        rate_limit.succeeded(g.session, who, limit=limit)
    else:
        rate_limit.failed(g.session, who, at=now(), limit=limit)
    return is_right


def wait(who: str, limit: RateLimit) -> str:
    """Return the sentence that tells until when ``who`` is locked out, or nothing."""
    moment = now()
    until = rate_limit.locked_until(g.session, who, at=moment, limit=limit)
    return _minutes(until, moment, limit) if until else ""


def network() -> str:
    """Return the machine that asks: its address, of IPv6 the half that a house has.

    Nothing where that is a proxy of ours or the house's own network.
    """
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address
    if not address.is_global:
        return ""
    return str(address) if address.version == 4 else str(ipaddress.ip_network((address, HOUSE_BITS), strict=False))


def _count(who: str, limit: RateLimit) -> None:
    if who:
        rate_limit.failed(g.session, who, at=now(), limit=limit)


def _minutes(until: datetime, moment: datetime, limit: RateLimit) -> str:
    minutes = math.ceil((until - moment).total_seconds() / 60)
    if limit in (RateLimit.RESET, RateLimit.ASKING):
        return str(
            ngettext(
                "Zu viele Anfragen. Bitte in %(num)s Minute noch einmal versuchen.",
                "Zu viele Anfragen. Bitte in %(num)s Minuten noch einmal versuchen.",
                minutes,
            )
        )
    return str(
        ngettext(
            "Zu viele Fehlversuche. Bitte in %(num)s Minute noch einmal versuchen.",
            "Zu viele Fehlversuche. Bitte in %(num)s Minuten noch einmal versuchen.",
            minutes,
        )
    )
