"""Publishing: schedules that are due, stale pages, what is public no more, and open data."""

from collections.abc import Callable

import structlog

from app.actions.content import publish
from app.actions.riders import render, stale_pages
from app.actions.riders.bundle import Bundle, Frozen, Rank
from app.actions.riders.stale_pages import Staleness
from app.errors import Missing
from app.jobs.toolbox import Step, Tools, silent

log = structlog.get_logger()


def pages(on: Tools, step: Step = silent) -> None:
    """Do what was scheduled, render what is stale but open data, and remove what is public no more."""
    with on.writing.begin() as session:
        publish.due(session)
    staleness = _render(on, lambda bundle: bundle.rank is not Rank.DATA, step)
    if staleness is not None:
        with on.writing.begin() as session:
            render.sweep(session, on.site, staleness)


def data(on: Tools, step: Step = silent) -> None:
    """Render open data if it is stale."""
    _render(on, lambda bundle: bundle.rank is Rank.DATA, step)


def _render(on: Tools, wanted: Callable[[Bundle], bool], step: Step) -> Staleness | None:
    """Render wanted bundles until none is stale; one that fails is left for the next look and does not stop others."""
    failed: set[str] = set()
    while True:
        with on.reading() as session:
            try:
                staleness = stale_pages.look(session, on.settings)
            except Missing:
                return None  # no line yet
        stale = [bundle for bundle in staleness.stale if wanted(bundle) and bundle.name not in failed]
        if not stale:
            return staleness
        step("Seiten", 0, len(stale))
        for done, bundle in enumerate(stale, start=1):
            if not _one(on, bundle):
                failed.add(bundle.name)
            step("Seiten", done, len(stale))


def _one(on: Tools, bundle: Bundle) -> bool:
    try:
        with on.reading() as session:
            files = bundle.draw(Frozen(session=session, media=on.media))
        render.write(on.site, files)
        with on.writing.begin() as session:
            render.note_rendered(session, bundle, files)
    except Exception:
        log.exception("a bundle could not be rendered", bundle=bundle.name)
        return False
    return True
