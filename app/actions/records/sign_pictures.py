"""Sign pictures: what one will see at a station, as posters show it."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.records.record_json import card, stored
from app.exchange.content import Content
from app.exchange.reading import plain
from app.exchange.stored import Posters
from app.models import Asset, Kind

LARGEST = "1200.webp"
MEDIA = "/media/"


def pictures(session: Session, content: Content) -> Mapping[str, str]:
    """Return ``<station>/<planning>`` -> key in the media store, of those plannings that have a poster."""
    shown = {
        f"{station}/{slug}": card(Kind.PLANNING, plain(record))
        for station, found in content.plannings.items()
        for slug, record in found.items()
    }
    query = select(Asset.slug, Asset.posters).where(Asset.slug.in_({each["asset"] for each in shown.values()}))
    posters = {row.slug: stored(Posters, row.posters).variants for row in session.execute(query)}
    keys = {where: _key(posters.get(each["asset"], {}), each["scene"]) for where, each in shown.items()}
    return {where: key for where, key in keys.items() if key}


def _key(variants: Mapping[str, Mapping[str, str]], scene: str) -> str:
    forms = variants.get(scene) or next(iter(variants.values()), {})
    return forms.get(LARGEST, "").removeprefix(MEDIA)
