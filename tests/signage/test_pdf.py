"""The print file is what a print shop asks for: boxes, inks, fonts and condition, as they stand in it."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops, ImageOps, ImageStat

from app.exchange.records import SignKind
from app.signage import profile
from app.signage.mirror import mirrored
from app.signage.order import batches, with_mirrored
from app.signage.pdf import POINTS_PER_MM, finish
from app.signage.print import make
from app.signage.request import Output
from app.signage.sheet import SHEETS
from tests.signage.icc_file import cmyk_profile
from tests.signage.orders import item, order, press

KINDS = pytest.mark.parametrize("kind", list(SignKind))
STANDARD = profile.load(profile.shipped("standard"))
SPOTS = {SignKind.FLOOR: {"/CutContour"}, SignKind.WINDOW: {"/White"}, SignKind.TABLE: {"/Crease"}}
OTHER_COLOURS = {"rg", "RG", "g", "G", "sc", "SC", "sh", "Do"}


def printed(kind=SignKind.A3, wishes=STANDARD):
    wanted = item(kind=kind)
    raw = press().pdf(order(wanted), [wanted], Output.PRINT, wishes)
    return pikepdf.open(io.BytesIO(finish(raw, wishes, SHEETS[kind])))


def size_mm(box):
    left, bottom, right, top = (float(edge) for edge in box)
    return round((right - left) / POINTS_PER_MM, 2), round((top - bottom) / POINTS_PER_MM, 2)


@KINDS
@pytest.mark.parametrize("bleed_mm", [0, 3, 10])
def test_the_page_is_trimmed_to_its_kind_and_bleeds_as_the_printer_wants(kind, bleed_mm):
    pdf = printed(kind, replace(STANDARD, bleed_mm=bleed_mm, large_bleed_mm=bleed_mm))
    page = pdf.pages[0].obj

    width_mm, height_mm = SHEETS[kind].width_mm, SHEETS[kind].height_mm
    assert size_mm(page.TrimBox) == (width_mm, height_mm)
    assert size_mm(page.BleedBox) == (width_mm + 2 * bleed_mm, height_mm + 2 * bleed_mm)
    assert size_mm(page.MediaBox) == size_mm(page.BleedBox)


def test_marks_are_off_unless_wanted_and_stay_outside_the_bleed():
    plain, with_marks = printed(), printed(wishes=profile.load(profile.shipped("with_marks")))
    marked = with_marks.pages[0]

    assert "/ColorSpace" not in plain.pages[0].obj.Resources
    assert size_mm(marked.obj.MediaBox) == (297 + 20, 420 + 20)
    assert size_mm(marked.obj.BleedBox) == (297 + 6, 420 + 6)
    left, bottom, right, top = (float(edge) for edge in marked.obj.BleedBox)
    corners = [each for each in operands(marked) if str(each.operator) in {"m", "l"}][-16:]
    for corner in corners:
        x, y = (float(part) for part in corner.operands)
        assert not (left < x < right and bottom < y < top)


@KINDS
def test_nothing_is_printed_but_cyan_magenta_yellow_black_and_spots(kind):
    pdf = printed(kind, replace(profile.load(profile.shipped("with_marks")), contour="CutContour"))

    page = pdf.pages[0]
    used = {str(each.operator) for each in operands(page)}
    assert used & {"k", "K"}
    assert not used & OTHER_COLOURS
    spots = {str(space[1]) for space in page.obj.Resources.ColorSpace.values()}
    assert spots == SPOTS.get(kind, set()) | {"/All"}
    assert "/XObject" not in page.obj.Resources


@KINDS
def test_text_and_code_are_black_alone(kind):
    pdf = printed(kind)

    inks = {
        tuple(round(float(part), 2) for part in each.operands)
        for each in operands(pdf.pages[0])
        if str(each.operator) in {"k", "K"}
    }

    assert inks == {(0, 0, 0, 1), (0, 0, 0, 0), (0.45, 0.14, 0.03, 0)}


def test_fonts_are_embedded():
    pdf = printed()
    fonts = pdf.pages[0].obj.Resources.Font

    descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts.values()]
    assert len(descriptors) == 3
    assert all("/FontFile2" in each or "/FontFile3" in each for each in descriptors)


@KINDS
def test_bleed_follows_the_format(kind):
    pdf = printed(kind)
    page = pdf.pages[0].obj

    bleed_mm = 10 if kind in (SignKind.FLOOR, SignKind.CITY_LIGHT) else 3
    assert size_mm(page.BleedBox)[0] == SHEETS[kind].width_mm + 2 * bleed_mm


def test_by_default_a_file_is_x4_with_the_profile_that_comes_along():
    pdf = printed()

    intent = pdf.Root.OutputIntents[0]
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert intent.DestOutputProfile.read_bytes() == profile.shipped_icc("FOGRA39")
    assert pdf.open_metadata()["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"


def test_the_printing_condition_is_named_and_x4_is_claimed_only_with_its_profile_inside():
    icc = cmyk_profile()
    shop = profile.shipped("coated")
    named, whole = printed(wishes=profile.load(shop)), printed(wishes=profile.load(shop, icc=icc))
    foreign = printed(wishes=profile.load(shop, icc=cmyk_profile("FOGRA52")))

    assert str(named.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA51"
    assert "pdfxid:GTS_PDFXVersion" not in str(named.open_metadata())
    assert "pdfxid:GTS_PDFXVersion" not in str(foreign.open_metadata())
    intent = whole.Root.OutputIntents[0]
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA51")
    assert intent.DestOutputProfile.read_bytes() == icc
    assert whole.open_metadata()["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
    assert whole.docinfo["/Trapped"] == pikepdf.Name("/False")
    assert whole.pdf_version == "1.6"


@pytest.mark.parametrize("slug", ["standard", "large_format", "office"])
def test_a_round_sign_always_has_a_cutting_line_that_touches_its_edges(slug):
    pdf = printed(SignKind.FLOOR, profile.load(profile.shipped(slug)))
    page = pdf.pages[0]

    start, *arcs = [each for each in operands(page) if str(each.operator) in {"m", "c"}][-5:]
    ends = [tuple(float(part) for part in arc.operands)[-2:] for arc in arcs]
    across = {round((x - float(page.obj.TrimBox[0])) / POINTS_PER_MM) for x, _ in ends}
    assert "/CutContour" in page.obj.Resources.ColorSpace
    assert str(start.operator) == "m"
    assert across == {0, 250, 500}


@pytest.mark.parametrize("slug", profile.slugs())
def test_every_profile_gives_the_same_bytes_twice(slug):
    wanted, wishes = item(kind=SignKind.POLE), profile.load(profile.shipped(slug))

    files = [
        finish(press().pdf(order(wanted), [wanted], Output.PRINT, wishes), wishes, SHEETS[SignKind.POLE])
        for _ in range(2)
    ]

    assert files[0] == files[1]


def test_colours_without_a_recipe_are_printed_without_black_and_greys_with_black_alone():
    assert profile.cmyk(STANDARD, "#00a650") == (100.0, 34.9, 68.6, 0.0)
    assert profile.cmyk(STANDARD, "#808080") == (0.0, 0.0, 0.0, 49.8)
    assert profile.cmyk(STANDARD, "#86bbe0") == (45, 14, 3, 0)


def operands(page):
    return pikepdf.parse_content_stream(page)


@KINDS
def test_nothing_is_inside_that_x4_forbids(kind):
    pdf = printed(kind, STANDARD)

    assert not pdf.is_encrypted
    assert "/ID" in pdf.trailer
    assert not {"/JavaScript", "/AA", "/OpenAction", "/AcroForm", "/EmbeddedFiles"} & set(pdf.Root.keys())
    assert len(pdf.Root.OutputIntents) == 1
    for page in pdf.pages:
        media, bleed, trim = ([float(edge) for edge in page.obj[box]] for box in ("/MediaBox", "/BleedBox", "/TrimBox"))
        assert "/ArtBox" not in page.obj
        assert "/Annots" not in page.obj
        assert all(outer <= inner for outer, inner in zip(media[:2], bleed[:2], strict=True))
        assert all(outer <= inner for outer, inner in zip(bleed[:2], trim[:2], strict=True))
        assert all(outer >= inner for outer, inner in zip(bleed[2:], trim[2:], strict=True))
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in page.obj.Resources.Font.values()]
        assert all("/FontFile2" in each or "/FontFile3" in each for each in descriptors)


def painted(page):
    """Yield operator, fill and whether it overprints of all that is painted on a page, as its content has them."""
    state, kept = ((0, 0, 0, 1), False), []
    for each in operands(page):
        name, given = str(each.operator), each.operands
        if name == "q":
            kept.append(state)
        elif name == "Q":
            state = kept.pop()
        elif name == "k":
            state = (tuple(round(float(part), 2) for part in given), state[1])
        elif name == "gs":
            state = (state[0], bool(page.obj.Resources.ExtGState[str(given[0])].op))
        elif name in {"f", "f*", "B", "B*", "Tj", "TJ", "S"}:
            yield name, *state


@KINDS
def test_black_type_and_the_code_overprint_and_nothing_else_does(kind):
    black = (0, 0, 0, 1)
    pdf = printed(kind)
    found = list(painted(pdf.pages[0]))

    type_over = {(fill, is_over) for name, fill, is_over in found if name in {"Tj", "TJ"}}
    assert type_over <= {(black, True), ((0, 0, 0, 0), False), ((0.45, 0.14, 0.03, 0), False)}
    drawn_over = [fill for name, fill, is_over in found if name in {"f", "f*", "B", "B*"} and is_over]
    assert drawn_over == [black] * SHEETS[kind].codes
    assert all(fill == black for _, fill, is_over in found if is_over)


def test_lines_in_spot_colours_overprint():
    pdf = printed(SignKind.FLOOR, profile.load(profile.shipped("with_marks")))

    *_, contour, marks = painted(pdf.pages[0])

    assert [(name, is_over) for name, _, is_over in (contour, marks)] == [("S", True), ("S", True)]
    assert int(pdf.pages[0].obj.Resources.ExtGState["/Overprint"].OPM) == 1


@KINDS
def test_curves_that_are_stroked_are_closed(kind):
    """A ring that is not closed shows a hairline where it ends."""
    pdf = printed(kind)
    is_curved = is_closed = False
    for each in operands(pdf.pages[0]):
        name = str(each.operator)
        if name == "m":
            is_curved = is_closed = False
        is_curved, is_closed = is_curved or name == "c", is_closed or name == "h"
        if name in {"S", "B", "B*"} and is_curved:
            assert is_closed


def test_film_has_white_ink_under_its_whole_face_which_leaves_the_other_inks_alone():
    pdf = printed(SignKind.WINDOW)
    page = pdf.pages[0].obj

    state = page.Resources.ExtGState["/Multiplied"]
    drawn = pdf.pages[0].Contents[-1].read_bytes().decode()
    left, bottom, width, height = (float(part) for part in drawn.split(" re f")[0].split()[-4:])
    bleed = [float(edge) for edge in page.BleedBox]
    assert "/White cs 1 scn" in drawn
    assert [left, bottom, left + width, bottom + height] == pytest.approx(bleed, abs=0.001)
    assert (str(state.BM), bool(state.op)) == ("/Multiply", False)
    assert (str(page.Group.S), str(page.Group.CS)) == ("/Transparency", "/DeviceCMYK")


def seen(raw):
    page = pypdfium2.PdfDocument(raw)[0]
    return page.render(scale=1).to_pil().convert("RGB")  # in grey, letters are placed otherwise over white ink


def test_film_looks_as_without_white_ink_where_nobody_knows_it_and_mirrored_the_other_way_round():
    wanted = item(kind=SignKind.WINDOW)
    raw = press().pdf(order(wanted), [wanted], Output.PRINT, STANDARD)
    sheet = SHEETS[SignKind.WINDOW]

    film, paper = finish(raw, STANDARD, sheet), finish(raw, STANDARD, replace(sheet, is_film=False))

    assert max(most for _, most in ImageChops.difference(seen(film), seen(paper)).getextrema()) <= 2
    turned = ImageOps.mirror(seen(mirrored(film)))
    assert ImageStat.Stat(ImageChops.difference(seen(film), turned)).mean[0] < 3  # edges fall between pixels otherwise
    assert mirrored(film) == mirrored(film)


def test_what_is_mirrored_passes_the_check_and_has_a_number_of_its_own():
    wanted = order(item(kind=SignKind.WINDOW))
    plain, other = (
        make(press(), wanted, batch, output=Output.PRINT, profile=STANDARD) for batch in with_mirrored(batches(wanted))
    )

    assert [each.batch.name for each in (plain, other)] == ["window.pdf", "window-gespiegelt.pdf"]
    numbers = [pikepdf.open(io.BytesIO(each.pdf)).open_metadata()["xmpMM:DocumentID"] for each in (plain, other)]
    assert numbers[0] != numbers[1]


def test_a_table_tent_is_scored_three_times_and_has_a_tab_to_glue():
    pdf = printed(SignKind.TABLE)
    page = pdf.pages[0]

    lines = [each for each in operands(page) if str(each.operator) in {"m", "l"}][-6:]
    top = float(page.obj.TrimBox[3])
    heights = [round((top - float(each.operands[1])) / POINTS_PER_MM, 2) for each in lines]
    assert heights == [99, 99, 198, 198, 282, 282]
    assert "/Crease" in page.obj.Resources.ColorSpace
