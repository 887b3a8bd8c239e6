"""Found place: where the files of a planning's 3D say that they stand, for a person to confirm on the map.

proposals  what each of them says, and how far that is from where the planning stands by now
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import geodesy
from app.actions.library import stored_asset
from app.exchange.stored import FoundPlace
from app.models import Asset
from app.models.base import Json
from app.models.use import assets_in

FAR_M = 50_000.0  # no station's surroundings; what programs write unasked is mostly on another continent
UNCERTAINTY_M = {"map": 1.0, "site": 50.0, "guess": 100.0}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the file of one asset says; ``away_m`` is None where it says only how it is turned."""

    slug: str
    title: str
    place: FoundPlace
    away_m: float | None

    @property
    def is_far(self) -> bool:
        """Tell whether that cannot be meant."""
        return self.away_m is not None and self.away_m > FAR_M

    @property
    def uncertainty_m(self) -> float:
        """Return how well such a statement is known."""
        return UNCERTAINTY_M.get(self.place.told_by, UNCERTAINTY_M["guess"])


def proposals(session: Session, record: Json) -> Sequence[Proposal]:
    """Return what the files say that a planning's record shows, in the order of their names."""
    query = select(Asset).where(Asset.slug.in_({*assets_in(record)})).order_by(Asset.slug)
    here = (record["place"]["lat"], record["place"]["lon"])
    found = []
    for asset in session.scalars(query):
        build = stored_asset.build(asset)
        if build and (place := build.place):
            away_m = None
            if place.lat is not None and place.lon is not None:
                away_m = geodesy.distance_m(here, (place.lat, place.lon))
            found.append(Proposal(slug=str(asset.slug), title=asset.record["title"], place=place, away_m=away_m))
    return found
