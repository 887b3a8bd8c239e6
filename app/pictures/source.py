"""A clean source: pixels and nothing else, which is what the library keeps of a picture."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from app.i18n import N_
from app.pictures.faults import SAVE_AS, PictureError

MOST_BYTES = 150_000_000  # of what is given
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")  # in which folders hold them


@dataclass(frozen=True, kw_only=True)
class Clean:
    """A WebP with nothing but pixels in sRGB."""

    content: bytes
    width_px: int
    height_px: int


def measured(raw: bytes) -> tuple[int, int]:
    """Return width and height of a source in pixels.  Raises PictureError unless it is clean already."""
    try:
        with (
            warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning),  # it is not unpacked
            Image.open(io.BytesIO(raw), formats=FORMATS) as picture,
        ):
            is_clean = not picture.getexif() and "xmp" not in picture.info
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise PictureError(
            N_("Das ist kein Bild, das sich lesen lässt, auch wenn der Name so klingt."), SAVE_AS
        ) from error
    if not is_clean:
        raise PictureError(
            N_("Im Bild stehen noch Angaben der Kamera, vielleicht auch ein Ort."),
            N_("Bitte das Bild im Studio hochladen, das sie entfernt, oder ohne Metadaten speichern."),
        )
    return picture.size
