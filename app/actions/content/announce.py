"""Announce: who is told what became of a version, and what was said about it.

moved     a version was handed in, given back or approved
together  a package was, of which everybody is told once
remarked  something was said at it, or is open again
settled   something that was said was answered, seen to or overruled

Whoever is named with @ is told as well; nobody is told of one thing twice.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.people import mentions, notices
from app.actions.people.notices import News
from app.actions.records.titles import title_of
from app.models import Account, Item, NoticeKind, Package, Remark, Revision


def moved(session: Session, revision: Revision, kind: NoticeKind, readers: Collection[Account], *, by: Account) -> None:
    """Tell ``readers`` of a step of a version, which is of more weight to them than that they are named."""
    item, title, note = revision.item, _title(session, revision), revision.note
    news = News(kind=kind, title=title, comment=note, by=by, item=item, revision=revision)
    named = mentions.mentioned(session, note, item).people
    notices.tell(session, readers, news)
    notices.tell(session, [each for each in named if each not in readers], replace(news, kind=NoticeKind.MENTION))


def together(
    session: Session,
    package: Package,
    kind: NoticeKind,
    readers: Iterable[Account],
    *,
    at: Item,
    note: str = "",
    by: Account,
) -> None:
    """Tell ``readers`` of a step of a package, whose versions belong to the station ``at``."""
    news = News(kind=kind, title=package.title, comment=note.strip(), by=by, item=at, package=package)
    told = list(readers)
    named = mentions.mentioned(session, note, at).people
    notices.tell(session, told, news)
    notices.tell(session, [each for each in named if each not in told], replace(news, kind=NoticeKind.MENTION))


def remarked(session: Session, remark: Remark) -> None:
    """Tell who wrote the version."""
    _said(session, remark, NoticeKind.REMARK, to=remark.revision.author, by=remark.by, words=remark.text)


def settled(session: Session, remark: Remark, *, by: Account) -> None:
    """Tell who said it."""
    _said(session, remark, NoticeKind.REPLY, to=remark.by, by=by, words=remark.reply)


def _said(session: Session, remark: Remark, kind: NoticeKind, *, to: Account, by: Account, words: str) -> None:
    revision = remark.revision
    news = News(
        kind=kind,
        title=_title(session, revision),
        comment=words,
        by=by,
        item=revision.item,
        revision=revision,
        remark=remark,
    )
    named = mentions.mentioned(session, words, revision.item).people
    notices.tell(session, named, replace(news, kind=NoticeKind.MENTION))
    notices.tell(session, [each for each in [to] if each not in named], news)


def _title(session: Session, revision: Revision) -> str:
    return session.scalars(select(title_of(session, Item)).where(Item.id == revision.item_id)).one()
