"""Notices: what people are told, in the studio and, where they want it, by mail as well (``post``).

A notice is written with what caused it, in one transaction; nobody is told of their own deeds, of what they may not
read, or of what the system loaded.  What is so until somebody does something about it (a draft, a sign that is due) is
no notice: ``line/show_todo.py`` finds it.

tell        something to those whom it concerns
past        what was told of a version's last step is past: it has moved on; of a package, once no part waits any more
looked_at   what was told of a day to look again is past: somebody has looked
unseen      how many somebody has not seen
listed      a page of them, the newest first
own         one of them
see         one was opened
see_all     all of them were
wants_mail  whether somebody gets a kind by mail as well
choose      which kinds those are
forget      what is long past
forget_all  everything to somebody
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, joinedload

from app.actions.people import preferences
from app.actions.people.drafts import may_read
from app.errors import Forbidden, Missing
from app.models import Account, Asset, Item, Notice, NoticeKind, Package, Remark, Revision, State, now

PAGE = 50
KEPT = timedelta(days=90)
OF_STEPS = (NoticeKind.HANDED_IN, NoticeKind.GIVEN_BACK, NoticeKind.APPROVED)
NOT_BY_MAIL = frozenset({NoticeKind.FILE})  # until somebody wants it: who uploads something is there
MAILS = "mail."  # how the preferences begin that say which kinds come by mail


@dataclass(frozen=True, kw_only=True)
class News:
    """What happened: ``title`` is what it is about, ``comment`` what was said; the rest is where one finds it."""

    kind: NoticeKind
    title: str
    comment: str = ""
    by: Account | None = None
    item: Item | None = None
    revision: Revision | None = None
    remark: Remark | None = None
    asset: Asset | None = None
    package: Package | None = None


def tell(session: Session, readers: Iterable[Account], news: News) -> None:
    """Write a notice to each of ``readers`` who works here and may read it, but for who did it."""
    if news.by is not None and news.by.is_system:
        return
    for reader in dict.fromkeys(readers):
        if reader is news.by or not _hears(reader, news.item):
            continue
        session.add(
            Notice(
                account=reader,
                kind=news.kind,
                title=news.title,
                comment=news.comment,
                by=news.by,
                item_id=news.item.id if news.item else None,
                revision_id=news.revision.id if news.revision else None,
                remark_id=news.remark.id if news.remark else None,
                asset_id=news.asset.id if news.asset else None,
                package_id=news.package.id if news.package else None,
            )
        )
    session.flush()


def past(session: Session, revision: Revision) -> None:
    """Let what was told of the last step of ``revision`` be seen: another step followed it."""
    about = Notice.revision_id == revision.id
    if revision.package_id is not None and not _waits(session, revision.package_id):
        about = or_(about, Notice.package_id == revision.package_id)
    told = (about, Notice.kind.in_(OF_STEPS), Notice.seen_at.is_(None))
    session.execute(update(Notice).where(*told).values(seen_at=now()))


def looked_at(session: Session, item: Item) -> None:
    """Let what was told of the day of ``item`` be seen: somebody has looked, or the day is another."""
    told = (Notice.item_id == item.id, Notice.kind == NoticeKind.DUE, Notice.seen_at.is_(None))
    session.execute(update(Notice).where(*told).values(seen_at=now()))


def unseen(session: Session, account: Account) -> int:
    """Return how many notices ``account`` has not seen."""
    query = select(func.count(Notice.id)).where(Notice.account_id == account.id, Notice.seen_at.is_(None))
    return session.scalar(query) or 0


def listed(session: Session, account: Account, *, before: int | None = None) -> Sequence[Notice]:
    """Return a page of the notices to ``account``, the newest first: those older than the notice ``before``."""
    query = select(Notice).where(Notice.account_id == account.id).options(joinedload(Notice.by))
    if before is not None:
        query = query.where(Notice.id < before)
    return session.scalars(query.order_by(Notice.id.desc()).limit(PAGE)).all()


def own(session: Session, account: Account, number: int) -> Notice:
    """Return a notice to ``account``.  Raises Missing where there is none, Forbidden for one to somebody else."""
    found = session.get(Notice, number)
    if found is None:
        raise Missing("Diesen Hinweis gibt es nicht mehr. Was noch zu tun ist, steht unter „Wartet auf mich“.")
    if found.account_id != account.id:
        raise Forbidden("Das ist ein Hinweis an jemand anderen.")
    return found


def see(session: Session, notice: Notice) -> None:
    """Note that a notice was opened; twice is as good as once."""
    notice.seen_at = notice.seen_at or now()
    session.flush()


def see_all(session: Session, account: Account) -> None:
    """Note that ``account`` has seen everything."""
    told = (Notice.account_id == account.id, Notice.seen_at.is_(None))
    session.execute(update(Notice).where(*told).values(seen_at=now()))


def wants_mail(account: Account, kind: NoticeKind) -> bool:
    """Tell whether ``account`` gets what is of a kind by mail as well, at once."""
    return bool(account.preferences.get(f"{MAILS}{kind}", kind not in NOT_BY_MAIL))


def choose(session: Session, account: Account, kinds: Collection[str]) -> None:
    """Let notices of ``kinds``, and no others, come to ``account`` by mail as well."""
    for kind in NoticeKind:
        preferences.choose(session, account, f"{MAILS}{kind}", kind in kinds)


def forget(session: Session, *, at: datetime) -> None:
    """Remove what was told long ago."""
    session.execute(delete(Notice).where(Notice.at < at - KEPT))


def forget_all(session: Session, account: Account) -> None:
    """Remove everything that was told to ``account``."""
    session.execute(delete(Notice).where(Notice.account_id == account.id))


def _waits(session: Session, package_id: int) -> bool:
    """Tell whether some part of a package still waits for a decision."""
    parts = exists().where(Revision.package_id == package_id, Revision.state == State.SUBMITTED)
    return bool(session.scalar(select(parts)))


def _hears(reader: Account, item: Item | None) -> bool:
    if not reader.active or not reader.memberships:
        return False
    return item is None or may_read(reader, item)
