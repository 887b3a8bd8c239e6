"""Pictures of the templates to start a scene from: rendered when a template changed, and only then.

``pictures.toml`` keeps, for each template, a hash of what was rendered; a test compares it with its scene.
"""

from pathlib import Path

from PIL import Image

from app.meshes.drafting.templates import PICTURE, folders, text_of
from app.meshes.kept_hashes import keep, known
from app.meshes.posters import Render, encoded, picture_hash, shown
from app.meshes.scene import read

VARIANT = "planned"  # what a template is for
RENDERED_PX, SIZE_PX = (960, 600), (600, 375)
MOST_BYTES = 40_000
INDEX = "pictures.toml"


def stale(root: Path) -> list[str]:
    """Return the templates below ``root`` whose picture does not show what their scene now says."""
    kept = known(root / INDEX)
    return [folder.name for folder in folders(root) if kept.get(folder.name) != _hash(folder)]


def remake(root: Path, slug: str, render: Render) -> None:
    """Render the picture of a template, and write it, and its hash, below ``root``."""
    folder = root / slug
    scene = read(text_of(folder))
    picture: Image.Image = render(shown(folder, scene, VARIANT), scene.cameras["poster"], RENDERED_PX)
    small = picture.resize(SIZE_PX, Image.Resampling.LANCZOS)
    (folder / PICTURE).write_bytes(encoded(small, "webp", MOST_BYTES))
    hashes = known(root / INDEX) | {slug: _hash(folder)}
    keep(root / INDEX, hashes, names=[each.name for each in folders(root)], what="what each picture shows")


def _hash(folder: Path) -> str:
    scene = read(text_of(folder))
    return picture_hash(shown(folder, scene, VARIANT), scene)
