"""The digital file keeps the rules of PDF/UA-1 and PDF/A-2a that can be checked without a validator: the conditions of
the Matterhorn protocol for machines that concern a page of text and figures, and what PDF/A forbids.

The numbers are those of the Matterhorn protocol 1.1.  It is a check of our files, no certificate.
"""

import io
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from app.exchange.records import SignKind
from app.signage import profile
from app.signage.order import batches
from app.signage.print import make
from app.signage.request import Output
from tests.signage.orders import FUNDING, item, order, press

KINDS = pytest.mark.parametrize("kind", list(SignKind))
STANDARD = profile.load(profile.shipped("standard"))
PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"}
GROUPS = {"Document", "Part", "Sect", "Div", "NonStruct"}
STANDARD_TYPES = GROUPS | {
    "P",
    "H1",
    "H2",
    "Figure",
    "Span",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TBody",
    "TR",
    "TH",
    "TD",
}


@cache
def made(kind, languages=("de", "en", "tr")):
    wanted = order(item(kind=kind, languages=languages), item("o-werk", kind, languages=languages), funding=FUNDING)
    return make(press(), wanted, batches(wanted)[0], output=Output.DIGITAL, profile=STANDARD).pdf


@pytest.fixture
def pdf(kind):
    with pikepdf.open(io.BytesIO(made(kind))) as opened:
        yield opened


def elements(element):
    """Yield all elements below one of the tree of tags, in reading order."""
    children = element.get("/K", [])
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def marked_ids(element):
    """Yield the ids of marked content that belong to an element itself."""
    children = element.get("/K", [])
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, int):
            yield child
        elif isinstance(child, Dictionary) and child.get("/Type") == "/MCR":
            yield int(child.MCID)


def kind_of(pdf, element):
    """Return the standard type of an element, through the map of roles."""
    roles, name = pdf.Root.StructTreeRoot.get("/RoleMap", {}), str(element.S)
    return str(roles.get(name, name)).lstrip("/")


@KINDS
def test_it_says_what_it_is(kind, pdf):
    metadata = pdf.open_metadata()

    assert metadata["pdfuaid:part"] == "1"  # 06-002
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    assert metadata["dc:title"]  # 06-003
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)  # 07-001
    assert re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(pdf.Root.Lang))  # 11-006
    assert bool(pdf.Root.MarkInfo.Marked)
    assert not pdf.Root.MarkInfo.get("/Suspects", False)  # 02-... none is in doubt


@KINDS
def test_all_that_is_painted_is_tagged_or_an_artifact(kind, pdf):
    for page in pdf.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("BDC", "BMC"):
                depth += 1
                assert operands[0] == Name.Artifact or "/MCID" in operands[1] or depth > 1  # 01-003, 01-004
            elif str(operator) == "EMC":
                depth -= 1
            elif str(operator) in PAINTS:
                assert depth, f"{operator} is outside of marked content"  # 01-005
        assert depth == 0


@KINDS
def test_every_mark_belongs_to_one_tag_and_every_tag_is_a_standard_one(kind, pdf):
    found = [(element, list(marked_ids(element))) for element in elements(pdf.Root.StructTreeRoot)]
    ids = sorted(number for _, numbers in found for number in numbers)
    painted = sorted(
        int(operands[1].MCID)
        for page in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/MCID" in operands[1]
    )

    assert ids == painted
    assert {kind_of(pdf, element) for element, _ in found} <= STANDARD_TYPES  # 02-001
    assert all(int(page.obj.StructParents) >= 0 for page in pdf.pages)


@KINDS
def test_figures_have_words_and_headings_skip_no_level(kind, pdf):
    found = list(elements(pdf.Root.StructTreeRoot))
    figures = [element for element in found if kind_of(pdf, element) == "Figure"]
    levels = [int(name[1]) for element in found if (name := kind_of(pdf, element))[0] == "H" and name[1:].isdigit()]

    assert figures
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)  # 13-004
    assert levels[0] == 1  # 14-002
    assert all(after <= before + 1 for before, after in pairwise(levels))  # 14-003


@KINDS
def test_words_in_other_languages_say_so(kind, pdf):
    spoken = {str(element.Lang) for element in elements(pdf.Root.StructTreeRoot) if "/Lang" in element}
    content = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    spoken |= {text.decode() for text in re.findall(rb"/Lang\s*\((\w+)\)", content)}

    assert {"en", "tr"} <= spoken  # 11-004


@KINDS
def test_fonts_are_embedded_and_their_letters_known(kind, pdf):
    fonts = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]

    assert fonts
    for font in fonts:
        inner = font.DescendantFonts[0]
        assert "/ToUnicode" in font  # 10-001
        assert "/FontFile2" in inner.FontDescriptor or "/FontFile3" in inner.FontDescriptor  # 31-009
        assert font.Encoding == Name("/Identity-H")  # 31-...: a standard mapping
        assert inner.Subtype == Name.CIDFontType0 or inner.get("/CIDToGIDMap") == Name.Identity  # 31-004


@KINDS
def test_nothing_is_inside_that_an_archive_refuses(kind, pdf):
    intent = pdf.Root.OutputIntents[0]
    used = {str(operator) for page in pdf.pages for _, operator in pikepdf.parse_content_stream(page)}

    assert (intent.S, int(intent.DestOutputProfile.N)) == (Name.GTS_PDFA1, 3)
    assert not used & {"k", "K"}  # no inks without their condition
    assert not pdf.is_encrypted
    assert "/ID" in pdf.trailer
    assert not {"/JavaScript", "/AA", "/OpenAction", "/AcroForm", "/EmbeddedFiles"} & set(pdf.Root.keys())
    assert all("/Annots" not in page.obj for page in pdf.pages)
    assert all(stream.get("/Filter") != Name.LZWDecode for stream in pdf.objects if isinstance(stream, pikepdf.Stream))


def test_a_trial_sheet_is_titled_and_tagged_like_the_signs_on_it():
    wanted = order(*(item(station, SignKind.A3) for station in ("westpark", "o-werk", "mark-51-7", "stephanstrasse")))
    whole = replace(wanted, items=(*wanted.items, item()))
    digital, trial = (
        pikepdf.open(io.BytesIO(make(press(), whole, batches(whole)[0], output=each, profile=STANDARD).pdf))
        for each in (Output.DIGITAL, Output.TRIAL)
    )

    assert len(trial.pages) == 2
    for name in ("/Lang", "/MarkInfo", "/ViewerPreferences"):
        assert trial.Root[name] == digital.Root[name]
    assert str(trial.docinfo.Title) == str(digital.docinfo.Title) == trial.open_metadata()["dc:title"]
    assert spoken(trial) == spoken(digital)
    forms = [form for page in trial.pages for form in page.obj.Resources.XObject.values()]
    rows = trial.Root.StructTreeRoot.ParentTree.Nums
    assert sorted(int(form.StructParents) for form in forms) == [int(each) for each in list(rows)[::2]]
    for form in forms:
        marks = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(form)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        assert len(rows[2 * int(form.StructParents) + 1]) == len(marks)


def spoken(pdf):
    """Return the kinds of all elements with what stands for them, in the order in which they are read."""
    return [(str(each.S), str(each.get("/Alt", ""))) for each in elements(pdf.Root.StructTreeRoot)]


@KINDS
def test_whatever_is_said_is_a_heading_a_paragraph_or_part_of_a_drawing(kind, pdf):
    homes = {"P", "H1", "H2", "Figure"}

    def outside(element, *, is_home=False):
        here = is_home or ("/S" in element and kind_of(pdf, element) in homes)
        lost = [] if here or not list(marked_ids(element)) else [kind_of(pdf, element)]
        return lost + [each for child in elements_of(element) for each in outside(child, is_home=here)]

    assert outside(pdf.Root.StructTreeRoot) == []


def elements_of(element):
    children = element.get("/K", [])
    children = children if isinstance(children, Array) else [children]
    return [child for child in children if isinstance(child, Dictionary) and "/S" in child]


@pytest.mark.parametrize("kind", [SignKind.A3, SignKind.A4, SignKind.WINDOW, SignKind.CITY_LIGHT, SignKind.DIN_LANG])
def test_what_there_is_to_see_is_a_list(kind, pdf):
    found = [kind_of(pdf, each) for each in elements(pdf.Root.StructTreeRoot)]

    plannings = len(item().plannings)
    assert found.count("L") >= 1
    assert found.count("LI") == found.count("LBody") >= plannings
    assert found.index("H1") < found.index("L") < found.index("Figure")  # the name, what there is, then code and line
