"""Announce: tell people by mail what waits for them, or what became of what they handed in.

Found in state: ``Revision.is_told`` falls whenever a version moves on.  Where no mail is sent it only rises again, so
that nobody gets old news on the day that a mail server is set up.
"""

from dataclasses import dataclass

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from app.actions.content import review
from app.actions.people import mail_queue
from app.actions.records.titles import title_of
from app.models import Account, Event, EventKind, Item, Membership, Revision, Role, State

BATCH = 100


@dataclass(frozen=True)
class Words:
    """A letter's subject and body; both may say title, name (of the author), by, note and link."""

    subject: str
    body: str


WORDS: dict[str, dict[State, Words]] = {
    "de": {
        State.SUBMITTED: Words(
            "Wartet auf Freigabe: %(title)s",
            "%(name)s hat „%(title)s“ zur Freigabe gegeben.\n\n%(note)sAnsehen und entscheiden:\n%(link)s",
        ),
        State.DRAFT: Words(
            "Zurückgegeben: %(title)s",
            "%(by)s hat „%(title)s“ zurückgegeben.\n\n%(note)sAnsehen und ändern:\n%(link)s",
        ),
        State.APPROVED: Words(
            "Freigegeben: %(title)s",
            "%(by)s hat „%(title)s“ freigegeben.\n\n%(note)sAnsehen:\n%(link)s",
        ),
    },
    "en": {
        State.SUBMITTED: Words(
            "Waiting for approval: %(title)s",
            "%(name)s has handed in “%(title)s”.\n\n%(note)sLook and decide:\n%(link)s",
        ),
        State.DRAFT: Words(
            "Given back: %(title)s",
            "%(by)s has given “%(title)s” back.\n\n%(note)sLook and change:\n%(link)s",
        ),
        State.APPROVED: Words(
            "Approved: %(title)s",
            "%(by)s has approved “%(title)s”.\n\n%(note)sLook:\n%(link)s",
        ),
    },
}
DECISIONS = (EventKind.SUBMIT, EventKind.WITHDRAW, EventKind.GIVE_BACK, EventKind.APPROVE)


def announce(session: Session, public_url: str, *, by_mail: bool) -> int:
    """Write the letters about versions that moved on, and return how many."""
    query = select(Revision, title_of(session, Item)).join(Item, Item.id == Revision.item_id).where(~Revision.is_told)
    count = 0
    for revision, title in session.execute(query.order_by(Revision.id).limit(BATCH)).all():
        if by_mail:
            count += _tell(session, revision, title, f"{public_url}/studio/fassungen/{revision.id}/")
        seen = (Revision.id == revision.id, Revision.version == revision.version)
        told = update(Revision).where(*seen).values(is_told=True)  # no new version: nobody is overtaken by it
        session.execute(told, execution_options={"synchronize_session": False})
        session.expire(revision, ["is_told"])
    session.flush()
    return count


def _tell(session: Session, revision: Revision, title: str, link: str) -> int:
    last = select(Event).where(Event.revision_id == revision.id, Event.what.in_(DECISIONS))
    event = session.scalars(last.order_by(Event.id.desc()).limit(1)).first()
    if event is None or event.what is EventKind.WITHDRAW or revision.state not in WORDS["de"]:
        return 0
    readers = _approvers(session, revision) if revision.state is State.SUBMITTED else [revision.author]
    values = {
        "title": title,
        "name": revision.author.name,
        "by": event.by.name,
        "note": f"„{event.comment}“\n\n" if event.comment else "",
        "link": link,
    }
    told = [each for each in readers if each.active and each is not event.by]
    for reader in told:
        words = WORDS[_language(reader)][revision.state]
        mail_queue.write(session, to=reader.email, subject=words.subject % values, body=words.body % values)
    return len(told)


def _approvers(session: Session, revision: Revision) -> list[Account]:
    """Return who can decide; admins only where they have the task, or nobody else has."""
    role = (Membership.account_id == Account.id, Membership.role == Role.APPROVER)
    query = select(Account).where(Account.active, exists().where(*role)).order_by(Account.id)
    found = [each for each in session.scalars(query) if review.may_decide(revision, each)]
    if found:
        return found
    admins = select(Account).where(Account.active, Account.memberships.any(Membership.role == Role.ADMIN))
    return [each for each in session.scalars(admins) if review.may_decide(revision, each)]


def _language(reader: Account) -> str:
    chosen = reader.preferences.get("language")
    return chosen if chosen in WORDS else "de"
