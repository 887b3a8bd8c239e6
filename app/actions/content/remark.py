"""Remark: what people say about a version before it is public, each at a field of it.

Whoever has a task may say something, also at what another partner owns; the owner's people settle it.

remarks     what was said about a version and those it started from, since the last one that was public
beside      the same for whoever writes on, with what was said at the public one since; that keeps nothing back
add_remark  something said at a field
put_down    the same as a part of a decision, of which people are told anyway
deeds       what somebody may do about what is said of a version
answer      the owner's people reply, their guests as well
resolve     it was seen to
overrule    it stays as it is, for a reason; only the owner's approvers
reopen      whoever said it is not content
check       nothing open keeps a version from the public
"""

import dataclasses
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.actions.content import announce
from app.actions.people import rights
from app.actions.records import record_json
from app.errors import Forbidden, Invalid, WrongState
from app.i18n import N_
from app.models import Account, Event, EventKind, Remark, Revision, Role, Settled

TEXT_MAX = 2000
NOTHING = {
    EventKind.REMARK: N_("Bitte schreiben, was anzumerken ist."),
    EventKind.ANSWER_REMARK: N_("Bitte eine Antwort schreiben."),
    EventKind.OVERRULE_REMARK: N_("Bitte schreiben, warum es so bleibt."),
}
MAY = {
    "answer": (Role.PLANNER, Role.APPROVER, Role.GUEST),
    "resolve": (Role.PLANNER, Role.APPROVER),
    "overrule": (Role.APPROVER,),
}
OF_TRANSLATORS = ("answer", "resolve")  # of what is said of their words
OPEN_REMARKS = N_(
    "Zu dieser Fassung gibt es offene Anmerkungen (%(count)s). Bitte erst beantworten, erledigen oder mit einem Grund "
    "übergehen."
)


def remarks(session: Session, revision: Revision) -> Sequence[Remark]:
    """Return the remarks that matter for ``revision``, the oldest first."""
    query = select(Remark).where(Remark.revision_id.in_(_since_public(revision))).order_by(Remark.id)
    return session.scalars(query.options(joinedload(Remark.by), joinedload(Remark.settled_by))).all()


def beside(session: Session, revision: Revision) -> Sequence[Remark]:
    """Return the remarks for whoever writes on from ``revision`` or looks at what it changes."""
    public = revision.item.current
    if public is None:
        return remarks(session, revision)
    query = select(Remark).where(Remark.revision_id == public.revision_id, Remark.at >= public.published_at)
    since = session.scalars(query.order_by(Remark.id).options(joinedload(Remark.by), joinedload(Remark.settled_by)))
    return [*since, *(remarks(session, revision) if revision.id != public.revision_id else ())]


def add_remark(session: Session, revision: Revision, *, field: str, text: str, by: Account) -> Remark:
    """Say something at a field.  Raises Forbidden for whoever has no task, Invalid for nothing, too much, no field."""
    remark = put_down(session, revision, field=field, text=text, by=by)
    announce.remarked(session, remark)
    return remark


def put_down(session: Session, revision: Revision, *, field: str, text: str, by: Account) -> Remark:
    """Say something at a field as a part of what people are told of anyway.  Raises as ``add_remark`` does."""
    if not by.memberships:
        raise Forbidden("Anmerkungen schreibt, wer bei einem Partner eine Aufgabe hat.")
    _check_field(revision, field)
    text = _words(text, EventKind.REMARK)
    remark = Remark(revision=revision, field=field, text=text, by=by)
    session.add(remark)
    _note(session, EventKind.REMARK, remark, by, text)
    return remark


def answer(session: Session, remark: Remark, *, reply: str, by: Account) -> None:
    """Reply to an open remark.

    Raises Forbidden unless ``by`` plans, approves or is a guest at the item's partner, or translates the words that it
    is about, WrongState unless it is open, Invalid without an answer.
    """
    _check_owner(remark, "answer", by)
    reply = _words(reply, EventKind.ANSWER_REMARK)
    remark.settle(Settled.ANSWERED, by=by, reply=reply)
    _note(session, EventKind.ANSWER_REMARK, remark, by, reply)
    announce.settled(session, remark, by=by)


def resolve(session: Session, remark: Remark, *, by: Account) -> None:
    """Say that it was seen to.  Raises as ``answer`` does, for guests as well; whoever said it may, too."""
    if remark.by is not by:
        _check_owner(remark, "resolve", by)
    remark.settle(Settled.RESOLVED, by=by)
    _note(session, EventKind.RESOLVE_REMARK, remark, by, remark.text)
    announce.settled(session, remark, by=by)


def overrule(session: Session, remark: Remark, *, reply: str, by: Account) -> None:
    """Let it stay as it is, for a reason.

    Raises Forbidden unless ``by`` approves for the item's partner, WrongState unless it is open, Invalid without a
    reason.
    """
    rights.check(by, Role.APPROVER, remark.revision.item.owner)
    reply = _words(reply, EventKind.OVERRULE_REMARK)
    remark.settle(Settled.OVERRULED, by=by, reply=reply)
    _note(session, EventKind.OVERRULE_REMARK, remark, by, reply)
    announce.settled(session, remark, by=by)


def reopen(session: Session, remark: Remark, *, by: Account) -> None:
    """Open it again.  Raises Forbidden for all but who said it, WrongState unless it was answered or resolved."""
    if remark.by is not by:
        raise Forbidden("Wieder öffnen kann eine Anmerkung nur, wer sie geschrieben hat.")
    remark.reopen()
    _note(session, EventKind.REOPEN_REMARK, remark, by, remark.text)
    announce.remarked(session, remark)


def check(session: Session, revision: Revision) -> None:
    """Raise WrongState with their number if remarks are open."""
    among = Remark.revision_id.in_(_since_public(revision))
    count = session.scalar(select(func.count(Remark.id)).where(among, Remark.state == Settled.OPEN))
    if count:
        raise WrongState(OPEN_REMARKS, count=count)


def deeds(revision: Revision, account: Account) -> frozenset[str]:
    """Return what ``account`` may do about anything said of a version: say, answer, resolve, overrule."""
    found = {"say"} if account.memberships else set()
    for deed, roles in MAY.items():
        if any(rights.may_item(account, role, revision.item) for role in roles):
            found.add(deed)
    return frozenset(found)


def _since_public(revision: Revision) -> list[int]:
    """Return the ids of ``revision`` and of what it started from, up to what is public now."""
    public, found, step = revision.item.current, [revision.id], revision
    ends = (None, public.revision_id if public else None)
    while step.based_on_id not in ends and step.based_on is not None:
        step = step.based_on
        found.append(step.id)
    return found


def _check_owner(remark: Remark, deed: str, by: Account) -> None:
    if deed not in deeds(remark.revision, by) and not (deed in OF_TRANSLATORS and _translates(by, remark)):
        partner = remark.revision.item.owner.name
        raise Forbidden("Das dürfen nur Planung und Freigabe von %(partner)s.", partner=partner)


def _translates(by: Account, remark: Remark) -> bool:
    """Tell whether a remark is about words that ``by`` writes."""
    own = rights.translates(by, remark.revision.item)
    return remark.field.startswith(tuple(f"texts.{tag}." for tag in own))


def _check_field(revision: Revision, path: str) -> None:
    """Raise Invalid unless records of this kind have such a field; empty is the version as a whole."""
    name, *inner = path.split(".")
    names = {each.name for each in dataclasses.fields(record_json.record(revision.item.kind, revision.record))}
    if path and (name not in names or (name == "texts" and len(inner) < 2)):
        raise Invalid("Diese Angabe gibt es hier nicht. Bitte die Seite neu laden.")


def _words(text: str, kind: EventKind) -> str:
    text = text.strip()
    if not text:
        raise Invalid(NOTHING[kind])
    if len(text) > TEXT_MAX:
        raise Invalid("Das ist zu lang. Erlaubt sind höchstens %(limit)s Zeichen.", limit=TEXT_MAX)
    return text


def _note(session: Session, what: EventKind, remark: Remark, by: Account, comment: str) -> None:
    revision = remark.revision
    session.add(Event(what=what, item=revision.item, revision=revision, by=by, comment=comment))
    session.flush()
