"""Reading: a file becomes pixels, no more of them than are wanted, whatever it holds.

A photograph may have a hundred million pixels.  A JPEG is unpacked to a half, a quarter or an eighth at once; all else
band by band, so that besides the picture itself there is never more than a band in memory.

Runs in the sandbox only: nothing else of the program carries the reader of HEIC.
"""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pi_heif
from PIL import ExifTags, Image, UnidentifiedImageError

from app.i18n import N_
from app.pictures import deep
from app.pictures.faults import SAVE_AGAIN, SAVE_AS, PictureError
from app.pictures.kinds import kind_of, raw_photograph

MOST_PIXELS = 250_000_000  # unpacked, at four bytes each
MOST_IN_FILE = 600_000_000  # of a JPEG, which need not be unpacked whole
LEAST_SIDE_PX = 320
BAND_PIXELS = 4_000_000
SPARE = 2  # so much larger than wanted is what bands are reduced to, so that the last step can be a fine one
THUMBNAIL = 1  # NewSubfileType of the first picture of a file that a camera has not developed (TIFF 6.0, DNG 1.7)
NEW_SUBFILE_TYPE, DNG_VERSION, CFA_PATTERN = 254, 50706, 33422
UNREADABLE = (  # what readers raise about files that are not as they should be
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)

pi_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)


@contextmanager
def opened(raw: bytes) -> Iterator[Image.Image]:
    """Give the picture of a file, its pixels still packed.  Raises PictureError unless it is one of a fit size."""
    kind = kind_of(raw)
    most, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None  # we count ourselves, and say it in our words
    try:
        with warnings.catch_warnings(action="ignore"), _first_of(raw, kind) as picture:
            _check(picture)
            yield picture
    finally:
        Image.MAX_IMAGE_PIXELS = most


def unpacked(picture: Image.Image, most_side_px: int) -> Image.Image:
    """Return the pixels, 8 bits a channel, as L, LA, RGB, RGBA, CMYK or LAB, and not much larger than wanted.

    Raises PictureError if the file is damaged or larger than memory.
    """
    share = most_side_px / max(picture.size)
    try:
        picture.draft(None, (int(picture.width * share), int(picture.height * share)))
        if picture.width * picture.height > MOST_PIXELS:
            raise too_large()
        picture.load()
        return _reduced(picture, max(1, max(picture.size) // (SPARE * most_side_px)))
    except PictureError:
        raise
    except UNREADABLE as error:
        raise PictureError(
            N_("Die Datei ist beschädigt: Sie lässt sich nicht bis zum Ende lesen."), SAVE_AGAIN
        ) from error


def orientation(picture: Image.Image) -> int:
    """Return how the camera was held, 1 to 8 as EXIF counts; 1 where that is not said or cannot be read."""
    try:
        said = picture.getexif().get(ExifTags.Base.Orientation, 1)
    except UNREADABLE:
        return 1
    return said if isinstance(said, int) else 1


def too_large() -> PictureError:
    """Return the refusal of what would not fit in memory."""
    return PictureError(
        N_("Ausgepackt hat das Bild viel mehr Pixel, als sich zeigen lassen."),
        N_("Bitte kleiner speichern: 2.560 Pixel Breite sind genug, mehr als 250 Millionen Pixel sind zu viel."),
    )


def _first_of(raw: bytes, kind: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(raw), formats=[kind])
    except (UnidentifiedImageError, *UNREADABLE) as error:
        if kind == "HEIF":
            raise PictureError(
                N_("Die HEIC-Datei lässt sich nicht lesen."),
                N_("Bitte am iPhone oder im Fotoprogramm als JPEG ausgeben und dann hochladen."),
            ) from error
        if kind == "TIFF":
            raise PictureError(
                N_("Diese Art von TIFF lässt sich nicht lesen, oder die Datei ist beschädigt."),
                N_("Bitte als TIFF mit 8 Bit je Farbe oder als PNG speichern."),
            ) from error
        raise PictureError(
            N_("Das ist kein Bild, das sich lesen lässt, auch wenn der Name so klingt."), SAVE_AS
        ) from error


def _check(picture: Image.Image) -> None:
    if _is_undeveloped(picture):
        raise raw_photograph()
    width, height = picture.size
    if width * height > (MOST_IN_FILE if picture.format in ("JPEG", "MPO") else MOST_PIXELS):
        raise too_large()
    if min(width, height) < LEAST_SIDE_PX:
        raise PictureError(
            N_("Das Bild hat nur %(width)s × %(height)s Pixel."),
            N_("Gebraucht werden mindestens %(least)s Pixel an der kürzeren Seite, besser 1.200 Pixel Breite."),
            width=width,
            height=height,
            least=LEAST_SIDE_PX,
        )


def _is_undeveloped(picture: Image.Image) -> bool:
    """Tell whether a TIFF is one by its frame only, and inside what the sensor of a camera saw, and a thumbnail."""
    tags = getattr(picture, "tag_v2", {})
    is_thumbnail = tags.get(NEW_SUBFILE_TYPE, 0) == THUMBNAIL and ExifTags.Base.Make in tags
    return DNG_VERSION in tags or CFA_PATTERN in tags or is_thumbnail


def _reduced(picture: Image.Image, factor: int) -> Image.Image:
    """Return the picture ``factor`` times smaller, each pixel the mean of those it stands for."""
    eight_bits = deep.levels(picture, _bands(picture, factor))
    goal: Image.Image | None = None
    for box in _bands(picture, factor):
        band = eight_bits(picture.crop(box)).reduce(factor)
        goal = goal or Image.new(band.mode, (-(-picture.width // factor), -(-picture.height // factor)))
        goal.paste(band, (0, box[1] // factor))
    assert goal is not None, "a picture has a first row"
    return goal


def _bands(picture: Image.Image, factor: int) -> Iterator[tuple[int, int, int, int]]:
    rows = max(1, BAND_PIXELS // picture.width // factor) * factor
    for top in range(0, picture.height, rows):
        yield 0, top, picture.width, min(top + rows, picture.height)
