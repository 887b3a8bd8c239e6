"""Flushing: counts of scans and openings from the spool into the database, and mails to the mail server."""

from app import mail
from app.actions.riders import count_openings, count_scans
from app.jobs.toolbox import Tools
from app.models import now


def scans(on: Tools) -> None:
    """Bring finished spool files into the database and remove them."""
    for each in (count_scans, count_openings):
        if not each.pending(on.spool, at=now()):
            continue
        with on.writing.begin() as session:
            done = each.collect(session, on.spool, at=now())
        for path in done:
            path.unlink(missing_ok=True)


def letters(on: Tools) -> None:
    """Tell people what waits for them, and send what is to be sent."""
    post = mail.Post(url=on.smtp_url, sender=on.mail_from, public_url=on.settings.public_url)
    mail.deliver(post, on.reading, on.writing)
