"""Baked scenes, and the files ``baked-<variant>.zip`` beside them, made when a scene changed, and only then.

Such a file spares whoever builds the scene a few seconds; without it a build bakes by itself, to the same bytes.
``python -m app.meshes.bake`` makes them.
"""

from pathlib import Path

from app.meshes.bake.baking import EDGE_PX, baked, keep
from app.meshes.bake.names import baked_file, variant_of
from app.meshes.bake.sunlight import sun_towards
from app.meshes.compose import compose
from app.meshes.dressed import PLANNED, Dressed
from app.meshes.scene import Camera, Scene, read

FROM_THE_FRONT = Camera((0.0, 1.0, 1.0), (0.0, 0.0, 0.0), 35.0)


def baked_scene(name: str, scene: Scene, variant: str, *, file: bytes = b"", edge_px: int = EDGE_PX) -> Dressed:
    """Return one variant of a scene in the light of its poster; ``file`` may be what was kept of its bake."""
    dressed, towards = compose(name, scene, variant, for_baking=True), sun_towards(scene.cameras["poster"])
    return baked(dressed, towards=towards, alone=PLANNED, file=file, edge_px=edge_px)


def in_front_light(dressed: Dressed, *, edge_px: int) -> Dressed:
    """Return small models in the light that falls from behind one's left shoulder, if one looks to -Z."""
    return baked(dressed, towards=sun_towards(FROM_THE_FRONT), alone="", edge_px=edge_px)


def kept_beside(folder: Path) -> dict[str, bytes]:
    """Return variant -> what is kept of its bake beside a scene, whether it fits or not."""
    return {variant: path.read_bytes() for path in folder.iterdir() if (variant := variant_of(path.name))}


def remake(folder: Path) -> list[str]:
    """Bake what the files beside a scene do not fit, write that, and return its variants.  Raises MeshError."""
    scene = read((folder / "scene.toml").read_text("utf-8"))
    known = kept_beside(folder)
    for variant in known.keys() - set(scene.variants):
        (folder / baked_file(variant)).unlink()
    made = []
    for variant in scene.variants:
        file = known.get(variant, b"")
        found = kept_of(folder.name, scene, variant, file=file)
        if found != file:
            (folder / baked_file(variant)).write_bytes(found)
            made.append(variant)
    return made


def kept_of(name: str, scene: Scene, variant: str, *, file: bytes = b"") -> bytes:
    """Return what is to be kept of a variant's bake: ``file`` itself, where that still fits."""
    dressed, towards = compose(name, scene, variant, for_baking=True), sun_towards(scene.cameras["poster"])
    return keep(dressed, towards=towards, alone=PLANNED, file=file)
