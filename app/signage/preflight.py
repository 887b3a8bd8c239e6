"""What a print file has to hold, checked by number before it is released.

It is a check of what we promise of our own files, no certificate: a print shop's own check comes after it.

    preflight    what is wrong with a finished file
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from app.i18n import N_
from app.signage import icc
from app.signage.faults import Fault
from app.signage.identity import MOMENTS, PDFX, SAID_TWICE, X4, is_x4, moment
from app.signage.inks import MOST_INK
from app.signage.inks_used import inks_used
from app.signage.pdf import POINTS_PER_MM
from app.signage.profile import Profile
from app.signage.sheet import Sheet

VERSION = "1.6"
NUMBERS = ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")
EXCLUDED = {"/AA", "/AcroForm", "/EmbeddedFiles", "/JavaScript", "/OpenAction"}
SLACK_PT = 0.01
SLACK_INK = 0.005  # what a colour is rounded by

OTHER_VERSION = N_("Die Druckdatei ist PDF %(found)s statt %(expected)s.")
SAID_OTHERWISE = N_("Die Angabe „%(name)s“ fehlt in der Druckdatei oder steht dort auf zwei Weisen.")
CLAIMS = N_("Die Druckdatei nennt sich „%(found)s“ statt „%(expected)s“.")
INTENTS = N_("Die Druckdatei hat %(count)s Ausgabebedingungen mit CMYK-Profil statt genau einer.")
BOXES = N_("Papier, Beschnitt und Endformat liegen nicht ineinander.")
BLEED = N_("Der Beschnitt ist %(found)s mm breit statt %(expected)s mm.")
HOLDS = N_("Die Druckdatei enthält %(name)s; im Druck darf das nicht sein.")
NO_FONT = N_("Eine Schrift ist nicht eingebettet.")
OTHER_COLOURS = N_("Die Druckdatei hat Farben, die keine Druckfarben sind.")
TOO_MUCH = N_("Der Farbauftrag ist %(found)s Prozent statt höchstens %(most)s.")
OVERPRINTS = N_("Etwas überdruckt, das aussparen muss.")


def preflight(raw: bytes, profile: Profile, sheet: Sheet) -> list[Fault]:
    """Return what is wrong with a finished file of one kind of sign; empty if it may be released."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        found = [*_identity(pdf, profile), *_condition(pdf, profile), *_excluded(pdf)]
        for number, page in enumerate(pdf.pages, start=1):
            for sentence, values in _page(page, profile.bleed_of(sheet)):
                found.append(Fault("", "print", sentence, values, page=number))
    return found


def _fault(sentence: str, **values: object) -> Fault:
    return Fault("", "print", sentence, values)


def _identity(pdf: Pdf, profile: Profile) -> Iterator[Fault]:
    """Yield what the file does not say of itself, or not twice alike."""
    if pdf.pdf_version != VERSION:
        yield _fault(OTHER_VERSION, found=pdf.pdf_version, expected=VERSION)
    if "/ID" not in pdf.trailer:
        yield _fault(SAID_OTHERWISE, name="ID")
    said = pdf.open_metadata()
    for place, told in _told(pdf.docinfo).items():
        if not told or said.get(place, "") != told:
            yield _fault(SAID_OTHERWISE, name=place)
    for place in NUMBERS:
        if not said.get(place):
            yield _fault(SAID_OTHERWISE, name=place)
    found, expected = said.get(PDFX, ""), X4 if is_x4(profile) else ""
    if found != expected:
        yield _fault(CLAIMS, found=found, expected=expected)


def _told(info: Dictionary) -> dict[str, str]:
    """Return what the metadata have to say, as the Info dictionary says it; what it does not say is empty."""
    twice = {place: str(info.get(name, "")).lstrip("/") for name, place in SAID_TWICE.items()}
    moments = {
        place: moment(str(info[name])) if name in info else "" for name, places in MOMENTS.items() for place in places
    }
    return twice | moments


def _condition(pdf: Pdf, profile: Profile) -> Iterator[Fault]:
    """Yield what is wrong with the printing condition: none or several, no profile, or that of another one."""
    if profile.condition and profile.icc and not is_x4(profile):
        yield _fault(icc.FOREIGN, profile=icc.name_of(profile.icc), condition=profile.condition)
    intents = [each for each in pdf.Root.get("/OutputIntents", []) if each.S == Name.GTS_PDFX]
    whole = [each for each in intents if _is_whole(each, profile)]
    if len(intents) != len(whole) or len(whole) != bool(profile.condition):
        yield _fault(INTENTS, count=len(whole))


def _is_whole(intent: Object, profile: Profile) -> bool:
    """Tell whether an output intent names the condition and holds its four-channel profile, if there is one."""
    if str(intent.get("/OutputConditionIdentifier", "")) != profile.condition:
        return False
    inside = intent.get("/DestOutputProfile")
    if inside is None:
        return not profile.icc
    return int(inside.get("/N", 0)) == 4 and inside.read_bytes() == profile.icc and not icc.fault_of(profile.icc)


def _excluded(pdf: Pdf) -> Iterator[Fault]:
    """Yield what X-4 excludes of a whole file."""
    if pdf.is_encrypted:
        yield _fault(HOLDS, name="/Encrypt")
    for name in sorted(EXCLUDED & {*pdf.Root.keys(), *pdf.Root.get("/Names", Dictionary()).keys()}):
        yield _fault(HOLDS, name=name)
    if any(isinstance(each, Dictionary) and "/Type" in each and each.Type == Name.Action for each in pdf.objects):
        yield _fault(HOLDS, name="/Action")


Found = Iterator[tuple[str, dict[str, object]]]


def _page(page: Page, bleed_mm: float) -> Found:
    yield from _boxes(page, bleed_mm)
    if "/Annots" in page.obj:
        yield HOLDS, {"name": "/Annots"}
    if not all(_is_embedded(font) for font in page.obj.Resources.get("/Font", Dictionary()).values()):
        yield NO_FONT, {}
    used = inks_used(page)
    if used.has_others:
        yield OTHER_COLOURS, {}
    if used.most > MOST_INK + SLACK_INK:
        yield TOO_MUCH, {"found": round(used.most * 100), "most": round(MOST_INK * 100)}
    if used.has_wrong_overprint:
        yield OVERPRINTS, {}


def _boxes(page: Page, bleed_mm: float) -> Found:
    if "/ArtBox" in page.obj or not {"/MediaBox", "/BleedBox", "/TrimBox"} <= set(page.obj.keys()):
        yield BOXES, {}
        return
    media, bleed, trim = (_edges(page.obj[name]) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
    if not (_holds(media, bleed) and _holds(bleed, trim)):
        yield BOXES, {}
    found = [abs(outer - inner) / POINTS_PER_MM for outer, inner in zip(bleed, trim, strict=True)]
    if any(abs(each - bleed_mm) > SLACK_PT for each in found):
        yield BLEED, {"found": round(min(found), 2), "expected": bleed_mm}


def _edges(box: Object) -> list[float]:
    assert isinstance(box, Array)
    return [float(edge) for edge in box]


def _holds(outer: list[float], inner: list[float]) -> bool:
    lower = all(a <= b + SLACK_PT for a, b in zip(outer[:2], inner[:2], strict=True))
    return lower and all(a >= b - SLACK_PT for a, b in zip(outer[2:], inner[2:], strict=True))


def _is_embedded(font: Object) -> bool:
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    described = inner.get("/FontDescriptor", Dictionary())
    return bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()))
