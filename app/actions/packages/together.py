"""Together: the same step for every part of a package, or for none.

together  do it; what one part refuses leaves all as they were
ordered   a station before its plannings, so that these find it
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from app.errors import Refusal
from app.models import Kind, Revision

Stuck = Mapping[int, Refusal]  # id of a revision -> why not; empty where all is done


class _Undone(Exception):  # noqa: N818 -- ends what was begun, which is no error
    """A part refused, so that none shall have done it."""


def together(session: Session, parts: Iterable[Revision], step: Callable[[Revision], object]) -> Stuck:
    """Take ``step`` with every part, in their order, and return why it was taken with none."""
    stuck: dict[int, Refusal] = {}
    try:
        with session.begin_nested():
            for each in ordered(parts):
                try:
                    with session.begin_nested():
                        step(each)
                except Refusal as refusal:
                    stuck[each.id] = refusal
            if stuck:
                raise _Undone
    except _Undone:
        pass
    return stuck


def ordered(parts: Iterable[Revision]) -> Sequence[Revision]:
    """Return versions in the order of a package."""
    return sorted(parts, key=lambda each: (each.item.kind is Kind.PLANNING, each.item_id, each.id))
