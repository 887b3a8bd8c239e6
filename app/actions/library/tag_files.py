"""Tag files: words by which people of the studio sort the library, so that what belongs together is found together.

tags     of a file
every    of all 3D objects or all pictures, with how many have each, the most used first
tag      say what tags a file has from now on
carry    let a new version have those of the one before
tagged   whether a row has a tag, as a part of a query
may_tag  whether somebody may say them

No rider sees tags, and no version is one: they change also on what is public.
"""

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.orm import Session

from app.actions.library import library_files
from app.actions.library.library_files import KINDS, Thing
from app.actions.people import rights
from app.errors import Forbidden, Invalid
from app.i18n import N_
from app.models import Account, FileTag, fold

LONGEST = 40  # letters
MOST = 12  # of one file
SHOWN = 40
BETWEEN = re.compile(r"[,;\n]")
TOO_LONG = N_("„%(tag)s“ ist zu lang für ein Schlagwort. Höchstens %(most)s Zeichen, zwischen zweien ein Komma.")
TOO_MANY = N_("Mehr als %(most)s Schlagwörter hat eine Datei nicht. Bitte einige weglassen.")


def tags(session: Session, thing: Thing) -> Sequence[str]:
    """Return the tags of a file by the alphabet."""
    query = select(FileTag.name).where(FileTag.kind == KINDS[type(thing)], FileTag.slug == thing.slug)
    return sorted(session.scalars(query), key=fold)


def every(session: Session, table: type[library_files.T]) -> Sequence[tuple[str, int]]:
    """Return the tags of what the library has and how many have each."""
    count = func.count()
    query = select(FileTag.name, count).join(table, table.slug == FileTag.slug)
    query = query.where(FileTag.kind == KINDS[table], table.deleted_at.is_(None)).group_by(FileTag.name)
    return [(name, number) for name, number in session.execute(query.order_by(count.desc(), FileTag.name).limit(SHOWN))]


def tag(session: Session, thing: Thing, typed: str, *, by: Account) -> None:
    """Let ``typed``, separated by commas, be the tags of a file; one that others have is spelled as theirs.

    Raises Forbidden unless ``may_tag`` says so, Invalid if one is too long or there are too many.
    """
    if not may_tag(session, thing, by):
        raise Forbidden("Schlagwörter vergibt die Planung des Partners, dem die Datei gehört.")
    wanted = {fold(name): name for each in BETWEEN.split(typed) if fold(name := " ".join(each.split()))}
    if too_long := [name for name in wanted.values() if len(name) > LONGEST]:
        raise Invalid(TOO_LONG, tag=too_long[0], most=LONGEST)
    if len(wanted) > MOST:
        raise Invalid(TOO_MANY, most=MOST)
    kind = KINDS[type(thing)]
    known = {fold(name): name for name in session.scalars(select(FileTag.name).where(FileTag.kind == kind).distinct())}
    session.refresh(thing, with_for_update=True)  # of two people one is last
    session.execute(delete(FileTag).where(FileTag.kind == kind, FileTag.slug == thing.slug))
    session.add_all(FileTag(kind=kind, slug=thing.slug, name=known.get(key, name)) for key, name in wanted.items())
    session.flush()


def carry(session: Session, before: Thing, after: Thing) -> None:
    """Give the new version ``after`` the tags of ``before``."""
    session.add_all(FileTag(kind=KINDS[type(after)], slug=after.slug, name=name) for name in tags(session, before))


def tagged(table: type[library_files.T], name: str) -> ColumnElement[bool]:
    """Return whether a row of Asset or Picture has the tag, as a part of a query."""
    return exists().where(FileTag.kind == KINDS[table], FileTag.slug == table.slug, FileTag.name == name)


def may_tag(session: Session, thing: Thing, account: Account) -> bool:
    """Tell whether ``account`` changes such files, or plans for any partner where it was loaded and has none."""
    if thing.partner is None:
        return rights.plans(account)
    return rights.may_file(account, thing.partner, thing.by_id)
