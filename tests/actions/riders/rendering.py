"""Rendering whatever is stale, and the names of what then is."""

from sqlalchemy import select

from app.actions.riders import render, stale_pages
from app.actions.riders.bundle import Frozen
from app.models import Station
from tests.factories import SETTINGS


def render_all(session, media, site, settings=SETTINGS):
    """Render whatever is stale and return the names of those bundles, in order."""
    names = []
    survey = stale_pages.look(session, settings)
    for bundle in survey.stale:
        files = render.pack(bundle.draw(Frozen(session=session, media=media)))
        render.begin(session, bundle, files)
        render.write(site, files)
        render.note_written(session, bundle, files)
        names.append(bundle.name)
    files = render.leftovers(session, survey)
    site.delete(files)
    render.forget(session, survey, files)
    return names


def stale(session, settings=SETTINGS):
    return {bundle.name for bundle in stale_pages.look(session, settings).stale}


def stations(session):
    return list(session.scalars(select(Station).order_by(Station.id)))


def bundles(session, *numbers):
    """Return the names of the bundles of the stations with these numbers, plannings included."""
    found = [station for number, station in enumerate(stations(session), start=1) if number in numbers]
    inside = [planning for station in found for planning in station.plannings]
    pages = {f"{kind}/{each.id}" for each in found for kind in ("station", "on_site")}
    return pages | {f"planning/{each.id}" for each in inside}
