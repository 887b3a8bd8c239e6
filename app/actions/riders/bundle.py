"""Bundle: pages that are rendered together, with the cache key that says what they were made from.

``bundle`` makes both the key and the drawing from the same values, so that nothing can be drawn that is not in the key.
What a drawing reads beside its values it gets from ``Frozen``, by names that stand in the values: editions and media,
neither of which ever changes.
"""

import enum
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Edition
from app.models.base import Json
from app.site.version import digest_of
from app.storage import Store

T = TypeVar("T")
Files = dict[str, bytes]  # key in the site store -> bytes

APP = Path(__file__).parent.parent.parent
ROOMS = ("actions/records", "actions/riders", "exchange", "meshes", "pictures", "site")
KNOWN_TO_ALL = ("contrast.py", "geodesy.py", "i18n.py", "qr.py")
DRAWING = (*ROOMS, *KNOWN_TO_ALL)  # a test looks whether this is all that drawings import
VERSION = hashlib.sha256("".join(digest_of(APP / room) for room in DRAWING).encode()).hexdigest()


class Rank(enum.IntEnum):
    """The kinds of bundles, in the order in which they are rendered: what is linked comes before what links to it."""

    PLANNING = 1
    ON_SITE = 2
    STATION = 3
    LINE = 4
    MAP = 5
    SIGN = 6
    WITHDRAWN = 7
    CODES = 8
    TEXTS = 9
    SITEMAP = 10
    OUTCOME = 11  # reads every planning, and codes do not wait for it
    DATA = 12


@dataclass(frozen=True, repr=False, slots=True)
class Sealed(Generic[T]):
    """A value that many bundles share, hashed once: in their keys its hash stands for it."""

    value: T
    digest: str

    def __repr__(self) -> str:
        return self.digest


@dataclass(frozen=True, kw_only=True, slots=True)
class Frozen:
    """What never changes, at hand for drawing."""

    session: Session
    media: Store

    def records(self, edition_ids: Sequence[int]) -> list[Json]:
        """Return the records of editions, in this order."""
        query = select(Edition.id, Edition.record).where(Edition.id.in_(edition_ids))
        found = {row.id: row.record for row in self.session.execute(query)}
        return [found[each] for each in edition_ids]


Draw = Callable[[T, Frozen], Files]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bundle:
    """Pages that are rendered together.  Of one rank what was published last is rendered first."""

    name: str
    rank: Rank
    key: str
    draw: Callable[[Frozen], Files]
    edition_id: int = 0


def bundle(rank: Rank, values: T, draw: Draw[T], *, item_id: int = 0, edition_id: int = 0) -> Bundle:
    """Return the bundle of an item, or of the line, that ``draw`` makes from ``values``: plain and frozen ones."""
    kind = rank.name.lower()
    return Bundle(
        name=f"{kind}/{item_id}" if item_id else kind,
        rank=rank,
        key=digest(VERSION, values),
        draw=partial(draw, values),
        edition_id=edition_id,
    )


def seal(value: T) -> Sealed[T]:
    """Return a value with its hash."""
    return Sealed(value, digest(value))


def digest(*parts: object) -> str:
    """Return a hash of plain values, by what ``repr`` says of them."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def compact_json(value: object) -> bytes:
    """Return JSON for machines."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
