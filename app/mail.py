"""Mail: letters that wait in the database go to the operator's mail server.

``SMTP_URL`` is smtp://host:port with STARTTLS where the server offers it, or smtps:// with TLS from the start; name and
password stand before the host, percent-encoded, and are told over TLS only.  Nothing is locked while the server is
talked to: a letter is claimed, sent and settled in three steps, and one that is sent twice after a crash is seen as one
by its name.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import SplitResult, unquote, urlsplit

import idna
import structlog
from sqlalchemy.orm import Session, sessionmaker

from app.actions.people import mail_queue, notices, post
from app.models import Letter, now

log = structlog.get_logger()
WAIT_S = 20
PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, kw_only=True)
class Post:
    """A mail server, empty where there is none; who letters come from; and the address that they lead to."""

    url: str
    sender: str
    public_url: str


def deliver(by: Post, reading: sessionmaker[Session], writing: sessionmaker[Session]) -> None:
    """Write the letters about what people were told, and send all that are due; forget what is long past."""
    with writing.begin() as session:
        post.post(session, by.public_url, by_mail=bool(by.url))
        mail_queue.forget(session, at=now())
        notices.forget(session, at=now())
    if not by.url:
        return
    with reading() as session:
        found = mail_queue.due(session, at=now())
    for number in found:
        _deliver(by, writing, number)


def _deliver(by: Post, writing: sessionmaker[Session], number: int) -> None:
    with writing.begin() as session:
        letter = mail_queue.claim(session, number, at=now())
    if letter is None:
        return
    try:
        send(by, letter)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the letters behind this one do not wait for it
        log.warning("a letter could not be sent", letter=number, why=_why(error))
        settle = mail_queue.failed
    else:
        settle = mail_queue.sent
    with writing.begin() as session:
        letter = session.get_one(Letter, number)
        settle(session, letter, at=now())
        if letter.sent_at is None and letter.due_at is None:
            log.error("a letter was given up", letter=number, after=letter.failures)


def send(by: Post, letter: Letter) -> None:
    """Send a letter.  Raises OSError, of which smtplib's exceptions are kinds, if the server cannot or will not."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = by.sender, _sendable(letter.to), letter.subject
    message["Date"] = formatdate()
    host = urlsplit(by.public_url).hostname
    message["Message-ID"] = f"<letter-{letter.id}.{letter.made_at.timestamp():.0f}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    with _connected(urlsplit(by.url)) as server:
        server.send_message(message)


def _sendable(address: str) -> str:
    """Return an address with its host as every mail server knows it: *köln.example* as *xn--kln-sna.example*."""
    name, _at, host = address.rpartition("@")
    return address if host.isascii() else f"{name}@{idna.encode(host, uts46=True).decode()}"


@contextmanager
def _connected(where: SplitResult) -> Iterator[smtplib.SMTP]:
    """Talk to a server, over TLS if it can, and say who we are if that is set."""
    host, port = where.hostname or "localhost", where.port or PORTS[where.scheme]
    is_secret = where.scheme == "smtps"
    if is_secret:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=WAIT_S, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, port, timeout=WAIT_S)
    try:
        server.ehlo()
        if not is_secret and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            is_secret = True
        if where.username and not is_secret:
            raise smtplib.SMTPNotSupportedError("it offers no TLS, so that it is not told the password")
        if where.username:
            server.login(unquote(where.username), unquote(where.password or ""))
        yield server
    finally:
        with suppress(OSError):  # the server has the letter or not; how it says goodbye makes no difference
            server.quit()
        server.close()


def _why(error: Exception) -> str:
    """Return what went wrong without anybody's address, which servers repeat in what they say."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"recipient refused, {', '.join(str(code) for code, _said in error.recipients.values())}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__}, {error.smtp_code}"
    return f"{type(error).__name__}: {error}"
