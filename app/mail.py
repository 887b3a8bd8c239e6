"""Mail: letters that wait in the database go to the operator's mail server.

``SMTP_URL`` is smtp://host:port with STARTTLS where the server offers it, or smtps:// with TLS from the start; name and
password stand before the host, percent-encoded.  Nothing is locked while the server is talked to: a letter is claimed,
sent and settled in three steps, and one that is sent twice after a crash is seen as one by its name.
"""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

import structlog
from sqlalchemy.orm import Session, sessionmaker

from app.actions import announce, post
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
    """Write the letters about what waits for people, and send all that are due."""
    with writing.begin() as session:
        announce.announce(session, by.public_url, by_mail=bool(by.url))
    if not by.url:
        return
    with reading() as session:
        found = post.due(session, at=now())
    for number in found:
        _deliver(by, writing, number)


def _deliver(by: Post, writing: sessionmaker[Session], number: int) -> None:
    with writing.begin() as session:
        letter = post.claim(session, number, at=now())
    if letter is None:
        return
    try:
        send(by, letter)
    except OSError:
        log.exception("a letter could not be sent", letter=number)
        settle = post.failed
    else:
        settle = post.sent
    with writing.begin() as session:
        settle(session, session.get_one(Letter, number), at=now())


def send(by: Post, letter: Letter) -> None:
    """Send a letter.  Raises OSError, of which smtplib's exceptions are kinds, if the server cannot or will not."""
    host = urlsplit(by.public_url).hostname
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = by.sender, letter.to, letter.subject
    message["Date"] = formatdate()
    message["Message-ID"] = f"<letter-{letter.id}.{letter.made_at.timestamp():.0f}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    where = urlsplit(by.url)
    with _connected(where.scheme, where.hostname or "localhost", where.port or PORTS[where.scheme]) as server:
        if where.username:
            server.login(unquote(where.username), unquote(where.password or ""))
        server.send_message(message)


def _connected(scheme: str, host: str, port: int) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=WAIT_S, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=WAIT_S)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
    return server
