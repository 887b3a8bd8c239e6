"""Autosave: what somebody types is kept beside the history, debounced by the page, until they save or drop it.

keep     store what stands in the editor now
found    what one person has typed about an item and not saved
check_saved  that nothing is left out where somebody hands in what they saved
forget   it was saved
drop     it is no longer wanted, until it is taken back
others   who else has something unsaved in an item
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.actions.people import rights
from app.errors import Forbidden, Invalid, Overtaken
from app.i18n import N_
from app.models import Account, Autosave, Item, Revision, Role, now

ELSEWHERE = N_(
    "In einem anderen Fenster haben Sie an derselben Seite weitergeschrieben. Was hier steht, bleibt in diesem "
    "Browser; „Speichern“ führt beides zusammen."
)
DROPPED = N_(
    "Das Getippte ist inzwischen verworfen worden. Was hier steht, bleibt in diesem Browser; „Speichern“ sichert es."
)
TOO_MUCH = N_("Das ist zu viel Text auf einmal. Bitte kürzen; die Seite für Fahrgäste würde sonst zu schwer.")
TYPED = N_(
    "Im Editor steht noch Getipptes, das nicht gespeichert ist und sonst fehlen würde. Von dort aus lässt es sich mit "
    "zur Freigabe geben, oder verwerfen."
)
LONGEST = 200_000  # characters of all fields together


def keep(
    session: Session, item: Item, form: Mapping[str, str], *, base: Revision, number: int, version: int, by: Account
) -> Autosave:
    """Store what is typed.  ``base`` is what the form was filled from, when it had ``number``.

    ``version`` is that of the autosave which the window has seen last, 0 for none.  Raises Forbidden unless ``by``
    plans or translates the item, Overtaken if another window of theirs has kept something since or what this one shows
    was dropped, Invalid if it is too much.
    """
    _check_fields(item, form, by)
    if sum(map(len, form.values())) > LONGEST:
        raise Invalid(TOO_MUCH)
    found = session.get(Autosave, (item.id, by.id))
    if found is None:
        found = Autosave(item=item, account=by)
        session.add(found)
    elif found.form == form and found.base is base and found.base_number == number and found.dropped_at is None:
        return found  # a window that only says that it is still there
    elif found.dropped_at is not None and version:
        raise Overtaken(DROPPED)  # it was on its way when somebody dropped it
    elif found.dropped_at is None and found.version != version:
        raise Overtaken(ELSEWHERE)
    found.form, found.base, found.base_number = dict(form), base, number
    found.changed_at, found.dropped_at = now(), None
    session.flush()
    return found


def _check_fields(item: Item, form: Mapping[str, str], by: Account) -> None:
    """Raise Forbidden for a field that ``by`` does not write."""
    rights.check_write(by, item)
    own = tuple(f"texts.{tag}." for tag in rights.translates(by, item))
    if not rights.may_item(by, Role.PLANNER, item) and not all(
        name.startswith(own) for name in form if name != "before"
    ):
        raise Forbidden(rights.ONLY_WORDS)


def found(session: Session, item: Item, *, of: Account) -> Autosave | None:
    """Return what ``of`` has typed about ``item`` and neither saved nor dropped."""
    row: Autosave | None = session.get(Autosave, (item.id, of.id))
    return row if row is not None and row.dropped_at is None else None


def check_saved(session: Session, item: Item, *, by: Account) -> None:
    """Raise Invalid if ``by`` has typed something about ``item`` that is in no draft yet."""
    if found(session, item, of=by) is not None:
        raise Invalid(TYPED)


def forget(session: Session, item: Item, *, version: int, by: Account) -> None:
    """Remove what was kept, unless another window has kept something since ``version``."""
    row = found(session, item, of=by)
    if row is not None and row.version == version:
        session.delete(row)
        session.flush()


def drop(session: Session, item: Item, *, by: Account) -> None:
    """Set aside what ``by`` has typed; ``history.take_back`` brings it back.  Raises Forbidden as ``keep`` does."""
    rights.check_write(by, item)
    row = found(session, item, of=by)
    if row is not None:
        row.dropped_at = now()
        session.flush()


def others(session: Session, item: Item, *, than: Account) -> Sequence[Autosave]:
    """Return what other people have typed about ``item`` and not saved, the latest first."""
    query = select(Autosave).where(Autosave.item_id == item.id, Autosave.account_id != than.id)
    query = query.where(Autosave.dropped_at.is_(None)).options(joinedload(Autosave.account))
    return session.scalars(query.order_by(Autosave.changed_at.desc())).all()
