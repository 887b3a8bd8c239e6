"""Publish: make an approved revision what riders see, or take an item out of their sight.

publish        an edition from an approved revision, which becomes the current one
schedule       the same at a moment to come; also for taking down
roll_back      a new edition from an old one, for a reason
reissue        a new edition after an address changed, or files that it shows were loaded anew
hindrance      why a version could not be published now, once it is approved
lapsing        what is planned and would lapse if versions were published now
no_way_back    why an old edition could not be published again now
take_down      no current edition any more, for a reason
due            do what was scheduled up to now
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from app.actions.content import remark
from app.actions.content.edit import is_overtaken
from app.actions.content.review import OVERTAKEN, check_pins
from app.actions.library import pins
from app.actions.people import accounts
from app.actions.people.rights import check
from app.actions.records import line_parts, record_json
from app.errors import Invalid, Overtaken, WrongState
from app.models import Account, Edition, Event, EventKind, Item, Kind, Planning, Revision, Role, State, now
from app.models.base import Json


def publish(session: Session, revision: Revision, *, by: Account) -> Edition:
    """Make an approved revision the current edition of its item.

    Raises Forbidden unless ``by`` approves for the item's partner, WrongState unless the revision is approved and shows
    the files as they were handed in, and the station of a planning is public, Overtaken if something else was published
    since the revision was begun.
    """
    check(by, Role.APPROVER, revision.item.owner)
    _check_ready(session, revision)
    if revision.item.current is not None and revision.item.current.revision is revision:
        raise WrongState("Diese Fassung ist schon veröffentlicht.")
    revision.publish_at = None
    return _edition(session, revision, revision.record, EventKind.PUBLISH, by)


def schedule(session: Session, revision: Revision, *, at: datetime | None, by: Account) -> None:
    """Publish an approved revision at a moment; None takes the plan back.  Raises as ``publish`` does, and Invalid."""
    check(by, Role.APPROVER, revision.item.owner)
    if revision.state is not State.APPROVED:
        raise WrongState("Erst freigeben, dann einen Zeitpunkt wählen.")
    check_to_come(at)
    if at is not None:
        remark.check(session, revision)
    comment = f"publish {_moved(at, revision.publish_at)}" if at else "publish –"
    revision.publish_at = at
    session.add(Event(what=EventKind.SCHEDULE, item=revision.item, revision=revision, by=by, comment=comment))
    session.flush()


def schedule_take_down(session: Session, item: Item, *, at: datetime | None, by: Account, reason: str = "") -> None:
    """Take an item down at a moment; None takes the plan back.  Whoever moves it may leave the reason as it was.

    Raises as ``take_down`` does, and Invalid for a moment that is past.
    """
    check(by, Role.APPROVER, item.owner)
    _check_removable(item)
    check_to_come(at)
    item.take_down_reason = _reason(reason.strip() or item.take_down_reason) if at else ""
    comment = f"take_down {_moved(at, item.take_down_at)} {item.take_down_reason}" if at else "take_down –"
    item.take_down_at = at
    session.add(Event(what=EventKind.SCHEDULE, item=item, by=by, comment=comment))
    session.flush()


def roll_back(session: Session, edition: Edition, *, by: Account, reason: str) -> Edition:
    """Publish an old edition again, as a new one.

    Raises Forbidden unless ``by`` approves for the item's partner, WrongState if it is the current one, if what it
    showed has changed since, if its item is archived or its station not public; Invalid without a reason.
    """
    check(by, Role.APPROVER, edition.item.owner)
    refusal = no_way_back(session, edition)
    if refusal is not None:
        raise refusal
    return _edition(session, edition.revision, edition.record, EventKind.ROLL_BACK, by, reason=_reason(reason))


def reissue(session: Session, item: Item, record: Json, *, by: Account, what: EventKind = EventKind.RENAME) -> Edition:
    """Publish what is public with another address in it, or with files that were loaded anew.

    Raises WrongState if the item is not public.
    """
    _check_public(item)
    assert item.current is not None
    return _edition(session, item.current.revision, record, what, by)


def take_down(session: Session, item: Item, *, by: Account, reason: str) -> None:
    """Let riders see the item no more.

    Raises Forbidden unless ``by`` approves for the item's partner, WrongState if it is not public, Invalid without a
    reason.
    """
    check(by, Role.APPROVER, item.owner)
    _check_removable(item)
    _take_down(session, item, by, _reason(reason))


def due(session: Session, *, at: datetime | None = None) -> int:
    """Do what was scheduled up to ``at`` (now) in the system's name and return how many items changed.

    Of what has the same moment stations come first, so that their plannings find them public.  What was overtaken or
    lost its station since is not published, and nothing that would have come with it as a package; the plan is dropped
    with a line in the journal.
    """
    at = at or now()
    system = accounts.system(session)
    count = 0
    wanted = select(Revision).join(Item, Item.id == Revision.item_id).where(Revision.publish_at <= at)
    stations_first = case((Item.kind == Kind.PLANNING, 1), else_=0)
    together: dict[object, list[Revision]] = defaultdict(list)
    for revision in session.scalars(wanted.order_by(Revision.publish_at, stations_first, Revision.id)):
        package = revision.package_id and (revision.package_id, revision.publish_at)
        together[package or revision.id].append(revision)
    for parts in together.values():
        count += _publish_together(session, parts, system)
    for item in session.scalars(select(Item).where(Item.take_down_at <= at, Item.current_id.is_not(None))):
        _take_down(session, item, system, item.take_down_reason)
        count += 1
    session.flush()
    return count


def _publish_together(session: Session, parts: Sequence[Revision], by: Account) -> int:
    """Publish all of them, or none; return how many."""
    try:
        with session.begin_nested():
            for each in parts:
                publish(session, each, by=by)
    except WrongState as refusal:
        for each in parts:
            each.publish_at = None
            comment = f"publish –: {refusal}"
            session.add(Event(what=EventKind.SCHEDULE, item=each.item, revision=each, by=by, comment=comment))
        return 0
    return len(parts)


def _moved(at: datetime, was: datetime | None) -> str:
    """Return for the journal when something will happen, and behind it when it should have before."""
    return at.isoformat() if was is None or was == at else f"{at.isoformat()} <{was.isoformat()}>"


def _take_down(session: Session, item: Item, by: Account, reason: str) -> None:
    item.current = None
    item.take_down_at, item.take_down_reason = None, ""
    session.add(Event(what=EventKind.TAKE_DOWN, item=item, by=by, comment=reason))
    session.flush()


def _edition(
    session: Session, revision: Revision, record: Json, what: EventKind, by: Account, *, reason: str = ""
) -> Edition:
    item = revision.item
    last = session.scalars(select(Edition).where(Edition.item == item).order_by(Edition.number.desc()).limit(1)).first()
    number = last.number + 1 if last else 1
    card = record_json.card(item.kind, record, last)
    shown = pins.pin(session, record)
    edition = Edition(item=item, revision=revision, number=number, record=record, card=card, pins=shown, by=by)
    edition.reason = reason
    session.add_all([edition, Event(what=what, item=item, revision=revision, by=by, comment=reason or str(number))])
    session.flush()
    item.current = edition
    if item.kind in line_parts.KINDS:
        line_parts.show(session, item, record)
    session.flush()
    return edition


def hindrance(session: Session, revision: Revision, *, beside: Collection[Item] = ()) -> WrongState | None:
    """Return why a version could not be published now even if it is approved, None if it could.

    ``beside`` is what would be published with it.
    """
    try:
        _check_fit(session, revision, beside)
    except WrongState as refusal:
        return refusal
    return None


def lapsing(session: Session, revisions: Collection[Revision]) -> list[Revision]:
    """Return the versions of the same items whose moment would lapse once ``revisions`` are published.

    What goes on from one of them stays planned.
    """
    ids = {each.id for each in revisions}
    items = [each.item_id for each in revisions]
    query = select(Revision).where(Revision.item_id.in_(items), Revision.publish_at.is_not(None))
    planned = session.scalars(query.where(Revision.id.not_in(ids)).order_by(Revision.publish_at, Revision.id))
    return [each for each in planned if not _goes_on_from(each, ids)]


def no_way_back(session: Session, edition: Edition) -> WrongState | None:
    """Return why an old edition could not be published again now, None if it could."""
    try:
        if edition.item.current is edition:
            raise WrongState("Diese Ausgabe ist schon die aktuelle.")
        _check_has_place(edition.item)
        check_pins(session, edition.record, edition.pins)
    except WrongState as refusal:
        return refusal
    return None


def _goes_on_from(revision: Revision, ids: Collection[int]) -> bool:
    step = revision.based_on
    while step is not None and step.id not in ids:
        step = step.based_on
    return step is not None


def _check_ready(session: Session, revision: Revision) -> None:
    if revision.state is not State.APPROVED:
        raise WrongState("Veröffentlichen lässt sich nur eine freigegebene Fassung.")
    _check_fit(session, revision)


def _check_fit(session: Session, revision: Revision, beside: Collection[Item] = ()) -> None:
    _check_has_place(revision.item, beside)
    if is_overtaken(session, revision):
        raise Overtaken(OVERTAKEN)
    check_pins(session, revision.record, revision.pins)
    remark.check(session, revision)


def _check_has_place(item: Item, beside: Collection[Item] = ()) -> None:
    if item.archived_at is not None:
        raise WrongState("Das liegt im Archiv. Wer es veröffentlichen will, holt es zuerst zurück.")
    if isinstance(item, Planning) and item.station.current is None and item.station not in beside:
        raise WrongState("Die Station dieser Planung ist nicht öffentlich. Bitte zuerst die Station veröffentlichen.")


def _reason(text: str) -> str:
    if not text.strip():
        raise Invalid("Bitte schreiben, warum. Der Grund steht dann im Verlauf und im Journal.")
    return text.strip()


def _check_public(item: Item) -> None:
    if item.current is None:
        raise WrongState("Das ist nicht öffentlich, also gibt es nichts herunterzunehmen.")


def _check_removable(item: Item) -> None:
    _check_public(item)
    if item.kind in line_parts.KINDS:
        raise WrongState("Das steht auf allen Seiten der Linie und lässt sich nur ändern, nicht zurückziehen.")


def check_to_come(at: datetime | None) -> None:
    """Raise Invalid for a moment that is past."""
    if at is not None and at <= now():
        raise Invalid("Der Zeitpunkt liegt in der Vergangenheit. Bitte einen kommenden wählen.")
