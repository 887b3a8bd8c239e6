"""Preview: the very page that riders would get, over words that are not public.

The page function and the values are those of publishing; only the one record differs.
"""

from typing import Any

from sqlalchemy.orm import Session

from app.actions import site_values
from app.exchange.reading import plain
from app.models import Item, Planning, Revision
from app.site import pages
from app.site.values import Settings


def page(session: Session, revision: Revision, language: str, settings: Settings) -> str:
    """Return the page of the revision's item as it would be if ``revision`` were public.

    Raises Missing if it is a planning whose station is not public.
    """
    item = session.get_one(Item, revision.item_id)
    line = site_values.line(session, site_values.shown(session))
    station_id = item.station_id if isinstance(item, Planning) else item.id
    assert station_id is not None
    station = site_values.station(session, station_id, instead=revision)
    if not isinstance(item, Planning):
        return pages.station_page(line, station, language, settings)
    planning = next(each for each in station.plannings if each.record.slug == item.slug)
    return pages.planning_page(line, station, planning, language, settings)


def unsaved(item: Item, record: Any) -> Revision:
    """Return a revision of ``item`` that no session knows, for a page over what somebody is typing."""
    return Revision(item_id=item.id, record=plain(record))
