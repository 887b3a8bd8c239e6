"""Spool: scans and openings on their way to the database, as lines in files beside the web process, one file a minute.

Each is one write of one line, so a killed process loses nothing that it answered.  ``count_scans.py`` and
``count_openings.py`` in ``actions/riders`` collect files whose minute is over and forget them once they are counted.
A line says: code, hour (UTC), language; or way, hour (UTC), language, and the page's station and planning.  Nothing
about who it was is in it, and nothing else is kept anywhere.  The code may be one that no sign has;
``count_scans.py`` tells those apart.

A file is known by its name wherever it comes from, so no two have the same: two machines may be called alike, and a
process that is started again in a container has the number of the one before.
"""

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

SCANS, OPENINGS = ".scans", ".openings"


class Spool:
    """Appends below ``root``, which is made when the first line comes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.owner = secrets.token_hex(8)

    def add(self, code: str, language: str, *, at: datetime) -> None:
        """Note that ``code`` was scanned.  Raises OSError if the disk refuses."""
        self._append(SCANS, f"{code} {_hour(at)} {language}", at)

    def add_opening(self, way: str, page: str, language: str, *, at: datetime) -> None:
        """Note that ``way`` was opened on ``page``: a station's slug, or ``station/planning``.  Raises OSError, too."""
        self._append(OPENINGS, f"{way} {_hour(at)} {language} {page}", at)

    def _append(self, suffix: str, line: str, at: datetime) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        path = self.root / f"{at.astimezone(UTC):%Y%m%dT%H%M}-{self.owner}{suffix}"
        number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            os.write(number, f"{line}\n".encode())
        finally:
            os.close(number)


def _hour(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H}"
