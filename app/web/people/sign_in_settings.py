"""What Flask-Security is told: its settings, and its sentences in our words.

Its messages are English and short; here each one that a person can meet says what is wrong and what to do.
"""

import base64
import hashlib
from datetime import timedelta
from urllib.parse import urlsplit

from app.actions.people.accounts import PASSWORD_MIN
from app.actions.people.sign_ins import LONGEST
from app.config import Config
from app.models import now
from app.web.frame import access
from app.web.frame.languages import _l

CODES = 10
MESSAGES = {
    "API_ERROR": _l("Das hat der Browser unvollständig geschickt. Bitte noch einmal von vorn."),
    "DISABLED_ACCOUNT": _l("Dieses Konto ist gesperrt. Der Betrieb kann es wieder freigeben."),
    "GENERIC_AUTHN_FAILED": _l("E-Mail-Adresse oder Passwort stimmen nicht."),
    "INVALID_EMAIL_ADDRESS": _l("Das ist keine E-Mail-Adresse."),
    "INVALID_INPUT": _l("Hier stehen Zeichen, die nicht gehen. Bitte anders schreiben."),
    "INVALID_INPUT_LENGTH": _l("Der Name ist zu lang. Erlaubt sind höchstens 64 Zeichen."),
    "INVALID_PASSWORD": _l("Das Passwort stimmt nicht."),
    "INVALID_RECOVERY_CODE": _l("Diesen Code gibt es nicht, oder er ist schon verbraucht."),
    "INVALID_RESET_PASSWORD_TOKEN": _l("Dieser Link gilt nicht mehr. Hier lässt sich ein neuer anfordern."),
    "PASSWORD_CHANGE": _l("Das Passwort ist geändert. Alle anderen Fenster sind abgemeldet."),
    "PASSWORD_INVALID_LENGTH": _l("Das Passwort braucht mindestens %(length)s Zeichen."),
    "PASSWORD_IS_THE_SAME": _l("Das ist das bisherige Passwort. Bitte ein neues wählen."),
    "PASSWORD_NOT_PROVIDED": _l("Bitte ein Passwort eingeben."),
    "PASSWORD_RESET_EXPIRED": _l("Dieser Link ist abgelaufen. Hier lässt sich ein neuer anfordern."),
    "PASSWORD_RESET_NO_LOGIN": _l("Das Passwort ist gesetzt. Jetzt damit anmelden."),
    "REAUTHENTICATION_REQUIRED": _l("Das ist länger her. Zur Sicherheit bitte noch einmal bestätigen, wer Sie sind."),
    "REAUTHENTICATION_SUCCESSFUL": _l("Danke, bestätigt."),
    "RETYPE_PASSWORD_MISMATCH": _l("Die beiden Passwörter sind nicht gleich."),
    "TWO_FACTOR_INVALID_TOKEN": _l("Dieser Code stimmt nicht oder ist abgelaufen. Bitte den nächsten eingeben."),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": _l("Angemeldet."),
    "TWO_FACTOR_PERMISSION_DENIED": _l("Die Anmeldung hat zu lange gedauert. Bitte noch einmal von vorn."),
    "WEBAUTHN_CREDENTIAL_ID_INUSE": _l("Dieser Passkey ist schon eingerichtet."),
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": _l("Dieser Passkey gilt hier nicht."),
    "WEBAUTHN_EXPIRED": _l("Das hat zu lange gedauert. Bitte noch einmal versuchen."),
    "WEBAUTHN_MISMATCH_USER_HANDLE": _l("Dieser Passkey gehört zu einem anderen Konto."),
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": _l("Im Namen gehen nur Buchstaben, Ziffern, Leerzeichen, - und _."),
    "WEBAUTHN_NAME_INUSE": _l("Einen Passkey „%(name)s“ gibt es schon. Bitte anders nennen."),
    "WEBAUTHN_NAME_REQUIRED": _l("Bitte einen Namen geben, an dem Sie ihn erkennen."),
    "WEBAUTHN_NO_VERIFY": _l("Der Passkey ließ sich nicht prüfen. Bitte noch einmal versuchen."),
    "WEBAUTHN_REGISTER_SUCCESSFUL": _l(
        "Der Passkey „%(name)s“ ist eingerichtet. Von jetzt an fragt das Studio nach dem Passwort noch nach ihm."
    ),
    "WEBAUTHN_ORPHAN_CREDENTIAL_ID": _l("Diesen Passkey kennt das Studio nicht."),
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": _l("Diesen Passkey kennt das Studio nicht."),
}
GOOD = {"PASSWORD_CHANGE", "PASSWORD_RESET_NO_LOGIN", "REAUTHENTICATION_SUCCESSFUL", "WEBAUTHN_REGISTER_SUCCESSFUL"}
ASKED = (
    _l("Wenn es zu %(email)s ein Konto gibt, kommt gleich eine Mail mit einem Link."),
    _l("Wenn es zu %(email)s ein Konto gibt, sieht der Betrieb jetzt, dass Sie einen Link für ein Passwort brauchen."),
)


FIXED = {
    "SECURITY_BLUEPRINT_NAME": "sign_in",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/studio/",
    "SECURITY_POST_LOGOUT_VIEW": "/studio/anmelden",
    "SECURITY_POST_CHANGE_VIEW": "/studio/konto/",
    "SECURITY_POST_VERIFY_VIEW": "/studio/konto/",
    "SECURITY_WAN_POST_REGISTER_VIEW": "/studio/konto/",
    "SECURITY_TWO_FACTOR_ERROR_VIEW": "/studio/anmelden",
    "SECURITY_LOGIN_USER_TEMPLATE": "people/sign_in/login.html",
    "SECURITY_VERIFY_TEMPLATE": "people/sign_in/verify.html",
    "SECURITY_FORGOT_PASSWORD_TEMPLATE": "people/sign_in/forgot_password.html",
    "SECURITY_RESET_PASSWORD_TEMPLATE": "people/sign_in/reset_password.html",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": "people/sign_in/change_password.html",
    "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "people/sign_in/code.html",
    "SECURITY_TWO_FACTOR_SELECT_TEMPLATE": "people/sign_in/select.html",
    "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "people/sign_in/recovery.html",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "people/sign_in/recovery_codes.html",
    "SECURITY_WAN_REGISTER_TEMPLATE": "people/sign_in/passkeys.html",
    "SECURITY_WAN_SIGNIN_TEMPLATE": "people/sign_in/passkey.html",
    "SECURITY_WAN_VERIFY_TEMPLATE": "people/sign_in/passkey.html",
    "SECURITY_RECOVERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,  # seconds that a clock may be wrong by
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": CODES,
    "SECURITY_WEBAUTHN": True,
    "SECURITY_WAN_ALLOW_AS_FIRST_FACTOR": False,
    "SECURITY_WAN_ALLOW_AS_VERIFY": ["secondary"],
    "SECURITY_RESET_PASSWORD_WITHIN": timedelta(days=2),
    "SECURITY_PASSWORD_LENGTH_MIN": PASSWORD_MIN,
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SINGLE_HASH": True,
    "SECURITY_EMAIL_PLAINTEXT": False,  # letters.py writes the words itself
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_FRESHNESS": access.FRESH,
    "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(0),
    "SECURITY_DATETIME_FACTORY": now,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    "WTF_CSRF_ENABLED": False,  # cross_site.py refuses foreign posts for all forms at once
    "PERMANENT_SESSION_LIFETIME": LONGEST,
}


def settings(config: Config) -> dict[str, object]:
    """Return the settings.  Secrets in the database are encrypted with keys that come from ``SECRET_KEY``."""
    host = urlsplit(config.public_url).hostname or "localhost"
    can_mail = bool(config.smtp_url)
    key = base64.urlsafe_b64encode(hashlib.sha256(f"codes:{config.secret_key}".encode()).digest())
    sentences = {
        f"SECURITY_MSG_{name}": (words, "info" if name in GOOD else "error") for name, words in MESSAGES.items()
    }
    return {
        **FIXED,
        **sentences,
        "SECURITY_TOTP_SECRETS": {"1": hashlib.sha256(f"totp:{config.secret_key}".encode()).hexdigest()},
        "SECURITY_TOTP_ISSUER": f"Studio {host}",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [key],
        "SECURITY_WAN_RP_NAME": f"Studio {host}",
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": can_mail,
        "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": can_mail,
        "SECURITY_MSG_PASSWORD_RESET_REQUEST": (ASKED[0 if can_mail else 1], "info"),
    }
