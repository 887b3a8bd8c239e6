"""Items, versions, editions and remarks that an address names, or Missing and Forbidden."""

from flask import g, request

from app.actions.content import show_item
from app.actions.people import rights
from app.errors import Missing, Overtaken
from app.exchange.typed import whole_number
from app.models import Edition, Item, Remark, Revision, Role


def revision_of(revision_id: int) -> Revision:
    """Return the revision.  Raises Missing unless there is one."""
    revision: Revision | None = g.session.get(Revision, revision_id)
    if revision is None:
        raise Missing("Diese Fassung gibt es nicht.")
    return revision


def edition_of(edition_id: int) -> Edition:
    """Return the edition.  Raises Missing unless there is one."""
    edition: Edition | None = g.session.get(Edition, edition_id)
    if edition is None:
        raise Missing("Diese Ausgabe gibt es nicht.")
    return edition


def check_seen(item: Item) -> None:
    """Raise Overtaken unless riders see what they saw when the page was made that now asks for something else."""
    if request.form.get("seen", 0, type=whole_number) != (item.current_id or 0):
        raise Overtaken("Inzwischen sehen Fahrgäste hier etwas anderes. Bitte noch einmal ansehen, dann entscheiden.")


def own(item_id: int) -> show_item.Head:
    """Return the head of an item that the person plans for.  Raises Missing and Forbidden."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    rights.check_item(g.account, Role.PLANNER, head.item)
    return head


def written(item_id: int) -> show_item.Head:
    """Return the head of an item that the person plans for or translates.  Raises Missing and Forbidden."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    rights.check_write(g.account, head.item)
    return head


def remark_of(remark_id: int) -> Remark:
    """Return the remark.  Raises Missing unless there is one."""
    found: Remark | None = g.session.get(Remark, remark_id)
    if found is None:
        raise Missing("Diese Anmerkung gibt es nicht.")
    return found
