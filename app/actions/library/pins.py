"""Pins: what a revision shows of the library, by hash, so that what was handed in is what riders get.

pin      what a record shows, as it is now
changed  what is no longer as it was pinned, by the titles that people know
shown_as  by which slugs records show a file
authors  everybody with a change of their own in a file that nobody has approved yet; ``open_authors`` those of one

A pin has what people gave apart from what the program made of it: another version of the program makes the same scene
or picture anew, which is no change of a person (``riders/live.py``).  What a file follows is pinned with it, since open
data have both, and so are the uploads that a scene places.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.actions.library import placed_uploads
from app.actions.records.record_json import stored
from app.exchange.reading import plain
from app.exchange.stored import Pin
from app.models import Account, Asset, Document, Picture, Revision, State, Use, Used
from app.models.base import Json, JsonList
from app.models.use import uses

Thing = Asset | Picture | Document
T = TypeVar("T", bound=Asset | Picture | Document)
TABLES: dict[Used, type[Thing]] = {Used.ASSET: Asset, Used.PICTURE: Picture, Used.DOCUMENT: Document}


def pin(session: Session, record: Json, *, holding: bool = False) -> JsonList:
    """Return the pins of a plain record as JSON.

    With ``holding`` nobody else changes these files until the transaction ends: who waits for them finds them frozen.
    """
    found = list(_shown(session, record))
    if holding:
        for table in TABLES.values():
            ids = [each.id for each in found if isinstance(each, table)]
            query = select(table).where(table.id.in_(ids)).order_by(table.id).with_for_update()
            session.scalars(query.execution_options(populate_existing=True)).all()
    pins: JsonList = plain([_pin(each) for each in found])
    return pins


def changed(session: Session, record: Json, pins: JsonList) -> list[str]:
    """Return the titles of the files that are not what ``pins`` say, in the order of the record."""
    shown = {(_kind(each), str(each.slug)): each for each in _shown(session, record)}
    now = {key: _pin(each) for key, each in shown.items()}
    was = {(each.kind, each.slug): each for each in _read(pins)}
    other = [key for key in now | was if not _is_same(was.get(key), now.get(key))]
    return [str(shown[key].record["title"]) if key in shown else key[1] for key in other]


def authors(session: Session, record: Json) -> Sequence[Account]:
    """Return those whose changes to the files of ``record`` no approver has seen yet."""
    ids = {number for each in _shown(session, record) for number in open_authors(session, each)}
    return session.scalars(select(Account).where(Account.id.in_(ids)).order_by(Account.id)).all() if ids else ()


def open_authors(session: Session, thing: Thing) -> list[int]:
    """Return the ids of those with a change of their own in ``thing``; none once somebody has approved it."""
    version = Revision.__table__.c  # also those that are kept from whoever asks
    slugs = shown_as(session, thing)
    shown = exists().where(Use.kind == _kind(thing), Use.slug.in_(slugs), Use.revision_id == version.id)
    is_approved = session.scalar(select(shown.where(version.state == State.APPROVED)))
    return [] if is_approved else list(thing.authors)


def shown_as(session: Session, thing: Thing) -> list[str]:
    """Return by which slugs records show ``thing``: its own, and those of the scenes that place it."""
    scenes = placed_uploads.scenes(session, thing.slug) if isinstance(thing, Asset) else []
    return [str(thing.slug), *(str(each.slug) for each in scenes)]


def _shown(session: Session, record: Json) -> Iterator[Thing]:
    """Yield the files that a record shows, each behind it with what it follows, and what a scene places of uploads."""
    seen: set[tuple[Used, str]] = set()
    for use in uses(record):
        waiting = [_named(session, TABLES[use.kind], use.slug)]
        while waiting:
            thing = waiting.pop()
            if thing is None or (use.kind, str(thing.slug)) in seen:
                continue
            seen.add((use.kind, str(thing.slug)))
            yield thing
            placed = thing.placed if isinstance(thing, Asset) else []
            waiting += [*(_named(session, Asset, slug) for slug in placed), thing.follows]


def _named(session: Session, table: type[T], slug: str) -> T | None:
    return session.scalars(select(table).where(table.slug == slug)).first()


def _pin(thing: Thing) -> Pin:
    given: dict[str, object] = {"record": thing.record, "files": thing.files, "deleted": thing.deleted_at is not None}
    if isinstance(thing, Asset):
        given |= {"wishes": thing.wishes, "upload": thing.upload}
        made, made_from = {"build": thing.build, "posters": thing.posters}, thing.source_hash
    elif isinstance(thing, Document):
        given |= {"facts": thing.facts}
        made, made_from = {}, thing.source_hash  # nothing is made of it
    else:
        given |= {"width_px": thing.width_px, "height_px": thing.height_px}
        made, made_from = {"crops": thing.crops}, thing.made_from
    return Pin(kind=_kind(thing), slug=str(thing.slug), given=_digest(given), made_from=made_from, made=_digest(made))


def _is_same(was: Pin | None, now: Pin | None) -> bool:
    """Tell whether people gave the same, and the same version of the program made the same of it."""
    if was is None or now is None or was.given != now.given:
        return False
    return was.made_from != now.made_from or was.made == now.made


def _kind(thing: Thing) -> str:
    return next(kind for kind, table in TABLES.items() if isinstance(thing, table)).value


def _digest(value: object) -> str:
    """Return a hash of JSON that is the same in every database, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]


def _read(pins: JsonList) -> list[Pin]:
    return [stored(Pin, each) for each in pins]
