"""Lettering: what stands written on a plate, as one picture with a band for each caption.

Drawn with the typeface of the signs, whose files lie outside of this workshop; the same picture at every build.
"""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.meshes.dressed import Picture

TYPEFACE = "AtkinsonHyperlegibleNext-Bold.ttf"
WIDTH_PX = 1024
MOST_HEIGHT_PX = 1024
INK, PAPER = 0x2A, 0xF4
LINES = 2
LEADING = 1.15
ROOM = 0.72  # share of a band's height that letters may fill
BLANK_PX = 8  # at the foot of the picture nothing is written: the rest of the plate wears that


@dataclass(frozen=True, kw_only=True)
class Caption:
    """What a band says: a title, a note at its right end, and where north is, clockwise from up; None: nowhere."""

    title: str
    note: str = ""
    north_deg: float | None = None
    width_m: float
    depth_m: float


@dataclass(frozen=True)
class Lettered:
    """The picture of all captions, and of each its (left, top, right, bottom) in it, 0…1, downward."""

    picture: Picture
    bands: tuple[tuple[float, float, float, float], ...]
    blank: tuple[float, float]


def lettered(captions: Sequence[Caption], fonts: Path) -> Lettered:
    """Write the captions with the typeface that lies in the folder ``fonts`` or below it."""
    typeface = _typeface(fonts)
    widest_m = max(each.width_m for each in captions)
    sizes = [(WIDTH_PX * each.width_m / widest_m, WIDTH_PX * each.depth_m / widest_m) for each in captions]
    less = min(1.0, (MOST_HEIGHT_PX - BLANK_PX) / sum(height for _, height in sizes))
    pixels = [(max(1, int(width * less)), max(1, int(height * less))) for width, height in sizes]
    total = 2 ** math.ceil(math.log2(sum(height for _, height in pixels) + BLANK_PX))  # as graphics cards like it
    sheet = Image.new("L", (WIDTH_PX, total), PAPER)
    bands, top = [], 0
    for caption, (across, height) in zip(captions, pixels, strict=True):
        sheet.paste(_band(caption, (across, height), typeface), (0, top))
        bands.append((0.0, top / total, across / WIDTH_PX, (top + height) / total))
        top += height
    stream = io.BytesIO()
    sheet.convert("RGB").save(stream, "PNG", optimize=True)
    picture = Picture("lettering", stream.getvalue(), "png", WIDTH_PX, total)
    return Lettered(picture, tuple(bands), (0.5, (total - BLANK_PX / 2) / total))


def _typeface(fonts: Path) -> Path:
    """Return the file of the typeface.  Raises FileNotFoundError if there is none."""
    found = sorted(fonts.rglob(TYPEFACE))
    if not found:
        raise FileNotFoundError(f"{TYPEFACE} lies neither in {fonts} nor below.")
    return found[0]


def _band(caption: Caption, size_px: tuple[int, int], typeface: Path) -> Image.Image:
    width, height = size_px
    band = Image.new("L", size_px, PAPER)
    draw = ImageDraw.Draw(band)
    margin, right = height // 5, width - height // 5
    if caption.north_deg is not None:
        _draw_north(draw, (right - height * 2 // 5, height // 2), height * 0.4, caption.north_deg, typeface)
        right -= height
    if caption.note:
        small = _font(typeface, height * 0.34)
        right -= math.ceil(small.getlength(caption.note))
        draw.text((right, height / 2), caption.note, font=small, fill=INK, anchor="lm")
        right -= height // 3
    lines, font = _set(caption.title, right - margin, height, typeface)
    middle = height / 2 - font.size * LEADING * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        draw.text((margin, middle + number * font.size * LEADING), line, font=font, fill=INK, anchor="lm")
    return band


def _set(title: str, width_px: float, height_px: int, typeface: Path) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return a title in one or two lines, as large as it goes."""
    size = height_px * ROOM * 0.62
    while True:
        font = _font(typeface, size)
        lines = _lines(title, font, width_px)
        fits = len(lines) * size * (LEADING if len(lines) > 1 else 1) <= height_px * ROOM * 1.1
        if (len(lines) <= LINES and fits and max(map(font.getlength, lines)) <= width_px) or size < 6:
            return lines[:LINES], font
        size *= 0.94


def _lines(title: str, font: ImageFont.FreeTypeFont, width_px: float) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width_px:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _draw_north(
    draw: ImageDraw.ImageDraw, middle: tuple[float, float], reach_px: float, north_deg: float, typeface: Path
) -> None:
    """Draw an arrow with an N at its foot."""
    angle = math.radians(north_deg)
    ahead, aside = (math.sin(angle), -math.cos(angle)), (math.cos(angle), math.sin(angle))

    def at(forward: float, right: float) -> tuple[float, float]:
        return (
            middle[0] + reach_px * (ahead[0] * forward + aside[0] * right),
            middle[1] + reach_px * (ahead[1] * forward + aside[1] * right),
        )

    draw.polygon([at(1.0, 0.0), at(-0.1, 0.42), at(0.12, 0.0), at(-0.1, -0.42)], fill=INK)
    draw.text(at(-0.6, 0.0), "N", font=_font(typeface, reach_px * 0.85), fill=INK, anchor="mm")


def _font(typeface: Path, size_px: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(typeface, size_px, layout_engine=ImageFont.Layout.BASIC)
