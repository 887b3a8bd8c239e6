"""Reading: a file that people give, an SVG or a PDF, becomes a drawing."""

from app.i18n import N_
from app.signage.logo import MOST_BYTES
from app.signage.logo.drawing import Drawing
from app.signage.logo.faults import SIMPLER, LogoError
from app.signage.logo.pdf import pdf
from app.signage.logo.svg import svg

PDF = b"%PDF-"
PACKED = b"\x1f\x8b"
TOO_LARGE = N_("Die Datei ist größer als %(most)s MB.")
IS_PACKED = N_("Das ist ein gepacktes SVG (SVGZ).")
UNPACK = N_("Bitte als einfaches SVG speichern.")


def drawing(raw: bytes) -> Drawing:
    """Return the drawing of a file.  Raises LogoError."""
    if len(raw) > MOST_BYTES:
        raise LogoError(TOO_LARGE, SIMPLER, most=MOST_BYTES // 1_000_000)
    if raw.startswith(PACKED):
        raise LogoError(IS_PACKED, UNPACK)
    return pdf(raw) if PDF in raw[:1024] else svg(raw)
