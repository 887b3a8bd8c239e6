"""Find stale: which pages are made from something else than what is published now.

Pages come in bundles, each with all its languages; ``bundle.py`` tells what a bundle is.  Looking stays cheap at a
thousand stations: no edition's record is read for it, and the number of queries is the same however long the line.

    item_pages       a planning, a station, its on-site view
    line_pages       the line, the texts such as the imprint, the sitemap
    outcome_pages    what became of plannings, as a page, as feeds and as calendars
    sign_pages       where each code leads, and the page of each retired sign
    withdrawn_pages  what is said at the addresses of what is public no more
    open_data        everything public, as files
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.riders import item_pages, line_pages, open_data, outcome_pages, published, sign_pages, withdrawn_pages
from app.actions.riders.bundle import Bundle
from app.models import RenderedBundle
from app.site.values import Settings


@dataclass(frozen=True, kw_only=True)
class Staleness:
    """Which bundles do not say what is published at one moment, in the order of rendering."""

    stale: tuple[Bundle, ...]
    gone: tuple[str, ...]  # bundles of what is public no more


def look(session: Session, settings: Settings) -> Staleness:
    """Return what is stale and what is gone.  Raises Missing before a line was loaded."""
    bundles = every(session, settings)
    kept: Mapping[str, str] = dict(session.execute(select(RenderedBundle.bundle, RenderedBundle.key)).all())
    stale = [bundle for bundle in bundles.values() if kept.get(bundle.name) != bundle.key]
    stale.sort(key=lambda bundle: (bundle.rank, -bundle.edition_id))
    return Staleness(stale=tuple(stale), gone=tuple(sorted(kept.keys() - bundles.keys())))


def every(session: Session, settings: Settings) -> dict[str, Bundle]:
    """Return the bundles of everything public by their names.  Raises Missing before a line was loaded."""
    public = published.read(session, settings)
    makers = (item_pages, line_pages, outcome_pages, sign_pages, withdrawn_pages, open_data)
    return {bundle.name: bundle for maker in makers for bundle in maker.bundles(public)}
