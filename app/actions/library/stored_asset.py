"""Stored asset: what the table keeps of an asset as JSON (serialisation), as the values that it is.

build     what was built of it
posters   where its pictures are
worded    the variants that it has words for
steps     how far an uploaded file has come
question  what that leaves open
faults    what is wrong with its source
"""

from collections.abc import Mapping

from app.actions.records.record_json import stored
from app.exchange.stored import AssetBuild, AssetFinding, AssetQuestion, BuildStep, Posters
from app.exchange.variants import PLANNED
from app.models import Asset, BuildState


def build(asset: Asset) -> AssetBuild | None:
    """Return what was built of an asset, None while nothing was."""
    return None if asset.build is None else stored(AssetBuild, asset.build)


def worded(asset: Asset) -> list[str]:
    """Return the variants that an asset has words for: those that were built, else those that it had words for."""
    told = [name for text in asset.record.get("texts", {}).values() for name in text.get("alt", {})]
    found = build(asset)
    return list(found.variants) if found else list(dict.fromkeys(told)) or [PLANNED]


def posters(asset: Asset) -> Posters:
    """Return where the posters of an asset are."""
    return stored(Posters, asset.posters)


def steps(asset: Asset) -> tuple[BuildStep, ...]:
    """Return the steps of building an uploaded file as far as they went."""
    return tuple(stored(BuildStep, each) for each in asset.steps)


def question(asset: Asset) -> AssetQuestion | None:
    """Return what a person is to choose before an uploaded file is built, None while there is nothing."""
    if asset.state is not BuildState.ASKING:
        return None
    return next((each.question for each in steps(asset) if each.question), None)


def faults(asset: Asset) -> tuple[AssetFinding, ...]:
    """Return what is wrong with the source of an asset.  Of scenes there are old ones that are whole sentences."""
    given = (each if isinstance(each, Mapping) else {"wrong": each.replace("%", "%%")} for each in asset.faults)
    return tuple(stored(AssetFinding, each) for each in given)
