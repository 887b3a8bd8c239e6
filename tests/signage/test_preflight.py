"""A finished print file is checked by number: what it says of itself, its boxes, inks and what must not be inside."""

import io
from dataclasses import replace
from functools import cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from app.exchange.records import SignKind
from app.signage import icc, preflight, profile
from app.signage.pdf import finish
from app.signage.request import Output
from app.signage.sheet import SHEETS
from tests.signage.icc_file import cmyk_profile
from tests.signage.orders import item, order, press

POLE = SHEETS[SignKind.POLE]
STANDARD = profile.load(profile.shipped("standard"))


@cache
def finished(wishes_of="standard"):
    wanted, wishes = item(kind=SignKind.POLE), profile.load(profile.shipped(wishes_of))
    return finish(press().pdf(order(wanted), [wanted], Output.PRINT, wishes), wishes, POLE)


def spoilt(change):
    """Return the finished file after ``change`` of it."""
    with pikepdf.open(io.BytesIO(finished())) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, force_version="1.6", deterministic_id=True)
    return out.getvalue()


def sentences(raw, wishes=STANDARD):
    return [fault.sentence for fault in preflight.preflight(raw, wishes, POLE)]


@pytest.mark.parametrize("slug", profile.slugs())
def test_what_is_finished_for_any_printer_passes(slug):
    assert sentences(finished(slug), profile.load(profile.shipped(slug))) == []


def said(name, value):
    def change(pdf):
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            if value is None:
                del metadata[name]
            else:
                metadata[name] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        said("dc:title", "Anders"),
        said("pdf:Trapped", "True"),
        said("pdf:Trapped", None),
        said("xmp:CreateDate", "2026-11-24T00:00:00Z"),
        said("xmp:ModifyDate", None),
        said("xmp:MetadataDate", None),
        said("xmpMM:DocumentID", None),
        said("xmpMM:VersionID", None),
        said("xmpMM:RenditionClass", None),
        lambda pdf: pdf.docinfo.__delitem__("/Trapped"),
        lambda pdf: pdf.docinfo.__setitem__("/Title", "Anders"),
    ],
)
def test_what_it_says_of_itself_is_there_and_the_same_twice(change):
    assert preflight.SAID_OTHERWISE in sentences(spoilt(change))


@pytest.mark.parametrize("version", [None, "PDF/X-3:2003"])
def test_it_calls_itself_x4_and_nothing_else(version):
    assert sentences(spoilt(said("pdfxid:GTS_PDFXVersion", version))) == [preflight.CLAIMS]


def test_it_does_not_call_itself_x4_without_the_profile():
    def change(pdf):
        del pdf.Root.OutputIntents[0].DestOutputProfile

    without = replace(STANDARD, icc=b"")
    assert sentences(spoilt(change), without) == [preflight.CLAIMS]
    assert sentences(spoilt(change)) == [preflight.INTENTS]


def test_another_version_is_refused():
    with pikepdf.open(io.BytesIO(finished())) as pdf:
        out = io.BytesIO()
        pdf.save(out, force_version="1.7")

    assert sentences(out.getvalue()) == [preflight.OTHER_VERSION]


def second_intent(pdf):
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def other_name(pdf):
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = pikepdf.String("FOGRA51")


def other_profile(pdf):
    pdf.Root.OutputIntents[0].DestOutputProfile.write(cmyk_profile("FOGRA39"))


@pytest.mark.parametrize("change", [second_intent, other_name, other_profile])
def test_exactly_one_condition_is_inside_with_its_profile(change):
    assert sentences(spoilt(change)) == [preflight.INTENTS]


def test_a_profile_of_another_condition_is_refused_whatever_it_calls_itself():
    for name in ("FOGRA51", "FOGRA39"):  # its colours are not those of FOGRA39
        wishes = replace(STANDARD, icc=cmyk_profile(name))
        wanted = item(kind=SignKind.POLE)
        raw = finish(press().pdf(order(wanted), [wanted], Output.PRINT, wishes), wishes, POLE)

        assert sentences(raw, wishes) == [icc.FOREIGN]


def art(pdf):
    pdf.pages[0].obj.ArtBox = pdf.pages[0].obj.TrimBox


def no_trim(pdf):
    del pdf.pages[0].obj.TrimBox


def large_bleed(pdf):
    left, bottom, right, top = (float(edge) for edge in pdf.pages[0].obj.MediaBox)
    pdf.pages[0].obj.BleedBox = Array([left - 3, bottom - 3, right + 3, top + 3])


@pytest.mark.parametrize("change", [art, no_trim, large_bleed])
def test_boxes_lie_in_one_another(change):
    assert preflight.BOXES in sentences(spoilt(change))


def test_the_bleed_is_what_the_printer_wants():
    assert sentences(finished(), replace(STANDARD, bleed_mm=5.0)) == [preflight.BLEED]


def link(pdf):
    action = Dictionary(Type=Name.Action, S=Name.URI, URI=pikepdf.String("https://302.example"))
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation)])


def form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]))


def opened(pdf):
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


@pytest.mark.parametrize("change", [link, form, opened])
def test_no_links_forms_or_actions_are_inside(change):
    assert sentences(spoilt(change)) == [preflight.HOLDS]


def drawn(content):
    def change(pdf):
        page = pdf.pages[0]
        page.contents_add(Stream(pdf, f" q {content} 20 20 9 9 re f Q".encode()))

    return change


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("1 0 0 rg", preflight.OTHER_COLOURS),
        ("0.5 g", preflight.OTHER_COLOURS),
        ("1 1 1 0.05 k", preflight.TOO_MUCH),
        ("/Overprint gs 0 0 0 0 k", preflight.OVERPRINTS),
        ("/Overprint gs 0.4 0 0 1 k", preflight.OVERPRINTS),
    ],
)
def test_only_inks_are_printed_not_too_much_of_them_and_no_white_overprints(content, why):
    assert sentences(spoilt(drawn(content))) == [why]


def test_fonts_have_to_be_embedded():
    def change(pdf):
        font = next(iter(pdf.pages[0].obj.Resources.Font.values()))
        described = font.DescendantFonts[0].FontDescriptor
        for name in {"/FontFile2", "/FontFile3"} & set(described.keys()):
            del described[name]

    assert sentences(spoilt(change)) == [preflight.NO_FONT]


def test_it_never_calls_a_file_certified():
    told = [text for name, text in vars(preflight).items() if name.isupper() and isinstance(text, str)]

    assert len(told) > 10
    assert not any("zertifi" in text.casefold() for text in told)
