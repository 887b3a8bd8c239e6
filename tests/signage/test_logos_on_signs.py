"""Logos on finished signs of every kind: with their names, in the inks of their drawing, away from the code."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from app.exchange.records import SignKind
from app.signage import profile
from app.signage.faults import Refused
from app.signage.logo import read as read_drawing
from app.signage.look import Look
from app.signage.order import batches
from app.signage.print import make
from app.signage.request import Output
from app.signage.sheet import SHEETS
from app.signage.typeset import Press
from tests.signage import logos
from tests.signage.orders import FONTS, item, order, pictures, read_poster

KINDS = pytest.mark.parametrize("kind", list(SignKind))
STANDARD = profile.load(profile.shipped("standard"))
SAID = Look(
    colour="#003366",
    second_colour="#ffd500",
    fault={"de": "Schild beschädigt? 0209 123456"},
    funding={"de": "Gefördert vom Land und vom Bund."},
)


def read(key):
    return logos.read(key) if key.startswith("private/") else read_poster(key)


@pytest.fixture(scope="module")
def press():
    return Press(FONTS, read)


def with_look(kind, look, languages=("de", "en")):
    return replace(order(item(kind=kind, languages=languages)), looks={"": look}, pictures=pictures())


def made(press, kind, look, output=Output.PRINT):
    wanted = with_look(kind, look)
    return make(press, wanted, batches(wanted)[0], output=output, profile=STANDARD).pdf


def fills(pdf):
    """Each colour that something is filled with on the first page, in percent."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        steps = pikepdf.parse_content_stream(opened.pages[0])
        return {
            tuple(round(float(part) * 100) for part in each.operands) for each in steps if str(each.operator) == "k"
        }


def rounded(inks):
    return tuple(round(part) for part in inks)


@KINDS
@pytest.mark.parametrize(("count", "funders"), [(0, 0), (1, 0), (2, 0), (0, 5), (2, 5)])
def test_every_kind_is_set_with_all_that_a_design_may_say(press, kind, count, funders):
    pdf = made(press, kind, logos.with_logos(SAID, logos=count, funders=funders))

    shown = fills(pdf)
    for name in [*logos.FILES][:count] + [*logos.FILES][::-1][:funders]:
        for shape in read_drawing(logos.drawn(name)).shapes:
            assert any(
                all(abs(a - b) <= 1 for a, b in zip(rounded(shape.inks), each, strict=True)) for each in shown
            ), name


@KINDS
def test_who_hears_a_digital_sign_is_told_whose_logos_there_are(press, kind):
    look = logos.with_logos(SAID, logos=2, funders=5)

    pdf = made(press, kind, look, Output.DIGITAL)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        told = [
            str(each.Alt)
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name.Figure
        ]
    for each in (*look.logos, *look.funders):
        assert each.name in told


@KINDS
def test_the_code_and_its_quiet_zone_stay_as_they_are(press, kind):
    pdf = made(press, kind, logos.with_logos(SAID, logos=2, funders=5))

    assert dark_around_codes(pdf) == [0] * SHEETS[kind].codes


def dark_around_codes(pdf):
    """Return how many pixels are dark in the quiet zone of each code."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=1200 / page.get_height()).to_pil().convert("L")
    return [dark_around(picture, code.position) for code in zxingcpp.read_barcodes(picture)]


def dark_around(picture, position):
    corners = [getattr(position, each) for each in ("top_left", "top_right", "bottom_left", "bottom_right")]
    left, right = (round(edge(each.x for each in corners)) for edge in (min, max))
    top, bottom = (round(edge(each.y for each in corners)) for edge in (min, max))
    quiet = round((right - left) / 29 * 3.5)
    picture = picture.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    picture.paste(255, (quiet - 3, quiet - 3, picture.width - quiet + 3, picture.height - quiet + 3))
    return sum(picture.histogram()[:128])


def test_what_would_get_too_small_is_refused_and_so_is_a_drawing_that_is_gone(press):
    wide = replace(SAID, logos=(logos.logo("Bund Band"), logos.logo("Amt Welle")))
    gone = replace(SAID, funders=(replace(logos.logo("Stadt Ring"), file=f"private/{'0' * 64}/logo.json"),))

    with pytest.raises(Refused) as found:
        made(press, SignKind.DIN_LANG, replace(wide, logos=(*wide.logos, *wide.logos)))
    assert [(each.field, each.values["text"]) for each in found.value.faults] == [
        ("design.logos", "Bund Band, Amt Welle, Bund Band, Amt Welle")
    ]
    assert "passen nicht" in str(found.value)
    with pytest.raises(Refused, match="Stadt Ring") as found:
        made(press, SignKind.A3, gone)
    assert {each.field for each in found.value.faults} == {"design.funders.file"}


def test_logos_knock_out_and_only_black_type_and_the_code_overprint(press):
    pdf = made(press, SignKind.A4, logos.with_logos(SAID, logos=2, funders=5))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        over = 0
        names = [str(each.operator) for each in pikepdf.parse_content_stream(opened.pages[0])]
        for place, name in enumerate(names):
            if name == "gs":
                block = names[place : names.index("Q", place)]
                over += 1
                assert "f*" not in block and "c" not in block
        assert over > 10
