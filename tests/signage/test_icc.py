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


def test_the_one_that_comes_along_is_what_its_name_says():
    shipped = profile.shipped_icc("FOGRA39")

    assert icc.fault_of(shipped) == ""
    assert icc.is_of(shipped, "FOGRA39")
    assert not icc.is_of(shipped, "FOGRA51")


@pytest.mark.parametrize(
    ("name", "condition", "is_of"),
    [
        ("FOGRA51", "FOGRA51", True),
        ("PSO Coated v3", "FOGRA51", True),  # as the ECI calls it
        ("PSO Uncoated v3 (FOGRA52)", "FOGRA52", True),
        ("Generic CMYK Profile", "FOGRA51", False),
        ("FOGRA52", "FOGRA51", False),
        ("FOGRA39", "FOGRA39", False),  # its colours are others
        ("ISO Coated v2 (ECI)", "FOGRA39", False),
    ],
)
def test_a_profile_is_held_against_the_name_of_its_condition(name, condition, is_of):
    assert icc.is_of(cmyk_profile(name), condition) is is_of


def test_the_print_file_embeds_the_profile_and_claims_x4():
    wanted = order(item())
    shop = profile.load(profile.shipped("coated"), icc=cmyk_profile())

    pdf = pikepdf.open(io.BytesIO(make(press(), wanted, batches(wanted)[0], output=Output.PRINT, profile=shop).pdf))

    intent = pdf.Root.OutputIntents[0]
    assert intent.DestOutputProfile.read_bytes() == cmyk_profile()
    assert intent.DestOutputProfile.N == 4
    assert pdf.open_metadata()["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
