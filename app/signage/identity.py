"""What a print file says of itself: title, moments and numbers, twice over, and the printing condition.

PDF/X-4 (ISO 15930-7) wants the Info dictionary and the metadata (XMP) to say the same.  A file calls itself PDF/X-4
only if the ICC profile of its condition is inside and is the one that the condition's name stands for.
"""

import hashlib
import uuid
from datetime import UTC, datetime

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from pikepdf.models.metadata import PdfMetadata

from app.signage import icc
from app.signage.profile import Profile

REGISTRY = "http://www.color.org"
PDFX_SPACE = "http://www.npes.org/pdfx/ns/id/"
PDFX = f"{{{PDFX_SPACE}}}GTS_PDFXVersion"
X4 = "PDF/X-4"
SAID_TWICE = {"/Title": "dc:title", "/Creator": "xmp:CreatorTool", "/Trapped": "pdf:Trapped"}
MOMENTS = {"/CreationDate": ("xmp:CreateDate",), "/ModDate": ("xmp:ModifyDate", "xmp:MetadataDate")}
PdfMetadata.register_xml_namespace(PDFX_SPACE, "pdfxid")


def identify(pdf: Pdf, profile: Profile, raw: bytes) -> None:
    """Write what a file says of itself and of its condition; ``raw`` is what its number is made of."""
    pdf.docinfo["/Trapped"] = Name("/False")
    number(pdf, raw)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["pdf:Trapped"] = "False"
        for name, places in MOMENTS.items():
            for place in places:
                metadata[place] = moment(str(pdf.docinfo[name]))
        metadata["xmpMM:VersionID"] = "1"
        metadata["xmpMM:RenditionClass"] = "default"
        if is_x4(profile):
            metadata[PDFX] = X4
    if profile.condition:
        pdf.Root.OutputIntents = Array([pdf.make_indirect(_intent(pdf, profile))])


def number(pdf: Pdf, raw: bytes) -> None:
    """Give a file the number that is made of ``raw``."""
    made = f"uuid:{uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(raw).hexdigest())}"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["xmpMM:DocumentID"] = metadata["xmpMM:InstanceID"] = made


def is_x4(profile: Profile) -> bool:
    """Tell whether files for a printer may call themselves PDF/X-4."""
    return bool(profile.condition and profile.icc) and icc.is_of(profile.icc, profile.condition)


def moment(text: str) -> str:
    """Return a moment of the Info dictionary as the metadata write it."""
    read = datetime.strptime(text, "D:%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    return read.strftime("%Y-%m-%dT%H:%M:%SZ")


def _intent(pdf: Pdf, profile: Profile) -> Dictionary:
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        RegistryName=String(REGISTRY),
        Info=String(profile.condition),
    )
    if profile.icc:
        stream = Stream(pdf, profile.icc)
        stream.N = 4
        intent.DestOutputProfile = pdf.make_indirect(stream)
    return intent
