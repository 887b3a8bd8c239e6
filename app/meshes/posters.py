"""Poster files beside the scenes: rendered when a scene changed, and only then.

``posters.toml`` keeps, for each variant, a hash of what was rendered; a test compares it with the scene,
so that no poster shows what is no longer there.  ``python -m app.meshes`` is the command.
"""

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, replace
from pathlib import Path

from PIL import Image

from app.meshes import raster
from app.meshes.compose import identifier, pieces
from app.meshes.dress import dress
from app.meshes.dressed import GROUND, PLANNED, Dressed
from app.meshes.kept_hashes import keep, known
from app.meshes.poster_files import CAMERA_WIDTHS_PX, FORMATS, MOST_BYTES, poster_file
from app.meshes.scene import CAMERAS, Camera, Scene, read

LOOK = 1  # count on when light or lens change, so that all posters are made anew
QUALITY = (20, 84)  # what encoders call by that name
QUICK_QUALITIES = (70, 52, 36, 20)
INDEX = "posters.toml"

Render = Callable[[Dressed, Camera, tuple[int, int]], Image.Image]


def picture_hash(dressed: Dressed, scene: Scene) -> str:
    """Return a hash of what the posters of one variant show, and from where: of values, whatever we call them."""
    cameras = [(name, astuple(scene.cameras[name])) for name in CAMERAS]
    found = hashlib.sha256(f"{LOOK} {cameras} {[each.values() for each in dressed.finishes]}".encode())
    for node in dressed.nodes:
        found.update(f"{astuple(node.place)}".encode())
        for primitive in dressed.meshes[node.mesh].primitives:
            for array in (primitive.positions, primitive.uvs, primitive.triangles):
                found.update(array.tobytes())
    return found.hexdigest()


def shown(folder: Path, scene: Scene, variant: str) -> Dressed:
    """Return what posters show, who cannot tell ground from what stands on it."""
    found = pieces(scene, variant, detail=1.0)
    merged = [replace(each, group=PLANNED) if each.group == GROUND else each for each in found]
    return dress(identifier(folder.resolve().name), merged)


def stale(folder: Path) -> list[str]:
    """Return the variants whose posters do not show what the scene in ``folder`` now says."""
    scene = read((folder / "scene.toml").read_text("utf-8"))
    kept = known(folder / INDEX)
    return [each for each in scene.variants if kept.get(each) != picture_hash(shown(folder, scene, each), scene)]


def remake(folder: Path, variant: str, render: Render) -> None:
    """Render the posters of one variant and write them, and their hash, into ``folder``."""
    scene = read((folder / "scene.toml").read_text("utf-8"))
    dressed = shown(folder, scene, variant)
    for name, width_px in CAMERA_WIDTHS_PX.items():
        picture = render(dressed, scene.cameras[name], (width_px, width_px * 5 // 8))
        _save(folder, variant, picture)
        if name == "poster":
            _save(folder, variant, picture.resize((600, 375), Image.Resampling.LANCZOS))
    hashes = known(folder / INDEX) | {variant: picture_hash(dressed, scene)}
    keep(folder / INDEX, hashes, names=scene.variants, what="what each variant's posters show")


def drawn(dressed: Dressed, cameras: Mapping[str, Camera]) -> dict[str, bytes]:
    """Return form -> poster of a scene or model that has no traced ones; ``cameras`` as a scene names them."""
    return {
        f"{each.width}.{form}": _quickly(each, form, MOST_BYTES[each.width])
        for each in _pictures(dressed, cameras)
        for form in FORMATS
    }


def _pictures(dressed: Dressed, cameras: Mapping[str, Camera]) -> Iterator[Image.Image]:
    """Yield a picture of each width; what is seen from one camera is rendered once, and made smaller from there."""
    seen: dict[Camera, Image.Image] = {}
    for name, width_px in CAMERA_WIDTHS_PX.items():
        camera, size_px = cameras[name], (width_px, width_px * 5 // 8)
        if camera not in seen:
            seen[camera] = raster.render(dressed, camera, size_px)
        yield seen[camera].resize(size_px, Image.Resampling.LANCZOS)
        if name == "poster":
            yield seen[camera].resize((600, 375), Image.Resampling.LANCZOS)


def _quickly(picture: Image.Image, form: str, most_bytes: int) -> bytes:
    """Return a picture at the first of a few qualities that stays within ``most_bytes``, else at the last."""
    content = b""
    for quality in QUICK_QUALITIES:
        content = _encoded(picture, form, quality, speed=9)
        if len(content) <= most_bytes:
            break
    return content


def encoded(picture: Image.Image, form: str, most_bytes: int) -> bytes:
    """Return a picture in one of FORMATS, at the best quality that stays within ``most_bytes``."""
    low, high = QUALITY
    best = _encoded(picture, form, low)
    while low < high:
        middle = (low + high + 1) // 2
        content = _encoded(picture, form, middle)
        if len(content) <= most_bytes:
            low, best = middle, content
        else:
            high = middle - 1
    return best


def _encoded(picture: Image.Image, form: str, quality: int, *, speed: int = 6) -> bytes:
    stream = io.BytesIO()
    settings = {"method": 6} if form == "webp" else {"speed": speed, "max_threads": 1}
    picture.save(stream, form.upper(), quality=quality, **settings)
    return stream.getvalue()


def _save(folder: Path, variant: str, picture: Image.Image) -> None:
    for form in FORMATS:
        content = encoded(picture, form, MOST_BYTES[picture.width])
        (folder / poster_file(variant, f"{picture.width}.{form}")).write_bytes(content)
