"""Unpacking: the one tile in a ZIP or behind GZ, as surveying offices give them away, written beside its archive.

What comes out is counted as it comes, whatever the archive says of itself.
"""

import gzip
import zipfile
from pathlib import Path
from typing import IO

from app.i18n import N_
from app.meshes.city.objects import CityError
from app.meshes.faults import grouped
from app.meshes.upload.archive import BROKEN, HIDDEN, MOST_BYTES, MOST_RATIO, SMALL_BYTES

ZIP, GZ = b"PK\x03\x04", b"\x1f\x8b"
DEPTH = 2  # a ZIP with a GZ in it
BLOCK_BYTES = 1_000_000
ENDINGS = (".gml", ".citygml", ".json", ".jsonl", ".xyz", ".tif", ".tiff", ".gz"), (".xml", ".txt")  # the better first
MOST_NAMED = 5

HURT = N_("Das Archiv ist beschädigt, bricht ab oder ist mit einem Kennwort verschlossen.")
LARGE = N_("Ausgepackt hat das Archiv mehr als %(megabytes)s MB, mehr als sein Inhalt brauchen kann.")
EMPTY = N_("Im Archiv liegt keine Kachel.")
SEVERAL = N_("Im Archiv liegen %(count)s Kacheln: %(names)s.")
DEEP = N_("Im Archiv liegen mehrere Archive ineinander.")
MEND = N_("Bitte auspacken und die Kachel allein hochladen.")
SEVERAL_MEND = N_("Bitte auspacken und nur die Kacheln hochladen, in denen Stationen liegen, jede für sich.")


def unpacked(source: Path) -> Path:
    """Return ``source`` if it is not packed, else the tile in it, in a file beside it.  Raises CityError."""
    for depth in range(DEPTH + 1):
        with source.open("rb") as file:
            head = file.read(4)
        if not head.startswith((ZIP, GZ)):
            return source
        if depth == DEPTH:
            break
        goal = source.with_name(f"unpacked_{depth}")
        try:
            _unpack(source, goal, is_zip=head.startswith(ZIP))
        except BROKEN as error:
            if isinstance(error, CityError):
                raise
            raise CityError(HURT, MEND) from error
        source = goal
    raise CityError(DEEP, MEND)


def _unpack(source: Path, goal: Path, *, is_zip: bool) -> None:
    packed_bytes = source.stat().st_size
    if not is_zip:
        with gzip.open(source) as stream:
            _copy(stream, goal, packed_bytes)
        return
    with zipfile.ZipFile(source) as archive, archive.open(_tile(archive)) as stream:
        _copy(stream, goal, packed_bytes)


def _tile(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Return the one tile of an archive; what only describes it is left alone.  Raises CityError."""
    members = [each for each in archive.infolist() if not each.is_dir() and not _is_hidden(each.filename)]
    for endings in ENDINGS:
        found = [each for each in members if each.filename.casefold().endswith(endings)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(each.filename.rpartition("/")[2][:60] for each in found[:MOST_NAMED])
            more = " …" if len(found) > MOST_NAMED else ""
            raise CityError(SEVERAL, SEVERAL_MEND, count=grouped(len(found)), names=names + more)
    raise CityError(EMPTY, MEND)


def _is_hidden(name: str) -> bool:
    return any(part in f"/{name.casefold()}" for part in HIDDEN)


def _copy(stream: IO[bytes] | gzip.GzipFile, goal: Path, packed_bytes: int) -> None:
    most = min(MOST_BYTES, max(SMALL_BYTES, MOST_RATIO * packed_bytes))
    done = 0
    with goal.open("wb") as out:
        while block := stream.read(BLOCK_BYTES):
            done += len(block)
            if done > most:
                raise CityError(LARGE, MEND, megabytes=grouped(most // 1_000_000))
            out.write(block)
