"""Tile file: a file read piece by piece as if it were all in memory, of which a tile of a gigabyte needs none."""

from pathlib import Path
from typing import Self


class TileFile:
    """The bytes of a file: its length, and slices of it.  To be closed, as by ``with``."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._length = self._file.seek(0, 2)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(self._length)
        self._file.seek(start)
        return self._file.read(max(0, stop - start))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()
