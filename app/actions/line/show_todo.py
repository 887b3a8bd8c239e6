"""Show what is to do: what waits for one person until somebody does something about it; all of it found in state.

todo     decisions first, then what may be published, what came back, what is said, what is lacking or ends, own drafts;
         what was handed in together waits as one
waiting  how many revisions one person can decide on

Each part asks once and returns the first few, however long the line is.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.actions.care import reminder
from app.actions.content import item_states
from app.actions.records.line_record import find, first_language, start_of, today
from app.actions.records.record_json import record, texts_of
from app.actions.records.titles import title_of
from app.exchange.records import Text
from app.exchange.translation import is_stale
from app.models import (
    Account,
    Asset,
    BuildState,
    Edition,
    Item,
    Kind,
    Package,
    Remark,
    Reminder,
    Revision,
    Role,
    Settled,
    Share,
    State,
    now,
)
from app.models.revision import contribution

MOST = 12  # versions on their way
FEW = 5  # of each other kind
LOOKED_AT = 40  # versions of one person's that are looked through for translations that are outdated
ENDING = timedelta(days=7)  # so long before and after something ends it is to do
OPEN, ITEM = aliased(Revision), Item.__table__.alias()


@dataclass(frozen=True, kw_only=True)
class Todo:
    """Something that waits for a person.

    ``kind`` is submitted, approved, returned or draft of a version; remarked, outdated, translate, refused, look,
    ending or share.
    ``count`` is how many remarks, ``languages`` which translations; ``at`` may be to come.
    """

    kind: str
    title: str
    at: datetime
    item_id: int = 0
    revision_id: int = 0
    asset_id: int = 0
    package_id: int = 0  # in which several versions wait together
    author: str = ""
    note: str = ""
    count: int = 0
    languages: tuple[str, ...] = ()


def todo(session: Session, account: Account) -> list[Todo]:
    """Return what waits for ``account``, own drafts last."""
    versions = list(_versions(session, account))
    others = (_remarked, _refused, _outdated, _to_look_at, _ending, _shared)
    found = [each for part in others for each in part(session, account)]
    return [
        *(each for each in versions if each.kind != "draft"),
        *found,
        *(each for each in versions if each.kind == "draft"),
    ]


def waiting(session: Session, account: Account) -> int:
    """Return how many submitted revisions ``account`` can decide on."""
    query = select(func.count()).select_from(Revision).join(Item, Item.id == Revision.item_id)
    return session.scalar(query.where(Revision.state == State.SUBMITTED, *_may_decide(account))) or 0


def _versions(session: Session, account: Account) -> Iterator[Todo]:
    mine = Revision.author_id == account.id
    kind = case(
        (Revision.state != State.DRAFT, Revision.state),
        (Revision.note != "", "returned"),
        else_="draft",
    )
    decide = and_(Revision.state == State.SUBMITTED, *_may_decide(account))
    publish = and_(Revision.state == State.APPROVED, Revision.publish_at.is_(None), *_at(account, Role.APPROVER))
    query = (
        select(
            kind,
            Item.id,
            Revision.id,
            title_of(session, Item),
            Account.name,
            Revision.note,
            Revision.changed_at,
            Package.id,
            Package.title,
        )
        .join(Item, Item.id == Revision.item_id)
        .join(Account, Account.id == Revision.author_id)
        .outerjoin(Package, and_(Package.id == Revision.package_id, Revision.state != State.DRAFT))
        .where(
            item_states.is_open(),
            Item.archived_at.is_(None),
            or_(decide, publish, and_(Revision.state == State.DRAFT, mine)),
        )
        .order_by(case({"submitted": 0, "approved": 1, "returned": 2}, value=kind, else_=3), Revision.changed_at)
    )
    seen = set()
    for what, item_id, revision_id, title, author, note, at, package_id, together in session.execute(query.limit(MOST)):
        if (what, package_id) not in seen:
            named = {"title": together or title, "author": author, "note": note, "package_id": package_id or 0}
            yield Todo(kind=what, item_id=item_id, revision_id=revision_id, at=at, **named)
        if package_id:
            seen.add((what, package_id))


def _remarked(session: Session, account: Account) -> Iterator[Todo]:
    """Yield versions of the person's, on their way or public, at which others have said what is not settled."""
    said_since = and_(Edition.revision_id == Revision.id, Remark.at >= Edition.published_at)
    last = func.max(Remark.at)
    query = (
        select(Item.id, Revision.id, title_of(session, Item), func.count(Remark.id), last)
        .join(Revision, Revision.id == Remark.revision_id)
        .join(Item, Item.id == Revision.item_id)
        .outerjoin(Edition, Edition.id == Item.current_id)
        .where(
            Remark.state == Settled.OPEN,
            Remark.by_id != account.id,
            Revision.author_id == account.id,
            Item.archived_at.is_(None),
            or_(item_states.is_open(), said_since),
        )
        .group_by(Item.id, Revision.id)
        .order_by(last)
    )
    for item_id, revision_id, title, count, at in session.execute(query.limit(FEW)):
        yield Todo(kind="remarked", item_id=item_id, revision_id=revision_id, title=title, count=count, at=at)


def _refused(session: Session, account: Account) -> Iterator[Todo]:
    """Yield what the person brought and nothing could be built of."""
    query = select(Asset.id, Asset.record["title"].as_string(), Asset.changed_at)
    is_own = (Asset.by_id == account.id, Asset.state == BuildState.FAILED, Asset.deleted_at.is_(None))
    for asset_id, title, at in session.execute(query.where(*is_own).order_by(Asset.id.desc()).limit(FEW)):
        yield Todo(kind="refused", asset_id=asset_id, title=title or "", at=at)


def _outdated(session: Session, account: Account) -> Iterator[Todo]:
    """Yield what riders see where words are not translated as they are now.

    Of what the person wrote, translations that are outdated; of what they translate, in their languages, also those
    that there are none of.
    """
    line, first = find(session), first_language(session)
    own = {each.partner_id: each.translates for each in account.memberships if each.translates}
    partner = select(ITEM.c.partner_id).where(ITEM.c.id == item_states.BELONGS).scalar_subquery()
    begun = exists().where(OPEN.item_id == Item.id, OPEN.state.in_((State.DRAFT, State.SUBMITTED)))
    query = (
        select(Item.id, Item.kind, title_of(session, Item), Edition.record, Edition.published_at, partner)
        .join(Edition, Edition.id == Item.current_id)
        .join(Revision, Revision.id == Edition.revision_id)
        .where(
            or_(Revision.author_id == account.id, partner.in_(own)),
            Item.kind.in_((Kind.STATION, Kind.PLANNING)),
            Item.archived_at.is_(None),
            ~begun,
        )
        .order_by(Edition.published_at.desc())
        .limit(LOOKED_AT)
    )
    found = []
    for item_id, kind, title, given, at, at_partner in session.execute(query):
        texts, asked = texts_of(record(kind, given)), own.get(at_partner)
        lacking = tuple(
            tag
            for tag in (line.languages if line else ())
            if (is_stale(texts, tag, source=first) if asked is None else _is_asked(texts, tag, asked, source=first))
        )
        if lacking:
            what = "outdated" if asked is None else "translate"
            found.append(Todo(kind=what, item_id=item_id, title=title, at=at, languages=lacking))
    yield from found[:FEW]


def _is_asked(texts: Mapping[str, Text], tag: str, asked: Collection[str], *, source: str) -> bool:
    """Tell whether a translator is asked for words in the language ``tag``."""
    return tag in asked and (tag not in texts or is_stale(texts, tag, source=source))


def _to_look_at(session: Session, account: Account) -> Iterator[Todo]:
    """Yield what the person plans for and should look at again, from the day on that somebody chose."""
    query = select(Item.id, title_of(session, Item), Reminder.note, Reminder.due_on)
    query = query.join(Reminder, Reminder.item_id == Item.id)
    query = query.where(Reminder.due_on <= today(session), reminder.is_shown(), *_at(account, Role.PLANNER))
    for item_id, title, note, day in session.execute(query.order_by(Reminder.due_on, Reminder.id).limit(FEW)):
        if day is not None:
            yield Todo(kind="look", item_id=item_id, title=title, note=note, at=start_of(session, day))


def _ending(session: Session, account: Account) -> Iterator[Todo]:
    """Yield what will soon be taken down where the person decides."""
    query = select(Item.id, title_of(session, Item), Item.take_down_at)
    query = query.where(Item.take_down_at < now() + ENDING, Item.current_id.is_not(None), *_at(account, Role.APPROVER))
    for item_id, title, at in session.execute(query.order_by(Item.take_down_at).limit(FEW)):
        if at is not None:
            yield Todo(kind="ending", item_id=item_id, title=title, at=at)


def _shared(session: Session, account: Account) -> Iterator[Todo]:
    """Yield links of the person's that ended lately and that nobody has taken off the list, or end tomorrow."""
    query = (
        select(Item.id, title_of(session, Item), Share.note, Share.expires_at)
        .join(Revision, Revision.id == Share.revision_id)
        .join(Item, Item.id == Revision.item_id)
        .where(
            Share.by_id == account.id,
            Share.revoked_at.is_(None),
            Share.expires_at.between(now() - ENDING, now() + timedelta(days=1)),
            Revision.state != State.DISCARDED,
        )
    )
    for item_id, title, note, at in session.execute(query.order_by(Share.expires_at).limit(FEW)):
        yield Todo(kind="share", item_id=item_id, title=title, note=note, at=at)


def _may_decide(account: Account) -> list[ColumnElement[bool]]:
    own = exists().where(contribution.c.revision_id == Revision.id, contribution.c.account_id == account.id)
    return [*_at(account, Role.APPROVER), ~own]


def _at(account: Account, role: Role) -> list[ColumnElement[bool]]:
    """Return the conditions that an Item belongs to a partner where ``account`` has ``role``."""
    if account.is_admin:
        return []
    partners = [each.partner_id for each in account.memberships if each.role is role]
    owned = select(ITEM.c.id).where(ITEM.c.partner_id.in_(partners)).scalar_subquery()
    return [item_states.BELONGS.in_(owned)]
