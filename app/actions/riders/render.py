"""Render: bundles of pages into the site store.

draw    a bundle's files, as bytes
write   files into the store, each replaced atomically, with ``.br`` and ``.gz`` beside
keep    remember what was rendered, and what is left over from before
sweep   remove what is left over, when everything else is in place

Killed at any moment, every page is the old or the new one, whole; the bundle is still stale, so the next look finds it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.records import record_json
from app.actions.riders import anchor_signs, open_data, site_values
from app.actions.riders.stale_pages import Bundle, Part, Survey
from app.exchange.reading import plain
from app.models import Kind, Page, Redirect, Sign, SignState, now
from app.site import onsite, pages, paths
from app.site.values import Settings
from app.storage import Store, packed

PACKED = {".html", ".json", ".geojson", ".xml", ".txt", ".svg"}
BROTLI_QUALITY = 11
LARGE_BYTES = 200_000  # from here on a quicker quality, so that publishing does not wait
Files = dict[str, bytes]


def draw(session: Session, media: Store, survey: Survey, bundle: Bundle, settings: Settings) -> Files:
    """Return the files of a bundle by their keys in the site store.  Raises Missing if its item is public no more."""
    match bundle.part:
        case Part.PLANNING | Part.STATION:
            return _item(session, media, survey, bundle, settings)
        case Part.LINE:
            return _line(survey, settings)
        case Part.CODES:
            return _codes(session, survey, settings)
        case Part.TEXTS:
            return _texts(session, survey, settings)
        case Part.SITEMAP:
            return _sitemap(survey, settings)
        case Part.DATA:
            return open_data.draw(session, media, survey, settings)


def write(store: Store, files: Mapping[str, bytes]) -> None:
    """Write files, packed ones first, so that whoever finds the plain one finds those, too."""
    with ThreadPoolExecutor(2) as pool:  # brotli lets other threads run
        for key, smaller in zip(files, pool.map(_packed, files, files.values()), strict=True):
            for suffix, raw in smaller.items():
                store.put(key + suffix, raw)
            store.put(key, files[key])


def keep(session: Session, bundle: Bundle, files: Iterable[str]) -> None:
    """Note that a bundle is fresh; files of its earlier rendering that are no more become leftovers."""
    page = session.get(Page, bundle.name, with_for_update=True)
    if page is None:
        page = Page(bundle=bundle.name, key="", files=[], leftover=[])
        session.add(page)
    keys = sorted(files)
    page.leftover = sorted({*page.leftover, *page.files} - set(keys))
    page.key, page.files, page.rendered_at = bundle.key, keys, now()
    session.flush()


def sweep(session: Session, store: Store, survey: Survey) -> int:
    """Remove the files of bundles that are gone, and leftovers, and return how many pages that were."""
    with_leftover = [page for page in session.scalars(select(Page)) if page.leftover and page.bundle not in survey.gone]
    gone = list(session.scalars(select(Page).where(Page.bundle.in_(survey.gone))))
    if not gone and not with_leftover:
        return 0
    keys = {key for page in with_leftover for key in page.leftover}
    keys |= {key for page in gone for key in [*page.files, *page.leftover]}
    for page in session.scalars(select(Page).where(Page.bundle.not_in(survey.gone))):
        keys -= set(page.files)
    store.delete(f"{key}{suffix}" for key in sorted(keys) for suffix in ("", ".br", ".gz"))
    for page in with_leftover:
        page.leftover = []
    for page in gone:
        session.delete(page)
    session.flush()
    return len(keys)


def _item(session: Session, media: Store, survey: Survey, bundle: Bundle, settings: Settings) -> Files:
    item = survey.items[bundle.item_id]
    station = site_values.station(session, item.station_id or item.id)
    line = survey.line
    planning = next((each for each in station.plannings if each.record.slug == item.slug), None)
    found: dict[str, str] = {}
    for lang in line.record.languages:
        if planning is not None and item.kind is Kind.PLANNING:
            path = paths.planning_path(lang, line.record.slug, station.record.slug, item.slug)
            found[path] = pages.planning_page(line, station, planning, lang, settings)
        elif item.kind is Kind.STATION:
            path = paths.station_path(lang, line.record.slug, item.slug)
            found[path] = pages.station_page(line, station, lang, settings)
            if onsite.has_onsite(station):
                path = paths.on_site_path(lang, line.record.slug, item.slug)
                found[path] = onsite.onsite_page(line, station, lang, settings)
    files = {paths.store_key(path): page.encode() for path, page in found.items()}
    return files | (anchor_signs.draw(media, line, station, settings) if item.kind is Kind.STATION else {})


def _line(survey: Survey, settings: Settings) -> Files:
    line = survey.line
    found = _in_languages(
        survey,
        lambda lang: paths.line_path(lang, line.record.slug),
        lambda lang: pages.line_page(line, lang, settings),
    )
    found["line.json"] = _json(plain(line))
    return found


def _codes(session: Session, survey: Survey, settings: Settings) -> Files:
    """Return where each code leads, and the pages of retired signs."""
    line = survey.line.record.slug
    codes: dict[str, object] = {}
    found: Files = {}
    for sign in session.scalars(select(Sign).order_by(Sign.code)):
        is_gone = sign.state is SignState.RETIRED and sign.moved_to is None
        codes[sign.code] = {"to": _goal(survey, sign.moved_to or sign), "gone": is_gone}
        if is_gone:
            record = record_json.sign_record(sign)
            is_public = sign.station_id in survey.items
            station = site_values.station(session, sign.station_id) if is_public else None
            for lang in survey.line.record.languages:
                page = pages.gone_page(survey.line, record, station, lang, settings)
                found[f"{lang}/s/{sign.code}/index.html"] = page.encode()
    moved = dict(session.execute(select(Redirect.old, Redirect.new).order_by(Redirect.old)).all())
    found["codes.json"] = _json({"line": line, "codes": codes, "redirects": moved})
    return found


def _goal(survey: Survey, sign: Sign) -> str:
    """Return where a sign leads: its planning, else its station, else the line, whatever is public."""
    line = survey.line.record.slug
    station = survey.items.get(sign.station_id)
    if station is None:
        return f"{line}/"
    planning = survey.items.get(sign.planning_id or 0)
    return f"{line}/{station.slug}/{planning.slug}/" if planning else f"{line}/{station.slug}/"


def _texts(session: Session, survey: Survey, settings: Settings) -> Files:
    found: Files = {}
    for slug, texts in site_values.pages(session).items():
        for lang in survey.line.record.languages:
            page = pages.text_page(survey.line, slug, texts, lang, settings)
            found[paths.store_key(paths.text_path(lang, slug))] = page.encode()
    return found


def _sitemap(survey: Survey, settings: Settings) -> Files:
    days: dict[tuple[str, ...], str] = {}
    for item in survey.items.values():
        if item.kind is Kind.STATION:
            days[(item.slug,)] = item.day
        elif station := survey.items.get(item.station_id or 0):
            days[(station.slug, item.slug)] = item.day
    whole = {(): max(days.values(), default=""), **dict(sorted(days.items()))} if days else {}
    return {
        "sitemap.xml": pages.sitemap(survey.line, whole, settings).encode(),
        "robots.txt": pages.robots(settings).encode(),
    }


def _in_languages(survey: Survey, path: Callable[[str], str], page: Callable[[str], str]) -> Files:
    return {paths.store_key(path(lang)): page(lang).encode() for lang in survey.line.record.languages}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _packed(key: str, raw: bytes) -> dict[str, bytes]:
    if PurePosixPath(key).suffix not in PACKED:
        return {}
    quality = BROTLI_QUALITY if len(raw) < LARGE_BYTES else 5
    return packed(raw, quality)
