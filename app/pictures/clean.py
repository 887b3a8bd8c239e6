"""Clean: a picture as somebody gave it becomes pixels and nothing else.

What is read: JPEG, PNG, WebP, AVIF, HEIC and TIFF, whatever the name says, of any depth and any size that memory holds.
What is refused: every other kind, and what is too small to be shown.

The order matters.  Only the file says how the camera was held and what its colours mean, and a picture that was made
of it in one step more has forgotten both.  So both are asked first; then it is made small, turned, brought to sRGB.
"""

import io

from PIL import Image

from app.i18n import N_
from app.pictures import colours, reading
from app.pictures.faults import PictureError
from app.pictures.source import MOST_BYTES, Clean

KEPT_SIDE_PX = 2560
KEPT_SHORT_PX, KEPT_LONG_PX = 640, 8192  # of a panorama, of which pages show a part
QUALITY = 90
TURNS = {  # what EXIF 2.32 says in Orientation -> what brings it upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def clean(raw: bytes) -> Clean:
    """Return a picture without anything but its pixels.  Raises PictureError."""
    if len(raw) > MOST_BYTES:
        raise PictureError(
            N_("Die Datei hat %(megabytes)s MB."),
            N_("Erlaubt sind höchstens %(most)s MB; 2.560 Pixel Breite sind genug."),
            megabytes=len(raw) // 1_000_000,
            most=MOST_BYTES // 1_000_000,
        )
    with reading.opened(raw) as picture:
        long_px = _kept(picture.size)
        pixels = reading.unpacked(picture, long_px)
        turn, profile = TURNS.get(reading.orientation(picture)), picture.info.get("icc_profile")
    upright = pixels if turn is None else pixels.transpose(turn)
    seen = colours.in_srgb(upright, profile)
    seen.thumbnail((long_px, long_px), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    seen.save(stream, "WEBP", quality=QUALITY, method=4)
    return Clean(content=stream.getvalue(), width_px=seen.width, height_px=seen.height)


def _kept(size: tuple[int, int]) -> int:
    """Return how long the longer side of a picture of ``size`` is kept, in pixels."""
    long_px, short_px = max(size), min(size)
    as_panorama = min(KEPT_SHORT_PX * long_px // short_px, KEPT_LONG_PX)
    return min(long_px, max(KEPT_SIDE_PX, as_panorama))
