"""A sign's code is read by a decoder that is not ours."""

import io
import random
import re

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from app.exchange import codes
from app.signage import qr

ADDRESS = qr.address("https://302.example", codes.draw(random.Random(302)))


def test_the_address_is_upper_case_and_short():
    assert qr.address("https://302.example/", "7K3QAB") == "HTTPS://302.EXAMPLE/S/7K3QAB"


@pytest.mark.parametrize("public_url", ["https://stadt.example/ar", "https://stadt.example?x", "stadt.example", ""])
def test_an_address_whose_letters_matter_is_refused(public_url):
    with pytest.raises(ValueError, match="not a plain address"):
        qr.address(public_url, "7K3QAB")


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


def test_the_svg_is_as_wide_as_ordered():
    width_mm = float(re.search(r'width="([\d.]+)mm"', qr.svg(ADDRESS, code_mm=160)).group(1))

    assert width_mm == pytest.approx(160 * 37 / 29, abs=1e-3)


def picture(raw):
    return Image.open(io.BytesIO(raw)).convert("L")


def read(image):
    (found,) = zxingcpp.read_barcodes(image.resize((image.width * 4, image.height * 4), 0))
    return found
