"""Show choices: pagination of what a field may be set to, found by words, so that a thousand are as easy as ten.

stations      the stations that are not archived, in the order of the line
station       one of them, which is chosen already
stops         the stops of the line that have no station yet
stop          one of them
files         those of one kind in the library: what is ready and the newest of its versions, the newest first
chosen_files  those that a record shows, with the reason why one is offered no more
"""

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Row, Select, case, exists, func, select, true
from sqlalchemy.orm import Session, aliased

from app.actions.library import show_library
from app.actions.library.build_assets import SCENE
from app.actions.library.library_files import T, Thing
from app.actions.people.rights import MAKERS
from app.actions.records.titles import title_of
from app.models import Account, Asset, Partner, Picture, Role, Station, Stop, fold

Columns = TypeVarTuple("Columns")
PAGE = 12


class Gone(enum.StrEnum):
    """Why a file is not offered any more."""

    DELETED = "deleted"
    UNREADY = "unready"  # still being built, or faulty
    UNCUT = "uncut"  # a picture whose crops are to come in a moment
    REPLACED = "replaced"  # there is a newer version that is ready


class Sort(enum.StrEnum):
    """What files are narrowed down to; pictures are never scenes."""

    ALL = ""
    MINE = "mine"  # of partners that one plans for
    SCENE = "scene"
    UPLOAD = "upload"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something to choose.  ``note`` tells it from others of its name; ``picture`` is its thumbnail's address."""

    value: str
    title: str
    note: str = ""
    picture: str = ""
    file_id: int = 0  # of what has a page in the library
    gone: Gone | None = None


@dataclass(frozen=True)
class ChoicePage:
    """One page of choices, and how many there are on all pages."""

    rows: Sequence[Choice]
    total: int
    number: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))


def stations(
    session: Session, words: str = "", number: int = 1, *, but: Station | None = None, keeper: Account | None = None
) -> ChoicePage:
    """Return a page of stations without ``but``, or of those whose signs ``keeper`` looks after."""
    query = _stations(session)
    if but is not None:
        query = query.where(Station.id != but.id)
    if keeper is not None and not keeper.is_admin:
        kept = [each.partner_id for each in keeper.memberships if each.role is Role.KEEPER]
        query = query.where(Station.partner_id.in_(kept))
    query = query.where(*[Station.words.contains(word, autoescape=True) for word in fold(words).split()])
    rows, total, number = _page(session, query.order_by(Stop.position), number)
    return ChoicePage([_station(*row) for row in rows], total, number)


def station(session: Session, station_id: int) -> Choice | None:
    """Return the station of that id, if it can be chosen."""
    row = session.execute(_stations(session).where(Station.id == station_id)).first()
    return _station(*row) if row else None


def stops(session: Session, words: str = "", number: int = 1) -> ChoicePage:
    """Return a page of stops.  Their names are not kept folded, so all are looked at: they are few and short."""
    wanted = fold(words).split()
    rows = session.execute(_stops().order_by(Stop.position)).all()
    found = [_stop(*row) for row in rows if all(word in fold(f"{row[1]} {row[2]}") for word in wanted)]
    number = _within(number, len(found))
    return ChoicePage(found[(number - 1) * PAGE :][:PAGE], len(found), number)


def stop(session: Session, stop_id: int) -> Choice | None:
    """Return the stop of that id, if it can be chosen."""
    row = session.execute(_stops().where(Stop.id == stop_id)).first()
    return _stop(*row) if row else None


def files(
    session: Session, table: type[T], account: Account, words: str = "", sort: Sort = Sort.ALL, number: int = 1
) -> ChoicePage:
    """Return a page of Asset, Picture or Document."""
    query = _files(table).where(_gone(table) == "")
    if words:
        query = query.where(show_library.has(session, table, words))
    if sort is Sort.MINE:
        mine = [each.partner_id for each in account.memberships if each.role in MAKERS]
        query = query.where(table.partner_id.in_(mine))
    elif sort in (Sort.SCENE, Sort.UPLOAD) and table is Asset:
        is_scene = Asset.files[(SCENE,)].as_string().is_not(None)
        query = query.where(is_scene if sort is Sort.SCENE else ~is_scene)
    rows, total, number = _page(session, query.order_by(table.id.desc()), number)
    return ChoicePage([_file(*row) for row in rows], total, number)


def chosen_files(session: Session, table: type[T], slugs: Collection[str]) -> dict[str, Choice]:
    """Return slug -> Asset, Picture or Document, also of what is not there any more."""
    found = {slug: Choice(value=slug, title=slug, gone=Gone.DELETED) for slug in slugs}
    rows = session.execute(_files(table).where(table.slug.in_(slugs)))
    return found | {choice.value: choice for choice in (_file(*row) for row in rows)}


def _stations(session: Session) -> Select[int, str, str]:
    query = select(Station.id, title_of(session, Station), Partner.name).join(Partner, Partner.id == Station.partner_id)
    return query.join(Stop, Stop.id == Station.stop_id).where(Station.archived_at.is_(None))


def _station(number: int, title: str, partner: str) -> Choice:
    return Choice(value=str(number), title=title, note=partner)


def _stops() -> Select[int, str, str]:
    taken = exists().where(Station.stop_id == Stop.id)
    return select(Stop.id, Stop.name, Stop.record[("city",)].as_string()).where(~taken)


def _stop(number: int, name: str, city: str) -> Choice:
    return Choice(value=str(number), title=name, note=city)


def _files(table: type[T]) -> Select[T, str, str]:
    query = select(table, Partner.name, _gone(table)).outerjoin(Partner, Partner.id == table.partner_id)
    return query.where(table.slug.is_not(None))


def _file(thing: Thing, partner: str | None, gone: str) -> Choice:
    return Choice(
        value=str(thing.slug),
        title=str(thing.record.get("title", thing.slug)),
        note=partner or "",
        picture=show_library.thumbnail(thing),
        file_id=thing.id,
        gone=Gone(gone) if gone else None,
    )


def _gone(table: type[T]) -> ColumnElement[str]:
    """Return why a row is not offered, empty if it is."""
    follower = aliased(table)
    newer = exists().where(follower.follows_id == table.id, follower.deleted_at.is_(None), _is_ready(follower))
    unready = Gone.UNCUT if table is Picture else Gone.UNREADY
    reasons = ((table.deleted_at.is_not(None), Gone.DELETED), (~_is_ready(table), unready), (newer, Gone.REPLACED))
    return case(*((is_so, why.value) for is_so, why in reasons), else_="")


def _is_ready(table: Any) -> ColumnElement[bool]:
    """Return whether pages can show a row; a document is ready as it comes."""
    if not hasattr(table, "made_from") and not hasattr(table, "build"):
        return true()
    is_ready: ColumnElement[bool] = table.made_from != "" if hasattr(table, "made_from") else table.build.is_not(None)
    return is_ready


def _page(session: Session, query: Select[*Columns], number: int) -> tuple[Sequence[Row[*Columns]], int, int]:
    """Return the rows of a page, how many there are in all, and which page it is."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number = _within(number, total)
    return session.execute(query.limit(PAGE).offset((number - 1) * PAGE)).all(), total, number


def _within(number: int, total: int) -> int:
    return min(max(number, 1), max(1, -(-total // PAGE)))
