"""Edit: from the published words to a draft with new ones.

start         a person's open draft of an item, or a new one from what is newest
begin         a new draft with new words, from what is newest
save          new words in a draft; what it said before stays in the history; whoever is overtaken is told so
rebase        bring a draft up to what was published meanwhile, with merged words
credit        count whoever wrote what a draft says, wherever it took that from
name          give a version a name to find it by
newest        what the next draft starts from
open_draft    a person's own, the one that editing goes on with
seen          what somebody was shown, though it may have been saved over since
is_overtaken  whether something was published beside a draft
"""

from collections.abc import Mapping

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.actions.people.rights import check_item, check_words, check_write
from app.actions.records import record_json
from app.errors import Missing, Overtaken, WrongState
from app.exchange.reading import plain
from app.i18n import N_
from app.models import (
    Account,
    Edition,
    Event,
    EventKind,
    Item,
    Revision,
    Role,
    State,
    now,
)
from app.models.base import Json
from app.models.revision import PAST

TOO_LATE = N_("Jemand anderes hat diesen Entwurf inzwischen geändert. Ihre Eingaben stehen noch da, daneben die neuen.")


def start(session: Session, item: Item, *, by: Account) -> Revision:
    """Return the open draft of ``by``, or a new one based on the newest approved or published revision.

    Raises Forbidden unless ``by`` plans for the item's partner, WrongState if the item is archived, Missing if there is
    nothing to start from.
    """
    check_open(item, by)
    found = open_draft(session, item, of=by)
    if found is not None:
        return found
    base = newest(session, item)
    if base is None:
        raise Missing("Es gibt noch keine Fassung, von der ein Entwurf ausgehen könnte.")
    return add_draft(session, item, base.record, by=by, based_on=base)


def begin(session: Session, item: Item, given: Mapping[str, object], *, by: Account) -> Revision:
    """Make a new draft that says what is ``given``, based on what is newest.

    Raises Forbidden, WrongState and Missing as ``start`` does, Invalid with every fault of ``given``.
    """
    check_write(by, item)
    _check_kept(item)
    base = newest(session, item)
    if base is None:
        raise Missing("Es gibt noch keine Fassung, von der ein Entwurf ausgehen könnte.")
    record = record_json.checked(session, item, given)
    check_words(by, item, _plain(item, base.record), record)
    return add_draft(session, item, record, by=by, based_on=base)


def add_draft(
    session: Session, item: Item, record: Json, *, by: Account, based_on: Revision | None = None, name: str = ""
) -> Revision:
    """Make a new draft of ``item``; ``record`` is plain and checked.

    Whoever wrote what it is based on is an author of it, too, as long as nobody has approved that.
    """
    number = _next_number(session, item)
    revision = Revision(
        item=item, number=number, record=record, author=by, contributors=[by], based_on=based_on, name=name
    )
    session.add_all([revision, Event(what=EventKind.DRAFT, item=item, revision=revision, by=by)])
    if based_on is not None:
        credit(session, revision, based_on)
    session.flush()
    return revision


def newest(session: Session, item: Item) -> Revision | None:
    """Return what the next draft starts from: approved but not yet published, else published, else once approved.

    As long as nothing was ever approved, it is what was written last.
    """
    approved = select(Revision).where(Revision.item == item, Revision.state == State.APPROVED)
    approved = approved.order_by(Revision.number.desc()).limit(1)
    waiting = session.scalars(approved.where(~exists().where(Edition.revision_id == Revision.id))).first()
    if item.current is None:
        return waiting or session.scalars(approved).first() or _written_last(session, item)
    if waiting is not None and waiting.number > item.current.revision.number:
        return waiting
    return item.current.revision


def stored_last(session: Session, item: Item, *, of: Account) -> Revision | None:
    """Return what ``of`` has stored last, whatever became of it: handed in, published, discarded."""
    query = select(Revision).where(Revision.item == item, Revision.author == of, Revision.state != State.KEPT)
    return session.scalars(query.order_by(Revision.number.desc()).limit(1)).first()


def save(session: Session, revision: Revision, given: Mapping[str, object], *, version: int, by: Account) -> None:
    """Store new words in a draft; what it said before becomes a revision that is kept, under the number it had.

    Raises Forbidden unless ``by`` plans for the item's partner, WrongState unless it is a draft, Overtaken unless
    ``version`` is the one that the person looked at, Invalid with every fault of ``given``.
    """
    _save(session, revision, given, revision.record, version=version, by=by)


def _save(
    session: Session, revision: Revision, given: Mapping[str, object], before: Json, *, version: int, by: Account
) -> None:
    """Store new words; a translator's differ from ``before`` as far as they may."""
    check_write(by, revision.item)
    revision.check_draft()
    if revision.version != version:
        raise Overtaken(TOO_LATE)
    record = record_json.checked(session, revision.item, given)
    check_words(by, revision.item, _plain(revision.item, before), record)
    if record == revision.record:
        return
    kept = _copy(revision)
    revision.number, revision.name = _next_number(session, revision.item), ""  # each number stands for one revision
    revision.record = record
    revision.changed_at = now()
    if by not in revision.contributors:
        revision.contributors.append(by)
    session.flush()
    session.add(kept)
    session.flush()


def rebase(session: Session, revision: Revision, given: Mapping[str, object], *, version: int, by: Account) -> None:
    """Store words merged with what is newest, and let the draft start from there.  Raises as ``save`` does."""
    base = newest(session, revision.item)
    _save(session, revision, given, base.record if base else revision.record, version=version, by=by)
    revision.based_on = base
    session.flush()


def credit(session: Session, revision: Revision, source: Revision) -> None:
    """Count those who wrote ``source``, from which ``revision`` took words, among its authors.

    What somebody has approved was seen by two people and is nobody's own change any more.
    """
    if source.state is not State.APPROVED:
        revision.contributors += [each for each in source.contributors if each not in revision.contributors]
        session.flush()


def name(session: Session, revision: Revision, text: str, *, by: Account) -> None:
    """Give a version a name.  Raises Forbidden unless ``by`` plans for the item's partner."""
    check_item(by, Role.PLANNER, revision.item)
    revision.name = text.strip()
    session.flush()


def seen(session: Session, item: Item, revision_id: int, number: int) -> Revision | None:
    """Return what somebody was shown of a revision when it had ``number``, or None if there was no such thing."""
    found: Revision | None = session.get(Revision, revision_id)
    if found is None or found.item_id != item.id or found.number == number:
        return found if found is not None and found.item_id == item.id else None
    query = select(Revision).where(Revision.item_id == item.id, Revision.number == number)
    return session.scalars(query).first()


def check_open(item: Item, by: Account) -> None:
    """Raise Forbidden unless ``by`` plans for the item's partner, WrongState if the item is archived."""
    check_item(by, Role.PLANNER, item)
    _check_kept(item)


def _plain(item: Item, record: Json) -> Json:
    found: Json = plain(record_json.record(item.kind, record))
    return found


def _check_kept(item: Item) -> None:
    if item.archived_at is not None:
        raise WrongState("Das liegt im Archiv. Wer es ändern will, holt es zuerst zurück.")


def _written_last(session: Session, item: Item) -> Revision | None:
    query = select(Revision).where(Revision.item == item, Revision.state.not_in(PAST))
    return session.scalars(query.order_by(Revision.number.desc())).first()


def _copy(draft: Revision) -> Revision:
    """Return what a draft says, for the history, before it says something else."""
    return Revision(
        item_id=draft.item_id,
        number=draft.number,
        state=State.KEPT,
        record=draft.record,
        author_id=draft.author_id,
        contributors=list(draft.contributors),
        based_on_id=draft.based_on_id,
        name=draft.name,
        created_at=draft.created_at,
        changed_at=draft.changed_at,
    )


def _next_number(session: Session, item: Item) -> int:
    session.execute(select(Item.id).where(Item.id == item.id).with_for_update())  # two at once wait for one another
    count = session.scalar(select(func.max(Revision.number)).where(Revision.item_id == item.id))
    return (count or 0) + 1


def is_overtaken(session: Session, revision: Revision) -> bool:
    """Tell whether something was published meanwhile that the revision does not descend from; one query at most."""
    session.flush()  # what it is based on may have been said just now
    current = revision.item.current
    if current is None or current.revision_id in (revision.id, revision.based_on_id):
        return False
    line = select(Revision.id, Revision.based_on_id).where(Revision.id == revision.id)
    descent = line.cte("descent", recursive=True)
    older = select(Revision.id, Revision.based_on_id).join(descent, Revision.id == descent.c.based_on_id)
    descent = descent.union(older)
    return session.scalar(select(descent.c.id).where(descent.c.id == current.revision_id)) is None


def open_draft(session: Session, item: Item, *, of: Account) -> Revision | None:
    """Return the open draft that ``of`` has of ``item``, the one that editing goes on with."""
    own = (Revision.item_id == item.id, Revision.author_id == of.id, Revision.state == State.DRAFT)
    return session.scalars(select(Revision).where(*own).order_by(Revision.number.desc())).first()
