"""Check media: every file of the media store against the hash in its name, and every file that pages name.

check   read all of it; mend what its own packed form, or the plain file beside it, still has; name the rest

What cannot be mended comes from a backup, or is uploaded or built anew.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

import brotli

from app.storage import MEDIA_BROTLI_QUALITY, SHRINKING, Store, packed

HASHED = re.compile(r"(?:private/)?([0-9a-f]{64})/[^/]+")
NAMED = re.compile(rb'/media/([0-9a-f]{64}/[^"\'\\\s?#<>()&,]+)')
UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress}


@dataclass(frozen=True, kw_only=True)
class MediaCheck:
    """How many files were read, which of them are right again, and which are damaged or missing still."""

    looked_at: int
    mended: tuple[str, ...]
    lost: tuple[str, ...]


def check(media: Store, named: Iterable[str]) -> MediaCheck:
    """Read every file of ``media``; ``named`` are keys that have to be there."""
    keys = {key for key in media.listed() if HASHED.fullmatch(key)}
    wrong = {key for key in keys if _plain(key, media.get(key)) is None} | ({*named} - keys)
    mended = {key for key in sorted(wrong) if _mend(media, key)}
    return MediaCheck(looked_at=len(keys), mended=tuple(sorted(mended)), lost=tuple(sorted(wrong - mended)))


def named_by(page: bytes) -> set[str]:
    """Return the keys of media that a page names."""
    return {found.decode() for found in NAMED.findall(page)}


def _mend(media: Store, key: str) -> bool:
    """Write a file anew from another form of it; False if none is whole."""
    plain, form = _parted(key)
    for other in (plain, *(plain + each for each in UNPACK)):
        raw = None if other == key else _plain(other, media.get(other))
        if raw is not None:
            media.put(key, packed(raw, MEDIA_BROTLI_QUALITY)[form] if form else raw)
            return True
    return False


def _plain(key: str, raw: bytes | None) -> bytes | None:
    """Return the file without packing if it has the hash in its name, else None."""
    form = _parted(key)[1]
    try:
        plain = UNPACK[form](raw) if raw is not None and form else raw
    except (OSError, EOFError, zlib.error, brotli.error):
        return None
    named = HASHED.fullmatch(key)
    is_whole = plain is not None and named is not None and hashlib.sha256(plain).hexdigest() == named[1]
    return plain if is_whole else None


def _parted(key: str) -> tuple[str, str]:
    """Return the key of the plain file, and the suffix of the packed form, which may be none."""
    plain, form = key[:-3], key[-3:]
    return (plain, form) if form in UNPACK and PurePosixPath(plain).suffix in SHRINKING else (key, "")
