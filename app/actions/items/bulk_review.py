"""Bulk review: several versions on their way, each looked at on one page, then let pass or published with one press.

waiting which stations and plannings wait for somebody's decision
found   what of some stations and plannings is on its way, and what keeps it back
mark    what tells that a version is still what somebody has looked at
decide  approve, publish or plan exactly what was looked at, each by the rules that it has alone

Whatever changed since it was shown is left out, and the others go on (decision 48).
"""

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload, selectinload, with_polymorphic

from app.actions.content import publish, review
from app.actions.content.item_states import BELONGS, is_open
from app.actions.items.bulk import Outcome
from app.actions.packages.together import ordered
from app.actions.people.rights import check
from app.actions.records.titles import title_of
from app.errors import Forbidden, Missing, Overtaken, Refusal
from app.exchange.typed import is_whole_number
from app.i18n import N_
from app.models import Account, Item, Revision, Role, State

MOST = 50  # versions that one page shows
ON_WAY = (State.SUBMITTED, State.APPROVED)
CHANGED = N_("Das hat sich geändert, seit Sie es angesehen haben. Bitte noch einmal ansehen und dann entscheiden.")


class Then(enum.StrEnum):
    """What is to become of the versions."""

    APPROVE = "approve"
    PUBLISH = "publish"
    SCHEDULE = "schedule"


@dataclass(frozen=True, kw_only=True)
class OnWay:
    """A version that waits: ``refusal`` says why this person does not decide on it.

    ``hindrance`` says why it could not be published now.
    """

    revision: Revision
    title: str
    refusal: Refusal | None
    hindrance: Refusal | None

    @property
    def waits(self) -> bool:
        return self.revision.state is State.SUBMITTED


def waiting(session: Session, *, by: Account) -> list[int]:
    """Return the ids of as many items as a page shows whose versions wait for ``by``, the longest waiting first."""
    owner = Item.__table__.alias()
    query = (
        select(Revision.item_id)
        .join(Item, Item.id == Revision.item_id)
        .join(owner, owner.c.id == BELONGS)
        .where(Revision.state == State.SUBMITTED, Item.archived_at.is_(None))
        .where(~Revision.contributors.any(Account.id == by.id))
        .order_by(Revision.changed_at, Revision.id)
    )
    if not by.is_admin:
        partners = [each.partner_id for each in by.memberships if each.role is Role.APPROVER]
        query = query.where(owner.c.partner_id.in_(partners))
    return list(dict.fromkeys(session.scalars(query.limit(MOST))))


def found(session: Session, ids: Collection[int], *, by: Account) -> tuple[list[OnWay], list[Outcome]]:
    """Return the newest version on its way of each item, stations first, and of which items there is none.

    Raises Missing for more than a page shows.
    """
    if len(set(ids)) > MOST:
        raise Missing("Das sind zu viele auf einmal. Bitte höchstens %(most)s auswählen.", most=MOST)
    titles = dict(session.execute(select(Item.id, title_of(session, Item)).where(Item.id.in_(ids))).all())
    on_way = and_(Revision.item_id.in_(ids), Revision.state.in_(ON_WAY), is_open())
    newest = {each.item_id: each for each in _versions(session, on_way)}
    beside = [each.item for each in newest.values()]
    shown = [
        OnWay(
            revision=each,
            title=titles[each.item_id],
            refusal=_refusal(each, by),
            hindrance=publish.hindrance(session, each, beside=beside),
        )
        for each in ordered(newest.values())
    ]
    nothing = Missing("Hier wartet nichts auf Freigabe oder Veröffentlichung.")
    none = [Outcome(item_id=number, title=titles[number], refusal=nothing) for number in titles if number not in newest]
    return shown, none


def mark(revision: Revision) -> str:
    """Return what tells whether a version, and what it is compared with, are still those that were shown."""
    return f"{revision.id}.{revision.version}.{revision.item.current_id or 0}"


def decide(
    session: Session, marks: Sequence[str], *, then: Then, at: datetime | None = None, by: Account
) -> list[Outcome]:
    """Do ``then`` with each version that is still what its mark says, stations first, and return what came of each.

    ``at`` is the moment to publish.  Raises Missing without a mark, Invalid for a moment that is past.
    """
    publish.check_to_come(at)
    looked_at = {number: each for each in marks if is_whole_number(number := each.partition(".")[0])}
    if not 0 < len(looked_at) <= MOST:
        raise Missing("Bitte mindestens eine Fassung ankreuzen, höchstens %(most)s auf einmal.", most=MOST)
    versions = _versions(session, Revision.id.in_([int(number) for number in looked_at]))
    among = Item.id.in_([each.item_id for each in versions])
    titles = dict(session.execute(select(Item.id, title_of(session, Item)).where(among)).all())
    return [
        _one(session, each, looked_at[str(each.id)], titles[each.item_id], then, at, by) for each in ordered(versions)
    ]


def _one(
    session: Session, revision: Revision, seen: str, title: str, then: Then, at: datetime | None, by: Account
) -> Outcome:
    try:
        with session.begin_nested():
            if mark(revision) != seen:
                raise Overtaken(CHANGED)
            if revision.state is State.SUBMITTED or then is Then.APPROVE:
                review.approve(session, revision, by=by)
            if then is Then.PUBLISH:
                publish.publish(session, revision, by=by)
            elif then is Then.SCHEDULE:
                publish.schedule(session, revision, at=at, by=by)
    except Refusal as refusal:
        return Outcome(item_id=revision.item_id, title=title, refusal=refusal)
    return Outcome(item_id=revision.item_id, title=title)


def _refusal(revision: Revision, by: Account) -> Refusal | None:
    if revision.state is State.SUBMITTED:
        return review.why_not(revision, by)
    try:
        check(by, Role.APPROVER, revision.item.owner)
    except Forbidden as refusal:
        return refusal
    return None


def _versions(session: Session, wanted: ColumnElement[bool]) -> Sequence[Revision]:
    """Return versions, of each item the newest last, with what every rule asks of them."""
    query = select(Revision).where(wanted).order_by(Revision.item_id, Revision.number)
    asked = joinedload(Revision.asked), joinedload(Revision.author), joinedload(Revision.package)
    whole = with_polymorphic(Item, "*", aliased=True)  # so that nobody asks for each whose it is
    looked_up = joinedload(Revision.item.of_type(whole)).joinedload(whole.current), selectinload(Revision.contributors)
    return session.scalars(query.options(*asked, *looked_up)).all()
