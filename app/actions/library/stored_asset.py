"""Stored asset: what the table keeps of an asset as JSON (serialisation), as the values that it is.

build     what was built of it
posters   where its pictures are
"""

from app.actions.records.record_json import stored
from app.exchange.stored import AssetBuild, Posters
from app.models import Asset


def build(asset: Asset) -> AssetBuild | None:
    """Return what was built of an asset, None while nothing was."""
    return None if asset.build is None else stored(AssetBuild, asset.build)


def posters(asset: Asset) -> Posters:
    """Return where the posters of an asset are."""
    return stored(Posters, asset.posters)
