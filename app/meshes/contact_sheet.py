"""The contact sheet: every scene in all its variants from all sides, on one picture.

One looks at it before one publishes: what is wrong with a scene is seen here at once.
"""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from app.meshes.compose import compose
from app.meshes.poster_files import poster_file
from app.meshes.posters import Render
from app.meshes.scene import read
from app.meshes.scene.views import VIEWS, view

TILE_PX = (240, 150)
GAP_PX = 6
TITLE_PX = 18


def contact_sheet(folders: Sequence[Path], render: Render) -> Image.Image:
    """Return the sheet: a row for each scene, for each variant its poster and the other views."""
    rows = [_row(folder, render) for folder in folders]
    columns = max(map(len, rows), default=0)
    width_px = columns * (TILE_PX[0] + GAP_PX) + GAP_PX
    row_px = TILE_PX[1] + TITLE_PX + GAP_PX
    sheet = Image.new("RGB", (width_px, len(folders) * row_px + GAP_PX), "white")
    draw = ImageDraw.Draw(sheet)
    for row, (folder, pictures) in enumerate(zip(folders, rows, strict=True)):
        top_px = GAP_PX + row * row_px
        draw.text((GAP_PX, top_px + 2), folder.name, fill="black", font_size=13)
        for column, picture in enumerate(pictures):
            sheet.paste(picture, (GAP_PX + column * (TILE_PX[0] + GAP_PX), top_px + TITLE_PX))
    return sheet


def _row(folder: Path, render: Render) -> list[Image.Image]:
    scene = read((folder / "scene.toml").read_text("utf-8"))
    found = []
    for variant in scene.variants:
        with Image.open(folder / poster_file(variant, "600.webp")) as poster:
            found.append(poster.convert("RGB").resize(TILE_PX, Image.Resampling.LANCZOS))
        dressed = compose(folder.resolve().name, scene, variant)
        found += [render(dressed, view(name, dressed, scene.cameras), TILE_PX) for name in VIEWS]
    return found
