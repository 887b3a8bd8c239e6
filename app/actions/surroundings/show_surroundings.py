"""Show surroundings: what is kept about each station, and the tiles it came from."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.records.record_json import stored
from app.actions.records.titles import title_of
from app.actions.surroundings import compose_surroundings
from app.exchange.stored import Composed
from app.models import BuildState, Station, Surroundings, Tile


@dataclass(frozen=True, kw_only=True)
class About:
    """A station and what stands about it; ``address`` is that of its GLB, empty while there is none."""

    id: int
    title: str
    address: str
    said: Composed


def stations(session: Session) -> Sequence[About]:
    """Return all stations, in their order, with what stands about them."""
    query = select(Station.id, title_of(session, Station)).where(Station.archived_at.is_(None)).order_by(Station.id)
    known = {each.station_id: each for each in session.scalars(select(Surroundings))}
    return [_about(number, title, known.get(number)) for number, title in session.execute(query)]


def all_tiles(session: Session) -> Sequence[Tile]:
    """Return all tiles, the newest first."""
    return session.scalars(select(Tile).order_by(Tile.id.desc())).all()


def is_waiting(session: Session, tiles: Sequence[Tile]) -> bool:
    """Tell whether a tile is still to be read, or what stands about the stations near the newest one composed."""
    if any(each.state is BuildState.PENDING for each in tiles):
        return True
    newest = next((each for each in tiles if each.state is BuildState.READY), None)
    return newest is not None and bool(compose_surroundings.stale(session, about=[int(each) for each in newest.kept]))


def _about(number: int, title: str, row: Surroundings | None) -> About:
    said = stored(Composed, row.said) if row else Composed()
    return About(id=number, title=title, address=f"/media/{row.key}" if row and row.key else "", said=said)
