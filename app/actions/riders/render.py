"""Render: bundles of pages into the site store.

write   files into the store, each replaced atomically, with ``.br`` and ``.gz`` beside
keep    remember what was rendered, and what is left over from before
sweep   remove what is left over, when everything else is in place

Killed at any moment, every page is the old or the new one, whole; the bundle is still stale, so the next look finds it.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.riders.bundle import Bundle
from app.actions.riders.stale_pages import Staleness
from app.models import RenderedBundle, now
from app.storage import Store, packed

PACKED = {".html", ".json", ".geojson", ".xml", ".txt", ".svg"}
BROTLI_QUALITY = 11
LARGE_BYTES = 200_000  # from here on a quicker quality, so that publishing does not wait


def write(store: Store, files: Mapping[str, bytes]) -> None:
    """Write files, packed ones first, so that whoever finds the plain one finds those, too."""
    with ThreadPoolExecutor(2) as pool:  # brotli lets other threads run
        for key, smaller in zip(files, pool.map(_packed, files, files.values()), strict=True):
            for suffix, raw in smaller.items():
                store.put(key + suffix, raw)
            store.put(key, files[key])


def note_rendered(session: Session, bundle: Bundle, files: Iterable[str]) -> None:
    """Note that a bundle is fresh; files of its earlier rendering that are no more become leftovers."""
    page = session.get(RenderedBundle, bundle.name, with_for_update=True)
    if page is None:
        page = RenderedBundle(bundle=bundle.name, key="", files=[], leftover=[])
        session.add(page)
    keys = sorted(files)
    page.leftover = sorted({*page.leftover, *page.files} - set(keys))
    page.key, page.files, page.rendered_at = bundle.key, keys, now()
    session.flush()


def sweep(session: Session, store: Store, staleness: Staleness) -> int:
    """Remove the files of bundles that are gone, and leftovers, and return how many pages that were."""
    with_leftover = [
        page for page in session.scalars(select(RenderedBundle)) if page.leftover and page.bundle not in staleness.gone
    ]
    gone = list(session.scalars(select(RenderedBundle).where(RenderedBundle.bundle.in_(staleness.gone))))
    if not gone and not with_leftover:
        return 0
    keys = {key for page in with_leftover for key in page.leftover}
    keys |= {key for page in gone for key in [*page.files, *page.leftover]}
    for page in session.scalars(select(RenderedBundle).where(RenderedBundle.bundle.not_in(staleness.gone))):
        keys -= set(page.files)
    store.delete(f"{key}{suffix}" for key in sorted(keys) for suffix in ("", ".br", ".gz"))
    for page in with_leftover:
        page.leftover = []
    for page in gone:
        session.delete(page)
    session.flush()
    return len(keys)


def _packed(key: str, raw: bytes) -> dict[str, bytes]:
    if PurePosixPath(key).suffix not in PACKED:
        return {}
    quality = BROTLI_QUALITY if len(raw) < LARGE_BYTES else 5
    return packed(raw, quality)
