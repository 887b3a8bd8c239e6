"""Items and revisions that an address names, or Missing and Forbidden."""

from flask import g

from app.actions.content import show_item
from app.actions.people import rights
from app.errors import Missing
from app.models import Item, Revision, Role


def revision_of(revision_id: int) -> Revision:
    """Return the revision.  Raises Missing unless there is one."""
    revision: Revision | None = g.session.get(Revision, revision_id)
    if revision is None:
        raise Missing("Diese Fassung gibt es nicht.")
    return revision


def own(item_id: int) -> show_item.Head:
    """Return the head of an item that the person plans for.  Raises Missing and Forbidden."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    rights.check(g.account, Role.PLANNER, head.partner)
    return head
