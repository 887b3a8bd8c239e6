"""Stored: the shapes of what tables keep as JSON beside the records, read by ``reading`` as these are.

Every field that an earlier version did not write has a default, so that its rows are read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.exchange.records import rule


@dataclass(frozen=True, kw_only=True)
class Card:
    """What other pages show of a published item: without its record, so that pages are found stale by one query.

    A station has names, summaries, partner and the order of its plannings; a planning has topic, asset and place.
    """

    names: Mapping[str, str] = rule({})  # language -> title
    summaries: Mapping[str, str] = rule({})
    partner: str = ""
    plannings: tuple[str, ...] = rule([])
    pictures: tuple[str, ...] = rule([])
    topic: str = ""
    asset: str = ""
    lat: float = 0.0
    lon: float = 0.0
    rotation_deg: float = 0.0
    ground_m: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Posters:
    """The posters of an asset in both states, each with its address by form ("1200.avif"); empty where there are none.

    They come with its files, or are drawn when it is built.
    """

    before: Mapping[str, str] = rule({})
    after: Mapping[str, str] = rule({})

    def of(self, state: str) -> Mapping[str, str]:
        """Return those of one state."""
        return self.before if state == "before" else self.after


@dataclass(frozen=True, kw_only=True)
class OrderFile:
    """One file of a print order: where it lies in the media store, and what is in it."""

    name: str
    key: str
    sha256: str
    bytes: int
    kind: str = ""  # of the signs; empty for the order sheet
    signs: int = 0  # how many, one a page
