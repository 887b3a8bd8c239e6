"""A trial says PROBE on each page, whatever its size, readable and over everything."""

import io

import pypdfium2
import pytest

from app.exchange.records import SignKind
from app.signage import profile, trial_mark
from app.signage.order import batches
from app.signage.pdf import finish
from app.signage.request import Output
from app.signage.sheet import SHEETS
from tests.signage.orders import item, order, press

STANDARD = profile.load(profile.shipped("standard"))


def says_trial(page):
    """Tell whether the boxes of the mark's letters, and nothing else, are dark at the head of a page."""
    left, bottom, right, top = page.get_trimbox()
    box = (right - left) * trial_mark.WIDTH_SHARE / (trial_mark.COLUMNS + 2 * trial_mark.MARGIN)
    scale = 4 / box
    picture = page.render(scale=scale, grayscale=True).to_pil()
    media = page.get_mediabox()
    x = ((left + right) / 2 - media[0]) * scale - 2 * trial_mark.COLUMNS
    y = (media[3] - top + (top - bottom) * trial_mark.TOP_SHARE) * scale + 4 * trial_mark.MARGIN
    dark = {
        (column, row)
        for column in range(trial_mark.COLUMNS)
        for row in range(trial_mark.ROWS)
        if picture.getpixel((round(x + 4 * column + 2), round(y + 4 * row + 2))) < 128
    }
    return dark == set(trial_mark._boxes())


@pytest.mark.parametrize("kind", [SignKind.A3, SignKind.FLOOR, SignKind.POLE])
def test_each_page_says_so(kind):
    wanted = order(item(kind=kind), item("westpark", kind=kind))
    [batch] = batches(wanted)
    plain = finish(press().pdf(wanted, batch.items, Output.PRINT, STANDARD), STANDARD, SHEETS[kind])

    pages = list(pypdfium2.PdfDocument(trial_mark.marked(plain)))

    assert [says_trial(page) for page in pages] == [True, True]
    assert not any(says_trial(page) for page in pypdfium2.PdfDocument(plain))
    assert trial_mark.marked(plain) == trial_mark.marked(plain)
    assert [page.get_trimbox() for page in pages] == [
        page.get_trimbox() for page in pypdfium2.PdfDocument(io.BytesIO(plain))
    ]
