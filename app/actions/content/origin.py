"""Origin: what a form was filled from, and what others have stored since.

A form remembers it in four hidden fields: ``base`` is the revision it was filled from, ``number`` how far that one's
history had come, ``merged`` a publication that is part of it, ``before`` what it was filled from before it was merged.

of_form    from the hidden fields of a form, which may hold anything
fresh      of a form that is filled now
of_kept    of a form that autosave has kept
base_of    what a form is filled from now
source     what a form was filled from, as it was then
sources    the same, with all that came before a merge
later      what was stored since and is not merged into it
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.actions.content import edit
from app.errors import Missing
from app.exchange.typed import is_whole_number
from app.models import Account, Autosave, Item, Revision
from app.models.base import Json

FIELDS = ("base", "number", "merged", "before")


@dataclass(frozen=True)
class Origin:
    """The four hidden fields.  ``before`` is ``base.number`` of earlier fillings, with blanks between them."""

    base: str
    number: str
    merged: str = ""
    before: str = ""


@dataclass(frozen=True)
class Later:
    """What somebody stored since a form was filled, and the plain record that both began from."""

    revision: Revision
    was: Json
    is_publication: bool

    @property
    def mark(self) -> str:
        """What tells the revision from what it said before or will say."""
        return f"{self.revision.id}.{self.revision.number}"


def of_form(form: Mapping[str, str]) -> Origin:
    """Return the origin that the hidden fields of a form say; what is no number in them says nothing."""
    base, number, merged = (form.get(name, "") for name in FIELDS[:3])
    return Origin(_number(base), _number(number), _number(merged), before=_before(form))


def fresh(session: Session, item: Item, *, of: Account) -> Origin:
    """Return the origin of a form that is filled now.  Raises Missing as ``base_of`` does."""
    base = base_of(session, item, of=of)
    return Origin(str(base.id), str(base.number))


def of_kept(unsaved: Autosave) -> Origin:
    """Return the origin of a form whose fields autosave has kept."""
    return Origin(str(unsaved.base_id), str(unsaved.base_number), before=_before(unsaved.form))


def base_of(session: Session, item: Item, *, of: Account) -> Revision:
    """Return the draft of ``of``, else what is newest.  Raises Missing if neither is."""
    found = edit.open_draft(session, item, of=of) or edit.newest(session, item)
    if found is None:
        raise Missing("Es gibt noch keine Fassung, von der ein Entwurf ausgehen könnte.")
    return found


def source(session: Session, item: Item, origin: Origin, *, of: Account) -> Revision:
    """Return what a form was filled from; what is there now if that cannot be told."""
    return _seen(session, item, origin.base, origin.number) or base_of(session, item, of=of)


def sources(session: Session, item: Item, origin: Origin, *, of: Account) -> list[Revision]:
    """Return all that a form was filled from, now and before it was merged."""
    before = (_seen(session, item, *each.split(".")) for each in origin.before.split())
    return [source(session, item, origin, of=of), *(each for each in before if each is not None)]


def later(session: Session, item: Item, origin: Origin, *, of: Account) -> Later | None:
    """Return a save of the person's own draft in another window, else a publication beside it, else None."""
    base = base_of(session, item, of=of)
    if (origin.base, origin.number) != (str(base.id), str(base.number)):
        return Later(base, source(session, item, origin, of=of).record, is_publication=False)
    newest = edit.newest(session, item)
    if newest is None or origin.merged == str(newest.id) or not edit.is_overtaken(session, base):
        return None
    return Later(newest, base.based_on.record if base.based_on else newest.record, is_publication=True)


def merged_with(session: Session, item: Item, found: Later, was: Origin, *, of: Account) -> Origin:
    """Return the origin of a form that had ``was`` and says now what was ``found`` as well."""
    merged = str(found.revision.id) if found.is_publication else ""
    before = f"{was.before} {was.base}.{was.number}".strip()
    return replace(fresh(session, item, of=of), merged=merged, before=before)


def _seen(session: Session, item: Item, base: str, number: str) -> Revision | None:
    return edit.seen(session, item, int(base), int(number)) if base and number else None


def _number(text: str) -> str:
    return text if is_whole_number(text) else ""


def _before(form: Mapping[str, str]) -> str:
    pairs = (each.split(".") for each in form.get("before", "").split())
    return " ".join(".".join(pair) for pair in pairs if len(pair) == 2 and all(map(is_whole_number, pair)))
