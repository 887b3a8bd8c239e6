"""Mixed: models made elsewhere stand in a scene among the parts of the kit.

Their light is not worked into the colours of what stands beside them, nor is that of the scene into theirs: on phones
they look as they do alone.  What belongs to the place in an upload is left out, since the scene says what is there.
"""

from collections.abc import Mapping
from dataclasses import replace

from app.i18n import N_
from app.meshes.compose import compose, within
from app.meshes.dressed import CONTEXT, PLANNED, Dressed
from app.meshes.faults import MeshError
from app.meshes.rearranged import together
from app.meshes.scene import Scene
from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import dressed_of

UNBUILT = N_("Von dem 3D-Objekt „%(slug)s“ gibt es noch nichts, das sich zeigen lässt.")
BUILD_IT = N_("Bitte in der Bibliothek nachsehen: Es muss dort hochgeladen und fertig gebaut sein.")


def with_models(scene: Scene, built: Mapping[str, bytes]) -> Scene:
    """Return a scene with the models of its uploads; ``built`` has the GLB that was made of each, by slug.

    Raises MeshError with a fault for each that is not there.
    """
    models: dict[str, Dressed] = {}
    faults = []
    for each in scene.uploads:
        try:
            models[each.asset] = models.get(each.asset) or _own(dressed_of(built.get(each.asset, b""), name=each.asset))
        except RefusedError:
            faults.append(each.fault(UNBUILT, BUILD_IT))
    if faults:
        raise MeshError(faults)
    return replace(scene, models=models)


def dressed_scene(name: str, scene: Scene, variant: str) -> Dressed:
    """Return all that one variant of a scene shows."""
    return mixed(name, compose(name, scene, variant) if has_kit(scene, variant) else None, scene, variant)


def has_kit(scene: Scene, variant: str) -> bool:
    """Tell whether parts of the kit are to be dressed: also if nothing stands there at all, as ever."""
    return bool(scene.shown(variant) or scene.around or not scene.uploads_shown(variant))


def mixed(name: str, dressed: Dressed | None, scene: Scene, variant: str) -> Dressed:
    """Return parts of the kit, as far as there are any, with the uploads of one variant."""
    models = uploads_alone(scene, variant)
    parts = [("", part) for part in (dressed, models) if part is not None]
    return parts[0][1] if len(parts) == 1 else together(name, parts)


def uploads_alone(scene: Scene, variant: str, *, group: str = "") -> Dressed | None:
    """Return the uploads of one variant where they stand, None if there are none; ``group`` in place of their roles."""
    shown = scene.uploads_shown(variant)
    found = []
    for number, slug in enumerate(dict.fromkeys(each.asset for each in shown), start=1):
        model = scene.models[slug]
        places = [(each.role, place) for each in shown if each.asset == slug for place in each.places]
        nodes = tuple(
            replace(node, name=f"{node.name}_{at}", place=within(node.place, place), group=group or role)
            for at, (role, place) in enumerate(places, start=1)
            for node in model.nodes
        )
        found.append((f"upload_{number}", replace(model, nodes=nodes)))
    return together("uploads", found) if found else None


def planned_alone(scene: Scene, variant: str) -> Dressed | None:
    """Return the planned ones of the uploads of one variant, None if there are none."""
    planned = tuple(each for each in scene.uploads if each.role == PLANNED)
    return uploads_alone(replace(scene, uploads=planned), variant)


def _own(model: Dressed) -> Dressed:
    own = tuple(node for node in model.nodes if node.group != CONTEXT)
    return replace(model, nodes=own or model.nodes)
