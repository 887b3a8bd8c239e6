"""Crops: what pages show of a clean source, as AVIF and WebP in the widths that pages use.

The large ones show the crop as it was drawn; the small one, which stands in lists, is 16 to 10 around the focal point.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

MOST_BYTES = {1200: 150_000, 600: 55_000, 320: 16_000}
FORMATS = ("avif", "webp")
FORMS = tuple(f"{width_px}.{form}" for width_px in MOST_BYTES for form in FORMATS)
SMALL_PX = (320, 200)
TALLEST = 1.5  # of its width, so that a picture is no longer than a phone
QUALITIES = {"avif": (62, 52, 42, 32), "webp": (82, 72, 58, 40)}
BACKDROP = "#ffffff"
VERSION = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Cut:
    """What is shown of a picture, in shares of its width and height from the left and from the top."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0
    focus_x: float = 0.5
    focus_y: float = 0.5


def crops(source: bytes, cut: Cut) -> Mapping[str, bytes]:
    """Return form ("1200.avif", …) -> file."""
    with Image.open(io.BytesIO(source)) as opened:
        whole = _on_backdrop(opened)
    box = (cut.left * whole.width, cut.top * whole.height, cut.right * whole.width, cut.bottom * whole.height)
    shown = whole.crop((round(box[0]), round(box[1]), max(round(box[2]), 1), max(round(box[3]), 1)))
    found: dict[str, bytes] = {}
    for width_px, most_bytes in MOST_BYTES.items():
        if width_px == SMALL_PX[0]:
            picture = _around(whole, box, cut, SMALL_PX)
        else:
            wide_px = min(width_px, shown.width)
            picture = _fitted(shown, (wide_px, round(wide_px * _shape(shown.size))))
        for form in FORMATS:
            found[f"{width_px}.{form}"] = _encoded(picture, form, most_bytes)
    return found


def height_share(size_px: tuple[int, int], cut: Cut) -> float:
    """Return how high the large crops are, in widths."""
    return _shape(((cut.right - cut.left) * size_px[0], (cut.bottom - cut.top) * size_px[1]))


def _shape(size: tuple[float, float]) -> float:
    return min(size[1] / max(size[0], 1), TALLEST)


def _on_backdrop(opened: Image.Image) -> Image.Image:
    if opened.mode != "RGBA":
        return opened.convert("RGB")
    backdrop = Image.new("RGBA", opened.size, BACKDROP)
    return Image.alpha_composite(backdrop, opened).convert("RGB")


def _fitted(shown: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Scale to ``size``; what is taller than that loses as much above as below."""
    keep = min(shown.height, round(shown.width * size[1] / size[0]))
    aside = (shown.height - keep) / 2
    return shown.resize(size, Image.Resampling.LANCZOS, box=(0, aside, shown.width, aside + keep))


def _around(whole: Image.Image, box: tuple[float, float, float, float], cut: Cut, size: tuple[int, int]) -> Image.Image:
    """Return the largest part of the crop in the shape of ``size``, its middle as near the focal point as can be."""
    left, top, right, bottom = box
    width = min(right - left, (bottom - top) * size[0] / size[1])
    height = width * size[1] / size[0]
    x = min(max(cut.focus_x * whole.width - width / 2, left), right - width)
    y = min(max(cut.focus_y * whole.height - height / 2, top), bottom - height)
    return whole.resize(size, Image.Resampling.LANCZOS, box=(x, y, x + max(width, 1), y + max(height, 1)))


def _encoded(picture: Image.Image, form: str, most_bytes: int) -> bytes:
    """Return the best of a few qualities that keeps to ``most_bytes``, else the smallest."""
    raw = b""
    for quality in QUALITIES[form]:
        stream = io.BytesIO()
        more = {"method": 5} if form == "webp" else {"speed": 7, "max_threads": 1}
        picture.save(stream, form.upper(), quality=quality, **more)
        raw = stream.getvalue()
        if len(raw) <= most_bytes:
            break
    return raw
