"""Spool: scans on their way to the database, as lines in files beside the web process, one file a minute.

A scan is one write of one line, so a killed process loses nothing that it answered.  ``actions/riders/count_scans.py``
collects files whose minute is over and forgets them once their counts are in the database.
A line says: code, hour (UTC), language.  Nothing about who scanned is in it, and nothing else is kept anywhere.  The
code may be one that no sign has; ``count_scans.py`` tells those apart.

A file is known by its name wherever it comes from, so no two have the same: two machines may be called alike, and a
process that is started again in a container has the number of the one before.
"""

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

SUFFIX = ".scans"


class Spool:
    """Appends scans below ``root``, which is made when the first one comes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.owner = secrets.token_hex(8)

    def add(self, code: str, language: str, *, at: datetime) -> None:
        """Note that ``code`` was scanned.  Raises OSError if the disk refuses."""
        self.root.mkdir(parents=True, exist_ok=True)
        path = self.root / f"{at.astimezone(UTC):%Y%m%dT%H%M}-{self.owner}{SUFFIX}"
        line = f"{code} {at.astimezone(UTC):%Y-%m-%dT%H} {language}\n".encode()
        number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            os.write(number, line)
        finally:
            os.close(number)
