"""Tiles: official data that people upload, read by a job; only what lies near stations is kept.

add        an uploaded file, with its source, licence and date
remove     one, with what is kept of it
uploads    those that a job still has to take
pending    the orders for that
store      what was kept of one, or what is wrong with it
excerpts   what is kept about a station, and the lines that name the sources
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.records.record_json import stored
from app.errors import Invalid, Missing
from app.exchange.licences import licence
from app.exchange.reading import plain
from app.exchange.stored import AssetFinding, KeptExcerpt
from app.geodesy import Point
from app.i18n import N_
from app.meshes.surroundings.excerpt import Excerpt
from app.models import Account, BuildState, Event, EventKind, Station, Tile
from app.storage import Store

SOURCE = "Geobasis NRW"
LICENCE = "DL-DE-ZERO-2.0"
EXCERPT = "excerpt.npz"
LONGEST = 120


@dataclass(frozen=True, kw_only=True)
class TileOrder:
    """A tile to read: its upload, and where the stations are, by their ids."""

    tile_id: int
    upload: str
    stations: Mapping[str, Point]


@dataclass(frozen=True, kw_only=True)
class Read:
    """What came of a tile: station -> its excerpt and the buildings in it, or faults."""

    content: str = ""
    total: int = 0
    kept: Mapping[str, tuple[bytes, int]]
    faults: Sequence[AssetFinding] = ()


def add(
    session: Session, *, name: str, upload: str, source: str, given_licence: str, dated_on: str, by: Account
) -> Tile:
    """Return a new tile that waits for its job.  Raises Invalid unless its source, licence and date are said."""
    try:
        day = date.fromisoformat(dated_on) if dated_on.strip() else None
    except ValueError as error:
        raise Invalid("Den Stand der Daten bitte als Datum angeben, oder leer lassen.") from error
    if not source.strip() or not given_licence.strip():
        raise Invalid("Bitte angeben, woher die Daten sind und unter welcher Lizenz sie stehen.")
    tile = Tile(
        name=name[:LONGEST],
        upload=upload,
        source=source.strip()[:LONGEST],
        licence=given_licence.strip()[:LONGEST],
        dated_on=day,
        by=by,
    )
    session.add(tile)
    session.add(Event(what=EventKind.ADD_FILE, by=by, comment=tile.name))
    session.flush()
    return tile


def remove(session: Session, tile_id: int, *, by: Account) -> None:
    """Forget a tile and what is kept of it.  Raises Missing if there is none."""
    tile = session.get(Tile, tile_id, with_for_update=True)
    if tile is None:
        raise Missing("Diese Kachel gibt es nicht mehr.")
    session.add(Event(what=EventKind.DELETE_FILE, by=by, comment=tile.name))
    session.delete(tile)
    session.flush()


def uploads(session: Session) -> set[str]:
    """Return the uploads that a job still has to take."""
    return set(session.scalars(select(Tile.upload).where(Tile.upload != "")))


def pending(session: Session) -> list[TileOrder]:
    """Return the orders for all tiles that wait, the oldest first."""
    waiting = session.scalars(select(Tile).where(Tile.state == BuildState.PENDING).order_by(Tile.id)).all()
    stations = {str(each.id): place(each) for each in _stations(session)} if waiting else {}
    return [TileOrder(tile_id=each.id, upload=each.upload, stations=stations) for each in waiting]


def place(station: Station) -> Point:
    """Return where a station is: at its stop."""
    return station.stop.record["lat"], station.stop.record["lon"]


def store(session: Session, media: Store, order: TileOrder, read: Read) -> None:
    """Keep what came of a tile; one of the same name that was there before makes way."""
    tile = session.get(Tile, order.tile_id, with_for_update=True)
    if tile is None:
        return
    kept = {
        key: plain(KeptExcerpt(key=media.put_private(EXCERPT, raw), buildings=count))
        for key, (raw, count) in read.kept.items()
    }
    tile.upload, tile.content, tile.total, tile.kept = "", read.content, read.total, kept
    tile.faults = plain(read.faults)
    tile.state = BuildState.FAILED if read.faults else BuildState.READY
    if not read.faults:
        before = select(Tile).where(Tile.name == tile.name, Tile.content == tile.content, Tile.id < tile.id)
        for each in session.scalars(before.where(Tile.state == BuildState.READY)):
            session.delete(each)
    session.flush()


def keys_about(session: Session, station_id: int) -> list[str]:
    """Return the keys of all excerpts of a station, those of the oldest tiles first."""
    return [found.key for _, found in _kept(session, station_id)]


def known_about(session: Session) -> set[int]:
    """Return the ids of all stations about which something is kept."""
    ready = session.scalars(select(Tile.kept).where(Tile.state == BuildState.READY))
    return {int(number) for kept in ready for number, found in kept.items() if found}


def sources_about(session: Session, station_id: int) -> list[str]:
    """Return the lines that name the sources of what is kept about a station, each once."""
    return list(dict.fromkeys(said(tile) for tile, _ in _kept(session, station_id)))


def excerpts(session: Session, media: Store, station_id: int) -> list[Excerpt]:
    """Return what is kept about a station, of all tiles."""
    return read_excerpts(media, keys_about(session, station_id))


def read_excerpts(media: Store, keys: Sequence[str]) -> list[Excerpt]:
    """Return the excerpts of those keys that the store still has."""
    return [Excerpt.of(raw) for key in keys if (raw := media.get(key))]


def said(tile: Tile) -> str:
    """Return source, day and licence of a tile as one line, the day as people write it where the line runs."""
    day = f"{tile.dated_on:%d.%m.%Y}" if tile.dated_on else ""
    return ", ".join(each for each in (tile.source, day, licence(tile.licence).name) if each)


def faults(tile: Tile) -> list[AssetFinding]:
    """Return what is wrong with a tile."""
    return [stored(AssetFinding, each) for each in tile.faults]


def _kept(session: Session, station_id: int) -> list[tuple[Tile, KeptExcerpt]]:
    ready = session.scalars(select(Tile).where(Tile.state == BuildState.READY).order_by(Tile.id))
    return [(tile, stored(KeptExcerpt, found)) for tile in ready if (found := tile.kept.get(str(station_id)))]


def _stations(session: Session) -> Sequence[Station]:
    return session.scalars(select(Station).where(Station.archived_at.is_(None)).order_by(Station.id)).all()


GONE = AssetFinding(
    part="Datei", wrong=N_("Die hochgeladene Datei ist nicht mehr da."), mend=N_("Bitte noch einmal hochladen.")
)
