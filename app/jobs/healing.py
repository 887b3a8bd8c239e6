"""Healing: the site store compared with what was written there, and what is damaged written anew."""

from dataclasses import dataclass

import structlog

from app import database
from app.actions.library import check_media
from app.actions.library.check_media import MediaCheck, named_by
from app.actions.riders import mend
from app.actions.riders.mend import Damage
from app.jobs.publishing import DATA, PAGES, data, pages
from app.jobs.toolbox import Step, Tools, silent
from app.models import Beat, now

log = structlog.get_logger()
SHOWING = (".html", ".json")  # files of the site that name media


@dataclass(frozen=True, kw_only=True)
class Healing:
    """What a look at the site store found, which files are right again, and which bundles could not be written.

    ``media`` is what came of reading those, if they were.
    """

    damage: Damage
    healed: list[str]
    failed: set[str]
    media: MediaCheck | None


def beat(on: Tools) -> None:
    """Give a sign of life."""
    with on.writing.begin() as session:
        mend.beat(session, Beat.WORKER, now())


def heal(on: Tools, step: Step = silent, *, wholly: bool | None = None) -> Healing:
    """Find damage and mend it.  Every file is read if ``wholly``, or, unless that is said, once a night."""
    with database.one_at_a_time(on.engine, PAGES), database.one_at_a_time(on.engine, DATA):
        with on.reading() as session:
            is_whole = mend.is_due(session, now()) if wholly is None else wholly
            damage = mend.compare(session, on.site, wholly=is_whole)
        if damage.bundles:
            log.warning("files in the site store are damaged", missing=len(damage.missing), changed=len(damage.changed))
            with on.writing.begin() as session:
                mend.mark(session, damage)
        on.site.delete(damage.strange)
    failed = pages(on, step) | data(on, step)
    media = _media(on) if is_whole else None
    healed = damage.healed(failed)
    beats = (Beat.SIZES, Beat.HASHES) if is_whole else (Beat.SIZES,)
    with on.writing.begin() as session:
        mend.note(session, beats, healed, failed=len(failed), at=now())
        if media is not None:
            mend.note(session, [Beat.MEDIA], media.mended, failed=len(media.lost), at=now())
    return Healing(damage=damage, healed=healed, failed=failed, media=media)


def _media(on: Tools) -> MediaCheck:
    """Read every file of the media store, and look for every one that pages show."""
    tidy(on)
    named = {key for page in on.site.listed() if page.endswith(SHOWING) for key in named_by(on.site.get(page) or b"")}
    found = check_media.check(on.media, named)
    if found.lost:
        log.error("media are damaged or missing", files=found.lost)
    return found


def everything_anew(on: Tools) -> None:
    """Make every page stale, whatever is known of it."""
    with (
        database.one_at_a_time(on.engine, PAGES),
        database.one_at_a_time(on.engine, DATA),
        on.writing.begin() as session,
    ):
        mend.mark_all(session)


def tidy(on: Tools) -> None:
    """Remove what killed processes have half written."""
    for store in (on.site, on.media, on.uploads):
        store.tidy()
