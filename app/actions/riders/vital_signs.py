"""Vital signs: what the workers last told of themselves and of the site store, for whoever watches the product."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Beat, Heartbeat

SILENT = timedelta(minutes=3)  # a worker tells every minute that it is there


def worker(session: Session, at: datetime) -> str:
    """Say what is wrong with the workers; nothing if one is at work."""
    row = session.get(Heartbeat, Beat.WORKER)
    if row is None:
        return "Noch kein Lebenszeichen."
    silence = at - row.at
    return f"Letztes Lebenszeichen vor {silence.total_seconds():.0f} s." if silence > SILENT else ""


def site(session: Session) -> str:
    """Say what is wrong with the site store; nothing if it is as it was written."""
    row = session.get(Heartbeat, Beat.SIZES)
    return f"Teile, die sich nicht schreiben ließen: {row.damaged}." if row and row.damaged else ""


def media(session: Session) -> str:
    """Say what is wrong with the media store; nothing if its files are what they are named."""
    row = session.get(Heartbeat, Beat.MEDIA)
    return f"Dateien, die beschädigt sind oder fehlen: {row.damaged}." if row and row.damaged else ""


def numbers(session: Session, at: datetime) -> dict[tuple[str, str], float]:
    """Return what can be counted: name and meaning -> number."""
    rows = {row.beat: row for row in session.scalars(select(Heartbeat))}
    names = {
        Beat.WORKER: ("worker_silent_seconds", "Since a worker gave a sign of life"),
        Beat.SIZES: ("site_compared_seconds", "Since the sizes of the files in the site store were compared"),
        Beat.HASHES: ("site_read_seconds", "Since every file in the site store was read"),
        Beat.MEDIA: ("media_read_seconds", "Since every file in the media store was read"),
    }
    found = {name: (at - rows[beat].at).total_seconds() for beat, name in names.items() if beat in rows}
    if (sizes := rows.get(Beat.SIZES)) is not None:
        found["site_failed_bundles", "Bundles of pages that could not be written"] = sizes.damaged
        found["site_healed_files", "Files of the site that were found damaged and written anew"] = sizes.healed
    if (read := rows.get(Beat.MEDIA)) is not None:
        found["media_lost_files", "Files of the media store that are damaged or missing"] = read.damaged
    return found
