"""Hold: while a backup copies files, nothing that it may still need is deleted.

The hold lies in the store whose files it keeps, so that it reaches every host, and it ends by itself, so that a backup
that was killed does not keep them for ever.  Who deletes looks after the transaction that makes a file superfluous:
either the backup's snapshot already has that transaction, or the hold is there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from app.storage import Store

KEY = "hold"
LONGEST = timedelta(hours=6)


@contextmanager
def held(store: Store, *, at: datetime) -> Iterator[None]:
    """Keep the files of ``store`` until this is over, at most for six hours from ``at``."""
    store.put(KEY, (at + LONGEST).isoformat().encode())
    try:
        yield
    finally:
        store.delete([KEY])


def is_held(store: Store, *, at: datetime) -> bool:
    """Tell whether nothing may be deleted from ``store`` now."""
    raw = store.get(KEY)
    return raw is not None and at < datetime.fromisoformat(raw.decode())
