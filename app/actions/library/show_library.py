"""Show the library: its files page by page, kind by kind, found by words and by what is the matter with them."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from app.actions.library import crop_order, library_files, refused, stored_asset, tag_files
from app.actions.people.rights import MAKERS
from app.actions.records.line_record import first_language
from app.models import Account, Asset, BuildState, Document, Partner, Picture, fold

PAGE = 24


class Only(enum.StrEnum):
    """What a list is narrowed down to."""

    ALL = ""
    MINE = "mine"
    UNUSED = "unused"
    FAULTY = "faulty"
    LACKING = "lacking"
    DELETED = "deleted"


@dataclass(frozen=True)
class FileRow:
    """One file as lists show it; ``picture`` is its thumbnail's address, empty while there is none."""

    id: int
    slug: str
    title: str
    partner: str
    picture: str
    state: str
    is_used: bool
    lacking: Sequence[str]


@dataclass(frozen=True)
class FilePage:
    """One page of a list, and how many rows there are on all pages."""

    rows: Sequence[FileRow]
    total: int
    number: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list shows: files with all these words in title or author, with this tag, and of these only."""

    words: str = ""
    tag: str = ""
    only: Only = Only.ALL


def assets(session: Session, account: Account, wanted: Wanted = Wanted(), *, number: int = 1) -> FilePage:
    """Return a page of 3D assets, newest first."""
    return _page(session, Asset, account, wanted, number)


def pictures(session: Session, account: Account, wanted: Wanted = Wanted(), *, number: int = 1) -> FilePage:
    """Return a page of pictures, newest first."""
    return _page(session, Picture, account, wanted, number)


def documents(session: Session, account: Account, wanted: Wanted = Wanted(), *, number: int = 1) -> FilePage:
    """Return a page of documents, newest first."""
    return _page(session, Document, account, wanted, number)


def versions(session: Session, thing: library_files.Thing) -> list[library_files.Thing]:
    """Return what ``thing`` follows and what follows it, oldest first, itself among them."""
    table = type(thing)
    first: Any = thing
    while first.follows is not None:
        first = first.follows
    found, waiting = [], [first]
    while waiting:
        found.append(waiting.pop())
        query = select(table).where(table.follows_id == found[-1].id, table.deleted_at.is_(None)).order_by(table.id)
        waiting = [*session.scalars(query), *waiting]
    return sorted(found, key=lambda each: int(each.id))


def _page(session: Session, table: type[library_files.T], account: Account, wanted: Wanted, number: int) -> FilePage:
    used = library_files.is_shown(table)
    where = [table.slug.is_not(None), *_narrowed(table, account, wanted.only, used)]
    if table is Asset and wanted.only not in (Only.FAULTY, Only.DELETED):
        where.append(~refused.is_refused())
    where += [has(session, table, wanted.words)] if wanted.words else []
    where += [tag_files.tagged(table, wanted.tag)] if wanted.tag else []
    total = session.scalar(select(func.count()).select_from(table).where(*where)) or 0
    number = min(max(number, 1), max(1, -(-total // PAGE)))
    query = select(table, Partner.name, used).outerjoin(Partner, Partner.id == table.partner_id).where(*where)
    query = query.order_by(table.id.desc()).limit(PAGE).offset((number - 1) * PAGE)
    language = first_language(session)
    rows = [_row(thing, partner, is_used, language) for thing, partner, is_used in session.execute(query)]
    return FilePage(rows, total, number)


def _narrowed(
    table: type[library_files.T], account: Account, only: Only, used: ColumnElement[bool]
) -> list[ColumnElement[bool]]:
    is_there = table.deleted_at.is_(None)
    match only:
        case Only.MINE:
            own_ids = [each.partner_id for each in account.memberships if each.role in MAKERS]
            return [is_there, table.partner_id.in_(own_ids)]
        case Only.UNUSED:
            return [is_there, ~used]
        case Only.FAULTY:
            faulty = {Asset: Asset.state == BuildState.FAILED, Picture: Picture.made_from == ""}
            return [is_there, faulty.get(table, false())]
        case Only.LACKING:
            names = ("author", "licence", "origin")
            return [is_there, or_(*(func.coalesce(table.record[name].as_string(), "") == "" for name in names))]
        case Only.DELETED:
            return [table.deleted_at.is_not(None)]
        case Only.ALL:
            return [is_there]


def has(session: Session, table: type[library_files.T], words: str) -> ColumnElement[bool]:
    """Return whether title, author or address of a row hold all ``words``, however they are typed, for a query.

    These are not kept folded, so those of every row are looked at.
    """
    about = [func.coalesce(table.record[name].as_string(), "") for name in ("title", "author")]
    rows = session.execute(select(table.id, table.slug, *about).where(table.slug.is_not(None)))
    wanted = fold(words).split()
    return table.id.in_([row[0] for row in rows if all(word in fold(" ".join(row[1:])) for word in wanted)])


def thumbnail(thing: library_files.Thing) -> str:
    """Return the address of the small picture that stands for a file in lists, empty while there is none.

    For a picture that has not been cut yet that is the whole of it.  A document has none.
    """
    if isinstance(thing, Document):
        return ""
    if isinstance(thing, Picture):
        source = crop_order.source_key(thing)
        return str(thing.crops.get("320.webp", f"/media/{source}" if source else ""))
    return stored_asset.posters(thing).last.get("320.webp", "")


def _row(thing: library_files.Thing, partner: str | None, is_used: bool, language: str) -> FileRow:
    if isinstance(thing, Asset):
        state = thing.state.value
    else:
        state = "pending" if isinstance(thing, Picture) and not thing.made_from else "ready"
    lacking = library_files.lacking(thing.record, language=language)
    if isinstance(thing, Asset) and refused.nothing_came_of(thing):
        lacking = []
    title = str(thing.record.get("title", thing.slug))
    return FileRow(thing.id, str(thing.slug), title, partner or "", thumbnail(thing), state, bool(is_used), lacking)
