"""Surveying: official data that people uploaded become what stands about stations."""

from pathlib import Path
from tempfile import TemporaryDirectory

from app import database
from app.actions.library import chunked_upload
from app.actions.surroundings import compose_surroundings, read_tile, tiles
from app.errors import Missing
from app.jobs.toolbox import Step, Tools, silent
from app.models import now

TILES = "tiles"


def surroundings(on: Tools, step: Step = silent) -> int:
    """Read the tiles that wait, compose what changed, and return how many of both that were."""
    with database.one_at_a_time(on.engine, TILES):
        with on.reading() as session:
            waiting = tiles.pending(session)
        for done, order in enumerate(waiting, start=1):
            read = _read(on, order)
            with on.writing.begin() as session:
                tiles.store(session, on.media, order, read)
            chunked_upload.forget(on.uploads, order.upload, at=now())
            step("Kacheln", done, len(waiting))
        with on.reading() as session:
            stale = compose_surroundings.stale(session)
        for each in stale:
            made = compose_surroundings.compose(on.media, each)
            with on.writing.begin() as session:
                compose_surroundings.store(session, on.media, made)
    return len(waiting) + len(stale)


def _read(on: Tools, order: tiles.TileOrder) -> tiles.Read:
    with TemporaryDirectory(prefix="linie302-") as folder:
        try:
            source = chunked_upload.join(on.uploads, order.upload, Path(folder))
        except Missing:
            return tiles.Read(kept={}, faults=[tiles.GONE])
        return read_tile.read(source, order)
