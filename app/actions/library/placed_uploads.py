"""Placed uploads: the uploaded 3D objects that scenes place among parts of the kit, by their slugs.

named      the slugs in the text of a scene
model_key  what was built of an upload
models     that of all uploads
placeable  the newest uploads that a scene may place
made_of    that of those which a scene places
said       the same as it goes into hashes
credits_of  who made it, and what one may do with it
faults     what of a scene's uploads cannot be shown
scenes     the scenes that place an upload
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.library import source_file, stored_asset
from app.i18n import N_
from app.meshes.faults import Fault, MeshError
from app.meshes.scene import Scene, read
from app.meshes.scene.uploads import A_SLUG
from app.models import Asset, BuildState
from app.models.base import Json

UNKNOWN = N_("„%(slug)s“ gibt es in der Bibliothek nicht.")
NO_UPLOAD = N_("„%(slug)s“ ist selbst eine Szene und nicht hochgeladen.")
UNBUILT = N_("Das 3D-Objekt „%(slug)s“ ist noch nicht fertig gebaut.")
MOST_OFFERED, MOST_LOOKED_AT = 60, 300
WAIT = N_("Bitte warten, bis es in der Bibliothek fertig ist, oder dort nachsehen, was ihm fehlt.")


def named(text: str) -> list[str]:
    """Return the slugs of the uploads in the text of a scene, each once; none where it has faults."""
    try:
        return sorted({each.asset for each in read(text).uploads})
    except MeshError:
        return []


def model_key(asset: Asset) -> str:
    """Return the key of the GLB that was built of an uploaded file, empty if there is none."""
    build = stored_asset.build(asset)
    if not source_file.key(asset.files) or build is None:
        return ""
    return next(iter(build.variants.values())).view.removeprefix("/media/")


def models(library: Sequence[Asset]) -> dict[str, str]:
    """Return slug -> key of what was built of each upload."""
    return {str(asset.slug): key for asset in library if (key := model_key(asset))}


def placeable(session: Session) -> list[Asset]:
    """Return the newest uploads that a scene may place."""
    query = select(Asset).where(Asset.slug.is_not(None), Asset.deleted_at.is_(None), Asset.state == BuildState.READY)
    newest = session.scalars(query.order_by(Asset.id.desc()).limit(MOST_LOOKED_AT))
    return [asset for asset in newest if model_key(asset)][:MOST_OFFERED]


def made_of(asset: Asset, built: Mapping[str, str]) -> dict[str, str]:
    """Return slug -> key of what was built of the uploads that a scene places, as far as there is anything."""
    return {slug: built[slug] for slug in asset.placed if slug in built}


def said(asset: Asset, built: Mapping[str, str]) -> str:
    """Return the same as it goes into hashes, empty where that is nothing."""
    there = made_of(asset, built)
    return repr(sorted(there.items())) if there else ""


def credits_of(asset: Asset, library: Mapping[str, Asset]) -> tuple[str, ...]:
    """Return a line for each upload that a scene places, or for an upload itself, as far as its record tells."""
    inside = [library[slug] for slug in asset.placed if slug in library] or [asset]
    return tuple(line for each in inside if (line := _credit(each.record)))


def _credit(record: Json) -> str:
    said = ", ".join(str(record[name]) for name in ("author", "licence") if record.get(name))
    return f"{record['title']}: {said}" if said else ""


def faults(session: Session, scene: Scene) -> Iterator[Fault]:
    """Yield a fault, with its line, for each upload of a scene that cannot be shown."""
    slugs = {each.asset for each in scene.uploads}
    query = select(Asset).where(Asset.slug.in_(slugs), Asset.deleted_at.is_(None))
    found = {str(asset.slug): asset for asset in session.scalars(query)} if slugs else {}
    for each in scene.uploads:
        asset = found.get(each.asset)
        if asset is None:
            yield each.fault(UNKNOWN, A_SLUG)
        elif not (asset.upload or source_file.key(asset.files)):
            yield each.fault(NO_UPLOAD, A_SLUG)
        elif asset.state is not BuildState.READY or not model_key(asset):
            yield each.fault(UNBUILT, WAIT)


def scenes(session: Session, slug: str | None) -> list[Asset]:
    """Return the scenes that place the upload of that slug."""
    query = select(Asset.id, Asset.placed).where(Asset.slug.is_not(None)).order_by(Asset.id)
    ids = [number for number, placed in session.execute(query) if slug in placed]
    return list(session.scalars(select(Asset).where(Asset.id.in_(ids)).order_by(Asset.id))) if ids else []
