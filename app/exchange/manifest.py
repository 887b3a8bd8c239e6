"""Checksums of an exchange folder, so that whoever gets it can tell that it is whole."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable

NAME = "manifest.json"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP can say; real times would change the bytes


def manifest(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return ``manifest.json``: format version and each file's bytes and SHA-256, by path."""
    entries = {name: {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()} for name, raw in files}
    whole = {"format": 1, "files": dict(sorted(entries.items()))}
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the files and their manifest as a ZIP; same files, same bytes."""
    whole = list(files)
    whole.append((NAME, manifest(whole)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, raw in whole:
            packed.writestr(zipfile.ZipInfo(name, FIXED_TIME), raw, zipfile.ZIP_DEFLATED)
    return out.getvalue()
