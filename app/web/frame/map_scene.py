"""What a map of a station draws: its stop, its tracks, its signs and its plannings."""

from flask import g, url_for

from app.actions.content import show_item
from app.actions.items import show_place
from app.models.base import Json
from app.web.frame import current_line, maps


def scene(head: show_item.Head, record: Json | None = None) -> Json:
    """Return what the map draws; with ``record`` its planning is left out of the others."""
    found = show_place.around(g.session, head.station, current_line.record().branches)
    others = [each for each in found.plannings if record is None or each.id != head.id]
    return {
        "stop": {"name": found.stop_name, "at": found.stop},
        "stops": [{"name": name, "at": (lat, lon)} for name, lat, lon in found.stops if (lat, lon) != found.stop],
        "tracks": found.tracks,
        "signs": [vars(each) for each in found.signs],
        "plannings": [{**vars(each), "href": url_for("place.show", item_id=each.id)} for each in others],
        "footprint": show_place.footprint(g.session, record.get("asset", "")) if record else (),
        "tiles": maps.tiles(),
    }
