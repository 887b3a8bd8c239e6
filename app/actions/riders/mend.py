"""Mend: the site store compared with what was written there, so that what is damaged is written anew.

compare   sizes of all files, and hashes: of those that every scan needs, of those that somebody has touched since they
          were written, of some by lot, or of all
mark      note that bundles are damaged, which makes them stale
note      when it was looked, and what came of it; what was healed stands in the journal
beat      when something was done that is done again and again

Bundles that are being written are left out: they are stale already.
"""

import hashlib
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.actions.people import accounts
from app.actions.riders.render import UNFINISHED
from app.models import Beat, Event, EventKind, Heartbeat, RenderedBundle
from app.storage import Store

VITAL = ("codes.json", "line.json")  # without which no scan is answered
LOT = 20
NIGHT = range(1, 5)  # hours, UTC
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
DAY, TWO_NIGHTS = timedelta(hours=20), timedelta(hours=44)
LATE = timedelta(hours=1)  # by which a look may be noted after it began, and by which clocks differ
NAMED = 3  # files that the journal names


@dataclass(frozen=True, kw_only=True)
class Damage:
    """How the site store differs from what was written: file -> its bundle; ``strange`` files nobody wrote."""

    looked_at: int
    missing: Mapping[str, str]
    changed: Mapping[str, str]
    strange: tuple[str, ...]

    @property
    def bundles(self) -> set[str]:
        return {*self.missing.values(), *self.changed.values()}

    def healed(self, failed: Collection[str]) -> list[str]:
        """Return the files that are right since all bundles but the ``failed`` ones were written anew."""
        damaged = {**self.missing, **self.changed}
        return sorted({*self.strange, *(key for key, bundle in damaged.items() if bundle not in failed)})


def compare(session: Session, store: Store, *, wholly: bool) -> Damage:
    """Return how the site store differs from what was written; only ``wholly`` every file of it is read."""
    pages = session.scalars(select(RenderedBundle)).all()
    owner = {key: page for page in pages if page.key != UNFINISHED for key in page.files}
    found = store.looks()
    cut = {key for key, page in owner.items() if key in found and found[key].size != page.files[key][0]}
    to_read = (owner.keys() & found.keys()) - cut
    if not wholly:
        since = _last_look(session) - LATE
        touched = {key for key in to_read if found[key].changed_at > max(owner[key].rendered_at, since)}
        to_read = touched | _lot(to_read)
    wrong = {key for key in to_read if _hash(store, key) != owner[key].files[key][1]}
    return Damage(
        looked_at=len(owner),
        missing={key: owner[key].bundle for key in owner.keys() - found.keys()},
        changed={key: owner[key].bundle for key in cut | wrong},
        strange=tuple(sorted(_strange(pages, found))) if wholly else (),
    )


def mark(session: Session, damage: Damage) -> None:
    """Make damaged bundles stale."""
    damaged = update(RenderedBundle).where(RenderedBundle.bundle.in_(damage.bundles))
    session.execute(damaged.values(key=UNFINISHED))


def mark_all(session: Session) -> None:
    """Make every bundle stale."""
    session.execute(update(RenderedBundle).values(key=UNFINISHED))


def is_due(session: Session, at: datetime) -> bool:
    """Tell whether every file is to be read: once a night, and soon if that was missed twice."""
    last = session.get(Heartbeat, Beat.HASHES)
    if last is None:
        return True
    return at - last.at > (DAY if at.hour in NIGHT else TWO_NIGHTS)


def note(session: Session, beats: Iterable[Beat], healed: Sequence[str], *, failed: int, at: datetime) -> None:
    """Keep when it was looked and how many bundles are wrong still; write into the journal which files were healed."""
    for each in beats:
        row = beat(session, each, at)
        row.damaged = failed
        row.healed += len(healed)
    if healed:
        named = ", ".join(healed[:NAMED])
        comment = f"{named} (+ {len(healed) - NAMED})" if len(healed) > NAMED else named
        session.add(Event(what=EventKind.HEAL, by=accounts.system(session), comment=comment))
    session.flush()


def beat(session: Session, kind: Beat, at: datetime) -> Heartbeat:
    """Note that something was done, and return its row."""
    row = session.get(Heartbeat, kind, with_for_update=True)
    if row is None:
        row = Heartbeat(beat=kind, damaged=0, healed=0)
        session.add(row)
    row.at = at
    session.flush()
    return row


def _last_look(session: Session) -> datetime:
    last = session.get(Heartbeat, Beat.SIZES)
    return NEVER if last is None else last.at


def _lot(keys: set[str]) -> set[str]:
    return keys & {*VITAL, *random.sample(sorted(keys), min(LOT, len(keys)))}


def _hash(store: Store, key: str) -> str:
    return hashlib.sha256(store.get(key) or b"").hexdigest()


def _strange(pages: Sequence[RenderedBundle], found: Iterable[str]) -> set[str]:
    """Return files in folders of ours that no bundle has or may get; at the top, operators may put some of theirs."""
    ours = {key for page in pages for key in (*page.files, *page.leftover)}
    folders = {key.partition("/")[0] for page in pages for key in page.files if "/" in key}
    return {key for key in found if "/" in key and key.partition("/")[0] in folders} - ours
