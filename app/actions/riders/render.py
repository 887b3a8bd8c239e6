"""Render: bundles of pages into the site store.

pack          what is drawn, with ``.br`` and ``.gz`` beside
begin         note that a bundle is being written, and which files may now be there
write         files into the store, each replaced atomically
note_written  note that a bundle is fresh, what was written, and what is left over from before
leftovers     what is to be removed when everything else is in place
forget        note that it is

Killed at any moment, every page is the old or the new one, whole; the bundle is still stale, so the next look finds it,
and every file that was written is known.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from app.actions.riders.bundle import Bundle, Files
from app.actions.riders.stale_pages import Staleness
from app.models import RenderedBundle, now
from app.storage import Store, packed

PACKED = {".html", ".json", ".geojson", ".geopose", ".atom", ".ics", ".xml", ".txt", ".svg"}
FORMS = {".br", ".gz"}
BROTLI_QUALITY = 11
LARGE_BYTES = 200_000  # from here on a quicker quality, so that publishing does not wait
UNFINISHED = ""  # the key of a bundle that is being written, or of which files are damaged


def pack(files: Mapping[str, bytes]) -> Files:
    """Return files with their packed forms, which come first."""
    with ThreadPoolExecutor(2) as pool:  # brotli lets other threads run
        forms = pool.map(_packed, files, files.values())
        smaller = {f"{key}{form}": raw for key, found in zip(files, forms, strict=True) for form, raw in found.items()}
    return {**smaller, **files}


def begin(session: Session, bundle: Bundle, keys: Iterable[str]) -> None:
    """Note that ``keys`` may be in the store from now on, as parts of a bundle that is not whole."""
    page = session.get(RenderedBundle, bundle.name, with_for_update=True)
    if page is None:
        page = RenderedBundle(bundle=bundle.name, key=UNFINISHED, files={}, leftover=[])
        session.add(page)
    page.key = UNFINISHED
    page.leftover = sorted({*page.leftover, *keys})
    session.flush()


def write(store: Store, files: Files) -> None:
    """Write files, packed ones first, so that whoever finds the plain one finds those, too."""
    packed_forms = {key: raw for key, raw in files.items() if _plain(key) in files}
    store.put_all(packed_forms)
    store.put_all({key: raw for key, raw in files.items() if key not in packed_forms})


def note_written(session: Session, bundle: Bundle, files: Files) -> None:
    """Note that a bundle is fresh; files of its earlier renderings that are no more become leftovers."""
    page = session.get_one(RenderedBundle, bundle.name, with_for_update=True)
    page.leftover = sorted({*page.leftover, *page.files} - files.keys())
    page.files = {key: [len(raw), hashlib.sha256(raw).hexdigest()] for key, raw in sorted(files.items())}
    page.key, page.rendered_at = bundle.key, now()
    session.flush()


def leftovers(session: Session, staleness: Staleness) -> set[str]:
    """Return the files of bundles that are gone, and those left over, unless another bundle has or may get them."""
    over = {*session.scalars(select(RenderedBundle.bundle).where(cast(RenderedBundle.leftover, Text) != "[]"))}
    if not over and not staleness.gone:
        return set()
    dead: set[str] = set()
    alive: set[str] = set()
    for page in session.scalars(select(RenderedBundle)):
        is_gone = page.bundle in staleness.gone
        (dead if is_gone else alive).update(page.files)
        (alive if page.key == UNFINISHED and not is_gone else dead).update(page.leftover)
    return dead - alive


def forget(session: Session, staleness: Staleness, removed: Collection[str]) -> None:
    """Note that leftovers were removed."""
    if not removed and not staleness.gone:
        return
    for page in session.scalars(select(RenderedBundle)):
        if page.bundle in staleness.gone:
            session.delete(page)
        elif page.key != UNFINISHED:
            page.leftover = sorted({*page.leftover} - {*removed})
    session.flush()


def _plain(key: str) -> str:
    """Return the name of the file that this one is a packed form of; "" if it is none."""
    plain, form = key[:-3], key[-3:]
    return plain if form in FORMS else ""


def _packed(key: str, raw: bytes) -> dict[str, bytes]:
    if PurePosixPath(key).suffix not in PACKED:
        return {}
    quality = BROTLI_QUALITY if len(raw) < LARGE_BYTES else 5
    return packed(raw, quality)
