"""Private files: what only the account of the service may read, such as the database and secrets."""

import os
import stat
from contextlib import suppress
from pathlib import Path

OWNER_ALONE, OTHERS = 0o600, 0o077


def close(path: Path) -> None:
    """Let nobody but its owner read or write the file at ``path``; where there is none yet, make an empty one.

    A file of somebody else's stays as it is: that is theirs to decide.  Where none can be made, whoever opens it is
    told.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE))
    with suppress(PermissionError, FileNotFoundError):
        if stat.S_IMODE(path.stat().st_mode) & OTHERS:
            path.chmod(OWNER_ALONE)
