"""The chart: one drawing, told as SVG and as PNG."""

import io
import itertools
from xml.etree import ElementTree

import pytest
from PIL import Image

from app.web.line import chart
from app.web.line.chart import BOTTOM, HEIGHT, SCALE, TOP, WIDTH, Box, Words

COLOUR = "#86bbe0"
BARS = [("1.10.", 10), ("2.10.", 0), ("3.10.", 40)]


def boxes(bars, kind="bar"):
    return [shape for shape in chart.draw("T", "S", bars) if isinstance(shape, Box) and shape.kind == kind]


def test_bars_are_as_high_as_their_numbers():
    low, high = boxes(BARS)

    assert high.height == pytest.approx(4 * low.height)
    assert high.height == HEIGHT - TOP - BOTTOM
    assert low.y + low.height == pytest.approx(HEIGHT - BOTTOM)


@pytest.mark.parametrize(
    ("most", "lines"),
    [(0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]), (44, [0, 20, 40, 60]), (999, [0, 500, 1000])],
)
def test_lines_stand_at_round_numbers(most, lines):
    shapes = chart.draw("T", "S", [("a", most)])

    assert [
        int(each.text.replace("\u202f", "")) for each in shapes if isinstance(each, Words) and each.at == "end"
    ] == lines


def test_the_few_all_look_alike():
    bars = [("1.10.", 1), ("2.10.", 4), ("3.10.", 0), ("4.10.", 5)]
    one, four, five = (
        box for box in chart.draw("T", "S", bars, fewest=5) if isinstance(box, Box) and box.kind != "rule"
    )

    assert (one.kind, four.kind, five.kind) == ("few", "few", "bar")
    assert one.height == four.height == five.height > 0


def test_labels_never_touch():
    shapes = chart.draw("T", "S", [(f"{number}.10.", number) for number in range(366)])
    places = [each.x for each in shapes if isinstance(each, Words) and each.at == "middle"]

    assert min(b - a for a, b in itertools.pairwise(places)) >= chart.LABEL_PX
    assert all(0 <= place <= WIDTH for place in places)


def test_the_svg_is_one_picture_with_a_name_and_escapes_its_words():
    drawing = chart.svg(chart.draw("A & B", "<ğ>", BARS), title='A "&" B', colour=COLOUR)

    root = ElementTree.fromstring(drawing)
    assert (root.get("role"), root.get("aria-label")) == ("img", 'A "&" B')
    assert "style=" not in drawing
    assert [each.get("fill") for each in root.iter() if each.get("class") == "chart__bar"] == [COLOUR, COLOUR]


def test_the_png_shows_the_same_bars():
    raw = chart.png(chart.draw("Größe ğİş", "S", BARS), colour=COLOUR)

    with Image.open(io.BytesIO(raw)) as picture:
        assert picture.size == (WIDTH * SCALE, HEIGHT * SCALE)
        for box in boxes(BARS):
            middle = ((box.x + box.width / 2) * SCALE, (box.y + box.height / 2) * SCALE)
            assert picture.getpixel(tuple(map(round, middle))) == (0x86, 0xBB, 0xE0)
            assert picture.getpixel((round(middle[0]), round(box.y * SCALE) - 4)) == (255, 255, 255)
