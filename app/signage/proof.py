"""Proof-reading: the finished file is looked at as a phone and a rider would look at the sign.

Every page is rendered and read by a decoder that is not ours: right code, address and words, free quiet zone, contrast;
and the code has to be read blurred, skewed, and with a sticker over a tenth of it.  Nothing is released unless all is.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pypdfium2
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from app.i18n import N_
from app.qr import QUIET_MODULES
from app.signage.faults import Fault

MIN_CONTRAST = 0.7  # DIN 32975, Michelson, for text and pictograms
STICKER_SHARE = 0.1  # of the code's area
GREY = 128  # of the sticker
MODULE_PX = 8  # of the close look
OVERVIEW_MODULE_PX = 4  # of the page
BLUR_MODULES = 0.4  # standard deviation
ASIDE_DEG = 45.0  # of the skewed view, from the code's normal
ASIDE_WIDTHS = 3.0  # its distance, in widths of the code with its quiet zone
QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
FRAMES = (1, 0.9, 0.75, 1.2)  # of the close look
SLACK_MODULES = 0.4  # a decoder's corners are not exact
SLACK_MM = 0.01
GROUPS_DEPTH = 9  # of groups within groups on a page
TRIAL_SCALE = 3  # pixels per point: 216 dpi, so that the small codes of a trial sheet are read

WRONG_LENGTH = N_("Die Datei hat %(pages)s statt %(expected)s Seiten.")
TOO_NEAR = N_("Der Code steht zu nah am Rand; die Ruhezone passt nicht auf das Schild.")
UNREADABLE = N_("Der Code ist nicht lesbar.")
FOREIGN = N_("Ein fremder Code steht auf der Seite.")
LEADS_ASTRAY = N_("Der Code führt nicht zu %(address)s.")
UNTYPED = N_("Die Adresse zum Eintippen fehlt oder gehört zu einem anderen Schild.")
UNNAMED = N_("Der Name der Station fehlt oder ist ein anderer.")
TOO_SMALL = N_("Die kleinste Schrift ist zu klein für ihren Leseabstand.")
PALE = N_("Der Kontrast des Codes ist zu schwach.")
CROWDED = N_("In der Ruhezone des Codes steht etwas.")
BLURRED = N_("Der Code ist unscharf nicht lesbar.")
ASIDE = N_("Der Code ist von der Seite nicht lesbar.")
STUCK_IN_THE_MIDDLE = N_("Der Code ist nicht lesbar, wenn ein Aufkleber in der Mitte sitzt.")
STUCK_AT_THE_CORNER = N_("Der Code ist nicht lesbar, wenn ein Aufkleber unten rechts sitzt.")


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What has to be on a page.

    ``opening`` are the words it starts with: line, label and the station's name.  ``least_mm`` is the smallest type
    that is read from where one stands.  ``code_mm`` and ``modules`` are the width of a code without its quiet zone;
    ``codes`` is how many there are.
    """

    code: str
    address: str
    typed: str
    opening: str
    least_mm: float
    code_mm: float
    modules: int
    codes: int = 1

    @property
    def module_pt(self) -> float:
        return self.code_mm / 25.4 * 72 / self.modules


@dataclass(frozen=True)
class _Seen:
    """What was rendered of one page: its words, what its codes say, and each code from close up, upright.

    Of the words also the size of the smallest.  A close look is None if the code's quiet zone does not fit on the
    trimmed page.
    """

    words: str
    smallest_mm: float
    texts: tuple[str, ...]
    looks: tuple[Image.Image | None, ...]


def proof(pdf: bytes, expected: Sequence[Expected]) -> list[Fault]:
    """Return what is wrong with the pages of a finished file; empty if it may be released."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        if len(document) != len(expected):
            return [_wrong_length(len(document), len(expected))]
        with ThreadPoolExecutor(max_workers=2) as pool:
            pages = list(zip(document, expected, strict=True))
            pending = [pool.submit(_faults, _see(page, entry), entry) for page, entry in pages]
            found = [result.result() for result in pending]
        return [
            _fault(entry, number, sentence)
            for number, (entry, sentences) in enumerate(zip(expected, found, strict=True), start=1)
            for sentence in sentences
        ]
    finally:
        document.close()


def proof_trial(pdf: bytes, expected: Sequence[Expected], *, per_page: int) -> list[Fault]:
    """Return what is wrong with sheets that hold ``per_page`` signs each: whether every code leads where it should."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        wanted = [expected[start : start + per_page] for start in range(0, len(expected), per_page)]
        if len(document) != len(wanted):
            return [_wrong_length(len(document), len(wanted))]
        found = []
        for number, (page, entries) in enumerate(zip(document, wanted, strict=True), start=1):
            texts = {barcode.text for barcode in _read(page.render(scale=TRIAL_SCALE, grayscale=True).to_pil())}
            found += [_fault(entry, number, UNREADABLE) for entry in entries if entry.address not in texts]
        return found
    finally:
        document.close()


def _wrong_length(pages: int, expected: int) -> Fault:
    return Fault("", "pages", WRONG_LENGTH, {"pages": pages, "expected": expected})


def _fault(entry: Expected, number: int, sentence: str) -> Fault:
    return Fault(entry.code, "proof", sentence, {"address": entry.address}, page=number)


def _see(page: pypdfium2.PdfPage, wanted: Expected) -> _Seen:
    """Render the page and its codes; all of it in one place, since PDFium knows no threads."""
    scale = OVERVIEW_MODULE_PX / wanted.module_pt
    overview = page.render(scale=scale, grayscale=True).to_pil()
    found = _read(overview)
    looks = tuple(_look(page, barcode.position, overview.size, wanted) for barcode in found)
    words = page.get_textpage().get_text_range()
    return _Seen(words, _smallest_mm(page), tuple(barcode.text for barcode in found), looks)


def _smallest_mm(page: pypdfium2.PdfPage) -> float:
    """Return the size of the smallest type on a page."""
    texts = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_TEXT,), max_depth=GROUPS_DEPTH)
    return min((text.get_font_size() for text in texts), default=0.0) / 72 * 25.4


def _look(
    page: pypdfium2.PdfPage, position: zxingcpp.Position, overview: tuple[int, int], wanted: Expected
) -> Image.Image | None:
    """Render one code with its quiet zone, MODULE_PX a module, upright."""
    corners = [position.top_left, position.top_right, position.bottom_right, position.bottom_left]
    per_px = wanted.module_pt / OVERVIEW_MODULE_PX
    quiet_pt = QUIET_MODULES * wanted.module_pt
    left, right = (edge(corner.x for corner in corners) * per_px for edge in (min, max))
    top, bottom = (edge(corner.y for corner in corners) * per_px for edge in (min, max))
    sheet_left, sheet_bottom, sheet_right, sheet_top = page.get_mediabox()
    cut = (
        left - quiet_pt,
        sheet_top - sheet_bottom - bottom - quiet_pt,
        sheet_right - sheet_left - right - quiet_pt,
        top - quiet_pt,
    )
    trim = page.get_trimbox()
    margins = (trim[0] - sheet_left, trim[1] - sheet_bottom, sheet_right - trim[2], sheet_top - trim[3])
    slack_pt = SLACK_MODULES * wanted.module_pt
    if any(edge < margin - slack_pt for edge, margin in zip(cut, margins, strict=True)):
        return None
    crop = tuple(max(0.0, edge) for edge in cut)
    look: Image.Image = page.render(scale=MODULE_PX / wanted.module_pt, crop=crop, grayscale=True).to_pil()
    turns = corners.index(min(corners, key=lambda corner: corner.x + corner.y))
    side = (wanted.modules + 2 * QUIET_MODULES) * MODULE_PX
    return look.rotate(90 * turns).resize((side, side))


def _faults(seen: _Seen, wanted: Expected) -> list[str]:
    """Return a German sentence per fault, with ``%(address)s`` to be filled."""
    found = list(_faults_of_words(seen, wanted))
    for look in seen.looks:
        if look is None:
            found.append(TOO_NEAR)
        else:
            found += _faults_of_code(look, wanted)
    return found


def _faults_of_words(seen: _Seen, wanted: Expected) -> Iterator[str]:
    if len(seen.texts) != wanted.codes:
        is_missing = len(seen.texts) < wanted.codes
        yield UNREADABLE if is_missing else FOREIGN
    if any(text != wanted.address for text in seen.texts):
        yield LEADS_ASTRAY
    words = "".join(seen.words.split())
    if wanted.typed not in words:
        yield UNTYPED
    if seen.smallest_mm < wanted.least_mm - SLACK_MM:
        yield TOO_SMALL
    if not words.startswith("".join(wanted.opening.split())):
        yield UNNAMED


def _faults_of_code(look: Image.Image, wanted: Expected) -> Iterator[str]:
    luminance = (np.asarray(look) / 255.0) ** 2.2
    dark, light = _dark_and_light(luminance)
    if (light - dark) / (light + dark) < MIN_CONTRAST:
        yield PALE
    if _quiet_zone(luminance).min() < (dark + light) / 2:
        yield CROWDED
    for sentence, worse in _trials(look):
        if not _is_read(worse, wanted.address):
            yield sentence


def _trials(look: Image.Image) -> Iterator[tuple[str, Image.Image]]:
    """Yield the code as it is met in the street, and what to say if it is not read then."""
    yield BLURRED, look.filter(ImageFilter.GaussianBlur(BLUR_MODULES * MODULE_PX))
    yield ASIDE, _skewed(look)
    yield STUCK_IN_THE_MIDDLE, _covered(look, 0.5)
    yield STUCK_AT_THE_CORNER, _covered(look, 1.0)


def _skewed(look: Image.Image) -> Image.Image:
    """Return the code as seen by somebody who stands aside."""
    turn, distance = np.radians(ASIDE_DEG), ASIDE_WIDTHS * look.width
    to_middle = np.array([[1, 0, -look.width / 2], [0, 1, -look.height / 2], [0, 0, 1]])
    aside = np.array([[1, 0, 0], [0, np.cos(turn), 0], [-np.sin(turn) / distance, 0, np.cos(turn)]])
    from_picture = np.linalg.inv(to_middle) @ aside @ to_middle  # from the skewed picture to the code as printed
    coefficients = tuple((from_picture / from_picture[2, 2]).flatten()[:8])
    perspective = Image.Transform.PERSPECTIVE
    return look.transform(look.size, perspective, coefficients, Image.Resampling.BILINEAR, fillcolor=255)


def _covered(look: Image.Image, place: float) -> Image.Image:
    """Return the code with a square sticker; ``place`` 0.5 is the middle, 1 the lower right corner of the code."""
    quiet_px = QUIET_MODULES * MODULE_PX
    code_px = look.width - 2 * quiet_px
    side_px = code_px * STICKER_SHARE**0.5
    start = quiet_px + place * (code_px - side_px)
    covered = look.copy()
    ImageDraw.Draw(covered).rectangle((start, start, start + side_px, start + side_px), fill=GREY)
    return covered


def _dark_and_light(luminance: NDArray[np.float64]) -> tuple[float, float]:
    """Return the mean luminance of the dark and of the light half of what is seen."""
    middle = (float(luminance.min()) + float(luminance.max())) / 2
    is_light = luminance > middle
    return float(luminance[~is_light].mean()), float(luminance[is_light].mean())


def _quiet_zone(luminance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the pixels around the code, less the slack at both edges of the zone."""
    slack_px = round(SLACK_MODULES * MODULE_PX)
    inner = QUIET_MODULES * MODULE_PX - slack_px
    zone = np.ones(luminance.shape, bool)
    zone[inner:-inner, inner:-inner] = False
    return luminance[slack_px:-slack_px, slack_px:-slack_px][zone[slack_px:-slack_px, slack_px:-slack_px]]


def _is_read(image: Image.Image, address: str) -> bool:
    """Tell whether a phone reads ``address``: it looks again and again, from a little nearer and farther."""
    frames = (image if scale == 1 else image.resize((round(image.width * scale),) * 2) for scale in FRAMES)
    return any(barcode.text == address for frame in frames for barcode in _read(frame))


def _read(image: Image.Image) -> list[zxingcpp.Barcode]:
    return list(zxingcpp.read_barcodes(image, formats=QR_ONLY))
