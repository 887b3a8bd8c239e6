"""Publishing: schedules that are due, stale pages, what is public no more, and open data."""

from collections.abc import Callable

import structlog

from app import database
from app.actions.content import publish
from app.actions.riders import render, stale_pages
from app.actions.riders.bundle import Bundle, Frozen, Rank
from app.actions.riders.stale_pages import Staleness
from app.errors import Missing
from app.jobs.toolbox import Step, Tools, silent

log = structlog.get_logger()
PAGES, DATA = "pages", "data"  # what is done by one process of the installation at a time


def pages(on: Tools, step: Step = silent) -> set[str]:
    """Do what was scheduled, render what is stale but open data, remove what is public no more; return what failed."""
    with database.one_at_a_time(on.engine, PAGES):
        with on.writing.begin() as session:
            publish.due(session)
        failed: set[str] = set()
        staleness = _render(on, lambda bundle: bundle.rank is not Rank.DATA, failed, step)
        if staleness is not None:
            _remove(on, staleness)
        return failed


def data(on: Tools, step: Step = silent) -> set[str]:
    """Render open data if it is stale; return what failed."""
    with database.one_at_a_time(on.engine, DATA):
        failed: set[str] = set()
        _render(on, lambda bundle: bundle.rank is Rank.DATA, failed, step)
        return failed


def _render(on: Tools, wanted: Callable[[Bundle], bool], failed: set[str], step: Step) -> Staleness | None:
    """Render wanted bundles until none is stale; one that fails is left for the next look and does not stop others."""
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
            files = render.pack(bundle.draw(Frozen(session=session, media=on.media)))
        with on.writing.begin() as session:
            render.begin(session, bundle, files)
        render.write(on.site, files)
        with on.writing.begin() as session:
            render.note_written(session, bundle, files)
    except Exception:
        log.exception("a bundle could not be rendered", bundle=bundle.name)
        return False
    return True


def _remove(on: Tools, staleness: Staleness) -> None:
    with on.reading() as session:
        files = render.leftovers(session, staleness)
    on.site.delete(sorted(files))
    if files or staleness.gone:
        with on.writing.begin() as session:
            render.forget(session, staleness, files)
