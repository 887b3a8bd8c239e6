"""Library files: whose a file is, what may be done with it, and where it is used.

check         only the planners of its partner change it, and only until a version that shows it is handed in
why_not       why somebody may not change it
credit        count somebody among those with a change of their own in it
partner       the partner that a new file will belong to
uses          the stations and plannings that show it
is_shown      whether one of their versions does that is still on its way, or was public
delete        out of the library, unless something shows it; ``restore`` brings it back
lacking       what must be said of a file before anything public shows it
faults_of     what is still to be said of the files that a record shows
building      which of them are still being built or cut; ``only_building`` where a refusal is for nothing else
"""

import enum
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from app.actions.library import pins, placed_uploads
from app.actions.library.crop_order import wanted
from app.actions.library.shown_variants import unshown
from app.actions.people import rights
from app.actions.records.line_record import first_language
from app.actions.records.titles import title_of
from app.errors import Forbidden, Invalid, Missing, Refusal, WrongState
from app.exchange.reading import Fault
from app.i18n import N_
from app.models import (
    Account,
    Asset,
    BuildState,
    Document,
    Edition,
    Event,
    EventKind,
    Item,
    Partner,
    Picture,
    Revision,
    Role,
    State,
    Use,
    Used,
    now,
)
from app.models.base import Base, Json
from app.models.revision import PAST

Thing = pins.Thing
T = TypeVar("T", bound=Asset | Picture | Document)
KINDS: dict[type[Base], Used] = {Asset: Used.ASSET, Picture: Used.PICTURE, Document: Used.DOCUMENT}
SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "æ": "ae", "ø": "o"}
LONGEST_SLUG = 48
LACKING = {
    "author": N_("Wer die Datei gemacht hat, ist nicht angegeben."),
    "licence": N_("Die Lizenz ist nicht angegeben."),
    "origin": N_("Die Herkunft ist nicht angegeben."),
    "alt": N_("Der Alternativtext auf %(language)s fehlt."),
}
UNREADY = {
    BuildState.PENDING: (
        N_("„%(title)s“ wird noch gebaut oder zugeschnitten."),
        N_("Bitte einen Augenblick warten und es dann noch einmal versuchen."),
    ),
    BuildState.ASKING: (
        N_("Bei „%(title)s“ ist noch eine Frage offen."),
        N_("Bitte in der Bibliothek antworten; dann wird es gebaut."),
    ),
    BuildState.FAILED: (
        N_("„%(title)s“ ließ sich nicht bauen."),
        N_("Bitte in der Bibliothek nachsehen, was daran nicht stimmt."),
    ),
}
NOBODYS = N_("Diese Datei gehört zum geladenen Bestand. Bitte eine eigene Version davon anlegen.")
LOADED = N_(
    "Diese Datei kam mit dem geladenen Bestand und steht in den offenen Daten, deshalb bleibt sie, wie sie ist."
    " Bitte eine neue Version anlegen."
)
PUBLIC = N_(
    "Fahrgäste sehen diese Datei oder haben sie gesehen, deshalb bleibt sie, wie sie ist."
    " Bitte eine neue Version anlegen; sie gilt, sobald eine Planung damit veröffentlicht ist."
)
HANDED_IN = N_(
    "Eine Fassung mit dieser Datei liegt zur Freigabe oder ist freigegeben, deshalb bleibt die Datei, wie sie ist."
    " Bitte eine neue Version anlegen, oder erst die Fassung zurücknehmen."
)


class Where(enum.StrEnum):
    """In which of its versions an item shows a file; of several the first counts."""

    PUBLIC = "public"  # riders see it now
    OPEN = "open"  # it is to come
    ONCE = "once"  # it was approved once
    PAST = "past"  # what a draft said before, or one that nobody wanted


WEIGHTS = {where: weight for weight, where in enumerate(Where)}


@dataclass(frozen=True)
class Shown:
    """A station or planning that shows a file."""

    item_id: int
    title: str
    where: Where


def check(session: Session, thing: Thing, *, by: Account) -> None:
    """Raise what ``why_not`` returns; else nobody hands in what shows ``thing`` until the transaction ends."""
    session.refresh(thing, with_for_update=True)
    refusal = why_not(session, thing, by)
    if refusal is not None:
        raise refusal


def why_not(session: Session, thing: Thing, account: Account) -> Refusal | None:
    """Return why ``account`` may not change ``thing`` as it is, None if they may.

    Forbidden unless they plan for its partner, or work for it and brought it themselves; WrongState if it was loaded,
    if an edition shows it or did, or if a version that shows it was handed in; or any of these what follows it.
    """
    if thing.partner is None and not account.is_admin:
        return Forbidden(NOBODYS)
    if thing.partner is not None and not rights.may_file(account, thing.partner, thing.by_id):
        return Forbidden(rights.REFUSALS[Role.PLANNER], partner=thing.partner.name)
    if thing.by_id is None:
        return WrongState(LOADED)
    later = list(_with_followers(session, thing))
    if any(_is_shown(session, each, Edition.revision_id == Use.revision_id) for each in later):
        return WrongState(PUBLIC)
    version = Revision.__table__.c  # also those that are kept from whoever asks
    handed_in = (version.id == Use.revision_id, version.state.in_((State.SUBMITTED, State.APPROVED)))
    if any(_is_shown(session, each, *handed_in) for each in later):
        return WrongState(HANDED_IN)
    return None


def credit(thing: Thing, *, by: Account) -> None:
    """Count ``by`` among those with a change of their own in ``thing``."""
    if by.id not in thing.authors:
        thing.authors = [*thing.authors, by.id]


def partner(session: Session, slug: str, *, by: Account) -> Partner:
    """Return the partner of that slug, or the first that ``by`` may add to.  Raises Forbidden if there is none."""
    found = [each for each in partners(session, by) if not slug or each.slug == slug]
    if not found:
        raise Forbidden("In die Bibliothek dieses Partners darf nur dessen Planung etwas legen.")
    return found[0]


def partners(session: Session, account: Account) -> Sequence[Partner]:
    """Return the partners that ``account`` plans or works for."""
    everybody = session.scalars(select(Partner).order_by(Partner.name))
    return [each for each in everybody if rights.may_add(account, each)]


def uses(session: Session, thing: Thing) -> list[Shown]:
    """Return what shows ``thing`` now, will show it or once did or would have, each item once."""
    query = (
        select(
            Item.id,
            title_of(session, Item),
            Edition.revision_id == Revision.id,
            Revision.state,
            Edition.id.is_(None),
        )
        .join(Revision, Revision.item_id == Item.id)
        .join(Use, Use.revision_id == Revision.id)
        .outerjoin(Edition, Edition.id == Item.current_id)
        .where(*_of(session, thing))
        .order_by(Item.id)
    )
    found: dict[int, Shown] = {}
    for item_id, title, is_current, state, is_new in session.execute(query):
        where = Where.PUBLIC if is_current else _where(state, is_new=is_new)
        if item_id not in found or WEIGHTS[where] < WEIGHTS[found[item_id].where]:
            found[item_id] = Shown(item_id, title, where)
    return list(found.values())


def is_shown(table: type[T]) -> ColumnElement[bool]:
    """Return whether a row of a table of files is shown by more than the past of drafts, as a part of a query."""
    shown = exists().where(Use.kind == KINDS[table], Use.slug == table.slug)
    return shown.where(Revision.id == Use.revision_id, Revision.state.not_in(PAST))


def _where(state: State, *, is_new: bool) -> Where:
    if state in PAST:
        return Where.PAST
    return Where.ONCE if state is State.APPROVED and not is_new else Where.OPEN


def delete(session: Session, thing: Thing, *, by: Account) -> None:
    """Take ``thing`` out of the library.

    Earlier states of drafts do not hold it: whoever takes one up again is told what is missing.  Raises as ``check``
    does, and WrongState if anything else shows it.
    """
    check(session, thing, by=by)
    shown = [each for each in uses(session, thing) if each.where is not Where.PAST]
    scenes = placed_uploads.scenes(session, thing.slug) if isinstance(thing, Asset) else []
    titles = [str(each.record["title"]) for each in scenes if each.deleted_at is None]
    titles += [each.title for each in shown]
    if titles:
        sentence = N_("Das zeigt noch: %(titles)s. Bitte dort erst herausnehmen, dann löschen.")
        raise WrongState(sentence, titles=", ".join(titles[:5]))
    thing.deleted_at = now()
    note(session, thing, EventKind.DELETE_FILE, by=by)


def restore(session: Session, thing: Thing, *, by: Account) -> None:
    """Bring back what was deleted.  Raises as ``check`` does."""
    check(session, thing, by=by)
    thing.deleted_at = None
    note(session, thing, EventKind.RESTORE_FILE, by=by)


def note(session: Session, thing: Thing, what: EventKind, *, by: Account) -> None:
    """Write a line of the journal, credit ``by``, and flush."""
    credit(thing, by=by)
    session.add(Event(what=what, by=by, comment=thing.record["title"]))
    session.flush()


def lacking(record: Json, *, language: str) -> list[str]:
    """Return which of LACKING is true of a plain record of an asset, picture or document."""
    found = [name for name in ("author", "licence", "origin") if not record.get(name, "").strip()]
    alt = record.get("texts", {}).get(language, {}).get("alt", "")
    return found if alt else [*found, "alt"]


def free_slug(session: Session, table: type[Thing] | type[Item], title: str) -> str:
    """Return an address made of ``title`` that no other row of ``table`` has."""
    spelled = "".join(SPELLED.get(letter, letter) for letter in title.lower())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "datei"
    taken = set(session.scalars(select(table.slug).where(table.slug.startswith(base, autoescape=True))))
    number = 2
    slug = base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def faults_of(
    session: Session, record: Json, *, described: Mapping[tuple[Used, str], Json] | None = None
) -> Iterator[Fault]:
    """Yield a fault for each file that ``record`` shows and that is gone, not ready or not well described.

    Also for each variant of which its asset shows nothing.  ``described`` are records that are typed and not stored.
    """
    named = [("asset", Used.ASSET, record.get("asset", ""))]
    named += [
        (f"variants[{n}].asset", Used.ASSET, each.get("asset", ""))
        for n, each in enumerate(record.get("variants", ()), 1)
    ]
    for field, kind in (("pictures", Used.PICTURE), ("documents", Used.DOCUMENT)):
        named += [(f"{field}[{n}]", kind, slug) for n, slug in enumerate(record.get(field, ()), start=1)]
    for field, kind, slug in named:
        if not slug:
            continue
        table = pins.TABLES[kind]
        thing = _called(session, table, slug)
        if thing is None:
            wrong = N_("„%(slug)s“ gibt es in der Bibliothek nicht.")
            yield Fault(slug, field, wrong, N_("Bitte etwas anderes wählen."), {"slug": slug})
            continue
        if (state := _state(thing)) is not BuildState.READY:
            yield Fault(slug, field, *UNREADY[state], {"title": thing.record["title"]})
        where = N_("Bitte bei „%(title)s“ ergänzen.")
        first = first_language(session)
        told = (described or {}).get((kind, slug), thing.record)
        for name in lacking(told, language=first):
            yield Fault(slug, field, LACKING[name], where, {"title": thing.record["title"], "language": first})
    yield from unshown(session, record)


def building(session: Session, record: Json) -> list[str]:
    """Return the titles of the files that ``record`` shows and that are still being built or cut."""
    return [str(each.values["title"]) for each in faults_of(session, record) if is_building(each)]


def only_building(refusal: Refusal) -> list[str]:
    """Return the titles of the files for which ``refusal`` asks to wait; none if it is for anything else as well."""
    faults = refusal.faults if isinstance(refusal, Invalid) else ()
    waiting = [each for each in faults if isinstance(each, Fault) and is_building(each)]
    return [str(each.values["title"]) for each in waiting] if len(waiting) == len(faults) else []


def is_building(fault: Fault) -> bool:
    """Tell whether ``fault`` goes by itself, once a file is built or cut."""
    return fault.wrong == UNREADY[BuildState.PENDING][0]


def _called(session: Session, table: type[T], slug: str) -> T | None:
    return session.scalars(select(table).where(table.slug == slug, table.deleted_at.is_(None))).first()


def _state(thing: Thing) -> BuildState:
    """Return how far the program has come with what pages show of ``thing``."""
    if isinstance(thing, Asset):
        return thing.state
    if isinstance(thing, Document):
        return BuildState.READY
    return BuildState.READY if thing.made_from == wanted(thing) else BuildState.PENDING


def _with_followers(session: Session, thing: Thing) -> Iterator[Thing]:
    """Yield ``thing`` and whatever follows it, since that takes it along into open data."""
    table = type(thing)
    waiting: list[Thing] = [thing]
    while waiting:
        yield waiting[-1]
        waiting += session.scalars(select(table).where(table.follows_id == waiting.pop().id))


def _is_shown(session: Session, thing: Thing, *conditions: ColumnElement[bool]) -> bool:
    return bool(session.scalar(select(exists().where(*conditions, *_of(session, thing)))))


def _of(session: Session, thing: Thing) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Use.kind == KINDS[type(thing)], Use.slug.in_(pins.shown_as(session, thing))


def find(session: Session, table: type[T], thing_id: int) -> T:
    """Return the row of Asset, Picture or Document.  Raises Missing unless there is one of the library."""
    found = session.get(table, thing_id)
    if found is None or found.slug is None:
        raise Missing("Diese Datei gibt es in der Bibliothek nicht.")
    return found
