"""Chunked upload: a large file in parts, which may come in any order, twice, or after a day (resumable).

begin    say what is to come, and get a name for it
put      keep one part
parts    which are there already, so that an upload can go on where it stopped
keep     a whole file that came at once, as parts
join     the parts in order, into a file
head     how the file begins, by which its kind is told
sweep    forget what nobody went on with

Everything lies in a store of its own, below the upload's name, until its job has taken it: there is no table.
"""

import json
import math
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from app.actions.library import source_file
from app.errors import Forbidden, Invalid, Missing, WrongState
from app.hold import is_held
from app.i18n import N_
from app.meshes.upload import kinds
from app.models import Account, now
from app.storage import Store

PART_BYTES = 1_000_000
MOST_BYTES = 400_000_000
KEPT = timedelta(days=1)
NAME = re.compile(r"[0-9a-f]{32}")
HEAD = "upload.json"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file on its way: its name at home, its bytes, and who sends it."""

    id: str
    name: str
    size_bytes: int
    account_id: int
    began_at: str  # ISO 8601

    @property
    def count(self) -> int:
        """Into how many parts it comes."""
        return max(1, math.ceil(self.size_bytes / PART_BYTES))


def begin(store: Store, *, name: str, size_bytes: int, by: Account) -> Upload:
    """Return a new upload.  Raises Invalid if it is empty or too large."""
    if size_bytes < 1:
        raise Invalid("Die Datei ist leer. Bitte noch einmal ausgeben und dann hochladen.")
    if size_bytes > MOST_BYTES:
        sentence = N_("Die Datei hat %(megabytes)s MB. Erlaubt sind höchstens %(most)s MB.")
        raise Invalid(sentence, megabytes=size_bytes // 1_000_000, most=MOST_BYTES // 1_000_000)
    upload = Upload(
        id=secrets.token_hex(16), name=name[:120], size_bytes=size_bytes, account_id=by.id, began_at=now().isoformat()
    )
    store.put(f"{upload.id}/{HEAD}", json.dumps(asdict(upload)).encode())
    return upload


def find(store: Store, upload_id: str, *, by: Account) -> Upload:
    """Return an upload of ``by``.  Raises Missing if there is none, Forbidden if it is somebody else's."""
    raw = store.get(f"{upload_id}/{HEAD}") if NAME.fullmatch(upload_id) else None
    upload = Upload(**json.loads(raw)) if raw else None
    if upload is None:
        raise Missing("Diesen Upload gibt es nicht mehr. Bitte die Datei noch einmal wählen.")
    if upload.account_id != by.id:
        raise Forbidden("Diesen Upload hat jemand anderes begonnen. Bitte die Datei selbst noch einmal wählen.")
    return upload


def store_part(store: Store, upload: Upload, number: int, raw: bytes) -> None:
    """Keep part ``number``, counted from 0.  Raises Invalid unless it has the size that part has."""
    last = upload.size_bytes - PART_BYTES * (upload.count - 1)
    if not 0 <= number < upload.count or len(raw) != (last if number == upload.count - 1 else PART_BYTES):
        raise Invalid("Dieser Teil der Datei passt nicht. Bitte die Datei noch einmal wählen.")
    store.put(_key(upload.id, number), raw)


def parts(store: Store, upload: Upload) -> Sequence[int]:
    """Return the numbers of the parts that are there."""
    names = (key.rpartition("/")[2] for key in store.listed(upload.id))
    return sorted(int(name.removeprefix("part-")) for name in names if name.startswith("part-"))


def store_whole(store: Store, file: IO[bytes], *, name: str, size_bytes: int, by: Account) -> Upload:
    """Keep a file that came at once.  Raises Invalid as ``begin`` does."""
    upload = begin(store, name=name, size_bytes=size_bytes, by=by)
    for number in range(upload.count):
        store_part(store, upload, number, file.read(PART_BYTES))
    return upload


def check_whole(store: Store, upload: Upload) -> None:
    """Raise WrongState unless every part is there."""
    missing = upload.count - len(parts(store, upload))
    if missing:
        raise WrongState("Es fehlen noch %(count)s Teile der Datei. Bitte weiter hochladen.", count=missing)


def join(store: Store, upload_id: str, folder: Path) -> Path:
    """Write all parts of an upload to a file in ``folder``, called after its kind, and return its path.

    Raises Missing if the upload, or a part of it, was forgotten.
    """
    raw = store.get(f"{upload_id}/{HEAD}")
    if raw is None:
        raise Missing("Diesen Upload gibt es nicht mehr. Bitte die Datei noch einmal wählen.")
    upload = Upload(**json.loads(raw))
    path = folder / source_file.name(head(store, upload), upload.name)
    with path.open("wb") as file:
        for number in range(upload.count):
            part = store.get(_key(upload_id, number))
            if part is None:
                raise Missing("Diesen Upload gibt es nicht mehr. Bitte die Datei noch einmal wählen.")
            file.write(part)
    return path


def head(store: Store, upload: Upload) -> bytes:
    """Return how an upload begins, as far as that is there."""
    return (store.get(_key(upload.id, 0)) or b"")[: kinds.HEAD_BYTES]


def forget(store: Store, upload_id: str, *, at: datetime) -> None:
    """Remove an upload; while a backup copies, leave that to a later ``sweep``."""
    if not is_held(store, at=at):
        store.delete(list(store.listed(upload_id)))


def sweep(store: Store, *, waiting: set[str], at: datetime) -> int:
    """Forget uploads that are older than a day, but for those that wait for their job; return how many those were."""
    old = [upload for upload in _all(store) if datetime.fromisoformat(upload.began_at) < at - KEPT]
    gone = [upload for upload in old if upload.id not in waiting]
    for upload in gone:
        forget(store, upload.id, at=at)
    return len(gone)


def _all(store: Store) -> Iterator[Upload]:
    for key in [key for key in store.listed() if key.endswith(f"/{HEAD}")]:
        raw = store.get(key)
        if raw:
            yield Upload(**json.loads(raw))


def _key(upload_id: str, number: int) -> str:
    return f"{upload_id}/part-{number:05}"
