"""The picture of what one will see: on the signs that have room for it, sharp enough, in four inks, or not at all."""

import io
from dataclasses import replace

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from app.exchange.records import SignKind
from app.signage.inks import MOST_INK, limited, separated
from app.signage.order import batches
from app.signage.print import make
from app.signage.profile import load, shipped
from app.signage.request import Output
from app.signage.typeset import Press
from tests.signage.icc_file import cmyk_profile
from tests.signage.orders import FONTS, item, order

UPRIGHT = {SignKind.A3: 200, SignKind.A4: 200, SignKind.WINDOW: 200, SignKind.CITY_LIGHT: 72}  # the least dpi
KEY = "0a/poster.webp"


def poster(width=1200, height=750):
    """Return a picture in strong colours, black and white as WebP."""
    parts = np.zeros((height, width, 3), np.uint8)
    for at, colour in enumerate([(255, 0, 0), (0, 0, 255), (0, 80, 0), (0, 0, 0), (255, 255, 255), (90, 60, 30)]):
        parts[:, at * width // 6 : (at + 1) * width // 6] = colour
    out = io.BytesIO()
    Image.fromarray(parts).save(out, "WEBP", lossless=True)
    return out.getvalue()


def printed(kind, *, raw=None, output=Output.PRINT, icc=b"", others=()):
    wanted = item(kind=kind)
    pictures = {f"{wanted.station.slug}/{wanted.plannings[0].slug}": KEY}
    whole = replace(order(wanted, *others), pictures=pictures)
    press = Press(FONTS, {KEY: poster() if raw is None else raw}.get)
    profile = load({**shipped("standard"), "condition": "FOGRA51"}, icc=icc) if icc else load(shipped("standard"))
    return make(press, whole, batches(whole)[0], output=output, profile=profile).pdf


def images(pdf):
    """Return colour space and bytes of each picture in a file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
        found = [each for each in streams if each.get("/Subtype") == "/Image"]
        return [(str(each.ColorSpace), each.read_raw_bytes()) for each in found]


def shown(pdf):
    """Return the pictures of the first page with their width in millimetres and in pixels."""
    document = pypdfium2.PdfDocument(pdf)
    objects = document[0].get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=9)
    found = [(each.get_bounds(), each.get_px_size()) for each in objects]
    return [((bounds[2] - bounds[0]) / 72 * 25.4, px[0]) for bounds, px in found]


@pytest.mark.parametrize("kind", SignKind)
def test_it_is_on_upright_signs_as_sharp_as_its_distance_asks(kind):
    found = shown(printed(kind))

    assert len(found) == (kind in UPRIGHT)
    for width_mm, width_px in found:
        assert width_px / width_mm * 25.4 >= UPRIGHT[kind]


@pytest.mark.parametrize("raw", [b"", b"no picture", poster()[:90]], ids=["empty", "no picture", "cut off"])
def test_what_cannot_be_read_gives_way_to_words(raw):
    pdf = printed(SignKind.A3, raw=raw)

    assert images(pdf) == []
    assert "Das siehst du hier" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def test_a_planning_without_a_picture_gives_way_to_the_next_that_has_one():
    wanted = item()
    whole = replace(order(wanted), pictures={f"{wanted.station.slug}/{wanted.plannings[2].slug}": KEY})

    assert whole.pictured(wanted) is wanted.plannings[2]


def test_in_print_it_is_in_four_inks_and_on_screens_in_its_own_colours():
    assert [space for space, _raw in images(printed(SignKind.A3))] == ["/DeviceCMYK"]
    assert "CMYK" not in images(printed(SignKind.A3, output=Output.DIGITAL))[0][0]


def test_colours_look_on_paper_as_on_the_screen():
    page = pypdfium2.PdfDocument(printed(SignKind.A3))[0].render(scale=1).to_pil().convert("RGB")
    drawn = (
        pypdfium2.PdfDocument(printed(SignKind.A3, output=Output.DIGITAL))[0].render(scale=1).to_pil().convert("RGB")
    )
    bleed = (page.width - drawn.width) // 2

    face = page.crop((bleed, bleed, bleed + drawn.width, bleed + drawn.height))
    assert abs(np.asarray(face, np.int16) - np.asarray(drawn, np.int16)).mean() < 12


def test_no_colour_gets_more_ink_than_paper_takes():
    steps = np.linspace(0, 1, 9, dtype=np.float32)
    every = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(-1, 1, 3)

    inks = separated(every)

    assert inks.min() >= 0 and inks.max() <= 1
    assert inks.sum(axis=2).max() <= 2.2 + 1e-3
    assert limited(np.ones((1, 1, 4), np.float32)).sum() == pytest.approx(MOST_INK)
    assert np.array_equal(limited(inks), inks)


def test_with_a_profile_its_inks_are_taken_and_limited():
    ((space, raw),) = images(printed(SignKind.A3, icc=cmyk_profile()))

    inks = np.asarray(Image.open(io.BytesIO(raw)), np.float32) / 255
    assert space == "/DeviceCMYK"
    assert inks.sum(axis=2).max() <= MOST_INK + 0.06  # what JPEG is off by


def test_one_picture_is_in_a_file_once():
    assert len(images(printed(SignKind.A3, others=[item()]))) == 1


def test_the_same_order_gives_the_same_bytes():
    assert printed(SignKind.A3) == printed(SignKind.A3)
