"""Preview: the very page that riders would get, over words and places that are not public.

page       of a version's station or planning, or the line's with what a version says of it
from_sign  the on-site view of a version's planning, as it opens at one sign
unsaved    a version that nobody keeps, for either

The page functions and the values are those of publishing; only the one record differs.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.actions.records import line_parts, record_json
from app.actions.riders import site_values
from app.errors import Missing
from app.exchange.reading import plain
from app.exchange.records import LineRecord
from app.models import Item, Kind, Planning, Revision
from app.models.base import Json
from app.site import onsite, pages, values
from app.site.anchors import hanging
from app.site.values import Settings


def page(session: Session, revision: Revision, language: str, settings: Settings) -> str:
    """Return the page of the revision's item as it would be if ``revision`` were public.

    Raises Missing if it is a planning whose station is not public.
    """
    item = session.get_one(Item, revision.item_id)
    if item.kind in line_parts.KINDS:
        return _words_page(session, item, revision.record, language, settings)
    line = _line(session)
    station_id = item.station_id if isinstance(item, Planning) else item.id
    assert station_id is not None
    station = site_values.station(session, station_id, instead=revision)
    if not isinstance(item, Planning):
        return pages.station_page(line, station, language, settings)
    planning = next(each for each in station.plannings if each.record.slug == item.slug)
    return pages.planning_page(line, station, planning, language, settings)


def from_sign(session: Session, revision: Revision, code: str, language: str, settings: Settings) -> str:
    """Return the on-site view over a version of a planning: it opens by itself, from one sign, turned to the planning.

    Raises Missing unless the planning's station is public and has that sign.
    """
    planning = session.get_one(Planning, revision.item_id)
    assert planning.station_id is not None
    line = _line(session)
    station = site_values.station(session, planning.station_id, instead=revision)
    signs = tuple(sign for sign in hanging(station) if sign.code == code)
    if not signs:
        raise Missing("Dieses Schild gibt es an der Station nicht.")
    return onsite.onsite_page(line, replace(station, signs=signs), language, settings, preview=planning.slug)


def _words_page(session: Session, item: Item, part: Json, language: str, settings: Settings) -> str:
    """Return the page of words itself, else that of the line, which shows all else."""
    row = site_values.the_line(session)
    record, pages_given = line_parts.joined(row.record, row.pages, item.kind, part)
    line = site_values.line(session, site_values.shown(session))
    line = replace(line, record=record_json.stored(LineRecord, record))
    if item.kind is Kind.PAGE:
        texts = record_json.pages(pages_given)[item.slug]
        return pages.text_page(line, item.slug, texts, language, settings)
    return pages.line_page(line, language, settings, model=site_values.model_of(session, row))


def _line(session: Session) -> values.Line:
    """Return the line without what its other stations show, which no page of one station says."""
    return site_values.line(session, site_values.shown(session, Kind.STATION))


def unsaved(item: Item, record: object) -> Revision:
    """Return a revision of ``item`` that no session knows, for a page over what somebody is typing."""
    return Revision(item_id=item.id, record=plain(record))
