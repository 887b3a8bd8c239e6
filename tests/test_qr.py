"""Codes are read by a decoder that is not ours."""

import base64
import io
import random
import re

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from app import qr
from app.exchange import codes
from app.signage.address import scan_address

ADDRESS = scan_address("https://302.example", codes.draw(random.Random(302)))


def test_the_code_has_29_modules_at_level_h():
    assert len(qr.matrix(ADDRESS)) == 29
    assert read(picture(qr.png(ADDRESS, module_px=4))).ec_level == "H"


@pytest.mark.parametrize("module_px", [1, 2, 12])
def test_the_png_decodes_and_has_its_quiet_zone(module_px):
    image = picture(qr.png(ADDRESS, module_px=module_px))

    quiet_px = qr.QUIET_MODULES * module_px
    pixels = np.asarray(image)
    assert pixels[:quiet_px].min() == pixels[:, -quiet_px:].min() == 255
    assert image.width == (29 + 8) * module_px
    assert read(image).text == ADDRESS


def test_the_svg_draws_the_same_modules_as_the_png():
    drawn = np.full((37, 37), 255, np.uint8)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", qr.svg(ADDRESS, code_mm=160)):
        drawn[int(y), int(x) : int(x) + int(length)] = 0

    assert (drawn == np.asarray(picture(qr.png(ADDRESS, module_px=1)))).all()


def test_a_code_for_screens_decodes_from_its_path():
    text = "https://linie302.example/de/302/heinrich-koenig-platz/solarsegel/"

    modules = qr.matrix(text, level="L")

    image = Image.new("L", (qr.side(modules), qr.side(modules)), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", qr.path(modules)):
        image.paste(0, (int(x), int(y), int(x) + int(length), int(y) + 1))
    assert read(image).text == text
    assert read(image).ec_level == "L"


def test_runs_are_all_that_is_dark_and_nothing_else():
    modules = qr.matrix(ADDRESS)

    drawn = {(row, place) for row, start, length in qr.runs(modules) for place in range(start, start + length)}

    dark = {(row, place) for row, line in enumerate(qr.bits(modules)) for place, bit in enumerate(line) if bit == "1"}
    assert drawn == dark


def test_the_svg_is_as_wide_as_ordered():
    width_mm = float(re.search(r'width="([\d.]+)mm"', qr.svg(ADDRESS, code_mm=160)).group(1))

    assert width_mm == pytest.approx(160 * 37 / 29, abs=1e-3)


def picture(raw):
    return Image.open(io.BytesIO(raw)).convert("L")


def read(image):
    (found,) = zxingcpp.read_barcodes(image.resize((image.width * 4, image.height * 4), 0))
    return found


def test_a_page_carries_the_code_as_a_small_picture():
    start, content = qr.data_uri(ADDRESS).split(",")

    image = picture(base64.b64decode(content))
    assert start == "data:image/png;base64"
    assert image.width == qr.side(qr.matrix(ADDRESS, level="L"))
    assert (read(image).text, read(image).ec_level) == (ADDRESS, "L")
