"""Letters that the studio writes when somebody signs up, forgot a password or changed it.

They are put down in the database with what caused them; a job sends them.  Where no mail can be sent, an admin sees
who waits for a link and hands it over.
"""

from typing import Any

from flask import current_app, g, url_for
from flask_babel import force_locale
from flask_security import MailUtil
from flask_security.recoverable import generate_reset_password_token

from app.actions.people import mail_queue, people
from app.models import Account
from app.web.frame.languages import _


class Letters(MailUtil):
    """What Flask-Security calls to send a mail; it is only written here."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: str | tuple[str, str],
        sender: str | tuple[str, str],
        body: str | None,
        html: str | None,
        **given: Any,
    ) -> None:
        if "reset_instructions" in template:
            forgotten(given["user"])
        else:
            changed(given["user"])


def can_be_sent() -> bool:
    """Tell whether there is a mail server."""
    return bool(current_app.config["CAN_MAIL"])


def password_link(account: Account) -> str:
    """Return the address at which ``account`` sets a password, once, within two days."""
    token = generate_reset_password_token(account)  # type: ignore[no-untyped-call]
    path = url_for("sign_in.reset_password", token=token)
    return f"{current_app.config['PUBLIC_URL']}{path}"


def forgotten(account: Account) -> None:
    """Send somebody the way to a new password; without mail, let admins see that they wait for one."""
    if not can_be_sent():
        people.ask_for_password(g.session, account)
        return
    with force_locale(_language(account)):
        words = _(
            "Guten Tag %(name)s,\n\nhier lässt sich ein neues Passwort für das Studio setzen:\n\n%(link)s\n\n"
            "Der Link gilt zwei Tage und einmal. Wer keinen wollte, kann diese Mail vergessen.",
            name=account.name,
            link=password_link(account),
        )
        mail_queue.write(g.session, to=account.email, subject=_("Neues Passwort für das Studio"), body=words)


def invited(account: Account, *, by: Account) -> None:
    """Send somebody new the way to their first password."""
    with force_locale(_language(account)):
        words = _(
            "Guten Tag %(name)s,\n\n%(by)s hat Ihnen ein Konto im Studio angelegt. Hier setzen Sie Ihr Passwort:\n\n"
            "%(link)s\n\nDer Link gilt zwei Tage und einmal.",
            name=account.name,
            by=by.name,
            link=password_link(account),
        )
        mail_queue.write(g.session, to=account.email, subject=_("Ihr Konto im Studio"), body=words)


def changed(account: Account) -> None:
    """Tell somebody that their password is another now."""
    with force_locale(_language(account)):
        words = _(
            "Guten Tag %(name)s,\n\ndas Passwort Ihres Kontos im Studio wurde gerade geändert. Waren Sie das nicht? "
            "Dann sagen Sie es bitte sofort dem Betrieb.",
            name=account.name,
        )
        mail_queue.write(g.session, to=account.email, subject=_("Ihr Passwort wurde geändert"), body=words)


def _language(account: Account) -> str:
    return str(account.preferences.get("language", "de"))
