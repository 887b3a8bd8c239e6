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
        pixels = reading.unpacked(picture, KEPT_SIDE_PX)
        turn, profile = TURNS.get(reading.orientation(picture)), picture.info.get("icc_profile")
    upright = pixels if turn is None else pixels.transpose(turn)
    seen = colours.in_srgb(upright, profile)
    seen.thumbnail((KEPT_SIDE_PX, KEPT_SIDE_PX), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    seen.save(stream, "WEBP", quality=QUALITY, method=4)
    return Clean(content=stream.getvalue(), width_px=seen.width, height_px=seen.height)
