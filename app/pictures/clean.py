"""Clean: a picture as somebody gave it becomes pixels and nothing else.

What is refused: everything but JPEG, PNG, WebP and AVIF, whatever its name says; what is too small to be shown or
unpacks to more than memory can hold.
"""

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from app.i18n import N_

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_BYTES = 40_000_000
MOST_PIXELS = 80_000_000
MOST_SIDE_PX = 16_384
LEAST_SIDE_PX = 320
KEPT_SIDE_PX = 2560
QUALITY = 90
SRGB = ImageCms.createProfile("sRGB")
KNOWN = (  # how files begin that people take for pictures
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
    (b"%PDF", "PDF"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"PK\3\4", "ZIP"),
)
HEIF_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc")


class PictureError(ValueError):
    """A picture that cannot be used: ``wrong`` and ``mend`` are German, with places for ``values``."""

    def __init__(self, wrong: str, mend: str, **values: object) -> None:
        super().__init__(f"{wrong % values} {mend % values}")
        self.wrong = wrong
        self.mend = mend
        self.values: Mapping[str, object] = values


@dataclass(frozen=True, kw_only=True)
class Clean:
    """A clean source: a WebP with nothing but pixels in sRGB."""

    content: bytes
    width_px: int
    height_px: int


def clean(raw: bytes) -> Clean:
    """Return a picture without anything but its pixels.  Raises PictureError."""
    _check_kind(raw)
    with _opened(raw) as picture:
        _check_size(picture)
        try:
            picture.draft("RGB", (KEPT_SIDE_PX, KEPT_SIDE_PX))  # a JPEG need not be unpacked larger than that
            upright = ImageOps.exif_transpose(_in_srgb(picture))
        except (OSError, SyntaxError, ValueError, MemoryError) as error:
            raise PictureError(
                N_("Die Datei ist beschädigt: Sie lässt sich nicht bis zum Ende lesen."),
                N_("Bitte das Bild noch einmal speichern oder ausgeben und dann hochladen."),
            ) from error
    upright.thumbnail((KEPT_SIDE_PX, KEPT_SIDE_PX), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    upright.save(stream, "WEBP", quality=QUALITY, method=4)
    return Clean(content=stream.getvalue(), width_px=upright.width, height_px=upright.height)


def measured(raw: bytes) -> tuple[int, int]:
    """Return width and height of a source in pixels.  Raises PictureError unless it is clean already."""
    _check_kind(raw)
    with _opened(raw) as picture:
        if picture.getexif() or "xmp" in picture.info:
            raise PictureError(
                N_("Im Bild stehen noch Angaben der Kamera, vielleicht auch ein Ort."),
                N_("Bitte das Bild im Studio hochladen, das sie entfernt, oder ohne Metadaten speichern."),
            )
        return picture.size


def _check_kind(raw: bytes) -> None:
    head = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = next((name for start, name in KNOWN if head.startswith(start)), "")
    if kind == "SVG" or b"<svg" in head.lower():
        raise PictureError(
            N_("SVG-Dateien können Programme enthalten und werden deshalb nicht angenommen."),
            N_("Bitte als PNG ausgeben, mindestens 1.200 Pixel breit."),
        )
    if raw[4:8] == b"ftyp" and raw[8:12] in HEIF_BRANDS:
        raise PictureError(
            N_("HEIC-Fotos vom iPhone kann das Studio nicht lesen."),
            N_("Bitte als JPEG speichern (am iPhone: Einstellungen, Kamera, Formate, „Maximale Kompatibilität“)."),
        )
    if kind:
        raise PictureError(
            N_("%(kind)s wird nicht angenommen."), N_("Bitte als JPEG, PNG, WebP oder AVIF speichern."), kind=kind
        )
    if len(raw) > MOST_BYTES:
        raise PictureError(
            N_("Die Datei hat %(megabytes)s MB."),
            N_("Erlaubt sind höchstens %(most)s MB; 2.560 Pixel Breite sind genug."),
            megabytes=len(raw) // 1_000_000,
            most=MOST_BYTES // 1_000_000,
        )


def _opened(raw: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # _check_size says it in our words
            return Image.open(io.BytesIO(raw), formats=FORMATS)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, Image.DecompressionBombError):
            raise _too_large() from error
        raise PictureError(
            N_("Das ist kein Bild, das sich lesen lässt, auch wenn der Name so klingt."),
            N_("Bitte als JPEG, PNG, WebP oder AVIF speichern."),
        ) from error


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE_PX:
        raise _too_large()
    if min(width, height) < LEAST_SIDE_PX:
        raise PictureError(
            N_("Das Bild hat nur %(width)s × %(height)s Pixel."),
            N_("Gebraucht werden mindestens %(least)s Pixel an der kürzeren Seite, besser 1.200 Pixel Breite."),
            width=width,
            height=height,
            least=LEAST_SIDE_PX,
        )


def _too_large() -> PictureError:
    return PictureError(
        N_("Ausgepackt hat das Bild viel mehr Pixel, als sich zeigen lassen."),
        N_("Erlaubt sind höchstens 16.384 Pixel je Seite und 80 Millionen zusammen. Bitte kleiner speichern."),
    )


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Return the picture in sRGB, as its own profile says; without or with a broken one it is taken for sRGB."""
    mode = "RGBA" if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info else "RGB"
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture.convert(mode)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode if picture.mode != "CMYK" else "RGB")
        return found or picture.convert(mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture.convert(mode)
