"""Shown variants: which variants assets have, and what a planning wants of one that is not there.

variants_of  of assets that were built
followed     a planning whose asset is another one, with the variants that this has
unshown      what a planning wants and its asset does not have
"""

import dataclasses
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.library import stored_asset
from app.actions.records.record_json import stored
from app.exchange.reading import Fault
from app.exchange.records import PlanningRecord, Variant
from app.exchange.variants import refitted, scene_of
from app.i18n import N_
from app.models import Asset
from app.models.base import Json
from app.models.use import assets_in


def variants_of(session: Session, slugs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the variants of each asset that was built."""
    query = select(Asset).where(Asset.slug.in_({*slugs}))
    built = {str(each.slug): stored_asset.build(each) for each in session.scalars(query)}
    return {slug: tuple(build.variants) for slug, build in built.items() if build}


def followed(session: Session, before: PlanningRecord, now: PlanningRecord) -> PlanningRecord:
    """Return a planning as it is ``now``, with the variants of its asset if that changed and they did not.

    One that was not built yet has variants that nobody knows: then those of before stay, with all that is said of them,
    and once it is built ``unshown`` tells which it does not have.
    """
    if now.asset == before.asset or now.variants != before.variants:
        return now
    there = variants_of(session, [now.asset]).get(now.asset)
    return now if there is None else dataclasses.replace(now, variants=refitted(now.variants, there))


def unshown(session: Session, record: Json) -> Iterator[Fault]:
    """Yield a fault for each variant of a planning of which its asset shows nothing."""
    there = variants_of(session, assets_in(record))
    for number, each in enumerate(record.get("variants", ()), start=1):
        slug = each.get("asset") or record.get("asset", "")
        if not slug:
            wrong, mend = N_("Dieser Zustand zeigt noch nichts."), N_("Bitte ein 3D-Objekt wählen.")
            yield Fault(slug, f"variants[{number}].asset", wrong, mend)
        elif slug in there and not scene_of(stored(Variant, each), there[slug]):
            wrong, mend = N_("Den Zustand „%(scene)s“ hat dieses 3D-Objekt nicht."), N_("Es hat: %(names)s.")
            values = {"scene": each.get("scene") or each["id"], "names": ", ".join(there[slug])}
            yield Fault(slug, f"variants[{number}].scene", wrong, mend, values)
