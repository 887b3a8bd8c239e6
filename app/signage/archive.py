"""Archive: finished files as a ZIP that is sent while it is packed.  Nothing here prints, so the web may use it."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

EPOCH = (1980, 1, 1, 0, 0, 0)  # of the files in a ZIP, so that the same run gives the same bytes


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield the pieces of a ZIP of (name, content); the same files give the same bytes."""
    out = _Pieces()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
            yield out.taken()
    yield out.taken()


class _Pieces(io.RawIOBase):
    """Something to write to that keeps what was written only until it is taken."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
