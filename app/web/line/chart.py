"""A bar chart as a drawing of boxes and words, which becomes SVG for a page or PNG for a report: the same, twice.

Lengths are px of a drawing of ``WIDTH`` x ``HEIGHT``, y downwards.
"""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 960, 360
LEFT, RIGHT, TOP, BOTTOM = 72, 24, 84, 40
MARGIN = 16
GAP = 0.25  # of a bar's place
LABEL_PX = 74  # that the words under a bar want
STEPS = 4  # lines at most
SCALE = 2  # of the PNG
INK, QUIET, RULE, FEW, PAPER = "#0b0c0c", "#4b4f58", "#d5d8de", "#9aa0ab", "#ffffff"
FONTS = Path(__file__).parents[1] / "static/vendor/kern-2.7.2/fira-sans"
FAMILY = "'Fira Sans', 'Helvetica Neue', Arial, sans-serif"


@dataclass(frozen=True)
class Box:
    """A bar, ``few`` where its number is not told; or a thin line where it has the kind ``rule``."""

    x: float
    y: float
    width: float
    height: float
    kind: Literal["bar", "few", "rule"]


@dataclass(frozen=True)
class Words:
    """A line of words that starts, ends or has its middle at ``x``, on the base line ``y``."""

    x: float
    y: float
    text: str
    size_px: int
    kind: Literal["title", "quiet"]
    at: Literal["start", "middle", "end"] = "start"


Shape = Box | Words


def draw(title: str, subtitle: str, bars: Sequence[tuple[str, int]], *, fewest: int = 0) -> list[Shape]:
    """Return the drawing of ``bars``, each a label and a number.

    Those from 1 to under ``fewest`` are all drawn as high as it, in grey.
    """
    shapes: list[Shape] = [
        Words(MARGIN, 32, title, 24, "title"),
        Words(MARGIN, 58, subtitle, 17, "quiet"),
    ]
    most = max((max(count, fewest) if count else 0 for _label, count in bars), default=0)
    step = _step(most)
    top = max(step, step * math.ceil(most / step))
    high, wide = HEIGHT - TOP - BOTTOM, WIDTH - LEFT - RIGHT
    for value in range(0, top + 1, step):
        y = TOP + high * (1 - value / top)
        shapes += [Box(LEFT, y, wide, 1, "rule"), Words(LEFT - 10, y + 5, number(value), 15, "quiet", "end")]
    place = wide / max(1, len(bars))
    every = math.ceil(LABEL_PX / place)
    for nth, (label, count) in enumerate(bars):
        x, height = LEFT + nth * place, high * max(count, fewest) / top
        if count:
            kind: Literal["bar", "few"] = "few" if count < fewest else "bar"
            shapes.append(Box(x + place * GAP / 2, TOP + high - height, place * (1 - GAP), height, kind))
        if nth % every == 0:
            shapes.append(Words(x + place / 2, HEIGHT - 14, label, 15, "quiet", "middle"))
    return shapes


def svg(shapes: Sequence[Shape], *, title: str, colour: str) -> str:
    """Return the drawing as SVG.  Its classes let a page colour it otherwise; alone it is black on white."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f" aria-label={quoteattr(title)} font-family={quoteattr(FAMILY)}>"
        f'<rect class="chart__paper" width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
    )
    return head + "".join(_tag(shape, colour) for shape in shapes) + "</svg>\n"


def png(shapes: Sequence[Shape], *, colour: str) -> bytes:
    """Return the drawing as PNG, twice as wide and high."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    pen = ImageDraw.Draw(image)
    for shape in shapes:
        if isinstance(shape, Box):
            x, y = shape.x * SCALE, shape.y * SCALE
            corner = (x + shape.width * SCALE - 1, y + max(1, shape.height * SCALE) - 1)
            pen.rectangle(((x, y), corner), fill=_fill(shape, colour))
        else:
            weight = "SemiBold" if shape.kind == "title" else "Regular"
            font = ImageFont.truetype(FONTS / f"FiraSans-{weight}.woff2", shape.size_px * SCALE)
            anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape.at]
            ink = INK if shape.kind == "title" else QUIET
            pen.text((shape.x * SCALE, shape.y * SCALE), shape.text, fill=ink, font=font, anchor=anchor)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _step(most: int) -> int:
    """Return the distance of two lines: 1, 2 or 5 with noughts, so that ``STEPS`` of them are enough."""
    rough = max(1, most / STEPS)
    unit = 10 ** math.floor(math.log10(rough))
    return next(int(unit * factor) for factor in (1, 2, 5, 10) if unit * factor >= rough)


def number(value: int) -> str:
    """Return a number with thin blanks between thousands, as SI has it."""
    return f"{value:,}".replace(",", "\u202f")


def _fill(box: Box, colour: str) -> str:
    return {"bar": colour, "few": FEW, "rule": RULE}[box.kind]


def _tag(shape: Shape, colour: str) -> str:
    if isinstance(shape, Box):
        return (
            f'<rect class="chart__{shape.kind}" x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}"'
            f' height="{shape.height:.1f}" fill="{_fill(shape, colour)}"/>'
        )
    weight, ink = (600, INK) if shape.kind == "title" else (400, QUIET)
    return (
        f'<text class="chart__{shape.kind}" x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size_px}"'
        f' font-weight="{weight}" fill="{ink}" text-anchor="{shape.at}">{escape(shape.text)}</text>'
    )
