"""Post: notices that somebody wants by mail as well become letters.

Found in state: whatever is not yet posted.  Where no mail is sent it counts as posted all the same, so that nobody
gets old news on the day that a mail server is set up; nor is anything posted that was seen meanwhile, or is past.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.actions.people import mail_queue
from app.actions.people.notice_words import letter
from app.actions.people.notices import wants_mail
from app.models import Notice

BATCH = 100


def post(session: Session, public_url: str, *, by_mail: bool) -> int:
    """Write the letters about what people were told, and return how many."""
    query = select(Notice).where(~Notice.is_posted).order_by(Notice.id).limit(BATCH)
    query = query.options(joinedload(Notice.account), joinedload(Notice.by))
    count = 0
    for notice in session.scalars(query.with_for_update(of=Notice, skip_locked=True)).all():
        notice.is_posted = True
        reader = notice.account
        if by_mail and notice.seen_at is None and reader.active and wants_mail(reader, notice.kind):
            subject, body = letter(notice, reader, public_url)
            mail_queue.write(session, to=reader.email, subject=subject, body=body)
            count += 1
    session.flush()
    return count
