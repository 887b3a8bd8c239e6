"""A code alone: as wide as asked, sharp, black alone, and refused where nobody could scan it."""

import io
import re

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.signage import code_alone, words
from app.signage.code_alone import Alone, Form
from tests.signage.orders import press

ADDRESS, CODE = "HTTPS://302.EXAMPLE/S/7K3QAB", "7K3QAB"
DAY = {"year": 2026, "month": 12, "day": 1}


def wanted(form=Form.PDF, code_mm=40.0, **more):
    return Alone(form=form, code_mm=code_mm, **{"distance_m": 0.4, **more})


def made(alone):
    given = code_alone.request(ADDRESS, CODE, alone, words=words.words("de"), lang="de", day=DAY)
    more = {"ppi": code_alone.ppi(ADDRESS, alone)} if alone.form is Form.PNG else {}
    return press().drawing(code_alone.TEMPLATE, given, alone.form, **more)


@pytest.mark.parametrize("dressed", [False, True])
def test_a_pdf_is_as_wide_as_asked_in_black_alone_and_is_read(dressed):
    raw = made(wanted(has_frame=dressed, has_words=dressed))

    [page] = pypdfium2.PdfDocument(raw)
    modules = 29 + 2 * 4 + 2 * dressed
    assert page.get_width() / 72 * 25.4 == pytest.approx(40 / 29 * modules, abs=0.01)
    assert [each.text for each in zxingcpp.read_barcodes(page.render(scale=4).to_pil())] == [ADDRESS]
    said = page.get_textpage().get_text_range()
    assert ("302.example/s/7K3QAB" in said and "Scannen" in said) == dressed
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        drawn = b"\n".join(
            bytes(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[0]))).split(b"\n")
        )
        assert {each.strip() for each in re.findall(rb"([^\n]*) (?:k|K|scn|SCN)\n", drawn)} <= {b"0 0 0 0", b"0 0 0 1"}
        assert not re.search(rb" (rg|RG|g|G)\n", drawn)
        assert "/XObject" not in pdf.pages[0].Resources


def test_each_module_of_a_picture_has_whole_pixels():
    alone = wanted(Form.PNG, dpi=300)
    picture = Image.open(io.BytesIO(made(alone)))

    assert picture.width % 37 == 0
    assert code_alone.ppi(ADDRESS, alone) >= 300
    assert len(set(picture.convert("L").tobytes())) == 2


def test_an_svg_is_paths_without_a_typeface():
    text = made(wanted(Form.SVG, has_words=True)).decode()

    assert text.startswith("<svg") and "<text" not in text and "<image" not in text and 'href="http' not in text


@pytest.mark.parametrize(
    ("alone", "field", "sentence"),
    [
        (wanted(code_mm=0), "code_mm", code_alone.UNFIT_SIZE),
        (wanted(code_mm=-3), "code_mm", code_alone.UNFIT_SIZE),
        (wanted(code_mm=float("nan")), "code_mm", code_alone.UNFIT_SIZE),
        (wanted(code_mm=float("inf")), "code_mm", code_alone.UNFIT_SIZE),
        (wanted(code_mm=14.4, distance_m=0.1), "code_mm", code_alone.TOO_FINE),
        (wanted(code_mm=39.9), "code_mm", code_alone.TOO_FAR),
        (wanted(distance_m=0), "distance_m", code_alone.UNFIT_DISTANCE),
        (wanted(distance_m=float("nan")), "distance_m", code_alone.UNFIT_DISTANCE),
        (wanted(dpi=71), "dpi", code_alone.UNFIT_DPI),
        (wanted(dpi=2401), "dpi", code_alone.UNFIT_DPI),
        (wanted(Form.PNG, code_mm=1000, dpi=600), "dpi", code_alone.TOO_MANY_PIXELS),
    ],
)
def test_what_nobody_could_scan_or_print_is_refused_at_its_field(alone, field, sentence):
    fault = code_alone.fault(ADDRESS, alone)

    assert (fault.field, fault.sentence) == (field, sentence)
    assert "%(" not in str(fault)


@pytest.mark.parametrize("host", ["302.example", f"{'a' * 37}.de"])
def test_what_a_refusal_asks_for_is_enough_and_no_less(host):
    address = f"HTTPS://{host.upper()}/S/7K3QAB"

    least = code_alone.least_mm(address, 2.0)

    assert code_alone.fault(address, wanted(code_mm=least, distance_m=2.0)) is None
    assert code_alone.fault(address, wanted(code_mm=least - 1, distance_m=2.0)) is not None
