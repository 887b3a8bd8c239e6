"""An ICC file is taken only if a print shop could use it, and then the print file may call itself PDF/X-4."""

import io
import struct

import pikepdf
import pytest
from PIL import ImageCms

from app.signage import icc, profile
from app.signage.order import batches
from app.signage.print import make
from app.signage.request import Output
from tests.signage.icc_file import cmyk_profile
from tests.signage.orders import item, order, press


def test_a_cmyk_output_profile_is_taken():
    assert icc.fault_of(cmyk_profile()) == ""


def changed(at, raw):
    whole = bytearray(cmyk_profile())
    whole[at : at + len(raw)] = raw
    return bytes(whole)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"%PDF-1.7" * 40, icc.NO_ICC),
        (b"", icc.NO_ICC),
        (cmyk_profile()[:-10], icc.CUT_OFF),
        (changed(12, b"mntr"), icc.NO_OUTPUT),
        (changed(16, b"RGB "), icc.NO_CMYK),
        (changed(128, struct.pack(">I", 0)), icc.BROKEN),
        (bytes(icc.MAX_BYTES + 1), icc.TOO_LARGE),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), icc.NO_OUTPUT),
    ],
    ids=["pdf", "empty", "cut off", "monitor", "rgb", "no tags", "large", "srgb"],
)
def test_anything_else_is_refused_with_its_reason(raw, why):
    assert icc.fault_of(raw) == why


def test_the_print_file_embeds_the_profile_and_claims_x4():
    wanted = order(item())
    shop = profile.load(profile.shipped("coated"), icc=cmyk_profile())

    pdf = pikepdf.open(io.BytesIO(make(press(), wanted, batches(wanted)[0], output=Output.PRINT, profile=shop).pdf))

    intent = pdf.Root.OutputIntents[0]
    assert intent.DestOutputProfile.read_bytes() == cmyk_profile()
    assert intent.DestOutputProfile.N == 4
    assert pdf.open_metadata()["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
