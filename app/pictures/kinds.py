"""Kinds: what a file is by how it begins, whatever its name says, and which kinds are refused."""

import struct

from app.i18n import N_
from app.pictures.faults import SAVE_AS, PictureError

READ = (  # how files begin that are read, and what Pillow calls their format
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
)
REFUSED = (  # how files begin that people take for pictures
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
    (b"%PDF", "PDF"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"PK\3\4", "ZIP"),
    (b"8BPS", "Photoshop (PSD)"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"v/1\1", "OpenEXR"),
)
RAW = (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"IIU\0", b"II*\0\x10\0\0\0CR")  # of cameras, without a tag that tells
HEVC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
AVIF_BRANDS = {b"avif", b"avis"}
IMAGE_BRANDS = HEVC_BRANDS | AVIF_BRANDS | {b"mif1", b"msf1", b"mif2", b"miaf"}
RAW_BRAND = b"crx "
ITEMS_BYTES = 16_384  # within which a HEIF file lists its items


def kind_of(raw: bytes) -> str:
    """Return what Pillow calls the format of a file.  Raises PictureError if it is of a kind that is not read."""
    if found := next((kind for start, kind in READ if raw.startswith(start) and not raw.startswith(RAW)), ""):
        return found
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "WEBP"
    if raw[4:8] == b"ftyp":
        return _of_boxes(raw)
    _refuse(raw)
    raise PictureError(N_("Das ist kein Bild, das sich lesen lässt, auch wenn der Name so klingt."), SAVE_AS)


def raw_photograph() -> PictureError:
    """Return the refusal of what a camera has not developed yet."""
    return PictureError(
        N_("Das ist ein Rohbild der Kamera (RAW)."),
        N_("Bitte in der Kamera oder im Fotoprogramm entwickeln und als JPEG ausgeben."),
    )


def _of_boxes(raw: bytes) -> str:
    """Return which of the formats it is that begin with a box of brands (ISO/IEC 14496-12, 23008-12)."""
    length = min(struct.unpack(">I", raw[:4])[0], 1024)
    brands = {raw[at : at + 4] for at in (8, *range(16, length, 4))}
    if RAW_BRAND in brands:
        raise raw_photograph()
    if not brands & IMAGE_BRANDS:
        raise PictureError(N_("Das ist ein Film und kein Bild."), N_("Bitte ein einzelnes Bild daraus hochladen."))
    is_avif, is_hevc = bool(brands & AVIF_BRANDS), bool(brands & HEVC_BRANDS)
    if is_avif is is_hevc:  # the brands do not tell, so what the items are called does
        is_avif = b"av01" in raw[:ITEMS_BYTES]
    return "AVIF" if is_avif else "HEIF"


def _refuse(raw: bytes) -> None:
    head = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = next((name for start, name in REFUSED if raw.startswith(start) or head.startswith(start)), "")
    if kind == "SVG" or b"<svg" in head.lower():
        raise PictureError(
            N_("SVG-Dateien können Programme enthalten und werden deshalb nicht angenommen."),
            N_("Bitte als PNG ausgeben, mindestens 1.200 Pixel breit."),
        )
    if raw.startswith(RAW):
        raise raw_photograph()
    if kind:
        raise PictureError(N_("%(kind)s wird nicht angenommen."), SAVE_AS, kind=kind)
